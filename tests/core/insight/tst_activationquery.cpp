#include "core/insight/activationquery.h"
#include "tests/core/insight/activationrows.h"

#include <QTest>

#include <functional>

using namespace insight;
using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

using Column = ActivationColumn;

QStringList ids(const ActivationView &view)
{
    QStringList found;
    for (const quint32 index : view.rows)
        found.append(view.table->summary(index).id);
    return found;
}

/// The plain way: go through all rows of the table in its order.
QStringList expected(const ActivationTable &table, const std::function<bool(const ActivationSummary &)> &passes)
{
    QStringList found;
    for (qsizetype i = 0; i < table.size(); ++i)
        if (const ActivationSummary row = table.summary(i); passes(row))
            found.append(row.id);
    return found;
}

qint64 runOf(const ActivationSummary &row)
{
    return *row.durationMs - row.initMs.value_or(0);
}

qint64 rank(const QList<qint64> &sorted, int percent)
{
    return sorted[(sorted.size() * percent + 99) / 100 - 1];
}

} // namespace

class TestActivationQuery : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void filters_data();
    void filters();
    void findsPackagesAndBindings();
    void findsText_data();
    void findsText();
    void addsWhatASearchFound();
    void sorts_data();
    void sorts();
    void putsRowsWithoutAValueLast();
    void sortsVersionsByNumber();
    void addsUp();
    void groupsByActionAndVersion();
    void stops();
    void worksOnNothing();

private:
    ActivationTable::Ptr m_table;
};

void TestActivationQuery::initTestCase()
{
    auto made = rows::many(5000);
    made[7].timedOut = true;
    made[7].status = ActivationStatus::DeveloperError;
    made[8].throttled = true;
    made[8].status = ActivationStatus::ApplicationError;
    for (qsizetype i = 100; i < 200; ++i)
        made[i].cause = made[i % 10].id;
    for (qsizetype i = 200; i < 250; ++i) {
        made[i].kind.clear();
        made[i].name.package.clear();
        made[i].durationMs.reset();
        made[i].end.reset();
        made[i].waitMs.reset();
        made[i].initMs.reset();
    }
    m_table = ActivationTable::withRows({}, made);
}

void TestActivationQuery::filters_data()
{
    using Test = std::function<bool(const ActivationSummary &)>;
    QTest::addColumn<ActivationFilter>("filter");
    QTest::addColumn<Test>("test");
    const auto add = [](const char *name, const std::function<void(ActivationFilter &)> &set, const Test &test) {
        ActivationFilter filter;
        set(filter);
        QTest::newRow(name) << filter << test;
    };
    using F = ActivationFilter;
    using S = ActivationSummary;
    const qint64 from = 1'700'000'600'000, to = from + 900'000;
    add("all", [](F &) {}, [](const S &) { return true; });
    add("span", [=](F &f) { f.fromMs = from; f.toMs = to; }, [=](const S &s) { return s.start >= from && s.start < to; });
    add("empty span", [=](F &f) { f.fromMs = to; f.toMs = from; }, [](const S &) { return false; });
    add("errors", [](F &f) { f.outcomes = {Outcome::ApplicationError}; },
        [](const S &s) { return s.status == ActivationStatus::ApplicationError && !s.throttled; });
    add("timed out or throttled", [](F &f) { f.outcomes = {Outcome::TimedOut, Outcome::Throttled}; },
        [](const S &s) { return s.timedOut || s.throttled; });
    add("kind", [](F &f) { f.kinds = {u"nodejs:20"_s}; }, [](const S &s) { return s.kind == "nodejs:20"_L1; });
    add("triggers", [](F &f) { f.kinds = {QString()}; }, [](const S &s) { return s.kind.isEmpty(); });
    add("version", [](F &f) { f.versions = {u"0.0.10"_s}; }, [](const S &s) { return s.version == "0.0.10"_L1; });
    add("cold", [](F &f) { f.coldOnly = true; }, [](const S &s) { return s.initMs.has_value(); });
    add("root", [](F &f) { f.rootOnly = true; }, [](const S &s) { return s.cause.isEmpty(); });
    add("duration", [](F &f) { f.minDurationMs = 100; f.maxDurationMs = 200; },
        [](const S &s) { return s.durationMs && *s.durationMs >= 100 && *s.durationMs <= 200; });
    add("action", [](F &f) { f.actions = {{u"_"_s, u"pkg1"_s, u"action1"_s}, {u"guest"_s, {}, u"action4"_s}}; },
        [](const S &s) { return s.name.shown() == "pkg1/action1"_L1 || s.name.shown() == "action4"_L1; });
    add("package", [](F &f) { f.actions = {{u"_"_s, u"pkg2"_s, {}}}; }, [](const S &s) { return s.name.package == "pkg2"_L1; });
    add("default package", [](F &f) { f.actions = {{u"_"_s, {}, {}}}; }, [](const S &s) { return s.name.package.isEmpty(); });
    add("another namespace", [](F &f) { f.actions = {{u"other"_s, u"pkg2"_s, {}}}; }, [](const S &) { return false; });
    add("all at once", [=](F &f) { f.fromMs = from; f.coldOnly = true; f.outcomes = {Outcome::Success}; f.actions = {{u"_"_s, u"pkg3"_s, {}}}; },
        [=](const S &s) {
            return s.start >= from && s.initMs && s.status == ActivationStatus::Success && s.name.package == "pkg3"_L1;
        });
}

void TestActivationQuery::filters()
{
    QFETCH(ActivationFilter, filter);
    QFETCH(std::function<bool(const ActivationSummary &)>, test);
    const auto view = query(m_table, filter);
    QVERIFY(!view.stopped);
    QCOMPARE(ids(view), expected(*m_table, test));
    QCOMPARE(filter.isEmpty(), view.rows.size() == size_t(m_table->size()));
}

void TestActivationQuery::findsPackagesAndBindings()
{
    auto direct = rows::one(1, 3000, 1, u"quote"_s);
    direct.name.package = u"orders"_s;
    auto bound = direct;
    bound.id = rows::id(2);
    bound.name.ns = u"provider"_s;
    bound.binding = u"guest/orders-de"_s;
    const auto table = ActivationTable::withRows({}, {direct, bound});
    const auto found = [&table](const EntityName &name) {
        ActivationFilter filter;
        filter.actions = {name};
        return ids(query(table, filter)).size();
    };
    QCOMPARE(found({u"_"_s, u"orders"_s, {}}), 2);           // by its provider
    QCOMPARE(found({u"guest"_s, u"orders"_s, {}}), 1);
    QCOMPARE(found({u"_"_s, u"orders-de"_s, {}}), 1);
    QCOMPARE(found({u"guest"_s, u"orders-de"_s, u"quote"_s}), 1);
    QCOMPARE(found({u"guest"_s, u"orders-de"_s, u"other"_s}), 0);
    QCOMPARE(found({u"provider"_s, u"orders-de"_s, {}}), 0); // the binding is the caller's
}

void TestActivationQuery::findsText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("found");
    const QString a = rows::id(0xabc), b = rows::id(0xdef);
    QTest::newRow("name") << u"Quote"_s << QStringList{a};
    QTest::newRow("package and kind") << u"orders python"_s << QStringList{a};
    QTest::newRow("part of an id") << u"0DEF"_s << QStringList{b};
    QTest::newRow("cause") << u"abc"_s << QStringList{a, b};
    QTest::newRow("name and cause") << u"thumb abc"_s << QStringList{b};
    QTest::newRow("one of two is nowhere") << u"quote nowhere"_s << QStringList{};
    QTest::newRow("blanks") << u"  \t "_s << QStringList{a, b};
    QTest::newRow("no pattern") << u"qu.te"_s << QStringList{};
}

void TestActivationQuery::findsText()
{
    QFETCH(QString, text);
    QFETCH(QStringList, found);
    auto a = rows::one(0xabc, 2000, 1, u"quote"_s);
    a.name.package = u"orders"_s;
    a.kind = u"python:3.11"_s;
    auto b = rows::one(0xdef, 1000, 1, u"thumbnail"_s);
    b.cause = a.id;
    ActivationFilter filter;
    filter.text = text;
    QCOMPARE(ids(query(ActivationTable::withRows({}, {a, b}), filter)), found);
    a.id = u"Odd-abc"_s; // another form of ids
    b.cause = a.id;
    for (QString &id : found)
        id = id == rows::id(0xabc) ? a.id : id;
    QCOMPARE(ids(query(ActivationTable::withRows({}, {a, b}), filter)), found);
}

void TestActivationQuery::addsWhatASearchFound()
{
    const auto table = ActivationTable::withRows({}, {rows::one(1, 3), rows::one(2, 2, 1, u"quote"_s), rows::one(3, 1)});
    ActivationFilter filter;
    filter.found = std::make_shared<const QSet<ActivationId>>(QSet{ActivationId::fromText(rows::id(1))});
    QCOMPARE(ids(query(table, filter)), QStringList{rows::id(1)});
    filter.text = u"quote"_s; // what is found by its name needs no search
    QCOMPARE(ids(query(table, filter)), (QStringList{rows::id(1), rows::id(2)}));
    filter.found = std::make_shared<const QSet<ActivationId>>();
    QCOMPARE(ids(query(table, filter)), QStringList{rows::id(2)});
    filter.text.clear();
    QVERIFY(query(table, filter).rows.empty());
}

void TestActivationQuery::sorts_data()
{
    using Less = std::function<bool(const ActivationSummary &, const ActivationSummary &)>;
    QTest::addColumn<Column>("column");
    QTest::addColumn<Less>("less");
    using S = const ActivationSummary &;
    QTest::newRow("start") << Column::Start << Less([](S a, S b) { return a.start < b.start; });
    QTest::newRow("name") << Column::Name << Less([](S a, S b) { return a.name.shown() < b.name.shown(); });
    QTest::newRow("status") << Column::Outcome << Less([](S a, S b) { return a.status < b.status; });
    QTest::newRow("duration") << Column::Duration << Less([](S a, S b) { return a.durationMs < b.durationMs; });
    QTest::newRow("wait") << Column::Wait << Less([](S a, S b) { return a.waitMs < b.waitMs; });
    QTest::newRow("run") << Column::Run << Less([](S a, S b) { return runOf(a) < runOf(b); });
    QTest::newRow("id") << Column::Id << Less([](S a, S b) { return a.id < b.id; });
}

void TestActivationQuery::sorts()
{
    QFETCH(Column, column);
    using Less = std::function<bool(const ActivationSummary &, const ActivationSummary &)>;
    QFETCH(Less, less);
    const auto table = ActivationTable::withRows({}, rows::many(3000, 0, 2000));
    QList<ActivationSummary> plain;
    for (qsizetype i = 0; i < table->size(); ++i)
        plain.append(table->summary(i));
    for (const auto order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
        auto wanted = plain;
        std::stable_sort(wanted.begin(), wanted.end(), [&](const auto &a, const auto &b) {
            return order == Qt::AscendingOrder ? less(a, b) : less(b, a);
        });
        QStringList wantedIds;
        for (const ActivationSummary &row : wanted)
            wantedIds.append(row.id);
        QCOMPARE(ids(query(table, {}, {column, order})), wantedIds);
        const auto twice = sorted(query(table, {}, {Column::Wait, Qt::AscendingOrder}), {column, order});
        QCOMPARE(ids(twice), wantedIds); // whatever the order was before
    }
}

void TestActivationQuery::putsRowsWithoutAValueLast()
{
    auto cold = rows::one(1, 1);
    cold.initMs = 10;
    auto caused = rows::one(2, 2);
    caused.cause = rows::id(9);
    const auto table = ActivationTable::withRows({}, {cold, caused, rows::one(3, 3)});
    for (const auto order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
        QCOMPARE(ids(query(table, {}, {Column::Init, order})), (QStringList{rows::id(1), rows::id(3), rows::id(2)}));
        QCOMPARE(ids(query(table, {}, {Column::Cause, order})), (QStringList{rows::id(2), rows::id(3), rows::id(1)}));
    }
}

void TestActivationQuery::sortsVersionsByNumber()
{
    QList<ActivationSummary> made;
    for (const QString &version : {u"0.0.10"_s, u"0.0.9"_s, u"0.1.0"_s}) {
        made.append(rows::one(quint64(made.size()) + 1, 1));
        made.last().version = version;
    }
    const auto view = query(ActivationTable::withRows({}, made), {}, {Column::Version, Qt::AscendingOrder});
    QCOMPARE(ids(view), (QStringList{rows::id(2), rows::id(1), rows::id(3)}));
}

void TestActivationQuery::addsUp()
{
    const auto view = query(m_table, {});
    const auto sum = totals(view);
    QList<qint64> durations;
    qsizetype errors = 0, cold = 0, runs = 0;
    for (qsizetype i = 0; i < m_table->size(); ++i) {
        const auto row = m_table->summary(i);
        errors += row.status != ActivationStatus::Success;
        cold += row.initMs.has_value();
        runs += !row.kind.isEmpty();
        if (row.durationMs)
            durations.append(*row.durationMs);
    }
    std::sort(durations.begin(), durations.end());
    QCOMPARE(sum.count, 5000);
    QCOMPARE(sum.errors, errors);
    QCOMPARE(sum.cold, cold);
    QCOMPARE(sum.runs, runs);
    const Percentiles wanted{durations.size(), durations.first(), rank(durations, 50), rank(durations, 95),
                             rank(durations, 99), durations.last()};
    QCOMPARE(sum.duration, wanted);
    QCOMPARE(sum.lastMs, m_table->row(0).start);
    QCOMPARE(sum.firstMs, m_table->row(4999).start);
    QCOMPARE(totals(sorted(view, {Column::Duration})), sum);
}

void TestActivationQuery::groupsByActionAndVersion()
{
    const auto view = query(m_table, {});
    const auto all = groups(view, GroupBy::Action);
    qsizetype count = 0, errors = 0;
    for (const ActivationGroup &group : all) {
        ActivationFilter filter;
        filter.actions = {group.name};
        QCOMPARE(totals(query(m_table, filter)), group.totals);
        QVERIFY(group.version.isEmpty());
        QVERIFY(count == 0 || group.totals.count <= all.first().totals.count);
        count += group.totals.count;
        errors += group.totals.errors;
    }
    QCOMPARE(count, 5000);
    QCOMPARE(errors, totals(view).errors);

    auto versions = rows::many(2000);
    for (qsizetype i = 0; i < versions.size(); ++i)
        versions[i].name = {u"guest"_s, {}, u"a"_s};
    const auto table = ActivationTable::withRows({}, versions);
    const auto byVersion = groups(query(table, {}), GroupBy::Version);
    QCOMPARE(byVersion.size(), 2);
    for (const ActivationGroup &group : byVersion) {
        ActivationFilter filter;
        filter.versions = {group.version};
        QCOMPARE(totals(query(table, filter)), group.totals);
    }
}

void TestActivationQuery::stops()
{
    std::stop_source source;
    source.request_stop();
    const auto view = query(m_table, {}, {Column::Duration}, source.get_token());
    QVERIFY(view.stopped);
    QVERIFY(view.rows.size() < size_t(m_table->size()));
    QVERIFY(totals(query(m_table, {}), source.get_token()).count == 0);
}

void TestActivationQuery::worksOnNothing()
{
    const auto view = query({}, {}, {Column::Name});
    QVERIFY(view.rows.empty());
    QCOMPARE(totals(view), ActivationTotals());
    QVERIFY(groups(view, GroupBy::Action).isEmpty());
    const auto empty = query(ActivationTable::withRows({}, {}), {}, {Column::Name});
    QVERIFY(empty.rows.empty());
    QCOMPARE(totals(empty).errorShare(), 0);
}

QTEST_APPLESS_MAIN(TestActivationQuery)
#include "tst_activationquery.moc"
