#include "rawhttp.h"
#include "sandboxprocess.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace {

/// JSON is easier to read with single quotes.
QByteArray j(const char *text) { return QByteArray(text).replace('\'', '"'); }

struct Answer {
    int status;
    QByteArray head;
    json::Value body;
    QByteArray raw;
};

} // namespace

/// The gateway's Admin API as a process: what survives, what its keys allow, what it does when etcd is gone.
class TestGatewayAdmin : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<SandboxProcess> m_sandbox;
    json::Value m_file;
    quint16 m_port = 0;

    bool start(const QStringList &more = {})
    {
        if (!m_sandbox->start(QStringList{u"--gateway-admin"_s, u"0"_s, u"--gateway"_s, u"0"_s} + more))
            return false;
        QFile file(m_sandbox->path() + u"/gateway.json"_s);
        if (!file.open(QIODevice::ReadOnly))
            return false;
        m_file = json::read(file.readAll())->value;
        m_port = quint16(QUrl(m_file.value(u"admin").toString()).port());
        return m_port > 0;
    }

    Answer ask(const QByteArray &method, const QByteArray &path, const QByteArray &body = {}, const QByteArray &key = "admin_key") const
    {
        const auto secret = m_file.value(QString::fromLatin1(key)).toString().toUtf8();
        const auto all = exchange(m_port, method + " /apisix/admin" + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\nX-API-KEY: " + secret
                                              + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        const auto parsed = json::read(bodyOf(all));
        return {statusOf(all), all.left(all.indexOf("\r\n\r\n")), parsed ? parsed->value : json::Value(), bodyOf(all)};
    }

    static QByteArray openwhisk(const QByteArray &token)
    {
        return j("{'uri':'/a','plugins':{'openwhisk':{'api_host':'http://h','service_token':'") + token
            + j("','namespace':'guest','action':'hello'}}}");
    }

private Q_SLOTS:
    void init() { m_sandbox = std::make_unique<SandboxProcess>(); }
    void cleanup() { m_sandbox.reset(); }

    void keepsItsKeysPrivateAndForGood()
    {
        QVERIFY(start());
        const auto permissions = QFileInfo(m_sandbox->path() + u"/gateway.json"_s).permissions();
        QCOMPARE(permissions & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther), QFile::Permissions());
        const auto key = m_file.value(u"admin_key").toString();
        QCOMPARE(key.size(), 32);
        QVERIFY(key != m_file.value(u"viewer_key").toString());
        QCOMPARE(ask("GET", "/routes").status, 200);
        QCOMPARE(ask("GET", "/routes", {}, "viewer_key").status, 200);
        QCOMPARE(ask("DELETE", "/routes/a", {}, "viewer_key").body.value(u"description").toString(), u"invalid method for role viewer"_s);
        QCOMPARE(ask("GET", "/routes", {}, "none").status, 401);
        m_sandbox->stop();
        QVERIFY(start());
        QCOMPARE(m_file.value(u"admin_key").toString(), key);
    }

    void survivesAKill()
    {
        QVERIFY(start());
        QCOMPARE(ask("PUT", "/routes/a", openwhisk("u:p")).status, 201);
        const auto made = ask("POST", "/upstreams", j("{'nodes':{'127.0.0.1:1':1}}"));
        QCOMPARE(made.status, 201);
        QCOMPARE(ask("DELETE", "/upstreams/" + made.body.value(u"value").value(u"id").toString().toUtf8()).status, 200);
        m_sandbox->kill();
        QVERIFY(start());
        const auto route = ask("GET", "/routes/a");
        QCOMPARE(route.body.value(u"value").value(u"plugins").value(u"openwhisk").value(u"service_token").toString(), u"u:p"_s);
        const auto next = ask("POST", "/upstreams", j("{'nodes':{'127.0.0.1:1':1}}"));
        QVERIFY(next.body.value(u"value").value(u"id").toString() > made.body.value(u"value").value(u"id").toString());
        // Nothing readable of the secret is on the disk.
        QFile database(m_sandbox->path() + u"/sandbox.sqlite-wal"_s);
        QVERIFY(database.open(QIODevice::ReadOnly));
        QVERIFY(!database.readAll().contains("\"u:p\""));
    }

    void answersWritesWithCiphertext()
    {
        QVERIFY(start());
        const auto written = ask("PUT", "/routes/a", openwhisk("user:pass"));
        QVERIFY(written.raw.contains("X/OnykAcntPDdsDvw1jB6Q=="));
        QVERIFY(!written.body.contains(u"createdIndex"));
        const auto patched = ask("PATCH", "/routes/a", j("{'desc':'d'}"));
        QVERIFY(patched.raw.contains("X/OnykAcntPDdsDvw1jB6Q==")); // and not encrypted twice
        QCOMPARE(ask("PATCH", "/routes/a/plugins/openwhisk/timeout", "7000").status, 200);
        const auto read = ask("GET", "/routes/a").body;
        QCOMPARE(read.value(u"value").value(u"plugins").value(u"openwhisk").value(u"timeout").toInteger(), 7000);
        QVERIFY(read.value(u"modifiedIndex").toInteger() > read.value(u"createdIndex").toInteger());
    }

    void refusesWhatIsStillUsed()
    {
        QVERIFY(start());
        QCOMPARE(ask("PUT", "/upstreams/u", j("{'nodes':{'127.0.0.1:1':1}}")).status, 201);
        QCOMPARE(ask("PUT", "/routes/r", j("{'uri':'/a','upstream_id':'u'}")).status, 201);
        const auto refused = ask("DELETE", "/upstreams/u");
        QCOMPARE(refused.status, 400);
        QCOMPARE(refused.body.value(u"error_msg").toString(), u"can not delete this upstream, route [r] is still using it now"_s);
        QCOMPARE(ask("DELETE", "/upstreams/u?force=1").status, 400);
        QCOMPARE(ask("DELETE", "/upstreams/u?force=true").status, 200);
        QCOMPARE(ask("PATCH", "/routes/r", j("{'desc':'d'}")).body.value(u"error_msg").toString(),
                 u"failed to fetch upstream info by upstream id [u], response code: 404"_s);
    }

    void keepsKeysOfConsumersApart()
    {
        QVERIFY(start());
        QCOMPARE(ask("PUT", "/consumers/jack", j("{'username':'jack','plugins':{'key-auth':{'key':'k'}}}")).status, 201);
        QCOMPARE(ask("PUT", "/consumers/jack/credentials/c", j("{'plugins':{'key-auth':{'key':'k2'}}}")).status, 201);
        QCOMPARE(ask("PUT", "/consumers/jill", j("{'username':'jill','plugins':{'key-auth':{'key':'k2'}}}")).body.value(u"error_msg").toString(),
                 u"duplicate key of plugin key-auth found with credential: c of consumer: jack"_s);
        QCOMPARE(ask("GET", "/consumers/jack/credentials").body.value(u"total").toInteger(), 1);
        QCOMPARE(ask("DELETE", "/consumers/jack").status, 200);
        QCOMPARE(ask("GET", "/consumers/jack/credentials").status, 404);
    }

    void checksWithoutStoring()
    {
        QVERIFY(start());
        QCOMPARE(ask("POST", "/schema/validate/routes", j("{'uri':'/a','plugins':{'openwhisk':{}}}")).status, 200);
        const auto answer = ask("POST", "/configs/validate",
                                j("{'routes':[{'id':'a','uri':'/a','plugins':{'nope':{}}}],'upstreams_conf_version':'1',")
                                + j("'consumers':[{'username':'a','plugins':{}},{'id':'a/credentials/c','plugins':{'limit-count':{'count':1,'time_window':1}}}]}"));
        QCOMPARE(answer.status, 400);
        QCOMPARE(answer.body.value(u"errors").size(), 3);
        QCOMPARE(ask("POST", "/configs/validate", j("{'routes':[{'id':'a','uri':'/a','upstream_id':'not there'}]}")).status, 400);
        QCOMPARE(ask("POST", "/configs/validate", j("{'routes':[{'id':'a','uri':'/a','upstream_id':'absent'}]}")).raw, QByteArray("{}\n"));
        const QByteArray yaml = "routes:\n  - id: a\n    uri: /a\n    plugins:\n      openwhisk: {}\n";
        const auto all = exchange(m_port, "POST /apisix/admin/configs/validate HTTP/1.1\r\nHost: h\r\nConnection: close\r\nX-API-KEY: "
                                              + m_file.value(u"admin_key").toString().toUtf8() + "\r\nContent-Type: application/yaml\r\nContent-Length: "
                                              + QByteArray::number(yaml.size()) + "\r\n\r\n" + yaml);
        QVERIFY(all.contains("failed to check the configuration of plugin openwhisk err: property"));
        QCOMPARE(ask("GET", "/routes").body.value(u"total").toInteger(), 0);
    }

    void showsAnAbsentEtcd()
    {
        QVERIFY(start({u"--fault"_s, u"etcd=down"_s}));
        const auto answer = ask("GET", "/routes");
        QCOMPARE(answer.status, 503);
        QCOMPARE(answer.body.value(u"error_msg").toString(), u"has no healthy etcd endpoint available"_s);
        QCOMPARE(ask("GET", "/plugins/list").status, 200);
        QCOMPARE(ask("GET", "/routes", {}, "none").status, 401);
    }

    void hasTheFaultsOfEveryServer()
    {
        QVERIFY(start({u"--fault"_s, u"status=502html@/apisix/admin/services"_s, u"--fault"_s, u"drop=1@/apisix/admin/upstreams"_s, u"--fault"_s,
                       u"cut=5@/apisix/admin/plugins/list"_s}));
        const auto page = ask("GET", "/services");
        QCOMPARE(page.status, 502);
        QVERIFY(page.raw.contains("<center>openresty</center>") && page.head.contains("Server: openresty"));
        QCOMPARE(ask("GET", "/upstreams").raw, QByteArray());
        QCOMPARE(ask("GET", "/plugins/list").raw, QByteArray("[\"rea"));
        QCOMPARE(ask("GET", "/routes").status, 200);
    }

    void hangsAndStillEnds()
    {
        QVERIFY(start({u"--fault"_s, u"etcd=hung"_s}));
        const auto silent = exchange(m_port, "GET /apisix/admin/routes HTTP/1.1\r\nHost: h\r\nX-API-KEY: "
                                                 + m_file.value(u"admin_key").toString().toUtf8() + "\r\n\r\n", {}, 500);
        QCOMPARE(silent, QByteArray());
        QElapsedTimer timer;
        timer.start();
        m_sandbox->stop();
        QVERIFY(timer.elapsed() < 25'000); // it was not killed
    }

    void fillsWithRoutes()
    {
        QVERIFY(start({u"--fill"_s, u"routes=300"_s}));
        const auto all = ask("GET", "/routes");
        QCOMPARE(all.body.value(u"total").toInteger(), 300);
        QVERIFY(all.raw.contains("made-up:key"));
        QCOMPARE(ask("GET", "/routes?page=2&page_size=250").body.value(u"list").size(), 50);
        // What is filled in is what the server would take.
        auto route = all.body.value(u"list").items().first().value(u"value");
        route.remove(u"create_time");
        route.remove(u"update_time");
        QCOMPARE(ask("PUT", "/routes/route-00000", json::compact(route)).status, 200);
    }

    void readsTargetsAsNginx_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<int>("status");
        QTest::newRow("dots") << QByteArray("/apisix/admin/x/../routes") << 200;
        QTest::newRow("slashes") << QByteArray("/apisix//admin/%72outes") << 200;
        QTest::newRow("above") << QByteArray("/../a") << 400;
        QTest::newRow("zero") << QByteArray("/apisix/admin/routes/%00") << 400;
        QTest::newRow("escape") << QByteArray("/apisix/admin/routes/%zz") << 400;
        QTest::newRow("long") << "/apisix/admin/routes?a=" + QByteArray(9000, 'a') << 414;
    }
    void readsTargetsAsNginx()
    {
        QFETCH(QByteArray, target);
        QFETCH(int, status);
        QVERIFY(start());
        const auto answer = exchange(m_port, "GET " + target + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\nX-API-KEY: "
                                                 + m_file.value(u"admin_key").toString().toUtf8() + "\r\n\r\n");
        QCOMPARE(statusOf(answer), status);
        QVERIFY(answer.contains(status == 200 ? "Server: APISIX/3.18.0" : "Server: openresty"));
    }
};

QTEST_GUILESS_MAIN(TestGatewayAdmin)
#include "tst_gateway_admin.moc"
