#include "core/insight/tablemerge.h"

#include "core/openwhisk/hexid.h"

#include <QSet>

#include <limits>

using namespace openwhisk;

namespace insight {

namespace {

constexpr qsizetype chunkRows = 2048; ///< of a fresh one; it grows to twice that before it is split

qint32 milliseconds(std::optional<qint64> ms)
{
    return ms ? qint32(std::clamp<qint64>(*ms, 0, std::numeric_limits<qint32>::max())) : -1;
}

/// One text in memory.
bool isOne(const QString &a, const QString &b)
{
    return a.constData() == b.constData() && a.size() == b.size();
}

size_t addressOf(const QString &a, const QString &b)
{
    return (quintptr(a.constData()) >> 4) + (quintptr(b.constData()) >> 5); // texts begin sixteen bytes apart
}

} // namespace

TableMerge::TableMerge(ActivationTable::Ptr table)
    : m_before(std::move(table))
    , m_next(m_before ? std::make_shared<ActivationTable>(*m_before) : std::make_shared<ActivationTable>())
{
}

ActivationId TableMerge::idOf(const QString &text)
{
    if (text.isEmpty())
        return {};
    if (const auto plain = hexId(text))
        return {plain->high, plain->low};
    const ActivationId id = ActivationId::fromText(text);
    m_next->m_oddIds.insert(id, text);
    return id;
}

/// To compare addresses takes a tenth of the time that it takes to look for a text.
quint32 TableMerge::labelOf(const ActivationSummary &from)
{
    Recent &recent = m_recent[addressOf(from.name.name, from.version) % m_recent.size()];
    const ActivationLabel &label = recent.label;
    if (recent.place && isOne(label.name.name, from.name.name) && isOne(label.version, from.version) && isOne(label.kind, from.kind)
        && isOne(label.name.package, from.name.package) && isOne(label.name.ns, from.name.ns)
        && isOne(label.binding, from.binding))
        return *recent.place;
    recent.label = {from.name, from.version, from.kind, from.binding};
    recent.place = placeOf(recent.label);
    return *recent.place;
}

quint32 TableMerge::placeOf(const ActivationLabel &label)
{
    const auto known = m_next->m_places.constFind(label);
    if (known != m_next->m_places.cend())
        return *known;
    const quint32 place = quint32(m_next->m_labels.size());
    m_next->m_labels.append(label);
    m_next->m_places.insert(label, place);
    return place;
}

ActivationRow TableMerge::packed(const ActivationSummary &from)
{
    ActivationRow to;
    to.id = idOf(from.id);
    to.cause = idOf(from.cause);
    to.start = from.start;
    to.duration = milliseconds(from.durationMs);
    to.wait = milliseconds(from.waitMs);
    to.init = milliseconds(from.initMs);
    to.span = milliseconds(from.end ? std::optional(*from.end - from.start) : std::nullopt);
    to.what = labelOf(from);
    to.status = from.status;
    to.flags = quint8((from.timedOut ? ActivationRow::IsTimedOut : 0) | (from.throttled ? ActivationRow::IsThrottled : 0));
    return to;
}

void TableMerge::reserve(qsizetype rows)
{
    m_rows.reserve(m_rows.size() + size_t(rows));
    m_came.reserve(m_came.size() + rows);
}

void TableMerge::add(const QList<ActivationSummary> &rows)
{
    for (const ActivationSummary &summary : rows) {
        const ActivationRow row = packed(summary);
        const auto place = m_came.constFind(row.id);
        if (place == m_came.cend()) {
            m_came.insert(row.id, m_rows.size());
            m_rows.push_back(row);
        } else {
            m_rows[*place] = row; // told twice: the later one counts
        }
    }
}

/// Leaves in m_rows what is new or changed.
void TableMerge::sortOut()
{
    Rows rows;
    rows.reserve(m_rows.size());
    for (ActivationRow row : m_rows) {
        const auto place = m_before ? m_before->find(row.id) : std::nullopt;
        if (!place) {
            m_added.push_back({row.id, row.start});
            rows.push_back(row);
            continue;
        }
        const ActivationRow &known = m_before->row(*place);
        row.flags |= known.flags & ActivationRow::IsThrottled; // lists do not tell it
        if (row == known)
            continue;
        if (row.start != known.start) {
            m_moved.insert(row.id, known.start);
            m_added.push_back({row.id, row.start});
        }
        rows.push_back(row);
    }
    std::sort(rows.begin(), rows.end(), isNewer);
    m_rows = std::move(rows);
}

TableMerge::Rows TableMerge::merged(const Chunk &old, Rows::const_iterator from, Rows::const_iterator to)
{
    Rows rows;
    rows.reserve(old.size() + size_t(to - from));
    for (const ActivationRow &row : old) {
        while (from != to && isNewer(*from, row))
            rows.push_back(*from++);
        const bool replaced = from != to && from->id == row.id && from->start == row.start;
        const auto moved = m_moved.isEmpty() ? m_moved.cend() : m_moved.constFind(row.id);
        if (!replaced && (moved == m_moved.cend() || *moved != row.start))
            rows.push_back(row);
    }
    rows.insert(rows.end(), from, to);
    return rows;
}

void TableMerge::append(const std::shared_ptr<const Chunk> &chunk)
{
    m_next->m_chunks.push_back(chunk);
}

/// In chunks of the size they begin with, once they are too many for one.
void TableMerge::appendRows(Rows rows)
{
    if (rows.empty())
        return;
    if (qsizetype(rows.size()) <= 2 * chunkRows) {
        rows.shrink_to_fit();
        return append(std::make_shared<const Chunk>(std::move(rows)));
    }
    for (auto row = rows.begin(); row != rows.end();) {
        const auto last = row + std::min<qsizetype>(chunkRows, rows.end() - row);
        append(std::make_shared<const Chunk>(row, last));
        row = last;
    }
}

/// Rows go to the chunk that begins before them; chunks that get and lose nothing are shared with the table before.
void TableMerge::mergeChunks()
{
    const auto old = std::exchange(m_next->m_chunks, {});
    if (old.empty())
        return appendRows(m_rows);
    QSet<qsizetype> losing;
    for (auto moved = m_moved.cbegin(); moved != m_moved.cend(); ++moved)
        losing.insert(qsizetype(m_before->chunkOf(*m_before->find(moved.key()))));
    auto row = m_rows.cbegin();
    for (size_t c = 0; c < old.size(); ++c) {
        auto last = m_rows.cend();
        if (c + 1 < old.size())
            last = std::lower_bound(row, m_rows.cend(), old[c + 1]->front(), isNewer);
        if (row == last && !losing.contains(qsizetype(c)))
            append(old[c]);
        else
            appendRows(merged(*old[c], row, last));
        row = last;
    }
}

void TableMerge::trim(qsizetype capacity)
{
    qsizetype size = 0;
    for (const auto &chunk : m_next->m_chunks)
        size += qsizetype(chunk->size());
    if (size > capacity)
        drop(size - capacity);
}

/// The oldest go.
void TableMerge::drop(qsizetype rows)
{
    auto &chunks = m_next->m_chunks;
    while (rows > 0) {
        const auto last = chunks.back();
        const auto keep = last->begin() + std::max<qsizetype>(0, qsizetype(last->size()) - rows);
        for (auto row = keep; row != last->end(); ++row)
            m_dropped.push_back(row->id);
        rows -= last->end() - keep;
        chunks.pop_back();
        if (keep != last->begin())
            chunks.push_back(std::make_shared<const Chunk>(last->begin(), keep));
    }
}

void TableMerge::count()
{
    m_next->m_starts.clear();
    m_next->m_size = 0;
    for (const auto &chunk : m_next->m_chunks) {
        m_next->m_starts.push_back(m_next->m_size);
        m_next->m_size += qsizetype(chunk->size());
    }
}

void TableMerge::renewShards()
{
    using Place = ActivationTable::Place;
    std::array<std::vector<Place>, ActivationTable::shardCount> added;
    std::array<std::vector<ActivationId>, ActivationTable::shardCount> gone;
    for (const Place &place : m_added)
        added[ActivationTable::shardOf(place.id)].push_back(place);
    for (const ActivationId &id : m_dropped)
        gone[ActivationTable::shardOf(id)].push_back(id);
    for (size_t s = 0; s < ActivationTable::shardCount; ++s) {
        if (added[s].empty() && gone[s].empty())
            continue;
        auto &shard = m_next->m_shards[s];
        shard = std::make_shared<const ActivationTable::Shard>(
            renewed(shard ? *shard : ActivationTable::Shard(), added[s], gone[s]));
    }
}

/// Where an id is in both, added has its place of now.
ActivationTable::Shard TableMerge::renewed(const ActivationTable::Shard &old, std::vector<ActivationTable::Place> &added,
                                           std::vector<ActivationId> &gone)
{
    using Place = ActivationTable::Place;
    const auto byId = [](const Place &a, const Place &b) { return a.id < b.id; };
    std::sort(added.begin(), added.end(), byId);
    std::sort(gone.begin(), gone.end());
    ActivationTable::Shard next;
    next.reserve(old.size() + added.size());
    std::set_union(added.begin(), added.end(), old.begin(), old.end(), std::back_inserter(next), byId);
    std::erase_if(next, [&](const Place &p) { return std::binary_search(gone.begin(), gone.end(), p.id); });
    next.shrink_to_fit();
    return next;
}

ActivationTable::Ptr TableMerge::finish(qsizetype capacity)
{
    sortOut();
    if (m_before && m_rows.empty() && m_before->size() <= capacity)
        return m_before;
    mergeChunks();
    trim(capacity);
    count();
    renewShards();
    return m_next;
}

} // namespace insight
