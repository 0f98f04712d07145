#include "core/insight/percentiles.h"

#include <algorithm>

namespace insight {

namespace {

/// Place of a percentile in a sorted list of that many.
qsizetype placeOf(size_t size, int hundredths)
{
    return (qsizetype(size) * hundredths + 99) / 100 - 1;
}

} // namespace

Percentiles percentilesOf(std::vector<qint32> &values)
{
    if (values.empty())
        return {};
    const auto begin = values.begin();
    const auto p50 = begin + placeOf(values.size(), 50);
    const auto p95 = begin + placeOf(values.size(), 95);
    const auto p99 = begin + placeOf(values.size(), 99);
    std::nth_element(begin, p50, values.end()); // what is behind it is not smaller: the next looks only there
    if (p95 != p50)
        std::nth_element(p50 + 1, p95, values.end());
    if (p99 != p95)
        std::nth_element(p95 + 1, p99, values.end());
    return {qsizetype(values.size()), *std::min_element(begin, p50 + 1), *p50, *p95, *p99,
            *std::max_element(p99, values.end())};
}

qint32 nearestRank(std::vector<qint32> &values, int hundredths)
{
    const auto place = values.begin() + std::max<qsizetype>(0, placeOf(values.size(), hundredths));
    std::nth_element(values.begin(), place, values.end());
    return *place;
}

} // namespace insight
