#include "gatewayworld.h"
#include "core/sandbox/gateway/health/checks.h"
#include "tests/support/fakeserver.h"

#include <QTcpServer>
#include <QTest>

using namespace sandbox;
using namespace sandbox::gateway;
using namespace Qt::StringLiterals;

namespace {

/// A server behind the gateway that says its name, with a status of the test's choice.
class Behind {
public:
    explicit Behind(const QByteArray &name) : m_name(name)
    {
        if (!m_server.listen(0).isEmpty())
            qFatal("no port");
        m_server.start();
    }
    QByteArray address() const { return "127.0.0.1:" + QByteArray::number(m_server.port()); }
    quint16 port() const { return m_server.port(); }
    std::atomic<int> status = 200;
    std::atomic<int> calls = 0; ///< those of clients

private:
    HttpResponse answer(const HttpRequest &request)
    {
        const bool isProbe = request.path == "/live";
        calls += isProbe ? 0 : 1;
        return plainText(status, isProbe ? QByteArray("looked at") : m_name);
    }

    const QByteArray m_name;
    HttpServer m_server{[this](const HttpRequest &request) { return answer(request); }, nginxManners()};
};

constexpr auto never = "3600";

} // namespace

/// Servers of an upstream are looked at, and those that do badly are left out.
class TestGatewayHealth : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<GatewayWorld> m_world;
    std::unique_ptr<Behind> m_a;
    std::unique_ptr<Behind> m_b;

    /// A route to A and B with these checks.
    int putRoute(QByteArray checks, const QByteArray &more = {})
    {
        checks.replace('\'', '"');
        return m_world->put("/routes/r", quoted("{'uri':'/*','upstream':{'retries':0,'nodes':[{'host':'127.0.0.1','port':") + QByteArray::number(m_a->port())
                                             + quoted(",'weight':1},{'host':'127.0.0.1','port':") + QByteArray::number(m_b->port())
                                             + quoted(",'weight':1}],'checks':") + checks + more + "}}");
    }
    /// "healthy unhealthy", as the control API has it.
    QString states()
    {
        QStringList words;
        for (const auto &node : m_world->controlled("/v1/healthcheck/routes/r").value(u"nodes").items())
            words.append(node.value(u"status").toString());
        return words.join(u' ');
    }
    qint64 counted(int node, QStringView what)
    {
        const auto nodes = m_world->controlled("/v1/healthcheck/routes/r").value(u"nodes");
        return nodes.size() > node ? nodes.items()[node].value(u"counter").value(what).toInteger().value_or(-1) : -1;
    }
    /// Who answered some requests.
    QByteArray who(int requests = 6)
    {
        QByteArray all;
        for (int i = 0; i < requests; ++i)
            all += m_world->get("/x").body;
        return all;
    }

private Q_SLOTS:
    void init()
    {
        m_world.reset(); // a process has one database
        m_world = std::make_unique<GatewayWorld>();
        m_a = std::make_unique<Behind>("A");
        m_b = std::make_unique<Behind>("B");
    }

    void counts()
    {
        const HealthLimits limits{{200}, {500}, 2, 3, 1, 0};
        HealthCount count;
        count.add(Sign::Success, limits); // it is known to be well
        QCOMPARE(count.count(Sign::Success), 0);
        count.add(Sign::Timeout, limits); // never counts here
        QCOMPARE(count.health(), Health::Healthy);
        count.add(Sign::HttpFailure, limits);
        QVERIFY(count.health() == Health::MostlyHealthy && count.isUsable());
        count.add(Sign::Success, limits);
        QCOMPARE(count.count(Sign::HttpFailure), 0);
        count.add(Sign::Success, limits);
        QCOMPARE(count.health(), Health::Healthy);
        for (int i = 0; i < 3; ++i)
            count.add(Sign::HttpFailure, limits);
        QVERIFY(count.health() == Health::Unhealthy && !count.isUsable());
        count.add(Sign::TcpFailure, limits); // known, too
        QCOMPARE(count.count(Sign::TcpFailure), 0);
        count.add(Sign::Success, limits);
        QVERIFY(count.health() == Health::MostlyUnhealthy && !count.isUsable());
        count.add(Sign::Success, limits);
        QCOMPARE(wordFor(count.health()), u"healthy"_s);
        count.add(Sign::TcpFailure, limits);
        QCOMPARE(wordFor(count.health()), u"unhealthy"_s);
    }

    void defaults()
    {
        const HealthRules rules(json::read("{\"active\":{\"timeout\":0.5,\"unhealthy\":{\"interval\":3}},\"passive\":{}}")->value);
        QVERIFY(rules.type == u"http" && rules.path == "/" && rules.method == "GET" && rules.verifies);
        QVERIFY(rules.timeoutMs == 500 && rules.healthyMs == 1000 && rules.unhealthyMs == 3000);
        QVERIFY(rules.active.successes == 2 && rules.active.httpFailures == 5 && rules.active.tcpFailures == 2 && rules.active.timeouts == 3);
        QVERIFY(rules.active.signOf(302) == Sign::Success && rules.active.signOf(404) == Sign::HttpFailure && !rules.active.signOf(418));
        QVERIFY(rules.passive && rules.passive->successes == 5 && rules.passive->timeouts == 7 && rules.passive->signOf(404) == std::nullopt);
        QVERIFY(!HealthRules(json::read("{\"active\":{}}")->value).passive);
    }

    void leavesOutWhatDoesBadly()
    {
        m_b->status = 500;
        QCOMPARE(putRoute("{'active':{'http_path':'/live','healthy':{'successes':1},'unhealthy':{'http_failures':1}}}"), 201);
        QCOMPARE(m_world->control("/v1/healthcheck").body, "{}\n"); // no request yet
        QCOMPARE(m_world->control("/v1/healthcheck/routes/r").status, 404);
        m_world->get("/x");
        QTRY_COMPARE(states(), u"healthy unhealthy"_s);
        QCOMPARE(counted(1, u"http_failure"), 1);
        QCOMPARE(who(), "AAAAAA");
        m_b->status = 200;
        QTRY_COMPARE(states(), u"healthy healthy"_s);
        QVERIFY(who().contains('B'));
        m_a->status = m_b->status = 503;
        QTRY_COMPARE(states(), u"unhealthy unhealthy"_s);
        const int before = m_b->calls;
        who();
        QVERIFY(m_b->calls > before); // better than nobody
    }

    void looksByConnecting()
    {
        const auto port = m_b->port();
        QCOMPARE(putRoute("{'active':{'type':'tcp','healthy':{'successes':1},'unhealthy':{'tcp_failures':1}}}"), 201);
        m_world->get("/x");
        QTRY_COMPARE(states(), u"healthy healthy"_s);
        m_b.reset();
        QTRY_COMPARE(states(), u"healthy unhealthy"_s);
        QCOMPARE(counted(1, u"tcp_failure"), 1);
        QCOMPARE(who(), "AAAAAA");
        QVERIFY(m_world->control("/v1/healthcheck").body.contains(QByteArray::number(port)));
    }

    void asksAsItIsTold()
    {
        FakeServer looked;
        looked.on("POST /live?a=1", answer::text("yes"));
        QCOMPARE(putRoute("{'active':{'http_path':'/live?a=1','http_method':'POST','http_req_body':'ping','host':'own.test','port':"
                          + QByteArray::number(looked.port()) + ",'req_headers':['X-Own: 1','X-Two: 2'],'healthy':{'interval':" + never + "}}}"), 201);
        m_world->get("/x");
        QTRY_COMPARE(looked.requests().size(), 2);
        const auto request = looked.requests().first();
        QCOMPARE(request.route(), "POST /live?a=1");
        QCOMPARE(request.header("Host"), "own.test");
        QVERIFY(request.header("X-Own") == "1" && request.header("X-Two") == "2");
        QCOMPARE(request.body, "ping");
    }

    void hostHeader_data()
    {
        QTest::addColumn<QByteArray>("upstream");
        QTest::addColumn<QByteArray>("host");
        QTest::newRow("pass") << QByteArray() << QByteArray("127.0.0.1");
        QTest::newRow("rewrite") << QByteArray(",'pass_host':'rewrite','upstream_host':'else.test'") << QByteArray("else.test");
        QTest::newRow("node without a name") << QByteArray(",'pass_host':'node'") << QByteArray("127.0.0.1");
    }
    void hostHeader()
    {
        QFETCH(const QByteArray, upstream);
        QFETCH(const QByteArray, host);
        FakeServer looked;
        QCOMPARE(putRoute("{'active':{'port':" + QByteArray::number(looked.port()) + ",'unhealthy':{'interval':3600}}}", quoted(upstream.constData())), 201);
        m_world->get("/x");
        QTRY_VERIFY(!looked.requests().isEmpty());
        QCOMPARE(looked.requests().first().header("Host"), host);
    }

    void silence()
    {
        QTcpServer silent; // takes connections and says nothing
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        QCOMPARE(putRoute("{'active':{'timeout':0.2,'port':" + QByteArray::number(silent.serverPort()) + ",'unhealthy':{'timeouts':1,'tcp_failures':9}}}"), 201);
        m_world->get("/x");
        QTRY_COMPARE(states(), u"unhealthy unhealthy"_s);
        QCOMPARE(counted(0, u"timeout_failure"), 1);
    }

    void certificates_data()
    {
        QTest::addColumn<QByteArray>("verify");
        QTest::addColumn<QString>("states");
        QTest::newRow("not looked at") << QByteArray("false") << u"healthy healthy"_s;
        QTest::newRow("unknown") << QByteArray("true") << u"unhealthy unhealthy"_s;
    }
    void certificates()
    {
        QFETCH(const QByteArray, verify);
        QFETCH(const QString, states);
        FakeServer looked(FakeServer::Tls::SelfSigned);
        looked.on("GET /", answer::text("yes"));
        QCOMPARE(putRoute("{'active':{'type':'https','port':" + QByteArray::number(looked.port()) + ",'https_verify_certificate':" + verify
                          + ",'unhealthy':{'tcp_failures':1}}}"), 201);
        m_world->get("/x");
        if (verify == "false")
            QTRY_VERIFY(looked.count("GET /") > 1);
        QTRY_COMPARE(this->states(), states);
    }

    /// What clients meet counts, too.
    void passive()
    {
        m_b->status = 500;
        QCOMPARE(putRoute("{'active':{'type':'tcp','healthy':{'interval':3600}},'passive':{'unhealthy':{'http_failures':1,'http_statuses':[500]}}}"), 201);
        QCOMPARE(who().count('B'), 1);
        QCOMPARE(states(), u"healthy unhealthy"_s);
        QCOMPARE(who(), "AAAAAA");
    }

    /// A server that another one stood in for.
    void passiveRefusals()
    {
        const auto port = QByteArray::number(m_a->port());
        QCOMPARE(putRoute("{'active':{'type':'tcp','port':" + port + ",'healthy':{'interval':3600}},'passive':{'unhealthy':{'tcp_failures':1}}}",
                          quoted(",'retries':1")), 201);
        m_b.reset();
        m_world->get("/x");
        m_world->get("/x");
        QTRY_COMPARE(states(), u"healthy unhealthy"_s);
        QCOMPARE(counted(1, u"tcp_failure"), 1);
    }

    void forgetsWhatWasChanged()
    {
        QCOMPARE(putRoute("{'active':{'type':'tcp'}}"), 201);
        m_world->get("/x");
        QTRY_COMPARE(states(), u"healthy healthy"_s);
        QCOMPARE(putRoute("{'active':{'type':'tcp'}}", quoted(",'scheme':'http'")), 200);
        QCOMPARE(m_world->control("/v1/healthcheck/routes/r").body, quoted("{'error_msg':'no checker for routes[r]'}\n"));
        m_world->get("/x");
        QTRY_COMPARE(states(), u"healthy healthy"_s);
        QCOMPARE(m_world->remove("/routes/r"), 200);
        QCOMPARE(m_world->control("/v1/healthcheck/routes/r").body, quoted("{'error_msg':'routes[r] not found'}\n"));
        QCOMPARE(m_world->control("/v1/healthcheck").body, "{}\n");
    }

    /// Nobody is looked at any more, also when no request comes.
    void endsByItself()
    {
        QCOMPARE(putRoute("{'active':{'type':'tcp'}}"), 201);
        m_world->get("/x");
        const std::weak_ptr<const Checker> checker = m_world->plane().health().find(u"/routes/r"_s);
        QVERIFY(!checker.expired());
        QCOMPARE(m_world->remove("/routes/r"), 200);
        QTRY_VERIFY(checker.expired());
    }

    void oneServerIsNotWatched()
    {
        QCOMPARE(m_world->put("/upstreams/u", quoted("{'nodes':{'SERVER':1},'checks':{'active':{'type':'tcp'}}}")), 201);
        QCOMPARE(m_world->put("/routes/r", quoted("{'uri':'/*','upstream_id':'u'}")), 201);
        QCOMPARE(m_world->get("/x").status, 200);
        QCOMPARE(m_world->control("/v1/healthcheck/upstreams/u").status, 404);
    }

    void ofUpstreamsAndServices()
    {
        const auto nodes = quoted("{'nodes':{'SERVER':1,'") + m_a->address() + quoted("':1},'checks':{'active':{'type':'tcp'}}}");
        QCOMPARE(m_world->put("/upstreams/u", nodes), 201);
        QCOMPARE(m_world->put("/services/s", quoted("{'upstream':") + nodes + '}'), 201);
        QCOMPARE(m_world->put("/routes/a", quoted("{'uri':'/a','upstream_id':'u'}")), 201);
        QCOMPARE(m_world->put("/routes/b", quoted("{'uri':'/b','service_id':'s'}")), 201);
        m_world->get("/a");
        m_world->get("/b");
        QStringList names;
        for (const auto &info : m_world->controlled("/v1/healthcheck").items())
            names.append(info.value(u"name").toString() + u' ' + info.value(u"type").toString());
        QCOMPARE(names.join(u", "), u"/apisix/services/s tcp, /apisix/upstreams/u tcp"_s);
        const auto page = m_world->control("/v1/healthcheck", {{"Accept", "text/html,*/*"}});
        QVERIFY(page.body.contains("<td>/apisix/upstreams/u</td>") && page.headers.find("Content-Type") == "text/html");
        QVERIFY(m_world->control("/v1/healthcheck/services/s", {{"Accept", "text/html"}}).body.contains("<table"));
    }
};

QTEST_GUILESS_MAIN(TestGatewayHealth)
#include "tst_gateway_health.moc"
