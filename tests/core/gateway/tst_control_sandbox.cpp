#include "core/gateway/control.h"
#include "core/gateway/documents.h"
#include "tests/core/gateway/sandboxgateway.h"
#include "tests/core/sandbox/rawhttp.h"

#include <QTcpServer>
#include <QTest>

using namespace gateway;
using namespace Qt::StringLiterals;

/// The sandbox's control API: what a node makes of the configuration, and how its servers do.
class TestControlSandbox : public QObject {
    Q_OBJECT

private:
    SandboxGateway m_gateway;
    std::unique_ptr<net::Client> m_admin;
    std::unique_ptr<net::Client> m_control;
    QTcpServer m_behind; ///< takes connections, says nothing

    void put(const Key &key, const QByteArray &conf)
    {
        const auto done = await(putDocument(*m_admin, key, SandboxGateway::value(conf), nullptr));
        QVERIFY2(done, done ? "" : qPrintable(done.error().message + done.error().detail));
    }
    json::Value used(const Key &key)
    {
        const auto found = await(effective(*m_control, key, nullptr));
        return found ? found->value : json::Value::string(found.error().message);
    }
    QByteArray raw(const QByteArray &request) const
    {
        return exchange(quint16(m_control->endpoint().base.port()), request + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    }
    QByteArray get(const QByteArray &path) const { return bodyOf(raw("GET " + path)); }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_gateway.start({u"--gateway-control"_s, u"0"_s}));
        QVERIFY(!m_gateway.control().base.isEmpty());
        m_admin = std::make_unique<net::Client>(m_gateway.endpoint(), nullptr);
        m_control = std::make_unique<net::Client>(m_gateway.control(), nullptr);
        QVERIFY(m_behind.listen(QHostAddress::LocalHost));
    }

    /// Lua knows no empty list.
    void nothingThere()
    {
        for (const char *path : {"/v1/routes", "/v1/services", "/v1/upstreams", "/v1/plugin_metadatas", "/v1/healthcheck"})
            QCOMPARE(get(path), "{}\n");
        const auto none = await(health(*m_control, nullptr));
        QVERIFY(none && none->isEmpty());
    }

    void missing_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("words");
        const auto row = [](const char *request, int status, const char *words) { QTest::newRow(request) << QByteArray(request) << status << QByteArray(words); };
        row("GET /v1/route/none", 404, "{\"error_msg\":\"route[none] not found\"}\n");
        row("GET /v1/service/none", 404, "{\"error_msg\":\"service[none] not found\"}\n");
        row("GET /v1/upstream/none", 404, "{\"error_msg\":\"upstream[none] not found\"}\n");
        row("GET /v1/plugin_metadata/none", 404, "{\"error_msg\":\"plugin metadata[none] not found\"}\n");
        row("GET /v1/healthcheck/upstreams/1", 404, "{\"error_msg\":\"upstreams[1] not found\"}\n");
        row("GET /v1/healthcheck/upstreams", 404, "{\"error_msg\":\"missing src id for src type upstreams\"}\n");
        row("GET /v1/healthcheck/bogus/1", 400, "{\"error_msg\":\"invalid src type bogus\"}\n");
        row("GET /v1/bogus", 404, "<h1>404 Not Found</h1>");
        row("GET /v1/route", 404, "<h1>404 Not Found</h1>");
        row("GET /", 404, "<h1>404 Not Found</h1>");
        row("GET /v1/server_info", 404, "<h1>404 Not Found</h1>");
        row("DELETE /v1/routes", 404, "<h1>404 Not Found</h1>");
        row("POST /v1/gc", 200, "");
        row("PUT /v1/plugins/reload", 200, "done");
    }
    void missing()
    {
        QFETCH(const QByteArray, request);
        QFETCH(const int, status);
        QFETCH(const QByteArray, words);
        const auto answer = raw(request);
        QCOMPARE(statusOf(answer), status);
        QVERIFY2(words.startsWith('<') ? bodyOf(answer).contains(words) : bodyOf(answer) == words, answer.constData());
        QVERIFY(answer.contains("Server: openresty\r\n"));
    }

    /// Defaults are there, hosts are small, nodes a list, secrets in plain text.
    void whatIsUsed()
    {
        put({Kind::Route, u"r"_s}, "{'uri':'/r','hosts':['A.Test'],'upstream':{'nodes':{'127.0.0.1:1980':1,'name.test':2}},"
                                   "'plugins':{'openwhisk':{'api_host':'h','service_token':'a:b','namespace':'n','action':'a'}}}");
        const json::Value route = used({Kind::Route, u"r"_s});
        QVERIFY2(route.value(u"status") == json::Value::number(1) && route.value(u"priority") == json::Value::number(0), json::compact(route).constData());
        QCOMPARE(route.value(u"hosts").items()[0].toString(), u"a.test"_s);
        const json::Value upstream = route.value(u"upstream");
        QCOMPARE(upstream.value(u"type").toString(), u"roundrobin"_s);
        QCOMPARE(upstream.value(u"pass_host").toString(), u"pass"_s);
        QCOMPARE(json::compact(upstream.value(u"nodes").items()[0].value(u"port")), "1980");
        QVERIFY(!upstream.value(u"nodes").items()[1].contains(u"port"));
        const json::Value plugin = route.value(u"plugins").value(u"openwhisk");
        QCOMPARE(plugin.value(u"service_token").toString(), u"a:b"_s);
        QCOMPARE(json::compact(plugin.value(u"timeout")), "3000");
        const auto document = await(getDocument(*m_admin, {}, {Kind::Route, u"r"_s}, nullptr));
        QVERIFY(document);
        QCOMPARE(await(effective(*m_control, {Kind::Route, u"r"_s}, nullptr))->modifiedIndex, document->modifiedIndex);
        const json::Value item = json::read(get("/v1/routes"))->value.items()[0];
        QCOMPARE(item.value(u"key").toString(), u"/apisix/routes/r"_s);
        QVERIFY(item.value(u"has_domain").toBool() && item.contains(u"createdIndex") && item.contains(u"orig_modifiedIndex"));
    }

    void servicesAndUpstreams()
    {
        put({Kind::Upstream, u"u"_s}, "{'nodes':{'[::1]:80':1}}");
        put({Kind::Service, u"s"_s}, "{'upstream_id':'u','plugins':{'limit-count':{'count':2,'time_window':60}}}");
        QCOMPARE(used({Kind::Upstream, u"u"_s}).value(u"hash_on").toString(), u"vars"_s);
        QCOMPARE(used({Kind::Upstream, u"u"_s}).value(u"nodes").items()[0].value(u"host").toString(), u"[::1]"_s);
        QVERIFY(!json::read(get("/v1/upstream/u"))->value.value(u"has_domain").toBool());
        const json::Value plugin = used({Kind::Service, u"s"_s}).value(u"plugins").value(u"limit-count");
        QCOMPARE(plugin.value(u"key").toString(), u"remote_addr"_s);
        QCOMPARE(json::compact(plugin.value(u"rejected_code")), "503");
        QCOMPARE(json::read(get("/v1/services"))->value.size(), 1);
    }

    void metadata()
    {
        put({Kind::PluginMetadata, u"http-logger"_s}, "{'log_format':{'a':'$b'}}");
        QCOMPARE(used({Kind::PluginMetadata, u"http-logger"_s}).value(u"log_format").value(u"a").toString(), u"$b"_s);
        QCOMPARE(json::read(get("/v1/plugin_metadatas"))->value.items()[0].value(u"id").toString(), u"http-logger"_s);
    }

    /// Checks begin with the first request, and the client sees how they go.
    void healthOfServers()
    {
        const QByteArray port = QByteArray::number(m_behind.serverPort());
        put({Kind::Upstream, u"h"_s}, "{'nodes':[{'host':'127.0.0.1','port':" + port + ",'weight':1},{'host':'127.0.0.1','port':1,'weight':0}],"
                                      "'timeout':{'connect':1,'send':1,'read':0.1},"
                                      "'checks':{'active':{'type':'tcp','unhealthy':{'tcp_failures':1},'healthy':{'successes':1}}}}");
        put({Kind::Route, u"h"_s}, "{'uri':'/h','upstream_id':'h'}");
        QVERIFY(await(health(*m_control, nullptr))->isEmpty());
        const auto answer = exchange(quint16(m_gateway.plane().base.port()), "GET /h HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        QCOMPARE(statusOf(answer), 504);
        const auto node = [this](qsizetype place) {
            const auto all = await(health(*m_control, nullptr));
            return all && all->size() == 1 && all->first().nodes.size() == 2 ? all->first().nodes[place] : NodeHealth();
        };
        QTRY_COMPARE(node(1).status, u"unhealthy"_s);
        QVERIFY(node(1).port == 1 && node(1).tcpFailures >= 1); // it goes on counting
        QTRY_VERIFY(node(0).status == u"healthy" && node(0).host == u"127.0.0.1"); // each is looked at by itself
        const auto all = await(health(*m_control, nullptr));
        QVERIFY(all && all->first().key == (Key{Kind::Upstream, u"h"_s}));
    }

    void wrongArguments()
    {
        SandboxGateway none;
        QVERIFY(none.start());
        QVERIFY(none.control().base.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestControlSandbox)
#include "tst_control_sandbox.moc"
