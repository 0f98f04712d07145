#include "core/openwhisk/activationclock.h"
#include "core/openwhisk/activationcrawl.h"
#include "core/openwhisk/activationlooks.h"
#include "core/openwhisk/feed.h"

#include "fakeactivations.h"

#include <QDateTime>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace openwhisk;

namespace {

using Window = CrawlPlan::Window;

/// Answers a plan's windows, the late ones first, as a list of starts has it.
struct Reader {
    QList<qint64> starts; ///< newest first
    int pageRows = 200;
    QHash<qint64, int> got; ///< start to how many different ones
    int asked = 0;
    int most = 0; ///< under way at once

    void read(CrawlPlan &plan, int sideBySide, QRandomGenerator &random)
    {
        QList<Window> open;
        while (true) {
            while (open.size() < sideBySide) {
                const auto window = plan.next();
                if (!window)
                    break;
                open.append(*window);
            }
            most = std::max(most, int(open.size()));
            if (open.isEmpty())
                return;
            const Window window = open.takeAt(random.bounded(int(open.size())));
            plan.took(window, answer(window));
        }
    }
    CrawlPlan::Answer answer(const Window &window)
    {
        ++asked;
        QList<qint64> rows;
        for (qint64 start : std::as_const(starts))
            if (start >= window.fromMs && start <= window.toMs)
                rows.append(start);
        rows = rows.mid(window.skip, pageRows);
        QHash<qint64, int> seen;
        for (qint64 start : std::as_const(rows))
            ++seen[start];
        for (auto it = seen.cbegin(); it != seen.cend(); ++it)
            got[it.key()] = std::max(got[it.key()], it.value() + (it.key() == window.toMs ? window.skip : 0));
        if (rows.isEmpty())
            return {};
        return {int(rows.size()), rows.first(), rows.last()};
    }
    qsizetype total() const
    {
        qsizetype sum = 0;
        for (int count : got)
            sum += count;
        return sum;
    }
};

QList<qint64> startsOf(const QString &shape, QRandomGenerator &random)
{
    QList<qint64> starts;
    if (shape == u"even")
        for (int i = 0; i < 5000; ++i)
            starts.append(1'000'000 + i * 17);
    else if (shape == u"random")
        for (int i = 0; i < 5000; ++i)
            starts.append(1'000'000 + random.bounded(900'000));
    else if (shape == u"nights") // nothing for long, then much
        for (int day = 0; day < 6; ++day)
            for (int i = 0; i < 700; ++i)
                starts.append(1'000'000 + day * 86'400'000LL + random.bounded(30'000));
    else if (shape == u"bursts")
        for (int burst = 0; burst < 5; ++burst)
            starts.append(QList<qint64>(burst * 250, 1'000'000 + burst));
    else if (shape == u"one")
        starts.append(5);
    std::sort(starts.begin(), starts.end(), std::greater<>());
    return starts;
}

} // namespace

class TestActivationCrawl : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsAll_data();
    void readsAll();
    void asksLittleMoreThanPages();
    void beginsSideBySideWhereItKnowsHowDense();
    void spansEndWhereTheyShould();
    void goesFurtherWhileItReads();
    void knowsFromWhereItIsComplete();
    void cutsABurstThatIsTooLarge();
    void putsBackWhatFailed();
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

void TestActivationCrawl::readsAll_data()
{
    QTest::addColumn<QString>("shape");
    QTest::addColumn<int>("pageRows");
    for (const char *shape : {"even", "random", "nights", "bursts", "one", "none"})
        for (int rows : {200, 50})
            QTest::addRow("%s, pages of %d", shape, rows) << QString::fromLatin1(shape) << rows;
}

void TestActivationCrawl::readsAll()
{
    QFETCH(QString, shape);
    QFETCH(int, pageRows);
    for (quint32 seed = 1; seed <= 5; ++seed) {
        QRandomGenerator random(seed);
        Reader reader{startsOf(shape, random), pageRows, {}};
        CrawlPlan plan(0, CrawlPlan::open);
        plan.setFullPage(pageRows);
        reader.read(plan, 4, random);
        QCOMPARE(reader.total(), reader.starts.size());
        QVERIFY(plan.isDone() && plan.reachedEnd());
        QCOMPARE(plan.completeFrom(), 0);
    }
}

void TestActivationCrawl::beginsSideBySideWhereItKnowsHowDense()
{
    CrawlPlan blind(0, 1'000'000);
    QVERIFY(blind.next() && !blind.next()); // the first answer tells how dense it is
    CrawlPlan plan(0, 1'000'000);
    plan.expect({CrawlPlan::page, 1'002'000, 1'000'001});
    qint64 below = 1'000'001;
    for (int i = 0; i < 5; ++i) {
        const auto window = plan.next();
        QVERIFY(window && !window->probe);
        QCOMPARE(window->toMs, below - 1);
        QVERIFY(window->toMs - window->fromMs > 1000 && window->toMs - window->fromMs < 2000);
        below = window->fromMs;
    }
    CrawlPlan sparse(0, 1'000'000);
    sparse.expect({7, 1'002'000, 1'000'001}); // no full page: nothing is known
    QVERIFY(sparse.next()->probe);
}

void TestActivationCrawl::asksLittleMoreThanPages()
{
    QRandomGenerator random(7);
    Reader reader{startsOf(u"random"_s, random), 200, {}};
    CrawlPlan plan(0, CrawlPlan::open);
    reader.read(plan, 4, random);
    QVERIFY2(reader.asked <= 45, qPrintable(QString::number(reader.asked))); // 25 full pages hold them
    QCOMPARE(reader.most, 4);
}

void TestActivationCrawl::spansEndWhereTheyShould()
{
    QRandomGenerator random(3);
    Reader reader{startsOf(u"even"_s, random), 200, {}};
    CrawlPlan plan(1'010'000, 1'060'000);
    reader.read(plan, 3, random);
    for (qint64 start : std::as_const(reader.starts))
        QCOMPARE(reader.got.contains(start), start >= 1'010'000 && start <= 1'060'000);
    QVERIFY(plan.isDone() && !plan.reachedEnd());
    QCOMPARE(plan.completeFrom(), 1'010'000);
}

void TestActivationCrawl::goesFurtherWhileItReads()
{
    QRandomGenerator random(3);
    Reader reader{startsOf(u"even"_s, random), 200, {}};
    CrawlPlan plan(1'080'000, 1'085'000);
    const auto first = plan.next();
    QVERIFY(first && first->probe);
    plan.extendTo(0);
    reader.read(plan, 2, random);
    QVERIFY(!plan.isDone());
    plan.took(*first, reader.answer(*first));
    reader.read(plan, 2, random);
    QVERIFY(plan.isDone() && plan.reachedEnd());
    QCOMPARE(reader.total(), reader.starts.size());
}

void TestActivationCrawl::knowsFromWhereItIsComplete()
{
    CrawlPlan plan(0, 1'000'000);
    const auto all = plan.next();
    QCOMPARE(plan.completeFrom(), 1'000'001);
    plan.took(*all, {200, 1'000'000, 990'000});
    const auto newer = plan.next();
    const auto older = plan.next();
    QCOMPARE(newer->toMs, 990'000); // that millisecond may hold more
    QCOMPARE(older->toMs, newer->fromMs - 1);
    plan.took(*older, {150, older->toMs, older->fromMs});
    QCOMPARE(plan.completeFrom(), 990'001); // there is a hole above it
    plan.took(*newer, {150, newer->toMs, newer->fromMs});
    QCOMPARE(plan.completeFrom(), older->fromMs);
}

void TestActivationCrawl::cutsABurstThatIsTooLarge()
{
    CrawlPlan plan(0, CrawlPlan::open);
    int asked = 0;
    while (const auto window = plan.next()) {
        const bool burst = window->toMs >= 700;
        plan.took(*window, burst ? CrawlPlan::Answer{200, 700, 700} : CrawlPlan::Answer{});
        QVERIFY(++asked < 1000);
    }
    QCOMPARE(plan.cutBursts(), QList<qint64>{700});
    QVERIFY(plan.reachedEnd());
}

void TestActivationCrawl::putsBackWhatFailed()
{
    CrawlPlan plan(1, 1000);
    plan.putBack(*plan.next(), false);
    QVERIFY(plan.troubled().isEmpty() && !plan.isDone() && plan.hasOthers());
    const auto again = plan.next();
    plan.putBack(*again, true);
    QCOMPARE(plan.troubled().size(), 1);
    QVERIFY(!plan.isDone() && !plan.hasOthers());
    const auto third = plan.next();
    QCOMPARE(third->tries, 1);
    plan.took(*third, {5, 900, 100});
    QVERIFY(plan.isDone() && plan.troubled().isEmpty());
}

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
    QCOMPARE(pauseAfter(2000, 0, 0.9), 2000);
    QVERIFY(pauseAfter(2000, 1, 0.5) > 2000);
    QVERIFY(pauseAfter(2000, 3, 0.5) > pauseAfter(2000, 2, 0.5));
    QVERIFY(pauseAfter(2000, 3, 0.1) != pauseAfter(2000, 3, 0.9));
    QVERIFY(pauseAfter(2000, 100, 1) <= 60'000);
}

QTEST_GUILESS_MAIN(TestActivationCrawl)
#include "tst_activationcrawl.moc"
