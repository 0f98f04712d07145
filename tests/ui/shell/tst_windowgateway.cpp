#include "tests/ui/shell/gatewaywindow.h"
#include "ui/gateway/expose/exposedialog.h"
#include "ui/shell/gatewaydesk.h"
#include "ui/shell/problems.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QDateTime>
#include <QMenu>

using namespace Qt::StringLiterals;
using gateway::Kind;

/// A connection with a gateway from its opening to its end.
class TestWindowGateway : public QObject {
    Q_OBJECT

    static QStringList problemKeys(const GatewayWindow &setup)
    {
        QStringList keys;
        for (const auto &problem : currentProblems(setup.window->connector(), setup.secrets, setup.world.log, QDateTime::currentMSecsSinceEpoch(),
                                                   setup.window->findChild<GatewayDesk *>()->broken()))
            keys += problem.key;
        return keys;
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }

    void showsWhatItIs()
    {
        GatewayWindow setup;
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
        GatewayWindow setup;
        setup.add(u"a"_s);
        QVERIFY(setup.open(u"a"_s));
        QVERIFY(!setup.part<QLabel>("statusGateway")->isVisible());
        QVERIFY(!setup.command("gateway.routes")->isEnabled());
        QVERIFY(setup.command("gateway.routes")->toolTip().contains("no gateway"_L1));
        QVERIFY(!setup.command("gateway.expose")->isEnabled());
    }

    void aGatewayThatIsDownHarmsNothingElse()
    {
        GatewayWindow setup;
        setup.addWithGateway();
        setup.admin.server.stop();
        QVERIFY(setup.open(u"a"_s));
        QTRY_VERIFY(setup.gatewayStatus().contains("no connection"_L1));
        QTRY_VERIFY(setup.part<QAbstractButton>("statusConnection")->text().startsWith("Connected"_L1));
        QTRY_VERIFY(problemKeys(setup).contains(u"gateway"_s));
        QVERIFY(!problemKeys(setup).contains(u"connection"_s));
    }

    void aRefusedKeyIsAProblemOfItsOwn()
    {
        GatewayWindow setup;
        setup.addWithGateway();
        setup.admin.failAll(401, "{\"error_msg\":\"failed to check token\",\"description\":\"wrong apikey\"}");
        QVERIFY(setup.open(u"a"_s));
        QTRY_VERIFY(setup.part<QLabel>("statusGateway")->toolTip().contains("refuses the admin key"_L1));
        QTRY_VERIFY(setup.gatewayStatus().contains("key refused"_L1));
        QTRY_VERIFY(problemKeys(setup).contains(u"gateway"_s));
        QVERIFY(setup.command("action.new")->isEnabled());
    }

    void listsWhatIsBroken()
    {
        GatewayWindow setup;
        setup.addWithGateway();
        setup.admin.add("routes", "lost", "{\"uri\":\"/lost\",\"upstream_id\":\"gone\"}");
        QVERIFY(setup.openWhole());
        const QString key = u"broken:gateway-routes:lost>gateway-upstreams:gone"_s;
        QTRY_VERIFY(problemKeys(setup).contains(key));
        setup.admin.add("upstreams", "gone", "{\"nodes\":{\"a:1\":1}}");
        setup.command("gateway.refresh")->trigger();
        QTRY_VERIFY(!problemKeys(setup).contains(key));
    }

    void opensAndRestores()
    {
        GatewayWindow setup;
        setup.addWithGateway();
        QVERIFY(setup.openWhole());
        setup.command("gateway.routes")->trigger();
        QTRY_VERIFY(setup.window->tabs().currentPage());
        QCOMPARE(*setup.window->tabs().currentTarget(), gatewayList(Kind::Route));
        QCOMPARE(setup.window->tabs().currentPage()->title(), gateway::plural(Kind::Route));
        setup.window->tabs().open(helloRoute());
        QCOMPARE(setup.window->tabs().currentPage()->target(), helloRoute());
        const auto title = [&setup] { return setup.state->tabs(u"a"_s).titleOf(helloRoute().toText()); };
        QTRY_COMPARE(title(), u"/hello"_s); // what the palette finds it by from another connection
        setup.state->flush();
        setup.make(); // as after a restart
        setup.window->connectTo(u"a"_s);
        QTRY_COMPARE(setup.openTargets(), (QStringList{u"gateway-list-routes:"_s, u"gateway-routes:hello"_s}));
        QTRY_VERIFY(setup.window->tabs().currentPage());
        QCOMPARE(setup.window->tabs().currentPage()->target(), helloRoute());
    }

    void tabsOfAGatewayThatIsGoneAreNotRestored()
    {
        GatewayWindow setup;
        setup.addWithGateway();
        QVERIFY(setup.openWhole());
        setup.window->tabs().open(helloRoute());
        setup.state->flush();
        setup.add(u"a"_s); // without a gateway now
        QVERIFY(setup.open(u"a"_s));
        QCOMPARE(setup.openTargets(), QStringList());
    }

    void readOnly()
    {
        GatewayWindow setup;
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

    void closesWithTheConnection()
    {
        GatewayWindow setup;
        setup.addWithGateway();
        QVERIFY(setup.openWhole());
        setup.choose(setup.find(u"action:hello"_s));
        QTRY_VERIFY(setup.command("gateway.expose")->isEnabled());
        setup.command("gateway.expose")->trigger();
        QPointer<ExposeDialog> dialog = setup.window->findChild<ExposeDialog *>();
        QVERIFY(dialog);
        setup.window->tabs().open(helloRoute());
        setup.window->connector().close();
        QTRY_VERIFY(!dialog);
        QVERIFY(!setup.window->connector().gateway());
        QVERIFY(!setup.window->findChild<GatewayDesk *>()->services());
        QVERIFY(!setup.part<QLabel>("statusGateway")->isVisible());
        QCOMPARE(setup.openTargets(), QStringList());
    }

    void closesWhileLoading()
    {
        GatewayWindow setup;
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
