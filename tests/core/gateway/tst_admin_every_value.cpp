#include "tests/core/gateway/everyvalue.h"

#include "core/gateway/pluginform.h"
#include "core/schema/parse.h"
#include "tests/core/schema/samples.h"
#include "tests/support/fakeserver.h"

#include <QTest>

using namespace gateway;
using namespace Qt::StringLiterals;

/// Each value that forms are tested with is saved in the sandbox and read back unchanged; what is refused is refused for a
/// reason that schemas do not tell.
class TestAdminEveryValue : public QObject {
    Q_OBJECT

private:
    static constexpr qsizetype sideBySide = 150;

    SandboxGateway m_gateway;
    std::unique_ptr<net::Client> m_client;
    std::unique_ptr<EveryValue> m_values;
    std::shared_ptr<const Catalogue> m_catalogue;
    json::Value m_secrets;
    int m_keys = 0;

    static json::Value text(const QString &text) { return json::Value::string(text); }

    static QList<QStringList> secretsOf(const json::Value &schema, const QStringList &before)
    {
        QList<QStringList> paths;
        for (const json::Value &field : schema.value(u"encrypt_fields").items())
            paths.append(before + field.toString().split(u'.'));
        return paths;
    }

    /// The values of a plugin's schema, each in what holds it.
    template<typename Hold> static QList<Made> pluginValues(const Plugin &plugin, Part part, const Hold &hold)
    {
        const auto field = schema::parse(part == Part::Metadata ? plugin.metadataSchema : formSchema(plugin, part), {plugin.name, {}});
        QList<Made> all;
        for (const json::Value &conf : Samples::of(*field)) {
            const bool inPlugins = part != Part::Metadata;
            all.append({{}, hold(conf), plugin.name, field->check->accepts(conf),
                        secretsOf(schemaFor(plugin, part), inPlugins ? QStringList{u"plugins"_s, plugin.name} : QStringList())});
        }
        return all;
    }

    static json::Value withPlugin(const QString &name, const json::Value &conf)
    {
        return json::Value::object({{u"plugins"_s, json::Value::object({{name, conf}})}});
    }

    /// As many as there may be at once of a kind whose objects do not mind each other.
    void sendAll(QList<Made> all, Kind kind)
    {
        for (qsizetype i = 0; i < all.size(); i += sideBySide) {
            QList<Made> some = all.mid(i, sideBySide);
            for (qsizetype place = 0; place < some.size(); ++place)
                some[place].key = keyOf(kind, place, some[place]);
            m_values->send(some);
        }
    }

    static Key keyOf(Kind kind, qsizetype place, Made &made)
    {
        const QString name = u"v%1"_s.arg(place);
        if (kind == Kind::Secret)
            return {kind, made.key.parent + u'/' + name};
        if (kind == Kind::CostDecoration)
            return {kind, name, u"there"_s};
        if (kind == Kind::Consumer)
            made.value.set(u"username", text(name));
        return {kind, name};
    }

    /// One of each series at a time: two of the same plugin would get into each other's way.
    void sendInTurn(const QList<QList<Made>> &series, const std::function<Key(qsizetype)> &keyOf)
    {
        for (qsizetype round = 0;; ++round) {
            QList<Made> some;
            for (qsizetype i = 0; i < series.size(); ++i)
                if (round < series[i].size()) {
                    some.append(series[i][round]);
                    some.last().key = keyOf(i);
                }
            if (some.isEmpty())
                return;
            m_values->send(some);
        }
    }

    static json::Value id(const json::Value &made) { return made.isNumber() ? json::Value::number(7) : text(u"there"_s); }
    json::Value list(const json::Value &made, const json::Value &item) const
    {
        json::Value all = made;
        for (qsizetype i = 0; i < made.size(); ++i)
            all.setItem(i, item);
        return all;
    }

    /// A schema says neither that what is named must be there, nor what is a program, a certificate or a plugin.
    json::Value helped(Kind kind, json::Value conf)
    {
        conf.remove(u"id"); // the address says it
        for (const QString &name : {u"upstream_id"_s, u"service_id"_s, u"plugin_config_id"_s, u"group_id"_s})
            if (const json::Value made = conf.value(name); !made.isNull())
                conf.set(name, id(made));
        const json::Value auth = SandboxGateway::value("{'key-auth':{'key':'" + QByteArray::number(++m_keys) + "'}}");
        if (conf.value(u"plugins").size() > 0)
            conf.set(u"plugins", kind == Kind::Credential    ? auth
                                 : kind == Kind::StreamRoute ? SandboxGateway::value("{'ip-restriction':{'whitelist':['10.0.0.0/8']}}")
                                                             : SandboxGateway::value("{'cors':{}}"));
        if (conf.contains(u"script"))
            conf.set(u"script", text(u"local _M = {} return _M"_s));
        if (conf.contains(u"filter_func"))
            conf.set(u"filter_func", text(u"function(vars) return true end"_s));
        if (conf.value(u"vars").size() > 0)
            conf.set(u"vars", SandboxGateway::value("['OR',['arg_a','==','1'],['http_x','!','~~','^a']]"));
        if (kind == Kind::Proto && conf.contains(u"content"))
            conf.set(u"content", text(u"syntax = \"proto3\";\npackage a;\nmessage B { string c = 1; }"_s));
        if (const json::Value upstream = conf.value(u"upstream"); upstream.isObject())
            conf.set(u"upstream", withNodes(upstream));
        if (kind == Kind::Upstream)
            return withNodes(conf);
        return kind == Kind::Route ? reachable(conf) : kind == Kind::Ssl ? certified(conf) : conf;
    }

    static json::Value withNodes(json::Value upstream)
    {
        if (!upstream.contains(u"nodes") && !upstream.contains(u"service_name"))
            upstream.set(u"nodes", SandboxGateway::value("{'127.0.0.1:80':1}"));
        return upstream;
    }

    /// With a path, and something that is done with a request.
    static json::Value reachable(json::Value route)
    {
        if (!route.contains(u"uri") && !route.contains(u"uris"))
            route.set(u"uri", text(u"/a"_s));
        for (const QStringView name : {u"plugins", u"upstream", u"upstream_id", u"service_id", u"script"})
            if (route.contains(name))
                return route;
        route.set(u"plugins", json::Value::object());
        return route;
    }

    json::Value certified(json::Value conf) const
    {
        const json::Value pem = text(QString::fromLatin1(FakeServer::pem(u"server.pem"_s)));
        const json::Value key = text(QString::fromLatin1(FakeServer::pem(u"server.key"_s)));
        for (const auto &[name, value] : {std::pair(u"cert"_s, pem), std::pair(u"key"_s, key)}) {
            const json::Value many = conf.value(name + u's');
            if (conf.contains(name) && !conf.value(name).toString().startsWith(u'$'))
                conf.set(name, value);
            if (many.isArray())
                conf.set(name + u's', list(many, value));
        }
        if (conf.value(u"type").toString() != u"client" && !conf.contains(u"sni") && !conf.contains(u"snis"))
            conf.set(u"sni", text(u"a.test"_s));
        for (const auto &[name, value] : {std::pair(u"cert"_s, pem), std::pair(u"key"_s, key)})
            if (!conf.contains(name))
                conf.set(name, value);
        if (json::Value client = conf.value(u"client"); client.contains(u"ca")) {
            client.set(u"ca", pem);
            conf.set(u"client", client);
        }
        return conf;
    }

    QList<Made> resourceValues(Kind kind, const json::Value &schema)
    {
        const auto field = schema::parse(schema);
        QList<Made> all;
        for (const json::Value &conf : Samples::of(*field)) {
            const json::Value made = helped(kind, conf);
            json::Value whole = made;
            if (conf.contains(u"id"))
                whole.set(u"id", text(u"v0"_s));
            all.append({{kind, {}}, made, singular(kind), field->check->accepts(whole)});
            if (kind == Kind::Credential)
                all.last().secrets = {{u"plugins"_s, u"key-auth"_s, u"key"_s}};
            if (kind == Kind::Ssl)
                all.last().kept = {u"key"_s, u"keys"_s};
        }
        return all;
    }

    void put(const Key &key, const char *conf)
    {
        const auto done = await(putDocument(*m_client, key, SandboxGateway::value(conf), nullptr));
        QVERIFY2(done, done ? "" : qPrintable(done.error().message));
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_gateway.start({u"--well-known-keys"_s}));
        m_client = std::make_unique<net::Client>(m_gateway.endpoint(), nullptr);
        const auto catalogue = await(plugins(*m_client, nullptr));
        QVERIFY(catalogue);
        m_catalogue = *catalogue;
        QCOMPARE(m_catalogue->http.size(), 107);
        QFile file(QStringLiteral(TEST_SOURCE_DIR "/../resources/gateway/unrecorded.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_secrets = json::read(file.readAll())->value.value(u"secrets");
        for (const char *id : {"there", "7"}) {
            put({Kind::Upstream, QString::fromLatin1(id)}, "{'nodes':{'127.0.0.1:1':1}}");
            put({Kind::Service, QString::fromLatin1(id)}, "{}");
            put({Kind::PluginConfig, QString::fromLatin1(id)}, "{'plugins':{}}");
            put({Kind::ConsumerGroup, QString::fromLatin1(id)}, "{'plugins':{}}");
        }
        put({Kind::Consumer, u"jack"_s}, "{'username':'jack'}");
    }

    void init() { m_values = std::make_unique<EveryValue>(*m_client); }

    void cleanup()
    {
        const Tally &tally = m_values->tally;
        QStringList lines{u"%1 of %2 saved"_s.arg(tally.saved).arg(tally.made)};
        for (auto it = tally.refused.cbegin(); it != tally.refused.cend(); ++it)
            lines.append(u"%1 refused: %2"_s.arg(QString::number(it.value()), it.key()));
        QStringList none;
        for (auto it = tally.each.cbegin(); it != tally.each.cend(); ++it)
            if (it.value().second == 0)
                none.append(it.key());
        qInfo("%s", qPrintable(lines.join(u"\n  "_s)));
        QVERIFY2(none.isEmpty(), qPrintable(u"nothing saved: "_s + none.join(u' ')));
        QVERIFY2(tally.saved * 10 > tally.made * 6, "most are saved: one that is refused shows little");
        for (const QString &wrong : tally.wrong.mid(0, 50))
            qWarning("%s", qPrintable(wrong));
        QCOMPARE(tally.wrong.size(), 0);
    }

    void pluginsOfRoutes()
    {
        QList<Made> all;
        for (const Plugin &plugin : m_catalogue->http)
            all += pluginValues(plugin, Part::Route, [&plugin](const json::Value &conf) {
                json::Value route = withPlugin(plugin.name, conf);
                route.set(u"uri", text(u"/a"_s));
                return route;
            });
        sendAll(all, Kind::Route);
    }

    void pluginsOfStreamRoutes()
    {
        QCOMPARE(m_catalogue->stream.size(), 5);
        QList<Made> all;
        for (const Plugin &plugin : m_catalogue->stream)
            all += pluginValues(plugin, Part::Route, [&plugin](const json::Value &conf) { return withPlugin(plugin.name, conf); });
        for (Made &one : all)
            one.secrets.clear();
        sendAll(all, Kind::StreamRoute);
    }

    void pluginsOfConsumers()
    {
        QList<QList<Made>> series;
        for (const Plugin &plugin : m_catalogue->http)
            if (!plugin.consumerSchema.isNull()) {
                const QString name = u"c%1"_s.arg(series.size());
                series.append(pluginValues(plugin, Part::Consumer, [&](const json::Value &conf) {
                    json::Value consumer = withPlugin(plugin.name, conf);
                    consumer.set(u"username", text(name));
                    return consumer;
                }));
            }
        sendInTurn(series, [](qsizetype i) { return Key{Kind::Consumer, u"c%1"_s.arg(i)}; });
        for (qsizetype i = 0; i < series.size(); ++i)
            QVERIFY(await(deleteDocument(*m_client, {Kind::Consumer, u"c%1"_s.arg(i)}, nullptr)));
    }

    void pluginsOfCredentials()
    {
        QList<QList<Made>> series;
        for (const Plugin &plugin : m_catalogue->http)
            if (plugin.type == u"auth" && !plugin.consumerSchema.isNull())
                series.append(pluginValues(plugin, Part::Consumer, [&](const json::Value &conf) { return withPlugin(plugin.name, conf); }));
        sendInTurn(series, [](qsizetype i) { return Key{Kind::Credential, u"c%1"_s.arg(i), u"jack"_s}; });
    }

    void metadataOfPlugins()
    {
        QList<QList<Made>> series;
        QStringList names;
        for (const Plugin &plugin : m_catalogue->http)
            if (!plugin.metadataSchema.isNull()) {
                names.append(plugin.name);
                series.append(pluginValues(plugin, Part::Metadata, [](const json::Value &conf) { return conf; }));
            }
        sendInTurn(series, [&names](qsizetype i) { return Key{Kind::PluginMetadata, names[i]}; });
    }

    void resources_data()
    {
        QTest::addColumn<int>("kind");
        for (const Kind kind : {Kind::Route, Kind::Service, Kind::Upstream, Kind::StreamRoute, Kind::PluginConfig, Kind::ConsumerGroup, Kind::GlobalRule,
                                Kind::Consumer, Kind::Credential, Kind::Ssl, Kind::Proto, Kind::CostDecoration})
            QTest::addRow("%s", qPrintable(singular(kind))) << int(kind);
    }

    void resources()
    {
        QFETCH(int, kind);
        const auto schema = await(resourceSchema(*m_client, Kind(kind), nullptr));
        QVERIFY(schema);
        const QList<Made> all = resourceValues(Kind(kind), *schema);
        if (Kind(kind) == Kind::GlobalRule || Kind(kind) == Kind::Credential)
            sendInTurn({all}, [kind](qsizetype) { return Key{Kind(kind), u"g"_s, Kind(kind) == Kind::Credential ? u"jack"_s : QString()}; });
        else
            sendAll(all, Kind(kind));
    }

    void secrets()
    {
        for (const json::Member &manager : m_secrets.members()) {
            QList<Made> all = resourceValues(Kind::Secret, manager.value);
            for (Made &one : all)
                one.key.parent = manager.name;
            sendAll(all, Kind::Secret);
        }
    }
};

QTEST_GUILESS_MAIN(TestAdminEveryValue)
#include "tst_admin_every_value.moc"
