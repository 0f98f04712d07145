#include "core/insight/compare.h"
#include "core/insight/usual.h"
#include "core/json/text.h"
#include "tests/core/insight/activationrows.h"

#include <QTest>

using namespace insight;
using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 hour = 3'600'000, noon = 1'700'000'000'000;

/// A hundred runs in the hour before noon: waits 10 to 19, run 50 to 149; every coldEvery-th cold with 1,000.
QList<ActivationSummary> lastHour(int coldEvery)
{
    QList<ActivationSummary> made;
    for (int n = 0; n < 100; ++n) {
        ActivationSummary row = rows::one(quint64(n) + 1, noon - hour + n * 30'000, 50 + n);
        row.waitMs = 10 + n % 10;
        if (coldEvery && n % coldEvery == 0) {
            row.initMs = 1000;
            row.durationMs = 1050 + n;
        }
        made.append(row);
    }
    return made;
}

ActivationSummary run(qint64 wait, qint64 ms, qint64 init = -1)
{
    ActivationSummary row = rows::one(5000, noon, ms + std::max<qint64>(0, init));
    row.waitMs = wait;
    if (init >= 0)
        row.initMs = init;
    return row;
}

WhySlow explain(const ActivationSummary &of, const QList<ActivationSummary> &others)
{
    return whySlow(of, usualOf(*ActivationTable::withRows({}, others + QList{of}), of));
}

QString drawn(const QStringList &a, const QStringList &b)
{
    QString text;
    for (const LinePair &pair : diffLines(a, b))
        text += pair.change == LinePair::Change::Same ? a[pair.a] : pair.change == LinePair::Change::Removed ? u'-' + a[pair.a] : u'+' + b[pair.b];
    return text;
}

QStringList letters(const QString &text)
{
    return text.split(QString(), Qt::SkipEmptyParts);
}

} // namespace

class TestUsual : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void comparesWithTheSameVersion();
    void takesWhatThereIsWhenTheHourIsShort();
    void leavesOutItself();
    void explainsALongWait();
    void explainsARareColdStart();
    void takesColdStartsAsUsualWhereTheyAre();
    void explainsASlowFunction();
    void saysNothingOfAnOrdinaryRun();
    void saysNothingWithoutOthers();
    void knowsATimeOut();
    void diffsLines_data();
    void diffsLines();
    void diffsAsSmallAsCanBe();
    void diffsLongLogs();
    void comparesActivations();
};

void TestUsual::comparesWithTheSameVersion()
{
    auto made = lastHour(0);
    for (int n = 0; n < 50; ++n) {
        made.append(rows::one(quint64(n) + 500, noon - 1000 - n, 9000));
        made.last().version = u"0.0.2"_s;
        made.append(rows::one(quint64(n) + 600, noon - 1000 - n, 9000, u"another"_s));
    }
    const auto usual = usualOf(*ActivationTable::withRows({}, made), run(10, 60));
    QCOMPARE(usual.runs, 100);
    QVERIFY(usual.lastHour);
    QCOMPARE(usual.version, u"0.0.1"_s);
    QCOMPARE(usual.run, (Percentiles{100, 50, 99, 144, 148, 149}));
    QCOMPARE(usual.wait.p50, 14);
    QCOMPARE(usual.init.count, 0);
}

void TestUsual::takesWhatThereIsWhenTheHourIsShort()
{
    auto made = lastHour(0);
    auto of = run(10, 60);
    of.start = noon + 5 * hour;
    auto usual = usualOf(*ActivationTable::withRows({}, made), of);
    QVERIFY(!usual.lastHour);
    QCOMPARE(usual.runs, 100);
    QCOMPARE(usual.fromMs, made.first().start);
    of.version = u"0.0.3"_s; // nothing of it is known
    usual = usualOf(*ActivationTable::withRows({}, made), of);
    QVERIFY(usual.version.isEmpty());
    QCOMPARE(usual.runs, 100);
    QCOMPARE(usualOf(*ActivationTable::withRows({}, {}), of).runs, 0);
}

void TestUsual::leavesOutItself()
{
    const auto made = lastHour(0);
    QCOMPARE(usualOf(*ActivationTable::withRows({}, made), made.last()).runs, 99);
}

void TestUsual::explainsALongWait()
{
    const auto why = explain(run(12'412, 96, 1192), lastHour(5)); // one in five starts cold
    QVERIFY(why.slow && why.comparable && why.cold && why.runAsUsual);
    QVERIFY(!why.coldIsRare);
    QCOMPARE(*why.main, Phase::Wait);
    QCOMPARE(why.beyondMs, 12'412 - 14);
    QCOMPARE(why.phases[0].verdict, Verdict::Slow);
    QCOMPARE(why.phases[0].factor, 12'412.0 / 19);
    QCOMPARE(qRound(why.phases[0].share * 1000), 906);
    QCOMPARE(why.phases[1].verdict, Verdict::Slow);
    QCOMPARE(why.phases[2].verdict, Verdict::Usual);
}

void TestUsual::explainsARareColdStart()
{
    const auto why = explain(run(12, 96, 1000), lastHour(20));
    QVERIFY(why.slow && why.coldIsRare && why.runAsUsual);
    QCOMPARE(*why.main, Phase::Init);
    QCOMPARE(why.phases[1].verdict, Verdict::Cold); // as long as it always is
    QCOMPARE(why.beyondMs, 1000);
}

void TestUsual::takesColdStartsAsUsualWhereTheyAre()
{
    const auto why = explain(run(12, 96, 1000), lastHour(1));
    QVERIFY(!why.slow && !why.main);
    QCOMPARE(why.phases[1].verdict, Verdict::Cold);
}

void TestUsual::explainsASlowFunction()
{
    const auto why = explain(run(12, 4000), lastHour(0));
    QCOMPARE(*why.main, Phase::Run);
    QVERIFY(!why.runAsUsual && why.slow);
    QCOMPARE(why.phases[1].verdict, Verdict::Warm);
    QVERIFY(!why.phases[1].ms);
}

void TestUsual::saysNothingOfAnOrdinaryRun()
{
    const auto why = explain(run(20, 149), lastHour(0)); // a little over, nobody would notice
    QVERIFY(!why.slow && why.comparable);
    QCOMPARE(why.beyondMs, 0);
}

void TestUsual::saysNothingWithoutOthers()
{
    const auto why = explain(run(12'000, 4000, 50), {});
    QVERIFY(!why.comparable && !why.slow && !why.runAsUsual);
    QCOMPARE(why.phases[0].verdict, Verdict::Unknown);
    QCOMPARE(why.phases[0].factor, 0.0);
    ActivationSummary trigger;
    QVERIFY(!whySlow(trigger, {}).slow);
}

void TestUsual::knowsATimeOut()
{
    auto of = run(10, 60'000);
    of.timedOut = true;
    const auto why = explain(of, {});
    QVERIFY(why.slow && why.timedOut);
    QCOMPARE(*why.main, Phase::Run);
}

void TestUsual::diffsLines_data()
{
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::addColumn<QString>("drawn");
    QTest::newRow("same") << u"abc"_s << u"abc"_s << u"abc"_s;
    QTest::newRow("both empty") << QString() << QString() << QString();
    QTest::newRow("all new") << QString() << u"ab"_s << u"+a+b"_s;
    QTest::newRow("all gone") << u"ab"_s << QString() << u"-a-b"_s;
    QTest::newRow("inserted") << u"abcd"_s << u"abxcd"_s << u"ab+xcd"_s;
    QTest::newRow("changed") << u"abcd"_s << u"axcd"_s << u"a-b+xcd"_s;
    QTest::newRow("tail") << u"abc"_s << u"abcx"_s << u"abc+x"_s;
    QTest::newRow("repeated") << u"aab"_s << u"ab"_s << u"a-ab"_s;
}

void TestUsual::diffsLines()
{
    QFETCH(QString, a);
    QFETCH(QString, b);
    QTEST(drawn(letters(a), letters(b)), "drawn");
}

void TestUsual::diffsAsSmallAsCanBe()
{
    QRandomGenerator random(5);
    for (int round = 0; round < 200; ++round) {
        QStringList a, b;
        for (int i = random.bounded(15); i > 0; --i)
            a.append(QString(QChar(u'a' + random.bounded(4))));
        for (int i = random.bounded(15); i > 0; --i)
            b.append(QString(QChar(u'a' + random.bounded(4))));
        QList<QList<int>> longest(a.size() + 1, QList<int>(b.size() + 1, 0)); // of a common subsequence, the plain way
        for (qsizetype i = 1; i <= a.size(); ++i)
            for (qsizetype j = 1; j <= b.size(); ++j)
                longest[i][j] = a[i - 1] == b[j - 1] ? longest[i - 1][j - 1] + 1 : std::max(longest[i - 1][j], longest[i][j - 1]);
        qsizetype same = 0, nextA = 0, nextB = 0;
        for (const LinePair &pair : diffLines(a, b)) {
            if (pair.a >= 0)
                QCOMPARE(pair.a, nextA++);
            if (pair.b >= 0)
                QCOMPARE(pair.b, nextB++);
            if (pair.change == LinePair::Change::Same) {
                QCOMPARE(a[pair.a], b[pair.b]);
                ++same;
            }
        }
        QCOMPARE(nextA, a.size());
        QCOMPARE(nextB, b.size());
        QCOMPARE(same, longest[a.size()][b.size()]);
    }
}

void TestUsual::diffsLongLogs()
{
    QStringList a, b;
    for (int i = 0; i < 6000; ++i) {
        a.append(u"line %1"_s.arg(i));
        b.append(i % 2 ? u"line %1"_s.arg(i) : u"other %1"_s.arg(i));
    }
    bool exact = true;
    const auto pairs = diffLines(a, b, &exact);
    QVERIFY(!exact);
    qsizetype same = 0;
    for (const LinePair &pair : pairs)
        same += pair.change == LinePair::Change::Same;
    QCOMPARE(same, 3000); // what is once in both is found all the same
    QCOMPARE(pairs.size(), 9000);
}

void TestUsual::comparesActivations()
{
    const auto record = [](const char *text) { return *Activation::fromJson(*json::parse(text)); };
    const auto a = record("{\"activationId\":\"1\",\"name\":\"a\",\"namespace\":\"guest\",\"version\":\"0.0.1\",\"start\":5,\"duration\":100,"
                          "\"response\":{\"status\":\"success\",\"size\":7,\"result\":{\"x\":1,\"y\":5.0}},"
                          "\"annotations\":[{\"key\":\"initTime\",\"value\":30},{\"key\":\"kind\",\"value\":\"nodejs:20\"}],"
                          "\"logs\":[\"2026-01-01T00:00:00.1Z stdout: one\",\"2026-01-01T00:00:00.2Z stdout: two\"]}");
    const auto b = record("{\"activationId\":\"2\",\"name\":\"a\",\"namespace\":\"guest\",\"version\":\"0.0.2\",\"start\":9,\"duration\":40,"
                          "\"response\":{\"status\":\"application error\",\"result\":{\"y\":5,\"x\":2}},"
                          "\"annotations\":[{\"key\":\"kind\",\"value\":\"nodejs:22\"}],"
                          "\"logs\":[\"2026-01-01T00:00:07.1Z stdout: one\",\"2026-01-01T00:00:07.2Z stderr: three\"]}");
    const auto both = compare(a, b);
    QCOMPARE(both.duration.difference(), -60);
    QCOMPARE(both.run, (Comparison::Figure{70, 40}));
    QCOMPARE(both.init.difference(), std::nullopt);
    QVERIFY(both.sameAction && !both.sameVersion && !both.sameStatus && !both.sameLogs());
    QCOMPARE(both.result.size(), 1); // 5.0 is 5
    QCOMPARE(both.result.first().pointer, u"/x"_s);
    QCOMPARE(both.annotations.size(), 1);
    QCOMPARE(both.annotations.first().pointer, u"/kind"_s);
    QCOMPARE(both.logs.size(), 3);
    QVERIFY(compare(a, a).sameLogs() && compare(a, a).result.isEmpty());
}

QTEST_APPLESS_MAIN(TestUsual)
#include "tst_usual.moc"
