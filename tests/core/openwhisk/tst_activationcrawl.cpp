#include "core/net/pause.h"
#include "core/openwhisk/activationclock.h"
#include "core/openwhisk/activationcrawl.h"
#include "core/openwhisk/activationlooks.h"

#include "fakeactivations.h"

#include <QDateTime>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace openwhisk;

namespace {

struct Crawled {
    FakeServer server;
    FakeActivations list{server};
    net::Client client{endpointOf(server), nullptr};
    SeenActivations seen;
    int rows = 0;
    int doubles = 0;

    std::unique_ptr<ActivationCrawl> crawl(qint64 from, qint64 to, int retryMs = 20)
    {
        auto made = std::make_unique<ActivationCrawl>(client, CrawlPlan(from, to), 4, retryMs, nullptr);
        QObject::connect(made.get(), &ActivationCrawl::came, made.get(), [this](const Batch &batch) {
            for (const ActivationMark &mark : batch->marks)
                seen.take(mark) ? ++rows : ++doubles;
        });
        return made;
    }
};

} // namespace

class TestActivationCrawl : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void crawlsAServer();
    void waitsForAServerThatIsDown();
    void givesUpOneBadWindow();
    void pausesAndEndsWithItsClient();
    void marks();
    void forgets();
    void narrowsTheClock();
    void looksAsDeepAsIsNeeded();
    void pausesGrowAndEnd();
};

void TestActivationCrawl::crawlsAServer()
{
    Crawled world;
    for (int i = 0; i < 3000; ++i)
        world.list.run(10'000 + i / 3);
    world.list.run(10'500, 700);
    auto crawl = world.crawl(0, CrawlPlan::open);
    QSignalSpy ended(crawl.get(), &ActivationCrawl::ended);
    crawl->resume();
    QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 30'000);
    QCOMPARE(world.rows, 3700);
    QVERIFY(crawl->plan().reachedEnd());
    QVERIFY2(world.list.skipped <= 800, "skip is for one millisecond only");
    QVERIFY(crawl->pages() < 60);
}

void TestActivationCrawl::waitsForAServerThatIsDown()
{
    Crawled world;
    for (int i = 0; i < 2000; ++i)
        world.list.run(10'000 + i);
    auto crawl = world.crawl(0, CrawlPlan::open);
    QSignalSpy failed(crawl.get(), &ActivationCrawl::failed);
    QSignalSpy ended(crawl.get(), &ActivationCrawl::ended);
    const int good = 3;
    connect(crawl.get(), &ActivationCrawl::came, crawl.get(), [&] {
        if (crawl->pages() == good)
            for (int i = 0; i < 5; ++i)
                world.server.once("GET /api/v1/namespaces/_/activations*", answer::error(503, "down"));
    });
    crawl->resume();
    QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 30'000);
    QVERIFY(failed.count() >= 1);
    QCOMPARE(world.rows, 2000);
}

void TestActivationCrawl::givesUpOneBadWindow()
{
    Crawled world;
    for (int i = 0; i < 1000; ++i)
        world.list.run(10'000 + i);
    auto crawl = world.crawl(10'000, 11'000);
    QSignalSpy gaveUp(crawl.get(), &ActivationCrawl::gaveUp);
    QSignalSpy ended(crawl.get(), &ActivationCrawl::ended);
    connect(crawl.get(), &ActivationCrawl::came, crawl.get(), [&] {
        if (crawl->pages() == 1)
            world.list.badStart = 10'700; // the window that holds it never works
    });
    crawl->resume();
    QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 30'000);
    QCOMPARE(gaveUp.count(), 1);
    const qint64 from = gaveUp.first().at(0).toLongLong();
    const qint64 to = gaveUp.first().at(1).toLongLong();
    QVERIFY(from <= 10'700 && to >= 10'700 && to - from < 200);
    QCOMPARE(world.rows, 1000 - (to - from)); // its newest came with the page above it
}

void TestActivationCrawl::pausesAndEndsWithItsClient()
{
    Crawled world;
    world.list.run(10'000, 10);
    auto crawl = world.crawl(0, CrawlPlan::open);
    world.server.hold("GET *");
    crawl->resume();
    QTRY_COMPARE(world.server.waiting(), 1);
    crawl->pause();
    world.server.release("GET *");
    QTRY_COMPARE(world.rows, 10); // what was under way comes
    QCOMPARE(world.server.count(), 1);
    QSignalSpy failed(crawl.get(), &ActivationCrawl::failed);
    auto client = std::make_unique<net::Client>(endpointOf(world.server), nullptr);
    ActivationCrawl other(*client, CrawlPlan(0, 5), 1, 1, nullptr);
    world.server.hold("GET *");
    other.resume();
    QTRY_COMPARE(world.server.waiting(), 1);
    client.reset();
    other.resume();
    QCOMPARE(failed.count(), 0);
}

void TestActivationCrawl::marks()
{
    ActivationSummary row;
    row.id = u"0b2f8c3f4c4e4b0fbf8c3f4c4e8b0f11"_s;
    row.start = 7;
    SeenActivations seen;
    QVERIFY(seen.take(markOf(row)));
    QVERIFY(!seen.take(markOf(row)));
    row.end = 9; // it has ended
    QVERIFY(seen.take(markOf(row)));
    QVERIFY(!seen.take(markOf(row)));
    ActivationSummary foreign;
    foreign.id = u"not hex at all, but long enough "_s;
    QVERIFY(seen.take(markOf(foreign)));
    QVERIFY(!seen.take(markOf(foreign)));
    QCOMPARE(seen.size(), 2);
}

void TestActivationCrawl::forgets()
{
    SeenActivations seen(300);
    for (quint64 i = 0; i < 1000; ++i)
        QVERIFY(seen.take({i, i * 3, 1, qint64(i)}));
    QVERIFY(seen.size() <= 300);
    QVERIFY(!seen.take({999, 999 * 3, 1, 999})); // the newest are still known
    SeenActivations many(50'000);
    QRandomGenerator random(7);
    QList<ActivationMark> marks;
    for (int i = 0; i < 120'000; ++i) {
        marks.append({random.generate64(), random.generate64(), 1, i});
        QVERIFY(many.take(marks.last()));
    }
    QVERIFY(many.size() <= 50'000 && many.size() > 25'000);
    for (const ActivationMark &mark : marks.last(10'000))
        QVERIFY(!many.take(mark));
    QVERIFY(many.take(marks.first())); // long forgotten
    const QList<ActivationMark> page{marks.last(), {1, 2, 3, 4}, {1, 2, 3, 4}, {1, 2, 5, 4}};
    QCOMPARE(many.fresh(page), (QList<qsizetype>{1, 3}));
}

void TestActivationCrawl::narrowsTheClock()
{
    ActivationClock clock;
    clock.hear("nonsense", 0, 0);
    QVERIFY(!clock.isKnown());
    // The server is 600,300 ms ahead; each answer takes 40 ms and its header counts whole seconds.
    const qint64 ahead = 600'300;
    const qint64 begin = 1'700'000'000'000;
    QCOMPARE(httpDateMs("Tue, 14 Nov 2023 22:13:20 GMT"), begin);
    for (qint64 ours = begin; ours < begin + 5000; ours += 130) {
        const QDateTime server = QDateTime::fromMSecsSinceEpoch(ours + 20 + ahead, Qt::UTC);
        clock.hear(QLocale::c().toString(server, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1(), ours, ours + 40);
    }
    QVERIFY2(std::abs(clock.offsetMs() - ahead) <= 100, qPrintable(QString::number(clock.offsetMs())));
    clock.hear("Tue, 14 Nov 2023 22:13:26 GMT", begin + 6000, begin + 6010); // somebody set it right
    QVERIFY(std::abs(clock.offsetMs()) <= 600);
    QCOMPARE(clock.serverMs(5), 5 + clock.offsetMs());
}

void TestActivationCrawl::looksAsDeepAsIsNeeded()
{
    ActivationLooks looks;
    looks.begin(1000, 900'000);
    QVERIFY(looks.isDue(ActivationLooks::Overlap, 1000));
    QVERIFY(!looks.isDue(ActivationLooks::Sweep, 1000));
    QVERIFY(!looks.isCheap(ActivationLooks::Overlap)); // nobody knows yet
    QCOMPARE(looks.quickSince(), 899'000);
    looks.lookedQuick(902'000, {4000, 4000, 4000});
    QCOMPARE(looks.quickSince(), 902'000 - 6000); // what is new comes four seconds late
    QList<qint64> mostly(99, 10);
    mostly.append(60'000);
    for (int i = 0; i < 10; ++i)
        looks.lookedQuick(910'000, mostly);
    QCOMPARE(looks.quickSince(), 909'000);
    looks.looked(ActivationLooks::Overlap, 2000, 2010, 902'000, 1);
    QVERIFY(looks.isCheap(ActivationLooks::Overlap));
    QVERIFY(!looks.isDue(ActivationLooks::Overlap, 2100));
    QVERIFY(looks.isDue(ActivationLooks::Overlap, 2110));
    QCOMPARE(looks.since(ActivationLooks::Overlap), 902'000 - 75'000);
    looks.looked(ActivationLooks::Overlap, 3000, 6000, 905'000, 400); // it takes three seconds: seldom
    QVERIFY(!looks.isDue(ActivationLooks::Overlap, 35'000));
    QVERIFY(looks.isDue(ActivationLooks::Overlap, 36'000));
}

void TestActivationCrawl::pausesGrowAndEnd()
{
    QCOMPARE(net::pauseAfter(2000, 0, 0.9), 2000);
    QVERIFY(net::pauseAfter(2000, 1, 0.5) > 2000);
    QVERIFY(net::pauseAfter(2000, 3, 0.5) > net::pauseAfter(2000, 2, 0.5));
    QVERIFY(net::pauseAfter(2000, 3, 0.1) != net::pauseAfter(2000, 3, 0.9));
    QVERIFY(net::pauseAfter(2000, 100, 1) <= 60'000);
}

QTEST_GUILESS_MAIN(TestActivationCrawl)
#include "tst_activationcrawl.moc"
