#pragma once

#include "core/openwhisk/activation.h"

#include <vector>

namespace openwhisk {

/// What tells two records, and two states of one record, apart; a fraction of the record's size.
struct ActivationMark {
    quint64 high = 0; ///< of the id
    quint64 low = 0;
    quint64 contents = 0;
    qint64 startMs = 0;
};
ActivationMark markOf(const ActivationSummary &row);

/// Which records were handed out. Holds up to a bound, more or less: of more, those that began first are forgotten.
/// In many small tables, as to let one of them grow or forget stops the event loop; of few bytes each, as to wait for
/// memory took most of the time. Two ids that look the same there only have their records handed out again.
class SeenActivations {
public:
    explicit SeenActivations(qsizetype most = 500'000);

    /// False: it is known, and as it was.
    bool take(const ActivationMark &mark);
    /// Of a page of marks the places of those that take() is true for.
    QList<qsizetype> fresh(const QList<ActivationMark> &marks);
    qsizetype size() const;

private:
    struct Node {
        quint32 key = 0; ///< of the id; 0: nothing is here
        quint32 contents = 0;
        qint64 startMs = 0;
        bool operator==(const Node &) const = default;
    };
    struct Table { ///< a node is in its place or in one of the next ones
        std::vector<Node> nodes;
        qsizetype size = 0;
    };
    struct Place {
        size_t table;
        quint32 key;
    };
    Place placeOf(const ActivationMark &mark) const;
    void prefetch(const ActivationMark &mark) const;
    static Node &nodeOf(Table &table, quint32 key);
    static void rebuild(Table &table, size_t room, qint64 fromMs);
    static void forgetOldest(Table &table);

    std::vector<Table> m_tables;
    qsizetype m_mostEach;
};

} // namespace openwhisk
