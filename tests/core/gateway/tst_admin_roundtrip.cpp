#include "core/gateway/pluginform.h"
#include "core/gateway/save.h"
#include "core/json/text.h"
#include "core/schema/form.h"
#include "core/schema/parse.h"
#include "tests/core/gateway/sandboxgateway.h"
#include "tests/core/schema/samples.h"
#include "tests/support/fakeserver.h"

#include <QTest>

using namespace gateway;
using namespace Qt::StringLiterals;

/// What a form lets one make goes to the server and comes back unchanged; what our own check refuses the server does, too.
class TestAdminRoundTrip : public QObject {
    Q_OBJECT

private:
    SandboxGateway m_gateway;
    std::unique_ptr<net::Client> m_client;
    Server m_server;
    std::shared_ptr<const Catalogue> m_catalogue;
    QStringList m_wrong;


    /// A few of many, from all over; all of them go through forms in another test.
    static QList<json::Value> spread(const QList<json::Value> &all, qsizetype most = 6)
    {
        QList<json::Value> some;
        const qsizetype step = std::max<qsizetype>(1, all.size() / most);
        for (qsizetype i = 0; i < all.size(); i += step)
            some.append(all[i]);
        return some;
    }

    /// True when the server took it. hidden: members that it keeps to itself.
    bool travels(const Key &key, const json::Value &value, const QStringList &hidden = {})
    {
        const auto saved = await(overwrite(*m_client, m_server, key, value, nullptr), 30'000);
        if (!saved || saved->state != Saved::State::Done)
            return false;
        json::Value back = sendable(key, saved->document.value);
        if (!value.contains(u"id"))
            back.remove(u"id");
        json::Value sent = sendable(key, value);
        for (const QString &name : hidden) {
            sent.remove(name);
            back.remove(name);
        }
        if (!equal(back, sent))
            m_wrong.append(QString::fromUtf8(json::compact(value).left(500) + "\nbecame " + json::compact(back).left(500)));
        return true;
    }

    static json::Value routeWith(const QString &plugin, const json::Value &conf)
    {
        return json::Value::object({{u"uri"_s, json::Value::string(u"/a"_s)}, {u"plugins"_s, json::Value::object({{plugin, conf}})}});
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_gateway.start({u"--well-known-keys"_s}));
        m_client = std::make_unique<net::Client>(m_gateway.endpoint(), nullptr);
        const auto server = await(detect(*m_client, nullptr), 30'000);
        QVERIFY(server);
        m_server = *server;
        const auto catalogue = await(plugins(*m_client, nullptr), 30'000);
        QVERIFY(catalogue);
        m_catalogue = *catalogue;
    }

    void cleanup()
    {
        QVERIFY2(m_wrong.isEmpty(), qPrintable(m_wrong.mid(0, 5).join(u'\n')));
        m_wrong.clear();
    }

    void pluginsOfRoutes()
    {
        QStringList none;
        for (const Plugin &plugin : m_catalogue->http) {
            const auto field = schema::parse(formSchema(plugin, Part::Route), {plugin.name, {}});
            int taken = 0;
            for (const json::Value &conf : spread(Samples::of(*field)))
                taken += travels({Kind::Route, u"a"_s}, routeWith(plugin.name, conf));
            if (taken == 0)
                none.append(plugin.name);
        }
        // What needs more than its schema says is left: whole documents, expressions, Lua.
        QVERIFY2(none.size() <= 8, qPrintable(none.join(u' ')));
    }

    void pluginsOfConsumers()
    {
        for (const Plugin &plugin : m_catalogue->http)
            if (!plugin.consumerSchema.isNull()) {
                const auto field = schema::parse(formSchema(plugin, Part::Consumer), {plugin.name, {}});
                int taken = 0;
                for (const json::Value &conf : spread(Samples::of(*field)))
                    taken += travels({Kind::Consumer, u"jack"_s}, json::Value::object({{u"username"_s, json::Value::string(u"jack"_s)},
                                                                                       {u"plugins"_s, json::Value::object({{plugin.name, conf}})}}));
                QVERIFY2(taken > 0, qPrintable(plugin.name));
            }
    }

    void metadata()
    {
        for (const Plugin &plugin : m_catalogue->http)
            if (!plugin.metadataSchema.isNull()) {
                const auto field = schema::parse(plugin.metadataSchema, {plugin.name, {}});
                int taken = 0;
                for (const json::Value &conf : spread(Samples::of(*field)))
                    taken += travels({Kind::PluginMetadata, plugin.name}, conf);
                QVERIFY2(taken > 0, qPrintable(plugin.name));
            }
    }

    void pluginsOfStreamRoutes()
    {
        QCOMPARE(m_catalogue->stream.size(), 5);
        for (const Plugin &plugin : m_catalogue->stream) {
            const auto field = schema::parse(formSchema(plugin, Part::Route), {plugin.name, {}});
            int taken = 0;
            for (const json::Value &conf : spread(Samples::of(*field), 20))
                taken += travels({Kind::StreamRoute, u"s"_s}, json::Value::object({{u"plugins"_s, json::Value::object({{plugin.name, conf}})}}));
            QVERIFY2(taken > 0, qPrintable(plugin.name));
        }
    }

    /// Keys go in and never come out.
    void certificates()
    {
        const json::Value pem = json::Value::string(QString::fromLatin1(FakeServer::pem(u"server.pem"_s)));
        const json::Value secret = json::Value::string(QString::fromLatin1(FakeServer::pem(u"server.key"_s)));
        const auto schema = await(resourceSchema(*m_client, Kind::Ssl, nullptr), 30'000);
        QVERIFY(schema);
        int taken = 0;
        const QList<json::Value> samples = Samples::of(*schema::parse(*schema));
        for (json::Value conf : spread(samples, 60)) {
            for (const QStringView name : {u"id", u"certs", u"keys", u"create_time", u"update_time", u"validity_start", u"validity_end"})
                conf.remove(name);
            if (json::Value client = conf.value(u"client"); client.isObject()) {
                client.set(u"ca", pem);
                conf.set(u"client", client);
            }
            conf.set(u"cert", pem);
            conf.set(u"key", secret);
            conf.set(u"certs", json::Value::array({pem}));
            conf.set(u"keys", json::Value::array({secret}));
            taken += travels({Kind::Ssl, u"c"_s}, conf, {u"key"_s, u"keys"_s});
        }
        QVERIFY2(taken > 5, qPrintable(QString::number(taken)));
    }

    void resources_data()
    {
        QTest::addColumn<int>("kind");
        for (const Kind kind : {Kind::Route, Kind::Service, Kind::Upstream, Kind::StreamRoute, Kind::PluginConfig, Kind::ConsumerGroup})
            QTest::addRow("%s", qPrintable(singular(kind))) << int(kind);
    }

    void resources()
    {
        QFETCH(int, kind);
        const auto schema = await(resourceSchema(*m_client, Kind(kind), nullptr), 30'000);
        QVERIFY(schema);
        const auto field = schema::parse(*schema);
        int taken = 0;
        for (json::Value conf : spread(Samples::of(*field), 30)) {
            // What refers to others, or what a schema says too little of, is not made up here.
            for (const QStringView name : {u"id", u"upstream_id", u"service_id", u"plugin_config_id", u"script_id", u"plugins", u"create_time",
                                           u"update_time", u"protocol", u"script", u"vars", u"filter_func"})
                conf.remove(name);
            if (Kind(kind) != Kind::Upstream && Kind(kind) != Kind::Service)
                conf.set(u"plugins", json::Value::object());
            taken += travels({Kind(kind), u"a"_s}, conf);
        }
        QVERIFY2(taken > 5, qPrintable(QString::number(taken)));
    }

    /// Read, touched by nothing, written, read.
    void nothingDone_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("value");
        const auto row = [](const char *title, Kind kind, const char *value) { QTest::newRow(title) << int(kind) << QByteArray(value); };
        row("vars", Kind::Route, "{'uri':'/a','plugins':{},'vars':['OR',['arg_a','==','1'],['http_x','!','~~','^a']]}");
        row("_meta", Kind::Route, "{'uri':'/a','plugins':{'cors':{'_meta':{'disable':true,'priority':5,'filter':[['uri','==','/']],'error_response':{'a':1}}}}}");
        row("unknown members", Kind::Route, "{'uri':'/a','plugins':{'cors':{'hm':{'a':[1,'x']},'max_agee':5}}}");
        row("empty members", Kind::Route, "{'uri':'/a','plugins':{'request-id':{},'response-rewrite':{'body':''}},'methods':[]}");
        row("null in a disabled plugin", Kind::Route, "{'uri':'/a','plugins':{'cors':{'x':null,'_meta':{'disable':true}}}}");
        row("node metadata", Kind::Upstream, "{'nodes':[{'host':'h','port':80,'weight':1,'priority':-1,'metadata':{'a':{'b':[1]}}}]}");
        row("checks", Kind::Upstream,
            "{'nodes':{'h:1':1},'checks':{'active':{'type':'https','timeout':0.5,'concurrency':1,'host':'h','port':1,'http_method':'POST','http_path':'/p',"
            "'http_req_body':'b','https_verify_certificate':false,'req_headers':['A: b'],'http_request_headers':['A: b'],'healthy':{'interval':1,"
            "'http_statuses':[200],'successes':1},'unhealthy':{'interval':1,'http_statuses':[500],'http_failures':1,'tcp_failures':1,'timeouts':1}},"
            "'passive':{'type':'http','healthy':{'http_statuses':[200],'successes':0},'unhealthy':{'http_statuses':[500],'tcp_failures':0,'timeouts':0,"
            "'http_failures':0}}}}");
        row("object nodes", Kind::Upstream, "{'nodes':{'127.0.0.1:80':1,'h':0}}");
        row("no nodes", Kind::Upstream, "{'nodes':{}}");
        row("custom balancer", Kind::Upstream, "{'type':'my-own','nodes':{'h:1':1}}");
        row("kafka", Kind::Upstream, "{'scheme':'kafka','nodes':{'h:1':1}}");
        row("discovery", Kind::Upstream, "{'service_name':'s','discovery_type':'dns','discovery_args':{'group_name':'g'}}");
        row("numeric id", Kind::Route, "{'id':5,'uri':'/a','plugins':{}}");
        row("script", Kind::Route, "{'uri':'/a','script':'local _M = {} return _M'}");
        row("filter_func", Kind::Route, "{'uri':'/a','plugins':{},'filter_func':'function(vars) return true end'}");
        row("labels", Kind::Route, "{'uri':'/a','plugins':{},'labels':{'a/b':'1','c~d':'x'}}");
    }

    void nothingDone()
    {
        QFETCH(int, kind);
        QFETCH(QByteArray, value);
        const json::Value conf = SandboxGateway::value(value);
        const Key key{Kind(kind), conf.contains(u"id") ? u"5"_s : u"same"_s};
        QVERIFY2(travels(key, conf), value.constData());
        const auto loaded = await(getDocument(*m_client, m_server, key, nullptr), 30'000);
        QVERIFY(loaded);
        schema::Form form(schema::parse(*await(resourceSchema(*m_client, key.kind, nullptr), 30'000)), loaded->value);
        const auto saved = await(save(*m_client, m_server, *loaded, form.value(), nullptr), 30'000);
        QVERIFY(saved && saved->state == Saved::State::Done);
        QVERIFY(sameMeaning(saved->document.value, loaded->value));
    }
};

QTEST_GUILESS_MAIN(TestAdminRoundTrip)
#include "tst_admin_roundtrip.moc"
