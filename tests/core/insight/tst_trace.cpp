#include "core/async/result.h"
#include "core/insight/activationtable.h"
#include "core/insight/traceload.h"
#include "core/json/text.h"

#include <QSignalSpy>
#include <QTest>

using namespace insight;
using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

QString id(int n)
{
    return u"%1"_s.arg(n, 32, 16, QLatin1Char('0'));
}

/// What a record has; the rest is as a server writes it.
struct Sketch {
    int n = 0;
    QString path;
    QString kind = u"nodejs:20"_s;
    qint64 start = 0;
    qint64 duration = 40;
    qint64 wait = 5;
    qint64 init = -1;
    int cause = 0;
    QString error = {};
    QStringList logs = {};
    bool conductor = false;
};

json::Value text(const QString &value)
{
    return json::Value::string(value);
}

json::Value annotation(const QString &key, const json::Value &value)
{
    return json::Value::object({{u"key"_s, text(key)}, {u"value"_s, value}});
}

Activation record(const Sketch &s)
{
    json::Value document = json::Value::object({{u"activationId"_s, text(id(s.n))}, {u"namespace"_s, text(u"guest"_s)},
                                                {u"name"_s, text(s.path.section(u'/', -1))}, {u"version"_s, text(u"0.0.1"_s)},
                                                {u"start"_s, json::Value::number(s.start)}});
    json::Value annotations = json::Value::array();
    if (!s.kind.isEmpty()) {
        document.set(u"end", json::Value::number(s.start + s.duration));
        document.set(u"duration", json::Value::number(s.duration));
        annotations.append(annotation(u"path"_s, text(s.path)));
        annotations.append(annotation(u"kind"_s, text(s.kind)));
        annotations.append(annotation(u"waitTime"_s, json::Value::number(s.wait)));
        if (s.init >= 0)
            annotations.append(annotation(u"initTime"_s, json::Value::number(s.init)));
        if (s.conductor)
            annotations.append(annotation(u"conductor"_s, json::Value::boolean(true)));
    }
    document.set(u"annotations", annotations);
    if (s.cause)
        document.set(u"cause", text(id(s.cause)));
    json::Value response = json::Value::object({{u"status"_s, text(s.error.isEmpty() ? u"success"_s : u"application error"_s)}});
    response.set(u"result", s.error.isEmpty() ? json::Value::object() : json::Value::object({{u"error"_s, text(s.error)}}));
    document.set(u"response", response);
    json::Value logs = json::Value::array();
    for (const QString &line : s.logs)
        logs.append(text(line));
    document.set(u"logs", logs);
    return *Activation::fromJson(document);
}

QString ruleLine(const QString &rule, const QString &action, int started, const QString &error = {})
{
    return started ? u"{\"statusCode\":0,\"success\":true,\"activationId\":\"%1\",\"rule\":\"guest/%2\",\"action\":\"guest/%3\"}"_s.arg(id(started), rule, action)
                   : u"{\"statusCode\":1,\"success\":false,\"rule\":\"guest/%1\",\"error\":\"%2\",\"action\":\"guest/%3\"}"_s.arg(rule, error, action);
}

/// The picture: a trigger, two rules, a sequence whose second member failed after a long wait.
QHash<QString, Activation> world()
{
    const QString off = u"Rule 'guest/off' is inactive, action 'guest/old' was not activated."_s;
    QHash<QString, Activation> all;
    for (const Activation &one :
         {record({1, u"guest/new-order"_s, {}, 1000, 0, 0, -1, 0, {}, {ruleLine(u"on"_s, u"orders/checkout"_s, 2), ruleLine(u"off"_s, u"old"_s, 0, off)}}),
          record({2, u"guest/orders/checkout"_s, u"sequence"_s, 1014, 13'700, 1, -1, 0, u"sold out"_s, {id(3), id(4)}}),
          record({3, u"guest/orders/validate"_s, u"nodejs:20"_s, 1022, 58, 6, -1, 2}),
          record({4, u"guest/orders/reserve"_s, u"python:3.11"_s, 13'490, 1288, 12'412, 1192, 2, u"sold out"_s})})
        all.insert(one.summary.id, one);
    return all;
}

const QStringList members{u"/_/orders/validate"_s, u"/guest/orders/reserve"_s, u"/guest/orders/quote"_s};

QStringList shape(const Trace &trace)
{
    QStringList lines;
    for (const TraceNode &node : trace.nodes)
        lines.append(QString(node.depth, u'.') + node.name.shown() + u' ' + QString::number(int(node.state)));
    return lines;
}

QString line(int depth, const char *name, TraceState state)
{
    return QString(depth, u'.') + QString::fromUtf8(name) + u' ' + QString::number(int(state));
}

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

class TestTrace : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void buildsTheTreeOfAFire();
    void measuresPhases();
    void showsCompositionsInOrder();
    void leavesOutMembersOfAChangedSequence();
    void namesAMissingMember();
    void endsWhereRecordsGoRound();
    void hangsMembersBelowASequenceThatStillRuns();
    void foldsGaps();
    void axisGoesBothWays();
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

void TestTrace::buildsTheTreeOfAFire()
{
    TraceParts parts;
    parts.records = world();
    parts.components.insert(id(2), members);
    const auto trace = buildTrace(id(1), parts);
    QCOMPARE(shape(trace), (QStringList{line(0, "new-order", TraceState::Done), line(1, "on", TraceState::Done),
                                        line(2, "orders/checkout", TraceState::Failed), line(3, "orders/validate", TraceState::Done),
                                        line(3, "orders/reserve", TraceState::Failed), line(3, "orders/quote", TraceState::NotReached),
                                        line(1, "off", TraceState::NotStarted)}));
    QCOMPARE(trace.nodes[0].kind, TraceKind::Trigger);
    QCOMPARE(trace.nodes[1].kind, TraceKind::Rule);
    QCOMPARE(trace.nodes[2].kind, TraceKind::Sequence);
    QCOMPARE(trace.nodes[2].parent, 1);
    QVERIFY(trace.nodes[4].endedParent && !trace.nodes[3].endedParent);
    QCOMPARE(trace.nodes[5].note, u"orders/reserve"_s);
    QVERIFY(trace.nodes[6].note.startsWith("Rule 'guest/off'"_L1));
    QCOMPARE(trace.fromMs, 1000);
    QCOMPARE(trace.toMs, 14'778);
    QCOMPARE(trace.find(id(4)), 4);
    QCOMPARE(trace.find(id(9)), -1);
}

void TestTrace::measuresPhases()
{
    TraceParts parts;
    parts.records = world();
    const auto trace = buildTrace(id(2), parts);
    const TraceNode &reserve = trace.nodes[2];
    QCOMPARE(*reserve.fromMs(), 13'490 - 12'412);
    QCOMPARE(reserve.initMs, 1192);
    QCOMPARE(reserve.runMs, 96);
    QCOMPARE(reserve.endMs, 14'778);
    QCOMPARE(trace.nodes[0].endMs, 14'778); // with its last member, whatever its own record says
    QCOMPARE(trace.nodes[0].runMs, 14'778 - 1014);
    QCOMPARE(trace.nodes[1].initMs, std::nullopt);
}

void TestTrace::showsCompositionsInOrder()
{
    TraceParts parts;
    const Activation all[] = {
        record({1, u"guest/flow"_s, u"sequence"_s, 100, 90, 1, -1, 0, u"bad"_s, {id(2), id(3), id(4)}, true}),
        record({2, u"guest/flow"_s, u"nodejs:20"_s, 101, 5, 1, -1, 1}), record({3, u"guest/a"_s, u"nodejs:20"_s, 110, 5, 1, -1, 1, u"x"_s}),
        record({4, u"guest/flow"_s, u"nodejs:20"_s, 120, 5, 1, -1, 1, u"bad"_s})};
    for (const Activation &one : all)
        parts.records.insert(one.summary.id, one);
    parts.components.insert(id(1), members); // compositions have no members that could be missing
    const auto trace = buildTrace(id(1), parts);
    QCOMPARE(shape(trace), (QStringList{line(0, "flow", TraceState::Failed), line(1, "flow", TraceState::Done),
                                        line(1, "a", TraceState::Failed), line(1, "flow", TraceState::Failed)}));
    QCOMPARE(trace.nodes[0].kind, TraceKind::Composition);
    QCOMPARE(trace.nodes[1].kind, TraceKind::Action);
}

void TestTrace::leavesOutMembersOfAChangedSequence()
{
    TraceParts parts;
    parts.records = world();
    parts.components.insert(id(2), {u"/guest/other"_s, u"/guest/orders/reserve"_s, u"/guest/x"_s});
    QCOMPARE(buildTrace(id(2), parts).nodes.size(), 3);
    parts.components.insert(id(2), {u"/guest/orders/validate"_s}); // fewer than ran
    QCOMPARE(buildTrace(id(2), parts).nodes.size(), 3);
}

void TestTrace::namesAMissingMember()
{
    TraceParts parts;
    const auto sequence = record({2, u"guest/s"_s, u"sequence"_s, 10, 50, 1, -1, 0, u"Sequence component does not exist."_s, {id(3)}});
    parts.records.insert(id(2), sequence);
    parts.records.insert(id(3), record({3, u"guest/orders/validate"_s, u"nodejs:20"_s, 12, 20, 1, -1, 2}));
    parts.components.insert(id(2), members);
    const auto trace = buildTrace(id(2), parts);
    QCOMPARE(trace.nodes.size(), 4);
    QCOMPARE(trace.nodes[2].state, TraceState::NotReached);
    QCOMPARE(trace.nodes[2].note, u"Sequence component does not exist."_s);
    QVERIFY(!trace.nodes[1].endedParent);
}

void TestTrace::endsWhereRecordsGoRound()
{
    TraceParts parts;
    parts.records.insert(id(1), record({1, u"guest/a"_s, u"sequence"_s, 1, 2, 1, -1, 2, {}, {id(2), id(1)}}));
    parts.records.insert(id(2), record({2, u"guest/b"_s, u"sequence"_s, 1, 2, 1, -1, 1, {}, {id(1)}}));
    QCOMPARE(buildTrace(id(1), parts).nodes.size(), 2);
    QCOMPARE(buildTrace(id(7), TraceParts()).nodes.size(), 1);
    QCOMPARE(buildTrace(id(7), TraceParts()).nodes.first().state, TraceState::LeftOut);
}

void TestTrace::hangsMembersBelowASequenceThatStillRuns()
{
    TraceParts parts;
    parts.records = world();
    parts.records.remove(id(2));
    parts.pending.insert(id(2), 5);
    const auto trace = buildTrace(id(1), parts);
    QCOMPARE(shape(trace).mid(2, 3), (QStringList{line(2, "", TraceState::Pending), line(3, "orders/validate", TraceState::Done),
                                                  line(3, "orders/reserve", TraceState::Failed)}));
    QCOMPARE(trace.nodes[2].kind, TraceKind::Sequence);
    QCOMPARE(trace.nodes[2].pendingSinceMs, 5);
    QCOMPARE(trace.nodes[2].startMs, 1016); // as far as its members tell
}

void TestTrace::foldsGaps()
{
    TraceParts parts;
    parts.records = world();
    const auto trace = buildTrace(id(1), parts);
    const auto gaps = gapsOf(trace);
    QCOMPARE(gaps, (QList<TraceGap>{{1080 + 50, 13'490 - 50}})); // the wait alone; nothing that ran
    QVERIFY(gapsOf(trace, 20'000).isEmpty());
    QVERIFY(gapsOf(Trace()).isEmpty());
    TraceParts slow;
    slow.records.insert(id(1), record({1, u"guest/a"_s, u"nodejs:20"_s, 1000, 60'000, 5}));
    QVERIFY(gapsOf(buildTrace(id(1), slow)).isEmpty()); // it ran all the time
}

void TestTrace::axisGoesBothWays()
{
    TraceParts parts;
    parts.records = world();
    const auto trace = buildTrace(id(1), parts);
    for (const auto &gaps : {QList<TraceGap>{}, gapsOf(trace)}) {
        const TraceAxis axis(trace, gaps);
        QCOMPARE(axis.at(trace.fromMs), 0.0);
        QVERIFY(std::abs(axis.at(trace.toMs) - 1) < 1e-9);
        QCOMPARE(axis.at(0), 0.0);
        double last = -1;
        for (qint64 ms = trace.fromMs; ms <= trace.toMs; ms += 7) {
            QVERIFY(axis.at(ms) > last);
            last = axis.at(ms);
            QVERIFY(std::abs(axis.msAt(last) - ms) <= 1);
        }
    }
    const TraceAxis folded(trace, gapsOf(trace));
    QVERIFY(folded.at(13'440) - folded.at(1130) < 0.07);
    QCOMPARE(TraceAxis(Trace(), {}).at(5), 0.0);
    QCOMPARE(TraceAxis(Trace(), {}).msAt(0.5), 0);
}

void TestTrace::loadsDownAndUp()
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

void TestTrace::findsItsTrigger()
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

void TestTrace::waitsForPendingRecords()
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

void TestTrace::givesUpAfterAWhile()
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

void TestTrace::tellsWhatItCannotRead()
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

void TestTrace::asksFewAtATime()
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

void TestTrace::isBounded()
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
    QCOMPARE(load.trace().nodes[9].state, TraceState::Done);
    QCOMPARE(load.trace().nodes[40].state, TraceState::LeftOut);
}

void TestTrace::stopsAndStartsAgain()
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

void TestTrace::takesWhatIsKnown()
{
    Server server{world()};
    TraceLoad load(server.source(), quick, nullptr);
    load.start(id(4), {server.records.value(id(4)), server.records.value(id(3))});
    QTRY_VERIFY(load.complete() && load.trace().nodes.size() == 4);
    QCOMPARE(server.asked.keys(), QStringList{id(2)});
}

void TestTrace::triggersBeforeARun()
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

QTEST_GUILESS_MAIN(TestTrace)
#include "tst_trace.moc"
