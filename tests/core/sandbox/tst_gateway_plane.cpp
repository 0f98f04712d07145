#include "gatewayworld.h"

#include <QTest>

using namespace sandbox;
using namespace Qt::StringLiterals;

namespace {

QByteArray header(const HttpResponse &response, const char *name) { return response.headers.find(name).value_or(QByteArray()); }

QByteArray withPlugins(const char *plugins)
{
    return quoted("{'uri':'/r*','upstream':{'nodes':{'SERVER':1}},'plugins':") + quoted(plugins) + '}';
}

} // namespace

/// What the gateway does with a request on its way to the server behind, plugin by plugin.
class TestGatewayPlane : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<GatewayWorld> m_world;

private Q_SLOTS:
    void init()
    {
        m_world.reset(); // a process has one database
        m_world = std::make_unique<GatewayWorld>();
    }

    void passesOn()
    {
        QCOMPARE(m_world->get("/r").status, 404);
        QCOMPARE(m_world->put("/routes/r", withPlugins("{}")), 201);
        m_world->reply.with("Server", "its own").with("X-Own", "1");
        const auto answer = m_world->ask("POST", "/r/../r%20a?x=1", {{"X-Real-IP", "10.1.1.1"}, {"X-Forwarded-Proto", "https"}, {"X.Dot", "1"}}, "body");
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, "POST /r/../r%20a?x=1 body");
        QCOMPARE(header(answer, "in-X-Real-IP"), "10.1.1.1");
        QCOMPARE(header(answer, "in-X-Forwarded-For"), "10.1.1.1");
        QCOMPARE(header(answer, "in-X-Forwarded-Proto"), "http");
        QCOMPARE(header(answer, "in-Host"), "gw.example.com");
        QVERIFY(!answer.headers.contains("in-X.Dot"));
        QCOMPARE(header(answer, "Server"), "APISIX/3.18.0");
        QCOMPARE(header(answer, "X-Own"), "1");
    }

    void failuresOfTheServer()
    {
        QCOMPARE(m_world->put("/routes/a", quoted("{'uri':'/refused','upstream':{'nodes':{'127.0.0.1:1':1}}}")), 201);
        QCOMPARE(m_world->put("/routes/b", quoted("{'uri':'/next','upstream':{'nodes':[{'host':'127.0.0.1','port':1,'weight':1,'priority':1},"
                                                  "{'host':'127.0.0.1','port':") + m_world->server().split(':').last() + quoted(",'weight':1}]}}")), 201);
        QCOMPARE(m_world->put("/routes/c", quoted("{'uri':'/none','plugins':{}}")), 201);
        QCOMPARE(m_world->put("/routes/d", quoted("{'uri':'/empty','upstream':{'nodes':[]}}")), 201);
        const auto refused = m_world->get("/refused");
        QCOMPARE(refused.status, 502);
        QCOMPARE(header(refused, "X-APISIX-Upstream-Status"), "502");
        QCOMPARE(m_world->ask("POST", "/next").status, 200);
        QCOMPARE(m_world->get("/none").status, 503);
        QCOMPARE(m_world->get("/empty").status, 503);
        m_world->reply.drop = true;
        m_world->reply.body = "dropped";
        m_world->calls = 0;
        QCOMPARE(m_world->ask("POST", "/next").status, 502);
        QCOMPARE(m_world->calls, 1);
    }

    void headsWithoutBodies()
    {
        QCOMPARE(m_world->put("/routes/r", withPlugins("{}")), 201);
        m_world->reply.body = "12345";
        const auto head = m_world->ask("HEAD", "/r");
        QCOMPARE(head.length, std::optional<qint64>(5));
        QCOMPARE(head.body, QByteArray());
        m_world->reply.cut = 2;
        const auto cut = m_world->get("/r");
        QCOMPARE(cut.body, "12");
        QCOMPARE(cut.length, std::optional<qint64>(5));
        QCOMPARE(cut.cut, 2);
    }

    void takesNoRequestWithLua()
    {
        QCOMPARE(m_world->put("/routes/l", quoted("{'uri':'/l','filter_func':'function(vars) return true end','upstream':{'nodes':{'SERVER':1}}}")), 201);
        QCOMPARE(m_world->get("/l").status, 404);
    }

    void balances()
    {
        std::atomic<int> others = 0;
        HttpServer other([&others](const HttpRequest &) { return ++others, plainText(200, "other"); }, nginxManners());
        QCOMPARE(other.listen(0), QString());
        other.start();
        const auto nodes = quoted("'nodes':{'SERVER':3,'127.0.0.1:") + QByteArray::number(other.port()) + quoted("':1}");
        QCOMPARE(m_world->put("/routes/a", quoted("{'uri':'/rr','upstream':{") + nodes + "}}"), 201);
        QCOMPARE(m_world->put("/routes/b", quoted("{'uri':'/hash','upstream':{'type':'chash','key':'arg_k',") + nodes + "}}"), 201);
        for (int i = 0; i < 8; ++i)
            QCOMPARE(m_world->get("/rr").status, 200);
        QCOMPARE(m_world->calls, 6);
        QCOMPARE(others, 2);
        for (int i = 0; i < 5; ++i)
            m_world->get("/hash?k=same");
        QVERIFY(m_world->calls == 11 || others == 7);
        for (int i = 0; i < 60; ++i)
            m_world->get("/hash?k=" + QByteArray::number(i));
        QVERIFY(m_world->calls > 11 && others > 2);
    }

    void inherits()
    {
        QCOMPARE(m_world->put("/services/s", quoted("{'upstream':{'nodes':{'SERVER':1}},'plugins':{'mocking':{'response_example':'service'}}}")), 201);
        QCOMPARE(m_world->put("/plugin_configs/c", quoted("{'plugins':{'mocking':{'response_example':'config'}}}")), 201);
        QCOMPARE(m_world->put("/consumer_groups/g", quoted("{'plugins':{'mocking':{'response_example':'group'}}}")), 201);
        QCOMPARE(m_world->put("/consumers", quoted("{'username':'jack','group_id':'g','plugins':{'key-auth':{'key':'k'}}}")), 201);
        QCOMPARE(m_world->put("/routes/1", quoted("{'uri':'/s','service_id':'s'}")), 201);
        QCOMPARE(m_world->put("/routes/2", quoted("{'uri':'/c','service_id':'s','plugin_config_id':'c'}")), 201);
        QCOMPARE(m_world->put("/routes/3", quoted("{'uri':'/off','service_id':'s','plugins':{'mocking':{'response_example':'','_meta':{'disable':true}}}}")), 201);
        QCOMPARE(m_world->put("/routes/4", quoted("{'uri':'/g','service_id':'s','plugins':{'key-auth':{}}}")), 201);
        QCOMPARE(m_world->get("/s").body, "service");
        QCOMPARE(m_world->get("/c").body, "config");
        QCOMPARE(m_world->get("/off").body, "GET /off ");
        QCOMPARE(m_world->get("/g", {{"apikey", "k"}}).body, "group");
        QCOMPARE(m_world->put("/global_rules/1", quoted("{'plugins':{'response-rewrite':{'headers':{'set':{'X-Global':'$status'}}}}}")), 201);
        QCOMPARE(header(m_world->get("/nowhere"), "X-Global"), "404");
        QCOMPARE(m_world->remove("/services/s?force=true"), 200);
        QCOMPARE(m_world->get("/s").status, 404);
    }

    void keys()
    {
        QCOMPARE(m_world->put("/consumers", quoted("{'username':'jack','labels':{'custom_id':'7'},'plugins':{'key-auth':{'key':'k'},"
                                                   "'basic-auth':{'username':'u','password':'p'}}}")), 201);
        QCOMPARE(m_world->put("/routes/r", withPlugins("{'key-auth':{'hide_credentials':true}}")), 201);
        const auto missing = m_world->get("/r");
        QCOMPARE(missing.status, 401);
        QCOMPARE(header(missing, "WWW-Authenticate"), "apikey realm=\"key\"");
        const auto known = m_world->get("/r?apikey=k&a=b%20c");
        QCOMPARE(known.body, "GET /r?a=b%20c ");
        QCOMPARE(header(known, "in-X-Consumer-Username"), "jack");
        QCOMPARE(header(known, "in-X-Consumer-Custom-Id"), "7");
        QCOMPARE(m_world->put("/routes/r", withPlugins("{'basic-auth':{}}")), 200);
        QCOMPARE(m_world->get("/r", {{"Authorization", "basic dTpw"}}).status, 200);
        for (const auto *wrong : {"Basic dTp4", "Basic", "Basic !!", "Bearer dTpw"})
            QCOMPARE(m_world->get("/r", {{"Authorization", wrong}}).status, 401);
    }

    void tokens()
    {
        QCOMPARE(m_world->put("/consumers", quoted("{'username':'jack','plugins':{'jwt-auth':{'key':'jack-jwt','secret':'secret-of-jack'}}}")), 201);
        QCOMPARE(m_world->put("/routes/r", withPlugins("{'jwt-auth':{'hide_credentials':true}}")), 201);
        const QByteArray head = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.";
        const QByteArray good = head + "eyJrZXkiOiJqYWNrLWp3dCIsImV4cCI6NDAwMDAwMDAwMH0.rPUClmtzulpnrB5LB_nVpKnHfBRLKV6qDseY32733gY";
        const QByteArray over = head + "eyJrZXkiOiJqYWNrLWp3dCIsImV4cCI6MTUwMDAwMDAwMH0.dH-W8k_ovVYZMvFNNCndJrzBf5X6FWQUpzxPV2Uegqk";
        const auto known = m_world->get("/r", {{"Cookie", "a=1; jwt=" + good + "; b=2"}});
        QCOMPARE(known.status, 200);
        QCOMPARE(header(known, "in-Cookie"), "a=1; b=2");
        QCOMPARE(m_world->get("/r?jwt=" + good).body, "GET /r ");
        QCOMPARE(m_world->get("/r", {{"Authorization", "Bearer " + good}}).status, 200);
        QVERIFY(m_world->get("/r", {{"Authorization", over}}).body.contains("failed to verify"));
        QVERIFY(m_world->get("/r", {{"Authorization", good.chopped(2) + "xx"}}).body.contains("failed to verify"));
        QVERIFY(m_world->get("/r", {{"Authorization", "a.b.c"}}).body.contains("invalid"));
    }

    void plugins_data()
    {
        QTest::addColumn<QByteArray>("conf");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        const auto row = [](const char *conf, const char *target, int status, const char *name, const char *value) {
            QTest::newRow(conf) << QByteArray(conf) << QByteArray(target) << status << QByteArray(name) << QByteArray(value);
        };
        row("{'redirect':{'uri':'$uri/x?${arg_a}','ret_code':307}}", "/r%20b?a=1", 307, "Location", "/r b/x?1");
        row("{'redirect':{'http_to_https':true}}", "/r?a=1", 301, "Location", "https://gw.example.com:9443/r?a=1");
        row("{'redirect':{'regex_uri':['^/r(.)$','/$1'],'append_query_string':true}}", "/rz?q", 302, "Location", "/z?q");
        row("{'proxy-rewrite':{'uri':'/new/$arg_a'}}", "/r?a=1", 200, "", "GET /new/1?a=1 ");
        row("{'proxy-rewrite':{'regex_uri':['^/r/(.*)$','/$1'],'headers':{'set':{'X-C':'$1'}}}}", "/r/b%3Fc", 200, "", "GET /b%3Fc ");
        row("{'proxy-rewrite':{'headers':{'add':{'X-A':['1','$host']}},'method':'PUT'}}", "/r/../r", 200, "in-X-A", "1");
        row("{'cors':{'allow_origins':'http://o,http://p'}}", "/r", 200, "Access-Control-Allow-Origin", "http://o");
        row("{'cors':{'allow_origins_by_regex':['o$']}}", "/r", 200, "Access-Control-Allow-Origin", "http://o");
        row("{'ip-restriction':{'blacklist':['127.0.0.0/8'],'message':'away'}}", "/r", 403, "", "{\"message\":\"away\"}\n");
        row("{'uri-blocker':{'block_rules':['b.d'],'rejected_msg':'no'}}", "/r?x=bad", 403, "", "{\"error_msg\":\"no\"}\n");
        row("{'uri-blocker':{'block_rules':['bad'],'_meta':{'error_response':{'a':1}}}}", "/r?bad", 403, "", "{\"a\":1}\n");
        row("{'uri-blocker':{'block_rules':['bad'],'_meta':{'filter':[['arg_f','==','1']]}}}", "/r?bad", 200, "", "GET /r?bad ");
        row("{'fault-injection':{'abort':{'http_status':418,'body':'$request_method'}}}", "/r", 418, "", "GET");
        row("{'fault-injection':{'abort':{'http_status':503}}}", "/r", 503, "Content-Type", "text/html; charset=utf-8");
        row("{'mocking':{'response_schema':{'properties':{'a':{'type':'integer','example':7}}}}}", "/r", 200, "", "{\"a\":7}");
        row("{'response-rewrite':{'status_code':201,'headers':{'add':['X-A: $status']}}}", "/r", 201, "X-A", "201");
        row("{'response-rewrite':{'filters':[{'regex':'(G)ET','replace':'$1OT'}]}}", "/r", 200, "", "GOT /r ");
        row("{'response-rewrite':{'body':'aGk=','body_base64':true,'vars':[['status','==',200]]}}", "/r", 200, "", "hi");
        row("{'request-id':{'header_name':'X-Id'},'proxy-rewrite':{'headers':{'set':{'X-Id':'mine'}}}}", "/r", 200, "X-Id", "mine");
        row("{'request-validation':{'header_schema':{'required':['X-No']}}}", "/r", 400, "", "property \"X-No\" is required");
        row("{'limit-count':{'rules':[{'count':1,'time_window':60,'key':'$arg_none'}]}}", "/r", 500, "Content-Type", "text/html; charset=utf-8");
        row("{'echo':{'body':'kept, not run'}}", "/r", 200, "", "GET /r ");
    }

    void plugins()
    {
        QFETCH(const QByteArray, conf);
        QFETCH(const QByteArray, target);
        QFETCH(const QByteArray, name);
        QFETCH(const QByteArray, value);
        QCOMPARE(m_world->put("/routes/r", withPlugins(conf.constData())), 201);
        const auto answer = m_world->get(target, {{"Origin", "http://o"}});
        QTEST(answer.status, "status");
        QCOMPARE(name.isEmpty() ? answer.body : header(answer, name.constData()), value);
    }

    void requestIds_data()
    {
        QTest::addColumn<QByteArray>("conf");
        QTest::addColumn<int>("size");
        QTest::newRow("uuid") << QByteArray("{}") << 36;
        QTest::newRow("uuidv7") << QByteArray("{'algorithm':'uuidv7'}") << 36;
        QTest::newRow("nanoid") << QByteArray("{'algorithm':'nanoid'}") << 21;
        QTest::newRow("ksuid") << QByteArray("{'algorithm':'ksuid'}") << 27;
        QTest::newRow("range") << QByteArray("{'algorithm':'range_id','range_id':{'length':9}}") << 9;
    }

    void requestIds()
    {
        QFETCH(const QByteArray, conf);
        QCOMPARE(m_world->put("/routes/r", withPlugins(("{'request-id':" + conf + '}').constData())), 201);
        const auto first = m_world->get("/r");
        QTEST(int(header(first, "X-Request-Id").size()), "size");
        QCOMPARE(header(first, "in-X-Request-Id"), header(first, "X-Request-Id"));
        QVERIFY(header(m_world->get("/r"), "X-Request-Id") != header(first, "X-Request-Id"));
    }

    void counts()
    {
        QCOMPARE(m_world->put("/routes/r", withPlugins("{'limit-count':{'count':2,'time_window':600,'key':'http_x_user','rejected_code':429}}")), 201);
        QCOMPARE(header(m_world->get("/r", {{"X-User", "a"}}), "X-RateLimit-Remaining"), "1");
        QCOMPARE(m_world->get("/r", {{"X-User", "a"}}).status, 200);
        QCOMPARE(m_world->get("/r", {{"X-User", "a"}}).status, 429);
        QCOMPARE(m_world->get("/r", {{"X-User", "b"}}).status, 200);
        QCOMPARE(m_world->put("/routes/s", withPlugins("{'limit-count':{'count':1,'time_window':600,'window_type':'sliding'}}").replace("/r*", "/s")), 201);
        QCOMPARE(m_world->get("/s").status, 200);
        QCOMPARE(m_world->get("/s").status, 503);
    }

    void bodiesAreChecked()
    {
        QCOMPARE(m_world->put("/routes/r", withPlugins("{'request-validation':{'body_schema':{'required':['a'],'properties':{'b':{'default':5}}}}}")), 201);
        QCOMPARE(m_world->ask("POST", "/r", {}, "{ \"a\" : 1.0 }").body, "POST /r {\"a\":1,\"b\":5}");
        QCOMPARE(m_world->ask("POST", "/r", {}, "{}").body, "property \"a\" is required");
        QCOMPARE(m_world->ask("POST", "/r", {}, "").status, 400);
    }
};

QTEST_GUILESS_MAIN(TestGatewayPlane)
#include "tst_gateway_plane.moc"
