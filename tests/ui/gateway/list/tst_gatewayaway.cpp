#include "tests/ui/gateway/list/listworld.h"
#include "ui/gateway/resource/resourcepage.h"
#include "ui/gateway/resource/resourcestate.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using gateway::Kind;

/// The gateway goes away while one looks at it, and comes back.
class TestGatewayAway : public QObject {
    Q_OBJECT

    static constexpr const char *listRoutes = "GET /apisix/admin/routes";

    struct World : ListWorld {
        World()
        {
            fill();
            session->setFirstPauseMs(20);
        }
        std::unique_ptr<ResourcePage> object(const Target &target)
        {
            auto page = std::make_unique<ResourcePage>(services(), target);
            page->resize(1100, 700);
            page->show();
            return page;
        }
    };
    static QPushButton *button(const QWidget &page, const char *name) { return page.findChild<QPushButton *>(QLatin1String(name)); }
    static QPushButton *buttonWith(const QWidget &parent, const QString &text)
    {
        for (QPushButton *one : parent.findChildren<QPushButton *>())
            if (one->text() == text && one->isVisible())
                return one;
        return nullptr;
    }
    static StateView *state(const ResourcePage &page) { return page.findChild<StateView *>(u"resourceState"_s); }
    static QString stand(const ResourcePage &page) { return page.findChild<QLabel *>(u"pendingHead"_s)->text(); }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }

    void listWaitsAndComesBack()
    {
        World world;
        auto page = world.open();
        QTRY_COMPARE(ListWorld::state(*page)->state(), StateView::Content);
        QTRY_COMPARE(world.session->client().inFlight(), 0);
        world.gate.server.stop();
        page->refresh();
        StateView *view = ListWorld::state(*page);
        QTRY_COMPARE(view->state(), StateView::Stale);
        QCOMPARE(page->rows()->rowCount(), 7); // one can read on
        QVERIFY(ListWorld::text(*page, "listCounts").contains(u"7 · as of"_s));
        QVERIFY(ListWorld::text(*page, "listCounts").endsWith(u"just now"_s));
        QTRY_VERIFY(view->text().contains(u"Next try in"_s));
        // What writes waits, and says why
        QTRY_VERIFY(!button(*page, "listNew")->isEnabled());
        QVERIFY(button(*page, "listNew")->toolTip().contains(u"writing waits"_s));
        QSignalSpy notices(page.get(), &Page::notice);
        QTest::keyClick(page->table(), Qt::Key_Delete);
        QCOMPARE(notices.size(), 1);
        QVERIFY(!page->findChild<BulkDialog *>());
        // What was unfolded stays so from try to try
        QTRY_VERIFY(buttonWith(*view, u"Details"_s));
        buttonWith(*view, u"Details"_s)->click();
        const auto tries = world.log.entries().size();
        QTRY_VERIFY_WITH_TIMEOUT(world.log.entries().size() > tries + 4, 200'000); // pauses have grown for as long as this took
        QVERIFY(view->findChild<QPlainTextEdit *>(u"detailText"_s)->isVisible());
        world.route("new", "'uri':'/new','upstream_id':'pages'");
        world.gate.server.resume();
        QTRY_COMPARE_WITH_TIMEOUT(page->rows()->rowCount(), 8, 200'000);
        QTRY_COMPARE(view->state(), StateView::Content);
        QTRY_VERIFY(button(*page, "listNew")->isEnabled());
        QCOMPARE(world.session->nextTryMs(), 0);
    }

    void aListThatNobodySeesDoesNotAsk()
    {
        World world;
        auto page = world.open();
        QTRY_COMPARE(ListWorld::state(*page)->state(), StateView::Content);
        QTRY_COMPARE(world.session->client().inFlight(), 0);
        page->hide();
        world.gate.failAll(503, "{\"error_msg\":\"has no healthy etcd endpoint available\"}");
        page->refresh();
        QTRY_COMPARE(ListWorld::state(*page)->state(), StateView::Stale);
        QCOMPARE(world.session->nextTryMs(), 0);
        page->show();
        QTRY_VERIFY(world.session->nextTryMs() > 0);
        world.gate.recover();
        QTRY_COMPARE(ListWorld::state(*page)->state(), StateView::Content);
    }

    void aListThatNeverCameSaysSo()
    {
        World world;
        world.gate.server.stop();
        auto page = world.open();
        QTRY_COMPARE(ListWorld::state(*page)->state(), StateView::Error_);
        QTRY_VERIFY(ListWorld::state(*page)->text().contains(u"Next try in"_s));
        world.gate.server.resume();
        QTRY_COMPARE(page->rows()->rowCount(), 7);
    }

    void whatIsTypedStays()
    {
        World world;
        world.session->open();
        QTRY_VERIFY(world.session->listing(Kind::Route).rows);
        auto page = world.object(gatewayObject({Kind::Route, u"web"_s, {}}));
        QTRY_VERIFY(page->state().isLoaded() && !page->state().isReadOnly());
        QTRY_VERIFY(stand(*page).contains(u"unchanged since opened"_s));
        QTRY_COMPARE(world.session->client().inFlight(), 0);
        page->state().setMember(u"desc"_s, json::Value::string(u"mine"_s));
        QTRY_VERIFY(page->canSave());
        world.gate.server.stop();
        page->refresh();
        QTRY_COMPARE(state(*page)->state(), StateView::Stale);
        QTRY_VERIFY(!world.session->connected());
        QVERIFY(!page->canSave());
        QTRY_VERIFY(state(*page)->text().contains(u"what you typed stays"_s));
        QTRY_VERIFY(state(*page)->text().contains(u"Next try in"_s));
        QVERIFY(!stand(*page).contains(u"unchanged"_s));
        QVERIFY(!page->state().isReadOnly()); // one can type on
        page->state().setMember(u"desc"_s, json::Value::string(u"mine still"_s));
        QTRY_VERIFY(buttonWith(*state(*page), u"Try again"_s));
        buttonWith(*state(*page), u"Try again"_s)->click();
        QCOMPARE(page->state().value().value(u"desc"_s).toString(), u"mine still"_s);
        world.gate.server.resume();
        QTRY_COMPARE_WITH_TIMEOUT(state(*page)->state(), StateView::Content, 200'000);
        QTRY_VERIFY(page->canSave());
        QCOMPARE(page->state().value().value(u"desc"_s).toString(), u"mine still"_s);
        QTRY_VERIFY(stand(*page).contains(u"unchanged since opened"_s));
    }

    void aNewOneWaitsAndKeepsWhatIsTyped()
    {
        World world;
        world.session->open();
        QTRY_VERIFY(world.session->listing(Kind::Route).rows && world.session->client().inFlight() == 0);
        auto page = world.object(newGatewayObject(Kind::Route));
        QTRY_VERIFY(page->state().isLoaded() && !page->state().isReadOnly());
        page->state().setMember(u"uri"_s, json::Value::string(u"/mine"_s));
        world.gate.server.stop();
        world.session->refresh(Kind::Upstream);
        QTRY_COMPARE(state(*page)->state(), StateView::Stale);
        QVERIFY(!page->canSave());
        QTRY_VERIFY(buttonWith(*state(*page), u"Try again"_s));
        buttonWith(*state(*page), u"Try again"_s)->click();
        QCOMPARE(page->state().value().value(u"uri"_s).toString(), u"/mine"_s);
        world.gate.server.resume();
        QTRY_COMPARE_WITH_TIMEOUT(state(*page)->state(), StateView::Content, 200'000);
        QCOMPARE(page->state().value().value(u"uri"_s).toString(), u"/mine"_s);
    }

    void anObjectThatIsGoneIsNoServersCopy()
    {
        World world;
        world.session->open();
        QTRY_VERIFY(world.session->listing(Kind::Route).rows && world.session->client().inFlight() == 0);
        auto page = world.object(gatewayObject({Kind::Route, u"web"_s, {}}));
        QTRY_VERIFY(page->state().isLoaded() && !page->state().isReadOnly());
        world.gate.objects["routes"].remove("web");
        page->refresh();
        QTRY_VERIFY(stand(*page).contains(u"not on the gateway any more"_s));
        QVERIFY(!page->canSave());
    }
};

QTEST_MAIN(TestGatewayAway)
#include "tst_gatewayaway.moc"
