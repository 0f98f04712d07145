#pragma once

#include <QtGlobal>

#include <vector>

namespace insight {

/// By nearest rank over the raw values: p95 is the smallest of them that 95 % do not exceed. Exact, nothing is guessed
/// in between. All 0 where count is.
struct Percentiles {
    qsizetype count = 0;
    qint64 least = 0;
    qint64 p50 = 0;
    qint64 p95 = 0;
    qint64 p99 = 0;
    qint64 most = 0;
    bool operator==(const Percentiles &) const = default;
};
/// Reorders values instead of sorting them.
Percentiles percentilesOf(std::vector<qint32> &values);
/// The value of that rank; values must not be empty. hundredths: 50, 95, 99.
qint32 nearestRank(std::vector<qint32> &values, int hundredths);

} // namespace insight
