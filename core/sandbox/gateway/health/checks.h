#pragma once

#include "core/sandbox/gateway/health/probe.h"

#include <QHash>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/steady_timer.hpp>

#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

namespace sandbox::gateway {

/// A server of an upstream, as it does.
struct WatchedServer {
    ProbeTarget target;
    HealthCount count = {};
};

/// Watches the servers of one upstream; their places are those of its nodes. Safe from any thread.
class Checker : public std::enable_shared_from_this<Checker> {
public:
    Checker(boost::asio::io_context &io, const HealthRules &rules, const QList<ProbeTarget> &targets);

    void start();
    void stop();
    /// Places to be left out; none as well when there would be no other.
    QSet<qsizetype> unusable() const;
    /// What a request came to: its failure, or the status that the client got.
    void report(qsizetype place, std::optional<Sign> failure, int status);
    QList<WatchedServer> servers() const;
    QString type() const { return m_rules->type; }

private:
    void look(qsizetype place);
    void seen(qsizetype place, std::optional<Sign> failure, int status);

    boost::asio::io_context &m_io;
    const std::shared_ptr<const HealthRules> m_rules;
    std::atomic<bool> m_isStopped = false;
    std::vector<boost::asio::steady_timer> m_timers;
    mutable std::mutex m_mutex;
    QList<WatchedServer> m_servers;
};

/// The checkers of all upstreams that requests went to. One thread looks at all of them.
class HealthChecks {
public:
    /// Gives the revision of what stands under a key ("/routes/1"); 0: it is gone.
    using Revision = std::function<qint64(const QString &key)>;
    explicit HealthChecks(Revision revision);
    ~HealthChecks();

    /// The checker of an upstream as it is now, made with its first request.
    std::shared_ptr<Checker> watch(const QString &key, const json::Value &upstream, const std::function<QList<ProbeTarget>()> &targets);
    /// nullptr: no request went to what stands there now.
    std::shared_ptr<const Checker> find(const QString &key) const;

private:
    struct Watched {
        json::Value upstream;
        qint64 revision;
        std::shared_ptr<Checker> checker;
    };
    void run();
    void forgetChanged();

    const Revision m_revision;
    boost::asio::io_context m_io{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> m_work{m_io.get_executor()};
    boost::asio::steady_timer m_pause{m_io};
    mutable std::mutex m_mutex;
    QHash<QString, Watched> m_watched;
    std::thread m_thread;
};

} // namespace sandbox::gateway
