#include "core/connections/profile.h"
#include "tests/ui/connections/dialogfixture.h"
#include "tests/ui/shell/fakegateway.h"
#include "ui/widgets/theme.h"

#include <QApplication>

using namespace connections;
using namespace Qt::StringLiterals;

namespace {

const QByteArray noKey = "{\"error_msg\":\"failed to check token\",\"description\":\"missing apikey\"}";
const QByteArray wrongKey = "{\"error_msg\":\"failed to check token\",\"description\":\"wrong apikey\"}";
const QByteArray viewerKey = "{\"error_msg\":\"failed to check token\",\"description\":\"invalid method for role viewer\"}";

/// As the server does it: first of all the key is looked at.
void guard(FakeGateway &gateway)
{
    gateway.server.on("GET /apisix/admin/routes", [](const FakeRequest &request) {
        const QByteArray key = request.header("X-API-KEY");
        if (key.isEmpty())
            return FakeGateway::apisix(noKey, 401);
        return key == "admin-key" ? FakeGateway::apisix("{\"list\":[],\"total\":0}") : FakeGateway::apisix(wrongKey, 401);
    });
}

} // namespace

/// The layered test of Admin API and data plane.
class TestGatewayTests : public QObject, private ConnectionDialogFixture {
    Q_OBJECT
private:
    QString adminLayer(int index) const { return find(u"adminLayer%1"_s.arg(index))->accessibleName(); }
    QString planeLayer(int index) const { return find(u"planeLayer%1"_s.arg(index))->accessibleName(); }
    QString controlLayer(int index) const { return find(u"controlLayer%1"_s.arg(index))->accessibleName(); }
    void testControl(const QString &address)
    {
        open();
        QTRY_COMPARE(text(u"openwhiskKey"_s), u"id:key"_s);
        type(u"controlApi"_s, address);
        press(u"test"_s);
        QTRY_VERIFY(ended());
    }
    bool ended() const { return label(u"probeWhen"_s).contains("ago"_L1); }
    void test(const QString &key = u"admin-key"_s)
    {
        open();
        QTRY_COMPARE(text(u"openwhiskKey"_s), u"id:key"_s);
        type(u"gatewayAdmin"_s, m_gateway->server.url().toString());
        type(u"gatewayAdminKey"_s, key);
        press(u"test"_s);
        QTRY_VERIFY(ended());
    }
    std::unique_ptr<FakeGateway> m_gateway;

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }
    void init()
    {
        ConnectionDialogFixture::init();
        m_gateway = std::make_unique<FakeGateway>();
        guard(*m_gateway);
    }
    void cleanup()
    {
        ConnectionDialogFixture::cleanup();
        m_gateway.reset();
    }

    void withoutAGatewayThereIsNoPart()
    {
        open();
        QTRY_COMPARE(text(u"openwhiskKey"_s), u"id:key"_s);
        press(u"test"_s);
        QTRY_VERIFY(ended());
        QVERIFY(!find(u"adminLayer0"_s)->isVisible() && !find(u"planeLayer0"_s)->isVisible());
    }

    void answers()
    {
        test();
        QCOMPARE(label(u"adminVerdict"_s), u"answers"_s);
        QVERIFY2(adminLayer(3).contains("APISIX 3.18.0, Admin API v3"_L1), qPrintable(adminLayer(3)));
        QVERIFY2(adminLayer(4).contains("role admin"_L1), qPrintable(adminLayer(4)));
        QCOMPARE(label(u"probeVerdict"_s), u"answers"_s);
        QVERIFY(!find(u"planeLayer0"_s)->isVisible());
        QVERIFY(m_gateway->server.requests().first().header("X-API-KEY").isEmpty()); // who is there is asked without it
        QVERIFY(!m_secrets->values.values().contains("admin-key"));
    }

    void dataPlane()
    {
        FakeServer plane;
        plane.on("GET /", answer::json("{\"error_msg\":\"404 Route Not Found\"}", 404, {{"Server", "APISIX/3.18.0"}}));
        open();
        QTRY_COMPARE(text(u"openwhiskKey"_s), u"id:key"_s);
        type(u"dataPlane"_s, plane.url().toString());
        press(u"test"_s);
        QTRY_VERIFY(ended());
        QCOMPARE(label(u"planeVerdict"_s), u"answers"_s);
        QVERIFY2(planeLayer(3).contains("404 on / from APISIX: reached"_L1), qPrintable(planeLayer(3)));
        QVERIFY(plane.requests().first().header("X-API-KEY").isEmpty() && plane.requests().first().header("Authorization").isEmpty());
    }

    void dataPlaneIsDown()
    {
        FakeServer plane;
        const QString address = plane.url().toString();
        plane.stop();
        open();
        QTRY_COMPARE(text(u"openwhiskKey"_s), u"id:key"_s);
        type(u"dataPlane"_s, address);
        press(u"test"_s);
        QTRY_VERIFY(ended());
        QCOMPARE(label(u"planeVerdict"_s), u"stopped at TCP"_s);
        QCOMPARE(label(u"probeVerdict"_s), u"answers"_s);
    }

    void controlApi()
    {
        FakeServer node;
        node.on("GET /v1/healthcheck", answer::json("[{\"name\":\"/apisix/upstreams/1\",\"nodes\":[]}]"));
        testControl(u"127.0.0.1:%1"_s.arg(node.port())); // http for this computer, as for the other addresses
        QCOMPARE(label(u"controlVerdict"_s), u"answers"_s);
        QVERIFY2(controlLayer(3).contains("health of 1 upstream"_L1), qPrintable(controlLayer(3)));
        QVERIFY(!find(u"adminLayer0"_s)->isVisible() && !find(u"planeLayer0"_s)->isVisible());
        const FakeRequest asked = node.requests().last();
        QVERIFY(asked.header("X-API-KEY").isEmpty() && asked.header("Authorization").isEmpty());
        press(u"save"_s);
        QTRY_COMPARE(m_profiles->find(u"a"_s)->controlApi, QUrl(u"http://127.0.0.1:%1"_s.arg(node.port())));
    }

    void noControlApi_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("words");
        QTest::newRow("data plane") << QByteArray("{\"error_msg\":\"404 Route Not Found\"}") << 404 << u"is no control API"_s;
        QTest::newRow("something else") << QByteArray("{\"hello\":\"world\"}") << 200 << u"is no control API"_s;
        QTest::newRow("a page") << QByteArray("<html>hello</html>") << 200 << u"is no control API"_s;
        QTest::newRow("broken") << QByteArray("{\"error_msg\":\"no\"}") << 500 << u"failed on this request"_s;
    }
    void noControlApi()
    {
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        QFETCH(QString, words);
        FakeServer node;
        node.on("GET /v1/healthcheck", answer::json(body, status));
        testControl(node.url().toString());
        QCOMPARE(label(u"controlVerdict"_s), u"stopped at HTTP"_s);
        QVERIFY2(controlLayer(3).contains(words), qPrintable(controlLayer(3)));
        QVERIFY(controlLayer(1).contains("ms"_L1)); // the layers before were good
    }

    void aControlApiThatIsNoAddress()
    {
        open();
        QTRY_COMPARE(text(u"openwhiskKey"_s), u"id:key"_s);
        type(u"controlApi"_s, u"ftp://x"_s);
        press(u"save"_s);
        QTRY_COMPARE(find(u"controlApi"_s), QApplication::focusWidget());
        QVERIFY(m_profiles->find(u"a"_s)->controlApi.isEmpty());
    }

    void viewer()
    {
        m_gateway->server.on("POST /apisix/admin/schema/validate/*", FakeGateway::apisix(viewerKey, 401));
        test();
        QCOMPARE(label(u"adminVerdict"_s), u"read-only role"_s);
        QVERIFY2(adminLayer(4).contains("role viewer: gateway part read-only"_L1), qPrintable(adminLayer(4)));
    }

    void wrongKeyIsRefused()
    {
        test(u"other"_s);
        QCOMPARE(label(u"adminVerdict"_s), u"stopped at Key"_s);
        QVERIFY2(adminLayer(4).contains("refuses the admin key"_L1), qPrintable(adminLayer(4)));
        QVERIFY(adminLayer(3).contains("APISIX 3.18.0"_L1));
    }

    void problems_data()
    {
        QTest::addColumn<QByteArray>("route");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("html");
        QTest::addColumn<QString>("verdict");
        QTest::addColumn<QString>("words");
        QTest::newRow("allow_admin") << QByteArray("GET /apisix/admin/routes") << QByteArray("<html>403</html>") << 403 << true
                                     << u"stopped at Version"_s << u"allow_admin"_s;
        QTest::newRow("etcd is down") << QByteArray("GET /apisix/admin/routes") << QByteArray("{\"error_msg\":\"has no healthy etcd endpoint available\"}")
                                      << 503 << false << u"stopped at Version"_s << u"etcd"_s;
        QTest::newRow("no gateway") << QByteArray("GET /apisix/*") << QByteArray("<html>404</html>") << 404 << true
                                    << u"stopped at Version"_s << u"has no Admin API"_s;
        QTest::newRow("something else") << QByteArray("GET /apisix/admin/routes") << QByteArray("<html>hello</html>") << 200 << true
                                        << u"stopped at Version"_s << u"is no Admin API"_s;
    }
    void problems()
    {
        QFETCH(QByteArray, route);
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        QFETCH(bool, html);
        QFETCH(QString, verdict);
        QFETCH(QString, words);
        const FakeAnswer given = html ? answer::html(body, status) : FakeGateway::apisix(body, status);
        m_gateway->server.on(route, given);
        m_gateway->server.on("GET /apisix/admin/routes", given);
        test();
        QCOMPARE(label(u"adminVerdict"_s), verdict);
        QVERIFY2(adminLayer(3).contains(words), qPrintable(adminLayer(3)));
        QVERIFY(adminLayer(4).contains("not sent"_L1));
        QVERIFY(!m_gateway->server.requests().last().headers.contains({"X-API-KEY", "admin-key"}));
        QCOMPARE(label(u"probeVerdict"_s), u"answers"_s); // each server for itself
    }

    void etcdGoesDownBehindTheKey()
    {
        m_gateway->server.on("GET /apisix/admin/routes", [](const FakeRequest &request) {
            return request.header("X-API-KEY").isEmpty()
                ? FakeGateway::apisix(noKey, 401)
                : FakeGateway::apisix("{\"error_msg\":\"has no healthy etcd endpoint available\"}", 503);
        });
        test();
        QVERIFY2(adminLayer(4).contains("cannot reach its etcd"_L1), qPrintable(adminLayer(4)));
    }

    void aKeyIsMissing()
    {
        open();
        QTRY_COMPARE(text(u"openwhiskKey"_s), u"id:key"_s);
        type(u"gatewayAdmin"_s, m_gateway->server.url().toString());
        press(u"test"_s);
        QTRY_VERIFY(ended());
        QVERIFY(adminLayer(4).contains("there is no key to try"_L1));
    }
};

QTEST_MAIN(TestGatewayTests)
#include "tst_gatewaytests.moc"
