#include "tests/core/sandbox/sandboxprocess.h"

#include <QDir>

#include <csignal>

using namespace Qt::StringLiterals;

namespace {

// A script needs no interpreter that a bare system lacks.
const QByteArray echo = "#!/bin/sh\necho log\nprintf '%s' \"$1\"";
const QByteArray sleeper = "#!/bin/sh\nsleep 60 & echo $! > pid\nwait\necho '{}'";

} // namespace

/// Invokes and activations, asked of the sandbox's program.
class TestRunProcess : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answersAndRemembers()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start());
        QCOMPARE(sandbox.putProgram("echo", echo).status, 200);
        const auto run = sandbox.request("POST", "/actions/echo?blocking=true", R"({"a":1})");
        QCOMPARE(run.status, 200);
        QVERIFY(run.head.contains("x-openwhisk-activation-id: " + run.text(u"activationId").toLatin1()));
        QCOMPARE(json::compact(run.json().value(u"response").value(u"result")), QByteArray(R"({"a":1})"));
        QCOMPARE(run.json().value(u"logs").size(), 0);

        const auto id = run.text(u"activationId").toLatin1();
        const auto record = sandbox.get("/activations/" + id).json(); // there at once
        QVERIFY(record.value(u"logs").items().first().toString().endsWith(u" stdout: log"));
        QCOMPARE(json::compact(sandbox.get("/activations/" + id + "/logs").json().value(u"logs")), json::compact(record.value(u"logs")));
        QCOMPARE(sandbox.get("/activations?count=true").body, QByteArray(R"({"activations":1})"));
        QCOMPARE(sandbox.request("POST", "/actions/echo?blocking=true&result=true", "{}").body, QByteArray("{}"));
        QCOMPARE(sandbox.get("/activations?name=echo&limit=1").json().size(), 1);
    }

    void survivesKill()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start());
        sandbox.putProgram("echo", echo);
        const auto id = sandbox.request("POST", "/actions/echo?blocking=true", "{}").text(u"activationId").toLatin1();
        sandbox.kill();
        QVERIFY(sandbox.start());
        QCOMPARE(sandbox.get("/activations/" + id).status, 200);
        QCOMPARE(sandbox.request("POST", "/actions/echo?blocking=true", "{}").status, 200);
    }

    void leavesNothingBehind_data()
    {
        QTest::addColumn<bool>("killed");
        QTest::newRow("terminated") << false;
        QTest::newRow("killed") << true;
    }
    void leavesNothingBehind()
    {
        QFETCH(bool, killed);
        SandboxProcess sandbox;
        QVERIFY(sandbox.start());
        sandbox.putProgram("sleeper", sleeper);
        QCOMPARE(sandbox.request("POST", "/actions/sleeper", "{}").status, 202);
        const auto folder = sandbox.path() + u"/run"_s;
        int pid = 0;
        QTRY_VERIFY((pid = grandchild(folder)) > 0);
        QCOMPARE(::kill(pid, 0), 0);
        killed ? sandbox.kill() : sandbox.stop();
        QTRY_VERIFY(::kill(pid, 0) != 0);
        QCOMPARE(QFileInfo::exists(folder), killed); // swept at the next start
    }

    void waitsNoLongerThanAsked()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start());
        sandbox.putProgram("slow", "#!/bin/sh\nsleep 1\necho '{\"late\":1}'");
        const auto early = sandbox.request("POST", "/actions/slow?blocking=true&timeout=200", "{}");
        QCOMPARE(early.status, 202);
        const auto path = "/activations/" + early.text(u"activationId").toLatin1();
        QCOMPARE(sandbox.get(path).status, 404);
        QTRY_COMPARE(sandbox.get(path).status, 200);
    }

    void runsSequences()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start());
        sandbox.putProgram("first", "#!/bin/sh\necho '{\"n\":1}'");
        sandbox.putProgram("echo", echo);
        sandbox.putProgram("fails", "#!/bin/sh\necho '{\"error\":\"no\"}'");
        sandbox.request("PUT", "/actions/good", R"({"exec":{"kind":"sequence","components":["/_/first","/_/echo"]}})");
        sandbox.request("PUT", "/actions/bad", R"({"exec":{"kind":"sequence","components":["/_/first","/_/fails","/_/echo"]}})");
        const auto good = sandbox.request("POST", "/actions/good?blocking=true", "{}");
        QCOMPARE(good.status, 200);
        QCOMPARE(json::compact(good.json().value(u"response").value(u"result")), QByteArray(R"({"n":1})"));
        QCOMPARE(good.json().value(u"logs").size(), 2);
        const auto part = sandbox.get("/activations/" + good.json().value(u"logs").items().first().toString().toLatin1());
        QCOMPARE(part.text(u"cause"), good.text(u"activationId"));
        const auto bad = sandbox.request("POST", "/actions/bad?blocking=true", "{}");
        QCOMPARE(bad.status, 502);
        QCOMPARE(bad.json().value(u"logs").size(), 2);
        sandbox.request("DELETE", "/actions/echo");
        QCOMPARE(sandbox.request("POST", "/actions/good?blocking=true&result=true", "{}").text(u"error"),
                 u"Sequence component does not exist."_s);
    }

    void refusesTooManyAtOnce()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start({u"--as"_s, u"standalone"_s}));
        sandbox.putProgram("sleeper", "#!/bin/sh\nsleep 3\necho '{}'");
        for (int i = 0; i < 30; ++i)
            QCOMPARE(sandbox.request("POST", "/actions/sleeper", "{}").status, 202);
        const auto refused = sandbox.request("POST", "/actions/sleeper", "{}");
        QCOMPARE(refused.status, 429);
        QCOMPARE(refused.text(u"error"), u"Too many concurrent requests in flight (count: 30, allowed: 30)."_s);
    }

    void fillsQuickly()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start({u"--fill"_s, u"activations=3000"_s}));
        QCOMPARE(sandbox.get("/activations?count=true").body, QByteArray(R"({"activations":3000})"));
        const auto rows = sandbox.get("/activations?limit=200").json();
        QCOMPARE(rows.size(), 200);
        qint64 before = rows.items().first().value(u"start").toInteger().value();
        for (const auto &row : rows.items()) {
            const auto start = row.value(u"start").toInteger().value();
            QVERIFY(start <= before);
            before = start;
        }
        const auto id = rows.items().last().value(u"activationId").toString().toLatin1();
        QCOMPARE(sandbox.get("/activations/" + id).status, 200);
    }

    void obeysFaults()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start({u"--fault"_s, u"lose=2"_s, u"--fault"_s, u"burst=50"_s}));
        sandbox.putProgram("echo", echo);
        const auto burst = sandbox.get("/activations?limit=200").json();
        QCOMPARE(burst.size(), 50);
        QCOMPARE(burst.items().first().value(u"start"), burst.items().last().value(u"start"));
        int there = 0;
        for (int i = 0; i < 4; ++i) {
            const auto id = sandbox.request("POST", "/actions/echo?blocking=true", "{}").text(u"activationId").toLatin1();
            there += sandbox.get("/activations/" + id).status == 200;
        }
        QCOMPARE(there, 2);
    }

    void storesLate()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start({u"--fault"_s, u"late=2"_s}));
        sandbox.putProgram("echo", echo);
        const auto path = "/activations/" + sandbox.request("POST", "/actions/echo?blocking=true", "{}").text(u"activationId").toLatin1();
        QCOMPARE(sandbox.get(path).status, 404);
        QCOMPARE(sandbox.get("/activations").body, QByteArray("[]"));
        QTRY_COMPARE_WITH_TIMEOUT(sandbox.get(path).status, 200, 30'000);
    }

    void addsActivationsWhileItRuns()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start({u"--load"_s, u"100"_s}));
        QTRY_VERIFY(sandbox.get("/activations?count=true").json().value(u"activations").toInteger().value_or(0) > 50);
    }

private:
    static int grandchild(const QString &folder)
    {
        for (const auto &name : QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
            if (QFile file(folder + u'/' + name + u"/pid"_s); file.open(QIODevice::ReadOnly))
                return file.readAll().trimmed().toInt();
        return 0;
    }
};

QTEST_GUILESS_MAIN(TestRunProcess)
#include "tst_run_process.moc"
