#include "tests/core/sandbox/runs.h"

#include <QTemporaryDir>
#include <QTest>

using namespace runs;

/// Python actions, as the official image answers them.
class TestRunPython : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_dir;
    Runner m_runner{Runner::Options{m_dir.path() + u"/run"_s}};

    static QByteArray refused(const QByteArray &text) { return "{\"error\":\"" + text + "\"}"; }

private Q_SLOTS:
    void initTestCase()
    {
        if (run(m_runner, python("def main(a): return {}")).status == RunStatus::InternalError)
            QFAIL("no Python: packaging/setup installs it");
    }

    void returns_data()
    {
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QByteArray>("expected");
        QTest::addColumn<int>("status");
        QTest::addColumn<qint64>("size");
        const auto row = [](const char *name, const QByteArray &body, const QByteArray &expected, RunStatus status, qint64 size) {
            QTest::newRow(name) << "def main(args):\n  " + body << expected << int(status) << size;
        };
        using enum RunStatus;
        const auto noDictionary = refused("The action did not return a dictionary or array.");
        const auto exited = refused("command exited");
        row("dictionary", "return {'x':args['a'],'y':[1,None]}", R"({"x":1,"y":[1,null]})", Success, 25);
        row("list", "return [1,{'a':2}]", R"([1,{"a":2}])", Success, 14);
        row("tuple", "return (1,2)", "[1,2]", Success, 7);
        row("number as key", "return {1:'a'}", R"({"1":"a"})", Success, 11);
        row("unicode", "return {'u':'grüße 漢字 😀'}", R"({"u":"grüße 漢字 😀"})", Success, 21);
        row("nothing", "pass", refused("The action did not produce a valid JSON or JSON Array response: null\\n"), DeveloperError, 5);
        row("text", "return 'text'", noDictionary, DeveloperError, 61);
        row("not a number", "return {'n':float('nan')}", noDictionary, DeveloperError, 61);
        row("set", "return {1,2}", exited, DeveloperError, 27);
        row("lone surrogate", "return {'l':'\\ud83d'}", exited, DeveloperError, 27);
        row("sys.exit", "import sys; sys.exit(3)", exited, DeveloperError, 27);
        row("os._exit", "import os; os._exit(0)", exited, DeveloperError, 27);
        row("error", "return {'error':{'code':1},'more':2}", R"({"error":{"code":1}})", ApplicationError, 34);
        row("raises", "raise ValueError('py bang')", refused("py bang"), ApplicationError, 21);
        row("raises KeyError", "return {'x':args['missing']}", refused("'missing'"), ApplicationError, 23);
    }
    void returns()
    {
        QFETCH(QByteArray, code);
        const auto outcome = run(m_runner, python(code, R"({"a":1})"));
        QTEST(result(outcome), "expected");
        QTEST(int(outcome.status), "status");
        QTEST(outcome.size.value_or(-1), "size");
    }

    void cannotStart_data()
    {
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("logged");
        const auto start = u"Cannot start action. Check logs for details."_s;
        QTest::newRow("syntax") << "def main(:\n  pass"_qb
                                << u"The action failed to generate or locate a binary. See logs for details."_s
                                << u"stderr: invalid syntax"_s;
        QTest::newRow("raises") << "print('loading')\nraise RuntimeError('at load')"_qb << start << u"stderr: RuntimeError: at load"_s;
        QTest::newRow("no main") << "def other(a): pass"_qb << start
                                 << u"stderr: ImportError: cannot import name 'main' from 'main__' (/action/1/bin/main__.py)"_s;
        QTest::newRow("exit") << "import sys\nsys.exit(0)"_qb << start
                              << u"stderr: Command exited abruptly during initialization."_s;
        QTest::newRow("no code") << ""_qb << u"Missing main/no code to execute."_s << QString();
    }
    void cannotStart()
    {
        QFETCH(QByteArray, code);
        QFETCH(QString, logged);
        const auto outcome = run(m_runner, python(code));
        QTEST(error(outcome), "message");
        QCOMPARE(outcome.status, RunStatus::DeveloperError);
        if (!logged.isEmpty())
            QVERIFY2(lines(outcome).contains(logged), qPrintable(outcome.logs.join(u'\n')));
    }

    void keepsItsState()
    {
        const QByteArray code = "n=0\ndef main(a):\n  global n\n  n+=1\n  print('run',n)\n  return {'n':n}";
        QCOMPARE(result(run(m_runner, python(code))), R"({"n":1})"_qb);
        const auto warm = run(m_runner, python(code));
        QCOMPARE(result(warm), R"({"n":2})"_qb);
        QVERIFY(!warm.initTime);
        QCOMPARE(lines(warm), QStringList{u"stdout: run 2"_s});
    }

    void losesAnUnfinishedLine()
    {
        const auto outcome = run(m_runner, python("def main(a):\n  print('whole')\n  print('half',end='')\n  return {}"));
        QCOMPARE(lines(outcome), QStringList{u"stdout: whole"_s});
    }

    void endsAtItsLimits()
    {
        auto slow = python("def main(a):\n  print('spin',flush=True)\n  while True: pass");
        slow.timeout = 600;
        const auto late = run(m_runner, slow);
        QCOMPARE(error(late), u"The action exceeded its time limits of 600 milliseconds."_s);
        QCOMPARE(lines(late).first(), u"stdout: spin"_s);
        auto big = python("def main(a):\n  x=[]\n  while True: x.append(bytearray(8<<20))");
        big.memory = 128;
        QCOMPARE(error(run(m_runner, big)), u"command exited"_s);
    }
};

QTEST_GUILESS_MAIN(TestRunPython)
#include "tst_run_python.moc"
