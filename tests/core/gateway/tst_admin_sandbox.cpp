#include "core/gateway/dryrun.h"
#include "core/gateway/plugins.h"
#include "core/gateway/save.h"
#include "core/gateway/session.h"
#include "core/json/text.h"
#include "tests/core/gateway/sandboxgateway.h"

#include <QTest>

using namespace gateway;
using namespace Qt::StringLiterals;

/// Against the sandbox, which answers as a recorded server.
class TestAdminSandbox : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<SandboxGateway> m_gateway;
    std::unique_ptr<net::Client> m_client;
    Server m_server;
    const QByteArray m_openwhisk = "{'uri':'/a','plugins':{'openwhisk':{'api_host':'http://127.0.0.1:3233','service_token':'u:secret',"
                                   "'namespace':'guest','action':'hello'}}}";

    static json::Value value(const QByteArray &text) { return SandboxGateway::value(text); }

    Result<Saved> made(const Key &key, const QByteArray &text)
    {
        return await(create(*m_client, m_server, key, value(text), nullptr), 30'000);
    }
    Result<Document> got(const Key &key) { return await(getDocument(*m_client, m_server, key, nullptr), 30'000); }
    static QString why(const Result<Saved> &saved)
    {
        return saved ? QString::number(int(saved->state)) + u' ' + saved->complaint.words : saved.error().message + saved.error().detail;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_gateway = std::make_unique<SandboxGateway>();
        QVERIFY(m_gateway->start({u"--well-known-keys"_s, u"--fill"_s, u"routes=10000"_s}));
        m_client = std::make_unique<net::Client>(m_gateway->endpoint(), nullptr);
        const auto server = await(detect(*m_client, nullptr), 30'000);
        QVERIFY2(server, qPrintable(server ? QString() : server.error().message));
        m_server = *server;
    }

    void isWhatItSays()
    {
        QVERIFY(!m_server.v2 && !m_server.readOnly && !m_server.standalone && m_server.canDryRun());
        QCOMPARE(m_server.version, QVersionNumber(3, 18, 0));
        QVERIFY(mayPatch(m_server, Kind::Route) && !mayPatch(m_server, Kind::Consumer));
    }

    void tenThousandRows()
    {
        const auto rows = await(list(*m_client, m_server, Kind::Route, nullptr), 60'000);
        QVERIFY(rows && (*rows)->size() == 10'000);
        const Row &row = (*rows)->at(4);
        QCOMPARE(row.name, u"made-up 00004"_s);
        QVERIFY(row.function && row.function->action == u"action-00004" && row.modifiedIndex > 0);
        const auto hits = std::count_if((*rows)->begin(), (*rows)->end(), [](const Row &one) { return contains(one, u"team-3"); });
        QVERIFY(hits > 1000 && hits < 2000);
    }

    /// Each kind: created, listed, read, saved, deleted.
    void everyKind_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("parent");
        QTest::addColumn<QByteArray>("first");
        QTest::addColumn<QByteArray>("second");
        const auto row = [](Kind kind, const QString &id, const char *first, const char *second, const QString &parent = {}) {
            QTest::addRow("%s", qPrintable(singular(kind))) << int(kind) << id << parent << QByteArray(first) << QByteArray(second);
        };
        row(Kind::Upstream, u"u1"_s, "{'nodes':{'127.0.0.1:1980':1}}", "{'nodes':[{'host':'h','port':80,'weight':2,'metadata':{'a':1}}]}");
        row(Kind::Service, u"s1"_s, "{'upstream_id':'u1'}", "{'upstream_id':'u1','hosts':['a.test'],'desc':'d'}");
        row(Kind::PluginConfig, u"p1"_s, "{'plugins':{'cors':{}}}", "{'plugins':{'cors':{'max_age':7}},'desc':'d'}");
        row(Kind::ConsumerGroup, u"g1"_s, "{'plugins':{}}", "{'plugins':{'cors':{}},'name':'n'}");
        row(Kind::Consumer, u"jack"_s, "{'username':'jack'}", "{'username':'jack','group_id':'g1','plugins':{'key-auth':{'key':'k1'}}}");
        row(Kind::Credential, u"c1"_s, "{'plugins':{'key-auth':{'key':'k2'}}}", "{'plugins':{'key-auth':{'key':'k3'}},'desc':'d'}", u"jack"_s);
        row(Kind::Route, u"r1"_s, "{'uri':'/r','service_id':'s1'}", "{'uris':['/r','/s'],'service_id':'s1','plugin_config_id':'p1','vars':[]}");
        row(Kind::GlobalRule, u"1"_s, "{'plugins':{'request-id':{}}}", "{'plugins':{'request-id':{'header_name':'X-Id'}}}");
        row(Kind::Proto, u"1"_s, "{'content':'syntax = \\'proto3\\';'}", "{'content':'syntax = \\'proto3\\'; message A {}','desc':'d'}");
        row(Kind::Secret, u"vault/1"_s, "{'uri':'http://v','prefix':'kv','token':'t'}", "{'uri':'http://w','prefix':'kv','token':'t'}");
        row(Kind::StreamRoute, u"1"_s, "{'server_port':9100,'upstream_id':'u1'}", "{'server_port':9101,'upstream_id':'u1','desc':'d'}");
        row(Kind::PluginMetadata, u"http-logger"_s, "{'log_format':{'a':'$uri'}}", "{'log_format':{'b':'$host'}}");
    }

    void everyKind()
    {
        QFETCH(int, kind);
        QFETCH(QString, id);
        QFETCH(QString, parent);
        QFETCH(QByteArray, first);
        QFETCH(QByteArray, second);
        if (Kind(kind) == Kind::Proto) {
            first.replace("\\'", "\\\"");
            second.replace("\\'", "\\\"");
        }
        const Key key{Kind(kind), id, parent};
        auto saved = made(key, first);
        QVERIFY2(saved && saved->state == Saved::State::Done, qPrintable(why(saved)));
        QVERIFY(saved->document.modifiedIndex > 0);
        const auto rows = await(list(*m_client, m_server, key.kind, nullptr, parent), 60'000);
        QVERIFY(rows);
        QVERIFY(std::any_of((*rows)->begin(), (*rows)->end(), [&key](const Row &row) { return row.key == key; }));
        saved = await(save(*m_client, m_server, saved->document, value(second), nullptr), 30'000);
        QVERIFY2(saved && saved->state == Saved::State::Done, qPrintable(why(saved)));
        const auto bare = [&key](const json::Value &conf) {
            json::Value result = sendable(key, conf);
            result.remove(u"id");
            return result;
        };
        QVERIFY2(equal(bare(saved->document.value), value(second)), json::compact(saved->document.value).constData());
        QVERIFY(await(isWritten(*m_client, m_server, key, saved->document.value, nullptr), 30'000));
    }

    void generatedIds()
    {
        for (const Kind kind : {Kind::Route, Kind::Service, Kind::Upstream, Kind::Proto}) {
            const QByteArray body = kind == Kind::Route ? m_openwhisk
                : kind == Kind::Proto                   ? QByteArray("{'content':'message A {}'}")
                                                        : QByteArray("{'nodes':[]}");
            const auto saved = made({kind, {}}, kind == Kind::Service ? QByteArray("{}") : body);
            QVERIFY2(saved && saved->state == Saved::State::Done, qPrintable(why(saved)));
            QCOMPARE(saved->document.key.id.size(), 20);
            QVERIFY(await(remove(*m_client, m_server, saved->document.key, nullptr), 30'000));
        }
    }

    void secretsStayReadable()
    {
        const Key key{Kind::Route, u"ow"_s};
        auto saved = made(key, m_openwhisk);
        QVERIFY2(saved && saved->state == Saved::State::Done, qPrintable(why(saved)));
        const auto token = [](const json::Value &route) {
            return route.value(u"plugins").value(u"openwhisk").value(u"service_token").toString();
        };
        QCOMPARE(token(saved->document.value), u"u:secret"_s); // the answer to the write had ciphertext
        json::Value now = saved->document.value;
        now.set(u"desc", json::Value::string(u"d"_s));
        saved = await(save(*m_client, m_server, saved->document, now, nullptr), 30'000);
        QCOMPARE(token(saved->document.value), u"u:secret"_s);
        saved = await(change(*m_client, m_server, key, value("{'status':0}"), nullptr), 30'000);
        QCOMPARE(token(saved->document.value), u"u:secret"_s);
        QCOMPARE(saved->document.value.value(u"status"), json::Value::number(0));
    }

    void changedMeanwhile()
    {
        const Key key{Kind::Route, u"race"_s};
        const auto loaded = made(key, m_openwhisk);
        QVERIFY(loaded);
        QVERIFY(await(change(*m_client, m_server, key, value("{'desc':'theirs','uri':'/theirs'}"), nullptr), 30'000));
        json::Value mine = loaded->document.value;
        mine.set(u"uri", json::Value::string(u"/mine"_s));
        mine.set(u"name", json::Value::string(u"mine"_s));
        const auto saved = await(save(*m_client, m_server, loaded->document, mine, nullptr), 30'000);
        QVERIFY(saved);
        QCOMPARE(int(saved->state), int(Saved::State::Changed));
        QCOMPARE(saved->merge.conflicts.size(), 1);
        QCOMPARE(saved->merge.conflicts.first().pointer, u"/uri"_s);
        QCOMPARE(saved->merge.merged.value(u"desc").toString(), u"theirs"_s);
        QCOMPARE(got(key)->value.value(u"uri").toString(), u"/theirs"_s); // nothing was written
        const auto forced = await(overwrite(*m_client, m_server, key, saved->merge.merged, nullptr), 30'000);
        QCOMPARE(forced->document.value.value(u"uri").toString(), u"/mine"_s);
        QVERIFY(await(remove(*m_client, m_server, key, nullptr), 30'000));
        QCOMPARE(int(await(save(*m_client, m_server, loaded->document, mine, nullptr), 30'000)->state), int(Saved::State::Gone));
    }

    void refused()
    {
        const auto saved = made({Kind::Route, u"bad"_s}, QByteArray(m_openwhisk).replace("'action':'hello'", "'action':'a b!'"));
        QVERIFY(saved);
        QCOMPARE(int(saved->state), int(Saved::State::Refused));
        QCOMPARE(saved->complaint.pointer, u"/plugins/openwhisk/action"_s);
        const auto twice = made({Kind::Route, u"ow"_s}, m_openwhisk);
        QCOMPARE(int(twice->state), int(Saved::State::Exists));
    }

    void dryRunStoresNothing()
    {
        const Key key{Kind::Route, u"dry"_s};
        auto result = await(dryRun(*m_client, m_server, key, value(m_openwhisk), nullptr), 30'000);
        QVERIFY(result);
        QCOMPARE(int(result->depth), int(DryRun::Depth::Whole));
        QVERIFY(result->complaints.isEmpty());
        result = await(dryRun(*m_client, m_server, key, value("{'uri':'/a','plugins':{'nope':{}}}"), nullptr), 30'000);
        QCOMPARE(result->complaints.size(), 1);
        QCOMPARE(result->complaints.first().pointer, u"/plugins/nope"_s);
        QCOMPARE(got(key).error().kind, Error::Kind::NotFound);
    }

    void inUse()
    {
        const Key upstream{Kind::Upstream, u"used"_s};
        QVERIFY(made(upstream, "{'nodes':{'h:1':1}}"));
        QVERIFY(made({Kind::Route, u"user"_s}, "{'uri':'/a','upstream_id':'used'}"));
        const auto refusedToGo = await(remove(*m_client, m_server, upstream, nullptr), 30'000);
        QVERIFY(!refusedToGo);
        QCOMPARE(refusedToGo.error().kind, Error::Kind::Conflict);
        QCOMPARE(referrerOf(refusedToGo.error().message), (Key{Kind::Route, u"user"_s}));
        QVERIFY(await(remove(*m_client, m_server, upstream, nullptr, Force::Yes), 30'000));
    }

    void viewerOnlyReads()
    {
        net::Client viewer(m_gateway->endpoint(u"viewer_key"_s), nullptr);
        const auto server = await(detect(viewer, nullptr), 30'000);
        QVERIFY(server && server->readOnly);
        QVERIFY(await(getDocument(viewer, *server, {Kind::Upstream, u"u1"_s}, nullptr), 30'000));
        const auto done = await(putDocument(viewer, {Kind::Route, u"v"_s}, value(m_openwhisk), nullptr), 30'000);
        QVERIFY(!done && isReadOnlyKey(done.error()));
    }

    void wrongKey()
    {
        net::Endpoint endpoint = m_gateway->endpoint();
        endpoint.authorization = "wrong";
        net::Client client(endpoint, nullptr);
        QCOMPARE(await(detect(client, nullptr), 30'000).error().kind, Error::Kind::Unauthorized);
        endpoint.authorization.clear();
        net::Client none(endpoint, nullptr);
        QVERIFY(await(detect(none, nullptr), 30'000).error().message.contains(u"has none"));
    }

    void pluginsAndSchemas()
    {
        const auto catalogue = await(plugins(*m_client, nullptr), 30'000);
        QVERIFY(catalogue);
        QCOMPARE((*catalogue)->http.size(), 107);
        QCOMPARE((*catalogue)->stream.size(), 5);
        for (const Plugin &plugin : (*catalogue)->http)
            QVERIFY2(!plugin.description.isEmpty() && !plugin.phase.isEmpty(), qPrintable(plugin.name));
        const Plugin *keyAuth = (*catalogue)->find(u"key-auth"_s);
        QVERIFY(keyAuth && schemaFor(*keyAuth, Part::Consumer).value(u"properties").contains(u"key"));
        QVERIFY(schemaFor(*(*catalogue)->find(u"cors"_s), Part::Consumer).value(u"properties").contains(u"allow_origins"));
        for (const Kind kind : allKinds())
            if (!rulesOf(kind).schema.isEmpty())
                QVERIFY2(await(resourceSchema(*m_client, kind, nullptr), 30'000)->isObject(), qPrintable(singular(kind)));
    }

    void otherSetUps()
    {
        SandboxGateway v2;
        QVERIFY(v2.start({u"--well-known-keys"_s, u"--gateway-as"_s, u"v2"_s, u"--fill"_s, u"routes=20"_s}));
        net::Client client(v2.endpoint(), nullptr);
        const auto server = await(detect(client, nullptr), 30'000);
        QVERIFY(server && server->v2);
        QCOMPARE((*await(list(client, *server, Kind::Route, nullptr), 30'000))->size(), 20);
        const auto document = await(getDocument(client, *server, {Kind::Route, u"route-00001"_s}, nullptr), 30'000);
        QVERIFY(document);
        QCOMPARE(document->value.value(u"plugins").value(u"openwhisk").value(u"service_token").toString(), u"made-up:key"_s);
        QVERIFY(await(change(client, *server, document->key, value("{'desc':'x'}"), nullptr), 30'000)->state == Saved::State::Done);
        QVERIFY(await(create(client, *server, {Kind::Upstream, {}}, value("{'nodes':[]}"), nullptr), 30'000)->state == Saved::State::Done);

        SandboxGateway closed;
        QVERIFY(closed.start({u"--well-known-keys"_s, u"--gateway-as"_s, u"allow-admin-excludes-client"_s}));
        net::Client outside(closed.endpoint(), nullptr);
        const auto refusedAll = await(detect(outside, nullptr), 30'000);
        QVERIFY(!refusedAll && refusedAll.error().message.contains(u"allow_admin"));

        SandboxGateway streamless;
        QVERIFY(streamless.start({u"--well-known-keys"_s, u"--gateway-as"_s, u"stream-off-nokey"_s}));
        net::Client anybody(streamless.endpoint(), nullptr);
        const auto rows = await(list(anybody, {}, Kind::StreamRoute, nullptr), 30'000);
        QVERIFY(rows && (*rows)->isEmpty());
    }

    void etcdDown()
    {
        SandboxGateway down;
        QVERIFY(down.start({u"--well-known-keys"_s, u"--fault"_s, u"etcd=down"_s}));
        net::Client client(down.endpoint(), nullptr);
        const auto rows = await(list(client, {}, Kind::Route, nullptr), 30'000);
        QVERIFY(!rows);
        QVERIFY2(rows.error().message.contains(u"cannot reach its etcd"), qPrintable(rows.error().message));
    }
};

QTEST_GUILESS_MAIN(TestAdminSandbox)
#include "tst_admin_sandbox.moc"
