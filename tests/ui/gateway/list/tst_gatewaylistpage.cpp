#include "tests/ui/gateway/list/listworld.h"
#include "ui/gateway/list/listdelegates.h"
#include "ui/gateway/list/markcard.h"
#include "ui/gateway/list/previewpane.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using gateway::Kind;

class TestGatewayListPage : public QObject {
    Q_OBJECT

    static constexpr const char *listRoute = "GET /apisix/admin/routes";
    static QString message(const GatewayListPage &page) { return page.findChild<MessageBar *>(u"listMessage"_s)->text(); }
    /// Marks and rows are there: the last of them is the chip of an action that is missing.
    static void waitForMarks(const GatewayListPage &page) { QTRY_COMPARE(ListWorld::marks(page, u"legacy"_s), QStringList{u"no such action"_s}); }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }

    void loads()
    {
        ListWorld world;
        world.fill();
        world.gate.server.hold(listRoute);
        auto page = world.open(Kind::Route, false);
        QAbstractItemModelTester tester(page->rows(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(ListWorld::state(*page)->state(), StateView::Loading);
        QCOMPARE(ListWorld::text(*page, "listCounts"), u"fetching …"_s);
        world.session->open();
        world.own->open();
        QTRY_VERIFY(world.gate.server.waiting(listRoute) > 0);
        world.gate.server.release(listRoute);
        QTRY_COMPARE(page->rows()->rowCount(), 7);
        QTRY_COMPARE(ListWorld::state(*page)->state(), StateView::Content);
        QVERIFY(ListWorld::text(*page, "listCounts").startsWith(u"7 · newest change"));
        QCOMPARE(ListWorld::ids(*page), (QStringList{u"fn"_s, u"hello"_s, u"hello-old"_s, u"legacy"_s, u"quote"_s, u"stock"_s, u"web"_s}));
        QCOMPARE(ListWorld::cell(*page, u"quote"_s, u"target"_s), u"_ / orders / price-quote"_s);
        QCOMPARE(ListWorld::cell(*page, u"fn"_s, u"target"_s), u"openfunction · fn.shop.example/"_s);
        QCOMPARE(ListWorld::cell(*page, u"web"_s, u"target"_s), u"upstream pages"_s);
        QCOMPARE(ListWorld::cell(*page, u"fn"_s, u"methods"_s), u"any"_s);
        QCOMPARE(page->title(), u"Routes"_s);
        QCOMPARE(page->target(), gatewayList(Kind::Route));
    }

    void empty()
    {
        ListWorld world;
        auto page = world.open();
        QSignalSpy opened(page.get(), &Page::openRequested);
        QTRY_COMPARE(ListWorld::state(*page)->state(), StateView::Empty);
        QCOMPARE(ListWorld::state(*page)->text(), u"This gateway has no routes yet."_s);
        Q_EMIT ListWorld::state(*page)->emptyActionRequested();
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.first().first().value<Target>().kind, Target::Kind::NewGatewayObject);
    }

    void error()
    {
        ListWorld world;
        world.fill();
        auto page = world.open();
        QTRY_COMPARE(ListWorld::state(*page)->state(), StateView::Content);
        world.gate.failAll(503, "{}");
        page->refresh();
        QTRY_COMPARE(ListWorld::state(*page)->state(), StateView::Stale); // the rows stay
        QCOMPARE(page->rows()->rowCount(), 7);
        QVERIFY(ListWorld::text(*page, "listCounts").contains(u"as of"));

        ListWorld broken;
        broken.gate.failAll(403, "<html>no</html>");
        auto other = broken.open();
        QTRY_COMPARE(ListWorld::state(*other)->state(), StateView::Error_);
        QCOMPARE(ListWorld::text(*other, "listCounts"), u"unknown"_s);
    }

    void closedWhileLoading()
    {
        ListWorld world;
        world.fill();
        world.gate.server.hold(listRoute);
        auto page = world.open();
        QTRY_VERIFY(world.gate.server.waiting(listRoute) > 0);
        page.reset();
        world.gate.server.release(listRoute);
        QTRY_VERIFY(world.session->listing(Kind::Route).rows);
    }

    void sessionGoneWhileLoading()
    {
        ListWorld world;
        world.fill();
        world.gate.server.hold(listRoute);
        auto page = world.open();
        QTRY_VERIFY(world.gate.server.waiting(listRoute) > 0);
        world.session.reset();
        QTRY_COMPARE(ListWorld::state(*page)->state(), StateView::Error_);
        QVERIFY(!page->findChild<QPushButton *>(u"listNew"_s)->isEnabled());
        page->refresh();
        page->find();
    }

    void sessionGoneWithRows()
    {
        ListWorld world;
        world.fill();
        auto page = world.open();
        QTRY_COMPARE(ListWorld::state(*page)->state(), StateView::Content);
        world.session.reset();
        QTRY_COMPARE(ListWorld::state(*page)->state(), StateView::Stale);
        QCOMPARE(page->rows()->rowCount(), 7);
        QTest::keyClick(page->table(), Qt::Key_Delete); // does nothing
        QVERIFY(!page->findChild<BulkDialog *>());
    }

    void searchesAndFilters()
    {
        ListWorld world;
        world.fill();
        auto page = world.open();
        waitForMarks(*page);
        QTest::keyClicks(page->filterBar()->field(), u"WEB"_s); // labels, ids, paths
        QCOMPARE(ListWorld::ids(*page), (QStringList{u"hello"_s, u"hello-old"_s, u"web"_s}));
        QCOMPARE(ListWorld::text(*page, "listFoot").section(u'.', 1).trimmed(), u"4 of the 7 routes are filtered out:"_s);
        ListWorld::press(*page, "showAll");
        QCOMPARE(page->rows()->rowCount(), 7);
        QVERIFY(page->filterBar()->field()->text().isEmpty());
        const auto shown = [&](const std::function<void(ListFilter &)> &change) {
            ListFilter filter;
            change(filter);
            page->filterBar()->setFilter(filter);
            return ListWorld::ids(*page).join(u' ');
        };
        QCOMPARE(shown([](ListFilter &f) { f.aim = ListFilter::Aim::Upstream; }), u"web"_s);
        QCOMPARE(shown([](ListFilter &f) { f.status = ListFilter::Status::Off; }), u"stock"_s);
        QCOMPARE(shown([](ListFilter &f) { f.plugin = u"openfunction"_s; }), u"fn"_s);
        QCOMPARE(shown([](ListFilter &f) { f.label = u"team=web"_s; }), u"hello hello-old"_s);
        QCOMPARE(shown([](ListFilter &f) { f.host = u"api.shop.example"_s; }), u"legacy"_s);
        QCOMPARE(shown([](ListFilter &f) { f.problems = true; }), u"hello-old legacy quote"_s);
        QCOMPARE(shown([](ListFilter &f) { f.text = u"disabled"_s; }), u"stock"_s);
        QCOMPARE(shown([](ListFilter &f) { f.text = u"orders post"_s; }), u"legacy quote"_s);
        QCOMPARE(shown([](ListFilter &f) { f.text = u"nothing like it"_s; }), QString());
        QCOMPARE(ListWorld::state(*page)->state(), StateView::Empty);
        Q_EMIT ListWorld::state(*page)->emptyActionRequested();
        QCOMPARE(page->rows()->rowCount(), 7);
    }

    void chipsChooseAndClear()
    {
        ListWorld world;
        world.fill();
        auto page = world.open();
        waitForMarks(*page);
        auto *problems = page->findChild<QPushButton *>(u"filterProblems"_s);
        QTRY_COMPARE(problems->text(), u"⚠ with problems 3"_s);
        problems->click();
        QCOMPARE(page->rows()->rowCount(), 3);
        problems->click();
        QCOMPARE(page->rows()->rowCount(), 7);
        auto *plugin = page->findChild<QPushButton *>(u"filterPlugin"_s);
        plugin->click();
        auto *menu = page->findChild<QMenu *>(u"filterMenu"_s);
        QVERIFY(menu);
        QCOMPARE(menu->actions().first()->text(), u"openwhisk"_s); // the most frequent
        menu->actions().first()->trigger();
        menu->close();
        QCOMPARE(plugin->text(), u"Plugin: openwhisk ×"_s);
        QCOMPARE(page->rows()->rowCount(), 5);
        plugin->click();
        QCOMPARE(page->rows()->rowCount(), 7);
    }

    void sorts()
    {
        ListWorld world;
        world.fill();
        world.route("Zeta", "'uri':'/ZETA','priority':2,'plugins':{}");
        world.route("alpha", "'uri':'/alpha','priority':100,'plugins':{}");
        auto page = world.open();
        QTRY_COMPARE(page->rows()->rowCount(), 9);
        auto *header = page->table()->horizontalHeader();
        QCOMPARE(ListWorld::ids(*page).first(), u"alpha"_s);
        QCOMPARE(ListWorld::ids(*page).last(), u"Zeta"_s); // case does not count
        header->setSortIndicator(ListWorld::section(*page, u"priority"_s), Qt::DescendingOrder);
        QCOMPARE(ListWorld::ids(*page).mid(0, 3), (QStringList{u"alpha"_s, u"hello"_s, u"Zeta"_s})); // as numbers
        header->setSortIndicator(ListWorld::section(*page, u"changed"_s), Qt::DescendingOrder);
        QCOMPARE(ListWorld::ids(*page).first(), u"quote"_s);
    }

    void marksWhatIsOdd()
    {
        ListWorld world;
        world.fill();
        auto page = world.open();
        waitForMarks(*page);
        QCOMPARE(ListWorld::marks(*page, u"hello-old"_s), QStringList{u"never reached"_s});
        QCOMPARE(ListWorld::marks(*page, u"quote"_s), QStringList{u"3.0 s"_s});
        QVERIFY(ListWorld::marks(*page, u"hello"_s).isEmpty());
        page->table()->setCurrentIndex(page->rows()->index(page->rows()->indexOfId(u"hello-old"_s), 2));
        auto *preview = page->findChild<PreviewPane *>();
        QTRY_COMPARE(preview->idShown(), u"hello-old"_s);
        const auto bars = preview->widget()->findChildren<MarkCard *>();
        QCOMPARE(bars.size(), 1);
        QVERIFY(bars.first()->text().contains(u"Route hello takes every request"));
        confirm::setNextAnswer(confirm::Answer::Yes);
        for (auto *button : bars.first()->findChildren<QPushButton *>())
            if (button->text() == u"Raise to 11")
                button->click();
        QTRY_COMPARE(world.stored("routes", "hello-old").value(u"priority").toInteger(), 11);
        QTRY_COMPARE(ListWorld::marks(*page, u"hello"_s), QStringList{u"never reached"_s}); // now it is the other one
        const auto versions = await(world.store.versions({u"p"_s, {}}));
        QVERIFY(versions && versions->size() == 1);
    }

    void switchAsksAndWrites()
    {
        ListWorld world;
        world.fill();
        auto page = world.open();
        waitForMarks(*page);
        auto *table = page->table();
        const auto turn = [&](const QString &id) {
            const QRect cell = table->visualRect(page->rows()->index(page->rows()->indexOfId(id), ListWorld::section(*page, u"on"_s)));
            QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, cell.center());
        };
        confirm::setNextAnswer(confirm::Answer::Cancel);
        turn(u"fn"_s);
        QCOMPARE(world.gate.server.count("PATCH *"), 0);
        confirm::setNextAnswer(confirm::Answer::Yes);
        turn(u"fn"_s);
        QTRY_COMPARE(world.stored("routes", "fn").value(u"status").toInteger(), 0);
        QTRY_COMPARE(ListWorld::cell(*page, u"fn"_s, u"on"_s), u"off"_s);
        world.gate.server.on("PATCH /apisix/admin/routes/*", FakeGateway::apisix(R"({"error_msg":"the plugin is broken"})", 400));
        confirm::setNextAnswer(confirm::Answer::Yes);
        turn(u"stock"_s);
        QTRY_VERIFY(message(*page).contains(u"the plugin is broken"));
        QTRY_VERIFY(!world.session->listing(Kind::Route).loading);
    }

    void readOnlyWritesNothing()
    {
        ListWorld world;
        world.fill();
        net::Endpoint endpoint = world.gate.endpoint();
        endpoint.readOnly = true;
        world.session = std::make_unique<gateway::Session>(endpoint, u"p"_s, u"Production"_s, &world.log);
        auto page = world.open();
        QTRY_COMPARE(page->rows()->rowCount(), 7);
        QTRY_COMPARE(page->findChild<Chip *>(u"listMode"_s)->text(), u"read-only"_s);
        auto *fresh = page->findChild<QPushButton *>(u"listNew"_s);
        QVERIFY(!fresh->isEnabled());
        QVERIFY(fresh->toolTip().contains(u"read-only"));
        page->rows()->tickAll(true);
        QVERIFY(!page->findChild<QPushButton *>(u"bulkDelete"_s)->isEnabled());
        QVERIFY(page->findChild<QPushButton *>(u"bulkExport"_s)->isEnabled());
        QTest::keyClick(page->table(), Qt::Key_Delete);
        QVERIFY(!page->findChild<BulkDialog *>());
    }

    void columnsAndFiltersAreKept()
    {
        ListWorld world;
        world.fill();
        auto page = world.open();
        QTRY_COMPARE(page->rows()->rowCount(), 7);
        QVERIFY(page->table()->isColumnHidden(ListWorld::section(*page, u"id"_s)));
        QVERIFY(ListWorld::text(*page, "listFoot").contains(u"Hidden columns: id,"));
        auto *menu = page->findChild<QPushButton *>(u"listColumns"_s)->menu();
        Q_EMIT menu->aboutToShow();
        menu->findChild<QAction *>(u"column-id"_s)->toggle();
        menu->findChild<QAction *>(u"column-target"_s)->toggle();
        ListFilter filter;
        filter.label = u"team=web"_s;
        filter.text = u"token=abcdef"_s;
        ListSettings kept(&world.settings, u"p"_s, Kind::Route);
        QCOMPARE(kept.saveFilter(u"mine"_s, filter), ListSettings::Saved::WithoutText);
        QVERIFY(kept.filter(u"mine"_s)->text.isEmpty());
        page = world.open(Kind::Route, false);
        QTRY_COMPARE(page->rows()->rowCount(), 7);
        QVERIFY(!page->table()->isColumnHidden(ListWorld::section(*page, u"id"_s)));
        QVERIFY(page->table()->isColumnHidden(ListWorld::section(*page, u"target"_s)));
        auto *saved = page->findChild<QPushButton *>(u"saveFilter"_s)->menu();
        Q_EMIT saved->aboutToShow();
        for (auto *action : saved->actions())
            if (action->text() == u"mine")
                action->trigger();
        QCOMPARE(page->rows()->rowCount(), 2);
    }

    void otherKinds_data()
    {
        QTest::addColumn<int>("kind");
        for (const Kind kind : gateway::allKinds())
            if (kind != Kind::Credential && kind != Kind::CostDecoration)
                QTest::newRow(qPrintable(gateway::plural(kind))) << int(kind);
    }
    void otherKinds()
    {
        QFETCH(int, kind);
        ListWorld world;
        world.fill();
        const QByteArray path = gateway::rulesOf(Kind(kind)).path;
        world.gate.add(path, kind == int(Kind::Secret) ? "vault/1" : "one", ListWorld::json("{'plugins':{'cors':{}},'snis':['a.example'],'validity_end':1}"));
        auto page = world.open(Kind(kind));
        QAbstractItemModelTester tester(page->rows(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_VERIFY(page->rows()->rowCount() > 0);
        QTRY_COMPARE(ListWorld::state(*page)->state(), StateView::Content);
        QTRY_VERIFY(!page->findChild<PreviewPane *>()->idShown().isEmpty());
        if (kind == int(Kind::Upstream)) {
            QTRY_COMPARE(ListWorld::cell(*page, u"pages"_s, u"uses"_s), u"1"_s);
            QCOMPARE(ListWorld::cell(*page, u"spare"_s, u"uses"_s), u"nothing"_s);
            QCOMPARE(ListWorld::cell(*page, u"pages"_s, u"nodes"_s), u"10.0.0.1:80"_s);
        }
        if (kind == int(Kind::Ssl))
            QTRY_COMPARE(ListWorld::marks(*page, u"one"_s), QStringList{u"expired"_s});
    }

    void saysThatStreamsAreOff()
    {
        ListWorld world;
        world.fill();
        world.gate.server.on("GET /apisix/admin/stream_routes", FakeGateway::apisix(R"({"error_msg":"stream mode is disabled, can not add stream routes"})", 400));
        auto page = world.open(Kind::StreamRoute);
        QTRY_COMPARE(ListWorld::state(*page)->state(), StateView::Empty);
    }

    void keepsRowAndTicksWhileItChanges()
    {
        ListWorld world;
        world.fill();
        auto page = world.open();
        waitForMarks(*page);
        page->table()->setCurrentIndex(page->rows()->index(page->rows()->indexOfId(u"quote"_s), 2));
        page->rows()->setTicked(page->rows()->indexOfId(u"quote"_s), true);
        page->rows()->setTicked(page->rows()->indexOfId(u"fn"_s), true);
        QCOMPARE(ListWorld::text(*page, "tickedCount"), u"2 selected"_s);
        world.gate.objects["routes"].remove("fn");
        world.route("aaa", "'uri':'/aaa','plugins':{}");
        page->refresh();
        QTRY_COMPARE(ListWorld::ids(*page).first(), u"aaa"_s);
        QCOMPARE(page->rows()->row(page->table()->currentIndex().row()).key.id, u"quote"_s);
        QCOMPARE(page->rows()->ticked(), (QList<gateway::Key>{{Kind::Route, u"quote"_s, {}}}));
        QTest::keyClicks(page->filterBar()->field(), u"aaa"_s);
        QVERIFY(page->rows()->ticked().isEmpty()); // what is not seen is not deleted with the rest
    }
};

QTEST_MAIN(TestGatewayListPage)
#include "tst_gatewaylistpage.moc"
