#pragma once

#include <QHash>
#include <QSet>
#include <QString>
#include <QStringList>
#include <QThreadPool>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace sandbox::gateway {

class HealthChecks;

/// What lives longer than a request: counters, turns, and what has been said already. Safe from any thread.
class PlaneState {
public:
    /// revision: of what stands under a key, 0 when it is gone.
    explicit PlaneState(const std::function<qint64(const QString &key)> &revision);
    ~PlaneState();

    /// Counts one more in a window of that many seconds. Gives how many there were with it, and when the window ends.
    struct Count {
        qint64 used;
        double resetsIn; ///< s
    };
    Count count(const QString &key, double window);
    /// The same in a window that slides along with time; what exceeds the limit is not counted.
    Count countSliding(const QString &key, double window, qint64 limit);

    /// Whose turn it is by weight, smoothly: the place in weights. Places of no weight, and `without`, are left out;
    /// -1: nobody is left.
    qsizetype turn(const QString &key, const QList<qint64> &weights, const QSet<qsizetype> &without);
    /// How many requests a node has at the moment.
    void begin(const QString &node);
    void end(const QString &node);
    qint64 running(const QString &node);

    /// Requests that wait come to an end.
    void stop();
    bool isStopping() const { return m_isStopping; }
    /// Waits, but not beyond a stop.
    void sleep(qint64 ms);

    /// Says a sentence on the standard error output, once.
    void report(const QString &sentence);
    /// The addresses of a host; none within that time: there is no answer.
    QStringList lookUp(const QString &host, int timeoutMs);

    /// How the servers of upstreams do.
    HealthChecks &health() { return *m_health; }

private:
    struct Window {
        qint64 used = 0;
        qint64 ends = 0; ///< ms
    };
    std::mutex m_mutex;
    std::condition_variable m_stopped;
    std::atomic<bool> m_isStopping = false;
    QHash<QString, Window> m_windows;
    QHash<QString, std::deque<qint64>> m_sliding;
    QHash<QString, QList<qint64>> m_turns;
    QHash<QString, qint64> m_running;
    QSet<QString> m_said;
    QThreadPool m_lookups;
    const std::unique_ptr<HealthChecks> m_health;
};

} // namespace sandbox::gateway
