#include "rawhttp.h"
#include "sandboxprocess.h"

#include <QDateTime>

#include <csignal>

using namespace Qt::StringLiterals;

/// The switches that break the sandbox on purpose.
class TestSandboxFaults : public QObject {
    Q_OBJECT

private:
    static void writeFaults(const SandboxProcess &sandbox, const QByteArray &lines)
    {
        QFile file(sandbox.path() + u"/faults"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(lines);
    }

private Q_SLOTS:
    void delays()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start({u"--fault"_s, u"delay=300@/api/v1/namespaces/_/rules"_s}));
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(sandbox.get("/rules").status, 200);
        QVERIFY(timer.elapsed() >= 300);
    }

    void dropsEveryNthAnswerOfDoneWork()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start({u"--fault"_s, u"drop=2"_s}));
        QCOMPARE(sandbox.get("/triggers").status, 200);
        QCOMPARE(sandbox.request("PUT", "/triggers/t", "{}").head, QByteArray());
        QCOMPARE(sandbox.get("/triggers/t").status, 200);
        QCOMPARE(sandbox.get("/triggers/t").head, QByteArray());
    }

    void cutsBodies()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start({u"--fault"_s, u"cut=5"_s}));
        const auto answer = sandbox.get("/limits");
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body.size(), 5);
        QVERIFY(!answer.head.contains("Content-Length: 5\r\n"));
    }

    void retiresKinds()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start());
        QCOMPARE(sandbox.putNode("old", "function main() { return {} }").status, 200);
        const auto kindsAt = [&sandbox] { return exchange(sandbox.port(), "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"); };
        QVERIFY(!kindsAt().contains("\"deprecated\":true"));
        writeFaults(sandbox, "retire=nodejs:20,ruby:2.5\n");
        ::kill(pid_t(sandbox.pid()), SIGHUP);
        QTRY_COMPARE(kindsAt().count("\"deprecated\":true"), 2);
        const auto refusal = u"The 'nodejs:20' runtime is no longer supported. You may read and delete but not update or invoke this action."_s;
        for (const auto &answer : {sandbox.request("POST", "/actions/old?blocking=true"), sandbox.request("PUT", "/actions/old?overwrite=true", "{}"),
                                   sandbox.putNode("new", "function main() {}")}) {
            QCOMPARE(answer.status, 400);
            QCOMPARE(answer.text(u"error"), refusal);
        }
        QCOMPARE(sandbox.get("/actions/old").status, 200);
        QCOMPARE(sandbox.request("DELETE", "/actions/old").status, 200);
    }

    /// The check stands where a call comes in, which what a sequence runs inside does not pass.
    void retiredMembersStillRun()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start());
        QCOMPARE(sandbox.putNode("old", "function main(p) { return {n: p.n + 1} }").status, 200);
        QCOMPARE(sandbox.request("PUT", "/actions/both", R"({"exec":{"kind":"sequence","components":["/_/old","/_/old"]}})").status, 200);
        writeFaults(sandbox, "retire=nodejs:20\n");
        ::kill(pid_t(sandbox.pid()), SIGHUP);
        QTRY_COMPARE(sandbox.request("POST", "/actions/old?blocking=true", "{}").status, 400);
        const auto answer = sandbox.request("POST", "/actions/both?blocking=true&result=true", R"({"n":1})");
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, QByteArray(R"({"n":3})"));
    }

    /// A server that encrypts nothing has no key to undo it with: what a client marked so reaches the run as it was sent.
    void encryptedParametersAreData()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start());
        QCOMPARE(sandbox.request("PUT", "/actions/seen", R"({"exec":{"kind":"nodejs:20","code":"function main(p) { return p }"},)"
                                                         R"("parameters":[{"key":"a","value":"c2VhbGVk","encryption":"aes-256"}]})").status, 200);
        QCOMPARE(json::compact(sandbox.get("/actions/seen").json().value(u"parameters")),
                 QByteArray(R"([{"encryption":"aes-256","key":"a","value":"c2VhbGVk"}])"));
        QCOMPARE(sandbox.request("POST", "/actions/seen?blocking=true&result=true", "{}").body, QByteArray(R"({"a":"c2VhbGVk"})"));
    }

    void answersWithAStatus()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start({u"--fault"_s, u"status=429@/api/v1/namespaces/_/rules"_s, u"--fault"_s, u"status=503@/api/v1/namespaces/_/triggers"_s,
                               u"--fault"_s, u"status=502html@/api/v1/namespaces/_/packages"_s}));
        const auto throttled = sandbox.get("/rules");
        QCOMPARE(throttled.status, 429);
        QVERIFY(throttled.text(u"error").startsWith(u"Too many requests"_s));
        const auto busy = sandbox.get("/triggers");
        QCOMPARE(busy.status, 503);
        QVERIFY(busy.head.contains("Content-Type: text/plain"));
        const auto gateway = sandbox.request("PUT", "/packages/p", "{}");
        QCOMPARE(gateway.status, 502);
        QVERIFY(gateway.head.contains("Content-Type: text/html") && gateway.body.contains("<html>"));
        QCOMPARE(sandbox.get("/actions").status, 200);
    }

    void showsStaleLists()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start({u"--fault"_s, u"stale=2"_s}));
        QCOMPARE(sandbox.request("PUT", "/triggers/t", "{}").status, 200);
        QCOMPARE(sandbox.get("/triggers").body, QByteArray("[]"));
        QCOMPARE(sandbox.get("/triggers?count=true").body, QByteArray("{\"triggers\":0}"));
        QCOMPARE(sandbox.get("/triggers/t").status, 200);
        QTRY_VERIFY_WITH_TIMEOUT(sandbox.get("/triggers").body != "[]", 30'000);
    }

    void shiftsItsClock()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start({u"--fault"_s, u"clock=-3600"_s}));
        const auto answer = sandbox.request("PUT", "/triggers/t", "{}");
        const auto behind = QDateTime::currentMSecsSinceEpoch() - *answer.json().value(u"updated").toInteger();
        QVERIFY(behind >= 3600000 && behind < 3660000);
        const auto hour = QDateTime::currentDateTimeUtc().addSecs(-3600).toString(u"hh"_s).toLatin1();
        QVERIFY(answer.head.contains(' ' + hour + ':'));
    }

    void readsTheFileAgainOnHangup()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start());
        QCOMPARE(sandbox.get("/rules").status, 200);
        writeFaults(sandbox, "# down\nstatus=503\nnonsense\n");
        ::kill(pid_t(sandbox.pid()), SIGHUP);
        QTRY_COMPARE(sandbox.get("/rules").status, 503);
        writeFaults(sandbox, "");
        ::kill(pid_t(sandbox.pid()), SIGHUP);
        QTRY_COMPARE(sandbox.get("/rules").status, 200);
    }
};

QTEST_GUILESS_MAIN(TestSandboxFaults)
#include "tst_sandbox_faults.moc"
