#include "core/local/consoles.h"
#include "core/local/sandboxprocess.h"
#include "tests/support/await.h"

#include <QDir>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <csignal>


using namespace Qt::StringLiterals;
using namespace local;

namespace {

QByteArray good()
{
    QFile script(QStringLiteral(TEST_SOURCE_DIR "/core/local/sandbox.sh"));
    return script.open(QIODevice::ReadOnly) ? script.readAll() : QByteArray();
}

} // namespace

class TestSandboxProcess : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        write(good());
    }
    void cleanup()
    {
        for (const qint64 pid : std::as_const(m_pids)) {
            QTRY_VERIFY(!isAlive(pid));
        }
        m_pids.clear();
    }
    void startsAndEnds()
    {
        auto sandbox = std::make_unique<SandboxProcess>(program(), data());
        const auto address = await(sandbox->start());
        QVERIFY(address);
        QCOMPARE(address->url, u"http://127.0.0.1:4711"_s);
        QCOMPARE(address->auth, "uuid:key=1");
        QCOMPARE(address->gatewayAdmin, u"http://127.0.0.1:1"_s);
        QCOMPARE(address->gateway, u"http://127.0.0.1:2"_s);
        QCOMPARE(address->adminKey, "secret");
        QVERIFY(sandbox->runningHere());
        remember(*sandbox);
        QCOMPARE(await(sandbox->start())->url, address->url);
        sandbox.reset();
        QTRY_COMPARE(log(), "started\nended\n");
        QCOMPARE(QDir(data() + u"/consoles"_s).entryList(QDir::Files), QStringList{u"sandbox.pid"_s});
    }
    void endsWithTheLastConsole()
    {
        auto first = std::make_unique<SandboxProcess>(program(), data());
        auto second = std::make_unique<SandboxProcess>(program(), data());
        QVERIFY(await(first->start()));
        remember(*first);
        QVERIFY(await(second->start()));
        QVERIFY(!second->runningHere());
        QCOMPARE(second->processId(), first->processId());
        first.reset();
        QTest::qWait(200); // long enough for a TERM to have had its effect
        QVERIFY(isAlive(second->processId()));
        second.reset();
        QTRY_COMPARE(log(), "started\nended\n");
    }
    void bothStartAtOnce()
    {
        SandboxProcess first(program(), data());
        SandboxProcess second(program(), data());
        const auto a = first.start();
        const auto b = second.start();
        const auto again = first.start();
        QVERIFY(await(a) && await(b) && await(again));
        QVERIFY(first.runningHere() != second.runningHere());
        remember(first);
        remember(second);
    }
    void oneStartedByHandIsLeftAlone()
    {
        QDir().mkpath(data() + u"/own"_s);
        auth();
        auto sandbox = std::make_unique<SandboxProcess>(program(), data());
        QVERIFY(await(sandbox->start()));
        QVERIFY(!sandbox->runningHere());
        QCOMPARE(sandbox->processId(), 0);
    }
    void waitsForOneThatIsEnding()
    {
        write(good().replace("trap 'rmdir", "trap 'sleep 0.4; rmdir"));
        auto first = std::make_unique<SandboxProcess>(program(), data());
        QVERIFY(await(first->start()));
        remember(*first);
        first.reset();
        SandboxProcess second(program(), data());
        QVERIFY(await(second.start()));
        QVERIFY(second.runningHere());
        remember(second);
        QCOMPARE(log(), "started\nended\nstarted\n");
    }
    void leavesWhileStarting()
    {
        write(good().replace("printf 'ready", "while :; do sleep 0.05; done; printf 'ready"));
        for (const bool begun : {false, true}) {
            auto sandbox = std::make_unique<SandboxProcess>(program(), data());
            const auto future = sandbox->start();
            QTRY_VERIFY(!begun || QFile::exists(data() + u"/own"_s));
            sandbox.reset();
            QCOMPARE(await(future).error().kind, Error::Kind::Canceled);
            QTRY_VERIFY(!QFile::exists(data() + u"/own"_s));
        }
    }
    void diesByItself()
    {
        SandboxProcess sandbox(program(), data());
        QSignalSpy ended(&sandbox, &SandboxProcess::ended);
        QVERIFY(await(sandbox.start()));
        QTRY_VERIFY(QFile::exists(data() + u"/own"_s));
        ::kill(pid_t(sandbox.processId()), SIGKILL);
        QVERIFY(ended.wait(30'000));
        QCOMPARE(ended[0][0].toString(), u"last words"_s);
        QVERIFY(!sandbox.runningHere());
        QDir(data()).rmdir(u"own"_s);
        QVERIFY(await(sandbox.start()));
        remember(sandbox);
    }
    void failures_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<int>("deadline"); // short only where nothing else ends it
        QTest::addColumn<QString>("words");
        QTest::newRow("ends at once") << QByteArray("#!/bin/sh\necho no disk >&2; exit 1\n") << 30'000 << u"no disk"_s;
        QTest::newRow("never ready") << QByteArray("#!/bin/sh\necho waiting >&2; exec sleep 60\n") << 3000 << u"waiting"_s;
        QTest::newRow("no key") << QByteArray("#!/bin/sh\necho ready http://127.0.0.1:1; exec sleep 1\n") << 30'000 << u""_s;
        QTest::newRow("no program") << QByteArray("#!/no/such/interpreter\n") << 30'000 << u""_s;
    }
    void failures()
    {
        QFETCH(QByteArray, script);
        QFETCH(int, deadline);
        QFETCH(QString, words);
        write(script);
        SandboxProcess sandbox(program(), data());
        sandbox.setDeadline(deadline);
        const auto address = await(sandbox.start());
        QVERIFY(!address);
        QVERIFY(!address.error().message.isEmpty());
        QVERIFY2(address.error().detail.contains(words), qPrintable(address.error().detail));
        write(good()); // after a failure it can be tried again
        sandbox.setDeadline(30'000);
        QVERIFY(await(sandbox.start()));
        remember(sandbox);
    }
    void notInstalled()
    {
        QVERIFY(!await(SandboxProcess(QString(), data()).start()));
    }
    void theRealOne()
    {
        const QString real = QStringLiteral(TEST_BIN_DIR "/whiskboard-sandbox");
        auto first = std::make_unique<SandboxProcess>(real, data());
        auto second = std::make_unique<SandboxProcess>(real, data());
        const auto a = await(first->start(), 30'000);
        QVERIFY2(a, qPrintable(a ? QString() : a.error().message + a.error().detail));
        remember(*first);
        const auto b = await(second->start(), 30'000);
        QVERIFY(b);
        QCOMPARE(b->url, a->url);
        QCOMPARE(b->auth, a->auth);
        QCOMPARE(a->auth.size(), 36 + 1 + 64);
        QVERIFY(!a->adminKey.isEmpty());
        QCOMPARE(b->gateway, a->gateway);
        first.reset();
        QVERIFY(isAlive(second->processId()));
    }
    void comesBackWhereItWas()
    {
        // A route that was made leads to its address.
        const QString real = QStringLiteral(TEST_BIN_DIR "/whiskboard-sandbox");
        auto sandbox = std::make_unique<SandboxProcess>(real, data());
        const auto before = await(sandbox->start(), 30'000);
        QVERIFY(before);
        const qint64 pid = sandbox->processId();
        sandbox.reset();
        QTRY_VERIFY(!isAlive(pid));
        QTcpServer thief;
        QVERIFY(thief.listen(QHostAddress::LocalHost, quint16(QUrl(before->gateway).port())));
        sandbox = std::make_unique<SandboxProcess>(real, data());
        const auto after = await(sandbox->start(), 30'000);
        QVERIFY(after);
        remember(*sandbox);
        QCOMPARE(after->url, before->url);
        QCOMPARE(after->gatewayAdmin, before->gatewayAdmin);
        QCOMPARE(after->adminKey, before->adminKey);
        QVERIFY(after->gateway != before->gateway); // somebody else has that port now
        QVERIFY(!before->gatewayControl.isEmpty());
        QCOMPARE(after->gatewayControl, before->gatewayControl);
    }
    void crashedConsoleDoesNotCount()
    {
        // Its lock file is still there, the process is not.
        QDir().mkpath(data() + u"/consoles"_s);
        QFile stale(data() + u"/consoles/dead.lock"_s);
        QVERIFY(stale.open(QIODevice::WriteOnly));
        stale.write("999999999\nwhiskboard\nhost\n\n\n");
        stale.close();
        Consoles consoles(data());
        QVERIFY(consoles.enter());
        consoles.leave(0);
        QVERIFY(!consoles.record());
    }

private:
    QString program() const { return m_folder->filePath(u"sandbox.sh"_s); }
    QString data() const { return m_folder->filePath(u"my data"_s); }
    void write(const QByteArray &script)
    {
        QFile file(program());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(script);
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    void auth()
    {
        QFile file(data() + u"/wskprops"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("# comment\nAUTH=u:k\n");
    }
    QByteArray log() const
    {
        QFile file(data() + u"/log"_s);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void remember(const SandboxProcess &sandbox) { m_pids.append(sandbox.processId()); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QList<qint64> m_pids;
};

QTEST_GUILESS_MAIN(TestSandboxProcess)
#include "tst_sandboxprocess.moc"
