#include "core/gateway/save.h"
#include "tests/core/gateway/adminfixture.h"

#include <QSignalSpy>
#include <QTest>

using namespace gateway;
using namespace Qt::StringLiterals;

/// Reads and writes of the Admin API.
class TestAdminClient : public QObject, AdminFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { check(); }

    void kindsHaveTheirRules()
    {
        QCOMPARE(allKinds().size(), 14);
        QStringList post;
        QStringList patch;
        for (const Kind kind : allKinds()) {
            QVERIFY(!singular(kind).isEmpty() && !plural(kind).isEmpty());
            if (rulesOf(kind).post)
                post.append(QString::fromLatin1(rulesOf(kind).path));
            if (rulesOf(kind).patch)
                patch.append(QString::fromLatin1(rulesOf(kind).path));
        }
        for (const char *none : {"consumers", "consumer_groups", "plugin_configs", "global_rules", "plugin_metadata", "credentials", "secrets"})
            QVERIFY(!post.contains(QLatin1String(none)));
        for (const char *none : {"consumers", "credentials", "plugin_metadata", "protos", "stream_routes"})
            QVERIFY(!patch.contains(QLatin1String(none)));
    }

    void ids_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("parent");
        QTest::addColumn<QByteArray>("path"); // empty: refused
        const auto row = [](const char *title, Kind kind, const QString &id, const QString &parent, const char *path) {
            QTest::newRow(title) << int(kind) << id << parent << QByteArray(path);
        };
        row("plain", Kind::Route, u"a-b_c.1"_s, {}, "/apisix/admin/routes/a-b_c.1");
        row("slash", Kind::Route, u"a/b"_s, {}, "");
        row("escaped slash", Kind::Route, u"a%2Fb"_s, {}, "");
        row("blank", Kind::Service, u"a b"_s, {}, "");
        row("accent", Kind::Upstream, u"é"_s, {}, "");
        row("long", Kind::Route, QString(65, u'a'), {}, "");
        row("line end", Kind::Route, u"a\n"_s, {}, "");
        row("empty", Kind::Route, {}, {}, "");
        row("user with a dot", Kind::Consumer, u"a.b"_s, {}, "");
        row("user", Kind::Consumer, u"jack_1-2"_s, {}, "/apisix/admin/consumers/jack_1-2");
        row("credential", Kind::Credential, u"c1"_s, u"jack"_s, "/apisix/admin/consumers/jack/credentials/c1");
        row("credential of nobody", Kind::Credential, u"c1"_s, {}, "");
        row("secret", Kind::Secret, u"vault/1"_s, {}, "/apisix/admin/secrets/vault/1");
        row("secret without manager", Kind::Secret, u"1"_s, {}, "");
        row("metadata", Kind::PluginMetadata, u"http-logger"_s, {}, "/apisix/admin/plugin_metadata/http-logger");
        row("decoration", Kind::CostDecoration, u"1"_s, u"s"_s, "/apisix/admin/services/s/graphql_cost_decorations/1");
    }

    void ids()
    {
        QFETCH(int, kind);
        QFETCH(QString, id);
        QFETCH(QString, parent);
        QFETCH(QByteArray, path);
        const auto found = pathOf({Kind(kind), id, parent});
        QCOMPARE(found ? *found : QByteArray(), path);
        QVERIFY(found || found.error().message.endsWith(u'.'));
    }

    void whatIsSentBack()
    {
        const json::Value stored = value("{'id':5,'create_time':1,'update_time':2,'uri':'/a','upstream':{'create_time':1,'nodes':{}},'x':null}");
        QCOMPARE(json::compact(sendable({Kind::Route, u"5"_s}, stored)), j("{'id':5,'uri':'/a','upstream':{'nodes':{}},'x':null}"));
        QCOMPARE(json::compact(sendable({Kind::Route, {}}, value("{'id':5,'uri':'/a'}"))), j("{'uri':'/a'}"));
        QCOMPARE(json::compact(sendable({Kind::PluginMetadata, u"cors"_s}, value("{'id':'cors','create_time':1}"))), j("{'create_time':1}"));
    }

    void shapes_data()
    {
        QTest::addColumn<QByteArray>("body");
        const char *row = "{'key':'/apisix/routes/1','value':{'uri':'/a'},'createdIndex':11,'modifiedIndex':12}";
        QTest::newRow("v3") << j("{'list':[") + j(row) + j("],'total':1}");
        QTest::newRow("v3, total first") << j("{'total':1,'list':[") + j(row) + "]}";
        QTest::newRow("v2") << j("{'action':'get','count':1,'node':{'key':'/apisix/routes','dir':true,'nodes':[") + j(row) + "]}}";
    }

    void shapes()
    {
        QFETCH(QByteArray, body);
        const auto rows = decodeList(body, Kind::Route);
        QVERIFY(rows && (*rows)->size() == 1);
        const Row &row = (*rows)->first();
        QCOMPARE(row.key, m_route);
        QCOMPARE(row.modifiedIndex, 12);
        QCOMPARE(row.uris, QStringList{u"/a"_s});
    }

    void emptyShapes()
    {
        for (const char *body : {"{'list':[],'total':0}", "{'list':{},'total':3}", "{'action':'get','node':{'key':'/apisix/routes','nodes':[]}}"})
            QVERIFY(decodeList(j(body), Kind::Route) && (*decodeList(j(body), Kind::Route))->isEmpty());
        QVERIFY(!decodeList(j("{'list':[{'key':"), Kind::Route));
    }

    void rowsHoldWhatListsShow()
    {
        const auto rows = decodeList(
            j("{'list':[{'key':'/apisix/routes/5','modifiedIndex':3,'value':{'id':5,'name':'n','desc':'d','uris':['/a','/b/*'],'host':'h.test',"
              "'methods':['GET'],'labels':{'team':'a'},'status':0,'priority':-3,'vars':[['arg_a','==','1']],'filter_func':'function() end',"
              "'service_id':7,'plugin_config_id':'pc','upstream':{'nodes':[{'host':'u','port':80,'weight':1}],'tls':{'client_cert_id':'s'}},"
              "'plugins':{'cors':{'_meta':{'disable':true}},'openwhisk':{'api_host':'http://h','namespace':'guest','package':'p','action':'a',"
              "'timeout':5000},'traffic-split':{'rules':[{'weighted_upstreams':[{'upstream_id':'u9'}]}]}},'create_time':1,'update_time':2}}]}"),
            Kind::Route);
        QVERIFY(rows && (*rows)->size() == 1);
        const Row row = (*rows)->first();
        QCOMPARE(row.key.id, u"5"_s);
        QVERIFY(row.numericId && !row.enabled && row.conditional && row.scripted);
        QCOMPARE(row.uris, (QStringList{u"/a"_s, u"/b/*"_s}));
        QCOMPARE(row.nodes, QStringList{u"u:80"_s});
        QCOMPARE(row.disabledPlugins, QStringList{u"cors"_s});
        QCOMPARE(row.priority, -3);
        QCOMPARE(row.labels.first(), (Label{u"team"_s, u"a"_s}));
        QVERIFY(row.function && row.function->enabled);
        QCOMPARE(row.function->package, u"p"_s);
        QCOMPARE(row.function->timeoutMs, 5000);
        for (const Key &key : {Key{Kind::Service, u"7"_s}, {Kind::PluginConfig, u"pc"_s}, {Kind::Ssl, u"s"_s}, {Kind::Upstream, u"u9"_s}})
            QVERIFY(row.references.contains(key));
        for (const QStringView needle : {u"5", u"h.TEST", u"/b/", u"openwhisk", u"team:a", u"u9", u"get", u"p"})
            QVERIFY(contains(row, needle));
        QVERIFY(!contains(row, u"nowhere"));
    }

    void wordsThatLookAlike()
    {
        const QByteArray body = j("{'list':[{'key':'/apisix/routes/a','value':{'id':'b','labels':{'abc':'xyz','adc':'xoz'}}},"
                                  "{'key':'/apisix/routes/c','value':{'labels':{'a\\u0062c':'x\\u0079z','adc':''},'uri':'/c','id':'c'}},"
                                  "{'key':'/apisix/routes/1','value':{'uri':'/c','labels':{'adc':'xyz','abc':'xoz'},'id':1}}]}");
        const auto rows = decodeList(body, Kind::Route);
        QVERIFY(rows && (*rows)->size() == 3);
        const QList<Row> &all = **rows;
        QCOMPARE(all[0].labels, (QList<Label>{{u"abc"_s, u"xyz"_s}, {u"adc"_s, u"xoz"_s}}));
        QCOMPARE(all[1].labels, (QList<Label>{{u"abc"_s, u"xyz"_s}, {u"adc"_s, {}}}));
        QCOMPARE(all[2].labels, (QList<Label>{{u"adc"_s, u"xyz"_s}, {u"abc"_s, u"xoz"_s}}));
        QCOMPARE(all[2].uris, QStringList{u"/c"_s});
        QCOMPARE((QStringList{all[0].key.id, all[1].key.id, all[2].key.id}), (QStringList{u"a"_s, u"c"_s, u"1"_s}));
        QVERIFY(all[2].numericId && !all[1].numericId);
    }

    void rowsOfOtherKinds()
    {
        const auto first = [](const char *body, Kind kind, const QString &parent = {}) {
            const auto rows = decodeList(j(body), kind, parent);
            return rows && !(*rows)->isEmpty() ? (*rows)->first() : Row();
        };
        QCOMPARE(first("{'list':[{'key':'/apisix/secrets/vault/1','value':{'id':'vault/1','uri':'http://v'}}]}", Kind::Secret).key.id, u"vault/1"_s);
        QCOMPARE(first("{'list':[{'key':'/apisix/consumers/jack/credentials/c','value':{'id':'c'}}]}", Kind::Credential, u"jack"_s).key,
                 (Key{Kind::Credential, u"c"_s, u"jack"_s}));
        QCOMPARE(first("{'list':[{'key':'/apisix/plugin_metadata/cors','value':{'id':'cors'}}]}", Kind::PluginMetadata).key.id, u"cors"_s);
        QCOMPARE(first("{'list':[{'key':'/apisix/ssls/1','value':{'snis':['a.test'],'validity_end':99,'type':'client'}}]}", Kind::Ssl).validUntil, 99);
        // v2 lists credentials among consumers
        const auto consumers = decodeList(j("{'node':{'nodes':[{'key':'/apisix/consumers/jack','value':{'username':'jack'}},"
                                            "{'key':'/apisix/consumers/jack/credentials/c','value':{'id':'c'}}]}}"),
                                          Kind::Consumer);
        QCOMPARE((*consumers)->size(), 1);
    }

    void messages_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *title, int status, const char *body, Error::Kind kind, const char *words) {
            QTest::newRow(title) << status << j(body) << int(kind) << QString::fromLatin1(words);
        };
        row("no key", 401, "{'error_msg':'failed to check token','description':'missing apikey'}", Error::Kind::Unauthorized, "has none");
        row("wrong key", 401, "{'error_msg':'failed to check token','description':'wrong apikey'}", Error::Kind::Unauthorized, "refuses the admin key");
        row("before 3.10", 401, "{'error_msg':'failed to check token'}", Error::Kind::Unauthorized, "refuses the admin key");
        row("viewer", 401, "{'error_msg':'failed to check token','description':'invalid method for role viewer'}", Error::Kind::Forbidden, "viewer");
        row("allow_admin", 403, "<html><head><title>403 Forbidden</title></head></html>", Error::Kind::Forbidden, "allow_admin");
        row("no Admin API", 404, "<html><head><title>404 Not Found</title></head></html>", Error::Kind::Protocol, "9180");
        row("not there", 404, "{'message':'Key not found','kvs':[{'value':{'service_token':'other'}}]}", Error::Kind::NotFound, "not there");
        row("too old", 404, "{'error_msg':'Unsupported resource type: secrets'}", Error::Kind::Rejected, "too old");
        row("words", 400, "{'error_msg':'invalid configuration: additional properties forbidden, found foo'}", Error::Kind::Rejected, "found foo");
        row("text", 400, "page_size must be between 10 and 500", Error::Kind::Rejected, "between 10 and 500");
        row("too large", 400, "{'error_msg':'invalid request body: request size 9 is greater than the maximum size 8 allowed'}", Error::Kind::TooLarge,
            "maximum size");
        row("in use", 400, "{'error_msg':'can not delete this upstream, route [1] is still using it now'}", Error::Kind::Conflict, "route [1]");
        row("method", 405, "{'error_msg':'not supported `POST` method for consumer'}", Error::Kind::Rejected, "not supported");
        row("etcd down", 503, "{'error_msg':'has no healthy etcd endpoint available'}", Error::Kind::Server, "cannot reach its etcd");
        row("lost race", 503, "{'error_msg':'value changed before overwritten'}", Error::Kind::Conflict, "same moment");
        row("crash", 500, "<html><head><title>500 Internal Server Error</title></head></html>", Error::Kind::Server, "error log");
    }

    void messages()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(int, kind);
        QFETCH(QString, words);
        FakeAnswer reply = answer::json(body, status, apisix());
        if (body.startsWith('<'))
            reply = answer::html(body, status);
        m_server->on("GET /apisix/admin/routes", reply);
        const auto rows = await(list(*m_client, {}, Kind::Route, nullptr));
        QVERIFY(!rows);
        QCOMPARE(int(rows.error().kind), kind);
        QVERIFY2(rows.error().message.contains(words) && rows.error().message.endsWith(u'.'), qPrintable(rows.error().message));
        QVERIFY(!rows.error().detail.contains(u"service_token"));
    }

    void echoedBodyStaysSecret()
    {
        m_server->on("PUT /apisix/admin/routes/1", answer::json(j("{'error_msg':'invalid request body: x','req_body':'{\\'service_token\\':\\'u:p\\'}'}"), 400));
        const auto done = await(putDocument(*m_client, m_route, value("{'uri':'/a','plugins':{'key-auth':{'key':'hidden'}}}"), nullptr));
        QVERIFY(!done);
        QVERIFY(!done.error().detail.contains(u"u:p"));
        for (const net::LogEntry &entry : m_log->entries())
            QVERIFY(!entry.requestBody.redacted().contains("hidden"));
    }

    void hungEtcd()
    {
        m_server->hold("GET /apisix/admin/routes");
        net::Request request = requestOf("GET", "/apisix/admin/routes");
        QCOMPARE(request.deadline, std::chrono::milliseconds(35'000));
        request.deadline = std::chrono::milliseconds(300);
        const auto reply = await(send(*m_client, request, nullptr), 30'000);
        QVERIFY(!reply);
        QVERIFY2(reply.error().message.contains(u"seems to hang"), qPrintable(reply.error().message));
    }

    void emptyListsThatAreErrors()
    {
        m_server->on("GET /apisix/admin/consumers/jack/credentials", answer::json(j("{'message':'Key not found'}"), 404, apisix()));
        auto rows = await(list(*m_client, {}, Kind::Credential, nullptr, u"jack"_s));
        QVERIFY(rows && (*rows)->isEmpty());
        m_server->on("GET /apisix/admin/stream_routes", answer::json(j("{'error_msg':'stream mode is disabled, can not add stream routes'}"), 400));
        rows = await(list(*m_client, {}, Kind::StreamRoute, nullptr));
        QVERIFY(rows && (*rows)->isEmpty());
        m_server->on("GET /apisix/admin/consumers/none/credentials", answer::json(j("{'error_msg':'consumer not found'}"), 404, apisix()));
        QVERIFY(!await(list(*m_client, {}, Kind::Credential, nullptr, u"none"_s)));
    }

    void patchAgainPutNot()
    {
        const FakeAnswer lost = answer::json(j("{'error_msg':'value changed before overwritten'}"), 503);
        m_server->once("PATCH /apisix/admin/routes/1", lost);
        m_server->once("PATCH /apisix/admin/routes/1", lost);
        m_server->on("PATCH /apisix/admin/routes/1", answer::json(j("{'key':'/apisix/routes/1','value':{}}")));
        QVERIFY(await(patchDocument(*m_client, m_route, value("{'status':0}"), nullptr)));
        QCOMPARE(m_server->count("PATCH /apisix/admin/routes/1"), 3);
        m_server->on("PATCH /apisix/admin/routes/2", lost);
        const auto given = await(patchDocument(*m_client, {Kind::Route, u"2"_s}, value("{'status':0}"), nullptr));
        QVERIFY(!given && isLostRace(given.error()));
        m_server->on("PUT /apisix/admin/routes/1", lost);
        QVERIFY(!await(putDocument(*m_client, m_route, value("{'uri':'/a'}"), nullptr)));
        QCOMPARE(m_server->count("PUT /apisix/admin/routes/1"), 1);
    }

    void tooLargeIsNotSent()
    {
        json::Value large = value("{'uri':'/a'}");
        large.set(u"desc", json::Value::string(QString(largestBody, u'x')));
        const auto done = await(putDocument(*m_client, m_route, large, nullptr), 30'000);
        QVERIFY(!done);
        QCOMPARE(done.error().kind, Error::Kind::TooLarge);
        QVERIFY(!await(putDocument(*m_client, m_route, json::Value::string(u"x"_s), nullptr)));
        QCOMPARE(m_server->count(), 0);
    }

    void saveLooksFirst()
    {
        const Document before{m_route, value("{'uri':'/a','desc':'d','update_time':1}"), 1, 5};
        const json::Value mine = value("{'uri':'/b','desc':'d','update_time':1}");
        m_server->on("GET /apisix/admin/routes/1", answer::json(route("{'uri':'/a','desc':'theirs','update_time':2}", 6)));
        auto saved = await(save(*m_client, {}, before, mine, nullptr));
        QVERIFY(saved);
        QCOMPARE(int(saved->state), int(Saved::State::Changed));
        QCOMPARE(json::compact(saved->merge.merged), j("{'uri':'/b','desc':'theirs'}"));
        QVERIFY(saved->merge.conflicts.isEmpty());
        QCOMPARE(m_server->count("PUT *"), 0);
        m_server->on("GET /apisix/admin/routes/1", answer::json(j("{'message':'Key not found'}"), 404));
        saved = await(save(*m_client, {}, before, mine, nullptr));
        QCOMPARE(int(saved->state), int(Saved::State::Gone));
        // touched only: nothing to merge
        m_server->on("GET /apisix/admin/routes/1", answer::json(route("{'uri':'/a','desc':'d','update_time':9}", 7)));
        m_server->on("PUT /apisix/admin/routes/1", answer::json(j("{'key':'/apisix/routes/1','value':{'plugins':'cipher'}}")));
        saved = await(save(*m_client, {}, before, mine, nullptr));
        QCOMPARE(int(saved->state), int(Saved::State::Done));
        QCOMPARE(saved->document.modifiedIndex, 7); // what was read after the write, not its answer
        QCOMPARE(m_server->requests().last().method, "GET");
        QCOMPARE(m_server->count("PUT *"), 1);
    }

    void refusalNamesTheField()
    {
        m_server->on("GET /apisix/admin/routes/1", answer::json(route("{'uri':'/a'}")));
        m_server->on("PUT /apisix/admin/routes/1",
                     answer::json(j("{'error_msg':'failed to check the configuration of plugin openwhisk err: property \\'api_host\\' is required'}")
                                      .replace("\\\"", "\\\""),
                                  400));
        const auto saved = await(save(*m_client, {}, {m_route, value("{'uri':'/a'}"), 1, 5}, value("{'uri':'/b'}"), nullptr));
        QVERIFY(saved);
        QCOMPARE(int(saved->state), int(Saved::State::Refused));
        QCOMPARE(saved->complaint.pointer, u"/plugins/openwhisk/api_host"_s);
    }

    void createdTwice()
    {
        m_server->on("GET /apisix/admin/routes/1", answer::json(route("{'uri':'/there'}")));
        auto made = await(create(*m_client, {}, m_route, value("{'uri':'/a'}"), nullptr));
        QCOMPARE(int(made->state), int(Saved::State::Exists));
        m_server->on("POST /apisix/admin/routes", answer::json(j("{'key':'/apisix/routes/0009','value':{'id':'0009'}}"), 201));
        m_server->on("GET /apisix/admin/routes/0009", answer::json(route("{'id':'0009','uri':'/a'}")));
        made = await(create(*m_client, {}, {Kind::Route, {}}, value("{'id':'x','uri':'/a'}"), nullptr));
        QCOMPARE(made->document.key.id, u"0009"_s);
        QCOMPARE(m_server->requests()[1].body, j("{'uri':'/a'}"));
    }

    void numericIdStaysOne()
    {
        m_server->on("PUT /apisix/admin/routes", answer::json(j("{'key':'/apisix/routes/5','value':{}}")));
        QVERIFY(await(putDocument(*m_client, {Kind::Route, u"5"_s}, value("{'id':5,'uri':'/a'}"), nullptr)));
        QCOMPARE(m_server->requests().last().body, j("{'id':5,'uri':'/a'}"));
    }

    void changeByVersion()
    {
        m_server->on("GET /apisix/admin/routes/1", answer::json(route("{'uri':'/a','update_time':1}")));
        m_server->on("PUT /apisix/admin/routes/1", answer::json("{}"));
        m_server->on("PATCH /apisix/admin/*", answer::json("{}"));
        m_server->on("GET /apisix/admin/ssls/1", answer::json(j("{'key':'/apisix/ssls/1','value':{'cert':'c','sni':'a','status':1}}")));
        Server spoiling;
        spoiling.version = QVersionNumber(3, 12);
        QVERIFY(await(change(*m_client, spoiling, m_route, value("{'status':0}"), nullptr)));
        QCOMPARE(m_server->count("PATCH *"), 0);
        QCOMPARE(m_server->requests()[1].body, j("{'uri':'/a','status':0}"));
        Server good;
        good.version = QVersionNumber(3, 18, 0);
        QVERIFY(await(change(*m_client, good, m_route, value("{'status':0}"), nullptr)));
        QCOMPARE(m_server->count("PATCH *"), 1);
        // the key of a certificate never comes back: only what changed is sent
        const Document before{{Kind::Ssl, u"1"_s}, value("{'cert':'c','sni':'a','status':1}"), 0, 0};
        QVERIFY(await(save(*m_client, spoiling, before, value("{'cert':'c','sni':'b','status':1}"), nullptr)));
        QCOMPARE(m_server->count("PATCH /apisix/admin/ssls/1"), 1);
        QCOMPARE(m_server->count("PUT /apisix/admin/ssls/1"), 0);
    }
};

QTEST_GUILESS_MAIN(TestAdminClient)
#include "tst_admin_client.moc"
