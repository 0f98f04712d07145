#include "traceworld.h"

#include <QTest>

using namespace insight;
using namespace openwhisk;
using namespace traceworld;
using namespace Qt::StringLiterals;

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

QTEST_GUILESS_MAIN(TestTrace)
#include "tst_trace.moc"
