#pragma once

#include "core/async/result.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QStringList>

namespace net {
class Client;
}

namespace openwhisk {

struct Rule;

/// Whether rules are on. No list says it, and a change of it shows in no version (facts 5), so each rule costs a GET:
/// only what somebody looks at is asked for, two at a time, so that other requests find a connection.
class RuleStates : public QObject {
    Q_OBJECT
public:
    enum class State { Unknown, Active, Inactive, Unreadable };
    explicit RuleStates(net::Client &client, QObject *parent = nullptr);
    ~RuleStates() override;

    State state(const QString &rule) const { return m_known.value(rule, State::Unknown); }
    /// What is in view, the most wanted first; what was wanted before and not asked yet no longer is.
    void want(const QStringList &rules);
    /// What is known may have changed: it stays shown, and is asked again when it is wanted again.
    void expire();

Q_SIGNALS:
    void changed(const QString &rule);

private:
    void askNext();
    void ask(const QString &rule);
    void answered(const QString &rule, const Result<Rule> &now);

    net::Client &m_client;
    QStringList m_wanted;
    QHash<QString, State> m_known;
    QSet<QString> m_fresh;   ///< known since the last expire()
    QSet<QString> m_running;
};

} // namespace openwhisk
