#pragma once

#include "core/history/activations.h"
#include "core/insight/activationrow.h"

#include <QSet>
#include <QTimer>

#include <memory>

namespace history {
class ActivationStore;
}

/// Looks for words in the results and logs that the local store has. The latest words win.
class TextSearch : public QObject {
    Q_OBJECT
public:
    using Ids = std::shared_ptr<const QSet<insight::ActivationId>>;
    TextSearch(history::ActivationStore *store, QString profileId, QObject *parent = nullptr);

    void setText(const QString &text);
    void again(); ///< the store has more now
    bool searching() const { return !m_text.isEmpty(); }
    const Ids &found() const { return m_found; } ///< null: nothing was looked for, or not yet
    QString words() const;                               ///< what the search covers, or why there is none

Q_SIGNALS:
    void changed();

private:
    void start();
    history::ActivationStore *m_store;
    QString m_profileId;
    QString m_text;
    QTimer m_soon;
    std::unique_ptr<QObject> m_request;
    Ids m_found;
    history::ActivationHits m_hits;
    QString m_problem;
};
