#include "activationcollector.h"
#include "fakeactivations.h"
#include "pacemaker.h"

#include <QDateTime>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace openwhisk;

namespace {

const ActivationFeed::Timing quick{30, 75'000, 200, 15'000, 20};

} // namespace

class TestActivationFeed : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void nobodyLooksNobodyAsks();
    void follows();
    void emptyNamespace();
    void stopsWithItsLastViewer();
    void quietRoundsAreSilent();
    void aRecordThatChangesComesAgain();
    void lateOnesAreFound();
    void veryLateOnesAreSwept();
    void burstWithinOneMillisecond();
    void manyBetweenTwoLooks();
    void aClockThatIsAheadHidesNothing();
    void aClockThatIsSetBack();
    void measuresTheLag();
    void crawlsThePast();
    void crawlsFurtherOnDemand();
    void aCrawlIsStopped();
    void aServerThatGivesSmallPages();
    void errorsAndRecovery();
    void anErrorWhileItCrawls();
    void aGapIsReadAgain();
    void whatCameWhileNobodyLooked();
    void endsWithAClientThatIsGone();

private:
    ActivationFeed::State state() const { return m_feed->state(); }

    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<FakeActivations> m_list;
    std::unique_ptr<net::Client> m_client;
    std::unique_ptr<ActivationFeed> m_feed;
    std::unique_ptr<ActivationCollector> m_got;
    qint64 m_now = 0;
};

void TestActivationFeed::init()
{
    m_server = std::make_unique<FakeServer>();
    m_list = std::make_unique<FakeActivations>(*m_server);
    m_client = std::make_unique<net::Client>(endpointOf(*m_server), nullptr);
    m_now = QDateTime::currentMSecsSinceEpoch();
    m_feed = std::make_unique<ActivationFeed>(*m_client);
    m_feed->setTiming(quick);
    m_got = std::make_unique<ActivationCollector>(*m_feed);
}

void TestActivationFeed::cleanup()
{
    m_got.reset();
    m_feed.reset();
    m_client.reset();
    m_server.reset();
}

void TestActivationFeed::nobodyLooksNobodyAsks()
{
    QVERIFY(state().loading && !state().live);
    m_feed->crawlTo(0);
    QVERIFY(Pacemaker(quick).beats());
    QCOMPARE(m_server->count(), 0);
}

void TestActivationFeed::follows()
{
    m_list->run(m_now, 3);
    m_feed->addViewer(this);
    QTRY_VERIFY(state().reachedEnd);
    QCOMPARE(m_got->size(), 3);
    QVERIFY(state().live && !state().loading && state().lastGoodMs >= m_now && state().missed.isEmpty());
    m_list->run(m_now + 1);
    QTRY_COMPARE(m_got->size(), 4);
    m_feed->removeViewer(this);
    QVERIFY(!state().live);
    QVERIFY(m_got->nothingTwice());
}

void TestActivationFeed::emptyNamespace()
{
    m_feed->addViewer(this);
    QTRY_VERIFY(state().live && state().reachedEnd);
    QCOMPARE(m_got->size(), 0);
    m_list->run(QDateTime::currentMSecsSinceEpoch());
    QTRY_COMPARE(m_got->size(), 1);
}

void TestActivationFeed::stopsWithItsLastViewer()
{
    auto first = std::make_unique<QObject>();
    m_feed->addViewer(first.get());
    m_feed->addViewer(this);
    QTRY_VERIFY(state().live);
    m_feed->removeViewer(this);
    QVERIFY(state().live);
    first.reset();
    QVERIFY(!state().live);
    QTRY_COMPARE(m_client->inFlight(), 0);
    const int asked = m_server->count();
    QVERIFY(Pacemaker(quick).beats());
    QCOMPARE(m_server->count(), asked);
}

void TestActivationFeed::quietRoundsAreSilent()
{
    m_list->run(m_now);
    m_feed->addViewer(this);
    QTRY_VERIFY(state().reachedEnd);
    QTRY_VERIFY(m_list->pages > 5);
    QSignalSpy changed(m_feed.get(), &ActivationFeed::stateChanged);
    const int pages = m_list->pages;
    QTRY_VERIFY(m_list->pages > pages + 5);
    QVERIFY(changed.count() <= 1); // the clock may have come nearer
    QCOMPARE(m_got->times.size(), 1);
}

void TestActivationFeed::aRecordThatChangesComesAgain()
{
    const QByteArray id = m_list->run(m_now);
    m_feed->addViewer(this);
    QTRY_COMPARE(m_got->size(), 1);
    m_list->end(id, m_now + 40);
    QTRY_COMPARE(m_got->times[QString::fromLatin1(id)], 2);
}

void TestActivationFeed::lateOnesAreFound()
{
    m_list->run(m_now);
    m_feed->addViewer(this);
    QTRY_COMPARE(m_got->size(), 1);
    m_list->run(m_now - 61'000); // began a minute before and has ended now
    QTRY_COMPARE(m_got->size(), 2);
}

void TestActivationFeed::veryLateOnesAreSwept()
{
    m_list->run(m_now);
    m_feed->setLongestRun(300'000);
    m_feed->addViewer(this);
    QTRY_COMPARE(m_got->size(), 1);
    m_list->run(m_now - 290'000);
    QTRY_COMPARE(m_got->size(), 2);
    QVERIFY(m_got->nothingTwice());
}

void TestActivationFeed::burstWithinOneMillisecond()
{
    m_list->run(m_now);
    m_feed->addViewer(this);
    QTRY_COMPARE(m_got->size(), 1);
    m_list->run(m_now + 5, 650);
    QTRY_COMPARE_WITH_TIMEOUT(m_got->size(), 651, 30'000);
    QVERIFY(m_got->nothingTwice() && state().missed.isEmpty());
}

void TestActivationFeed::manyBetweenTwoLooks()
{
    m_list->run(m_now - 100'000);
    m_feed->addViewer(this);
    QTRY_COMPARE(m_got->size(), 1);
    for (int i = 0; i < 2500; ++i)
        m_list->run(m_now + i % 900);
    QTRY_COMPARE_WITH_TIMEOUT(m_got->size(), 2501, 30'000);
    QVERIFY(m_got->nothingTwice());
}

void TestActivationFeed::aClockThatIsAheadHidesNothing()
{
    m_list->run(m_now + 3'600'000);
    m_feed->addViewer(this);
    QTRY_COMPARE(m_got->size(), 1);
    m_list->run(m_now + 10);
    QTRY_COMPARE(m_got->size(), 2);
}

void TestActivationFeed::aClockThatIsSetBack()
{
    const auto header = [](qint64 ms) {
        return QLocale::c().toString(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
    };
    m_list->date = header(m_now + 600'000);
    m_list->run(m_now + 600'000);
    m_feed->addViewer(this);
    QTRY_COMPARE(m_got->size(), 1);
    QTRY_VERIFY(std::abs(state().clockOffsetMs - 600'000) < 30'000);
    m_list->date = header(m_now);
    QTRY_VERIFY(std::abs(state().clockOffsetMs) < 30'000);
    m_list->run(m_now + 50);
    QTRY_COMPARE(m_got->size(), 2);
}

void TestActivationFeed::measuresTheLag()
{
    m_list->run(m_now - 60'000);
    m_feed->addViewer(this);
    QTRY_COMPARE(m_got->size(), 1);
    QCOMPARE(state().lagMs, -1); // it was there before anybody looked
    m_list->end(m_list->run(m_now - 9'000), m_now - 5'000);
    QTRY_COMPARE(m_got->size(), 2);
    QTRY_VERIFY(state().lagMs >= 5'000);
    QVERIFY(state().lagMs < 60'000);
}

void TestActivationFeed::crawlsThePast()
{
    for (int i = 0; i < 3000; ++i)
        m_list->run(m_now - i * 40);
    m_feed->addViewer(this);
    QTRY_VERIFY(state().live && state().backToMs > 0);
    QVERIFY(!state().crawling && !state().reachedEnd);
    m_feed->crawlTo(m_now - 80'000);
    QVERIFY(state().crawling);
    QTRY_VERIFY_WITH_TIMEOUT(!state().crawling, 30'000);
    QCOMPARE(state().backToMs, m_now - 80'000);
    QVERIFY(m_got->size() >= 2001);
    m_feed->crawlTo(0);
    QCOMPARE(state().progress, -1.0);
    QTRY_VERIFY_WITH_TIMEOUT(state().reachedEnd, 30'000);
    QCOMPARE(m_got->size(), 3000);
    QVERIFY(m_got->nothingTwice());
    QCOMPARE(state().progress, 1.0);
}

void TestActivationFeed::crawlsFurtherOnDemand()
{
    for (int i = 0; i < 1500; ++i)
        m_list->run(m_now - i * 1000);
    bool more = false;
    connect(m_feed.get(), &ActivationFeed::came, m_got.get(), [&] {
        if (!state().crawling || std::exchange(more, true))
            return;
        m_feed->crawlTo(m_now - 900'000); // while it reads
        m_feed->crawlTo(m_now - 10'000);  // is read already
    });
    m_feed->crawlTo(m_now - 600'000); // before the first look
    m_feed->addViewer(this);
    QTRY_VERIFY_WITH_TIMEOUT(more && !state().crawling, 30'000);
    QCOMPARE(state().backToMs, m_now - 900'000);
    QTRY_VERIFY(m_got->size() >= 901);
    QVERIFY(m_got->nothingTwice());
}

void TestActivationFeed::aCrawlIsStopped()
{
    for (int i = 0; i < 5000; ++i)
        m_list->run(m_now - i * 1000);
    m_feed->addViewer(this);
    QTRY_VERIFY(state().live);
    m_feed->stopCrawl(); // none yet
    m_feed->crawlTo(0);
    QTRY_VERIFY_WITH_TIMEOUT(m_got->size() > 1000, 30'000);
    m_feed->stopCrawl();
    QVERIFY(!state().crawling && !state().reachedEnd);
    QVERIFY(state().backToMs > 0 && state().backToMs < m_now);
    QTRY_COMPARE(m_feed->state().progress, 1.0);
    m_feed->crawlTo(0);
    QTRY_VERIFY_WITH_TIMEOUT(state().reachedEnd, 30'000);
    QCOMPARE(m_got->size(), 5000);
    QVERIFY(m_got->nothingTwice());
}

void TestActivationFeed::aServerThatGivesSmallPages()
{
    m_list->mostInPage = 50;
    for (int i = 0; i < 700; ++i)
        m_list->run(m_now - i * 5000);
    m_feed->crawlTo(0);
    m_feed->addViewer(this);
    QTRY_VERIFY_WITH_TIMEOUT(state().reachedEnd, 30'000);
    QCOMPARE(m_got->size(), 700);
    m_list->run(m_now + 5, 170);
    QTRY_COMPARE_WITH_TIMEOUT(m_got->size(), 870, 30'000);
}

void TestActivationFeed::errorsAndRecovery()
{
    m_list->run(m_now);
    m_feed->addViewer(this);
    QTRY_VERIFY(state().reachedEnd);
    bool failed = false;
    bool liveMeanwhile = true;
    // Looked at when it happens: the next look may be good before a test that waits looks again.
    connect(m_feed.get(), &ActivationFeed::stateChanged, this, [&] {
        if (state().error) {
            failed = true;
            liveMeanwhile = state().live;
        }
    });
    for (int i = 0; i < 2; ++i)
        m_server->once("GET /api/v1/namespaces/_/activations*", answer::error(503, "down"));
    QTRY_VERIFY(failed);
    QVERIFY(!liveMeanwhile);
    QTRY_VERIFY(state().live && !state().error);
    m_feed->disconnect(this);
    m_list->run(m_now + 1);
    QTRY_COMPARE(m_got->size(), 2);
}

void TestActivationFeed::anErrorWhileItCrawls()
{
    for (int i = 0; i < 4000; ++i)
        m_list->run(m_now - 200'000 - i * 200);
    m_feed->addViewer(this);
    QTRY_VERIFY(state().live);
    for (int i = 0; i < 8; ++i)
        m_server->once("GET /api/v1/namespaces/_/activations*", i % 2 ? answer::error(500, "oops") : answer::cut("[{\"a\":1}]", 4));
    m_feed->crawlTo(0);
    QTRY_VERIFY_WITH_TIMEOUT(state().reachedEnd, 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(state().missed.isEmpty(), 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_got->size(), 4000, 30'000);
    QVERIFY(m_got->nothingTwice());
}

void TestActivationFeed::aGapIsReadAgain()
{
    m_list->run(m_now); // what is new is far away from it
    for (int i = 0; i < 2999; ++i)
        m_list->run(m_now - 5'000'000 - i * 10);
    m_list->badStart = m_now - 5'010'000;
    m_feed->addViewer(this);
    QTRY_VERIFY(state().live);
    m_feed->crawlTo(0);
    QTRY_VERIFY_WITH_TIMEOUT(state().reachedEnd, 30'000); // it does not hold up the rest
    QCOMPARE(state().missed.size(), 1);
    QVERIFY(state().missed.first().fromMs <= m_list->badStart && state().missed.first().toMs >= m_list->badStart);
    QVERIFY(state().missed.first().why.contains(u"a record cannot be read"_s));
    QVERIFY(m_got->size() < 3000);
    m_list->badStart = 0;
    QTRY_VERIFY_WITH_TIMEOUT(state().missed.isEmpty(), 60'000);
    QTRY_COMPARE(m_got->size(), 3000);
    QVERIFY(m_got->nothingTwice());
}

void TestActivationFeed::whatCameWhileNobodyLooked()
{
    m_list->run(m_now - 200'000);
    m_feed->addViewer(this);
    QTRY_COMPARE(m_got->size(), 1);
    m_feed->removeViewer(this);
    QTRY_COMPARE(m_client->inFlight(), 0);
    for (int i = 0; i < 700; ++i)
        m_list->run(m_now - i * 250); // further back than the overlap
    m_feed->addViewer(this);
    QTRY_COMPARE_WITH_TIMEOUT(m_got->size(), 701, 30'000);
    QVERIFY(m_got->nothingTwice());
}

void TestActivationFeed::endsWithAClientThatIsGone()
{
    m_feed->addViewer(this);
    QTRY_VERIFY(state().live);
    m_server->hold("GET *");
    QTRY_VERIFY(m_server->waiting() > 0); // one for the head, maybe one for a sweep
    m_client.reset();
    m_feed->pollNow();
    m_feed->crawlTo(0);
    QVERIFY(Pacemaker(quick).beats());
    QVERIFY2(!state().error, qPrintable(state().error ? state().error->message : QString()));
}

QTEST_GUILESS_MAIN(TestActivationFeed)
#include "tst_activationfeed.moc"
