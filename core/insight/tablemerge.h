#pragma once

#include "core/insight/activationtable.h"

namespace insight {

/// Makes the next snapshot of a table.
class TableMerge {
public:
    explicit TableMerge(ActivationTable::Ptr table); ///< may be null
    void reserve(qsizetype rows); ///< room for so many more
    void add(const QList<openwhisk::ActivationSummary> &rows);
    ActivationTable::Ptr finish(qsizetype capacity);

private:
    using Chunk = ActivationTable::Chunk;
    using Rows = std::vector<ActivationRow>;
    ActivationRow packed(const openwhisk::ActivationSummary &from);
    quint32 labelOf(const openwhisk::ActivationSummary &from);
    quint32 placeOf(const ActivationLabel &label);
    ActivationId idOf(const QString &text);
    void sortOut();
    void mergeChunks();
    void append(const std::shared_ptr<const Chunk> &chunk);
    void appendRows(Rows rows);
    Rows merged(const Chunk &old, Rows::const_iterator from, Rows::const_iterator to);
    void trim(qsizetype capacity);
    void drop(qsizetype rows);
    void count();
    void renewShards();
    static ActivationTable::Shard renewed(const ActivationTable::Shard &old, std::vector<ActivationTable::Place> &added,
                                          std::vector<ActivationId> &gone);

    struct Recent {
        ActivationLabel label;
        std::optional<quint32> place; ///< none: there is no label yet
    };

    ActivationTable::Ptr m_before;
    std::shared_ptr<ActivationTable> m_next;
    Rows m_rows;                        ///< that came, each id once; after sortOut() those to put in, newest first
    std::array<Recent, 64> m_recent; ///< labels in a place by their texts' addresses: rows of a page share the texts
    QHash<ActivationId, size_t> m_came; ///< place in m_rows
    QHash<ActivationId, qint64> m_moved; ///< known ids whose start is another now: where they were
    std::vector<ActivationTable::Place> m_added;
    std::vector<ActivationId> m_dropped;
};

} // namespace insight
