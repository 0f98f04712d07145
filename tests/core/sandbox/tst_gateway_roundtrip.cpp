#include "core/json/text.h"
#include "core/sandbox/gateway/admin/admin.h"
#include "core/sandbox/gateway/schema/library.h"
#include "core/sandbox/gateway/store/etcd.h"
#include "core/sandbox/http/manners.h"
#include "core/sandbox/setup/faults.h"
#include "core/sandbox/store/database.h"

#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace sandbox;
using namespace sandbox::gateway;
using namespace Qt::StringLiterals;

namespace {

/// Makes values for a schema: least has only what is required, and lower bounds; else all that goes together.
class Maker {
public:
    Maker(bool least, int choice) : m_least(least), m_choice(choice) {}

    json::Value make(const json::Value &schema)
    {
        if (const auto *values = schema.find(u"enum"))
            return values->items()[m_choice % values->size()];
        if (const auto *constant = schema.find(u"const"))
            return *constant;
        const auto type = schema.value(u"type").toString();
        for (const auto &word : {u"oneOf"_s, u"anyOf"_s})
            if (const auto *choices = schema.find(word); choices && type != u"object" && choices->size() > 0)
                return make(choices->items()[m_choice % choices->size()]);
        if (type == u"object")
            return object(schema);
        if (type == u"array")
            return array(schema);
        if (type == u"boolean")
            return json::Value::boolean(m_choice % 2 == 0);
        return type == u"integer" || type == u"number" ? number(schema) : string(schema);
    }

private:
    json::Value number(const json::Value &schema) const
    {
        const auto *most = schema.find(u"maximum");
        const auto *above = schema.find(u"exclusiveMinimum");
        if (!m_least && most)
            return *most;
        if (const auto *least = schema.find(u"minimum"))
            return *least;
        return json::Value::number(above ? qint64(above->toDouble()) + 1 : 7);
    }

    json::Value string(const json::Value &schema) const
    {
        static const QStringList samples{u"a"_s,  u"/a"_s, u"http://h:80"_s, u"127.0.0.1"_s, u"10.0.0.0/8"_s, u"::1"_s, u"arg_a"_s,
                                         u"$arg_a"_s, u"a:b"_s, u"function() end"_s, u"2.0.0"_s};
        const auto pattern = schema.value(u"pattern").toString();
        if (schema.value(u"format").toString() == u"ipv6")
            return json::Value::string(u"::1"_s);
        if (schema.value(u"format").toString() == u"ipv4")
            return json::Value::string(u"127.0.0.1"_s);
        for (const auto &sample : samples)
            if (!pattern.isEmpty() && QRegularExpression(pattern).match(sample).hasMatch())
                return json::Value::string(sample);
        const auto length = std::max<qint64>(schema.value(u"minLength").toInteger().value_or(1), 2);
        return json::Value::string(QString(length, u'x'));
    }

    json::Value array(const json::Value &schema)
    {
        const auto least = schema.value(u"minItems").toInteger().value_or(0);
        auto items = json::Value::array();
        if (const auto *item = schema.find(u"items"))
            for (qint64 i = 0; i < std::max<qint64>(least, m_least ? 0 : 1); ++i)
                items.append(make(*item));
        return items;
    }

    /// Members that the chosen branch of a choice wants, and those that only others want.
    void choose(const json::Value &schema, QSet<QString> *wanted, QSet<QString> *unwanted) const
    {
        for (const auto &word : {u"oneOf"_s, u"anyOf"_s}) {
            const auto choices = schema.value(word);
            for (qsizetype i = 0; i < choices.size(); ++i)
                for (const auto &name : choices.items()[i].value(u"required").items())
                    (i == m_choice % choices.size() ? wanted : unwanted)->insert(name.toString());
        }
        unwanted->subtract(*wanted);
    }

    json::Value object(const json::Value &schema)
    {
        QSet<QString> wanted;
        QSet<QString> unwanted{u"_meta"_s};
        for (const auto &name : schema.value(u"required").items())
            wanted.insert(name.toString());
        choose(schema, &wanted, &unwanted);
        auto value = json::Value::object();
        for (const auto &member : schema.value(u"properties").members())
            if (wanted.contains(member.name) || (!m_least && !unwanted.contains(member.name)))
                value.set(member.name, make(member.value));
        if (!m_least)
            for (const auto &pattern : schema.value(u"patternProperties").members())
                value.set(u"Ab"_s, make(pattern.value));
        return value;
    }

    bool m_least;
    int m_choice;
};

} // namespace

/// Whatever a schema allows goes in and comes out as it was, secrets and odd shapes included.
class TestGatewayRoundTrip : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    std::unique_ptr<Database> m_database;
    SchemaLibrary m_library;
    std::unique_ptr<Etcd> m_etcd;
    Faults m_faults;
    std::unique_ptr<Admin> m_admin;
    QStringList m_changed; ///< what came back otherwise

    std::pair<int, json::Value> ask(const QByteArray &method, const QByteArray &path, const json::Value &body = {})
    {
        HttpRequest request;
        request.method = method;
        request.target = "/apisix/admin" + path;
        request.headers.append(Header{"Host", "h"});
        request.body = body.isNull() ? QByteArray() : json::compact(body);
        nginxManners().checkHead(request, true);
        const auto response = m_admin->handle(request);
        const auto parsed = json::read(response.body);
        return {response.status, parsed ? parsed->value : json::Value()};
    }

    /// Puts it and reads it back; false where it was refused.
    bool comesBack(const QByteArray &path, const json::Value &conf, QString *refusal)
    {
        const auto [status, answer] = ask("PUT", path, conf);
        *refusal = answer.value(u"error_msg").toString();
        if (status >= 300)
            return false;
        auto read = ask("GET", path).second.value(u"value");
        for (const auto &added : {u"id"_s, u"create_time"_s, u"update_time"_s})
            if (!conf.contains(added))
                read.remove(added);
        if (!equal(read, conf))
            m_changed.append(QString::fromUtf8(json::compact(conf) + '\n' + json::compact(read)));
        return true;
    }

    static json::Value routeWith(const QString &plugin, const json::Value &conf)
    {
        return json::Value::object({{u"uri"_s, json::Value::string(u"/a"_s)}, {u"plugins"_s, json::Value::object({{plugin, conf}})}});
    }

private Q_SLOTS:
    void initTestCase()
    {
        QString notice;
        QString wrong;
        m_database = Database::open(m_dir.filePath(u"a.sqlite"_s), &notice, &wrong);
        QVERIFY2(m_database, qPrintable(wrong));
        m_etcd = std::make_unique<Etcd>(*m_database);
        QCOMPARE(m_etcd->load(), QString());
        AdminSetup setup;
        setup.needsKey = false;
        m_admin = std::make_unique<Admin>(m_library, *m_etcd, m_faults, setup);
    }

    void cleanup()
    {
        QVERIFY2(m_changed.isEmpty(), qPrintable(m_changed.join(u'\n')));
        m_changed.clear();
    }

    void everyPlugin()
    {
        QStringList none;
        for (const auto &plugin : m_library.plugins().members()) {
            int taken = 0;
            QString refusal;
            for (int i = 0; i < 8; ++i)
                taken += comesBack("/routes/a", routeWith(plugin.name, Maker(i % 2 == 0, i / 2).make(plugin.value.value(u"schema"))), &refusal);
            if (taken == 0)
                none.append(plugin.name + u": "_s + refusal);
        }
        // What needs more than its schema says is left: whole documents, expressions, Lua.
        QVERIFY2(none.size() <= 6, qPrintable(none.join(u'\n')));
    }

    void everyResource()
    {
        const QList<std::pair<QByteArray, QString>> kinds{{"/upstreams/a", u"upstream"_s}, {"/services/a", u"service"_s},
                                                          {"/consumer_groups/a", u"consumer_group"_s}, {"/plugin_configs/a", u"plugin_config"_s},
                                                          {"/global_rules/a", u"global_rule"_s}, {"/stream_routes/a", u"stream_route"_s}};
        for (const auto &[path, name] : kinds) {
            int taken = 0;
            QString refusal;
            for (int i = 0; i < 8; ++i) {
                auto conf = Maker(i % 2 == 0, i / 2).make(*m_library.resource(name));
                for (const auto &own : {u"id"_s, u"create_time"_s, u"update_time"_s, u"script_id"_s, u"upstream_id"_s, u"service_id"_s, u"protocol"_s,
                                        u"tls"_s, u"upstream"_s, u"script"_s})
                    conf.remove(own);
                taken += comesBack(path, conf, &refusal);
            }
            QVERIFY2(taken > 0, qPrintable(name + u": "_s + refusal));
        }
    }

    void keepsOddShapes_data()
    {
        QTest::addColumn<QByteArray>("conf");
        const auto row = [](const char *name, const char *conf) { QTest::newRow(name) << QByteArray(conf).replace('\'', '"'); };
        row("unknown and empty members", "{'uri':'/a','plugins':{'openwhisk':{'api_host':'h','service_token':'','namespace':'g','action':'a',"
                                         "'future':{'x':[],'y':{}},'nothing':null}}}");
        row("meta", "{'uri':'/a','plugins':{'cors':{'_meta':{'disable':true,'priority':-5,'filter':[['a','==',true]],'error_response':{'a':[]}}}}}");
        row("node metadata", "{'uri':'/a','upstream':{'nodes':[{'host':'h','port':1,'weight':0,'metadata':{'a':{'b':[1]}}}]}}");
        row("balancer of its own", "{'uri':'/a','upstream':{'type':'mine','scheme':'kafka','nodes':{'a:1':1}}}");
        row("checks", "{'uri':'/a','upstream':{'nodes':{'a:1':1},'checks':{'active':{'req_headers':['A: b'],'http_method':'POST','http_req_body':'x',"
                      "'healthy':{'http_statuses':[200]}},'passive':{'healthy':{'successes':0},'unhealthy':{'tcp_failures':0,'timeouts':0}}}}}");
        row("vars", "{'uri':'/a','plugins':{},'vars':['OR',['a','==','1'],['b','!','in',[1,'x']]],'labels':{'a b':'c'}}");
        row("Lua", "{'uri':'/a','upstream':{'nodes':{}},'filter_func':'function(vars) return vars.a end','status':0,'priority':-1}");
        row("script", "{'uri':'/a','script':'local _M = {} return _M'}");
        row("authorization of any kind", "{'uri':'/a','plugins':{'openfunction':{'function_uri':'u','authorization':['a',1]}}}");
        row("numbers", "{'uri':'/a','plugins':{'limit-req':{'rate':0.5,'burst':1000000000,'key':'k'}}}");
    }
    void keepsOddShapes()
    {
        QFETCH(QByteArray, conf);
        QString refusal;
        QVERIFY2(comesBack("/routes/odd", json::read(conf)->value, &refusal), qPrintable(refusal));
    }
};

QTEST_GUILESS_MAIN(TestGatewayRoundTrip)
#include "tst_gateway_roundtrip.moc"
