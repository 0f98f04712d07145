#pragma once

#include <QHash>
#include <QString>

#include <mutex>

namespace sandbox {

class Clock;

/// Counts calls per clock minute and namespace; refused ones count, too.
class Throttle {
public:
    Throttle(Clock &clock, int perMinute, int inFlight);

    enum class What { Invoke, Fire };
    /// 429 when it is one too many. running: activations of the namespace under way (invokes only).
    void charge(What what, const QString &ns, int running = 0);
    /// The part of it that asks how many run.
    void checkRunning(int running) const;

private:
    int count(What what, const QString &ns);

    Clock &m_clock;
    int m_perMinute;
    int m_inFlight;
    std::mutex m_mutex;
    qint64 m_minute = 0;
    QHash<QString, int> m_counts;
};

} // namespace sandbox
