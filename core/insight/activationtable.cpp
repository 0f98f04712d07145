#include "core/insight/activationtable.h"

#include "core/insight/tablemerge.h"

using namespace openwhisk;

namespace insight {

namespace {

std::optional<qint64> ms(qint32 value)
{
    return value < 0 ? std::nullopt : std::optional<qint64>(value);
}

} // namespace

ActivationTable::Ptr ActivationTable::withRows(const Ptr &table, const QList<ActivationSummary> &rows, qsizetype capacity)
{
    TableMerge merge(table);
    merge.reserve(rows.size());
    merge.add(rows);
    return merge.finish(capacity);
}

ActivationTable::Ptr ActivationTable::withLists(const Ptr &table, const QList<List<ActivationSummary>> &lists, qsizetype capacity)
{
    TableMerge merge(table);
    qsizetype rows = 0;
    for (const auto &list : lists)
        rows += list->size();
    merge.reserve(rows);
    for (const auto &list : lists)
        merge.add(*list);
    return merge.finish(capacity);
}

size_t ActivationTable::chunkOf(qsizetype index) const
{
    return size_t(std::upper_bound(m_starts.begin(), m_starts.end(), index) - m_starts.begin()) - 1;
}

const ActivationRow &ActivationTable::row(qsizetype index) const
{
    const size_t chunk = chunkOf(index);
    return (*m_chunks[chunk])[size_t(index - m_starts[chunk])];
}

const ActivationRow *ActivationTable::rowsAround(qsizetype index, quint32 *begin, quint32 *count) const
{
    const size_t chunk = chunkOf(index);
    *begin = quint32(m_starts[chunk]);
    *count = quint32(m_chunks[chunk]->size());
    return m_chunks[chunk]->data();
}

QString ActivationTable::idText(const ActivationId &id) const
{
    if (id.isNull())
        return {};
    const auto odd = m_oddIds.constFind(id);
    return odd == m_oddIds.cend() ? id.toText() : *odd;
}

ActivationSummary ActivationTable::summary(qsizetype index) const
{
    const ActivationRow &from = row(index);
    const ActivationLabel &what = label(from);
    ActivationSummary to;
    to.id = idText(from.id);
    to.name = what.name;
    to.version = what.version;
    to.kind = what.kind;
    to.binding = what.binding;
    to.start = from.start;
    if (from.span >= 0)
        to.end = from.start + from.span;
    to.durationMs = ms(from.duration);
    to.waitMs = ms(from.wait);
    to.initMs = ms(from.init);
    to.cause = idText(from.cause);
    to.status = from.status;
    to.timedOut = from.flags & ActivationRow::IsTimedOut;
    to.throttled = from.flags & ActivationRow::IsThrottled;
    return to;
}

size_t ActivationTable::shardOf(const ActivationId &id)
{
    return qHash(id) >> (8 * sizeof(size_t) - shardBits); // the upper bits are the mixed ones
}

std::optional<qint64> ActivationTable::startOf(const ActivationId &id) const
{
    const auto &shard = m_shards[shardOf(id)];
    if (!shard)
        return std::nullopt;
    const auto place = std::lower_bound(shard->begin(), shard->end(), id,
                                        [](const Place &p, const ActivationId &wanted) { return p.id < wanted; });
    return place != shard->end() && place->id == id ? std::optional(place->start) : std::nullopt;
}

std::optional<qsizetype> ActivationTable::find(const ActivationId &id) const
{
    const auto start = startOf(id);
    if (!start)
        return std::nullopt;
    ActivationRow wanted;
    wanted.id = id;
    wanted.start = *start;
    const auto after = std::upper_bound(m_chunks.begin(), m_chunks.end(), wanted,
                                        [](const ActivationRow &row, const auto &chunk) { return isNewer(row, chunk->front()); });
    const auto chunk = std::prev(after); // an indexed row is in one of them
    const auto row = std::lower_bound((*chunk)->begin(), (*chunk)->end(), wanted, isNewer);
    return m_starts[size_t(chunk - m_chunks.begin())] + (row - (*chunk)->begin());
}

qsizetype ActivationTable::firstNotAfter(qint64 time) const
{
    const auto later = [](const ActivationRow &row, qint64 limit) { return row.start > limit; };
    const auto chunk = std::partition_point(m_chunks.begin(), m_chunks.end(),
                                            [&](const auto &c) { return later(c->back(), time); });
    if (chunk == m_chunks.end())
        return m_size;
    const auto row = std::lower_bound((*chunk)->begin(), (*chunk)->end(), time, later);
    return m_starts[size_t(chunk - m_chunks.begin())] + (row - (*chunk)->begin());
}

qint64 ActivationTable::bytes() const
{
    size_t sum = sizeof *this + m_starts.capacity() * sizeof(qsizetype);
    for (const auto &chunk : m_chunks)
        sum += sizeof chunk + sizeof(Chunk) + chunk->capacity() * sizeof(ActivationRow);
    for (const auto &shard : m_shards)
        sum += shard ? sizeof(Shard) + shard->capacity() * sizeof(Place) : 0;
    for (const ActivationLabel &label : m_labels)
        sum += 2 * sizeof label + 2 * sizeof(QChar) * size_t(label.name.name.size() + label.version.size()); // list and hash
    for (const QString &id : m_oddIds)
        sum += sizeof(ActivationId) + sizeof id + sizeof(QChar) * size_t(id.size());
    return qint64(sum);
}

} // namespace insight
