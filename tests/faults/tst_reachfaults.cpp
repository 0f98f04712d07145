#include "tests/support/netclient.h"

#include <QSignalSpy>
#include <QSslCertificate>
#include <QSslKey>
#include <QTcpServer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace netclient;
using Kind = Error::Kind;

// Servers that cannot be reached, or not as the address says.
class TestReachFaults : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void refused();
    void unknownName();
    void unreachableHost();
    void silentHost();
    void badAddress();
    void httpToHttps();
    void httpToHttpsThatSaysSo_data();
    void httpToHttpsThatSaysSo();
    void httpsToHttp();
    void deadProxy();
    void certificates_data();
    void certificates();
    void showsTheCertificate();
    void trustsItsOwnAuthority();
    void trustsThePinnedCertificate();
    void refusesAnotherThanThePinned();
    void verifiesNothingWhenTold();
    void clientCertificates();
};

static FakeServer *serverWith(FakeServer::Tls tls, QObject *parent)
{
    auto *server = new FakeServer(tls, parent);
    server->on("GET /a", answer::json("{}"));
    server->on("PUT /a", answer::json("{}"));
    return server;
}

static QByteArray fingerprint(const QString &pem)
{
    return QSslCertificate(FakeServer::pem(pem)).digest(QCryptographicHash::Sha256).toHex();
}

void TestReachFaults::refused()
{
    QUrl url;
    {
        FakeServer server;
        url = server.url();
    }
    VERIFY_FAULT(ask(endpoint(url), request("GET /a")), Kind::Network, u"refuses the connection"_s, u"Check the port"_s,
                 QString::number(url.port()));
    const auto write = ask(endpoint(url), request("PUT /a", "{}"));
    VERIFY_FAULT(write, Kind::Network, u"refuses the connection"_s);
    QVERIFY(!write.error().message.contains(u"unknown whether"_s)); // nothing was sent
    QVERIFY(write.error().detail.startsWith(u"PUT http://127.0.0.1:"_s));
}

void TestReachFaults::unknownName()
{
    VERIFY_FAULT(ask(endpoint(QUrl(u"http://no-such-host.invalid:1234"_s)), request("GET /a")), Kind::Network,
                 u"no-such-host.invalid"_s, u"Check its spelling"_s);
}

void TestReachFaults::unreachableHost()
{
    net::Request quick = request("GET /a"); // 192.0.2.0/24 is kept for examples: silence or "unreachable" at once
    quick.deadline = std::chrono::milliseconds(300);
    VERIFY_FAULT(ask(endpoint(QUrl(u"http://192.0.2.1:3233"_s)), quick), Kind::Network, u"192.0.2.1:3233"_s);
}

void TestReachFaults::silentHost()
{
    FakeServer server;
    server.hold("GET *");
    server.hold("PUT *");
    net::Request quick = request("GET /a");
    quick.deadline = std::chrono::milliseconds(200);
    VERIFY_FAULT(ask(endpoint(server.url()), quick), Kind::Network, u"did not answer within 0.2 s"_s, u"Try again"_s);
    quick.method = "PUT";
    quick.deadline = std::chrono::seconds(3); // it gets there before, also on a slow machine
    VERIFY_FAULT(ask(endpoint(server.url()), quick), Kind::Network, u"3 s"_s, u"unknown whether it was done"_s,
                 u"look before"_s);
    QCOMPARE(server.count("PUT /a"), 1);
}

void TestReachFaults::badAddress()
{
    VERIFY_FAULT(ask(endpoint(QUrl(u"gopher://127.0.0.1"_s)), request("GET /a")), Kind::Network, u"127.0.0.1"_s);
    VERIFY_FAULT(ask(endpoint(QUrl()), request("GET /a")), Kind::Network, u"could not be reached"_s);
}

void TestReachFaults::httpToHttps()
{
    FakeServer server(FakeServer::Tls::SelfSigned);
    QUrl url = server.url();
    url.setScheme(u"http"_s);
    VERIFY_FAULT(ask(endpoint(url), request("GET /a")), Kind::Network, u"without an answer"_s, u"begin with https"_s);
}

void TestReachFaults::httpToHttpsThatSaysSo_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nginx") << QByteArray(
        "<html><head><title>400 The plain HTTP request was sent to HTTPS port</title></head></html>");
    QTest::newRow("go") << QByteArray("Client sent an HTTP request to an HTTPS server.\n");
}

void TestReachFaults::httpToHttpsThatSaysSo()
{
    QFETCH(QByteArray, body);
    FakeServer server;
    server.on("GET /a", body.startsWith('<') ? answer::html(body, 400) : answer::text(body, 400));
    VERIFY_FAULT(ask(server, "GET /a"), Kind::Rejected, u"wants https"_s, u"begin the address with https"_s);
}

void TestReachFaults::httpsToHttp()
{
    FakeServer server;
    QUrl url = server.url();
    url.setScheme(u"https"_s);
    VERIFY_FAULT(ask(endpoint(url), request("GET /a")), Kind::Tls, u"does not speak TLS"_s, u"http instead of https"_s);
}

void TestReachFaults::deadProxy()
{
    QTcpServer gone;
    QVERIFY(gone.listen(QHostAddress::LocalHost));
    net::Endpoint where = endpoint(QUrl(u"http://some.example"_s));
    where.proxy = QUrl(u"http://user:hunter2secret@127.0.0.1:%1"_s.arg(gone.serverPort()));
    gone.close();
    const auto result = ask(where, request("GET /a"));
    VERIFY_FAULT(result, Kind::Network, u"some.example could not be reached"_s, u"the proxy 127.0.0.1:"_s,
                 u"Check the proxy"_s);
    QVERIFY(!result.error().detail.contains(u"hunter2secret"_s));
}

void TestReachFaults::certificates_data()
{
    using Tls = FakeServer::Tls;
    QTest::addColumn<int>("tls");
    QTest::addColumn<QString>("words");
    QTest::newRow("self-signed") << int(Tls::SelfSigned) << u"self-signed"_s;
    QTest::newRow("other name") << int(Tls::OtherName) << u"for another name"_s;
    QTest::newRow("expired") << int(Tls::Expired) << u"ran out on 2021-01-01"_s;
    QTest::newRow("unknown authority") << int(Tls::Authority)
                                       << u"authority that signed the certificate is not known"_s;
}

void TestReachFaults::certificates()
{
    QFETCH(int, tls);
    QFETCH(QString, words);
    FakeServer *server = serverWith(FakeServer::Tls(tls), this);
    VERIFY_FAULT(ask(*server, "GET /a"), Kind::Tls, u"cannot be trusted"_s, words, u"pin it"_s);
    VERIFY_FAULT(ask(*server, "PUT /a", "{}"), Kind::Tls, words);
    QVERIFY(!ask(*server, "PUT /a", "{}").error().message.contains(u"unknown whether"_s));
    QCOMPARE(server->count(), 0); // no key went out
}

void TestReachFaults::showsTheCertificate()
{
    FakeServer *server = serverWith(FakeServer::Tls::SelfSigned, this);
    net::Client client(endpoint(server->url()), nullptr);
    QSignalSpy failed(&client, &net::Client::tlsFailed);
    QVERIFY(!await(client.send(request("GET /a"), this)));
    QCOMPARE(failed.size(), 1);
    const auto failure = failed.first().first().value<net::TlsFailure>();
    QCOMPARE(failure.leafSha256, fingerprint(u"selfsigned.pem"_s));
    QCOMPARE(QSslCertificate(failure.chainPem.value(0)), QSslCertificate(FakeServer::pem(u"selfsigned.pem"_s)));
    QVERIFY(!failure.reasons.isEmpty());
}

void TestReachFaults::trustsItsOwnAuthority()
{
    FakeServer *server = serverWith(FakeServer::Tls::Authority, this);
    net::Endpoint where = endpoint(server->url());
    where.tls.caPem = FakeServer::pem(u"ca.pem"_s);
    QVERIFY(ask(where, request("GET /a")));
    where.base = server->url(u"localhost"_s);
    QVERIFY(ask(where, request("PUT /a", "{}")));
    FakeServer *other = serverWith(FakeServer::Tls::SelfSigned, this);
    where.base = other->url();
    VERIFY_FAULT(ask(where, request("GET /a")), Kind::Tls, u"self-signed"_s);
    where.tls.caPem = FakeServer::pem(u"selfsigned.pem"_s); // a self-signed one may be its own authority
    const auto own = ask(where, request("GET /a"));
    QVERIFY2(own, own ? "" : qPrintable(own.error().message));
    FakeServer *named = serverWith(FakeServer::Tls::OtherName, this); // which excuses no other fault
    where.base = named->url();
    where.tls.caPem = FakeServer::pem(u"othername.pem"_s);
    VERIFY_FAULT(ask(where, request("GET /a")), Kind::Tls, u"for another name"_s);
}

void TestReachFaults::trustsThePinnedCertificate()
{
    for (const auto &[tls, pem] : {std::pair(FakeServer::Tls::SelfSigned, u"selfsigned.pem"_s),
                                   std::pair(FakeServer::Tls::OtherName, u"othername.pem"_s)}) {
        FakeServer *server = serverWith(tls, this);
        net::Endpoint where = endpoint(server->url());
        where.tls.pinnedSha256 = fingerprint(pem);
        net::Client client(where, nullptr);
        QList<Async<net::Reply>> many; // several connections at once, each with a handshake of its own
        for (int i = 0; i < 15; ++i)
            many << client.send(request(i % 3 ? "GET /a" : "PUT /a", "{}"), this);
        for (const auto &one : many)
            QVERIFY(await(one));
        where.tls.pinnedSha256
            = QSslCertificate(FakeServer::pem(pem)).digest(QCryptographicHash::Sha256).toHex(':').toUpper();
        QVERIFY(ask(where, request("GET /a"))); // as users write it
    }
}

void TestReachFaults::refusesAnotherThanThePinned()
{
    for (const auto tls : {FakeServer::Tls::SelfSigned, FakeServer::Tls::Authority}) {
        FakeServer *server = serverWith(tls, this);
        net::Endpoint where = endpoint(server->url());
        where.tls.caPem = FakeServer::pem(u"ca.pem"_s); // even one that an authority vouches for
        where.tls.pinnedSha256 = fingerprint(u"othername.pem"_s);
        VERIFY_FAULT(ask(where, request("PUT /a", "{}")), Kind::Tls, u"not the certificate that was pinned"_s);
        QCOMPARE(server->count(), 0);
    }
}

void TestReachFaults::verifiesNothingWhenTold()
{
    for (const auto tls : {FakeServer::Tls::SelfSigned, FakeServer::Tls::OtherName, FakeServer::Tls::Expired}) {
        FakeServer *server = serverWith(tls, this);
        net::Endpoint where = endpoint(server->url());
        where.tls.verify = false;
        QVERIFY(ask(where, request("GET /a")));
    }
}

void TestReachFaults::clientCertificates()
{
    FakeServer *server = serverWith(FakeServer::Tls::WantsClientCertificate, this);
    net::Endpoint where = endpoint(server->url());
    where.tls.caPem = FakeServer::pem(u"ca.pem"_s);
    const auto without = ask(where, request("GET /a"));
    QVERIFY(!without);
    QVERIFY2(without.error().message.contains(u"ertificate"_s) || without.error().message.contains(u"closed"_s),
             qPrintable(without.error().message));
    QCOMPARE(server->count(), 0);
    where.tls.clientCertificatePem = FakeServer::pem(u"client.pem"_s);
    where.tls.clientKeyPem = FakeServer::pem(u"client.key"_s);
    const auto with = ask(where, request("GET /a"));
    QVERIFY2(with, with ? "" : qPrintable(with.error().message));
}

QTEST_GUILESS_MAIN(TestReachFaults)
#include "tst_reachfaults.moc"
