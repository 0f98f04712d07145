#include "core/net/endpoint.h"
#include "core/net/proxy.h"
#include "core/net/request.h"

#include <QScopeGuard>
#include <QTest>

using namespace net;
using namespace Qt::StringLiterals;

class TestAddress : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void plainToOthers_data();
    void plainToOthers();
    void addresses_data();
    void addresses();
    void places();
    void proxies();
    void proxyChoice_data();
    void proxyChoice();
    void writes();
};

void TestAddress::plainToOthers_data()
{
    QTest::addColumn<bool>("plain");
    for (const char *url : {"https://ow.example", "HTTPS://ow.example", "http://localhost:3233", "http://127.0.0.1",
                            "http://127.8.9.10:80", "http://[::1]:3233", "http://ow.localhost", "https://192.168.1.1"})
        QTest::newRow(url) << false;
    for (const char *url : {"http://ow.example", "http://192.168.1.1:3233", "http://localhost.example", "http://[::2]",
                            "http://128.0.0.1", "http://172.17.0.1:3233", "http://notlocalhost"})
        QTest::newRow(url) << true;
}

void TestAddress::plainToOthers()
{
    QTEST(isPlainToOthers(QUrl(QString::fromLatin1(QTest::currentDataTag()))), "plain");
}

void TestAddress::addresses_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("plain") << u"http://h:1"_s << QByteArray("/api?x=1") << QByteArray("http://h:1/api?x=1");
    QTest::newRow("slash") << u"http://h:1/"_s << QByteArray("/api") << QByteArray("http://h:1/api");
    QTest::newRow("path") << u"http://h/ow/front/"_s << QByteArray("/api") << QByteArray("http://h/ow/front/api");
    QTest::newRow("rest goes") << u"http://u:p@h/ow?q#f"_s << QByteArray("/api") << QByteArray("http://h/ow/api");
    QTest::newRow("encoded") << u"http://h"_s << QByteArray("/a%2Fb%20c%25%3F?n=%26%3D%2B")
                             << QByteArray("http://h/a%2Fb%20c%25%3F?n=%26%3D%2B");
    QTest::newRow("six") << u"http://[::1]:80"_s << QByteArray("/a") << QByteArray("http://[::1]:80/a");
}

void TestAddress::addresses()
{
    QFETCH(QString, base);
    QFETCH(QByteArray, target);
    QTEST(address(QUrl(base), target).toEncoded(), "expected");
}

void TestAddress::places()
{
    QCOMPARE(place(QUrl(u"https://ow.example/x"_s)), u"ow.example"_s);
    QCOMPARE(place(QUrl(u"http://u:p@[::1]:3233/x"_s)), u"[::1]:3233"_s);
}

void TestAddress::proxies()
{
    Endpoint endpoint;
    QVERIFY(!proxyOf(endpoint));
    endpoint.proxy = QUrl(u"direct:"_s);
    QCOMPARE(proxyOf(endpoint)->type(), QNetworkProxy::NoProxy);
    QVERIFY(proxyPlace(endpoint, QUrl(u"http://h"_s)).isEmpty());
    endpoint.proxy = QUrl(u"http://us%40er:p%3Ass@proxy.example"_s);
    QCOMPARE(proxyOf(endpoint)->type(), QNetworkProxy::HttpProxy);
    QCOMPARE(proxyOf(endpoint)->user(), u"us@er"_s);
    QCOMPARE(proxyOf(endpoint)->password(), u"p:ss"_s);
    QCOMPARE(proxyPlace(endpoint, QUrl(u"http://h"_s)), u"proxy.example:8080"_s);
    endpoint.proxy = QUrl(u"socks5://proxy.example:99"_s);
    QCOMPARE(proxyOf(endpoint)->type(), QNetworkProxy::Socks5Proxy);
    QCOMPARE(proxyOf(endpoint)->port(), 99);
}

void TestAddress::proxyChoice_data()
{
    using Type = QNetworkProxy::ProxyType;
    QTest::addColumn<QString>("proxy");
    QTest::addColumn<QByteArray>("environment");
    QTest::addColumn<QString>("url");
    QTest::addColumn<int>("type");
    const QString others = u"http://ow.example/api"_s;
    const QString loopback = u"http://127.0.0.1:3233/api"_s;
    QTest::newRow("nothing set") << QString() << QByteArray() << others << int(Type::DefaultProxy);
    QTest::newRow("loopback") << QString() << QByteArray("http://p:1") << loopback << int(Type::DefaultProxy);
    QTest::newRow("environment") << QString() << QByteArray("http://p:1") << others << int(Type::HttpProxy);
    QTest::newRow("direct") << u"direct:"_s << QByteArray() << others << int(Type::DefaultProxy);
    // "Default" would lead through the environment's proxy.
    QTest::newRow("direct all the same") << u"direct:"_s << QByteArray("http://p:1") << others << int(Type::NoProxy);
    QTest::newRow("own") << u"socks5://p:1"_s << QByteArray() << loopback << int(Type::Socks5Proxy);
    QTest::newRow("https") << u"direct:"_s << QByteArray() << u"https://ow.example"_s << int(Type::NoProxy);
}

void TestAddress::proxyChoice()
{
    QFETCH(QString, proxy);
    QFETCH(QByteArray, environment);
    QFETCH(QString, url);
    qputenv("http_proxy", environment);
    const auto clean = qScopeGuard([] { qunsetenv("http_proxy"); });
    Endpoint endpoint;
    endpoint.proxy = QUrl(proxy);
    ProxyChoice choice(endpoint);
    QTEST(int(choice.queryProxy(QNetworkProxyQuery(QUrl(url))).value(0).type()), "type");
}

void TestAddress::writes()
{
    for (const QByteArray method : {"GET", "HEAD", "OPTIONS"})
        QVERIFY(!isWrite({.method = method, .target = "/", .body = {}}));
    for (const QByteArray method : {"PUT", "POST", "PATCH", "DELETE", "get", ""})
        QVERIFY(isWrite({.method = method, .target = "/", .body = {}}));
}

QTEST_GUILESS_MAIN(TestAddress)
#include "tst_address.moc"
