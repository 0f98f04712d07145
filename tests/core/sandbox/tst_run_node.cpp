#include "tests/core/sandbox/runs.h"

#include <QTemporaryDir>
#include <QFileInfo>
#include <QSet>
#include <QTest>

#include <csignal>

using namespace runs;

namespace {

const QString warning = u"stderr: The action did not initialize or run as expected. Log data might be missing."_s;

} // namespace

/// Node.js actions, as the official image answers them.
class TestRunNode : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_dir;
    Runner m_runner{Runner::Options{m_dir.path() + u"/run"_s}};

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_runner.error().isEmpty(), qPrintable(m_runner.error()));
        if (run(m_runner, node("function main(){return {warm:1}}")).status == RunStatus::InternalError)
            QFAIL("no Node.js: packaging/setup installs it");
    }

    void returns_data()
    {
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QByteArray>("expected");
        QTest::addColumn<int>("status");
        QTest::addColumn<qint64>("size");
        const auto row = [](const char *name, const char *code, const char *expected, RunStatus status, qint64 size) {
            QTest::newRow(name) << QByteArray(code) << QByteArray(expected) << int(status) << size;
        };
        using enum RunStatus;
        row("object", "function main(p){return {x:p.a}}", R"({"x":1})", Success, 7);
        row("nothing", "function main(){}", "{}", Success, 2);
        row("async", "async function main(){await 1;return {a:1}}", R"({"a":1})", Success, 7);
        row("promise", "function main(){return new Promise(r=>setTimeout(()=>r({p:1}),20))}", R"({"p":1})", Success, 7);
        row("arrow", "const main=(p)=>({arrow:true})", R"({"arrow":true})", Success, 14);
        row("exports", "exports.main=()=>({e:1})", R"({"e":1})", Success, 7);
        row("exports replaced", "module.exports={main:()=>({m2:1})}", R"({"m2":1})", Success, 8);
        row("array", "function main(){return [1,{b:2}]}", R"([1,{"b":2}])", Success, 11);
        row("big numbers", "function main(){return {i:9007199254740993,e:1e21,s:1e-7}}",
            R"({"e":1E+21,"i":9007199254740992,"s":1E-7})", Success, 41);
        row("unicode", "function main(){return {u:'grüße 漢字 😀',l:'\\ud83d'}}", R"({"l":"?","u":"grüße 漢字 😀"})", Success,
            32);
        row("sloppy mode", "function main(){undeclared=1;return {undeclared}}", R"({"undeclared":1})", Success, 16);
        row("error with a sibling", "function main(){return {error:null,more:1}}", R"({"error":null})", ApplicationError, 23);
        row("rejects nothing", "function main(){return Promise.reject()}", R"({"error":{}})", ApplicationError, 12);
        row("rejects an object", "function main(){return Promise.reject({code:7})}", R"({"error":{"code":7}})", ApplicationError,
            20);
        row("throws", "function main(){throw new Error('bang')}", R"({"error":"An error has occurred: Error: bang"})",
            DeveloperError, 46);
        row("throws null", "function main(){throw null}", R"({"error":"An error has occurred: null"})", DeveloperError, 39);
        row("text", "function main(){return 'text'}", R"({"error":"The action did not return a dictionary."})", DeveloperError, 51);
        row("null", "function main(){return null}",
            R"({"error":"The action did not produce a valid JSON or JSON Array response: null"})", DeveloperError, 4);
        row("circular", "function main(){const o={};o.o=o;return o}", R"({"error":"Internal error."})", DeveloperError, 27);
        row("main missing", "function other(){}",
            R"({"error":"Initialization has failed due to: Action entrypoint 'main' is not a function."})", DeveloperError, 89);
        row("empty", "", R"({"error":"Missing main/no code to execute."})", DeveloperError, 44);
    }
    void returns()
    {
        QFETCH(QByteArray, code);
        const auto outcome = run(m_runner, node(code, R"({"a":1})"));
        QTEST(result(outcome), "expected");
        QTEST(int(outcome.status), "status");
        QTEST(outcome.size.value_or(-1), "size");
        QVERIFY(outcome.initTime);
        QCOMPARE(outcome.logs.isEmpty() || !lines(outcome).contains(warning), outcome.status != RunStatus::DeveloperError);
    }

    void usesAWarmProcess()
    {
        const auto code = QByteArray("let n=0;function main(){n++;console.log('run '+n);return {n}}");
        const auto cold = run(m_runner, node(code));
        QVERIFY(cold.initTime);
        QCOMPARE(lines(cold), QStringList{u"stdout: run 1"_s});
        QTRY_VERIFY(m_runner.isWarm(node(code).key));
        const auto warm = run(m_runner, node(code));
        QVERIFY(!warm.initTime);
        QCOMPARE(result(warm), R"({"n":2})"_qb);
        QCOMPARE(lines(warm), QStringList{u"stdout: run 2"_s});
    }

    void runsManyAtOnce()
    {
        const QByteArray code = "function main(p){return new Promise(r=>setTimeout(()=>r({i:p.i,pid:process.pid}),200))}";
        std::vector<std::future<RunOutcome>> all;
        for (int i = 0; i < 6; ++i)
            all.push_back(start(m_runner, node(code, "{\"i\":" + QByteArray::number(i) + '}')));
        QSet<QByteArray> pids;
        for (int i = 0; i < 6; ++i) {
            const auto outcome = all[size_t(i)].get();
            QCOMPARE(outcome.result.value(u"i").toInteger(), std::optional<qint64>(i));
            pids.insert(outcome.result.value(u"pid").numberText());
        }
        QCOMPARE(pids.size(), 6);
    }

    void endsByItself_data()
    {
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("exit") << "function main(){console.log('bye');process.exit(0)}"_qb;
        QTest::newRow("exit later") << "function main(){console.log('bye');return new Promise(r=>setTimeout(()=>process.exit(1),30))}"_qb;
        QTest::newRow("uncaught") << "function main(){console.log('bye');setTimeout(()=>{throw new Error('x')},10);return new Promise(r=>setTimeout(r,300))}"_qb;
        QTest::newRow("unhandled rejection") << "Promise.reject(new Error('x'));console.log('bye');function main(){return {}}"_qb;
        QTest::newRow("killed") << "function main(){console.log('bye');process.kill(process.pid,'SIGKILL');return new Promise(()=>{})}"_qb;
    }
    void endsByItself()
    {
        QFETCH(QByteArray, code);
        const auto outcome = run(m_runner, node(code));
        QCOMPARE(outcome.status, RunStatus::DeveloperError);
        QCOMPARE(error(outcome), u"The action did not produce a valid response and exited unexpectedly."_s);
        QVERIFY(!outcome.size);
        QVERIFY(outcome.initTime);
        QCOMPARE(lines(outcome).first(), u"stdout: bye"_s);
        QCOMPARE(lines(outcome).last(), warning);
    }

    void runsAgainWhenAWarmProcessEnds()
    {
        const QByteArray code = "let n=0;function main(){n++;console.log('run '+n);if(n==2)process.exit(1);return {n}}";
        QCOMPARE(result(run(m_runner, node(code))), R"({"n":1})"_qb);
        const auto again = run(m_runner, node(code));
        QCOMPARE(result(again), R"({"n":1})"_qb);
        QVERIFY(again.initTime);
        QCOMPARE(lines(again), QStringList{u"stdout: run 1"_s});
    }

    void endsAtItsTimeLimit_data()
    {
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QString>("message");
        const auto run = u"The action exceeded its time limits of 400 milliseconds."_s;
        QTest::newRow("loop") << "function main(){for(;;);}"_qb << run;
        QTest::newRow("never") << "function main(){return new Promise(()=>{})}"_qb << run;
        QTest::newRow("at load") << "for(;;);"_qb << u"The action exceeded its time limits of 400 milliseconds during initialization."_s;
        QTest::newRow("exit at load") << "process.exit(0)"_qb
                                      << u"The action exceeded its time limits of 400 milliseconds during initialization."_s;
    }
    void endsAtItsTimeLimit()
    {
        QFETCH(QByteArray, code);
        auto wanted = node(code);
        wanted.timeout = 400;
        const auto outcome = run(m_runner, wanted);
        QTEST(error(outcome), "message");
        QVERIFY(outcome.timedOut);
        QCOMPARE(outcome.status, RunStatus::DeveloperError);
        QVERIFY(outcome.end - outcome.start < 3000);
    }

    void endsAtItsMemoryLimit()
    {
        auto wanted = node("function main(){console.log('eat');const a=[];for(;;)a.push(Buffer.alloc(8<<20,1))}");
        wanted.memory = 128;
        const auto outcome = run(m_runner, wanted);
        QCOMPARE(error(outcome), u"The action exhausted its memory and was aborted."_s);
        QCOMPARE(lines(outcome).first(), u"stdout: eat"_s);
    }

    void cutsLongResults()
    {
        const QByteArray code = "function main(p){return {r:'y'.repeat(p.n-8)}}";
        QCOMPARE(run(m_runner, node(code, R"({"n":1048576})")).status, RunStatus::Success);
        const auto outcome = run(m_runner, node(code, R"({"n":5242880})"));
        QCOMPARE(outcome.status, RunStatus::ApplicationError);
        QCOMPARE(outcome.size, std::optional<qint64>(5242880));
        QVERIFY(error(outcome).startsWith(u"The action produced a response that exceeded the allowed length: 5242880 > 1048576 "
                                          u"bytes. The truncated response was: {\"r\":\"yyy"_s));
        QCOMPARE(error(outcome).size() - error(outcome).indexOf(u'{'), 1048576);
    }

    void keepsAMegabyteOfLogs()
    {
        const QByteArray code = "function main(){for(let i=0;i<10000;i++)console.log(('line '+i).padEnd(99,'.'));return {n:1}}";
        const auto outcome = run(m_runner, node(code));
        QCOMPARE(outcome.status, RunStatus::Success);
        QCOMPARE(outcome.logs.size(), 10000);
        QVERIFY(lines(outcome).last().startsWith(u"stdout: line 9999."_s));
    }

    void cutsLogsAtTheirLimit()
    {
        auto flood = node("function main(){for(let i=0;i<20000;i++)console.log('x'.repeat(100));return {}}");
        flood.logs = 1;
        const auto outcome = run(m_runner, flood);
        QCOMPARE(outcome.status, RunStatus::Success);
        QCOMPARE(lines(outcome).last(),
                 u"stderr: Logs were truncated because the total bytes size exceeds the limit of 1048576 bytes."_s);
        QVERIFY(run(m_runner, flood).initTime); // such a process is not used again
        flood.logs = 0;
        flood.key += u"0"_s;
        QVERIFY(run(m_runner, flood).logs.isEmpty());
    }

    void endMarksOfTheActionEndItsLogs()
    {
        const auto mark = "console.log('" + QByteArray("XX") + "X_THE_END_OF_A_WHISK_ACTIVATION_" + "XX" + "X');";
        const QByteArray code = "function main(){console.log('before');" + mark + "console.log('middle');" + mark + "console.log('after');return {}}";
        QCOMPARE(lines(run(m_runner, node(code))), QStringList({u"stdout: before"_s, u"stdout: middle"_s}));
        QCOMPARE(lines(run(m_runner, node(code))), QStringList{u"stdout: after"_s});
    }

    void standaloneLogsHaveNoNames()
    {
        auto wanted = node("function main(){console.log('out');console.error('err');throw new Error('x')}");
        wanted.standaloneLogs = true;
        QCOMPARE(lines(run(m_runner, wanted)), QStringList{u"out"_s});
    }

    void takesLongArguments()
    {
        const auto outcome = run(m_runner, node("function main(p){return {n:p.t.length}}", "{\"t\":\"" + QByteArray(1000000, 'x') + "\"}"));
        QCOMPARE(result(outcome), R"({"n":1000000})"_qb);
    }

    void givesTheEnvironment()
    {
        qputenv("WHISKBOARD_TEST_SECRET", "seen");
        auto wanted = node("function main(){return {i:process.env.INIT,a:process.env.__OW_ACTIVATION_ID,"
                           "d:process.env.__OW_DEADLINE>Date.now(),s:Object.keys(process.env).includes('WHISKBOARD_TEST_SECRET')}}");
        wanted.initParameters = {{"INIT", "one"}};
        wanted.context = {{"activation_id", "first"}};
        QCOMPARE(result(run(m_runner, wanted)), R"({"a":"first","d":true,"i":"one","s":false})"_qb);
        wanted.context = {{"activation_id", "second"}};
        QCOMPARE(run(m_runner, wanted).result.value(u"a").toString(), u"second"_s);
    }

    void leavesNoProcessBehind()
    {
        // The grandchild would live for a minute in the group of the action.
        auto wanted = node("function main(){const c=require('child_process').spawn('sleep',['60'],{stdio:'inherit'});"
                           "console.log(c.pid);for(;;);}");
        wanted.timeout = 500;
        const auto outcome = run(m_runner, wanted);
        const auto pid = lines(outcome).first().mid(8).toInt();
        QVERIFY(pid > 0);
        QTRY_VERIFY(::kill(pid, 0) != 0);
    }

    void stopsAtOnce()
    {
        QTemporaryDir dir;
        auto runner = std::make_unique<Runner>(Runner::Options{dir.path() + u"/run"_s});
        auto waiting = start(*runner, node("function main(){return new Promise(()=>{})}"));
        QTest::qWait(50);
        runner->stop();
        QCOMPARE(waiting.get().status, RunStatus::InternalError);
        runner.reset();
        QVERIFY(!QFileInfo::exists(dir.path() + u"/run"_s));
    }
};

QTEST_GUILESS_MAIN(TestRunNode)
#include "tst_run_node.moc"
