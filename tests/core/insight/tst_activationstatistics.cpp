#include "core/insight/histogram.h"
#include "tests/core/insight/activationrows.h"

#include <QTest>

using namespace insight;
using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 minute = 60'000, hour = 60 * minute, day = 24 * hour;

qint32 plainRank(std::vector<qint32> values, int percent)
{
    std::sort(values.begin(), values.end());
    return values[(values.size() * size_t(percent) + 99) / 100 - 1];
}

} // namespace

class TestActivationStatistics : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void percentilesEqualAPlainSort();
    void percentilesOfFewValues();
    void choosesBucketsThatPeopleCountIn();
    void countsEveryRowOnce();
    void histogramEqualsAPlainCount();
    void beginsDaysAtMidnightOfTheShownClock();
    void leavesOutWhatIsOutside();
    void heatMapHoldsEveryDuration();
    void heatMapEdgesAreExact();
    void stops();
};

void TestActivationStatistics::percentilesEqualAPlainSort()
{
    QRandomGenerator random(11);
    for (int round = 0; round < 300; ++round) {
        std::vector<qint32> values(size_t(random.bounded(1, 500)));
        const int largest = random.bounded(1, 3000); // few different values, or many
        for (qint32 &value : values)
            value = random.bounded(largest);
        auto sorted = values;
        std::sort(sorted.begin(), sorted.end());
        const Percentiles wanted{qsizetype(values.size()), sorted.front(), plainRank(values, 50), plainRank(values, 95),
                                 plainRank(values, 99), sorted.back()};
        auto copy = values;
        QCOMPARE(percentilesOf(copy), wanted);
        QCOMPARE(nearestRank(values, 95), wanted.p95);
    }
}

void TestActivationStatistics::percentilesOfFewValues()
{
    std::vector<qint32> none, one{7}, two{9, 3};
    QCOMPARE(percentilesOf(none), Percentiles());
    QCOMPARE(percentilesOf(one), (Percentiles{1, 7, 7, 7, 7, 7}));
    QCOMPARE(percentilesOf(two), (Percentiles{2, 3, 3, 9, 9, 9})); // the first of two is the smallest that half do not exceed
}

void TestActivationStatistics::choosesBucketsThatPeopleCountIn()
{
    QCOMPARE(niceBucket(hour, 60), minute);
    QCOMPARE(niceBucket(hour, 59), 2 * minute);
    QCOMPARE(niceBucket(6 * hour, 100), 5 * minute);
    QCOMPARE(niceBucket(7 * day, 100), 2 * hour);
    QCOMPARE(niceBucket(1, 100), 1);
    QCOMPARE(niceBucket(365 * day, 60), 7 * day);
    QCOMPARE(niceBucket(3650 * day, 60), 112 * day); // weeks doubled
    for (const qint64 span : {minute, hour + 1, 6 * hour, day, 30 * day, 1000 * day})
        for (const int most : {10, 90, 200}) {
            const auto chart = histogram({}, {1'700'000'012'345, 1'700'000'012'345 + span}, most);
            QVERIFY(chart.buckets.size() <= most);
            QVERIFY(chart.span(chart.buckets.size() - 1).toMs >= 1'700'000'012'345 + span);
        }
}

void TestActivationStatistics::countsEveryRowOnce()
{
    const auto table = ActivationTable::withRows({}, rows::many(5000));
    const auto view = query(table, {});
    const TimeSpan span{1'700'000'000'000, 1'700'003'600'000};
    const auto chart = histogram(view, span, 90);
    qsizetype count = 0, errors = 0, cold = 0;
    for (const auto &bucket : chart.buckets) {
        count += bucket.count;
        errors += bucket.errors;
        cold += bucket.cold;
        QVERIFY(bucket.count <= chart.most);
    }
    const auto sum = totals(view);
    QCOMPARE(count, sum.count);
    QCOMPARE(errors, sum.errors);
    QCOMPARE(cold, sum.cold);
}

void TestActivationStatistics::histogramEqualsAPlainCount()
{
    const auto table = ActivationTable::withRows({}, rows::many(3000));
    const auto chart = histogram(query(table, {}), {1'700'000'000'000, 1'700'003'600'000}, 40);
    for (qsizetype i = 0; i < chart.buckets.size(); ++i) {
        ActivationFilter filter;
        filter.fromMs = chart.span(i).fromMs;
        filter.toMs = chart.span(i).toMs;
        const auto sum = totals(query(table, filter));
        QCOMPARE(chart.buckets[i].count, sum.count);
        QCOMPARE(chart.buckets[i].errors, sum.errors);
        QCOMPARE(chart.buckets[i].p95, sum.count ? sum.duration.p95 : -1);
    }
    QVERIFY(chart.slowest > 0);
}

void TestActivationStatistics::beginsDaysAtMidnightOfTheShownClock()
{
    const qint64 midnight = 1'700'006'400'000; // UTC
    QCOMPARE(midnight % day, 0);
    const auto utc = histogram({}, {midnight + 5 * hour, midnight + 60 * day}, 70);
    QCOMPARE(utc.bucketMs, day);
    QCOMPARE(utc.fromMs, midnight);
    const auto berlin = histogram({}, {midnight + 5 * hour, midnight + 60 * day}, 70, hour);
    QCOMPARE(berlin.fromMs, midnight - hour);
}

void TestActivationStatistics::leavesOutWhatIsOutside()
{
    const auto table = ActivationTable::withRows({}, {rows::one(1, 999), rows::one(2, 1000), rows::one(3, 1999), rows::one(4, 2000)});
    const auto chart = histogram(query(table, {}), {1000, 2000}, 10);
    qsizetype count = 0;
    for (const auto &bucket : chart.buckets)
        count += bucket.count;
    QCOMPARE(count, 2);
}

void TestActivationStatistics::heatMapHoldsEveryDuration()
{
    auto made = rows::many(3000);
    made[0].durationMs = 60'012;
    made[1].durationMs.reset();
    made[1].end.reset();
    const auto table = ActivationTable::withRows({}, made);
    const auto view = query(table, {});
    const auto map = heatMap(view, {1'700'000'000'000, 1'700'003'600'000}, 60);
    quint32 count = 0, errors = 0;
    for (int column = 0; column < map.columns; ++column)
        for (int row = 0; row < map.rows; ++row) {
            ActivationFilter filter;
            filter.fromMs = map.span(column).fromMs;
            filter.toMs = map.span(column).toMs;
            filter.minDurationMs = map.rowFrom(row);
            filter.maxDurationMs = map.rowFrom(row + 1) - 1;
            if (column % 10 == 0) // each cell is a filter, as the rubber band makes them
                QCOMPARE(qsizetype(map.count(column, row)), qsizetype(query(table, filter).rows.size()));
            QVERIFY(map.errorCount(column, row) <= map.count(column, row));
            QVERIFY(map.count(column, row) <= map.most);
            count += map.count(column, row);
            errors += map.errorCount(column, row);
        }
    QCOMPARE(count, 2999u);
    QVERIFY(errors > 0);
    QCOMPARE(map.rowOf(60'012), map.rows - 1);
}

void TestActivationStatistics::heatMapEdgesAreExact()
{
    const HeatMap map;
    QCOMPARE(map.rowFrom(0), 0);
    QCOMPARE(map.rowFrom(5), 10);
    QCOMPARE(map.rowFrom(15), 1000);
    for (int row = 0; row < 40; ++row) {
        QCOMPARE(map.rowOf(map.rowFrom(row)), row);
        QCOMPARE(map.rowOf(map.rowFrom(row + 1) - 1), row);
    }
    QCOMPARE(map.rowOf(0), 0);
    QCOMPARE(map.rowOf(std::numeric_limits<qint32>::max()), 46);
}

void TestActivationStatistics::stops()
{
    std::stop_source source;
    source.request_stop();
    const auto view = query(ActivationTable::withRows({}, rows::many(100)), {});
    QCOMPARE(histogram(view, {0, 2'000'000'000'000}, 10, 0, source.get_token()).most, 0);
    QCOMPARE(heatMap(view, {0, 2'000'000'000'000}, 10, 0, source.get_token()).most, 0u);
}

QTEST_APPLESS_MAIN(TestActivationStatistics)
#include "tst_activationstatistics.moc"
