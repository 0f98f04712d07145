#include "core/sandbox/api/refusal.h"
#include "core/sandbox/api/throttle.h"
#include "core/sandbox/setup/clock.h"
#include "core/sandbox/setup/datadir.h"
#include "core/sandbox/setup/faults.h"
#include "core/sandbox/setup/settings.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <future>
#include <thread>

using namespace sandbox;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 minute = 60000;

QString charged(Throttle &throttle, Throttle::What what, int running = 0, const QString &ns = u"guest"_s)
{
    try {
        throttle.charge(what, ns, running);
        return {};
    } catch (const Refusal &refusal) {
        return QString::number(refusal.status) + u' ' + refusal.text;
    }
}

/// Shows the clock that moment within its present minute.
void setWithinMinute(Clock &clock, qint64 ms)
{
    const auto now = QDateTime::currentMSecsSinceEpoch();
    clock.setOffset(minute - now % minute + ms);
}

} // namespace

/// Arguments, faults, throttles, keys and the directory that belongs to one.
class TestSandboxSetup : public QObject {
    Q_OBJECT

private:
    static QString wrong(const QString &line)
    {
        Settings settings;
        return readArguments(line.split(u' '), &settings);
    }

private Q_SLOTS:
    void readsArguments()
    {
        Settings settings;
        QCOMPARE(readArguments(QString(u"--port 1 --data d --users u --samples none --as standalone --cors --well-known-keys "
                                       "--fault delay=1 --fault status=503@/x --fill actions=2,rules=3 --load 4"_s).split(u' '), &settings),
                 QString());
        QCOMPARE(settings.port, quint16(1));
        QCOMPARE(settings.perMinute, 60);
        QCOMPARE(settings.inFlight, 30);
        QVERIFY(settings.standalone && settings.cors && settings.wellKnownKeys);
        QCOMPARE(settings.faults.size(), 2);
        QCOMPARE(settings.fill, (QMap<QString, int>{{u"actions"_s, 2}, {u"rules"_s, 3}}));
        QCOMPARE(settings.load, 4);
    }

    void throttlesByPhaseOrNumber()
    {
        const auto throttle = [](const QString &line) {
            Settings settings;
            const auto error = readArguments(line.split(u' '), &settings);
            return std::pair(settings.perMinute, settings.inFlight);
        };
        QCOMPARE(throttle(u"--data d"_s), std::pair(600000, 2000));
        QCOMPARE(throttle(u"--data d --as standalone --throttle 0"_s), std::pair(600000, 2000));
        QCOMPARE(throttle(u"--data d --throttle 7"_s), std::pair(7, 30));
    }

    void saysWhatIsWrongWithArguments()
    {
        QVERIFY(wrong(u"--port 70000 --data d"_s).startsWith(u"--port"_s));
        QVERIFY(wrong(u"--data"_s).contains(u"needs a value"_s));
        QVERIFY(wrong(u"--port 0"_s).contains(u"--data"_s));
        QVERIFY(wrong(u"--data d --what"_s).contains(u"unknown argument"_s));
        QVERIFY(wrong(u"--data d --samples some"_s).contains(u"demo, system or none"_s));
        QVERIFY(wrong(u"--data d --gateway 1"_s).contains(u"needs --gateway-admin"_s));
        QVERIFY(wrong(u"--data d --gateway-admin 1 --gateway-control 1"_s).contains(u"needs --gateway"_s));
        QVERIFY(wrong(u"--data d --gateway-as v4"_s).contains(u"is one of v3, v2"_s));
        QVERIFY(wrong(u"--data d --fault status=404"_s).contains(u"429, 503 or 502html"_s));
        QVERIFY(wrong(u"--data d --fault delay=soon"_s).contains(u"needs a number"_s));
        QVERIFY(wrong(u"--data d --fault slow=1"_s).contains(u"unknown fault"_s));
    }

    void findsFaultsByPath()
    {
        Fault everywhere;
        Fault somewhere;
        QCOMPARE(Faults::parse(u"status=503@/api/v1/namespaces/_/rules"_s, &somewhere), QString());
        QCOMPARE(Faults::parse(u"status=429"_s, &everywhere), QString());
        Faults faults;
        faults.set({somewhere, everywhere});
        QCOMPARE(faults.value(u"status", u"/api/v1/namespaces/_/rules/r"_s), u"503"_s);
        QCOMPARE(faults.value(u"status", u"/"_s), u"429"_s);
        QCOMPARE(faults.number(u"delay", u"/"_s, -1), -1);
        QCOMPARE(faults.anywhere(u"status"), u"503"_s);
    }

    void countsForEveryNth()
    {
        Fault drop;
        QCOMPARE(Faults::parse(u"drop=3"_s, &drop), QString());
        Faults faults;
        faults.set({drop});
        QList<bool> dropped;
        for (int i = 0; i < 6; ++i)
            dropped.append(faults.everyNth(u"drop", u"/"_s));
        QCOMPARE(dropped, (QList<bool>{false, false, true, false, false, true}));
    }

    void countsOnAndStartsAnewWithTheClocksMinute()
    {
        using enum Throttle::What;
        Clock clock;
        setWithinMinute(clock, 1000);
        Throttle throttle(clock, 2, 30);
        QCOMPARE(charged(throttle, Invoke), QString());
        QCOMPARE(charged(throttle, Invoke), QString());
        QCOMPARE(charged(throttle, Invoke), u"429 Too many requests in the last minute (count: 3, allowed: 2)."_s);
        QCOMPARE(charged(throttle, Invoke), u"429 Too many requests in the last minute (count: 4, allowed: 2)."_s);
        QCOMPARE(charged(throttle, Invoke, 0, u"other"_s), QString());
        QCOMPARE(charged(throttle, Fire), QString());
        clock.setOffset(clock.offset() + minute);
        QCOMPARE(charged(throttle, Invoke), QString());
        QCOMPARE(charged(throttle, Invoke), QString());
        QVERIFY(!charged(throttle, Invoke).isEmpty());
        QCOMPARE(charged(throttle, Fire), QString());
    }

    void isTheClocksMinuteAndNotTheLastSixtySeconds()
    {
        using enum Throttle::What;
        Clock clock;
        setWithinMinute(clock, minute - 2000);
        Throttle throttle(clock, 1, 30);
        QCOMPARE(charged(throttle, Fire), QString());
        QVERIFY(!charged(throttle, Fire).isEmpty());
        clock.setOffset(clock.offset() + 3000);
        QCOMPARE(charged(throttle, Fire), QString());
    }

    void tellsHowManyRun()
    {
        using enum Throttle::What;
        Clock clock;
        Throttle throttle(clock, 1000, 30);
        QCOMPARE(charged(throttle, Invoke, 29), QString());
        QCOMPARE(charged(throttle, Invoke, 30), u"429 Too many concurrent requests in flight (count: 30, allowed: 30)."_s);
        QCOMPARE(charged(throttle, Fire, 30), QString());
    }

    void losesNoCallOfManyThreads()
    {
        Clock clock;
        setWithinMinute(clock, 1000);
        Throttle throttle(clock, 500, 30);
        std::atomic<int> allowed = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&] {
                for (int n = 0; n < 100; ++n)
                    allowed += charged(throttle, Throttle::What::Invoke).isEmpty() ? 1 : 0;
            });
        for (auto &thread : threads)
            thread.join();
        QCOMPARE(allowed.load(), 500);
    }

    void claimsADirectoryForOne()
    {
        const QTemporaryDir parent;
        DataDir first(parent.filePath(u"made/when/missing"_s));
        QString detail;
        QCOMPARE(first.claim(&detail), DataDir::Claim::Ours);
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const auto address = u"http://127.0.0.1:%1"_s.arg(server.serverPort());
        QCOMPARE(first.announce(address), QString());
        DataDir second(parent.filePath(u"made/when/missing"_s));
        QCOMPARE(second.claim(&detail), DataDir::Claim::Busy);
        QCOMPARE(detail, address);
    }

    void waitsForWhatTheLastOneLeftBehind()
    {
        const QTemporaryDir parent;
        auto killed = std::make_unique<DataDir>(parent.filePath(u"data"_s));
        QString detail;
        QCOMPARE(killed->claim(&detail), DataDir::Claim::Ours);
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        QCOMPARE(killed->announce(u"http://127.0.0.1:%1"_s.arg(server.serverPort())), QString());
        server.close();
        DataDir next(parent.filePath(u"data"_s));
        auto claimed = std::async(std::launch::async, [&] { return next.claim(&detail); });
        QCOMPARE(claimed.wait_for(std::chrono::milliseconds(300)), std::future_status::timeout);
        killed.reset();
        QCOMPARE(claimed.get(), DataDir::Claim::Ours);
    }

    void cannotClaimAFile()
    {
        const QTemporaryDir parent;
        QFile file(parent.filePath(u"file"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QString detail;
        QCOMPARE(DataDir(file.fileName()).claim(&detail), DataDir::Claim::Failed);
        QVERIFY(detail.contains(file.fileName()));
    }

    void makesKeysOnce()
    {
        const QTemporaryDir dir;
        const DataDir data(dir.path());
        Users users;
        QCOMPARE(loadUsers(data, {}, &users), QString());
        QCOMPARE(users.all().size(), 2);
        QCOMPARE(users.all().first().ns, u"guest"_s);
        QCOMPARE(users.all().first().key.size(), 64);
        QCOMPARE(users.find(users.all().last().auth())->ns, u"whisk.system"_s);
        Users again;
        QCOMPARE(loadUsers(data, {}, &again), QString());
        QCOMPARE(again.all().first().auth(), users.all().first().auth());
        QCOMPARE(QFileInfo(data.file(u"users.json"_s)).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

    void refusesOddUserFiles()
    {
        const QTemporaryDir dir;
        Settings settings;
        settings.usersFile = dir.filePath(u"users"_s);
        Users users;
        QVERIFY(loadUsers(DataDir(dir.path()), settings, &users).contains(settings.usersFile));
        for (const auto *text : {"[]", "{}", "{\"guest\":\"nokey\"}", "{"}) {
            QCOMPARE(writePrivately(settings.usersFile, text), QString());
            QVERIFY(!loadUsers(DataDir(dir.path()), settings, &users).isEmpty());
        }
    }
};

QTEST_GUILESS_MAIN(TestSandboxSetup)
#include "tst_sandbox_setup.moc"
