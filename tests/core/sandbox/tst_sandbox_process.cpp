#include "rawhttp.h"
#include "sandboxprocess.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <sys/resource.h>

#include <csignal>

using namespace Qt::StringLiterals;

namespace {

/// A run to its end: exit code and output.
struct Finished {
    int code = -1;
    QByteArray output;
    QByteArray errors;
};

Finished runProgram(const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral(TEST_BIN_DIR "/whiskboard-sandbox"), arguments);
    if (!process.waitForFinished(20000))
        process.kill();
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

} // namespace

/// The program as others see it: lines, exit codes, files, signals, faults.
class TestSandboxProcess : public QObject {
    Q_OBJECT

private:
    static quint16 portOf(const SandboxProcess &sandbox)
    {
        const auto host = contentOf(sandbox.path() + u"/wskprops"_s).split('\n').first();
        return host.mid(host.lastIndexOf(':') + 1).toUShort();
    }

private Q_SLOTS:
    void makesItsDirectoryAndEndsCleanly()
    {
        const QTemporaryDir parent;
        const auto data = parent.filePath(u"a/b"_s);
        QProcess process;
        process.start(QStringLiteral(TEST_BIN_DIR "/whiskboard-sandbox"), {u"--port"_s, u"0"_s, u"--data"_s, data});
        QVERIFY(process.waitForReadyRead(10000));
        const auto line = process.readLine();
        QVERIFY(QRegularExpression(u"^ready http://127\\.0\\.0\\.1:[0-9]+\n$"_s).match(QString::fromLatin1(line)).hasMatch());
        process.terminate();
        QVERIFY(process.waitForFinished(10000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 0);
        QCOMPARE(process.readAllStandardError(), QByteArray());
    }

    void writesPrivateRandomKeys()
    {
        SandboxProcess one;
        SandboxProcess other;
        QVERIFY(one.start() && other.start());
        const auto props = contentOf(one.path() + u"/wskprops"_s);
        QVERIFY(props.startsWith("APIHOST=http://127.0.0.1:"));
        QVERIFY(QRegularExpression(u"\nAUTH=[0-9a-f-]{36}:[A-Za-z0-9]{64}\n$"_s).match(QString::fromLatin1(props)).hasMatch());
        QVERIFY(props.split('\n')[1] != contentOf(other.path() + u"/wskprops"_s).split('\n')[1]);
        for (const auto &name : {u"/wskprops"_s, u"/users.json"_s})
            QCOMPARE(QFileInfo(one.path() + name).permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther), QFile::Permissions());
        one.stop();
        QVERIFY(one.start());
        QCOMPARE(contentOf(one.path() + u"/wskprops"_s).split('\n')[1], props.split('\n')[1]);
    }

    void takesWellKnownKeysAndUsers()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start({u"--well-known-keys"_s}));
        QVERIFY(contentOf(sandbox.path() + u"/wskprops"_s).contains("AUTH=23bc46b1-71f6-4ed5-8c54-816aa4f8c502:123zO3xZ"));
        QTemporaryDir dir;
        write(dir.filePath(u"users"_s), "{\"zoe\":\"u:k\",\"adam\":\"v:l\"}");
        SandboxProcess other;
        QVERIFY(other.start({u"--users"_s, dir.filePath(u"users"_s)}));
        QVERIFY(contentOf(other.path() + u"/wskprops"_s).contains("AUTH=u:k\n"));
        QCOMPARE(other.get("/actions").body, QByteArray("[]"));
    }

    void sendsASecondOneAway()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start());
        const auto second = runProgram({u"--port"_s, u"0"_s, u"--data"_s, sandbox.path()});
        QCOMPARE(second.code, 3);
        QCOMPARE(second.output, "busy http://127.0.0.1:" + QByteArray::number(portOf(sandbox)) + '\n');
    }

    void explainsWhyItDoesNotStart()
    {
        const auto gateway = runProgram({u"--data"_s, u"/nowhere"_s, u"--gateway"_s, u"0"_s});
        QCOMPARE(gateway.code, 2);
        QVERIFY(gateway.errors.contains("--gateway needs --gateway-admin"));
        SandboxProcess sandbox;
        QVERIFY(sandbox.start());
        const QTemporaryDir dir;
        const auto taken = runProgram({u"--data"_s, dir.path(), u"--port"_s, QString::number(portOf(sandbox))});
        QCOMPARE(taken.code, 1);
        QVERIFY(taken.errors.contains("Port " + QByteArray::number(portOf(sandbox))));
        QCOMPARE(runProgram({u"--help"_s}).code, 0);
    }

    void keepsWhatItAnsweredWhenKilled()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start());
        QCOMPARE(sandbox.putNode("a", "function main() { return {}; }").status, 200);
        QCOMPARE(sandbox.request("PUT", "/triggers/t", "{}").status, 200);
        QCOMPARE(sandbox.request("PUT", "/rules/r", R"({"trigger":"/_/t","action":"/_/a"})").status, 200);
        QCOMPARE(sandbox.request("POST", "/rules/r", R"({"status":"inactive"})").status, 200);
        sandbox.kill();
        QVERIFY(sandbox.start());
        QCOMPARE(sandbox.get("/rules/r").text(u"status"), u"inactive"_s);
        QCOMPARE(sandbox.get("/actions/a").json().value(u"exec").value(u"code").toString(), u"function main() { return {}; }"_s);
    }

    void setsADamagedDatabaseAside()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start());
        sandbox.stop();
        const auto database = sandbox.path() + u"/sandbox.sqlite"_s;
        write(database, QByteArray(100000, 'x'));
        const auto begun = runProgram({u"--data"_s, sandbox.path(), u"--fill"_s, u"actions=-1"_s});
        QCOMPARE(begun.code, 2);
        QVERIFY(sandbox.start());
        QCOMPARE(sandbox.get("/triggers").body, QByteArray("[]"));
        const auto aside = QDir(sandbox.path()).entryList({u"sandbox.sqlite.broken-*"_s});
        QCOMPARE(aside.size(), 1);
        QCOMPARE(contentOf(sandbox.path() + u'/' + aside.first()), QByteArray(100000, 'x'));
    }

    void saysWhenTheDiskIsFull()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start());
        QCOMPARE(sandbox.request("PUT", "/triggers/t", "{}").status, 200);
        struct rlimit limit;
        QCOMPARE(prlimit(pid_t(sandbox.pid()), RLIMIT_FSIZE, nullptr, &limit), 0);
        const auto before = limit;
        limit.rlim_cur = 4096;
        QCOMPARE(prlimit(pid_t(sandbox.pid()), RLIMIT_FSIZE, &limit, nullptr), 0);
        const auto refused = sandbox.request("PUT", "/triggers/big", "{\"parameters\":[{\"key\":\"a\",\"value\":\"" + QByteArray(500000, 'x') + "\"}]}");
        QCOMPARE(refused.status, 500);
        QVERIFY2(refused.text(u"error").startsWith(u"The sandbox could not write to its data directory: "), refused.body.constData());
        QCOMPARE(sandbox.get("/triggers/big").status, 404);
        QCOMPARE(sandbox.get("/triggers/t").status, 200);
        QCOMPARE(prlimit(pid_t(sandbox.pid()), RLIMIT_FSIZE, &before, nullptr), 0);
        QCOMPARE(sandbox.request("PUT", "/triggers/big", "{}").status, 200);
    }

    void endsAtOnceWithRunsUnderWay()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start());
        QCOMPARE(sandbox.putNode("loop", "function main() { for (;;) {} }").status, 200);
        QCOMPARE(sandbox.request("POST", "/actions/loop", "{}").status, 202);
        QElapsedTimer timer;
        timer.start();
        sandbox.stop();
        QVERIFY(timer.elapsed() < 25'000); // the run would go on for a minute
    }

    void sendsCorsOnlyWhenAsked()
    {
        SandboxProcess quiet;
        SandboxProcess open;
        QVERIFY(quiet.start() && open.start({u"--cors"_s}));
        QVERIFY(!quiet.get("/actions").head.contains("Access-Control"));
        QVERIFY(!quiet.request("OPTIONS", "/actions").head.contains("Access-Control"));
        QVERIFY(open.get("/actions").head.contains("Access-Control-Allow-Origin: *"));
        QVERIFY(!open.get("/nothing").head.contains("Access-Control"));
    }

    void listensOnLoopbackAlone()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start());
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.2"_s, portOf(sandbox));
        QVERIFY(!socket.waitForConnected(2000));
    }

    void throttlesByTheMinute()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start({u"--throttle"_s, u"1"_s}));
        // The window is the clock's minute, so one may end between two calls.
        int refused = 0;
        for (int i = 0; i < 4; ++i)
            refused += sandbox.request("POST", "/actions/none").status == 429 ? 1 : 0;
        QVERIFY(refused >= 2);
        QCOMPARE(sandbox.get("/limits").json().value(u"invocationsPerMinute").toInteger(), 1);
    }

    void loadsAsManyAsItSays()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start({u"--load"_s, u"1000"_s}));
        const auto count = [&sandbox] { return sandbox.get("/activations?count=true").json().value(u"activations").toInteger().value_or(0); };
        QTRY_VERIFY(count() > 0);
        QElapsedTimer timer;
        timer.start();
        const qint64 before = count();
        QTRY_VERIFY(count() >= before + 3000);
        QVERIFY2(timer.elapsed() >= 2000, "not all at once");
        QVERIFY(sandbox.get("/activations?limit=200").body.contains("\"cause\""));
    }

    void fillsBeforeItIsReady()
    {
        SandboxProcess sandbox;
        const QStringList fill{u"--fill"_s, u"actions=250,triggers=20,rules=40,packages=10"_s};
        QVERIFY(sandbox.start(fill));
        const QList<std::pair<QByteArray, QByteArray>> counts{{"actions", "250"}, {"triggers", "20"}, {"rules", "40"}, {"packages", "10"}};
        for (const auto &[name, count] : counts)
            QCOMPARE(sandbox.get('/' + name + "?count=true").body, "{\"" + name + "\":" + count + '}');
        QCOMPARE(sandbox.get("/rules/rule-00007").text(u"status"), u"active"_s);
        QCOMPARE(sandbox.get("/rules/rule-00009").text(u"status"), u"inactive"_s);
        QCOMPARE(sandbox.get("/actions/action-00000").status, 200);
        sandbox.stop();
        QVERIFY(sandbox.start(fill));
        QCOMPARE(sandbox.get("/actions?count=true").body, QByteArray("{\"actions\":250}"));
    }
};

QTEST_GUILESS_MAIN(TestSandboxProcess)
#include "tst_sandbox_process.moc"
