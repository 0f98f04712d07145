#pragma once

#include "core/openwhisk/activation.h"
#include "core/openwhisk/operations.h"

#include <QObject>
#include <QPointer>
#include <QSet>
#include <QTimer>

#include <functional>

class QSettings;

namespace openwhisk {
class ActivationFeed;
class Session;
}

/// The actions that the user follows, and a word on the desktop when one of them fails. Off unless switched on; several
/// failures in a short time are one word. It says which action failed and how, never what came of it.
class FailureWatch : public QObject {
    Q_OBJECT
public:
    struct Word {
        QString title;
        QString text;
        QString activationId; ///< of the newest one
    };
    using Send = std::function<void(const Word &)>;
    /// settings may be null: nothing is remembered.
    FailureWatch(openwhisk::Session &session, openwhisk::ActivationFeed &feed, QSettings *settings, Send send, QObject *parent = nullptr);
    ~FailureWatch() override;

    const QList<openwhisk::EntityName> &actions() const { return m_actions; } ///< none: all
    void setActions(const QList<openwhisk::EntityName> &actions);
    bool enabled() const { return m_enabled; }
    void setEnabled(bool enabled);
    void setPause(int ms) { m_pause.setInterval(ms); } ///< between two words

Q_SIGNALS:
    void changed();

private:
    void take(const QList<openwhisk::ActivationSummary> &rows);
    bool isNews(const openwhisk::ActivationSummary &row);
    void say();
    void load();
    void store();
    void follow();

    QPointer<openwhisk::ActivationFeed> m_feed;
    QSettings *m_settings;
    QString m_group;
    QString m_connection;
    Send m_send;
    QList<openwhisk::EntityName> m_actions;
    bool m_enabled = false;
    qint64 m_sinceMs = 0; ///< on our clock: what ended before is no news
    QTimer m_pause;
    QList<openwhisk::ActivationSummary> m_failed; ///< not told yet
    QSet<QString> m_told;
};

/// Is the activation of one of these (an empty name: of its whole package)? None: of any.
bool isOf(const openwhisk::ActivationSummary &row, const QList<openwhisk::EntityName> &actions);
