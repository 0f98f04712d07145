#include "core/async/result.h"
#include "core/insight/activationtable.h"
#include "core/insight/traceload.h"
#include "traceworld.h"

#include <QSignalSpy>
#include <QTest>

using namespace insight;
using namespace openwhisk;
using namespace traceworld;
using namespace Qt::StringLiterals;

namespace {

/// A server that has records or not yet.
struct Server {
    QHash<QString, Activation> records;
    QHash<QString, int> asked = {};
    int most = 0;
    bool broken = false;
    QList<std::pair<QString, std::shared_ptr<QPromise<Result<Activation>>>>> held = {};
    bool holds = false;

    TraceSource source()
    {
        TraceSource source;
        source.record = [this](const QString &wanted, QObject *) {
            ++asked[wanted];
            auto promise = std::make_shared<QPromise<Result<Activation>>>();
            promise->start();
            if (holds) {
                held.append({wanted, promise});
                most = std::max(most, int(held.size()));
            } else {
                answer(wanted, *promise);
            }
            return promise->future();
        };
        source.components = [](const EntityName &, QObject *) { return ready<QStringList>(members); };
        return source;
    }
    void answer(const QString &wanted, QPromise<Result<Activation>> &promise)
    {
        if (broken)
            promise.addResult(Error{Error::Kind::Network, u"no way"_s, {}});
        else if (records.contains(wanted))
            promise.addResult(records.value(wanted));
        else
            promise.addResult(Error{Error::Kind::NotFound, u"not there"_s, {}});
        promise.finish();
    }
    void release()
    {
        const auto waiting = std::exchange(held, {});
        for (const auto &[wanted, promise] : waiting)
            answer(wanted, *promise);
    }
};

constexpr TraceLoad::Bounds quick{500, 3, 60'000, 1};

} // namespace

/// The records of a trace are asked for, up and down, until all are there or patience ends.
class TestTraceLoad : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void loadsDownAndUp();
    void findsItsTrigger();
    void waitsForPendingRecords();
    void givesUpAfterAWhile();
    void tellsWhatItCannotRead();
    void asksFewAtATime();
    void isBounded();
    void stopsAndStartsAgain();
    void takesWhatIsKnown();
    void triggersBeforeARun();
};

void TestTraceLoad::loadsDownAndUp()
{
    Server server{world()};
    TraceLoad load(server.source(), quick, nullptr);
    QSignalSpy changed(&load, &TraceLoad::changed);
    load.start(id(4)); // a member: its sequence and its sisters belong to it
    QCOMPARE(load.trace().nodes.size(), 1);
    QCOMPARE(load.trace().nodes.first().state, TraceState::Loading);
    QTRY_VERIFY(load.complete() && load.trace().nodes.size() == 4);
    QCOMPARE(load.root(), id(2));
    QCOMPARE(load.subject(), id(4));
    QCOMPARE(shape(load.trace()).last(), line(1, "orders/quote", TraceState::NotReached));
    QVERIFY(changed.size() > 0);
    for (const int times : std::as_const(server.asked))
        QCOMPARE(times, 1);
}

void TestTraceLoad::findsItsTrigger()
{
    Server server{world()};
    server.records.insert(id(8), record({8, u"guest/other"_s, {}, 990, 0, 0, -1, 0, {}, {ruleLine(u"r"_s, u"a"_s, 9)}}));
    TraceLoad load(server.source(), quick, nullptr);
    load.start(id(3));
    load.tryTriggers({id(8), id(7), id(1)}); // one of another action, one that is not there
    QTRY_VERIFY(load.complete() && load.trace().nodes.size() == 7);
    QCOMPARE(load.root(), id(1));
    QVERIFY(load.trace().find(id(8)) < 0);
    QVERIFY(load.parts().notStored.isEmpty());
}

void TestTraceLoad::waitsForPendingRecords()
{
    Server server{world()};
    const Activation late = server.records.take(id(2));
    TraceLoad load(server.source(), quick, nullptr);
    load.start(id(1));
    QTRY_VERIFY(server.asked.value(id(2)) > 2);
    QTRY_VERIFY(load.trace().find(id(2)) == 2 && load.trace().nodes[2].state == TraceState::Pending);
    QCOMPARE(load.trace().nodes[2].name.shown(), u"orders/checkout"_s); // its rule names it
    QVERIFY(!load.complete());
    QVERIFY(load.watchLeftMs() > 0 && load.watchLeftMs() <= 60'000);
    server.records.insert(id(2), late);
    QTRY_VERIFY(load.complete() && load.trace().nodes.size() == 7);
    QCOMPARE(load.watchLeftMs(), 0);
}

void TestTraceLoad::givesUpAfterAWhile()
{
    Server server{world()};
    const Activation never = server.records.take(id(4));
    TraceLoad load(server.source(), {500, 3, 20, 1}, nullptr);
    load.start(id(2));
    QTRY_VERIFY(load.complete() && load.trace().find(id(4)) >= 0
                && load.trace().nodes[load.trace().find(id(4))].state == TraceState::NotStored);
    server.records.insert(id(4), never);
    load.again();
    QTRY_VERIFY(load.complete() && load.trace().nodes[load.trace().find(id(4))].state == TraceState::Failed);
}

void TestTraceLoad::tellsWhatItCannotRead()
{
    Server server{world()};
    server.broken = true;
    TraceLoad load(server.source(), quick, nullptr);
    load.start(id(2));
    QTRY_VERIFY(load.complete() && load.trace().nodes.first().state == TraceState::Unreadable);
    QCOMPARE(load.trace().nodes.first().note, u"no way"_s);
    server.broken = false;
    load.again();
    QTRY_VERIFY(load.complete() && load.trace().nodes.size() == 4);
}

void TestTraceLoad::asksFewAtATime()
{
    Server server{world()};
    QStringList ids;
    for (int n = 100; n < 140; ++n) {
        ids.append(id(n));
        server.records.insert(id(n), record({n, u"guest/a"_s, u"nodejs:20"_s, n, 1, 1, -1, 50}));
    }
    server.records.insert(id(50), record({50, u"guest/s"_s, u"sequence"_s, 50, 200, 1, -1, 0, {}, ids}));
    server.holds = true;
    TraceLoad load(server.source(), quick, nullptr);
    load.start(id(50));
    for (int i = 0; i < 100 && !(load.complete() && load.trace().nodes.size() == 41); ++i) {
        QTRY_VERIFY(!server.held.isEmpty() || load.complete());
        server.release();
        QTRY_VERIFY(!server.held.isEmpty() || (load.complete() && load.trace().nodes.size() == 41));
    }
    QCOMPARE(load.trace().nodes.size(), 41);
    QCOMPARE(server.most, 3);
}

void TestTraceLoad::isBounded()
{
    Server server;
    QStringList ids;
    for (int n = 100; n < 140; ++n) {
        ids.append(id(n));
        server.records.insert(id(n), record({n, u"guest/a"_s, u"nodejs:20"_s, n, 1, 1, -1, 50}));
    }
    server.records.insert(id(50), record({50, u"guest/s"_s, u"sequence"_s, 50, 200, 1, -1, 0, {}, ids}));
    TraceLoad load(server.source(), {10, 3, 60'000, 1}, nullptr);
    load.start(id(50));
    QTRY_VERIFY(load.complete() && load.parts().records.size() == 10 && load.trace().nodes.size() == 41);
    QTRY_COMPARE(load.trace().nodes[9].state, TraceState::Done); // the trace is put together once a turn
    QCOMPARE(load.trace().nodes[40].state, TraceState::LeftOut);
}

void TestTraceLoad::stopsAndStartsAgain()
{
    Server server{world()};
    server.holds = true;
    TraceLoad load(server.source(), quick, nullptr);
    load.start(id(2));
    QTRY_COMPARE(server.held.size(), 1);
    load.start(id(1)); // the first one's answer comes too late
    QTRY_COMPARE(server.held.size(), 2);
    server.holds = false;
    server.release();
    QTRY_VERIFY(load.complete() && load.trace().nodes.size() == 7);
    server.records.remove(id(4));
    load.start(id(2));
    QTRY_VERIFY(server.asked.value(id(4)) > 2);
    load.stop();
    QCOMPARE(load.watchLeftMs(), 0);
    { // gone while it waits for an answer
        TraceLoad short_(server.source(), quick, nullptr);
        server.holds = true;
        short_.start(id(1));
    }
    server.release();
}

void TestTraceLoad::takesWhatIsKnown()
{
    Server server{world()};
    TraceLoad load(server.source(), quick, nullptr);
    load.start(id(4), {server.records.value(id(4)), server.records.value(id(3))});
    QTRY_VERIFY(load.complete() && load.trace().nodes.size() == 4);
    QCOMPARE(server.asked.keys(), QStringList{id(2)});
}

void TestTraceLoad::triggersBeforeARun()
{
    QList<ActivationSummary> came;
    for (int n = 1; n <= 40; ++n) {
        ActivationSummary row;
        row.id = id(n);
        row.name = {u"guest"_s, {}, u"t"_s};
        row.start = 100'000 - n * 1000;
        if (n % 2)
            row.kind = u"nodejs:20"_s;
        came.append(row);
    }
    const auto table = ActivationTable::withRows({}, came);
    ActivationSummary started;
    started.start = 100'000;
    started.waitMs = 5000;
    QCOMPARE(triggersBefore(*table, started), (QStringList{id(4), id(6), id(8), id(10), id(12), id(14)}));
    QCOMPARE(triggersBefore(*table, started, 2), (QStringList{id(4), id(6)}));
}

QTEST_GUILESS_MAIN(TestTraceLoad)
#include "tst_traceload.moc"
