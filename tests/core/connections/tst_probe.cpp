#include "core/connections/certificate.h"
#include "core/connections/probe.h"
#include "core/net/requestlog.h"
#include "tests/support/fakeserver.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace connections;
using namespace Qt::StringLiterals;
using Name = ProbeLayer::Name;
using State = ProbeLayer::State;

namespace {

net::Endpoint endpointOf(const QUrl &base)
{
    net::Endpoint endpoint;
    endpoint.base = base;
    endpoint.authorization = "Basic aWQ6a2V5";
    endpoint.proxy = QUrl(u"direct:"_s);
    return endpoint;
}

void serveOpenWhisk(FakeServer &server)
{
    server.on("GET /api/v1", answer::json(R"({"description":"OpenWhisk API","api_version":"1.0.0"})"));
    server.on("GET /", answer::json(R"({"runtimes":{"nodejs":[{"kind":"nodejs:20"}],"python":[{"kind":"python:3"}]}})"));
    server.on("GET /api/v1/namespaces", [](const FakeRequest &request) {
        return request.header("Authorization") == "Basic aWQ6a2V5" ? answer::json(R"(["guest"])")
                                                                   : answer::error(401, "The supplied authentication is invalid");
    });
}

QList<State> statesOf(const Probe &probe)
{
    QList<State> states;
    for (const ProbeLayer &layer : probe.layers())
        states.append(layer.state);
    return states;
}

QString textOf(const Probe &probe, Name name)
{
    return probe.layers().at(qsizetype(name)).text;
}

bool keyWasSent(const FakeServer &server)
{
    return std::any_of(server.requests().cbegin(), server.requests().cend(),
                       [](const FakeRequest &request) { return !request.header("Authorization").isEmpty(); });
}

constexpr State Good = State::Good;
constexpr State Warning = State::Warning;
constexpr State Failed = State::Failed;
constexpr State NotTried = State::NotTried;
using States = QList<State>;

} // namespace

#define RUN(PROBE) \
    { \
        QSignalSpy done(&PROBE, &Probe::done); \
        PROBE.start(); \
        QTRY_COMPARE_WITH_TIMEOUT(done.size(), 1, 30'000); \
        QVERIFY(PROBE.finished()); \
    }

class TestProbe : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void allGood();
    void logsItsRequests();
    void unknownName();
    void refused();
    void webPage();
    void wrongKey();
    void noKey();
    void selfSigned();
    void pinned();
    void otherPin();
    void ownAuthority();
    void otherName();
    void expired();
    void notChecked();
    void clientCertificate();
    void tlsToAPlainPort();
    void plainToATlsPort();
    void throughAProxy();
    void endsWhileItRuns();
};

void TestProbe::allGood()
{
    FakeServer server;
    serveOpenWhisk(server);
    Probe probe(endpointOf(server.url()));
    QSignalSpy changed(&probe, &Probe::changed);
    QCOMPARE(statesOf(probe), States(5, State::Waiting));
    RUN(probe)
    QCOMPARE(statesOf(probe), States(5, Good));
    QVERIFY(changed.size() >= 10);
    QVERIFY(probe.passed());
    QCOMPARE(probe.nameSpace(), u"guest"_s);
    QVERIFY(textOf(probe, Name::Tcp).contains(QString::number(server.port())));
    QVERIFY(textOf(probe, Name::Version).contains("1.0.0"_L1));
    QVERIFY(textOf(probe, Name::Version).contains("2"_L1));
    QVERIFY(textOf(probe, Name::Key).contains("guest"_L1));
    QCOMPARE(server.count("GET /api/v1"), 1);
    for (const FakeRequest &request : server.requests())
        QCOMPARE(!request.header("Authorization").isEmpty(), request.target == "/api/v1/namespaces");
}

void TestProbe::logsItsRequests()
{
    FakeServer server;
    serveOpenWhisk(server);
    net::RequestLog log;
    Probe probe(endpointOf(server.url()));
    probe.setLog(&log);
    RUN(probe)
    QCOMPARE(log.total(), 3);
}

void TestProbe::unknownName()
{
    Probe probe(endpointOf(QUrl(u"https://nowhere.invalid"_s)));
    RUN(probe)
    QCOMPARE(statesOf(probe), States({Failed, NotTried, NotTried, NotTried, NotTried}));
    QVERIFY(textOf(probe, Name::Resolve).contains("nowhere.invalid"_L1));
    QVERIFY(textOf(probe, Name::Key).contains("not sent"_L1));
    QVERIFY(!probe.passed());
}

void TestProbe::refused()
{
    FakeServer server;
    const QUrl url = server.url();
    server.stop();
    Probe probe(endpointOf(url));
    RUN(probe)
    QCOMPARE(statesOf(probe), States({Good, Failed, NotTried, NotTried, NotTried}));
    QVERIFY(textOf(probe, Name::Tcp).contains("refuses"_L1));
}

void TestProbe::webPage()
{
    FakeServer server;
    server.on("GET *", answer::html("<html><title>Printer</title></html>"));
    Probe probe(endpointOf(server.url()));
    RUN(probe)
    QCOMPARE(statesOf(probe), States({Good, Good, Good, Failed, NotTried}));
    QVERIFY(!keyWasSent(server));
}

void TestProbe::wrongKey()
{
    FakeServer server;
    serveOpenWhisk(server);
    auto endpoint = endpointOf(server.url());
    endpoint.authorization = "Basic d3Jvbmc=";
    Probe probe(endpoint);
    RUN(probe)
    QCOMPARE(statesOf(probe), States({Good, Good, Good, Good, Failed}));
    QVERIFY(textOf(probe, Name::Key).contains("authentication is invalid"_L1));
    QVERIFY(!textOf(probe, Name::Key).contains("d3Jvbmc"_L1));
    QVERIFY(probe.nameSpace().isEmpty());
}

void TestProbe::noKey()
{
    FakeServer server;
    serveOpenWhisk(server);
    auto endpoint = endpointOf(server.url());
    endpoint.authorization.clear();
    Probe probe(endpoint);
    RUN(probe)
    QCOMPARE(statesOf(probe), States({Good, Good, Good, Good, Failed}));
    QVERIFY(textOf(probe, Name::Key).contains("no key"_L1));
}

void TestProbe::selfSigned()
{
    FakeServer server(FakeServer::Tls::SelfSigned);
    serveOpenWhisk(server);
    Probe probe(endpointOf(server.url()));
    RUN(probe)
    QCOMPARE(statesOf(probe), States({Good, Good, Failed, NotTried, NotTried}));
    QVERIFY(textOf(probe, Name::Tls).contains("self-signed"_L1));
    QVERIFY(probe.tlsFailure());
    QCOMPARE(probe.tlsFailure()->leafSha256.size(), 64);
    QCOMPARE(facts(certificates(probe.tlsFailure()->chainPem.first()).first()).subject, u"localhost"_s);
    QVERIFY(server.requests().isEmpty());
}

void TestProbe::pinned()
{
    FakeServer server(FakeServer::Tls::SelfSigned);
    serveOpenWhisk(server);
    auto endpoint = endpointOf(server.url());
    endpoint.tls.pinnedSha256 = facts(certificates(FakeServer::pem(u"selfsigned.pem"_s)).first()).sha256;
    Probe probe(endpoint);
    RUN(probe)
    QCOMPARE(statesOf(probe), States(5, Good));
    QVERIFY(textOf(probe, Name::Tls).contains("pinned"_L1));
}

void TestProbe::otherPin()
{
    FakeServer server(FakeServer::Tls::SelfSigned);
    auto endpoint = endpointOf(server.url());
    endpoint.tls.pinnedSha256 = QByteArray(64, 'a');
    Probe probe(endpoint);
    RUN(probe)
    QCOMPARE(statesOf(probe), States({Good, Good, Failed, NotTried, NotTried}));
    QVERIFY(server.requests().isEmpty());
}

void TestProbe::ownAuthority()
{
    FakeServer server(FakeServer::Tls::Authority);
    serveOpenWhisk(server);
    Probe stranger(endpointOf(server.url()));
    RUN(stranger)
    QCOMPARE(statesOf(stranger).at(2), Failed);
    auto endpoint = endpointOf(server.url());
    endpoint.tls.caPem = FakeServer::pem(u"ca.pem"_s);
    Probe probe(endpoint);
    RUN(probe)
    QCOMPARE(statesOf(probe), States(5, Good));
    QVERIFY(textOf(probe, Name::Tls).contains("Whiskboard Test Authority"_L1));
}

void TestProbe::otherName()
{
    FakeServer server(FakeServer::Tls::OtherName);
    Probe probe(endpointOf(server.url()));
    RUN(probe)
    QCOMPARE(statesOf(probe).at(2), Failed);
    QVERIFY(textOf(probe, Name::Tls).contains("another name"_L1));
}

void TestProbe::expired()
{
    FakeServer server(FakeServer::Tls::Expired);
    Probe probe(endpointOf(server.url()));
    RUN(probe)
    QCOMPARE(statesOf(probe).at(2), Failed);
    QVERIFY(textOf(probe, Name::Tls).contains("ran out"_L1));
}

void TestProbe::notChecked()
{
    FakeServer server(FakeServer::Tls::OtherName);
    serveOpenWhisk(server);
    auto endpoint = endpointOf(server.url());
    endpoint.tls.verify = false;
    Probe probe(endpoint);
    RUN(probe)
    QCOMPARE(statesOf(probe), States({Good, Good, Warning, Good, Good}));
    QVERIFY(probe.passed());
}

void TestProbe::clientCertificate()
{
    FakeServer server(FakeServer::Tls::WantsClientCertificate);
    serveOpenWhisk(server);
    auto endpoint = endpointOf(server.url());
    endpoint.tls.caPem = FakeServer::pem(u"ca.pem"_s);
    Probe without(endpoint);
    RUN(without)
    QVERIFY(!without.passed());
    QVERIFY(!keyWasSent(server));
    endpoint.tls.clientCertificatePem = FakeServer::pem(u"client.pem"_s);
    endpoint.tls.clientKeyPem = FakeServer::pem(u"client.key"_s);
    Probe probe(endpoint);
    RUN(probe)
    QCOMPARE(statesOf(probe), States(5, Good));
}

void TestProbe::tlsToAPlainPort()
{
    QTcpServer server; // answers whatever comes as web servers do
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, this, [&server] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket] {
            socket->write("HTTP/1.1 400 Bad Request\r\n\r\n");
            socket->disconnectFromHost();
        });
    });
    Probe probe(endpointOf(QUrl(u"https://127.0.0.1:%1"_s.arg(server.serverPort()))));
    RUN(probe)
    QCOMPARE(statesOf(probe), States({Good, Good, Failed, NotTried, NotTried}));
    QVERIFY2(textOf(probe, Name::Tls).contains("does not speak TLS"_L1), qPrintable(textOf(probe, Name::Tls)));
    QVERIFY(!probe.tlsFailure());
}

void TestProbe::plainToATlsPort()
{
    FakeServer server(FakeServer::Tls::SelfSigned);
    QUrl url = server.url();
    url.setScheme(u"http"_s);
    Probe probe(endpointOf(url));
    RUN(probe)
    QCOMPARE(statesOf(probe), States({Good, Good, Good, Failed, NotTried}));
    QVERIFY(!textOf(probe, Name::Version).isEmpty());
}

/// A proxy that only tunnels: CONNECT, then bytes in both directions.
class Tunnel : public QTcpServer {
public:
    int tunnels = 0;

    Tunnel() { listen(QHostAddress::LocalHost); }

protected:
    void incomingConnection(qintptr handle) override
    {
        auto *client = new QTcpSocket(this);
        client->setSocketDescriptor(handle);
        auto *target = new QTcpSocket(this);
        connect(client, &QTcpSocket::readyRead, this, [this, client, target] {
            if (target->state() != QAbstractSocket::UnconnectedState)
                target->write(client->readAll());
            else if (client->peek(65536).contains("\r\n\r\n"))
                open(client, target);
        });
        connect(target, &QTcpSocket::connected, client, [client] { client->write("HTTP/1.1 200 Connected\r\n\r\n"); });
        connect(target, &QTcpSocket::readyRead, client, [client, target] { client->write(target->readAll()); });
        connect(target, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
        connect(client, &QTcpSocket::disconnected, target, &QTcpSocket::disconnectFromHost);
    }

private:
    void open(QTcpSocket *client, QTcpSocket *target)
    {
        const QByteArray place = client->readAll().split(' ').value(1);
        ++tunnels;
        target->connectToHost(QString::fromLatin1(place.split(':').value(0)), place.split(':').value(1).toUShort());
    }
};

void TestProbe::throughAProxy()
{
    FakeServer server(FakeServer::Tls::Authority);
    serveOpenWhisk(server);
    Tunnel tunnel;
    auto endpoint = endpointOf(server.url());
    endpoint.tls.caPem = FakeServer::pem(u"ca.pem"_s);
    endpoint.proxy = QUrl(u"http://127.0.0.1:%1"_s.arg(tunnel.serverPort()));
    Probe probe(endpoint);
    RUN(probe)
    QCOMPARE(statesOf(probe), States(5, Good));
    QVERIFY(textOf(probe, Name::Tcp).contains("through the proxy"_L1));
    QVERIFY(tunnel.tunnels >= 2);
    tunnel.close();
    Probe gone(endpoint);
    RUN(gone)
    QCOMPARE(statesOf(gone).at(1), Failed);
}

void TestProbe::endsWhileItRuns()
{
    FakeServer server;
    serveOpenWhisk(server);
    server.hold("GET /api/v1");
    auto probe = std::make_unique<Probe>(endpointOf(server.url()));
    probe->start();
    QTRY_COMPARE(server.waiting(), 1);
    probe.reset();
    QTRY_COMPARE(server.aborted(), 1);
    Probe(endpointOf(server.url())).start(); // ends while the name is looked up
}

QTEST_GUILESS_MAIN(TestProbe)
#include "tst_probe.moc"
