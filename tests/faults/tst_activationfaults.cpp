#include "tests/core/openwhisk/activationcollector.h"
#include "tests/core/sandbox/sandboxprocess.h"
#include "tests/support/netclient.h"

#include <QDateTime>
#include <QTest>

#include <signal.h>

using namespace Qt::StringLiterals;
using openwhisk::ActivationFeed;

namespace {

constexpr int patience = 60'000; ///< this is about what comes, not when

/// A sandbox, its faults, and a feed that follows it.
class World {
public:
    bool start(const QStringList &arguments = {})
    {
        if (!sandbox.start(arguments))
            return false;
        net::Endpoint endpoint;
        endpoint.base = sandbox.url();
        endpoint.authorization = "Basic " + sandbox.key().toBase64();
        endpoint.proxy = QUrl(u"direct:"_s);
        client = std::make_unique<net::Client>(endpoint, nullptr);
        feed = std::make_unique<ActivationFeed>(*client);
        feed->setTiming({100, 1000, 300, 1000, 100});
        feed->setLongestRun(30'000);
        got = std::make_unique<ActivationCollector>(*feed);
        return true;
    }
    /// These and no others from now on.
    bool setFaults(const QByteArray &lines)
    {
        const bool odd = ++m_set % 2;
        QFile file(sandbox.path() + u"/faults"_s);
        if (!file.open(QIODevice::WriteOnly))
            return false;
        file.write(lines + "\nstatus=" + (odd ? "503" : "429") + "@/api/v1/namespaces/_/rules\n");
        file.close();
        ::kill(pid_t(sandbox.pid()), SIGHUP);
        return QTest::qWaitFor([this, odd] { return sandbox.get("/rules").status == (odd ? 503 : 429); }, patience);
    }
    bool makeAction() { return sandbox.putProgram("quick", "#!/bin/sh\necho '{}'\n").status == 200; }
    QString run() const
    {
        return sandbox.request("POST", "/actions/quick?blocking=true").text(u"activationId");
    }
    qint64 startOf(const QString &id) const { return sandbox.get("/activations/" + id.toLatin1()).json().value(u"start").toInteger().value_or(0); }
    qint64 stored() const { return sandbox.get("/activations?count=true").json().value(u"activations").toInteger().value_or(-1); }
    ActivationFeed::State state() const { return feed->state(); }

    SandboxProcess sandbox;
    std::unique_ptr<net::Client> client;
    std::unique_ptr<ActivationFeed> feed;
    std::unique_ptr<ActivationCollector> got;
    QObject viewer;

private:
    int m_set = 0;
};

} // namespace

// What servers and their stores do to the list of activations: nothing may be lost, nothing may come twice.
class TestActivationFaults : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aLateFinisher();
    void aBurstInOneMillisecond();
    void aClockTenMinutesOff();
    void aStaleStore();
    void aStoreThatDropsSome();
    void brokenAnswers();
    void aRecordThatCannotBeRead();
    void theNewestCannotBeRead();
    void aServerThatDiesInTheMiddle();
    void manyAtOnce();
};

void TestActivationFaults::aLateFinisher()
{
    World world;
    QVERIFY(world.start());
    QVERIFY(world.makeAction());
    QVERIFY(world.setFaults("late=4"));
    const QString first = world.run(); // began first, is stored last
    QVERIFY(world.setFaults({}));
    world.feed->addViewer(&world.viewer);
    const QString second = world.run();
    QTRY_VERIFY_WITH_TIMEOUT(world.got->times.contains(second), patience);
    QTRY_VERIFY_WITH_TIMEOUT(world.got->times.contains(first), patience); // later than the overlap: swept
    QCOMPARE(world.got->size(), 2);
    QVERIFY(world.got->nothingTwice());
}

void TestActivationFaults::aBurstInOneMillisecond()
{
    World world;
    QVERIFY(world.start());
    world.feed->addViewer(&world.viewer);
    QTRY_VERIFY_WITH_TIMEOUT(world.state().live, patience);
    QVERIFY(world.setFaults("burst=500"));
    QTRY_COMPARE_WITH_TIMEOUT(world.got->size(), 500, patience);
    QCOMPARE(world.stored(), 500);
    QVERIFY(world.got->nothingTwice() && world.state().missed.isEmpty());
}

void TestActivationFaults::aClockTenMinutesOff()
{
    World world;
    QVERIFY(world.start({u"--fault"_s, u"clock=600"_s}));
    world.feed->addViewer(&world.viewer);
    QTRY_VERIFY_WITH_TIMEOUT(world.state().live, patience);
    QTRY_VERIFY_WITH_TIMEOUT(std::abs(world.state().clockOffsetMs - 600'000) < 2'000, patience);
    QVERIFY(world.setFaults("burst=40"));
    QTRY_COMPARE_WITH_TIMEOUT(world.got->size(), 40, patience);
    QTRY_VERIFY_WITH_TIMEOUT(world.state().lagMs >= 0 && world.state().lagMs < patience, patience);
    // Of several faults of a name the first counts: the next process on these data adds thirty, and is 20 minutes behind.
    const QString port = QString::number(world.sandbox.port());
    world.sandbox.stop();
    QVERIFY(world.sandbox.start({u"--port"_s, port, u"--fault"_s, u"clock=-600"_s, u"--fault"_s, u"burst=30"_s}));
    QTRY_COMPARE_WITH_TIMEOUT(world.got->size(), 70, patience);
    QVERIFY(world.got->nothingTwice());
    QTRY_VERIFY_WITH_TIMEOUT(std::abs(world.state().clockOffsetMs + 600'000) < 2'000, patience);
}

void TestActivationFaults::aStaleStore()
{
    World world;
    QVERIFY(world.start());
    QVERIFY(world.makeAction());
    world.feed->addViewer(&world.viewer);
    const QString fresh = world.run();
    QTRY_VERIFY_WITH_TIMEOUT(world.got->times.contains(fresh), patience);
    QVERIFY(world.setFaults("stale=3"));
    QStringList ids;
    for (int i = 0; i < 5; ++i)
        ids << world.run();
    QTRY_COMPARE_WITH_TIMEOUT(world.got->size(), 6, patience);
    QTRY_VERIFY_WITH_TIMEOUT(world.state().lagMs >= 2'000, patience); // and it says how far behind it is
    QVERIFY(world.setFaults({}));
    ids << world.run();
    QTRY_COMPARE_WITH_TIMEOUT(world.got->size(), 7, patience);
    for (const QString &id : std::as_const(ids))
        QCOMPARE(world.got->times.value(id), 1);
}

void TestActivationFaults::aStoreThatDropsSome()
{
    World world;
    QVERIFY(world.start({u"--fault"_s, u"lose=2"_s}));
    QVERIFY(world.makeAction());
    world.feed->addViewer(&world.viewer);
    for (int i = 0; i < 6; ++i)
        world.run();
    QTRY_COMPARE_WITH_TIMEOUT(world.stored(), 3, patience);
    QTRY_COMPARE_WITH_TIMEOUT(world.got->size(), 3, patience);
    QVERIFY(world.got->nothingTwice() && world.state().missed.isEmpty());
}

void TestActivationFaults::brokenAnswers()
{
    World world;
    QVERIFY(world.start({u"--fill"_s, u"activations=3000"_s, u"--fault"_s, u"drop=4@/api/v1/namespaces/_/activations"_s}));
    world.feed->addViewer(&world.viewer);
    world.feed->crawlTo(0);
    QTRY_VERIFY_WITH_TIMEOUT(world.got->size() > 600, patience);
    QVERIFY(world.setFaults("cut=5000@/api/v1/namespaces/_/activations"));
    QTRY_VERIFY_WITH_TIMEOUT(world.state().error || world.state().reachedEnd, patience);
    QVERIFY(world.setFaults("status=502html@/api/v1/namespaces/_/activations"));
    QTRY_VERIFY_WITH_TIMEOUT(world.state().error || world.state().reachedEnd, patience);
    QVERIFY(world.setFaults({}));
    QTRY_VERIFY_WITH_TIMEOUT(world.state().reachedEnd && world.state().missed.isEmpty() && world.state().live, patience);
    QTRY_COMPARE_WITH_TIMEOUT(world.got->size(), 3000, patience);
    QVERIFY(world.got->nothingTwice());
}

void TestActivationFaults::aRecordThatCannotBeRead()
{
    World world;
    QVERIFY(world.start());
    QVERIFY(world.makeAction());
    world.feed->addViewer(&world.viewer);
    const QString first = world.run();
    QTRY_VERIFY_WITH_TIMEOUT(world.got->times.contains(first), patience);
    const qint64 bad = world.startOf(first);
    QVERIFY(bad > 0 && world.setFaults("unreadable=" + QByteArray::number(bad)));
    QTRY_VERIFY_WITH_TIMEOUT(!world.state().missed.isEmpty(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(world.state().missed.first().fromMs <= bad && world.state().missed.last().toMs >= bad, patience);
    QTRY_VERIFY_WITH_TIMEOUT(world.state().live, patience);
    const QString later = world.run();
    QTRY_VERIFY_WITH_TIMEOUT(world.got->times.contains(later), patience); // it goes on
    QVERIFY(!world.state().missed.isEmpty());
    QVERIFY(world.state().missed.first().why.contains(u"A record cannot be read"_s));
    QVERIFY(world.setFaults({}));
    QTRY_VERIFY_WITH_TIMEOUT(world.state().missed.isEmpty(), patience);
    QCOMPARE(world.got->size(), 2);
    QVERIFY(world.got->nothingTwice());
}

void TestActivationFaults::theNewestCannotBeRead()
{
    World world;
    QVERIFY(world.start());
    QVERIFY(world.makeAction());
    const QString first = world.run();
    const qint64 bad = world.startOf(first);
    QVERIFY(bad > 0 && world.setFaults("unreadable=" + QByteArray::number(bad)));
    world.feed->addViewer(&world.viewer);
    world.feed->crawlTo(0);
    QTRY_VERIFY_WITH_TIMEOUT(world.state().error && !world.state().live, patience);
    QTRY_VERIFY_WITH_TIMEOUT(world.state().live, patience);
    const QString later = world.run();
    QTRY_VERIFY_WITH_TIMEOUT(world.got->times.contains(later), patience);
    QTRY_VERIFY_WITH_TIMEOUT(world.state().reachedEnd && !world.state().missed.isEmpty(), patience);
    QVERIFY(!world.got->times.contains(first));
    QVERIFY(world.setFaults({}));
    QTRY_VERIFY_WITH_TIMEOUT(world.got->times.contains(first) && world.state().missed.isEmpty(), patience);
    QVERIFY(world.got->nothingTwice());
}

void TestActivationFaults::aServerThatDiesInTheMiddle()
{
    World world;
    QVERIFY(world.start({u"--fill"_s, u"activations=12000"_s}));
    const QString port = QString::number(world.sandbox.port());
    bool died = false;
    QObject::connect(world.feed.get(), &ActivationFeed::came, &world.viewer, [&] {
        if (!std::exchange(died, true))
            world.sandbox.kill(); // early: what was on its way still comes
    });
    world.feed->addViewer(&world.viewer);
    world.feed->crawlTo(0);
    QTRY_VERIFY_WITH_TIMEOUT(died && world.state().error, patience);
    QVERIFY(!world.state().live && !world.state().reachedEnd);
    QVERIFY(world.got->size() < 12000);
    QVERIFY(world.sandbox.start({u"--port"_s, port}));
    QTRY_VERIFY_WITH_TIMEOUT(world.state().reachedEnd && world.state().live, patience);
    QTRY_COMPARE_WITH_TIMEOUT(world.got->size(), 12000, patience);
    QVERIFY(world.got->nothingTwice() && world.state().missed.isEmpty());
}

void TestActivationFaults::manyAtOnce()
{
    World world;
    QVERIFY(world.start({u"--load"_s, u"400"_s}));
    world.feed->addViewer(&world.viewer);
    QTRY_VERIFY_WITH_TIMEOUT(world.got->size() > 1500, patience);
    world.feed->crawlTo(0);
    const qint64 stored = world.stored();
    QVERIFY(stored > 1500);
    QTRY_VERIFY_WITH_TIMEOUT(world.state().reachedEnd && world.got->size() >= stored, patience);
    QVERIFY(world.got->nothingTwice());
}

QTEST_GUILESS_MAIN(TestActivationFaults)
#include "tst_activationfaults.moc"
