#include "core/gateway/control.h"
#include "core/gateway/dryrun.h"
#include "core/gateway/plugins.h"
#include "core/gateway/save.h"
#include "core/gateway/standalone.h"
#include "tests/core/gateway/adminfixture.h"

#include <QSignalSpy>
#include <QTest>

using namespace gateway;
using namespace Qt::StringLiterals;

/// What kind of gateway there is, and a session with it.
class TestAdminSession : public QObject, AdminFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { check(); }

    void detects_data()
    {
        QTest::addColumn<QByteArray>("version");
        QTest::addColumn<QByteArray>("api");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("v2");
        QTest::addColumn<bool>("dryRun");
        QTest::newRow("3.18") << QByteArray("APISIX/3.18.0") << QByteArray("v3") << j("{'list':[],'total':0}") << false << true;
        QTest::newRow("silent") << QByteArray("APISIX") << QByteArray("v3") << j("{'list':{},'total':0}") << false << true;
        QTest::newRow("3.10 v2") << QByteArray("APISIX/3.10.0") << QByteArray("v2") << j("{'node':{'nodes':[]}}") << true << false;
        QTest::newRow("2.15") << QByteArray("APISIX/2.15.0") << QByteArray() << j("{'count':0,'node':{'nodes':[]}}") << true << false;
    }

    void detects()
    {
        QFETCH(QByteArray, version);
        QFETCH(QByteArray, api);
        QFETCH(QByteArray, body);
        QFETCH(bool, v2);
        QFETCH(bool, dryRun);
        m_server->on("GET /apisix/admin/routes*", answer::json(body, 200, {{"Server", version}, {"X-API-VERSION", api}}));
        m_server->on("POST /apisix/admin/schema/validate/routes", answer::json(j("{'error_msg':'x'}"), 400));
        const auto server = await(detect(*m_client, nullptr));
        QVERIFY(server);
        QCOMPARE(server->v2, v2);
        QCOMPARE(server->canDryRun(), dryRun);
        QVERIFY(!server->readOnly && !server->standalone);
        QCOMPARE(has(*server, Kind::Proto), !version.endsWith("2.15.0"));
        QCOMPARE(has(*server, Kind::CostDecoration), dryRun);
        QVERIFY(has(*server, Kind::Route));
    }

    void detectsViewerAndWrongServers()
    {
        m_server->on("GET /apisix/admin/routes*", answer::json(j("{'list':[],'total':0}"), 200, apisix()));
        m_server->on("POST *", answer::json(j("{'error_msg':'failed to check token','description':'invalid method for role viewer'}"), 401));
        auto server = await(detect(*m_client, nullptr));
        QVERIFY(server && server->readOnly);
        m_server->on("GET /apisix/admin/routes*", answer::json(j("{'actions':[]}")));
        server = await(detect(*m_client, nullptr));
        QVERIFY(!server);
        QCOMPARE(server.error().kind, Error::Kind::Protocol);
    }

    void dryRuns()
    {
        m_server->on("POST /apisix/admin/configs/validate",
                     answer::json(j("{'error_msg':'Configuration validation failed','errors':[{'resource_type':'routes','resource_id':'1','index':0,"
                                    "'error':'unknown plugin [nope]'}]}"),
                                  400));
        auto result = await(dryRun(*m_client, {}, m_route, value("{'uri':'/a','create_time':1}"), nullptr));
        QVERIFY(result);
        QCOMPARE(int(result->depth), int(DryRun::Depth::Whole));
        QCOMPARE(result->complaints.first().pointer, u"/plugins/nope"_s);
        QCOMPARE(m_server->requests().last().body, j("{'routes':[{'uri':'/a','id':'1'}]}"));
        Server old;
        old.version = QVersionNumber(3, 10);
        m_server->on("POST /apisix/admin/schema/validate/routes", answer::json(j("{'error_msg':'property \\'uri\\' is required'}"), 400));
        result = await(dryRun(*m_client, old, m_route, value("{}"), nullptr));
        QCOMPARE(int(result->depth), int(DryRun::Depth::Schema));
        QCOMPARE(result->complaints.size(), 1);
        result = await(dryRun(*m_client, old, {Kind::Secret, u"vault/1"_s}, value("{}"), nullptr));
        QCOMPARE(int(result->depth), int(DryRun::Depth::None));
        m_server->on("POST /apisix/admin/configs/validate", answer::json(j("{'error_msg':'Unsupported resource type: configs'}"), 404));
        result = await(dryRun(*m_client, {}, m_route, value("{}"), nullptr));
        QCOMPARE(int(result->depth), int(DryRun::Depth::Schema));
    }

    void referrers()
    {
        QCOMPARE(referrerOf(u"can not delete this upstream, route [r1] is still using it now"_s), (Key{Kind::Route, u"r1"_s}));
        QCOMPARE(referrerOf(u"can not delete this upstream, plugin in plugin_config [p] is still using it now"_s), (Key{Kind::PluginConfig, u"p"_s}));
        QCOMPARE(referrerOf(u"can not delete this upstream, plugin in global_rules [p] is still using it now"_s), (Key{Kind::GlobalRule, u"p"_s}));
        QCOMPARE(referrerOf(u"can not delete this consumer group, consumer [jack] is still using it now"_s), (Key{Kind::Consumer, u"jack"_s}));
        QVERIFY(!referrerOf(u"unknown plugin [x]"_s));
    }

    void standaloneGateway()
    {
        m_server->on("GET /apisix/admin/routes*", answer::html("<html><title>404 Not Found</title></html>", 404));
        m_server->on("POST *", answer::html("<html><title>404 Not Found</title></html>", 404));
        m_server->on("GET /apisix/admin/configs",
                     answer::json(j("{'routes':[{'id':'1','uri':'/a','modifiedIndex':4}],'routes_conf_version':7,'services_conf_version':3,"
                                    "'consumers':[{'username':'jack'},{'id':'jack/credentials/c','plugins':{}}],'X-Digest':'d'}"),
                                  200, {{"Server", "APISIX/3.18.0"}, {"X-Digest", "d"}}));
        m_server->on("PUT /apisix/admin/configs", answer::json("", 202));
        const auto server = await(detect(*m_client, nullptr));
        QVERIFY(server && server->standalone);
        QCOMPARE((*await(list(*m_client, *server, Kind::Route, nullptr)))->size(), 1);
        QCOMPARE((*await(list(*m_client, *server, Kind::Consumer, nullptr)))->size(), 1);
        const auto document = await(getDocument(*m_client, *server, m_route, nullptr));
        QVERIFY(document);
        const auto saved = await(save(*m_client, *server, *document, value("{'id':'1','uri':'/b'}"), nullptr));
        QVERIFY(saved);
        for (const FakeRequest &request : m_server->requests())
            if (request.method == "PUT") {
                QCOMPARE(request.header("X-Digest").size(), 64);
                const auto sent = json::read(request.body)->value;
                QCOMPARE(sent.value(u"routes_conf_version"), json::Value::number(8));
                QCOMPARE(sent.value(u"services_conf_version"), json::Value::number(3));
                QCOMPARE(json::compact(sent.value(u"routes")), j("[{'id':'1','uri':'/b'}]"));
                QVERIFY(!sent.contains(u"X-Digest"));
            }
        QCOMPARE(m_server->count("PUT /apisix/admin/configs"), 1);
        QVERIFY(!inConfigs(withObject(json::Value::object(), m_route, value("{'uri':'/n'}")), m_route).isNull());
        QVERIFY(inConfigs(withObject(value("{'routes':[{'id':'1'}]}"), m_route, json::Value()), m_route).isNull());
    }

    void sessionLoadsAndComesBack()
    {
        m_server->on("GET /apisix/admin/*", answer::json(j("{'list':[],'total':0}"), 200, apisix()));
        m_server->on("POST *", answer::json(j("{'error_msg':'x'}"), 400));
        m_server->on("GET /apisix/admin/plugins*", answer::json(j("{'cors':{'priority':4000,'schema':{}},'openwhisk':{'priority':-1901,'schema':{}}}")));
        m_server->on("GET /apisix/admin/routes?page=1&page_size=10", answer::json(j("{'list':[],'total':0}"), 200, apisix()));
        m_server->on("GET /apisix/admin/routes", answer::json(j("{'error_msg':'has no healthy etcd endpoint available'}"), 503));
        Session session(endpointOf(*m_server), u"p"_s, u"c"_s, nullptr);
        session.open();
        QTRY_VERIFY(session.catalogue() && session.listing(Kind::Route).error && !session.listing(Kind::Proto).loading && session.listing(Kind::Proto).rows);
        QVERIFY(session.connected() && !session.readOnly());
        QCOMPARE(session.catalogue()->http.first().name, u"cors"_s);
        QVERIFY(session.catalogue()->find(u"openwhisk"_s)->description.contains(u"OpenWhisk"));
        m_server->on("GET /apisix/admin/routes", answer::json(j("{'list':[{'key':'/apisix/routes/1','value':{}}],'total':1}"), 200, apisix()));
        session.refresh(Kind::Route);
        QTRY_VERIFY(session.listing(Kind::Route).rows && !session.listing(Kind::Route).error);
        const FakeAnswer wrong = answer::json(j("{'error_msg':'failed to check token','description':'wrong apikey'}"), 401);
        m_server->on("GET /apisix/admin/*", wrong);
        m_server->on("GET /apisix/admin/routes?page=1&page_size=10", wrong);
        session.refresh(Kind::Service);
        QTRY_VERIFY(session.problem());
        QCOMPARE(session.problem()->kind, Error::Kind::Unauthorized);
        QVERIFY(session.listing(Kind::Service).rows); // the last good ones stay
    }

    void goesOnAskingWhileWatched()
    {
        const FakeAnswer good = answer::json(j("{'list':[],'total':0}"), 200, apisix());
        const FakeAnswer bad = answer::json(j("{'error_msg':'has no healthy etcd endpoint available'}"), 503, apisix());
        m_server->on("GET /apisix/admin/*", good);
        m_server->on("POST *", answer::json(j("{'error_msg':'x'}"), 400));
        Session session(endpointOf(*m_server), u"p"_s, u"c"_s, m_log.get());
        session.setFirstPauseMs(5);
        session.open();
        QTRY_VERIFY(session.connected() && session.listing(Kind::Route).rows && session.client().inFlight() == 0);
        m_server->on("GET /apisix/admin/*", bad);
        session.refresh(Kind::Route);
        session.refresh(Kind::Service);
        QTRY_VERIFY(session.listing(Kind::Route).error && session.listing(Kind::Service).error);
        QCOMPARE(session.nextTryMs(), 0); // nobody looks
        session.watch(Kind::Route, true);
        QVERIFY(session.nextTryMs() > 0);
        const int before = m_server->count("GET /apisix/admin/routes");
        const int services = m_server->count("GET /apisix/admin/services");
        QTRY_VERIFY(m_server->count("GET /apisix/admin/routes") >= before + 3);
        QCOMPARE(m_server->count("GET /apisix/admin/services"), services);
        m_server->on("GET /apisix/admin/*", good);
        QTRY_VERIFY(!session.listing(Kind::Route).error && !session.listing(Kind::Service).error); // the others come along
        QTRY_COMPARE(session.client().inFlight(), 0);
        QCOMPARE(session.nextTryMs(), 0);
        m_server->stop();
        session.refresh(Kind::Upstream); // not watched, but it tells that nothing answers
        QTRY_VERIFY(!session.connected() && session.nextTryMs() > 0);
        session.watch(Kind::Route, false);
        QCOMPARE(session.nextTryMs(), 0);
        session.watch(Kind::Route, true);
        m_server->resume();
        QTRY_VERIFY(session.connected() && !session.listing(Kind::Upstream).error);
    }

    void aWrongKeyIsNotTriedAgain()
    {
        m_server->on("GET /apisix/admin/*", answer::json(j("{'error_msg':'failed to check token','description':'wrong apikey'}"), 401));
        Session session(endpointOf(*m_server), u"p"_s, u"c"_s, m_log.get());
        session.setFirstPauseMs(1);
        session.watch(Kind::Route, true);
        session.open();
        QTRY_VERIFY(session.problem());
        QVERIFY(!mayPass(*session.problem()));
        QCOMPARE(session.nextTryMs(), 0);
    }

    void startsOnceThereIsAGateway()
    {
        m_server->on("GET /apisix/admin/*", answer::json(j("{'list':[],'total':0}"), 200, apisix()));
        m_server->on("POST *", answer::json(j("{'error_msg':'x'}"), 400));
        m_server->stop();
        Session session(endpointOf(*m_server), u"p"_s, u"c"_s, m_log.get());
        session.setFirstPauseMs(1);
        session.watch(Kind::Route, true);
        session.open();
        QTRY_VERIFY(session.problem());
        m_server->resume();
        QTRY_VERIFY(session.listing(Kind::Route).rows);
    }

    void sessionGoneWhileLoading()
    {
        m_server->on("GET /apisix/admin/*", answer::json(j("{'list':[],'total':0}"), 200, apisix()));
        m_server->on("POST *", answer::json(j("{'error_msg':'x'}"), 400));
        m_server->hold("GET /apisix/admin/services");
        auto session = std::make_unique<Session>(endpointOf(*m_server), u"p"_s, u"c"_s, m_log.get());
        session->open();
        QTRY_COMPARE(m_server->waiting("GET /apisix/admin/services"), 1);
        session.reset();
        QTRY_COMPARE(m_server->aborted("GET /apisix/admin/services"), 1);
        // ... and while a save is on its way: it is done all the same
        m_server->on("GET /apisix/admin/routes/1", answer::json(route("{'uri':'/a'}")));
        m_server->on("PUT /apisix/admin/routes/1", answer::json("{}"));
        m_server->hold("PUT /apisix/admin/routes/1");
        auto owner = std::make_unique<QObject>();
        const auto saved = save(*m_client, {}, {m_route, value("{'uri':'/a'}"), 1, 5}, value("{'uri':'/b'}"), owner.get());
        QTRY_COMPARE(m_server->waiting("PUT /apisix/admin/routes/1"), 1);
        owner.reset();
        m_server->release("PUT /apisix/admin/routes/1");
        QTRY_VERIFY(saved.isFinished());
        QCOMPARE(m_server->aborted("PUT *"), 0);
    }

    void readOnlyProfileSendsNoWrite()
    {
        net::Endpoint endpoint = endpointOf(*m_server);
        endpoint.readOnly = true;
        net::Client client(endpoint, m_log.get());
        m_server->on("GET /apisix/admin/routes*", answer::json(j("{'list':[],'total':0}"), 200, apisix()));
        QVERIFY(await(detect(client, nullptr)));
        const auto done = await(patchDocument(client, m_route, value("{'status':0}"), nullptr));
        QVERIFY(!done);
        QCOMPARE(done.error().kind, Error::Kind::Forbidden);
        QCOMPARE(m_server->count("PATCH *") + m_server->count("POST *"), 0);
    }

    void controlApi()
    {
        FakeServer node;
        node.on("GET /v1/healthcheck", answer::json(j("[{'name':'/apisix/upstreams/1','nodes':[{'ip':'10.0.0.1','port':80,'status':'unhealthy',"
                                                      "'counter':{'success':1,'http_failure':2,'tcp_failure':3,'timeout_failure':4}}]}]")));
        node.on("GET /v1/route/1", answer::json(j("{'key':'/apisix/routes/1','modifiedIndex':9,'value':{'status':1}}")));
        net::Endpoint endpoint;
        endpoint.base = node.url();
        net::Client control(endpoint, nullptr);
        const auto found = await(health(control, nullptr));
        QVERIFY(found && found->size() == 1);
        QCOMPARE(found->first().key, (Key{Kind::Upstream, u"1"_s}));
        QCOMPARE(found->first().nodes.first(), (NodeHealth{u"10.0.0.1"_s, 80, u"unhealthy"_s, 1, 2, 3, 4}));
        QCOMPARE(await(effective(control, m_route, nullptr))->modifiedIndex, 9);
        QVERIFY(!await(effective(control, {Kind::Ssl, u"1"_s}, nullptr)));
        node.on("GET /v1/healthcheck", answer::json("{}"));
        QVERIFY(await(health(control, nullptr))->isEmpty());
        node.on("GET /v1/healthcheck", answer::json(j("{'hello':'world'}"))); // another server's answer
        QVERIFY(!await(health(control, nullptr)));
    }
};

QTEST_GUILESS_MAIN(TestAdminSession)
#include "tst_admin_session.moc"
