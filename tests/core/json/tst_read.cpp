#include "core/json/text.h"

#include <QTest>

using namespace json;
using namespace Qt::StringLiterals;

class TestRead : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keepsWhatItWasGiven_data();
    void keepsWhatItWasGiven();
    void readsStrings_data();
    void readsStrings();
    void saysWhereAnErrorIs_data();
    void saysWhereAnErrorIs();
    void refusesWhatIsWrongAnywhere_data();
    void refusesWhatIsWrongAnywhere();
    void reportsDuplicates();
    void reportsDuplicatesAmongMany();
    void repairsBrokenUtf8();
    void skipsAByteOrderMark();
    void boundsDepth_data();
    void boundsDepth();
    void survivesAnyDepth_data();
    void survivesAnyDepth();
    void boundsSize();
    void namesThePlaceInTheError();
    void tellsCutFromWrong();
};

// Compact text in, the same text out.
void TestRead::keepsWhatItWasGiven_data()
{
    QTest::addColumn<QByteArray>("text");
    const QList<QByteArray> texts = {
        "null",
        "true",
        "false",
        "0",
        "-0",
        "5",
        "5.0",
        "5e0",
        "1.0",
        "1.00",
        "-1.5E+10",
        "1e400",
        "1e-400",
        "12345678901234567890",
        "18446744073709551616",
        "123456789012345678901234567890.12345678901234567890",
        "0.1e1",
        "[]",
        "{}",
        "[[]]",
        "[{}]",
        "\"\"",
        "\"a\"",
        R"({"z":1,"a":2,"m":3})",
        R"({"a":1,"a":2})",
        R"([1,1.0,1e0,-0,0.0])",
        R"({"":{"":""}})",
        R"(["\ud800"])",
        R"(["\udc00\ud800"])",
        R"({"\ud83d":1})",
        R"(["\u0000\u0001\u001f\b\f\n\r\t\"\\/"])",
        "[\"\x7f\"]",
        "[\"\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80\"]",
        "[\"\xef\xbb\xbf\xef\xbb\xbfx\"]",
        "[\"\xef\xbf\xbe\xef\xbf\xbf\xe2\x80\xa8\"]",
        R"({"a":[true,false,null,{"b":[]}],"c":"d"})",
    };
    for (const QByteArray &text : texts)
        QTest::newRow(text.constData()) << text;
}

void TestRead::keepsWhatItWasGiven()
{
    QFETCH(QByteArray, text);
    ParseError error;
    const auto parsed = read(text, &error);
    QVERIFY2(parsed, qPrintable(error.message));
    QCOMPARE(compact(parsed->value), text);
    QVERIFY(!parsed->repaired);
    const auto spaced = read(" \r\n\t" + pretty(parsed->value) + " \n");
    QVERIFY(spaced);
    QCOMPARE(compact(spaced->value), text);
    QCOMPARE(spaced->value, parsed->value);
}

void TestRead::readsStrings_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("escapes") << QByteArray(R"("\"\\\/\b\f\n\r\t")") << u"\"\\/\b\f\n\r\t"_s;
    QTest::newRow("unicode") << QByteArray(R"("\u00e4\u20AC")") << u"ä€"_s;
    QTest::newRow("pair") << QByteArray(R"("\ud83d\ude00")") << u"😀"_s;
    QTest::newRow("lone high") << QByteArray(R"("a\ud83db")") << (u'a' + QString(QChar(0xd83d)) + u'b');
    QTest::newRow("lone low") << QByteArray(R"("\udc00")") << QString(QChar(0xdc00));
    QTest::newRow("mixed") << QByteArray("\"\xc3\xa4\\n\xc3\xb6\\t\"") << u"ä\nö\t"_s;
    QTest::newRow("nul") << QByteArray(R"("a\u0000b")") << (u'a' + QString(QChar(0)) + u'b');
    QTest::newRow("brackets inside") << QByteArray(R"("]},:[{")") << u"]},:[{"_s;
    QTest::newRow("slashes at the end") << QByteArray(R"("\\\\")") << u"\\\\"_s;
}

void TestRead::readsStrings()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, expected);
    const auto lone = read(text);
    QVERIFY(lone);
    QCOMPARE(lone->value.toString(), expected);
    const auto inside = read("{" + text + ":[" + text + "]}");
    QVERIFY(inside);
    QCOMPARE(inside->value.members().first().name, expected);
    QCOMPARE(inside->value.value(expected).items().first().toString(), expected);
}

void TestRead::saysWhereAnErrorIs_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("words");
    const auto row = [](QByteArray text, int line, int column, const char *words) {
        QTest::newRow(text.left(60).constData()) << text << line << column << QString::fromUtf8(words);
    };
    row("", 1, 1, "empty");
    row("  ", 1, 3, "too early");
    row("[1,2", 1, 5, "too early");
    row("{\"a\":1", 1, 7, "too early");
    row("{\"a\"", 1, 5, "too early");
    row("{\"a\":", 1, 6, "too early");
    row("[1 2]", 1, 4, "“,” or “]” is expected, not “2”");
    row("{\"a\":1 \"b\":2}", 1, 8, "“,” or “}” is expected");
    row("{\"a\" 1}", 1, 6, "“:” is expected");
    row("{a:1}", 1, 2, "name in double quotes");
    row("{'a':1}", 1, 2, "name in double quotes");
    row("[1,]", 1, 4, "comma too many");
    row("{\"a\":1,}", 1, 8, "comma too many");
    row("{\n  \"a\": 01\n}", 2, 8, "“01” is no JSON number");
    row("[1.]", 1, 2, "no JSON number");
    row("[.5]", 1, 2, "no JSON value");
    row("[+1]", 1, 2, "no JSON value");
    row("[1e]", 1, 2, "no JSON number");
    row("[-]", 1, 2, "no JSON number");
    row("[NaN]", 1, 2, "“NaN” is no JSON value");
    row("[tru]", 1, 2, "“tru” is no JSON value");
    row("[truex]", 1, 2, "“truex” is no JSON value");
    row("nul", 1, 1, "no JSON value");
    row("[\"abc]", 1, 2, "not closed");
    row("[\"abc\\", 1, 2, "not closed");
    row("\"a\nb\"", 1, 3, "control character");
    row("[\"a\tb\"]", 1, 4, "control character");
    row("[\"\\x\"]", 1, 3, "no escape");
    row("[\"\\u12g4\"]", 1, 3, "four hexadecimal");
    row("[\"\\u12\"]", 1, 3, "four hexadecimal");
    row("{\"\\x\":1}", 1, 3, "no escape");
    row("1 2", 1, 3, "The document has ended, but “2” follows");
    row("[1] [2]", 1, 5, "has ended");
    row("{} x", 1, 4, "has ended");
    row("]", 1, 1, "A value is expected, not “]”");
    row("[}", 1, 2, "A value is expected, not “}”");
    row("[1}", 1, 3, "“,” or “]” is expected, not “}”");
    row("{]", 1, 2, "name in double quotes");
    row("[,1]", 1, 2, "A value is expected");
    row("\xc3\xa4", 1, 1, "“ä” is no JSON value");
    row("[\"\xf0\x9f\x98\x80\", x]", 1, 8, "“x”"); // a pair counts two
    row("{\"a\": 1,\n\"b\": [\n1,\n2\n3]}", 5, 1, "not “3”");
    row("<html><body>", 1, 1, "no JSON value");
}

void TestRead::saysWhereAnErrorIs()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, words);
    ParseError error;
    QVERIFY(!read(text, &error));
    QVERIFY2(error.message.contains(words), qPrintable(error.message));
    QTEST(error.line, "line");
    QTEST(error.column, "column");
    QVERIFY(error.offset <= text.size());
}

void TestRead::refusesWhatIsWrongAnywhere_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::newRow("alone") << QByteArray("%");
    QTest::newRow("in a list") << QByteArray("[1, % ,2]");
    QTest::newRow("in an object") << QByteArray("{\"a\": %, \"b\": 1}");
    QTest::newRow("last") << QByteArray("{\"a\": [[%]]}");
    QTest::newRow("behind much") << "[" + QByteArray("1234567890,").repeated(100) + "%]";
}

void TestRead::refusesWhatIsWrongAnywhere()
{
    QFETCH(QByteArray, frame);
    const QList<QByteArray> wrong = {"01",          "-01",
                                     "1.",          ".1",
                                     "1e",          "1e+",
                                     "+1",          "--1",
                                     "0x1",         "1_0",
                                     "truE",        "Null",
                                     "nan",         "Infinity",
                                     "\"\\a\"",     "\"\\u00\"",
                                     "\"\\",        "'a'",
                                     "a",           "1 1",
                                     "\"a\" \"b\"", "{\"a\"}",
                                     "{1:2}",       "[1,,2]",
                                     "{,}",         "[",
                                     "{",           "\"",
                                     "\"a\x01\"",   "//x\n1",
                                     "1/**/",       "\x01",
                                     "[1]]",        "{}}",
                                     "\"a\"b",      "truefalse",
                                     "1\"a\"",      "{\"a\":1,\"b\"}",
                                     "{\"a\"::1}"};
    for (const QByteArray &text : wrong) {
        ParseError error;
        const QByteArray whole = QByteArray(frame).replace("%", text);
        QVERIFY2(!read(whole, &error), whole.constData());
        QVERIFY2(!error.message.isEmpty() && !error.message.contains(u"is no JSON."_s), whole.constData());
    }
}

void TestRead::reportsDuplicates()
{
    const auto parsed = read(R"({"a":1,"b":[{"c/d":1,"c/d":2,"c/d":3}],"a":{"x":1}})");
    QVERIFY(parsed);
    QCOMPARE(parsed->duplicates, QStringList({u"/b/0/c~1d"_s, u"/a"_s}));
    QCOMPARE(compact(parsed->value.value(u"a")), QByteArray(R"({"x":1})"));
    QVERIFY(read(R"({"a":{"b":1},"b":{"b":1}})")->duplicates.isEmpty());
}

void TestRead::reportsDuplicatesAmongMany()
{
    Value object = Value::object();
    for (int i = 0; i < 2000; ++i)
        object.set(QString::number(i), Value::number(i));
    QByteArray text = compact(object);
    QVERIFY(read(text)->duplicates.isEmpty());
    text.replace("\"1999\":", "\"7\":");
    QCOMPARE(read(text)->duplicates, QStringList(u"/7"_s));
}

void TestRead::repairsBrokenUtf8()
{
    const auto parsed = read("[\"good\",\"b\xff\x80"
                             "d\",\"\xc3\",\"\xed\xa0\x80\"]");
    QVERIFY(parsed);
    QVERIFY(parsed->repaired);
    QCOMPARE(parsed->value.items().at(0).toString(), u"good"_s);
    QVERIFY(parsed->value.items().at(1).toString().contains(QChar(0xfffd)));
    QVERIFY(parsed->value.items().at(1).toString().endsWith(u'd'));
    QCOMPARE(parsed->value.size(), 4);
}

void TestRead::skipsAByteOrderMark()
{
    QCOMPARE(compact(read("\xef\xbb\xbf{\"a\":1}")->value), QByteArray("{\"a\":1}"));
    QCOMPARE(read("\xef\xbb\xbf"
                  "5")
                 ->value.toInteger(),
             5);
    ParseError error;
    QVERIFY(!read("\xef\xbb\xbf[x]", &error));
    QCOMPARE(error.column, 2);
}

void TestRead::boundsDepth_data()
{
    QTest::addColumn<QByteArray>("open");
    QTest::addColumn<QByteArray>("close");
    QTest::newRow("arrays") << QByteArray("[") << QByteArray("]");
    QTest::newRow("objects") << QByteArray("{\"a\":") << QByteArray("}");
}

void TestRead::boundsDepth()
{
    QFETCH(QByteArray, open);
    QFETCH(QByteArray, close);
    const auto nested
        = [&](int levels) { return open.repeated(levels) + (levels ? "1" : "0") + close.repeated(levels); };
    const auto good = read(nested(1000));
    QVERIFY(good);
    QCOMPARE(depth(good->value), 1000);
    QCOMPARE(compact(good->value), nested(1000));
    ParseError error;
    QVERIFY(!read(nested(1001), &error));
    QVERIFY2(error.message.contains(u"1000 levels"_s), qPrintable(error.message));
    QVERIFY(read(nested(1001), nullptr, {.depth = 2000}));
    QVERIFY(toSend(read(nested(200))->value));
    const auto refused = toSend(read(nested(201))->value);
    QVERIFY(!refused);
    QVERIFY(refused.error().message.contains(u"200 levels"_s));
}

void TestRead::survivesAnyDepth_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("closed") << QByteArray(100'000, '[') + QByteArray(100'000, ']');
    QTest::newRow("open arrays") << QByteArray(1'000'000, '[');
    QTest::newRow("open objects") << QByteArray("{\"a\":").repeated(100'000);
    QTest::newRow("mixed") << QByteArray("[{\"a\":").repeated(100'000) + "1" + QByteArray("}]").repeated(100'000);
}

void TestRead::survivesAnyDepth()
{
    QFETCH(QByteArray, text);
    const auto result = parse(text);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Error::Kind::Protocol);
    QVERIFY2(result.error().message.contains(u"1000 levels"_s), qPrintable(result.error().message));
}

void TestRead::boundsSize()
{
    ParseError error;
    QVERIFY(!read("[" + QByteArray("1,").repeated(1024 * 1024) + "1]", &error, {.bytes = 1024 * 1024}));
    QVERIFY2(error.message.contains(u"1 MB"_s), qPrintable(error.message));
}

void TestRead::namesThePlaceInTheError()
{
    const auto result = parse("{\n \"a\": }");
    QVERIFY(!result);
    QCOMPARE(result.error().message, u"Line 2, column 7: A value is expected, not “}”."_s);
    QVERIFY(parse("{}"));
}

void TestRead::tellsCutFromWrong()
{
    const QByteArray whole = R"({"name":"a\u00e4\n","n":-1.5e3,"list":[true,false,null,{"x":{}}]})";
    QVERIFY(read(whole));
    for (qsizetype size = 0; size < whole.size(); ++size) {
        ParseError error;
        QVERIFY(!read(whole.left(size), &error));
        QVERIFY2(error.incomplete, whole.left(size).constData());
    }
    for (const QByteArray text : {"[1,]", "{\"a\" 1}", "[\"\\x\"", "[01", "trx", "[1]]", "<html>"}) {
        ParseError error;
        QVERIFY(!read(text, &error));
        QVERIFY2(!error.incomplete, text.constData());
    }
}

QTEST_GUILESS_MAIN(TestRead)
#include "tst_read.moc"
