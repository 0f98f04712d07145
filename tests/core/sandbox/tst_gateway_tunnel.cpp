#include "gatewayworld.h"
#include "tests/support/fakeserver.h"

#include <QSignalSpy>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTcpSocket>
#include <QTest>

using namespace sandbox;
using namespace Qt::StringLiterals;

namespace {

const QByteArray switched = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: abc\r\n\r\n";

/// A server that agrees to leave HTTP and then says everything back in capital letters.
class Echo : public QObject {
public:
    explicit Echo(bool isSecure = false, QByteArray answer = switched) : m_answer(std::move(answer))
    {
        if (isSecure) {
            auto *server = new QSslServer(this);
            QSslConfiguration configuration;
            configuration.setLocalCertificate(QSslCertificate(FakeServer::pem(u"server.pem"_s)));
            configuration.setPrivateKey(QSslKey(FakeServer::pem(u"server.key"_s), QSsl::Rsa));
            server->setSslConfiguration(configuration);
            m_server = server;
        } else {
            m_server = new QTcpServer(this);
        }
        m_server->listen(QHostAddress::LocalHost);
        connect(m_server, &QTcpServer::pendingConnectionAvailable, this, &Echo::accept);
    }
    QByteArray address() const { return "127.0.0.1:" + QByteArray::number(m_server->serverPort()); }
    QByteArray head;
    QTcpSocket *socket = nullptr;
    int gone = 0;

private:
    void accept()
    {
        while (auto *next = m_server->nextPendingConnection()) {
            socket = next;
            head.clear();
            m_isTunnel = false;
            connect(next, &QTcpSocket::readyRead, this, [this, next] { take(next); });
            connect(next, &QTcpSocket::disconnected, this, [this] { ++gone; });
        }
    }

    void take(QTcpSocket *from)
    {
        if (m_isTunnel) {
            from->write(from->readAll().toUpper());
            return;
        }
        head += from->readAll();
        if (!head.contains("\r\n\r\n"))
            return;
        m_isTunnel = m_answer.startsWith("HTTP/1.1 101");
        from->write(m_answer);
        if (!m_isTunnel)
            from->disconnectFromHost();
    }

    const QByteArray m_answer;
    QTcpServer *m_server;
    bool m_isTunnel = false;
};

} // namespace

/// A WebSocket is bytes both ways once the server has agreed.
class TestGatewayTunnel : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<GatewayWorld> m_world;
    std::unique_ptr<HttpServer> m_gateway;
    QTcpSocket m_client;
    QByteArray m_got;

    void upgrade(const QByteArray &target = "/w", const QByteArray &early = {})
    {
        m_client.abort();
        m_got.clear();
        m_client.connectToHost(u"127.0.0.1"_s, m_gateway->port());
        m_client.write("GET " + target + " HTTP/1.1\r\nHost: ws.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                       "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n" + early);
    }
    int put(const Echo &echo, const char *more = "'enable_websocket':true,", const char *ofUpstream = "")
    {
        return m_world->put("/routes/w", quoted("{'uri':'/w',") + quoted(more) + quoted("'upstream':{'nodes':{'") + echo.address() + quoted("':1}")
                                             + quoted(ofUpstream) + "}}");
    }

private Q_SLOTS:
    void initTestCase()
    {
        connect(&m_client, &QTcpSocket::readyRead, this, [this] { m_got += m_client.readAll(); });
    }
    void init()
    {
        m_gateway.reset();
        m_world.reset(); // a process has one database
        m_world = std::make_unique<GatewayWorld>();
        m_gateway = std::make_unique<HttpServer>([this](const HttpRequest &request) { return m_world->plane().handle(request); }, nginxManners());
        QVERIFY(m_gateway->listen(0).isEmpty());
        m_gateway->start();
    }
    void cleanup()
    {
        m_client.abort();
        m_world->plane().stop();
        m_gateway.reset();
    }

    void bothWays()
    {
        Echo echo;
        QCOMPARE(put(echo), 201);
        upgrade();
        QTRY_VERIFY(m_got.endsWith("\r\n\r\n"));
        QVERIFY2(m_got.startsWith("HTTP/1.1 101 Switching Protocols\r\n"), m_got.constData());
        for (const char *line : {"\r\nUpgrade: websocket\r\n", "\r\nConnection: upgrade\r\n", "\r\nSec-WebSocket-Accept: abc\r\n"})
            QVERIFY2(m_got.contains(line), m_got.constData());
        QVERIFY(!m_got.contains("Content-Length"));
        for (const char *line : {"Upgrade: websocket\r\n", "Connection: Upgrade\r\n", "Sec-WebSocket-Version: 13\r\n", "Host: ws.test\r\n"})
            QVERIFY2(echo.head.contains(line), echo.head.constData());
        m_got.clear();
        m_client.write("hello");
        QTRY_COMPARE(m_got, "HELLO");
        echo.socket->write("unasked");
        QTRY_COMPARE(m_got, "HELLOunasked");
        m_got.clear();
        const QByteArray much(3'000'000, 'x');
        m_client.write(much);
        QTRY_COMPARE(m_got.size(), much.size());
        QCOMPARE(m_got.count('X'), much.size());
    }

    /// What comes along with the heads is not lost.
    void earlyBytes()
    {
        Echo echo(false, switched + "first");
        QCOMPARE(put(echo), 201);
        upgrade("/w", "sooner");
        QTRY_VERIFY(m_got.contains("first") && m_got.contains("SOONER"));
    }

    void endsWithTheClient()
    {
        Echo echo;
        QCOMPARE(put(echo), 201);
        upgrade();
        QTRY_VERIFY(m_got.endsWith("\r\n\r\n"));
        m_client.disconnectFromHost();
        QTRY_COMPARE(echo.gone, 1);
    }

    void endsWithTheServer()
    {
        Echo echo;
        QCOMPARE(put(echo), 201);
        upgrade();
        QTRY_VERIFY(m_got.endsWith("\r\n\r\n"));
        QSignalSpy gone(&m_client, &QTcpSocket::disconnected);
        echo.socket->write("last words");
        echo.socket->disconnectFromHost();
        QTRY_COMPARE(gone.size(), 1);
        QVERIFY(m_got.endsWith("last words"));
    }

    void endsInSilence()
    {
        Echo echo;
        QCOMPARE(put(echo, "'enable_websocket':true,", ",'timeout':{'connect':60,'send':60,'read':0.3}"), 201);
        upgrade();
        QTRY_VERIFY(m_got.startsWith("HTTP/1.1 101"));
        QTRY_COMPARE(m_client.state(), QAbstractSocket::UnconnectedState);
    }

    void endsWithTheGateway()
    {
        Echo echo;
        QCOMPARE(put(echo), 201);
        upgrade();
        QTRY_VERIFY(m_got.endsWith("\r\n\r\n"));
        m_world->plane().stop();
        m_gateway.reset();
        QTRY_COMPARE(echo.gone, 1);
    }

    void overTls()
    {
        Echo echo(true);
        QCOMPARE(put(echo, "'enable_websocket':true,", ",'scheme':'https'"), 201);
        upgrade();
        QTRY_VERIFY(m_got.endsWith("\r\n\r\n"));
        QVERIFY2(m_got.startsWith("HTTP/1.1 101"), m_got.constData());
        m_got.clear();
        m_client.write("secret");
        QTRY_COMPARE(m_got, "SECRET");
    }

    void bySetting_data()
    {
        QTest::addColumn<QByteArray>("route");
        QTest::addColumn<QByteArray>("service");
        QTest::addColumn<bool>("passes");
        QTest::newRow("nothing said") << QByteArray() << QByteArray("{}") << false;
        QTest::newRow("off") << QByteArray("'enable_websocket':false,") << QByteArray("{}") << false;
        QTest::newRow("of the service") << QByteArray() << QByteArray("{'enable_websocket':true}") << true;
        QTest::newRow("the route's wins") << QByteArray("'enable_websocket':false,") << QByteArray("{'enable_websocket':true}") << false;
    }
    void bySetting()
    {
        QFETCH(QByteArray, route);
        QFETCH(QByteArray, service);
        QFETCH(const bool, passes);
        Echo echo(false, passes ? switched : QByteArray("HTTP/1.1 426 Upgrade Required\r\nConnection: close\r\nContent-Length: 2\r\n\r\nno"));
        QCOMPARE(m_world->put("/services/s", service.replace('\'', '"')), 201);
        QCOMPARE(put(echo, (route + "'service_id':'s',").constData()), 201);
        upgrade();
        QTRY_VERIFY(m_got.startsWith(passes ? "HTTP/1.1 101" : "HTTP/1.1 426"));
        QCOMPARE(echo.head.contains("Upgrade: websocket"), passes);
        if (!passes)
            QTRY_VERIFY(m_got.endsWith("no"));
    }

    /// An upgrade that the server does not want is an ordinary request.
    void refused()
    {
        Echo echo(false, "HTTP/1.1 403 Forbidden\r\nContent-Length: 4\r\nConnection: close\r\n\r\nnope");
        QCOMPARE(put(echo), 201);
        upgrade();
        QTRY_VERIFY(m_got.endsWith("nope"));
        QVERIFY(m_got.startsWith("HTTP/1.1 403"));
    }
};

QTEST_GUILESS_MAIN(TestGatewayTunnel)
#include "tst_gateway_tunnel.moc"
