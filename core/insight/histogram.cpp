#include "core/insight/histogram.h"

#include "core/insight/rowcursor.h"

#include <array>
#include <cmath>

namespace insight {

namespace {

constexpr size_t looksAtStop = 0x1fff;
constexpr qint64 second = 1000, minute = 60 * second, hour = 60 * minute, day = 24 * hour;
constexpr std::array<qint64, 29> steps{
    1, 2, 5, 10, 20, 50, 100, 200, 500, second, 2 * second, 5 * second, 10 * second, 15 * second, 30 * second,
    minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute,
    hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour, day, 2 * day, 7 * day};

/// Buckets over a span on whole multiples of the shown clock.
struct Scale {
    qint64 fromMs = 0;
    qint64 bucketMs = 1;
    qsizetype count = 0;

    Scale(const TimeSpan &span, int atMost, qint64 utcOffsetMs)
    {
        const qint64 length = std::max<qint64>(1, span.toMs - span.fromMs);
        bucketMs = niceBucket(length, std::max(1, atMost - 1)); // one more where both ends are within a bucket
        const qint64 shown = span.fromMs + utcOffsetMs;
        fromMs = shown - ((shown % bucketMs) + bucketMs) % bucketMs - utcOffsetMs;
        count = qsizetype((span.fromMs + length - fromMs + bucketMs - 1) / bucketMs);
    }
    /// -1: outside.
    qsizetype of(qint64 ms) const
    {
        const qint64 bucket = ms < fromMs ? -1 : (ms - fromMs) / bucketMs;
        return bucket < count ? qsizetype(bucket) : -1;
    }
};

/// f(bucket, row) for rows within the span.
template<typename F> void eachIn(const ActivationView &view, const TimeSpan &span, const Scale &scale,
                                 const std::stop_token &stop, F f)
{
    if (!view.table)
        return;
    RowCursor cursor(*view.table);
    for (size_t i = 0; i < view.rows.size(); ++i) {
        if ((i & looksAtStop) == 0 && stop.stop_requested())
            return;
        const ActivationRow &row = cursor.row(view.rows[i]);
        if (row.start >= span.fromMs && row.start < span.toMs)
            f(scale.of(row.start), row);
    }
}

constexpr int heatRows = 50; ///< ten decades: 1 ms to over 100 days

/// Whole ms at which the rows of a heat map begin.
const std::array<qint64, heatRows> &heatEdges()
{
    static const auto edges = [] {
        std::array<qint64, heatRows> made{};
        for (size_t row = 1; row < made.size(); ++row)
            made[row] = qint64(std::ceil(std::pow(10.0, double(row) / 5) - 1e-9));
        return made;
    }();
    return edges;
}

} // namespace

qint64 niceBucket(qint64 spanMs, int atMost)
{
    const qint64 least = (spanMs + std::max(1, atMost) - 1) / std::max(1, atMost);
    const auto step = std::lower_bound(steps.begin(), steps.end(), least);
    if (step != steps.end())
        return *step;
    qint64 weeks = steps.back();
    while (weeks < least)
        weeks *= 2;
    return weeks;
}

Histogram histogram(const ActivationView &view, const TimeSpan &span, int atMost, qint64 utcOffsetMs,
                    const std::stop_token &stop)
{
    const Scale scale(span, atMost, utcOffsetMs);
    Histogram result;
    result.fromMs = scale.fromMs;
    result.bucketMs = scale.bucketMs;
    result.buckets.resize(scale.count);
    std::vector<std::vector<qint32>> durations(size_t(scale.count));
    eachIn(view, span, scale, stop, [&](qsizetype place, const ActivationRow &row) {
        Histogram::Bucket &bucket = result.buckets[place];
        ++bucket.count;
        bucket.errors += row.isError();
        bucket.cold += row.isCold();
        if (row.duration >= 0)
            durations[size_t(place)].push_back(row.duration);
    });
    for (qsizetype i = 0; i < scale.count; ++i) {
        Histogram::Bucket &bucket = result.buckets[i];
        auto &values = durations[size_t(i)];
        if (!values.empty())
            bucket.p95 = nearestRank(values, 95);
        result.most = std::max(result.most, bucket.count);
        result.slowest = std::max(result.slowest, bucket.p95);
    }
    return result;
}

qint64 HeatMap::rowFrom(int row) const
{
    return heatEdges()[size_t(std::clamp(row, 0, heatRows - 1))];
}

int HeatMap::rowOf(qint64 durationMs) const
{
    const auto &edges = heatEdges();
    return int(std::upper_bound(edges.begin() + 1, edges.end(), durationMs) - edges.begin()) - 1;
}

HeatMap heatMap(const ActivationView &view, const TimeSpan &span, int atMost, qint64 utcOffsetMs, const std::stop_token &stop)
{
    const Scale scale(span, atMost, utcOffsetMs);
    HeatMap map;
    map.fromMs = scale.fromMs;
    map.bucketMs = scale.bucketMs;
    map.columns = int(scale.count);
    struct Cell {
        quint32 count = 0;
        quint32 errors = 0;
    };
    std::vector<Cell> cells(size_t(scale.count) * heatRows);
    int highest = map.rowOf(second); // a map of nothing but quick runs still shows what slow would be
    eachIn(view, span, scale, stop, [&](qsizetype column, const ActivationRow &row) {
        if (row.duration < 0)
            return;
        const int place = map.rowOf(row.duration);
        highest = std::max(highest, place);
        Cell &cell = cells[size_t(column) * heatRows + size_t(place)];
        ++cell.count;
        cell.errors += row.isError();
        map.most = std::max(map.most, cell.count);
    });
    map.rows = highest + 1;
    map.counts.reserve(size_t(map.columns) * size_t(map.rows));
    map.errors.reserve(map.counts.capacity());
    for (size_t column = 0; column < size_t(map.columns); ++column)
        for (size_t row = 0; row < size_t(map.rows); ++row) {
            map.counts.push_back(cells[column * heatRows + row].count);
            map.errors.push_back(cells[column * heatRows + row].errors);
        }
    return map;
}

} // namespace insight
