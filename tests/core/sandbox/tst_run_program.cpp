#include "core/sandbox/run/programrun.h"
#include "tests/core/sandbox/runs.h"

#include <QTemporaryDir>
#include <QTest>

using namespace runs;

/// Programs, as the image openwhisk/dockerskeleton runs them; and what nothing here can run.
class TestRunProgram : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_dir;
    Runner m_runner{Runner::Options{m_dir.path() + u"/run"_s}};

private Q_SLOTS:
    void returns_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<QByteArray>("expected");
        QTest::addColumn<int>("status");
        QTest::addColumn<qint64>("size");
        QTest::addColumn<QStringList>("logged");
        const auto row = [](const char *name, const QByteArray &script, const QByteArray &expected, RunStatus status, qint64 size,
                            const QStringList &logged) {
            QTest::newRow(name) << "#!/bin/sh\n" + script << expected << int(status) << size << logged;
        };
        using enum RunStatus;
        const QByteArray refused = R"({"error":"The action did not return a dictionary or array."})";
        const auto warning = u"stderr: The action did not initialize or run as expected. Log data might be missing."_s;
        row("last line", "echo log line\necho '{\"docker\":true}'", R"({"docker":true})", Success, 16, {u"stdout: log line"_s});
        row("array", "echo '[1,2]'", "[1,2]", Success, 6, {});
        row("blank lines after it", "echo '{}'\necho\necho", "{}", Success, 3, {});
        row("exit code", "echo '{\"x\":1}'\nexit 3", R"({"x":1})", Success, 8, {});
        row("error", "echo '{\"error\":\"no\",\"x\":1}'", R"({"error":"no"})", ApplicationError, 21, {});
        row("argument", "echo \"$1\"", R"({"a":"é","b":[1,null]})", Success, 28, {});
        row("standard input", "cat", R"({"a":"é","b":[1,null]})", Success, 28, {});
        row("environment", "echo '{\"id\":\"'$__OW_ACTIVATION_ID'\"}'", R"({"id":"abc"})", Success, 13, {});
        row("no JSON", "echo one\necho two", refused, DeveloperError, 61, {u"stdout: one"_s, u"stdout: two"_s, warning});
        row("a number", "echo 42", refused, DeveloperError, 61, {u"stdout: 42"_s, warning});
        row("nothing", "true", refused, DeveloperError, 61, {u"stdout: "_s, warning});
    }
    void returns()
    {
        QFETCH(QByteArray, script);
        auto wanted = program(script, "{\"a\":\"é\",\"b\":[1,null]}");
        wanted.context = {{"activation_id", "abc"}};
        const auto outcome = run(m_runner, wanted);
        QTEST(result(outcome), "expected");
        QTEST(int(outcome.status), "status");
        QTEST(outcome.size.value_or(-1), "size");
        QTEST(lines(outcome), "logged");
    }

    void isWarmTheSecondTime()
    {
        const QByteArray code = "#!/bin/sh\necho x >> seen\necho \"{\\\"n\\\":$(wc -l < seen)}\"";
        QVERIFY(run(m_runner, program(code)).initTime);
        const auto warm = run(m_runner, program(code));
        QVERIFY(!warm.initTime);
        QCOMPARE(result(warm), R"({"n":2})"_qb);
    }

    void runsTheStubWithoutCode()
    {
        const auto outcome = run(m_runner, program("", R"({"k":1})"));
        QCOMPARE(error(outcome), u"This is a stub action. Replace it with custom logic."_s);
        QCOMPARE(outcome.size, std::optional<qint64>(65));
        QCOMPARE(lines(outcome).mid(4), QStringList({u"stdout: command line argument: {\"k\": 1}"_s,
                                                     u"stdout: command line argument length: 8"_s,
                                                     u"stdout: stdin input length: 8"_s}));
    }

    void saysWhyItCannotStart()
    {
        const auto outcome = run(m_runner, program("hello"));
        QCOMPARE(outcome.status, RunStatus::DeveloperError);
        QCOMPARE(lines(outcome).first(), u"stdout: [Errno 8] Exec format error: '/action/exec'"_s);
    }

    void takesLongInputOnStandardInputAlone()
    {
        const auto outcome = run(m_runner, program("#!/bin/sh\necho \"{\\\"in\\\":$(wc -c),\\\"arguments\\\":$#}\"",
                                                   "{\"t\":\"" + QByteArray(300000, 'x') + "\"}"));
        QCOMPARE(result(outcome), R"({"arguments":0,"in":300009})"_qb);
    }

    void endsAtItsTimeLimit()
    {
        auto wanted = program("#!/bin/sh\necho start\nsleep 30\necho '{}'");
        wanted.timeout = 400;
        const auto outcome = run(m_runner, wanted);
        QCOMPARE(error(outcome), u"The action exceeded its time limits of 400 milliseconds."_s);
        QCOMPARE(lines(outcome).first(), u"stdout: start"_s);
    }

    void failsWhatNothingRuns()
    {
        auto image = program("");
        image.image = u"nosuch/image:1"_s;
        const auto pulled = run(m_runner, image);
        QCOMPARE(pulled.status, RunStatus::DeveloperError);
        QCOMPARE(error(pulled), u"Failed to pull container image 'nosuch/image:1'."_s);
        const auto ruby = run(m_runner, request(u"ruby:2.5"_s, "x"));
        QCOMPARE(ruby.status, RunStatus::InternalError);
        QCOMPARE(error(ruby), u"Failed to provision resources to run the action."_s);
        for (const auto &outcome : {pulled, ruby}) {
            QVERIFY(!outcome.initTime && !outcome.size && outcome.logs.isEmpty());
            QCOMPARE(outcome.start, outcome.end);
        }
    }

    void writesJsonAsPythonDoes()
    {
        const auto value = json::read("{\"a\":[1.0,true,null],\"ü\\n\":\"\\\"\\u0001😀\"}")->value;
        QCOMPARE(pythonJson(value), "{\"a\": [1.0, true, null], \"\\u00fc\\n\": \"\\\"\\u0001\\ud83d\\ude00\"}"_qb);
    }

    void letsCallsGoBeforeWhatWasFired()
    {
        QTemporaryDir dir;
        Runner::Options options{dir.path() + u"/run"_s};
        options.mostRunning = 3;
        options.spared = 2;
        Runner runner(options);
        auto fired = program("#!/bin/sh\nsleep 0.4\necho '{}'");
        fired.background = true;
        std::vector<std::future<RunOutcome>> queue;
        for (int i = 0; i < 6; ++i)
            queue.push_back(start(runner, fired));
        const auto call = program("#!/bin/sh\necho '{\"called\":1}'");
        QCOMPARE(result(run(runner, call)), QByteArray(R"({"called":1})"));
        QCOMPARE(queue.back().wait_for(std::chrono::seconds(0)), std::future_status::timeout);
        qint64 last = 0;
        for (auto &one : queue) {
            const auto outcome = one.get();
            QCOMPARE(outcome.status, RunStatus::Success);
            QVERIFY(outcome.start + 50 >= last); // one place is left to them, so they come one after the other
            last = outcome.end;
        }
    }

    void tellsWaitingRunsThatItWasStopped()
    {
        QTemporaryDir dir;
        Runner::Options options{dir.path() + u"/run"_s};
        options.mostRunning = 1;
        Runner runner(options);
        auto slow = program("#!/bin/sh\nsleep 20\necho '{}'");
        auto running = start(runner, slow);
        auto waiting = start(runner, slow);
        slow.background = true;
        auto fired = start(runner, slow);
        runner.stop();
        for (auto *one : {&running, &waiting, &fired})
            QCOMPARE(error(one->get()), u"The sandbox was stopped during the run."_s);
        QCOMPARE(error(run(runner, slow)), u"The sandbox was stopped during the run."_s);
    }
};

QTEST_GUILESS_MAIN(TestRunProgram)
#include "tst_run_program.moc"
