#pragma once

#include "core/openwhisk/activationpoll.h"
#include "core/openwhisk/session.h"

#include <QObject>
#include <QPointer>

#include <memory>

/// The activations that a page shows: those of the feed, and of one action also those that the feed does not hold,
/// asked for by its name.
class ActivationSource : public QObject {
    Q_OBJECT
public:
    ActivationSource(openwhisk::Session &session, openwhisk::ActivationPoll &poll, QObject *parent);
    ~ActivationSource() override;

    void setAction(const QString &action); ///< empty: all
    void setWatching(bool watching);
    void refresh();
    void loadOlder();
    bool loadingOlder() const { return m_request != nullptr; }
    bool reachedEnd() const;

    openwhisk::List<openwhisk::ActivationSummary> rows() const; ///< newest first; nullptr: nothing is known yet
    std::optional<Error> error() const;
    bool live() const;
    qint64 lastGoodMs() const;

Q_SIGNALS:
    void changed();

private:
    using Rows = openwhisk::List<openwhisk::ActivationSummary>;
    void fetch(std::optional<qint64> upto);
    void take(const Result<Rows> &answer, int asked);
    void merge(const QList<openwhisk::ActivationSummary> &came);

    QPointer<openwhisk::Session> m_session;
    QPointer<openwhisk::ActivationPoll> m_poll;
    QString m_action;
    std::unique_ptr<QObject> m_request; ///< owner of the request under way: its end ends the request
    Rows m_ofAction;
    std::optional<Error> m_error;
    bool m_end = false;
};
