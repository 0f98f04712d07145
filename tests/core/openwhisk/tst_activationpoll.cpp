#include "core/openwhisk/activationpoll.h"
#include "core/openwhisk/feed.h"

#include "fakecatalog.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace openwhisk;

namespace {

/// The list of activations of a server: newest start first, since and upto inclusive.
class FakeFeed {
public:
    explicit FakeFeed(FakeServer &server)
    {
        server.on("GET /api/v1/namespaces/_/activations", [this](const FakeRequest &r) { return answer(r); });
    }
    void run(qint64 start, int count = 1)
    {
        for (int i = 0; i < count; ++i) {
            const Run made{QByteArray::number(++m_made).rightJustified(32, '0'), start};
            m_runs.insert(std::lower_bound(m_runs.begin(), m_runs.end(), made, [](auto &a, auto &b) { return a.start > b.start; }), made);
        }
    }
    qsizetype size() const { return m_runs.size(); }
    qint64 lastSince = 0;

private:
    struct Run {
        QByteArray id;
        qint64 start;
    };
    FakeAnswer answer(const FakeRequest &request)
    {
        const QUrlQuery query(QUrl(QString::fromLatin1(request.target)));
        const auto number = [&query](const QString &name, qint64 otherwise) {
            return query.hasQueryItem(name) ? query.queryItemValue(name).toLongLong() : otherwise;
        };
        lastSince = number(u"since"_s, 0);
        const qint64 upto = number(u"upto"_s, std::numeric_limits<qint64>::max());
        QList<Run> found;
        std::copy_if(m_runs.begin(), m_runs.end(), std::back_inserter(found),
                     [&](const Run &run) { return run.start >= lastSince && run.start <= upto; });
        QByteArrayList rows;
        for (const Run &run : found.mid(number(u"skip"_s, 0), number(u"limit"_s, 30)))
            rows.append("{\"activationId\":\"" + run.id + "\",\"name\":\"a\",\"namespace\":\"g\",\"start\":"
                        + QByteArray::number(run.start) + ",\"statusCode\":0,\"annotations\":[]}");
        return answer::json('[' + rows.join(',') + ']');
    }
    QList<Run> m_runs;
    int m_made = 0;
};

ActivationSummary row(const QString &id, qint64 start)
{
    ActivationSummary result;
    result.id = id;
    result.start = start;
    return result;
}

} // namespace

class TestActivationPoll : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<FakeServer>();
        m_feed = std::make_unique<FakeFeed>(*m_server);
        m_client = std::make_unique<net::Client>(endpointOf(*m_server), nullptr);
        m_now = QDateTime::currentMSecsSinceEpoch();
        m_poll = std::make_unique<ActivationPoll>(*m_client, nullptr, 1000);
        m_poll->setInterval(30);
    }
    void cleanup()
    {
        m_poll.reset();
        m_client.reset();
        m_server.reset();
    }
    void mergesByIdNewestFirst()
    {
        const auto known = withNew(nullptr, {row(u"a"_s, 1), row(u"b"_s, 3)}, 10);
        QCOMPARE(known->first().id, u"b"_s);
        QCOMPARE(withNew(known, {row(u"a"_s, 1)}, 10), known);
        const auto more = withNew(known, {row(u"c"_s, 2), row(u"b"_s, 3), row(u"c"_s, 2)}, 10);
        QCOMPARE(more->size(), 3);
        QCOMPARE(more->at(1).id, u"c"_s);
        QCOMPARE(withNew(more, {row(u"d"_s, 9)}, 2)->last().id, u"b"_s);
        ActivationSummary finished = row(u"a"_s, 1);
        finished.end = 5;
        QCOMPARE(*withNew(known, {finished}, 10)->last().end, 5);
    }
    void pausesGrowAndEnd()
    {
        QCOMPARE(pauseAfter(2000, 0, 0.9), 2000);
        QVERIFY(pauseAfter(2000, 1, 0.5) > 2000);
        QVERIFY(pauseAfter(2000, 3, 0.5) > pauseAfter(2000, 2, 0.5));
        QVERIFY(pauseAfter(2000, 3, 0.1) != pauseAfter(2000, 3, 0.9));
        QVERIFY(pauseAfter(2000, 100, 1) <= 60'000);
    }
    void nobodyLooksNobodyAsks()
    {
        QVERIFY(m_poll->loading());
        QVERIFY(!m_poll->live());
        QTest::qWait(100);
        QCOMPARE(m_server->count(), 0);
    }
    void follows()
    {
        m_feed->run(m_now, 3);
        m_poll->addViewer(this);
        QTRY_VERIFY(m_poll->rows());
        QCOMPARE(m_poll->rows()->size(), 3);
        QVERIFY(m_poll->live() && m_poll->reachedEnd() && m_poll->lastGoodMs() >= m_now);
        m_feed->run(m_now + 1);
        QTRY_COMPARE(m_poll->rows()->size(), 4);
        m_poll->removeViewer(this);
        QVERIFY(!m_poll->live());
    }
    void stopsWithItsLastViewer()
    {
        auto first = std::make_unique<QObject>();
        m_poll->addViewer(first.get());
        m_poll->addViewer(this);
        QTRY_VERIFY(m_poll->live());
        m_poll->removeViewer(this);
        QVERIFY(m_poll->live());
        first.reset();
        QVERIFY(!m_poll->live());
        QTRY_COMPARE(m_client->inFlight(), 0);
        const int asked = m_server->count();
        QTest::qWait(120);
        QCOMPARE(m_server->count(), asked);
    }
    void quietRoundsAreSilent()
    {
        m_feed->run(m_now);
        QSignalSpy changed(m_poll.get(), &ActivationPoll::changed);
        m_poll->addViewer(this);
        QTRY_VERIFY(m_server->count() > 4);
        QCOMPARE(changed.count(), 1);
    }
    void lateOnesAreFound()
    {
        m_feed->run(m_now);
        m_poll->addViewer(this);
        QTRY_VERIFY(m_poll->rows());
        m_feed->run(m_now - 61'000); // began a minute before and has ended now
        QTRY_COMPARE(m_poll->rows()->size(), 2);
        QCOMPARE(m_poll->rows()->last().start, m_now - 61'000);
    }
    void burstWithinOneMillisecond()
    {
        m_feed->run(m_now);
        m_poll->addViewer(this);
        QTRY_VERIFY(m_poll->rows());
        m_feed->run(m_now + 5, 650);
        QTRY_COMPARE(m_poll->rows()->size(), 651);
    }
    void aClockThatIsAheadHidesNothing()
    {
        m_feed->run(m_now + 3'600'000);
        m_poll->addViewer(this);
        QTRY_VERIFY(m_poll->rows());
        m_feed->run(m_now + 10);
        QTRY_COMPARE(m_poll->rows()->size(), 2);
    }
    void holdsNoMoreThanItsCapacity()
    {
        m_feed->run(m_now - 10);
        m_poll->addViewer(this);
        QTRY_VERIFY(m_poll->rows());
        m_feed->run(m_now, 1500);
        QTRY_COMPARE(m_poll->rows()->size(), 1000);
        QVERIFY(!m_poll->reachedEnd());
    }
    void olderOnes()
    {
        for (int i = 0; i < 450; ++i)
            m_feed->run(m_now - i / 100 * 1000); // many share a start
        m_poll->addViewer(this);
        QTRY_VERIFY(m_poll->rows());
        QCOMPARE(m_poll->rows()->size(), 200);
        QVERIFY(!m_poll->reachedEnd());
        qsizetype before = 0;
        while (!m_poll->reachedEnd() && m_poll->rows()->size() > before) {
            before = m_poll->rows()->size();
            m_poll->loadOlder();
            QTRY_VERIFY(m_poll->rows()->size() > before || m_poll->reachedEnd());
        }
        QCOMPARE(m_poll->rows()->size(), 450);
        const int asked = m_server->count();
        QTRY_VERIFY(m_server->count() > asked); // and goes on following
    }
    void errorsAndRecovery()
    {
        m_feed->run(m_now);
        m_poll->addViewer(this);
        QTRY_VERIFY(m_poll->live());
        m_server->hold("GET *");
        QTRY_COMPARE(m_server->waiting(), 1);
        m_server->once("GET /api/v1/namespaces/_/activations", answer::error(503, "down"));
        m_server->release("GET *");
        // Looked at when it happens: the next round may be good before a test that waits looks again.
        qsizetype kept = -1;
        bool liveMeanwhile = false;
        connect(m_poll.get(), &ActivationPoll::changed, this, [&] {
            if (!m_poll->error())
                return;
            kept = m_poll->rows()->size();
            liveMeanwhile = m_poll->live();
        });
        m_poll->pollNow();
        QTRY_COMPARE(kept, 1); // what was known stays
        QVERIFY(!liveMeanwhile);
        QTRY_VERIFY(m_poll->live());
        m_poll->disconnect(this);
        QVERIFY(!m_poll->error());
    }
    void anInterruptedWalkLeavesNoGap()
    {
        m_feed->run(m_now - 200'000);
        m_poll->addViewer(this);
        QTRY_VERIFY(m_poll->rows());
        m_poll->removeViewer(this);
        QTRY_COMPARE(m_client->inFlight(), 0);
        for (int i = 0; i < 700; ++i)
            m_feed->run(m_now - i * 250); // further back than the overlap
        for (int page : {200, 400})
            m_server->once("GET /api/v1/namespaces/_/activations?limit=200&skip=" + QByteArray::number(page) + "*", answer::error(500, "oops"));
        bool failed = false;
        connect(m_poll.get(), &ActivationPoll::changed, this, [&] { failed = failed || m_poll->error(); });
        m_poll->addViewer(this);
        QTRY_VERIFY(failed);
        QTRY_COMPARE(m_poll->rows()->size(), 701);
        m_poll->disconnect(this);
    }
    void endsWithAClientThatIsGone()
    {
        m_poll->addViewer(this);
        QTRY_VERIFY(m_poll->live());
        m_server->hold("GET *");
        QTRY_COMPARE(m_server->waiting(), 1);
        m_client.reset();
        QTest::qWait(100);
        QVERIFY(!m_poll->error());
    }

private:
    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<FakeFeed> m_feed;
    std::unique_ptr<net::Client> m_client;
    std::unique_ptr<ActivationPoll> m_poll;
    qint64 m_now = 0;
};

QTEST_GUILESS_MAIN(TestActivationPoll)
#include "tst_activationpoll.moc"
