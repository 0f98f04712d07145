#pragma once

#include "core/async/result.h"
#include "core/history/records.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace history {
class Store;
}

/// Puts what is being typed aside, a moment after each pause, so that a crash costs at most that moment.
class DraftKeeper : public QObject {
    Q_OBJECT
public:
    /// What to keep now; none when nothing differs from the server.
    using Source = std::function<std::optional<history::Draft>()>;
    DraftKeeper(history::Store &store, Source source, QObject *parent = nullptr);

    void setKey(const history::Key &key); ///< what was kept under another key stays there
    const history::Key &key() const { return m_key; }
    void touch(); ///< something was typed
    void flush(); ///< now; the store finishes it even when this is gone
    void drop(); ///< it was saved or given up

Q_SIGNALS:
    void failed(const Error &error);

private:
    history::Store &m_store;
    Source m_source;
    history::Key m_key;
    QTimer m_timer;
    bool m_kept = false;
};
