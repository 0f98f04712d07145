#include "core/json/text.h"
#include "core/schema/form.h"
#include "core/schema/parse.h"
#include "tests/core/schema/recorded.h"

#include <QTest>

using namespace Qt::StringLiterals;
using schema::Kind;
using schema::Use;

static json::Value parsed(const QByteArray &text)
{
    const auto read = json::read(text);
    return read ? read->value : json::Value();
}

static QStringList names(const QList<schema::FieldPtr> &members)
{
    QStringList result;
    for (const schema::FieldPtr &member : members)
        result.append(member->name);
    return result;
}

class TestSchemaFields : public QObject {
    Q_OBJECT

private:
    json::Value m_recorded;

    schema::FieldPtr plugin(const QString &name, const QString &part = u"schema"_s) const
    {
        return schema::parse(m_recorded.value(u"plugins_http").value(name).value(part), {name, {}});
    }
    schema::FieldPtr resource(const QString &name) const { return schema::parse(m_recorded.value(u"schema").value(name)); }
    static schema::FieldPtr member(const schema::FieldPtr &field, const QString &name)
    {
        return schema::memberField(*field, json::Value(), name);
    }

private Q_SLOTS:
    void initTestCase() { m_recorded = recordedSchemas(); }

    void openwhisk()
    {
        const auto field = plugin(u"openwhisk"_s);
        QCOMPARE(field->kind, Kind::Object);
        QCOMPARE(names(field->members).first(4).size(), 4);
        QCOMPARE(names(field->members).last(), u"_meta"_s); // what each plugin has stands last
        for (const QString &name : {u"api_host"_s, u"service_token"_s, u"namespace"_s, u"action"_s})
            QVERIFY(field->required.contains(name) && names(field->members).first(4).contains(name));
        const auto action = member(field, u"action"_s);
        QCOMPARE(action->kind, Kind::Text);
        QCOMPARE(action->maxLength, 256);
        QVERIFY(action->pattern.startsWith(u"\\A"));
        QCOMPARE(member(field, u"service_token"_s)->use, Use::Secret);
        const auto timeout = member(field, u"timeout"_s);
        QCOMPARE(timeout->kind, Kind::Integer);
        QCOMPARE(timeout->minimum, "1");
        QCOMPARE(timeout->maximum, "60000");
        QCOMPARE(timeout->otherwise, json::Value::number(3000));
        QCOMPARE(member(field, u"ssl_verify"_s)->kind, Kind::Boolean);
    }

    void meta()
    {
        const auto meta = member(plugin(u"cors"_s), u"_meta"_s);
        QCOMPARE(meta->kind, Kind::Object);
        QVERIFY(!meta->additional);
        QCOMPARE(member(meta, u"pre_function"_s)->use, Use::Lua);
        QCOMPARE(member(meta, u"filter"_s)->use, Use::Expression);
        const auto response = member(meta, u"error_response"_s);
        QCOMPARE(response->kind, Kind::Choice);
        QCOMPARE(response->alternatives.size(), 2);
    }

    void uses()
    {
        QCOMPARE(member(plugin(u"serverless-pre-function"_s), u"functions"_s)->item->use, Use::Lua);
        QCOMPARE(member(resource(u"route"_s), u"filter_func"_s)->use, Use::LuaFunction);
        QCOMPARE(member(resource(u"route"_s), u"vars"_s)->use, Use::Expression);
        QCOMPARE(member(member(plugin(u"fault-injection"_s), u"abort"_s), u"vars"_s)->use, Use::Expressions);
        const auto ssl = schema::parse(m_recorded.value(u"schema").value(u"ssl"), {{}, {u"key"_s, u"keys"_s}});
        QCOMPARE(member(ssl, u"key"_s)->use, Use::Secret);
        QCOMPARE(member(ssl, u"keys"_s)->item->use, Use::Secret);
        QCOMPARE(member(ssl, u"cert"_s)->use, Use::Plain);
        // below lists, and in branches
        const auto limit = plugin(u"limit-count"_s);
        QCOMPARE(schema::memberField(*limit, parsed("{\"policy\":\"redis\"}"), u"redis_password"_s)->use, Use::Secret);
    }

    void choices()
    {
        const auto count = member(plugin(u"limit-count"_s), u"count"_s);
        QCOMPARE(count->kind, Kind::Choice);
        QCOMPARE(count->alternatives[0]->kind, Kind::Integer);
        QVERIFY(count->alternatives[0]->aboveMinimum);
        QCOMPARE(count->alternatives[1]->kind, Kind::Text);
        QCOMPARE(schema::alternativeOf(*count, parsed("5")), 0);
        QCOMPARE(schema::alternativeOf(*count, parsed("\"$arg_a\"")), 1);
        QCOMPARE(schema::alternativeOf(*count, parsed("0")), 0); // wrong, but of that type
        QCOMPARE(schema::alternativeOf(*count, parsed("true")), -1);
        const auto nodes = member(resource(u"upstream"_s), u"nodes"_s);
        QCOMPARE(nodes->alternatives.size(), 2);
        QCOMPARE(nodes->alternatives[schema::alternativeOf(*nodes, parsed("{\"h:1\":1}"))]->kind, Kind::Map);
        QCOMPARE(nodes->alternatives[schema::alternativeOf(*nodes, parsed("[{\"host\":\"h\",\"weight\":1}]"))]->kind, Kind::List);
        // several forms of one text are one field
        const auto address = member(resource(u"route"_s), u"remote_addr"_s);
        QCOMPARE(address->kind, Kind::Text);
        QCOMPARE(address->forms.size(), 4);
        QCOMPARE(member(plugin(u"grpc-transcode"_s), u"pb_option"_s)->item->kind, Kind::Enum);
        QVERIFY(member(plugin(u"grpc-transcode"_s), u"pb_option"_s)->item->values.size() > 8);
    }

    void maps()
    {
        const auto labels = member(resource(u"route"_s), u"labels"_s);
        QCOMPARE(labels->kind, Kind::Map);
        QCOMPARE(schema::memberField(*labels, {}, u"any/thing"_s)->pattern, u"^\\S+$"_s);
        const auto format = member(plugin(u"http-logger"_s), u"log_format"_s);
        QCOMPARE(format->kind, Kind::Map);
        QCOMPARE(format->additional->kind, Kind::Json);
        // names that are written as patterns are members
        const auto auth = member(plugin(u"ai-proxy"_s), u"auth"_s);
        QCOMPARE(auth->kind, Kind::Object);
        QVERIFY(names(auth->members).contains(u"aws"_s));
    }

    void groups()
    {
        const auto redirect = plugin(u"redirect"_s);
        QCOMPARE(redirect->groups.size(), 1);
        QVERIFY(redirect->groups[0].exactlyOne);
        auto shape = schema::shapeOf(*redirect, parsed("{\"regex_uri\":[\"a\",\"b\"]}"));
        QCOMPARE(redirect->groups[0].options[shape.options[0]].title, u"regex_uri"_s);
        QCOMPARE(shape.required, QStringList{u"regex_uri"_s});
        QVERIFY(shape.hidden.contains(u"uri"_s) && !shape.hidden.contains(u"ret_code"_s));
        // what is set is never hidden
        shape = schema::shapeOf(*redirect, parsed("{\"regex_uri\":[\"a\",\"b\"],\"uri\":\"/a\"}"));
        QVERIFY(!shape.hidden.contains(u"uri"_s));
        QVERIFY(!plugin(u"mocking"_s)->groups[0].exactlyOne);
        QCOMPARE(schema::shapeOf(*redirect, parsed("{}")).options, QList<int>{-1});
        // one option only is no choice
        const auto auth = member(plugin(u"elasticsearch-logger"_s), u"auth"_s);
        QVERIFY(auth->groups.isEmpty());
        QVERIFY(auth->required.contains(u"password"_s));
    }

    void conditions()
    {
        const auto limit = plugin(u"limit-count"_s);
        const auto has = [&limit](const char *value, const QString &name) {
            return names(schema::shapeOf(*limit, parsed(value)).members).contains(name);
        };
        QVERIFY(!has("{}", u"redis_host"_s)); // the default counts
        QVERIFY(has("{\"policy\":\"redis\"}", u"redis_host"_s));
        QVERIFY(has("{\"policy\":\"redis-cluster\"}", u"redis_cluster_name"_s)); // an else of an else
        QVERIFY(has("{\"policy\":\"redis-sentinel\"}", u"redis_sentinels"_s));
        const auto shape = schema::shapeOf(*limit, parsed("{\"policy\":\"redis\"}"));
        QVERIFY(shape.required.contains(u"redis_host"_s));
        QCOMPARE(shape.deciding, QStringList{u"policy"_s});
        QCOMPARE(limit->conditions[0].values, QList<json::Value>{json::Value::string(u"redis"_s)});
        // in allOf, and with a group in the branch
        const auto mask = member(plugin(u"data-mask"_s), u"request"_s)->item;
        QVERIFY(schema::shapeOf(*mask, parsed("{\"action\":\"regex\"}")).required.contains(u"value"_s));
        const auto ssl = resource(u"ssl"_s);
        QCOMPARE(schema::shapeOf(*ssl, parsed("{}")).groups.size(), 1);
        QCOMPARE(schema::shapeOf(*ssl, parsed("{\"type\":\"client\"}")).groups.size(), 0);
    }

    void dependencies()
    {
        const auto tls = member(resource(u"upstream"_s), u"tls"_s);
        QVERIFY(schema::shapeOf(*tls, parsed("{\"client_cert\":\"a\"}")).required.contains(u"client_key"_s));
        const auto rewrite = plugin(u"response-rewrite"_s);
        QVERIFY(std::any_of(rewrite->dependencies.begin(), rewrite->dependencies.end(),
                            [](const auto &one) { return one.member == u"body" && one.excludes.contains(u"filters"_s); }));
    }

    void formSetsAndUnsets()
    {
        schema::Form form(plugin(u"openwhisk"_s), parsed("{\"z\":1,\"action\":\"a\"}"));
        QVERIFY(form.setText(u"/timeout"_s, u"5e3"_s));
        QVERIFY(!form.setText(u"/timeout"_s, u"1.5"_s));
        QVERIFY(!form.setText(u"/timeout"_s, u"five"_s));
        QCOMPARE(json::compact(form.value()), "{\"z\":1,\"action\":\"a\",\"timeout\":5e3}");
        form.set(u"/_meta/disable"_s, json::Value::boolean(true));
        form.unset(u"/_meta/disable"_s); // takes along what it had made
        QVERIFY(!form.isSet(u"/_meta"_s));
        form.unset(u"/timeout"_s);
        QCOMPARE(json::compact(form.value()), "{\"z\":1,\"action\":\"a\"}");
        QCOMPARE(form.unknownMembers(), QStringList{u"/z"_s});
        QCOMPARE(form.problems().size(), 3);
        schema::Form kept(plugin(u"cors"_s), parsed("{\"_meta\":{}}"));
        kept.set(u"/_meta/priority"_s, json::Value::number(1));
        kept.unset(u"/_meta/priority"_s);
        QCOMPARE(json::compact(kept.value()), "{\"_meta\":{}}"); // was there at first
    }

    void formFallsBackForOneNode()
    {
        schema::Form form(plugin(u"openwhisk"_s), parsed("{\"action\":{\"a\":1},\"timeout\":\"x\",\"result\":true}"));
        QCOMPARE(form.editor(u"/action"_s)->kind, Kind::Json);
        QCOMPARE(form.editor(u"/timeout"_s)->kind, Kind::Json);
        QCOMPARE(form.editor(u"/result"_s)->kind, Kind::Boolean);
        QCOMPARE(form.text(u"/timeout"_s), u"\"x\""_s);
        QVERIFY(form.setText(u"/action"_s, u"\"a\""_s));
        QCOMPARE(form.editor(u"/action"_s)->kind, Kind::Text);
    }

    void formChooses()
    {
        schema::Form form(resource(u"upstream"_s), parsed("{\"nodes\":{\"h:1\":5}}"));
        QCOMPARE(form.field(u"/nodes"_s)->alternatives.value(form.alternative(u"/nodes"_s))->kind, Kind::Map);
        form.choose(u"/nodes"_s, 1);
        QVERIFY(form.at(u"/nodes"_s)->isArray());
        form.choose(u"/nodes"_s, 0);
        QCOMPARE(json::compact(form.value()), "{\"nodes\":{\"h:1\":5}}"); // comes back
        QVERIFY(form.rename(u"/nodes"_s, u"h:1"_s, u"h:2"_s));
        QCOMPARE(json::compact(form.value()), "{\"nodes\":{\"h:2\":5}}");
        form.set(u"/nodes/a~1b"_s, json::Value::number(1));
        QVERIFY(!form.rename(u"/nodes"_s, u"a/b"_s, u"h:2"_s));
        QCOMPARE(form.at(u"/nodes"_s)->size(), 2);
    }

    void formChoosesOptions()
    {
        schema::Form form(plugin(u"ip-restriction"_s), parsed("{\"whitelist\":[\"::1\"],\"message\":\"no\"}"));
        const schema::Group group = form.root()->groups.first();
        const int black = group.options[0].title == u"blacklist" ? 0 : 1;
        form.chooseOption({}, group, black);
        QVERIFY(form.isSet(u"/blacklist"_s) && !form.isSet(u"/whitelist"_s) && form.isSet(u"/message"_s));
        form.chooseOption({}, group, 1 - black);
        QCOMPARE(json::compact(*form.at(u"/whitelist"_s)), "[\"::1\"]");
        QVERIFY(!form.isSet(u"/blacklist"_s));
    }

    void formItems()
    {
        schema::Form form(plugin(u"uri-blocker"_s), parsed("{\"block_rules\":{}}"));
        form.insertItem(u"/block_rules"_s, 0, json::Value::string(u"a"_s));
        form.insertItem(u"/block_rules"_s, 9, json::Value::string(u"b"_s));
        form.moveItem(u"/block_rules"_s, 1, 0);
        form.moveItem(u"/block_rules"_s, 7, 0);
        QCOMPARE(json::compact(form.value()), "{\"block_rules\":[\"b\",\"a\"]}");
        QCOMPARE(form.editor(u"/block_rules/0"_s)->kind, Kind::Text);
        form.unset(u"/block_rules/0"_s);
        QCOMPARE(json::compact(form.value()), "{\"block_rules\":[\"a\"]}");
    }

    void fresh()
    {
        const auto limit = plugin(u"limit-count"_s);
        QCOMPARE(schema::freshValue(*schema::memberField(*limit, {}, u"policy"_s)), json::Value::string(u"local"_s));
        QCOMPARE(schema::freshValue(*member(limit, u"count"_s)), json::Value::number(1));
        const auto breaker = plugin(u"api-breaker"_s);
        QCOMPARE(json::compact(schema::freshValue(*breaker)), "{\"break_response_code\":200}");
    }
};

QTEST_GUILESS_MAIN(TestSchemaFields)
#include "tst_schema_fields.moc"
