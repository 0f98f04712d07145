#include "core/openwhisk/activationseen.h"

#include "core/openwhisk/hexid.h"

#include <algorithm>

namespace openwhisk {

namespace {

constexpr qsizetype leastInATable = 1000;
constexpr qsizetype mostTables = 251; // prime: the tables' own places come from the same number

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

SeenActivations::SeenActivations(qsizetype most)
    : m_tables(size_t(std::clamp<qsizetype>(most / leastInATable, 1, mostTables)))
    , m_mostEach(std::max<qsizetype>(most / qsizetype(m_tables.size()), 1))
{
}

bool SeenActivations::take(const ActivationMark &mark)
{
    const Id id{mark.high, mark.low};
    Table &table = m_tables[qHash(id, 0) % m_tables.size()];
    State &state = table[id];
    if (state.startMs == mark.startMs && state.contents == mark.contents)
        return false;
    state = {mark.contents, mark.startMs};
    if (table.size() > m_mostEach)
        forgetOldest(table);
    return true;
}

qsizetype SeenActivations::size() const
{
    qsizetype sum = 0;
    for (const Table &table : m_tables)
        sum += table.size();
    return sum;
}

/// A third at once: to find the oldest takes a walk over all.
void SeenActivations::forgetOldest(Table &table)
{
    QList<qint64> starts;
    starts.reserve(table.size());
    for (const State &state : std::as_const(table))
        starts.append(state.startMs);
    const auto third = starts.begin() + starts.size() / 3;
    std::nth_element(starts.begin(), third, starts.end());
    table.removeIf([oldest = *third](const auto &entry) { return entry.value().startMs < oldest; });
}

} // namespace openwhisk
