#include "tests/ui/shell/fakegateway.h"
#include "tests/ui/shell/windowfixture.h"
#include "ui/explorer/explorer.h"
#include "ui/gateway/expose/exposedialog.h"
#include "ui/gateway/list/gatewaylistpage.h"
#include "ui/gateway/list/previewpane.h"
#include "ui/gateway/test/testpanel.h"
#include "ui/shell/connector.h"
#include "ui/shell/dock.h"
#include "ui/shell/gatewaydesk.h"
#include "ui/shell/paletteindex.h"
#include "ui/shell/problems.h"
#include "ui/widgets/bulkdialog.h"
#include "ui/widgets/page.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDateTime>
#include <QLabel>
#include <QMenu>
#include <QTableView>

using namespace Qt::StringLiterals;
using connections::Secret;
using gateway::Kind;

namespace {

class Setup : public WindowFixture {
public:
    Setup() { admin.fill(); }
    ~Setup() { window.reset(); }
    void addWithGateway(bool readOnly = false)
    {
        auto profile = add(u"a"_s, connections::Environment::Dev, readOnly);
        profile.gatewayAdmin = admin.server.url();
        profile.dataPlane = QUrl(u"http://127.0.0.1:9"_s);
        if (!profiles.save(profile))
            qFatal("cannot save");
        secrets.write(u"a"_s, Secret::GatewayAdminKey, "admin-key");
    }
    void serveHello()
    {
        world.server.on("GET /api/v1/namespaces/_/actions/hello*",
                        answer::json(R"({"name":"hello","namespace":"guest","version":"0.0.1","annotations":[],"parameters":[],"limits":{},)"
                                     R"("exec":{"kind":"nodejs:20","code":"x","binary":false}})"));
    }
    bool openWhole()
    {
        return open(u"a"_s) && QTest::qWaitFor([this] { return route(u"hello"_s).isValid(); }, 30'000);
    }
    QModelIndex route(const QString &id) const { return find(u"gateway:0//"_s + id); }
    QString gatewayStatus() const { return part<QLabel>("statusGateway")->text(); }
    QStringList problemKeys() const
    {
        QStringList keys;
        for (const auto &problem : currentProblems(window->connector(), secrets, world.log, QDateTime::currentMSecsSinceEpoch(),
                                                   window->findChild<GatewayDesk *>()->broken()))
            keys += problem.key;
        return keys;
    }
    void choose(const QModelIndex &index) const
    {
        tree()->setFocus();
        tree()->setCurrentIndex(index);
    }

    FakeGateway admin;
};

const Target helloRoute = gatewayObject({Kind::Route, u"hello"_s});

} // namespace

class TestWindowGateway : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }

    void showsWhatItIs()
    {
        Setup setup;
        setup.addWithGateway();
        QVERIFY(setup.openWhole());
        QTRY_COMPARE(setup.gatewayStatus(), u"APISIX 3.18 · Admin API v3"_s);
        QVERIFY(setup.admin.server.requests().first().header("X-API-KEY") == "admin-key");
        QVERIFY(setup.command("gateway.routes")->isEnabled());
        QTRY_VERIFY(setup.command("gateway.new.routes")->isEnabled());
        const auto *menu = setup.part<QMenu>("menuGateway");
        QVERIFY(menu && menu->actions().contains(setup.command("gateway.expose")));
    }

    void withoutOne()
    {
        Setup setup;
        setup.add(u"a"_s);
        QVERIFY(setup.open(u"a"_s));
        QVERIFY(!setup.part<QLabel>("statusGateway")->isVisible());
        QVERIFY(!setup.command("gateway.routes")->isEnabled());
        QVERIFY(setup.command("gateway.routes")->toolTip().contains("no gateway"_L1));
        QVERIFY(!setup.command("gateway.expose")->isEnabled());
    }

    void aGatewayThatIsDownHarmsNothingElse()
    {
        Setup setup;
        setup.addWithGateway();
        setup.admin.server.stop();
        QVERIFY(setup.open(u"a"_s));
        QTRY_VERIFY(setup.gatewayStatus().contains("no connection"_L1));
        QTRY_VERIFY(setup.part<QAbstractButton>("statusConnection")->text().startsWith("Connected"_L1));
        QTRY_VERIFY(setup.problemKeys().contains(u"gateway"_s));
        QVERIFY(!setup.problemKeys().contains(u"connection"_s));
    }

    void aRefusedKeyIsAProblemOfItsOwn()
    {
        Setup setup;
        setup.addWithGateway();
        setup.admin.failAll(401, "{\"error_msg\":\"failed to check token\",\"description\":\"wrong apikey\"}");
        QVERIFY(setup.open(u"a"_s));
        QTRY_VERIFY(setup.part<QLabel>("statusGateway")->toolTip().contains("refuses the admin key"_L1));
        QTRY_VERIFY(setup.gatewayStatus().contains("key refused"_L1));
        QTRY_VERIFY(setup.problemKeys().contains(u"gateway"_s));
        QVERIFY(setup.command("action.new")->isEnabled());
    }

    void listsWhatIsBroken()
    {
        Setup setup;
        setup.addWithGateway();
        setup.admin.add("routes", "lost", "{\"uri\":\"/lost\",\"upstream_id\":\"gone\"}");
        QVERIFY(setup.openWhole());
        const QString key = u"broken:gateway-routes:lost>gateway-upstreams:gone"_s;
        QTRY_VERIFY(setup.problemKeys().contains(key));
        setup.admin.add("upstreams", "gone", "{\"nodes\":{\"a:1\":1}}");
        setup.command("gateway.refresh")->trigger();
        QTRY_VERIFY(!setup.problemKeys().contains(key));
    }

    void opensAndRestores()
    {
        Setup setup;
        setup.addWithGateway();
        QVERIFY(setup.openWhole());
        setup.command("gateway.routes")->trigger();
        QTRY_VERIFY(setup.window->tabs().currentPage());
        QCOMPARE(*setup.window->tabs().currentTarget(), gatewayList(Kind::Route));
        QCOMPARE(setup.window->tabs().currentPage()->title(), gateway::plural(Kind::Route));
        setup.window->tabs().open(helloRoute);
        QCOMPARE(setup.window->tabs().currentPage()->target(), helloRoute);
        const auto title = [&setup] { return setup.state->tabs(u"a"_s).titleOf(helloRoute.toText()); };
        QTRY_COMPARE(title(), u"/hello"_s); // what the palette finds it by from another connection
        setup.state->flush();
        setup.make(); // as after a restart
        setup.window->connectTo(u"a"_s);
        QTRY_COMPARE(setup.openTargets(), (QStringList{u"gateway-list-routes:"_s, u"gateway-routes:hello"_s}));
        QTRY_VERIFY(setup.window->tabs().currentPage());
        QCOMPARE(setup.window->tabs().currentPage()->target(), helloRoute);
    }

    void tabsOfAGatewayThatIsGoneAreNotRestored()
    {
        Setup setup;
        setup.addWithGateway();
        QVERIFY(setup.openWhole());
        setup.window->tabs().open(helloRoute);
        setup.state->flush();
        setup.add(u"a"_s); // without a gateway now
        QVERIFY(setup.open(u"a"_s));
        QCOMPARE(setup.openTargets(), QStringList());
    }

    void commandsWorkOnObjects()
    {
        Setup setup;
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
        Setup setup;
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

    void readOnly()
    {
        Setup setup;
        setup.addWithGateway(true);
        QVERIFY(setup.openWhole());
        QTRY_COMPARE(setup.gatewayStatus(), u"APISIX 3.18 · Admin API v3 · read-only"_s);
        setup.choose(setup.route(u"hello"_s));
        QTRY_VERIFY(setup.command("entity.open")->isEnabled());
        for (const char *id : {"entity.delete", "entity.duplicate", "gateway.new.routes", "gateway.expose"})
            QVERIFY2(!setup.command(id)->isEnabled(), id);
        QVERIFY(setup.command("gateway.new.routes")->toolTip().contains("read-only"_L1));
        QVERIFY(setup.command("gateway.routes")->isEnabled());
    }

    void viewerKey()
    {
        Setup setup;
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
        Setup setup;
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
        Setup setup;
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
        Setup setup;
        setup.addWithGateway();
        setup.serveHello();
        setup.admin.server.on("POST /apisix/admin/schema/validate/*",
                              FakeGateway::apisix("{\"error_msg\":\"failed to check token\",\"description\":\"invalid method for role viewer\"}", 401));
        QVERIFY(setup.openWhole());
        setup.window->tabs().open({Target::Kind::Action, {u"_"_s, {}, u"hello"_s}});
        auto *expose = setup.window->tabs().currentPage()->findChild<QAbstractButton *>(u"expose"_s);
        QTRY_VERIFY(expose->isVisible() && !expose->isEnabled());
        QVERIFY(expose->toolTip().contains(u"role viewer"_s));
        Setup without;
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
        Setup setup;
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
        QVERIFY(setup.window->tabs().currentTarget() == helloRoute);
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
        Setup setup;
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

    void closesWithTheConnection()
    {
        Setup setup;
        setup.addWithGateway();
        QVERIFY(setup.openWhole());
        setup.choose(setup.find(u"action:hello"_s));
        QTRY_VERIFY(setup.command("gateway.expose")->isEnabled());
        setup.command("gateway.expose")->trigger();
        QPointer<ExposeDialog> dialog = setup.window->findChild<ExposeDialog *>();
        QVERIFY(dialog);
        setup.window->tabs().open(helloRoute);
        setup.window->connector().close();
        QTRY_VERIFY(!dialog);
        QVERIFY(!setup.window->connector().gateway());
        QVERIFY(!setup.window->findChild<GatewayDesk *>()->services());
        QVERIFY(!setup.part<QLabel>("statusGateway")->isVisible());
        QCOMPARE(setup.openTargets(), QStringList());
    }

    void closesWhileLoading()
    {
        Setup setup;
        setup.addWithGateway();
        setup.admin.server.hold("GET /apisix/*");
        setup.make();
        setup.window->connectTo(u"a"_s);
        QTRY_VERIFY(setup.admin.server.waiting("GET /apisix/*") > 0);
        setup.window.reset();
        setup.admin.server.release("GET /apisix/*");
    }
};

QTEST_MAIN(TestWindowGateway)
#include "tst_windowgateway.moc"
