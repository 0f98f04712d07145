#include "tests/ui/shell/gatewaywindow.h"
#include "ui/explorer/explorer.h"
#include "ui/gateway/expose/exposedialog.h"
#include "ui/gateway/list/gatewaylistpage.h"
#include "ui/gateway/list/previewpane.h"
#include "ui/gateway/test/testpanel.h"
#include "ui/shell/paletteindex.h"
#include "ui/widgets/bulkdialog.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QTableView>

using namespace Qt::StringLiterals;
using gateway::Kind;

/// What the window offers for the objects of a gateway, and for an action that shall become a route.
class TestWindowRoutes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }

    void viewerKey()
    {
        GatewayWindow setup;
        setup.addWithGateway();
        setup.admin.server.on("POST /apisix/admin/schema/validate/*",
                              FakeGateway::apisix("{\"error_msg\":\"failed to check token\",\"description\":\"invalid method for role viewer\"}", 401));
        QVERIFY(setup.openWhole());
        setup.choose(setup.route(u"hello"_s));
        QTRY_VERIFY(!setup.command("entity.delete")->isEnabled());
        QVERIFY(setup.command("entity.delete")->toolTip().contains("role viewer"_L1));
        setup.choose(setup.find(u"action:hello"_s));
        QTRY_VERIFY(setup.command("entity.delete")->isEnabled()); // the other half is not
    }

    void commandsWorkOnObjects()
    {
        GatewayWindow setup;
        setup.addWithGateway();
        QVERIFY(setup.openWhole());
        setup.choose(setup.route(u"stock"_s));
        QTRY_VERIFY(setup.command("entity.open")->isEnabled());
        setup.command("entity.copyName")->trigger();
        QCOMPARE(QApplication::clipboard()->text(), u"stock"_s);
        QVERIFY(!setup.command("run.invoke")->isEnabled());
        QVERIFY(!setup.command("entity.export")->isEnabled());
        QVERIFY(!setup.command("gateway.expose")->isEnabled());
        setup.command("entity.duplicate")->trigger();
        QCOMPARE(copiedId(*setup.window->tabs().currentTarget()), u"stock"_s);
        setup.choose(setup.route(u"stock"_s));
        setup.command("entity.open")->trigger();
        QCOMPARE(*setup.window->tabs().currentTarget(), gatewayObject({Kind::Route, u"stock"_s}));
        setup.choose(setup.route(u"stock"_s));
        QTRY_VERIFY(setup.command("entity.delete")->isEnabled());
        setup.command("entity.delete")->trigger();
        QTRY_VERIFY(setup.window->findChild<BulkDialog *>());
        setup.window->findChild<BulkDialog *>()->close();
    }

    void theMenuFitsTheRow()
    {
        GatewayWindow setup;
        setup.addWithGateway();
        QVERIFY(setup.openWhole());
        const auto shown = [&setup](const QModelIndex &index) {
            setup.choose(index);
            Q_EMIT setup.window->findChild<Explorer *>()->menuRequested({});
            QList<QAction *> actions;
            for (auto *menu : setup.window->findChildren<QMenu *>(u"entityMenu"_s)) {
                actions = menu->actions();
                delete menu;
            }
            return actions;
        };
        const auto ofRoute = shown(setup.route(u"hello"_s));
        QVERIFY(ofRoute.contains(setup.command("gateway.new.routes")) && ofRoute.contains(setup.command("entity.delete")));
        QVERIFY(!ofRoute.contains(setup.command("action.new")));
        QVERIFY(shown(setup.find(u"gateway-kind:%1"_s.arg(int(Kind::Upstream)))).contains(setup.command("gateway.new.upstreams")));
        const auto ofAction = shown(setup.find(u"action:hello"_s));
        QVERIFY(ofAction.contains(setup.command("gateway.expose")) && ofAction.contains(setup.command("action.new")));
    }

    void thePaletteFindsThem()
    {
        PaletteSource source;
        source.connection = u"Shop"_s;
        source.gateway = true;
        source.noExpose = u"The connection is read-only."_s;
        gateway::Row row;
        row.key.id = u"17"_s;
        row.name = u"hello-old"_s;
        row.uris = {u"/hello"_s, u"/hello/*"_s};
        source.gatewayLists.insert(Kind::Route, std::make_shared<const QList<gateway::Row>>(QList<gateway::Row>{row}));
        openwhisk::ActionSummary action;
        action.name = {u"guest"_s, {}, u"stock"_s};
        source.actions = std::make_shared<const QList<openwhisk::ActionSummary>>(QList<openwhisk::ActionSummary>{action});
        const auto index = paletteIndex(source);
        const auto found = paletteRows(*index, u"hello"_s);
        QCOMPARE(found.at(1).item.text, u"/hello · hello-old"_s);
        QCOMPARE(found.at(1).item.right, u"route · Shop"_s);
        QCOMPARE(*found.at(1).item.target, gatewayObject({Kind::Route, u"17"_s}));
        bool offered = false;
        for (const auto &shown : paletteRows(*index, u"stock"_s)) {
            if (shown.item.command == "gateway.expose"_L1) {
                offered = true;
                QVERIFY(!shown.item.enabled);
                QCOMPARE(shown.item.reason, source.noExpose);
            }
        }
        QVERIFY(offered);
        source.gateway = false;
        for (const auto &shown : paletteRows(*paletteIndex(source), u"stock"_s))
            QVERIFY(shown.item.command != "gateway.expose"_L1);
    }

    void exposesAnAction()
    {
        GatewayWindow setup;
        setup.addWithGateway();
        QVERIFY(setup.openWhole());
        setup.choose(setup.find(u"action:orders/price-quote"_s));
        QTRY_VERIFY(setup.command("gateway.expose")->isEnabled());
        setup.command("gateway.expose")->trigger();
        auto *dialog = setup.window->findChild<ExposeDialog *>();
        QVERIFY(dialog);
        dialog->findChild<QAbstractButton *>(u"exposeCreate"_s)->click();
        const Target made = gatewayObject({Kind::Route, u"orders-price-quote"_s});
        QTRY_VERIFY(setup.window->tabs().currentTarget() == made);
        QVERIFY(setup.admin.objects["routes"]["orders-price-quote"].contains("\"service_token\":\"x:y\"")); // out of the keychain
        QTRY_VERIFY(setup.route(u"orders-price-quote"_s).isValid());
    }

    void theActionsPageExposes()
    {
        GatewayWindow setup;
        setup.addWithGateway();
        setup.serveHello();
        QVERIFY(setup.openWhole());
        setup.window->tabs().open({Target::Kind::Action, {u"_"_s, {}, u"hello"_s}});
        auto *page = setup.window->tabs().currentPage();
        auto *expose = page->findChild<QAbstractButton *>(u"expose"_s);
        QVERIFY(expose);
        QTRY_VERIFY(expose->isVisible() && expose->isEnabled());
        expose->click();
        const auto *dialog = setup.window->findChild<ExposeDialog *>();
        QVERIFY(dialog);
        QVERIFY(dialog->windowTitle().contains(u"hello"_s));
    }

    void theActionsPageSaysWhyNot()
    {
        GatewayWindow setup;
        setup.addWithGateway();
        setup.serveHello();
        setup.admin.server.on("POST /apisix/admin/schema/validate/*",
                              FakeGateway::apisix("{\"error_msg\":\"failed to check token\",\"description\":\"invalid method for role viewer\"}", 401));
        QVERIFY(setup.openWhole());
        setup.window->tabs().open({Target::Kind::Action, {u"_"_s, {}, u"hello"_s}});
        auto *expose = setup.window->tabs().currentPage()->findChild<QAbstractButton *>(u"expose"_s);
        QTRY_VERIFY(expose->isVisible() && !expose->isEnabled());
        QVERIFY(expose->toolTip().contains(u"role viewer"_s));
        GatewayWindow without;
        without.add(u"a"_s);
        without.serveHello();
        QVERIFY(without.open(u"a"_s));
        without.window->tabs().open({Target::Kind::Action, {u"_"_s, {}, u"hello"_s}});
        auto *compare = without.window->tabs().currentPage()->findChild<QAbstractButton *>(u"compare"_s);
        QTRY_VERIFY(compare->isEnabled()); // the page is loaded
        QVERIFY(!without.window->tabs().currentPage()->findChild<QAbstractButton *>(u"expose"_s)->isVisible());
    }

    /// The panel is looked for where it stands: shown, in the window, ready to be typed into.
    void aTestRequestFromTheListBringsThePanel()
    {
        GatewayWindow setup;
        setup.addWithGateway();
        QVERIFY(setup.openWhole());
        setup.command("gateway.routes")->trigger();
        auto *list = qobject_cast<GatewayListPage *>(setup.window->tabs().currentPage());
        QVERIFY(list);
        QTRY_COMPARE(list->rows()->rowCount(), 3);
        list->table()->setCurrentIndex(list->rows()->index(list->rows()->indexOfId(u"hello"_s), 1));
        const auto preview = [list] { return list->findChild<PreviewPane *>(); };
        QTRY_COMPARE(preview()->idShown(), u"hello"_s);
        preview()->findChild<QAbstractButton *>(u"previewTest"_s)->click();
        QVERIFY(setup.window->tabs().currentTarget() == helloRoute());
        auto *page = setup.window->tabs().currentPage();
        const auto hasFocus = [](const TestPanel *panel) {
            return !panel->visibleRegion().isEmpty() && panel->isAncestorOf(QApplication::focusWidget());
        };
        const auto isReady = [page, hasFocus] {
            const auto panels = page->findChildren<TestPanel *>();
            return std::any_of(panels.begin(), panels.end(), hasFocus);
        };
        QTRY_VERIFY(isReady());
        QCOMPARE(setup.admin.server.count("PUT *"), 0);
    }

    void credentialsHaveAListOfTheirOwn()
    {
        GatewayWindow setup;
        setup.addWithGateway();
        QVERIFY(setup.openWhole());
        QTRY_VERIFY(setup.command("gateway.credentials")->isEnabled());
        QTRY_VERIFY(setup.find(u"gateway-kind:%1"_s.arg(int(Kind::Credential))).isValid());
        const auto row = setup.find(u"gateway-kind:%1"_s.arg(int(Kind::Credential)));
        QCOMPARE(row.data().toString(), u"Credentials"_s);
        setup.choose(row);
        Q_EMIT setup.window->findChild<Explorer *>()->menuRequested({}); // without a way to make one of no consumer
        delete setup.window->findChild<QMenu *>(u"entityMenu"_s);
        QTest::keyClick(setup.tree(), Qt::Key_Return);
        QTRY_VERIFY(setup.window->tabs().currentTarget() == gatewayList(Kind::Credential));
        QTRY_COMPARE(setup.window->tabs().currentPage()->findChild<StateView *>(u"listState"_s)->state(), StateView::Empty);
    }
};

QTEST_MAIN(TestWindowRoutes)
#include "tst_windowroutes.moc"
