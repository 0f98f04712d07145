#include "core/openwhisk/activationcrawl.h"

#include "fakeactivations.h"

#include <QSignalSpy>
#include <QTest>

using namespace openwhisk;

namespace {

using Window = CrawlPlan::Window;

bool is(const std::optional<Window> &window, qint64 fromMs, qint64 toMs, bool probe)
{
    return window && window->fromMs == fromMs && window->toMs == toMs && window->probe == probe;
}

} // namespace

/// What goes on where a part of the list can never be read.
class TestActivationGaps : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void leavesOutWhatIsKnown()
    {
        CrawlPlan plan(1000, CrawlPlan::open);
        plan.leaveOut(0, 900); // below it
        plan.leaveOut(2000, 2999);
        plan.leaveOut(5000, 5999);
        QVERIFY(is(plan.next(), 3000, 4999, false));
        QVERIFY(is(plan.next(), 1000, 1999, false));
        QVERIFY(is(plan.next(), 6000, CrawlPlan::open, true));
        QVERIFY(!plan.next());
        CrawlPlan all(10, 20);
        all.leaveOut(0, 50);
        QVERIFY(all.isDone());
        CrawlPlan top(10, 20);
        top.leaveOut(15, 50);
        QVERIFY(is(top.next(), 10, 14, false));
    }

    void stepsOverTheNewestPartOfThePast()
    {
        CrawlPlan plan(0, 1'000'000);
        for (const qint64 to : {1'000'000, 940'000}) { // each time twice as far
            const auto probe = plan.next();
            QVERIFY(is(probe, 0, to, true));
            plan.drop(*probe);
            plan.stepOver(*probe, 0);
            QVERIFY(plan.hasOthers());
            QCOMPARE(plan.completeFrom(), 1'000'001);
        }
        const auto rest = plan.next();
        QVERIFY(is(rest, 0, 820'000, true));
        plan.took(*rest, {});
        QVERIFY(plan.reachedEnd());
        QVERIFY(is(plan.next(), 940'001, 1'000'000, false)); // last
        QVERIFY(is(plan.next(), 820'001, 940'000, false));
    }

    void asksAboveTheNewestFirst()
    {
        CrawlPlan plan(1000, CrawlPlan::open);
        const auto head = plan.next();
        plan.drop(*head);
        plan.stepOver(*head, 9000);
        const auto above = plan.next();
        QVERIFY(is(above, 9001, CrawlPlan::open, true));
        plan.took(*above, {});
        QVERIFY(is(plan.next(), 1000, 9000, false));
    }

    void dividesDownToASecond()
    {
        CrawlPlan plan(0, 4000);
        const auto all = plan.next();
        plan.drop(*all);
        QVERIFY(plan.divide(*all));
        const auto upper = plan.next();
        QVERIFY(is(upper, 2001, 4000, false));
        plan.drop(*upper);
        QVERIFY(plan.divide(*upper));
        QVERIFY(is(plan.next(), 0, 2000, false));
        const auto narrow = plan.next();
        QVERIFY(is(narrow, 3001, 4000, false));
        QVERIFY(!plan.divide(*narrow));
    }

    void findsTheRecordThatIsBad()
    {
        FakeServer server;
        FakeActivations list(server);
        for (int i = 0; i < 3000; ++i)
            list.run(100'000 + i * 10);
        list.badStart = 117'000;
        net::Client client(endpointOf(server), nullptr);
        ActivationCrawl crawl(client, CrawlPlan(100'000, 130'000), 1, 1, nullptr);
        crawl.setDivides(true);
        QSignalSpy ended(&crawl, &ActivationCrawl::ended);
        QList<std::pair<qint64, qint64>> missed;
        qsizetype rows = 0;
        connect(&crawl, &ActivationCrawl::gaveUp, this, [&](qint64 from, qint64 to) { missed.append({from, to}); });
        connect(&crawl, &ActivationCrawl::came, this, [&](const Batch &batch) { rows += batch->rows.size(); });
        crawl.resume();
        QTRY_COMPARE(ended.count(), 1);
        QCOMPARE(missed.size(), 1);
        QVERIFY(missed.first().first <= list.badStart && missed.first().second >= list.badStart);
        QVERIFY(missed.first().second - missed.first().first < 1000);
        QVERIFY(rows >= 2900); // all but those of that second; ends of full pages come twice
    }

    void isNotFooledByAServerThatIsDown()
    {
        FakeServer server;
        FakeActivations list(server);
        list.run(100'000, 5);
        list.badStart = 100'000;
        net::Client client(endpointOf(server), nullptr);
        ActivationCrawl crawl(client, CrawlPlan(1, CrawlPlan::open), 2, 1, nullptr);
        crawl.setNewest(200'000);
        server.on("GET /api/v1/namespaces/_/activations", [](const FakeRequest &) { return answer::error(500, "down"); });
        QSignalSpy gaveUp(&crawl, &ActivationCrawl::gaveUp);
        QSignalSpy failed(&crawl, &ActivationCrawl::failed);
        QSignalSpy ended(&crawl, &ActivationCrawl::ended);
        crawl.resume();
        QTRY_VERIFY(failed.count() >= 6); // above the newest nothing is to blame
        QCOMPARE(gaveUp.count(), 0);
        FakeActivations again(server);
        again.run(100'000, 5);
        QTRY_COMPARE(ended.count(), 1);
        QCOMPARE(gaveUp.count(), 0);
    }
};

QTEST_GUILESS_MAIN(TestActivationGaps)
#include "tst_activationgaps.moc"
