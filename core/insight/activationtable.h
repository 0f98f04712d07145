#pragma once

#include "core/insight/activationrow.h"

#include <QHash>

#include <array>
#include <vector>

namespace insight {

/// Many activations, each once, newest start first. A snapshot: it never changes and any thread may read it; the next
/// one shares with it what did not change.
class ActivationTable {
public:
    using Ptr = std::shared_ptr<const ActivationTable>;

    /// table (may be null) with rows that came or changed; the newest capacity of them stay. The same pointer comes back
    /// where nothing changed. Takes time with the number of rows that came, hardly with those held: for a worker still.
    static Ptr withRows(const Ptr &table, const QList<openwhisk::ActivationSummary> &rows,
                        qsizetype capacity = 1'000'000);
    /// The same for rows as they came, page by page.
    static Ptr withLists(const Ptr &table, const QList<openwhisk::List<openwhisk::ActivationSummary>> &lists,
                         qsizetype capacity = 1'000'000);

    qsizetype size() const { return m_size; }
    bool isEmpty() const { return m_size == 0; }
    const ActivationRow &row(qsizetype index) const;
    openwhisk::ActivationSummary summary(qsizetype index) const;
    QString idText(const ActivationId &id) const; ///< of rows and causes in here
    std::optional<qsizetype> find(const ActivationId &id) const;
    std::optional<qsizetype> find(const QString &id) const { return find(ActivationId::fromText(id)); }
    /// The first row that started at ms or before; size() when all started later.
    qsizetype firstNotAfter(qint64 ms) const;

    const ActivationLabel &label(const ActivationRow &row) const { return m_labels.at(row.what); }
    const QList<ActivationLabel> &labels() const { return m_labels; }
    bool hasOddIds() const { return !m_oddIds.isEmpty(); }
    /// The rows stored together with one: index of the first, how many.
    const ActivationRow *rowsAround(qsizetype index, quint32 *begin, quint32 *count) const;
    qint64 bytes() const; ///< held in memory, what is shared with others included

    /// f(index, row) over rows from begin to before end, quicker than row() for each. Stops when f gives false.
    template<typename F> void scan(qsizetype begin, qsizetype end, F f) const
    {
        for (size_t c = begin < end ? chunkOf(begin) : 0; begin < end && c < m_chunks.size(); ++c)
            for (const qsizetype last = std::min(end, m_starts[c] + qsizetype(m_chunks[c]->size())); begin < last; ++begin)
                if (!f(quint32(begin), (*m_chunks[c])[size_t(begin - m_starts[c])]))
                    return;
    }

private:
    friend class TableMerge;
    using Chunk = std::vector<ActivationRow>;
    struct Place { ///< finds a row by its id: its start leads to its chunk
        ActivationId id;
        qint64 start = 0;
    };
    using Shard = std::vector<Place>;
    static constexpr size_t shardBits = 10;
    static constexpr size_t shardCount = 1u << shardBits;

    size_t chunkOf(qsizetype index) const;
    static size_t shardOf(const ActivationId &id);
    std::optional<qint64> startOf(const ActivationId &id) const;

    std::vector<std::shared_ptr<const Chunk>> m_chunks; ///< none is empty
    std::vector<qsizetype> m_starts;                    ///< index of each chunk's first row
    std::array<std::shared_ptr<const Shard>, shardCount> m_shards;
    qsizetype m_size = 0;
    QList<ActivationLabel> m_labels;
    QHash<ActivationLabel, quint32> m_places; ///< of the labels
    QHash<ActivationId, QString> m_oddIds;    ///< those that are not plain
};

} // namespace insight
