#include "core/json/text.h"
#include "core/sandbox/gateway/admin/admin.h"
#include "core/sandbox/gateway/schema/library.h"
#include "core/sandbox/gateway/store/etcd.h"
#include "core/sandbox/http/manners.h"
#include "core/sandbox/setup/faults.h"
#include "core/sandbox/store/database.h"

#include <QTemporaryDir>
#include <QTest>

using namespace sandbox;
using namespace sandbox::gateway;
using namespace Qt::StringLiterals;

namespace {

/// JSON is easier to read with single quotes.
QByteArray j(const char *text) { return QByteArray(text).replace('\'', '"'); }

} // namespace

/// What the Admin API takes and refuses, kind by kind, in its own words; no sockets.
class TestGatewayChecks : public QObject {
    Q_OBJECT

private:
    struct Answer {
        int status;
        json::Value body;
        QByteArray raw;
        Headers headers;
    };

    QTemporaryDir m_dir;
    std::unique_ptr<Database> m_database;
    SchemaLibrary m_library;
    std::unique_ptr<Etcd> m_etcd;
    Faults m_faults;
    std::unique_ptr<Admin> m_admin;

    void open(bool v3 = true)
    {
        AdminSetup setup;
        setup.v3 = v3;
        setup.needsKey = false;
        m_admin = std::make_unique<Admin>(m_library, *m_etcd, m_faults, setup);
    }

    Answer ask(const QByteArray &method, const QByteArray &path, const QByteArray &body = {}, const Headers &headers = {})
    {
        HttpRequest request;
        request.method = method;
        request.target = "/apisix/admin" + path;
        request.headers = headers;
        request.headers.append(Header{"Host", "h"});
        request.body = body;
        auto response = nginxManners().checkHead(request, true);
        if (!response)
            response = m_admin->handle(request);
        const auto parsed = json::read(response->body);
        return {response->status, parsed ? parsed->value : json::Value(), response->body, response->headers};
    }
    QString error(const QByteArray &method, const QByteArray &path, const QByteArray &body = {})
    {
        const auto answer = ask(method, path, body);
        return answer.status < 300 ? u"none"_s : answer.body.value(u"error_msg").toString();
    }
    QStringList names(const QByteArray &query)
    {
        QStringList out;
        const auto list = ask("GET", "/routes" + query).body.value(u"list");
        for (const auto &item : list.items())
            out.append(item.value(u"value").value(u"id").toString());
        return out;
    }

private Q_SLOTS:
    void init()
    {
        QString notice;
        QString wrong;
        m_database = Database::open(m_dir.filePath(u"%1.sqlite"_s.arg(QString::fromLatin1(QTest::currentTestFunction()))), &notice, &wrong);
        QVERIFY2(m_database, qPrintable(wrong));
        m_etcd = std::make_unique<Etcd>(*m_database);
        QCOMPARE(m_etcd->load(), QString());
        m_etcd->removeAll(u"/"_s);
        open();
    }
    void cleanup()
    {
        m_admin.reset();
        m_etcd.reset();
        m_database.reset();
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *path, const char *body, const QString &words) {
            QTest::newRow(body) << QByteArray(path) << j(body) << words;
        };
        const auto plugin = [&](const char *body, const QString &name, const QString &words) {
            const auto whole = "{'uri':'/a','plugins':{'" + name.toUtf8() + "':" + body + "}}";
            QTest::addRow("%s %s", qPrintable(name), body)
                << QByteArray("/routes/a") << j(whole.constData())
                << (words.isEmpty() ? u"none"_s : u"failed to check the configuration of plugin %1 err: %2"_s.arg(name, words));
        };
        row("/routes/a", "{'uri':'/a','upstream':{'nodes':{'a:99999':1}}}", u"invalid port 99999"_s);
        row("/routes/a", "{'uri':'/a','upstream':{'nodes':[{'host':'::1','port':1,'weight':1}]}}", u"IPv6 address must be enclosed with '[' and ']'"_s);
        row("/routes/a", "{'uri':'/a','upstream':{'nodes':{'[::1]:80':1}}}", u"none"_s);
        row("/upstreams/a", "{'nodes':{'a:1':1},'type':'chash','key':'arg_x'}", u"none"_s);
        row("/upstreams/a", "{'nodes':{'a:1':1},'type':'chash','hash_on':'consumer'}", u"none"_s);
        row("/upstreams/a", "{'nodes':{'a:1':1},'type':'chash','key':'what ever'}",
            u"invalid configuration: failed to match pattern \"^((uri|server_name|server_addr|request_uri|remote_port|remote_addr|"
            "query_string|host|hostname|mqtt_client_id)|arg_[0-9a-zA-z_-]+)$\" with \"what ever\""_s);
        row("/upstreams/a", "{'nodes':{'a:1':1},'tls':{'client_cert_id':'nope'}}", u"failed to fetch ssl info by ssl id [nope], response code: 404"_s);
        row("/routes/a", "{'uri':'/a','plugins':{'x':1}}", u"invalid plugin conf 1 for plugin [x]"_s);
        row("/routes/a", "{'uri':'/a','upstream':{'nodes':{'a:1':1},'create_time':1}}", u"the property is forbidden:  upstream.create_time"_s);
        row("/routes/a", "{'uri':'/a','plugins':{},'vars':[['a']]}", u"failed to validate the 'vars' expression: rule too short"_s);
        row("/routes/a", "{'uri':'/a','plugins':{},'filter_func':'function(vars) return true end'}", u"none"_s);
        row("/routes/a", "{'uri':'/a','script':'return 12345'}", u"'script' should be a Lua object"_s);
        row("/routes/a", "{'uri':'/a','script':'local a = {} return a'}", u"none"_s);
        row("/routes/a", "{'uri':'/a','plugins':{'cors':{'_meta':{'pre_function':'not lua'}}}}",
            u"failed to load _meta.pre_function in plugin cors: [string \"meta pre_function\"]:1: unexpected symbol near 'not'"_s);
        row("/routes/a", "{'uri':'/a','plugins':{'cors':{'_meta':{'filter':[['a','?','b']]}}}}",
            u"failed to validate the 'vars' expression: invalid operator '?'"_s);
        row("/secrets/aws/1", "{'access_key_id':'a','secret_access_key':'b'}", u"none"_s);
        row("/secrets/gcp/1", "{'ssl_verify':true}", u"invalid configuration: value should match only one schema, but matches none"_s);
        row("/secrets/other/1", "{}", u"invalid secret manager: other"_s);
        row("/plugin_metadata/server-info", "{'a':[]}", u"none"_s);
        row("/stream_routes/a", "{'protocol':{'name':'redis'}}", u"unknown protocol [redis]"_s);
        row("/stream_routes/a", "{'plugins':{'mqtt-proxy':{}}}",
            u"failed to check the configuration of stream plugin [mqtt-proxy]: property \"protocol_level\" is required"_s);
        row("/protos/a", "{'content':'message A { string a = 1;'}",
            u"invalid content: /usr/local/apisix//deps/share/lua/5.1/protoc.lua:842: filename for loaded:1:26: '}' expected near end of file"_s);
        row("/protos/a", "{'content':'CgphLnByb3RvIgA='}", u"none"_s);
        row("/consumers/a", "{'username':'a','plugins':{'jwt-auth':{'key':'k'}}}",
            u"invalid plugins configuration: failed to check the configuration of plugin jwt-auth err: property \"secret\" is required when using HS "
            "based algorithms"_s);
        row("/services/s/graphql_cost_decorations/1", "{'field_path':'Query.a'}", u"service not found"_s);
        plugin("{'functions':['return {}']}", u"serverless-post-function"_s, u"only accept Lua function, the input code type is table"_s);
        plugin("{'functions':['local function f() end return f']}", u"serverless-pre-function"_s, {});
        plugin("{'trusted_addresses':['10.0.0.0/8'],'source':'arg_ip'}", u"real-ip"_s, {});
        plugin("{'count':1,'time_window':1,'rules':[{'count':1,'time_window':1,'key':'a'}]}", u"limit-count"_s,
               u"value should match only one schema, but matches both schemas 1 and 2"_s);
        plugin("{'count':1,'time_window':1,'policy':'redis'}", u"limit-count"_s, u"then clause did not match"_s);
        plugin("{'count':1,'time_window':1,'policy':'redis','redis_host':'hh'}", u"limit-count"_s, {});
        plugin("{'regex_uri':['^/a(','/b']}", u"proxy-rewrite"_s,
               u"invalid regex_uri(^/a(, /b): pcre2_compile() failed: missing closing parenthesis in \"^/a(\""_s);
        plugin("{'body':'?','body_base64':true}", u"response-rewrite"_s, u"invalid base64 content"_s);
        plugin("{'body':'YQ==','body_base64':true,'vars':[['a','==','b']]}", u"response-rewrite"_s, {});
        plugin("{'rules':[{'match':[{'vars':[['a']]}],'weighted_upstreams':[{'weight':1}]}]}", u"traffic-split"_s,
               u"failed to validate the 'vars' expression: rule too short"_s);
        plugin("{'abort':{'http_status':200,'vars':[[['a','#','b']]]}}", u"fault-injection"_s,
               u"failed to create vars expression: invalid operator '#'"_s);
        plugin("{'allow_credential':true,'allow_origins':'**','allow_methods':'**','allow_headers':'**'}", u"cors"_s, {});
        plugin("{'block_rules':['^/a','(b']}", u"uri-blocker"_s, u"pcre2_compile() failed: missing closing parenthesis in \"(b\""_s);
    }
    void refuses()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, body);
        QTEST(error("PUT", path, body), "words");
    }

    void knowsWhatRefersToWhat()
    {
        const auto put = [this](const char *path, const char *body) { return ask("PUT", path, j(body)).status; };
        QCOMPARE(put("/upstreams/u", "{'nodes':{'a:1':1}}"), 201);
        QCOMPARE(put("/services/s", "{'upstream_id':'u'}"), 201);
        QCOMPARE(put("/consumer_groups/g", "{'plugins':{}}"), 201);
        QCOMPARE(put("/plugin_configs/p", "{'plugins':{'traffic-split':{'rules':[{'weighted_upstreams':[{'upstream_id':'u'}]}]}}}"), 201);
        QCOMPARE(put("/consumers/c", "{'username':'c','group_id':'g'}"), 201);
        QCOMPARE(put("/stream_routes/r", "{'service_id':'s'}"), 201);
        QCOMPARE(put("/routes/r", "{'uri':'/a','plugin_config_id':'p','plugins':{}}"), 201);
        QCOMPARE(put("/services/s/graphql_cost_decorations/d", "{'field_path':'Query.a'}"), 201);
        QCOMPARE(error("DELETE", "/upstreams/u"), u"can not delete this upstream, service [s] is still using it now"_s);
        QCOMPARE(error("DELETE", "/services/s"), u"can not delete this service directly, stream_route [r] is still using it now"_s);
        QCOMPARE(error("DELETE", "/consumer_groups/g"), u"can not delete this consumer group, consumer [c] is still using it now"_s);
        QCOMPARE(error("DELETE", "/plugin_configs/p"), u"can not delete this plugin config, route [r] is still using it now"_s);
        QCOMPARE(ask("DELETE", "/stream_routes/r").status, 200);
        QCOMPARE(ask("DELETE", "/services/s").status, 200);
        QCOMPARE(ask("GET", "/services/s/graphql_cost_decorations").status, 404);
        QCOMPARE(error("DELETE", "/upstreams/u"), u"can not delete this upstream, plugin in plugin_config [p] is still using it now"_s);
    }

    void filtersAndPages()
    {
        for (int i = 1; i <= 12; ++i) {
            const auto number = QByteArray::number(i);
            const auto name = i % 2 ? ",'name':'odd " + number + '\'' : QByteArray();
            const auto body = "{'uri':'/a/" + number + "','plugins':{},'labels':{'n':'" + number + "'}" + name + "}";
            QCOMPARE(ask("PUT", "/routes/r" + number, j(body.constData())).status, 201);
        }
        QCOMPARE(names({}).mid(0, 3), QStringList({u"r1"_s, u"r10"_s, u"r11"_s}));
        QCOMPARE(names("?page=1&page_size=10").mid(8), QStringList({u"r9"_s, u"r10"_s}));
        QCOMPARE(names("?page=2&page_size=10"), QStringList({u"r11"_s, u"r12"_s}));
        QCOMPARE(ask("GET", "/routes?page=3&page_size=10").raw, QByteArray("{\"list\":{},\"total\":12}\n"));
        QCOMPARE(ask("GET", "/routes?page=1&page_size=9").raw, QByteArray("page_size must be between 10 and 500"));
        QCOMPARE(names("?page=1").size(), 12);
        QCOMPARE(names("?name=odd%201$"), QStringList({u"r1"_s}));
        QCOMPARE(names("?name=nil").size(), 6);
        QCOMPARE(names("?name=(").size(), 0);
        QCOMPARE(names("?uri=/a/1[12]").size(), 2);
        QCOMPARE(names("?label=n").size(), 12);
        QCOMPARE(names("?label=").size(), 0);
        QCOMPARE(names("?filter=service_id%3Dx").size(), 0);
        QCOMPARE(ask("GET", "/routes?name=a&name=b").status, 500);
    }

    void tellsOfSimilarNames()
    {
        QCOMPARE(ask("PUT", "/routes/10", j("{'uri':'/a','plugins':{'openwhisk':{'_meta':{'disable':true},'service_token':'t'}}}")).status, 201);
        const auto missing = ask("GET", "/routes/1").body;
        QCOMPARE(missing.value(u"message").toString(), u"Key not found"_s);
        QCOMPARE(missing.value(u"kvs").items().first().value(u"key").toString(), u"/apisix/routes/10"_s);
        QVERIFY(!ask("DELETE", "/routes/1").body.contains(u"kvs"));
    }

    void hidesPrivateKeysForGood()
    {
        const auto listed = ask("GET", "/ssls").body;
        QCOMPARE(listed.value(u"total").toInteger(), 0);
        QCOMPARE(error("PUT", "/ssls/1", "{\"cert\":\"" + QByteArray(200, 'x') + "\",\"key\":\"" + QByteArray(200, 'x') + "\",\"sni\":\"a\"}"),
                 u"failed to parse cert: PEM_read_bio_X509_AUX() failed"_s);
        // What is kept elsewhere is not looked into.
        QCOMPARE(ask("PUT", "/ssls/1", j("{'cert':'$secret://vault/1/c','key':'$secret://vault/1/k','sni':'a'}")).status, 201);
        QVERIFY(!ask("GET", "/ssls/1").body.value(u"value").contains(u"key"));
        QVERIFY(!ask("GET", "/ssls").raw.contains("vault/1/k"));
    }

    void judgesConditionsTooLate()
    {
        QCOMPARE(ask("PUT", "/routes/a", j("{'uri':'/1','plugins':{}}")).status, 201);
        QCOMPARE(ask("PUT", "/routes/a", j("{'uri':'/2','plugins':{}}"), {{"If-Match", "\"1\""}}).status, 412);
        QCOMPARE(ask("GET", "/routes/a").body.value(u"value").value(u"uri").toString(), u"/2"_s);
        const auto same = ask("GET", "/routes/a", {}, {{"If-None-Match", "*"}});
        QCOMPARE(same.status, 304);
        QVERIFY(same.raw.isEmpty() && !same.headers.contains("Content-Type"));
        QCOMPARE(ask("DELETE", "/routes/a", {}, {{"If-Unmodified-Since", "Thu, 01 Jan 1970 00:00:01 GMT"}}).status, 412);
        QCOMPARE(ask("GET", "/routes/a").status, 404);
    }

    void patchesWholeAndPart()
    {
        QCOMPARE(ask("PUT", "/routes/a", j("{'uri':'/1','plugins':{'cors':{}},'methods':['GET'],'labels':{}}")).status, 201);
        const auto patched = [this](const char *path, const char *body) { return ask("PATCH", path, j(body)).body.value(u"value"); };
        const auto plugins = patched("/routes/a", "{'plugins':{'cors':null,'csrf':{'key':'k'}}}").value(u"plugins");
        QVERIFY(plugins.size() == 1 && plugins.contains(u"csrf"));
        QCOMPARE(json::compact(patched("/routes/a/methods", "['PUT','POST']").value(u"methods")), j("['PUT','POST']"));
        QCOMPARE(json::compact(patched("/routes/a", "{'methods':[]}").value(u"methods")), QByteArray("[]"));
        QCOMPARE(patched("/routes/a/labels/x", "'y'").value(u"labels").value(u"x").toString(), u"y"_s);
        QCOMPARE(patched("/routes/a", "{'create_time':1,'update_time':2}").value(u"update_time").toInteger(), 2);
        QCOMPARE(error("PATCH", "/routes/a/uri/x/y", "1"), u"invalid sub-path: /uri1x1y"_s);
        QCOMPARE(error("PATCH", "/routes/a/methods/1", "\"GET\""), u"invalid configuration: property \"methods\" validation failed: wrong type: expected array, got table"_s);
        QCOMPARE(error("PATCH", "/routes/a", j("{'labels':{'z':{'a':1}}}")),
                 u"invalid configuration: property \"labels\" validation failed: failed to validate z (matching \".*\"): wrong type: "
                 "expected string, got table"_s);
    }

    void speaksTheOlderVersion()
    {
        open(false);
        QCOMPARE(ask("PUT", "/routes/a?ttl=60", j("{'uri':'/1','plugins':{'csrf':{'key':'k'}}}")).body.value(u"action").toString(), u"set"_s);
        const auto list = ask("GET", "/routes?page=1&page_size=5");
        QCOMPARE(*list.headers.find("X-API-VERSION"), QByteArray("v2"));
        const auto node = list.body.value(u"node").value(u"nodes").items().first();
        QVERIFY(node.value(u"value").value(u"plugins").value(u"csrf").value(u"key").toString() != u"k");
        const auto one = ask("GET", "/routes/a").body.value(u"node");
        QCOMPARE(one.value(u"value").value(u"plugins").value(u"csrf").value(u"key").toString(), u"k"_s);
        QCOMPARE(ask("DELETE", "/routes/a").raw, j("{'action':'delete','deleted':'1','key':'/apisix/routes/a','node':{}}\n"));
    }

    void describesPlugins()
    {
        QCOMPARE(ask("GET", "/plugins?all=true").body.size(), 107);
        QCOMPARE(ask("GET", "/plugins?all=true&subsystem=stream").body.size(), 5);
        QCOMPARE(ask("GET", "/plugins/list?subsystem=x").raw, QByteArray("invalid subsystem passed"));
        QCOMPARE(error("GET", "/plugins/cors?subsystem=x"), u"unsupported subsystem: x"_s);
        QCOMPARE(error("GET", "/plugins/cors?schema_type=consumer"), u"not found schema"_s);
        QCOMPARE(error("GET", "/schema/nope"), u"not found schema: nope"_s);
        QCOMPARE(ask("GET", "/schema").status, 500);
        QVERIFY(ask("GET", "/schema/plugins/openfunction").body.value(u"properties").contains(u"function_uri"));
    }
};

QTEST_GUILESS_MAIN(TestGatewayChecks)
#include "tst_gateway_checks.moc"
