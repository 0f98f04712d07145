#include "core/openwhisk/activationseen.h"

#include "core/openwhisk/hexid.h"

#include <algorithm>
#include <limits>

namespace openwhisk {

namespace {

constexpr qsizetype leastInATable = 1000;
constexpr qsizetype mostTables = 250;
constexpr size_t leastRoom = 64; ///< of a table; it doubles
constexpr qsizetype prefetched = 12; ///< marks ahead

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

SeenActivations::Place SeenActivations::placeOf(const ActivationMark &mark) const
{
    quint64 mixed = (mark.high ^ (mark.low * 0x9E3779B97F4A7C15ULL)) * 0xD6E8FEB86659FD93ULL;
    mixed = (mixed ^ (mixed >> 32)) * 0xD6E8FEB86659FD93ULL;
    return {size_t(((mixed >> 32) * m_tables.size()) >> 32), std::max(quint32(mixed), 1U)};
}

/// Where the key is, or may be put: there is always a free place.
SeenActivations::Node &SeenActivations::nodeOf(Table &table, quint32 key)
{
    const size_t mask = table.nodes.size() - 1;
    size_t at = key & mask;
    while (table.nodes[at].key != 0 && table.nodes[at].key != key)
        at = (at + 1) & mask;
    return table.nodes[at];
}

bool SeenActivations::take(const ActivationMark &mark)
{
    const Place place = placeOf(mark);
    Table &table = m_tables[place.table];
    if (size_t(table.size) * 4 >= table.nodes.size() * 3)
        rebuild(table, std::max(leastRoom, table.nodes.size() * 2), std::numeric_limits<qint64>::min());
    Node &node = nodeOf(table, place.key);
    const Node now{place.key, quint32(mark.contents ^ (mark.contents >> 32)), mark.startMs};
    if (node == now)
        return false;
    table.size += node.key == 0;
    node = now;
    if (table.size > m_mostEach)
        forgetOldest(table);
    return true;
}

void SeenActivations::prefetch(const ActivationMark &mark) const
{
    const Place place = placeOf(mark);
    const Table &table = m_tables[place.table];
    if (!table.nodes.empty())
        __builtin_prefetch(&table.nodes[place.key & (table.nodes.size() - 1)]);
}

QList<qsizetype> SeenActivations::fresh(const QList<ActivationMark> &marks)
{
    QList<qsizetype> places;
    places.reserve(marks.size());
    for (qsizetype i = 0; i < marks.size(); ++i) {
        if (i + prefetched < marks.size())
            prefetch(marks[i + prefetched]);
        if (take(marks[i]))
            places.append(i);
    }
    return places;
}

qsizetype SeenActivations::size() const
{
    qsizetype sum = 0;
    for (const Table &table : m_tables)
        sum += table.size;
    return sum;
}

/// Keeps what began then or later.
void SeenActivations::rebuild(Table &table, size_t room, qint64 fromMs)
{
    Table next{std::vector<Node>(room), 0};
    for (const Node &node : table.nodes) {
        if (node.key == 0 || node.startMs < fromMs)
            continue;
        nodeOf(next, node.key) = node;
        ++next.size;
    }
    table = std::move(next);
}

/// A third at once: to find the oldest takes a walk over all.
void SeenActivations::forgetOldest(Table &table)
{
    QList<qint64> starts;
    starts.reserve(table.size);
    for (const Node &node : table.nodes)
        if (node.key != 0)
            starts.append(node.startMs);
    const auto third = starts.begin() + starts.size() / 3;
    std::nth_element(starts.begin(), third, starts.end());
    rebuild(table, table.nodes.size(), *third);
}

} // namespace openwhisk
