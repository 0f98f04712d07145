#include "tests/support/threadtime.h"
#include "ui/activations/activationtexts.h"
#include "ui/activations/compare/comparefigures.h"
#include "ui/activations/detail/activationmarkdown.h"
#include "ui/activations/detail/annotationspane.h"
#include "ui/activations/detail/logspane.h"
#include "ui/activations/detail/whyslowtext.h"
#include "ui/widgets/logarea.h"
#include "ui/widgets/theme.h"

#include "core/json/text.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using insight::Phase;
using insight::PhaseJudgement;
using insight::Verdict;
using insight::WhySlow;
using openwhisk::LogLine;

/// What is said of an activation, without a server.
class TestActivationWords : public QObject {
    Q_OBJECT

    static PhaseJudgement phase(Phase phase, qint64 ms, Verdict verdict, qint64 p50 = 14, qint64 p95 = 31)
    {
        PhaseJudgement judged;
        judged.phase = phase;
        judged.ms = ms;
        judged.usual.count = 100;
        judged.usual.p50 = p50;
        judged.usual.p95 = p95;
        judged.factor = double(ms) / double(p95);
        judged.verdict = verdict;
        return judged;
    }
    static WhySlow why(Verdict wait, Verdict init, Verdict run)
    {
        WhySlow why;
        why.phases = {phase(Phase::Wait, 12'412, wait), phase(Phase::Init, 1192, init, 1150, 1260), phase(Phase::Run, 96, run, 94, 410)};
        why.comparable = true;
        why.cold = init != Verdict::Warm;
        why.slow = wait == Verdict::Slow || init == Verdict::Slow || run == Verdict::Slow;
        why.runAsUsual = run == Verdict::Usual;
        return why;
    }
    static openwhisk::Activation record(int lines = 2)
    {
        QByteArrayList logs;
        for (int i = 0; i < lines; ++i)
            logs += "\"2023-11-14T22:13:20.141Z stdout: token=abcdefghijklmnop line " + QByteArray::number(i) + '"';
        const auto document = json::read(R"({"namespace":"guest","name":"a","version":"0.0.7","activationId":"0123456789abcdef0123456789abcdef",
            "start":1700000000000,"end":1700000000041,"duration":41,"response":{"status":"success","result":{"a|b":1,"password":"hunter22"}},
            "annotations":[{"key":"path","value":"guest/orders/a"},{"key":"kind","value":"nodejs:20"},{"key":"waitTime","value":9}],"logs":[)"
                                         + logs.join(',') + "]}");
        return *openwhisk::Activation::fromJson(document->value);
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }

    void sentences()
    {
        using whyslowtext::sentence;
        QCOMPARE(sentence(why(Verdict::Slow, Verdict::Cold, Verdict::Usual)),
                 u"It waited 12.4 s for a container, then started cold. The function itself was as fast as ever."_s);
        QVERIFY(sentence(why(Verdict::Slow, Verdict::Slow, Verdict::Usual)).contains(u"cold start took 1.1 s, longer than usual"_s));
        QVERIFY(sentence(why(Verdict::Usual, Verdict::Warm, Verdict::Slow)).startsWith(u"The function itself took 96 ms"_s));
        QCOMPARE(sentence(why(Verdict::Usual, Verdict::Warm, Verdict::Usual)), u"As fast as ever."_s);
        WhySlow few = why(Verdict::Unknown, Verdict::Warm, Verdict::Unknown);
        few.comparable = false;
        QVERIFY(sentence(few).startsWith(u"Too few runs"_s));
        QVERIFY(!whyslowtext::isGrave(few));
        few.timedOut = true;
        QVERIFY(sentence(few).contains(u"time limit"_s));
        QVERIFY(whyslowtext::isGrave(few));
        WhySlow rare = why(Verdict::Usual, Verdict::Cold, Verdict::Usual);
        rare.coldIsRare = true;
        QVERIFY(sentence(rare).startsWith(u"It started cold (1.1 s), as few of its runs do."_s));
    }

    void judgements()
    {
        using whyslowtext::judgement;
        QCOMPARE(judgement(phase(Phase::Wait, 12'412, Verdict::Slow)).text, u"400 × p95"_s);
        QCOMPARE(judgement(phase(Phase::Wait, 12'412, Verdict::Slow)).tone, Chip::Tone::Error);
        QCOMPARE(judgement(phase(Phase::Wait, 40, Verdict::Slow)).text, u"1.3 × p95"_s);
        QCOMPARE(judgement(phase(Phase::Wait, 40, Verdict::Slow)).tone, Chip::Tone::Warning);
        QCOMPARE(judgement(phase(Phase::Init, 1, Verdict::Cold)).text, u"cold"_s);
        QCOMPARE(judgement(phase(Phase::Run, 1, Verdict::Usual)).text, u"usual"_s);
        QCOMPARE(judgement(phase(Phase::Run, 1, Verdict::Unknown)).text, QString());
        QCOMPARE(whyslowtext::usual(phase(Phase::Init, 1, Verdict::Cold, 1150, 1260)), u"1,150, 1,260 ms"_s);
        QCOMPARE(whyslowtext::usual({}), u"–"_s);
        QCOMPARE(whyslowtext::share(0.9061), u"90.6 %"_s);
        insight::Usual usual;
        usual.version = u"0.0.7"_s;
        usual.lastHour = true;
        usual.runs = 2104;
        QCOMPARE(whyslowtext::basis(usual), u"v0.0.7, last hour: 2,104 runs"_s);
        usual.version.clear();
        usual.lastHour = false;
        usual.runs = 1;
        QCOMPARE(whyslowtext::basis(usual), u"all versions: 1 run"_s);
    }

    void logLevels()
    {
        const QList<LogLine> lines{{{}, LogLine::Stream::Stderr, u"INFO:root:started"_s},
                                   {{}, LogLine::Stream::Stderr, u"Traceback (most recent call last):"_s},
                                   {{}, LogLine::Stream::Stderr, u"  File \"x\", line 3"_s},
                                   {{}, LogLine::Stream::Stdout, u"WARN low"_s},
                                   {{}, LogLine::Stream::Stdout, u"    by 3"_s},
                                   {{}, LogLine::Stream::Unmarked, u"plain"_s}};
        QList<LogLevel> levels;
        for (const LogRow &row : activationtexts::logRows(lines, true))
            levels += row.level;
        QCOMPARE(levels, (QList<LogLevel>{LogLevel::Info, LogLevel::Error, LogLevel::Error, LogLevel::Warning, LogLevel::Warning,
                                          LogLevel::None}));
    }

    void logsPane()
    {
        LogsPane pane;
        pane.resize(500, 300);
        pane.show();
        QSignalSpy counted(&pane, &LogsPane::counted);
        const LogLine line{{}, LogLine::Stream::Stdout, u"x"_s};
        pane.setParts({{u"1"_s, u"a"_s, {}, u"This run wrote no logs."_s}});
        QCOMPARE(pane.findChild<QLabel *>(u"logMessage"_s)->text(), u"This run wrote no logs."_s);
        pane.setParts({{u"1"_s, u"a"_s, {line, line}, {}}, {u"2"_s, u"b"_s, {}, u"none"_s}, {u"3"_s, u"c"_s, QList<LogLine>(3000, line), {}}});
        QTRY_COMPARE(pane.view()->rowCount(), 3003); // the note of b counts as a line
        QCOMPARE(pane.lineCount(), 3002);
        pane.choose(u"3"_s);
        QVERIFY(pane.showsAll()); // all members stay until the user chose one
        auto *choice = pane.findChild<QComboBox *>(u"logMembers"_s);
        QTest::keyClick(choice, Qt::Key_Down);
        QTRY_COMPARE(pane.view()->rowCount(), 2);
        pane.choose(u"3"_s);
        QTRY_COMPARE(pane.view()->rowCount(), 3000);
        pane.setMessage(u"gone"_s);
        QCOMPARE(pane.view()->rowCount(), 0);
        QCOMPARE(counted.count(), 3);
    }

    void tenMegabytesOfLogs()
    {
        QList<LogLine> lines;
        for (int i = 0; i < 100'000; ++i)
            lines.append({u"2023-11-14T22:13:20.141234567Z"_s, LogLine::Stream::Stdout, QString(100, u'x')});
        LogsPane pane;
        pane.resize(700, 400);
        pane.show();
        const double set = threadMs([&] { pane.setParts({{u"1"_s, u"a"_s, lines, {}}}); });
        QVERIFY2(set < mostMs(), "to show 10 MB of logs holds up the window");
        QTRY_COMPARE(pane.view()->rowCount(), 100'000);
        const double painted = threadMs([&] { pane.grab(); });
        const double gone = threadMs([&] { pane.setMessage(u"gone"_s); });
        qInfo("100,000 lines: set in %.1f ms, painted in %.1f ms, let go in %.1f ms", set, painted, gone);
        QVERIFY2(gone < mostMs(), "to let go of 10 MB of logs holds up the window");
    }

    void limitsInWords()
    {
        AnnotationsPane pane;
        pane.setAnnotations({{u"limits"_s, json::read("{\"timeout\":60000,\"memory\":256,\"logs\":10}")->value},
                             {u"own"_s, json::read("[1,2.50]")->value}});
        QCOMPARE(pane.model()->index(0, 1).data().toString(), u"60 s · 256 MB · 10 MB"_s);
        QVERIFY(pane.model()->index(0, 1).data(Qt::ToolTipRole).toString().contains(u"60000"_s));
        QCOMPARE(pane.model()->index(1, 1).data().toString(), u"[1,2.50]"_s);
    }

    void differences()
    {
        QCOMPARE(differenceText({100, 100}), u"same"_s);
        QCOMPARE(differenceText({100, 110}), u"+10 ms"_s);
        QCOMPARE(differenceText({100, 400}), u"+300 ms (4.0 × as long)"_s);
        QCOMPARE(differenceText({1200, 100}), u"−1,100 ms (12 × as fast)"_s);
        QCOMPARE(differenceText({0, 5}), u"+5 ms"_s);
        QCOMPARE(differenceText({{}, 5}), QString());
        const auto facts = comparedFacts(record(), record(3), {});
        const auto lines = std::find_if(facts.cbegin(), facts.cend(), [](const ComparedFact &fact) { return fact.name == "Log lines"_L1; });
        QVERIFY(lines != facts.cend());
        QCOMPARE(lines->difference, u"differs"_s);
        QCOMPARE(facts.at(2).difference, u"same"_s);
    }

    void markdown()
    {
        const QByteArray text = activationMarkdown(record(300));
        QVERIFY(text.startsWith("## orders/a: ✓ success"));
        QVERIFY(text.contains("| Started | 2023-11-14T22:13:20.000Z |"));
        QVERIFY(text.contains("the last 200 of 300 lines"));
        QVERIFY(!text.contains("hunter22"));
        QVERIFY(!text.contains("abcdefghijklmnop"));
        QVERIFY(!text.contains("line 99\n") && text.contains("line 299\n"));
    }
};

QTEST_MAIN(TestActivationWords)
#include "tst_activationwords.moc"
