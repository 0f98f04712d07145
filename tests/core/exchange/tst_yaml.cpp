#include "core/exchange/yaml.h"

#include <QTest>

using namespace exchange;
using namespace Qt::StringLiterals;

namespace {

QByteArray asJson(const QByteArray &yaml)
{
    const auto value = readYaml(yaml);
    return value ? json::compact(*value) : "refused: " + value.error().message.toUtf8();
}

/// Nine levels of nine aliases each: two hundred bytes that unfold to 387 million values.
QByteArray bomb()
{
    QByteArray text = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n";
    for (int i = 1; i < 9; ++i) {
        const QByteArray before = "*a" + QByteArray::number(i - 1) + ',';
        text += 'a' + QByteArray::number(i) + ": &a" + QByteArray::number(i) + " [" + before.repeated(9).chopped(1) + "]\n";
    }
    return text;
}

json::Value read(const QByteArray &text)
{
    const auto parsed = json::read(text);
    return parsed ? parsed->value : json::Value();
}

/// Each by itself, as an item, as a member and below both.
QList<QPair<QByteArray, QByteArray>> values()
{
    return {{"numbers", "[1.0, 12345678901234567890, 1e400, -0, 0.10, 6.02E+23, -1.5e-7]"},
            {"order of members", "{\"b\":1,\"a\":{\"z\":null,\"y\":true},\"10\":[],\"9\":{}}"},
            {"nothing in them", "[[], {}, [[]], [{}], {\"a\":[{}]}]"},
            {"words that mean something", "[\"true\",\"null\",\"~\",\"yes\",\"Off\",\"n\",\"1.0\",\"0x1f\",\"1e3\",\".inf\",\"<<\",\"\",\"---\",\"=\"]"},
            {"such names", "{\"true\":1,\"null\":2,\"yes\":3,\"1.0\":4,\"<<\":5,\"\":6,\"a: b\":7,\"# c\":8,\"- d\":9}"},
            {"signs", "[\"a: b\",\"a #b\",\"*x\",\"&x\",\"!x\",\"%x\",\"@x\",\"`x\",\"'x'\",\"{x}\",\"[x]\",\"x, y\",\"a:\",\" a\",\"a \",\"? a\",\"| a\"]"},
            {"paths and patterns", "[\"/a/*\",\"/fn/b.c_d\",\"^/x/(.*)$\",\"http://h:80/\",\"$env://KEY\",\"10.0.0.1:80\",\"*.a.b\"]"},
            {"escapes", "[\"tab\\there\",\"quote \\\" slash \\\\\",\"\\u0000\\u0007\\u001b\",\"\\u0085\\u2028\\ufeff\",\"\\r\\n\"]"},
            {"other scripts", "{\"\xE5\x90\x8D\":\"\xE5\x80\xBC\",\"s\":\"\xF0\x9F\x98\x80 \xC3\xBC\"}"},
            {"lines", "[\"a\\nb\",\"a\\nb\\n\",\"a\\n\\n\\nb\\n\\n\",\"\\na\",\" a\\nb\",\"\\n\",\"a\\n  b\\n\\tc\",\"a\\n  \\nb\",\"a \\nb \",\"---\\n...\\n# x\"]"},
            {"lua", "{\"f\":\"return function(conf, ctx)\\n  local a = {1, 2}\\n  return a[1] == 1 -- : #\\nend\",\"after\":1}"},
            {"deep", "[{\"a\":[{\"b\":[[1,[2,{\"c\":[3]}]]]}]}]"}};
}

} // namespace

/// YAML as JSON: what stays, what is unfolded, what is refused.
class TestYaml : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void says_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QByteArray>("json");
        const auto row = [](const char *name, const QByteArray &yaml, const QByteArray &json) { QTest::newRow(name) << yaml << json; };
        row("order stays", "b: 1\na: 2\n", R"({"b":1,"a":2})");
        row("text of numbers", "[1.0, 12345678901234567890, 1e400, -0, 1.50, 6.02E+23]", "[1.0,12345678901234567890,1e400,-0,1.50,6.02E+23]");
        row("numbers JSON writes otherwise", "[+1, .5, -.5, 1., 007, 1.e3]", "[1,0.5,-0.5,1,7,1e3]");
        row("other bases", "[0x1F, 0o17]", "[31,15]");
        row("quoted", R"(["1.0", '2', "true", '~', ""])", R"(["1.0","2","true","~",""])");
        row("null and bool", "[~, null, NULL, true, False]", "[null,null,null,true,false]");
        row("not bool", "[yes, no, on, off, y, n]", R"(["yes","no","on","off","y","n"])");
        row("nothing said", "a:\nb: ''", R"({"a":null,"b":""})");
        row("keys", "200: ok\ntrue: x\n~: y\n1.0: z\n", R"({"200":"ok","true":"x","null":"y","1.0":"z"})");
        row("block", "a: |\n  one\n  two\nb: >\n  one\n  two\n", R"({"a":"one\ntwo\n","b":"one two\n"})");
        row("alias", "a: &x {n: 1}\nb: *x\n", R"({"a":{"n":1},"b":{"n":1}})");
        row("merge", "base: &b {x: 1, y: 2}\nuse:\n  <<: *b\n  y: 3\n", R"({"base":{"x":1,"y":2},"use":{"y":3,"x":1}})");
        row("merge of several", "use:\n  <<: [{x: 1}, {x: 2, z: 0}]\n", R"({"use":{"x":1,"z":0}})");
        row("quoted <<", "'<<': 1", R"({"<<":1})");
        row("tags", "[!!str 12, !!int 3, !!float 1.5, !!null '']", R"(["12",3,1.5,null])");
        row("Chinese", "名: 值 # comment\n", "{\"名\":\"值\"}");
        row("scalar", "12", "12");
        row("JSON", R"({"a": [1.0, {"b": null}]})", R"({"a":[1.0,{"b":null}]})");
        row("date is text", "2026-11-21", R"("2026-11-21")");
    }
    void says()
    {
        QFETCH(QByteArray, yaml);
        QFETCH(QByteArray, json);
        QCOMPARE(asJson(yaml), json);
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const QByteArray &yaml, const QString &words) { QTest::newRow(name) << yaml << words; };
        row("broken", "a: [1, 2\nb: 3\n", u"Line "_s);
        row("empty", "", u"It is empty."_s);
        row("two documents", "a: 1\n---\nb: 2\n", u"Line 2: a second document"_s);
        row("twice", "a: 1\nb: 2\na: 3\n", u"Line 3: the key a comes twice."_s);
        row("list as key", "? [1, 2]\n: x\n", u"cannot be a key"_s);
        row("infinite", "a: .inf", u".inf cannot be said in JSON"_s);
        row("not a number", "a: .NaN", u".NaN cannot be said"_s);
        row("own tag", "a: !Ref b", u"the tag !Ref is not known"_s);
        row("no such alias", "a: *x", u"Line 1: "_s);
        row("itself", "a: &x [*x]", u"stands in"_s);
        row("merge of text", "<<: text", u"takes a mapping"_s);
        row("bomb", bomb(), u"unfold to more than"_s);
        row("deep", QByteArray("[").repeated(300) + QByteArray("]").repeated(300), u"nested deeper than 200"_s);
        row("deeper than the parser goes", QByteArray("[").repeated(100'000), u"Line 1: "_s);
        row("deep blocks", [] {
            QByteArray text;
            for (int i = 0; i < 260; ++i)
                text += QByteArray(i, ' ') + "a:\n";
            return text;
        }(), u"nested deeper than 200"_s);
    }
    void refuses()
    {
        QFETCH(QByteArray, yaml);
        QFETCH(QString, words);
        const auto value = readYaml(yaml);
        QVERIFY(!value);
        QVERIFY2(value.error().message.contains(words), qPrintable(value.error().message));
    }

    void comesBack_data()
    {
        QTest::addColumn<QByteArray>("json");
        for (const auto &[name, text] : values()) {
            const QByteArray one = json::compact(read(text));
            QVERIFY2(one != "null", name.constData());
            QTest::newRow(name.constData()) << one;
            QTest::newRow((name + ", as a member").constData()) << "{\"m\":" + one + ",\"n\":0}";
            QTest::newRow((name + ", as an item").constData()) << "[" + one + "," + one + "]";
        }
        for (const char *scalar : {"12", "1.50", "null", "false", "\"text\"", "\"a\\nb\"", "\"\"", "[]", "{}"})
            QTest::newRow(scalar) << QByteArray(scalar);
    }
    void comesBack()
    {
        QFETCH(QByteArray, json);
        const auto yaml = writeYaml(read(json));
        QVERIFY(yaml);
        QCOMPARE(asJson(*yaml), json);
        QCOMPARE(asJson(*yaml + "#END\n"), json);
    }

    void looksLikeWrittenByHand()
    {
        const auto yaml = writeYaml(read("{\"routes\":[{\"id\":\"a\",\"uris\":[\"/a\",\"/b/*\"],\"priority\":1.0,\"vars\":[[\"arg_x\",\"==\",\"1\"]],"
                                         "\"filter_func\":\"function(v)\\n  return true\\nend\",\"plugins\":{\"cors\":{}}}]}"));
        QVERIFY(yaml);
        QCOMPARE(*yaml, "routes:\n  - id: a\n    uris:\n      - /a\n      - \"/b/*\"\n    priority: 1.0\n    vars:\n"
                        "      - - arg_x\n        - \"==\"\n        - \"1\"\n    filter_func: |-\n      function(v)\n        return true\n      end\n"
                        "    plugins:\n      cors: {}\n");
    }

    void cannotSay()
    {
        const auto twice = json::Value::object({{u"a"_s, json::Value::number(1)}, {u"a"_s, json::Value::number(2)}});
        QVERIFY(writeYaml(twice).error().message.contains(u"The member a comes twice"_s));
        for (const QString &half : {QString(QChar(0xd800)), u"line\nline "_s + QChar(0xdc00)})
            QVERIFY(writeYaml(json::Value::array({json::Value::string(half)})).error().message.contains(u"lone surrogate"_s));
        json::Value deep;
        for (int i = 0; i < 250; ++i)
            deep = json::Value::array({deep});
        QVERIFY(writeYaml(deep).error().message.contains(u"deeper than 200"_s));
        QVERIFY(writeYaml(deep, {300, 0, 0}));
    }

    void limits()
    {
        QVERIFY(readYaml("[1, 2, 3]", {200, 100, 4}));
        QVERIFY(!readYaml("[1, 2, 3]", {200, 100, 3}));
        QCOMPARE(readYaml("[1, 2, 3]", {200, 5, 100}).error().kind, Error::Kind::TooLarge);
        QVERIFY(!readYaml("[[1]]", {1, 100, 100}));
    }
};

QTEST_APPLESS_MAIN(TestYaml)
#include "tst_yaml.moc"
