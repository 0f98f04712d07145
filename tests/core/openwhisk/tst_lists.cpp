#include "core/openwhisk/operations.h"

#include "fakecatalog.h"
#include "tests/support/await.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace openwhisk;

namespace {

template<typename Row> QSet<QByteArray> namesOf(const List<Row> &rows)
{
    QSet<QByteArray> names;
    for (const Row &row : *rows)
        names.insert(row.name.name.toUtf8());
    return names;
}

} // namespace

class TestLists : public QObject, protected Served {
    Q_OBJECT
private Q_SLOTS:
    void init() { serve(); }
    void sizes_data()
    {
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("asked");
        QTest::newRow("empty") << 0 << 2;
        QTest::newRow("one page") << 199 << 2;
        QTest::newRow("just over") << 201 << 5;
        QTest::newRow("many") << 3000 << 1 + 16 + 2;
    }
    void sizes()
    {
        QFETCH(int, rows);
        QFETCH(int, asked);
        FakeCatalog catalog(*m_server, "actions", rows);
        const auto list = await(listActions(*m_client, this));
        QVERIFY(list);
        QCOMPARE((*list)->size(), rows);
        QCOMPARE(namesOf(*list), catalog.names());
        QVERIFY(std::is_sorted((*list)->begin(), (*list)->end(), [](auto &a, auto &b) { return a.updated > b.updated; }));
        QCOMPARE(catalog.asked, asked);
    }
    void pagesGoSideBySide()
    {
        FakeCatalog catalog(*m_server, "actions", 2000);
        m_server->hold("GET /api/v1/namespaces/_/actions?limit=200*");
        const auto list = listActions(*m_client, this);
        QTRY_COMPARE(m_server->waiting(), 6);
        m_server->release("GET /api/v1/namespaces/_/actions?limit=200*");
        QCOMPARE((*await(list))->size(), 2000);
    }
    void otherCollections()
    {
        FakeCatalog packages(*m_server, "packages", 3);
        FakeCatalog triggers(*m_server, "triggers", 450);
        FakeCatalog rules(*m_server, "rules", 2);
        const auto p = await(listPackages(*m_client, this));
        const auto t = await(listTriggers(*m_client, this));
        const auto r = await(listRules(*m_client, this));
        QCOMPARE((*p)->size(), 3);
        QCOMPARE((*t)->size(), 450);
        QCOMPARE((*r)->size(), 2);
        QCOMPARE(*await(refreshPackages(*m_client, *p, this)), *p);
        QCOMPARE(*await(refreshTriggers(*m_client, *t, this)), *t);
        QCOMPARE(*await(refreshRules(*m_client, *r, this)), *r);
    }
    void withoutCount()
    {
        FakeCatalog catalog(*m_server, "actions", 1234);
        catalog.counts = false;
        const auto list = await(listActions(*m_client, this));
        QCOMPARE(namesOf(*list), catalog.names());
        catalog.remove(700);
        const auto refreshed = await(refreshActions(*m_client, *list, this));
        QCOMPARE(namesOf(*refreshed), catalog.names());
    }
    void whileEntitiesChange_data()
    {
        QTest::addColumn<int>("every");
        QTest::addColumn<bool>("removes");
        QTest::newRow("now and then") << 7 << true;
        QTest::newRow("updates before each answer") << 1 << false;
        QTest::newRow("anything before each answer") << 1 << true;
    }
    void whileEntitiesChange()
    {
        QFETCH(int, every);
        QFETCH(bool, removes);
        FakeCatalog catalog(*m_server, "actions", 2500);
        const QSet<QByteArray> before = catalog.names();
        QRandomGenerator random(7);
        int answers = 0;
        catalog.beforeAnswer = [&] {
            if (++answers % every == 0)
                switch (random.bounded(removes ? 3 : 2)) {
                case 0:
                    return catalog.create();
                case 1:
                    return catalog.update(random.bounded(int(catalog.entities.size())));
                default:
                    return catalog.remove(random.bounded(int(catalog.entities.size())));
                }
        };
        const auto list = await(listActions(*m_client, this));
        const auto listed = namesOf(*list);
        QCOMPARE(listed.size(), (*list)->size()); // no doubles
        QVERIFY(((before & catalog.names()) - listed).isEmpty()); // no gaps
        // Once it is quiet, a refresh sees exactly what there is.
        catalog.beforeAnswer = {};
        QCOMPARE(namesOf(*await(refreshActions(*m_client, *list, this))), catalog.names());
    }
    void refreshOfNothingIsTheSamePointer()
    {
        FakeCatalog catalog(*m_server, "actions", 1000);
        const auto list = await(listActions(*m_client, this));
        catalog.asked = 0;
        QCOMPARE(*await(refreshActions(*m_client, *list, this)), *list);
        QCOMPARE(catalog.asked, 2);
    }
    void refreshOfFewChanges()
    {
        FakeCatalog catalog(*m_server, "actions", 10'000);
        const auto list = await(listActions(*m_client, this));
        const int whole = catalog.asked;
        for (const int i : {9000, 5000, 1})
            catalog.update(i);
        catalog.create("new");
        catalog.asked = 0;
        const auto refreshed = await(refreshActions(*m_client, *list, this));
        QCOMPARE(namesOf(*refreshed), catalog.names());
        QCOMPARE((*refreshed)->first().name.name, u"new"_s);
        QVERIFY(m_server->requests().last().target.endsWith("?limit=40&skip=0")
                || m_server->requests().last().target.endsWith("?count=true")); // no whole page to see so little
        QVERIFY(catalog.asked * 10 < whole);
    }
    void refreshGoesOnWhileThereIsNews()
    {
        FakeCatalog catalog(*m_server, "actions", 1500);
        const auto list = await(listActions(*m_client, this));
        for (int i = 0; i < 300; ++i)
            catalog.update(1499);
        catalog.pages = 0;
        const auto refreshed = await(refreshActions(*m_client, *list, this));
        QCOMPARE(catalog.pages, 3); // a short one to look, then full ones
        QCOMPARE((*refreshed)->size(), 1500);
        QCOMPARE((*refreshed)->at(299).updated, catalog.entities[299].updated);
    }
    void refreshFindsWhatIsGone_data()
    {
        QTest::addColumn<bool>("alsoCreated");
        QTest::newRow("deleted") << false;
        QTest::newRow("deleted and created, so the count is the same") << true;
    }
    void refreshFindsWhatIsGone()
    {
        QFETCH(bool, alsoCreated);
        FakeCatalog catalog(*m_server, "actions", 1500);
        const auto list = await(listActions(*m_client, this));
        catalog.remove(1200);
        if (alsoCreated)
            catalog.create();
        QCOMPARE(namesOf(*await(refreshActions(*m_client, *list, this))), catalog.names());
    }
    void refreshOfASmallListNeedsNoMore()
    {
        FakeCatalog catalog(*m_server, "actions", 100);
        const auto list = await(listActions(*m_client, this));
        catalog.remove(50);
        catalog.asked = 0;
        QCOMPARE(namesOf(*await(refreshActions(*m_client, *list, this))), catalog.names());
        QCOMPARE(catalog.asked, 2);
    }
    void recordsThatTheServerCannotReadAreNoReasonToHang()
    {
        FakeCatalog catalog(*m_server, "actions", 900);
        m_server->on("GET /api/v1/namespaces/_/actions?count=true", answer::json(R"({"actions":905})"));
        QCOMPARE((*await(listActions(*m_client, this)))->size(), 900);
        QVERIFY(catalog.asked < 20);
    }
    void errors()
    {
        FakeCatalog catalog(*m_server, "actions", 900);
        m_server->once("GET /api/v1/namespaces/_/actions?limit=200&skip=392", answer::error(403, "not yours"));
        const auto list = await(listActions(*m_client, this));
        QCOMPARE(list.error().kind, Error::Kind::Forbidden);
        m_server->once("GET /api/v1/namespaces/_/actions?limit=200&skip=196", answer::json("[{\"name\":"));
        QCOMPARE(await(listActions(*m_client, this)).error().kind, Error::Kind::Protocol);
        m_server->once("GET /api/v1/namespaces/_/actions?limit=200&skip=0", answer::json("{}"));
        QCOMPARE(await(listActions(*m_client, this)).error().kind, Error::Kind::Protocol);
        QVERIFY(await(listActions(*m_client, this)));
    }
    void ownerDies()
    {
        FakeCatalog catalog(*m_server, "actions", 2000);
        m_server->hold("GET /api/v1/namespaces/_/actions?limit=200*");
        auto owner = std::make_unique<QObject>();
        const auto list = listActions(*m_client, owner.get());
        QTRY_COMPARE(m_server->waiting(), 6);
        owner.reset();
        QCOMPARE(await(list).error().kind, Error::Kind::Canceled);
        QTRY_COMPARE(m_server->aborted(), 6);
        m_server->release("GET /api/v1/namespaces/_/actions?limit=200*");
        QTRY_COMPARE(m_client->inFlight(), 0);
        QVERIFY(catalog.pages <= 6);
    }
    void clientDies()
    {
        FakeCatalog catalog(*m_server, "actions", 2000);
        m_server->hold("GET *");
        const auto list = listActions(*m_client, this);
        const auto unowned = listActions(*m_client, nullptr);
        QTRY_COMPARE(m_server->waiting(), 6 - 2);
        m_client.reset();
        QCOMPARE(await(list).error().kind, Error::Kind::Canceled);
        QCOMPARE(await(unowned).error().kind, Error::Kind::Canceled);
    }
};

QTEST_GUILESS_MAIN(TestLists)
#include "tst_lists.moc"
