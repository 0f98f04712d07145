#include "core/json/text.h"
#include "core/schema/check.h"
#include "core/schema/lua.h"
#include "tests/core/schema/recorded.h"

#include <QTest>

using namespace Qt::StringLiterals;

static json::Value parsed(const QByteArray &text)
{
    const auto read = json::read(text);
    return read ? read->value : json::Value();
}

/// "pointer sentence", one a line.
static QString shown(const QList<schema::Problem> &problems)
{
    QStringList lines;
    for (const schema::Problem &problem : problems)
        lines.append(problem.pointer + u' ' + problem.sentence);
    return lines.join(u'\n');
}

class TestSchemaCheck : public QObject {
    Q_OBJECT

private:
    json::Value m_recorded;

    QString problems(const QString &plugin, const QByteArray &value) const
    {
        return shown(schema::Check(m_recorded.value(u"plugins_http").value(plugin).value(u"schema")).problems(parsed(value)));
    }
    static QString simple(const QByteArray &schema, const QByteArray &value)
    {
        return shown(schema::Check(parsed(schema)).problems(parsed(value)));
    }

private Q_SLOTS:
    void initTestCase() { m_recorded = recordedSchemas(); }

    /// The server fills in a default that its own schema refuses, and saves.
    void defaultsAreNotChecked()
    {
        QCOMPARE(problems(u"mcp-bridge"_s, "{\"command\":\"a\"}"), QString());
        QVERIFY(problems(u"mcp-bridge"_s, "{\"command\":\"a\",\"base_uri\":\"\"}").startsWith(u"/base_uri "));
        QCOMPARE(problems(u"jwe-decrypt"_s, "{}"), QString()); // required, and there by default
    }

    void places_data()
    {
        QTest::addColumn<QString>("plugin");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("expected"); // start of each line
        const auto row = [](const char *title, const char *plugin, const char *value, const char *expected) {
            QTest::newRow(title) << QString::fromLatin1(plugin) << QByteArray(value) << QString::fromUtf8(expected);
        };
        const char *good = "{\"api_host\":\"http://h\",\"service_token\":\"u:p\",\"namespace\":\"guest\",\"action\":\"hello\"}";
        row("right", "openwhisk", good, "");
        row("missing", "openwhisk", "{\"api_host\":\"h\",\"service_token\":\"u:p\",\"namespace\":\"guest\"}", "/action This is needed.");
        row("PCRE anchors", "openwhisk", "{\"api_host\":\"h\",\"service_token\":\"u\",\"namespace\":\"guest\",\"action\":\"a b!\"}",
            "/action This does not have the form");
        row("blank at the end", "openwhisk", "{\"api_host\":\"h\",\"service_token\":\"u\",\"namespace\":\"guest \",\"action\":\"a\"}",
            "/namespace This does not");
        row("reference", "openwhisk",
            "{\"api_host\":\"h\",\"service_token\":\"$secret://vault/1/a\",\"namespace\":\"$env://NS/a b\",\"action\":\"$ENV://A\"}", "");
        row("bounds", "openwhisk",
            "{\"api_host\":\"h\",\"service_token\":\"u\",\"namespace\":\"g\",\"action\":\"a\",\"timeout\":60001}",
            "/timeout This must be 60000 or less.");
        row("whole number", "openwhisk",
            "{\"api_host\":\"h\",\"service_token\":\"u\",\"namespace\":\"g\",\"action\":\"a\",\"timeout\":1.5}",
            "/timeout This must be a whole number.");
        row("5.0 is whole", "openwhisk",
            "{\"api_host\":\"h\",\"service_token\":\"u\",\"namespace\":\"g\",\"action\":\"a\",\"timeout\":5.0}", "");
        row("unknown members are kept", "openwhisk",
            "{\"api_host\":\"h\",\"service_token\":\"u\",\"namespace\":\"g\",\"action\":\"a\",\"x\":null}", "");
        row("_meta is closed", "cors", "{\"_meta\":{\"foo\":1}}", "/_meta/foo The server does not take a member “foo” here.");
        row("none of a choice", "redirect", "{}", " This is needed: uri, regex_uri or http_to_https.");
        row("two of a choice", "redirect", "{\"uri\":\"/a\",\"http_to_https\":true}", " Only one of these may be set: uri, http_to_https.");
        row("if by another member", "limit-count", "{\"count\":1,\"time_window\":1,\"policy\":\"redis\"}", "/redis_host This is needed.");
        row("if by a default", "limit-count", "{\"count\":1,\"time_window\":1}", "");
        row("scalar choice", "limit-count", "{\"count\":true,\"time_window\":1}", "/count This must be");
        row("bound in a scalar choice", "limit-count", "{\"count\":0,\"time_window\":1}", "/count This must be more than 0.");
        row("list items", "ip-restriction", "{\"whitelist\":[\"10.0.0.1\",\"x\"]}", "/whitelist/1 ");
        row("CIDR and IPv6", "ip-restriction", "{\"whitelist\":[\"10.0.0.0/8\",\"::1\",\"fe80::/10\"]}", "");
        row("excluding members", "response-rewrite", "{\"body\":\"a\",\"filters\":[{\"regex\":\"a\",\"replace\":\"b\"}]}",
            " This may not be set here: filters.\n This may not be set here: body.");
        row("default counts as a member", "proxy-rewrite", "{}", "");
        row("map values", "proxy-rewrite", "{\"headers\":{\"set\":{\"A\":true}}}", "/headers/set/A ");
        row("closed map", "loggly", "{\"customer_token\":\"a\",\"severity_map\":{\"x\":\"INFO\"}}", "/severity_map/x ");
        row("contains and const", "ai-cache", "{\"layers\":[\"exact\"],\"redis_host\":\"redis\"}", "");
        row("empty table as list", "uri-blocker", "{\"block_rules\":{}}", "");
        row("malformed schema", "openfunction", "{\"function_uri\":\"http://f\",\"authorization\":5}", "");
    }

    void places()
    {
        QFETCH(QString, plugin);
        QFETCH(QByteArray, value);
        QFETCH(QString, expected);
        const QStringList lines = problems(plugin, value).split(u'\n');
        const QStringList wanted = expected.split(u'\n');
        QVERIFY2(lines.size() == wanted.size(), qPrintable(lines.join(u'\n')));
        for (qsizetype i = 0; i < lines.size(); ++i)
            QVERIFY2(wanted[i].isEmpty() ? lines[i].isEmpty() : lines[i].startsWith(wanted[i]), qPrintable(lines.join(u'\n')));
    }

    void keywords_data()
    {
        QTest::addColumn<QByteArray>("schema");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *title, const char *schema, const char *value, const char *expected) {
            QTest::newRow(title) << QByteArray(schema) << QByteArray(value) << QString::fromUtf8(expected);
        };
        row("multipleOf", "{\"multipleOf\":5}", "12", " This must be a multiple of 5.");
        row("exclusiveMaximum", "{\"exclusiveMaximum\":1}", "1.0", " This must be less than 1.");
        row("large numbers", "{\"maximum\":9007199254740993}", "9007199254740994", " This must be 9007199254740993 or less.");
        row("code points", "{\"maxLength\":1}", "\"\\ud83d\\ude00\"", "");
        row("unique", "{\"uniqueItems\":true}", "[1,1.0]", " Entries 1 and 2 are the same.");
        row("const", "{\"const\":\"a\"}", "\"b\"", " This must be a.");
        row("enum of numbers", "{\"enum\":[1.1,1]}", "2", " This must be 1.1 or 1.");
        row("ipv6", "{\"format\":\"ipv6\"}", "\"1.2.3.4\"", " This must be an IPv6 address.");
        row("several types", "{\"type\":[\"string\",\"null\"]}", "5", " This must be a text.");
        row("reference inside", "{\"$ref\":\"#/definitions/a\",\"definitions\":{\"a\":{\"type\":\"string\"}}}", "5", " This must be a text.");
        row("reference in a circle", "{\"properties\":{\"a\":{\"$ref\":\"#\"}}}", "{\"a\":{\"a\":5}}", "");
        row("allOf", "{\"allOf\":[{\"required\":[\"a\"]},{\"maxProperties\":0}]}", "{\"b\":1}",
            "/a This is needed.");
        row("pattern of names", "{\"patternProperties\":{\"\\\\Aa\\\\z\":{\"type\":\"string\"}},\"additionalProperties\":{\"type\":\"boolean\"}}",
            "{\"a\":1,\"b\":1}", "/a This must be a text.\n/b This must be true or false.");
        row("wrong pattern forbids nothing", "{\"pattern\":\"(\"}", "\"x\"", "");
        row("malformed", "{\"properties\":[],\"required\":{},\"minimum\":\"a\"}", "{}", "");
        row("false", "{\"properties\":{\"a\":false}}", "{\"a\":1}", " The server does not take this value.");
    }

    void keywords()
    {
        QFETCH(QByteArray, schema);
        QFETCH(QByteArray, value);
        QFETCH(QString, expected);
        QCOMPARE(simple(schema, value), expected);
    }

    void lua_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<bool>("expression");
        QTest::addColumn<int>("line"); // 0: right
        QTest::addColumn<int>("column");
        QTest::newRow("right") << u"return function(conf, ctx)\n  ngx.say('a')\nend"_s << false << 0 << 0;
        QTest::newRow("not run") << u"os.exit(1)"_s << false << 0 << 0;
        QTest::newRow("function") << u"function(vars) return true end"_s << true << 0 << 0;
        QTest::newRow("function as a chunk") << u"function(vars) return true end"_s << false << 1 << 9;
        QTest::newRow("second of the same word") << u"local a = 1\nlocal b = a a = = 2"_s << false << 2 << 17;
        QTest::newRow("end missing") << u"function(vars)\n  return true"_s << true << 2 << 14;
        QTest::newRow("first line of a function") << u"function(vars retrun 1 end"_s << true << 1 << 15;
        QTest::newRow("byte code") << QString(QChar(0x1b)) + u"LJ"_s << false << 1 << 1;
    }

    void lua()
    {
        QFETCH(QString, source);
        QFETCH(bool, expression);
        QFETCH(int, line);
        QFETCH(int, column);
        const auto wrong = schema::checkLua(source, expression ? schema::LuaForm::Expression : schema::LuaForm::Chunk);
        QCOMPARE(wrong ? wrong->line : 0, line);
        QCOMPARE(wrong ? wrong->column : 0, column);
        QVERIFY(!wrong || !wrong->message.contains(u"x:"));
    }
};

QTEST_GUILESS_MAIN(TestSchemaCheck)
#include "tst_schema_check.moc"
