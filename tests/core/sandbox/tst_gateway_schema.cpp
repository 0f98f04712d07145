#include "core/json/text.h"
#include "core/sandbox/gateway/admin/yaml.h"
#include "core/sandbox/gateway/schema/expression.h"
#include "core/sandbox/gateway/schema/library.h"
#include "core/sandbox/gateway/schema/lua.h"
#include "core/sandbox/gateway/schema/validator.h"
#include "core/sandbox/gateway/store/cipher.h"
#include "core/sandbox/gateway/store/cjson.h"
#include "core/sandbox/gateway/store/etcd.h"
#include "core/sandbox/store/database.h"

#include <QTemporaryDir>
#include <QTest>

using namespace sandbox::gateway;
using namespace Qt::StringLiterals;

namespace {

/// JSON is easier to read with single quotes.
QByteArray j(const char *text) { return QByteArray(text).replace('\'', '"'); }

json::Value parsed(const QByteArray &text) { return json::read(text)->value; }

QString wrongWith(const QByteArray &schema, const QByteArray &data)
{
    auto value = parsed(data);
    return validate(parsed(schema), value).value_or(QString());
}

QString decodingError(const QByteArray &text)
{
    QString error;
    return decodeJson(text, &error) ? u"none"_s : error;
}

} // namespace

/// The server's own ways with JSON, schemas, conditions and Lua, by its own words.
class TestGatewaySchema : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsJsonAsTheServer()
    {
        QString error;
        const auto value = decodeJson("{\"a\":1,\"b\":5.0,\"a\":[],\"c\":{},\"d\":12345678901234567890,\"e\":\"\\u00e9\\n\",\"f\":0x1F}", &error);
        QVERIFY2(value, qPrintable(error));
        QCOMPARE(json::compact(*value), QByteArray("{\"a\":[],\"b\":5,\"c\":{},\"d\":9.2233720368548e+18,\"e\":\"\u00e9\\n\",\"f\":31}"));
        QCOMPARE(decodingError(QByteArray(1001, '[')), u"Found too many nested data structures (1001) at character 1001"_s);
    }

    void namesBrokenJson_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("words");
        QTest::newRow("no JSON") << QByteArray("hello") << u"Expected value but found invalid token at character 1"_s;
        QTest::newRow("end") << QByteArray("{") << u"Expected object key string but found T_END at character 2"_s;
        QTest::newRow("comma") << QByteArray("{\"a\":1,}") << u"Expected object key string but found T_OBJ_END at character 8"_s;
        QTest::newRow("array") << QByteArray("[1,]") << u"Expected value but found T_ARR_END at character 4"_s;
        QTest::newRow("colon") << QByteArray("{\"a\" 1}") << u"Expected colon but found T_NUMBER at character 6"_s;
        QTest::newRow("text") << QByteArray("\"a") << u"Expected value but found unexpected end of string at character 3"_s;
        QTest::newRow("escape") << QByteArray("\"\\q\"") << u"Expected value but found invalid escape code at character 2"_s;
        QTest::newRow("more") << QByteArray("1 2") << u"Expected the end but found T_NUMBER at character 3"_s;
    }
    void namesBrokenJson()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, words);
        QCOMPARE(decodingError(text), words);
    }

    void validates_data()
    {
        QTest::addColumn<QByteArray>("schema");
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const QByteArray &schema, const QByteArray &data, const QString &words) {
            QTest::newRow(name) << schema << data << words;
        };
        row("type", j("{'type':'string'}"), "5", u"wrong type: expected string, got number"_s);
        row("null", j("{'type':'string'}"), "null", u"wrong type: expected string, got userdata"_s);
        row("whole", j("{'type':'integer'}"), "5.0", {});
        row("fraction", j("{'type':'integer'}"), "1.5", u"wrong type: expected integer, got number"_s);
        row("empty list is an object", j("{'type':'object'}"), "[]", {});
        row("empty object is a list", j("{'type':'array'}"), "{}", {});
        row("list is no object", j("{'type':'object'}"), "[1]", u"wrong type: expected object, got table"_s);
        row("nested", j("{'properties':{'a':{'items':{'enum':['x']}}}}"), j("{'a':['x','y']}"),
            u"property \"a\" validation failed: failed to validate item 2: matches none of the enum values"_s);
        row("required", j("{'required':['a']}"), "{}", u"property \"a\" is required"_s);
        row("default counts", j("{'properties':{'a':{'default':1}},'minProperties':1}"), "{}", {});
        row("too few", j("{'minProperties':1}"), "{}", u"expect object to have at least 1 properties"_s);
        row("forbidden", j("{'additionalProperties':false}"), j("{'z':1}"), u"additional properties forbidden, found z"_s);
        row("pattern member", j("{'patternProperties':{'.*':{'type':'string'}}}"), j("{'a':1}"),
            u"failed to validate a (matching \".*\"): wrong type: expected string, got number"_s);
        row("length", j("{'minLength':2,'type':'string'}"), j("'é'"), u"string too short, expected at least 2, got 1"_s);
        row("pattern", j("{'pattern':'^\\\\S+$'}"), j("'a b'"), u"failed to match pattern \"^\\\\S+$\" with \"a b\""_s);
        row("bound", j("{'exclusiveMinimum':0}"), "0", u"expected 0 to be greater than 0"_s);
        row("unique", j("{'uniqueItems':true}"), "[1,2,1]", u"expected unique items but items 1 and 3 are equal"_s);
        row("any", j("{'anyOf':[{'required':['a']},{'required':['b','c']}]}"), "{}",
            u"object matches none of the required: [\"a\"] or [\"b\",\"c\"]"_s);
        row("one", j("{'oneOf':[{'required':['a']},{'required':['b']}]}"), j("{'a':1,'b':1}"),
            u"value should match only one schema, but matches both schemas 1 and 2"_s);
        row("then", j("{'if':{'properties':{'p':{'enum':['r']}}},'then':{'required':['h']}}"), j("{'p':'r'}"), u"then clause did not match"_s);
        row("not", j("{'not':{'required':['a']}}"), j("{'a':1}"), u"value wasn't supposed to match schema"_s);
        row("depends", j("{'properties':{'a':{}},'dependencies':{'a':['b']}}"), j("{'a':1}"), u"property \"b\" is required when \"a\" is set"_s);
        row("reference", j("{'type':'string','minLength':500}"), j("'$secret://vault/1/a'"), {});
        row("address", j("{'format':'ipv4'}"), j("'300.1.1.1'"), u"expect valid ipv4 format but got: 300.1.1.1"_s);
        row("contains", j("{'contains':{'const':1}}"), "[2]", u"failed to check contains"_s);
    }
    void validates()
    {
        QFETCH(QByteArray, schema);
        QFETCH(QByteArray, data);
        QFETCH(QString, words);
        QCOMPARE(wrongWith(schema, data), words);
    }

    void hasEverySchema()
    {
        const SchemaLibrary library;
        QCOMPARE(library.names().size(), 107);
        QCOMPARE(library.names(true).size(), 5);
        for (const auto &plugin : library.plugins().members()) {
            auto conf = json::Value::object();
            validate(plugin.value.value(u"schema"), conf); // every keyword of every schema is walked over
            QVERIFY2(library.knows(plugin.name), qPrintable(plugin.name));
        }
        QVERIFY(library.knows(u"server-info"_s) && !library.plugin(u"server-info"_s));
        QVERIFY(library.secretManager(u"gcp"_s) && !library.secretManager(u"other"_s));
    }

    void checksConditions_data()
    {
        QTest::addColumn<QByteArray>("rule");
        QTest::addColumn<QString>("words");
        QTest::newRow("none") << QByteArray("[]") << QString();
        QTest::newRow("two parts") << QByteArray("[[\"arg_a\",\"1\"]]") << QString();
        QTest::newRow("nested") << QByteArray("[\"OR\",[\"arg_a\",\"==\",\"1\"],[\"AND\",[\"a\",\"~~\",\"b\"],[\"c\",\"!\",\"in\",[1]]]]") << QString();
        QTest::newRow("operator") << QByteArray("[[\"a\",\"=?\",\"b\"]]") << u"invalid operator '=?'"_s;
        QTest::newRow("brackets") << QByteArray("[\"a\",\"==\",\"b\"]") << u"rule should be wrapped inside brackets"_s;
        QTest::newRow("short") << QByteArray("[[\"a\"]]") << u"rule too short"_s;
        QTest::newRow("not") << QByteArray("[[\"a\",\"?\",\"==\",\"b\"]]") << u"bad 'not' expression"_s;
        QTest::newRow("address") << QByteArray("[[\"a\",\"ipmatch\",[\"10.0.0.0/33\"]]]") << u"invalid ip address"_s;
    }
    void checksConditions()
    {
        QFETCH(QByteArray, rule);
        QFETCH(QString, words);
        QCOMPARE(checkExpression(parsed(rule)).value_or(QString()), words);
    }

    void compilesLuaOnly()
    {
        QVERIFY(!compileLua(u"return function(conf, ctx) ngx.say(1) end"_s, u"x"_s));
        QCOMPARE(compileLua(u"retur"_s, u"retur"_s), u"[string \"retur\"]:1: '=' expected near '<eof>'"_s);
        QVERIFY(!compileLua(u"while true do end"_s, u"x"_s)); // would never come back if it ran
        QVERIFY(compileLua(u"\x1bLJ\x02"_s, u"x"_s));
        QCOMPARE(resultOf(u"-- return 1\nreturn function() end"_s), LuaResult::Function);
        QCOMPARE(resultOf(u"return 1"_s), LuaResult::Number);
        QCOMPARE(resultOf(u"return {}"_s), LuaResult::Table);
        QCOMPARE(resultOf(u"local a = 'return'"_s), LuaResult::Nothing);
        QCOMPARE(resultOf(u"retrun {} -- x"_s), LuaResult::Crash);
        QCOMPARE(resultOf(u"ngx.log(1)"_s), LuaResult::Nothing);
    }

    void readsYaml()
    {
        const QByteArray text = "# a file\nroutes:\n  - id: a\n    uri: '/a # b'\n    methods: [GET, \"POST\"]\n    plugins:\n      openwhisk: {}\n"
                                "      cors: {max_age: 5, allow_credential: false}\n  -\n    id: 2 # two\nupstreams:\n- nodes: {\n    \"127.0.0.1:80\": 1}\n"
                                "  desc: |\n    one\n      two\n\n  empty:\n#END\n";
        QString error;
        const auto value = readYaml(text, &error);
        QVERIFY2(value, qPrintable(error));
        QCOMPARE(json::compact(*value),
                 j("{'routes':[{'id':'a','uri':'/a # b','methods':['GET','POST'],'plugins':{'openwhisk':{},'cors':{'max_age':5,"
                   "'allow_credential':false}}},{'id':2}],'upstreams':[{'nodes':{'127.0.0.1:80':1},'desc':'one\\n  two\\n','empty':null}]}"));
        QVERIFY(!readYaml("a: [1, 2", &error));
        QCOMPARE(error, u"a collection does not end at line 1"_s);
        QVERIFY(!readYaml("a: 1\n  b: 2", &error));
    }

    void storesWithRevisions()
    {
        const QTemporaryDir dir;
        QString notice;
        QString error;
        const auto database = sandbox::Database::open(dir.filePath(u"a.sqlite"_s), &notice, &error);
        QVERIFY2(database, qPrintable(error));
        Etcd etcd(*database);
        QCOMPARE(etcd.load(), QString());
        QCOMPARE(etcd.put(u"/routes/b"_s, parsed("{}")), Etcd::Put::Created);
        const auto first = etcd.get(u"/routes/b"_s);
        QCOMPARE(etcd.put(u"/routes/b"_s, parsed("1"), 0, first->modified), Etcd::Put::Replaced);
        QCOMPARE(etcd.put(u"/routes/b"_s, parsed("2"), 0, first->modified), Etcd::Put::Conflict);
        QCOMPARE(etcd.get(u"/routes/b"_s)->created, first->created);
        QCOMPARE(etcd.get(u"/routes/b"_s)->order, first->order);
        etcd.put(u"/routes/a"_s, parsed("{}"));
        etcd.put(u"/routesx/a"_s, parsed("{}"));
        QCOMPARE(etcd.list(u"/routes/"_s).keys(), QStringList({u"/routes/a"_s, u"/routes/b"_s}));
        etcd.put(u"/routes/c"_s, parsed("{}"), 1);
        const auto generation = etcd.generation();
        QTRY_VERIFY(!etcd.get(u"/routes/c"_s));
        QVERIFY(etcd.generation() > generation);
        etcd.remove(u"/routesx/a"_s);
        const auto last = etcd.get(u"/routes/a"_s)->modified + 3; // another one, one that expired, one that was removed
        Etcd again(*database);
        QCOMPARE(again.load(), QString());
        QCOMPARE(again.list(u"/"_s).size(), 2);
        QVERIFY(again.nextRevision() > last);
        QCOMPARE(again.removeAll(u"/routes/"_s), 2);
    }

    void encryptsAsTheServer()
    {
        QCOMPARE(encrypted(u"user:pass"_s), u"X/OnykAcntPDdsDvw1jB6Q=="_s);
        QCOMPARE(decrypted(u"X/OnykAcntPDdsDvw1jB6Q=="_s), u"user:pass"_s);
        QCOMPARE(decrypted(encrypted(QString())), QString());
        QVERIFY(!decrypted(u"user:pass"_s) && !decrypted(u"AAAA"_s) && !decrypted(QString()));
    }
};

QTEST_GUILESS_MAIN(TestGatewaySchema)
#include "tst_gateway_schema.moc"
