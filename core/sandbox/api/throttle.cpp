#include "core/sandbox/api/throttle.h"

#include "core/sandbox/api/refusal.h"
#include "core/sandbox/setup/clock.h"

namespace sandbox {

using namespace Qt::StringLiterals;

Throttle::Throttle(Clock &clock, int perMinute, int inFlight)
    : m_clock(clock), m_perMinute(perMinute), m_inFlight(inFlight)
{
}

int Throttle::count(What what, const QString &ns)
{
    const std::scoped_lock lock(m_mutex);
    const auto minute = m_clock.now() / 60000;
    if (minute != m_minute) {
        m_minute = minute;
        m_counts.clear();
    }
    return ++m_counts[(what == What::Invoke ? u'i' : u'f') + ns];
}

void Throttle::charge(What what, const QString &ns, int running)
{
    const auto counted = count(what, ns);
    if (counted > m_perMinute)
        refuse(429, u"Too many requests in the last minute (count: %1, allowed: %2)."_s.arg(counted).arg(m_perMinute));
    if (what == What::Invoke)
        checkRunning(running);
}

void Throttle::checkRunning(int running) const
{
    if (running >= m_inFlight)
        refuse(429, u"Too many concurrent requests in flight (count: %1, allowed: %2)."_s.arg(running).arg(m_inFlight));
}

} // namespace sandbox
