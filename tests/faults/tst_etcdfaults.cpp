#include "tests/core/sandbox/rawhttp.h"
#include "tests/core/sandbox/sandboxprocess.h"

#include <QTcpServer>

#include <csignal>

using namespace Qt::StringLiterals;

namespace {

/// JSON is easier to read with single quotes.
QByteArray withQuotes(const char *text) { return QByteArray(text).replace('\'', '"'); }

} // namespace

/// A gateway whose store is gone: its Admin API says so or is silent, its data plane goes on with what it knows.
class TestEtcdFaults : public QObject {
    Q_OBJECT

private:
    SandboxProcess m_sandbox;
    quint16 m_admin = 0;
    quint16 m_plane = 0;
    QByteArray m_key;

    QByteArray admin(const QByteArray &method, const QByteArray &path, const QByteArray &body = {}, int timeoutMs = 20000) const
    {
        return exchange(m_admin,
                        method + " /apisix/admin" + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\nX-API-KEY: " + m_key
                            + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body,
                        {}, timeoutMs);
    }
    QByteArray through(const QByteArray &path) const
    {
        return exchange(m_plane, "GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", {}, 20000);
    }

    /// Takes another set of switches while it runs.
    void setFault(const QByteArray &fault)
    {
        QFile file(m_sandbox.path() + u"/faults"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(fault);
        file.close();
        ::kill(pid_t(m_sandbox.pid()), SIGHUP);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_sandbox.start({u"--gateway-admin"_s, u"0"_s, u"--gateway"_s, u"0"_s}));
        QFile file(m_sandbox.path() + u"/gateway.json"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto said = json::read(file.readAll())->value;
        m_admin = quint16(QUrl(said.value(u"admin").toString()).port());
        m_plane = quint16(QUrl(said.value(u"gateway").toString()).port());
        m_key = said.value(u"admin_key").toString().toUtf8();
        QCOMPARE(statusOf(admin("PUT", "/routes/et", withQuotes("{'uri':'/et','plugins':{'mocking':{'response_example':'alive'}}}"))), 201);
        QCOMPARE(bodyOf(through("/et")), "alive");
    }

    void goneForEachMethod_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("body");
        const auto route = withQuotes("{'uri':'/et2','upstream':{'nodes':{'127.0.0.1:1980':1}}}");
        QTest::newRow("list") << QByteArray("GET") << QByteArray("/routes") << QByteArray();
        QTest::newRow("get") << QByteArray("GET") << QByteArray("/routes/et") << QByteArray();
        QTest::newRow("put") << QByteArray("PUT") << QByteArray("/routes/et") << route;
        QTest::newRow("post") << QByteArray("POST") << QByteArray("/routes") << route;
        QTest::newRow("patch") << QByteArray("PATCH") << QByteArray("/routes/et") << withQuotes("{'desc':'x'}");
        QTest::newRow("delete") << QByteArray("DELETE") << QByteArray("/routes/et") << QByteArray();
    }

    void goneForEachMethod()
    {
        QFETCH(const QByteArray, method);
        QFETCH(const QByteArray, path);
        QFETCH(const QByteArray, body);
        setFault("etcd=down");
        QTRY_COMPARE_WITH_TIMEOUT(statusOf(admin("GET", "/routes")), 503, 30000);
        const auto answer = admin(method, path, body);
        QCOMPARE(statusOf(answer), 503);
        QVERIFY(bodyOf(answer).contains("has no healthy etcd endpoint available"));
    }

    void theRestGoesOn()
    {
        setFault("etcd=down");
        QTRY_COMPARE_WITH_TIMEOUT(statusOf(admin("GET", "/routes")), 503, 30000);
        QCOMPARE(statusOf(admin("GET", "/plugins/list")), 200);
        QCOMPARE(bodyOf(through("/et")), "alive");
    }

    void comesBack()
    {
        setFault("etcd=down");
        QTRY_COMPARE_WITH_TIMEOUT(statusOf(admin("GET", "/routes")), 503, 30000);
        setFault("");
        QTRY_COMPARE_WITH_TIMEOUT(statusOf(admin("GET", "/routes")), 200, 30000);
        QCOMPARE(statusOf(admin("PUT", "/routes/et", withQuotes("{'uri':'/et','plugins':{'mocking':{'response_example':'alive2'}}}"))), 200);
        QCOMPARE(bodyOf(through("/et")), "alive2");
        QCOMPARE(statusOf(admin("PATCH", "/routes/et", withQuotes("{'plugins':{'mocking':{'response_example':'alive'}}}"))), 200);
    }

    /// Whatever waits for a server that says nothing is let go.
    void endsWhileRequestsWait()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start({u"--gateway-admin"_s, u"0"_s, u"--gateway"_s, u"0"_s}));
        QFile file(sandbox.path() + u"/gateway.json"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto said = json::read(file.readAll())->value;
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        const auto route = withQuotes("{'uri':'/w','upstream':{'nodes':{'127.0.0.1:") + QByteArray::number(silent.serverPort()) + withQuotes("':1}}}");
        const auto put = exchange(quint16(QUrl(said.value(u"admin").toString()).port()),
                                  "PUT /apisix/admin/routes/w HTTP/1.1\r\nHost: h\r\nConnection: close\r\nX-API-KEY: "
                                      + said.value(u"admin_key").toString().toUtf8() + "\r\nContent-Length: "
                                      + QByteArray::number(route.size()) + "\r\n\r\n" + route, {}, 20000);
        QCOMPARE(statusOf(put), 201);
        QTcpSocket client;
        client.connectToHost(u"127.0.0.1"_s, quint16(QUrl(said.value(u"gateway").toString()).port()));
        client.write("GET /w HTTP/1.1\r\nHost: h\r\n\r\n");
        QTRY_VERIFY_WITH_TIMEOUT(silent.hasPendingConnections(), 30000);
        QElapsedTimer timer;
        timer.start();
        sandbox.stop();
        QVERIFY(timer.elapsed() < 29'000); // it was not killed, and the server's 60 s were not waited for
    }

    void hangs()
    {
        setFault("etcd=hung");
        QTRY_VERIFY_WITH_TIMEOUT(admin("GET", "/routes", {}, 3000).isEmpty(), 30000); // or it is only slow, and what follows is done
        QCOMPARE(admin("PUT", "/routes/h", withQuotes("{'uri':'/h','upstream':{'nodes':{'127.0.0.1:1980':1}}}"), 300), QByteArray());
        QCOMPARE(statusOf(admin("GET", "/plugins/list")), 200);
        QCOMPARE(bodyOf(through("/et")), "alive");
        setFault("");
        QTRY_COMPARE_WITH_TIMEOUT(statusOf(admin("GET", "/routes")), 200, 30000);
        QCOMPARE(statusOf(admin("GET", "/routes/h")), 404);
    }
};

QTEST_GUILESS_MAIN(TestEtcdFaults)
#include "tst_etcdfaults.moc"
