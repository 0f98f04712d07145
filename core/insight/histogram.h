#pragma once

#include "core/insight/activationquery.h"

namespace insight {

/// A length that people count in (1, 2, 5, 10, 15, 30 s ... 1, 2, 7 days), so that from..to has no more than atMost.
qint64 niceBucket(qint64 spanMs, int atMost);

struct TimeSpan {
    qint64 fromMs = 0;
    qint64 toMs = 0; ///< exclusive
    bool operator==(const TimeSpan &) const = default;
};

/// Activations over time, by start.
struct Histogram {
    struct Bucket {
        qsizetype count = 0;
        qsizetype errors = 0;
        qsizetype cold = 0;
        qint64 p95 = -1; ///< of the durations; -1: none has one
        bool operator==(const Bucket &) const = default;
    };
    qint64 fromMs = 0; ///< of the first bucket: on a whole bucket of the clock
    qint64 bucketMs = 1;
    QList<Bucket> buckets;
    qsizetype most = 0;    ///< the highest count
    qint64 slowest = 0;    ///< the highest p95
    TimeSpan span(qsizetype bucket) const { return {fromMs + bucket * bucketMs, fromMs + (bucket + 1) * bucketMs}; }
};
/// utcOffsetMs: of the clock that is shown, so that days begin at its midnight.
Histogram histogram(const ActivationView &view, const TimeSpan &span, int atMost, qint64 utcOffsetMs = 0,
                    const std::stop_token &stop = {});

/// Activations by start and duration; durations on a log scale, from 1 ms up. Rows without a duration are not in it.
struct HeatMap {
    qint64 fromMs = 0;
    qint64 bucketMs = 1;
    int columns = 0;
    int rows = 0;
    int rowsPerDecade = 5;
    std::vector<quint32> counts; ///< column by column, the quickest first
    std::vector<quint32> errors;
    quint32 most = 0;
    quint32 count(int column, int row) const { return counts[size_t(column) * size_t(rows) + size_t(row)]; }
    quint32 errorCount(int column, int row) const { return errors[size_t(column) * size_t(rows) + size_t(row)]; }
    TimeSpan span(int column) const { return {fromMs + column * bucketMs, fromMs + (column + 1) * bucketMs}; }
    /// The durations of a row: from (inclusive) to (exclusive), whole ms. The first begins at 0, the last has no end.
    qint64 rowFrom(int row) const;
    int rowOf(qint64 durationMs) const;
};
HeatMap heatMap(const ActivationView &view, const TimeSpan &span, int atMost, qint64 utcOffsetMs = 0,
                const std::stop_token &stop = {});

} // namespace insight
