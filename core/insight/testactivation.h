#pragma once

#include "core/openwhisk/session.h"

#include <QPointer>
#include <QTimer>

namespace insight {

/// Looks for the activation behind an answer that does not name it: one of the action that began while the request was
/// under way. Records come late, so it looks again for a while.
class TestActivation : public QObject {
    Q_OBJECT
public:
    explicit TestActivation(openwhisk::Session &session, QObject *parent = nullptr);

    /// By this machine's clock; a search before it ends.
    void look(const openwhisk::EntityName &action, qint64 sentMs, double durationMs);
    void stop();
    bool isLooking() const { return m_looking; }

Q_SIGNALS:
    /// The newest first; several when other calls began in the same time.
    void found(const QStringList &ids);
    void notFound(int seconds); ///< none was stored within that time
    void failed(const Error &error);

private:
    void ask();
    QStringList fitting(const QList<openwhisk::ActivationSummary> &list) const;
    void take(const Result<openwhisk::List<openwhisk::ActivationSummary>> &list);

    QPointer<openwhisk::Session> m_session;
    QTimer m_again;
    std::unique_ptr<QObject> m_asking; ///< the latest question only
    openwhisk::EntityName m_action;
    qint64 m_from = 0; ///< by the server's clock
    qint64 m_upto = 0;
    qint64 m_sent = 0; ///< the same without the slack that unequal clocks want
    qint64 m_answered = 0;
    QStringList m_claimed; ///< belong to requests before this one
    int m_tries = 0;
    bool m_looking = false;
};

} // namespace insight
