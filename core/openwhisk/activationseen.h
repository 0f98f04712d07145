#pragma once

#include "core/openwhisk/activation.h"

#include <QHash>

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
/// In many small tables, as to let one of them grow or forget stops the event loop.
class SeenActivations {
public:
    explicit SeenActivations(qsizetype most = 500'000);

    /// False: it is known, and as it was.
    bool take(const ActivationMark &mark);
    qsizetype size() const;

private:
    struct Id {
        quint64 high;
        quint64 low;
        bool operator==(const Id &) const = default;
        friend size_t qHash(const Id &id, size_t seed) { return size_t(id.high ^ (id.low * 0x9E3779B97F4A7C15ULL)) ^ seed; }
    };
    struct State {
        quint64 contents;
        qint64 startMs;
    };
    using Table = QHash<Id, State>;
    static void forgetOldest(Table &table);

    std::vector<Table> m_tables;
    qsizetype m_mostEach;
};

} // namespace openwhisk
