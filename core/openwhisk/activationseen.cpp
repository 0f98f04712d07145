#include "core/openwhisk/activationseen.h"

#include "core/openwhisk/hexid.h"

#include <algorithm>

namespace openwhisk {

namespace {

quint64 contentsOf(const ActivationSummary &row)
{
    const auto number = [](const std::optional<qint64> &value) { return value.value_or(-1); };
    return qHashMulti(0, row.name.ns, row.name.package, row.name.name, row.version, row.kind, row.start, number(row.end),
                      number(row.durationMs), number(row.waitMs), number(row.initMs), row.cause, row.binding,
                      int(row.status), row.timedOut, row.throttled);
}

} // namespace

ActivationMark markOf(const ActivationSummary &row)
{
    ActivationMark mark{0, 0, contentsOf(row), row.start};
    const auto id = hexId(row.id);
    mark.high = id ? id->high : qHash(row.id, size_t(1)); // ids of foreign servers may be anything
    mark.low = id ? id->low : qHash(row.id, size_t(2));
    return mark;
}

bool SeenActivations::take(const ActivationMark &mark)
{
    State &state = m_seen[{mark.high, mark.low}];
    if (state.startMs == mark.startMs && state.contents == mark.contents)
        return false;
    state = {mark.contents, mark.startMs};
    if (m_seen.size() > m_most)
        forgetOldest();
    return true;
}

/// A third at once: to find the oldest takes a walk over all.
void SeenActivations::forgetOldest()
{
    QList<qint64> starts;
    starts.reserve(m_seen.size());
    for (const State &state : std::as_const(m_seen))
        starts.append(state.startMs);
    const auto third = starts.begin() + starts.size() / 3;
    std::nth_element(starts.begin(), third, starts.end());
    m_seen.removeIf([oldest = *third](const auto &entry) { return entry.value().startMs < oldest; });
}

} // namespace openwhisk
