#include "core/async/workers.h"
#include "core/json/text.h"

#include <QEventLoop>
#include <QSemaphore>
#include <QTest>
#include <QThreadPool>
#include <QTimer>

using namespace json;
using namespace Qt::StringLiterals;

class TestValue : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void emptyForOtherTypes();
    void listsOfTemporaries();
    void largeOnesEndOnAWorker();
    void integers_data();
    void integers();
    void numbers();
    void setsInPlace();
    void removesEveryOne();
    void editsItems();
    void copiesAreIndependent();
    void equalMeansTheSame_data();
    void equalMeansTheSame();
    void sameTextIsStricter();
    void prettyPrints();
    void writesLoneSurrogates();
    void writesOtherIndents();
    void quotes();
};

static Value value(const QByteArray &text)
{
    return read(text).value().value;
}

void TestValue::largeOnesEndOnAWorker()
{
    QThreadPool &pool = *workers();
    QSemaphore go;
    const int busy = pool.maxThreadCount();
    for (int i = 0; i < busy; ++i)
        pool.start([&go] { go.acquire(); });
    QString text(3'000'000, u'x');
    QString small = u"little"_s + QString::number(busy);
    bool held = false;
    QEventLoop loop;
    QTimer::singleShot(0, &loop, [&] {
        Value::string(text);
        Value::string(small);
        held = !text.isDetached(); // a worker will let go of it, when there is one
        loop.quit();
    });
    loop.exec();
    const bool smallHeld = !small.isDetached();
    go.release(busy);
    QVERIFY(pool.waitForDone(20'000)); // all are past the semaphore, which ends with this function
    QVERIFY(held && !smallHeld);
    QTRY_VERIFY(text.isDetached());
}

void TestValue::listsOfTemporaries()
{
    const auto made = [] { return Value::array({Value::string(u"one"_s), Value::string(u"two"_s)}); };
    QStringList texts;
    for (const Value &item : made().items())
        texts << item.toString();
    QCOMPARE(texts, QStringList({u"one"_s, u"two"_s}));
    for (const Member &member : Value::object({{u"list"_s, made()}}).members())
        QCOMPARE(member.value.items().size(), 2);
}

void TestValue::emptyForOtherTypes()
{
    for (const QByteArray text : {"null", "true", "1", "\"x\"", "[1]", "{\"a\":1}"}) {
        const Value v = value(text);
        QCOMPARE(v.toBool(), text == "true");
        QCOMPARE(v.toString(), text == "\"x\"" ? u"x"_s : QString());
        QCOMPARE(v.numberText(), text == "1" ? text : QByteArray());
        QCOMPARE(v.items().size(), text[0] == '[' ? 1 : 0);
        QCOMPARE(v.members().size(), text[0] == '{' ? 1 : 0);
        QCOMPARE(v.find(u"a") != nullptr, text[0] == '{');
        QCOMPARE(v.toInteger().has_value(), text == "1");
    }
    QVERIFY(Value().toBool(true));
    QCOMPARE(Value().toDouble(2.5), 2.5);
    QVERIFY(Value::numberText("01").isNull());
    QVERIFY(Value::numberText("").isNull());
    Value number = Value::number(5);
    number.set(u"a", Value::number(1));
    number.append(Value::number(1));
    QCOMPARE(compact(number), QByteArray("5"));
}

void TestValue::integers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("fits");
    QTest::addColumn<qint64>("expected");
    const auto row = [](const char *text, std::optional<qint64> expected) {
        QTest::newRow(text) << QByteArray(text) << expected.has_value() << expected.value_or(0);
    };
    row("0", 0);
    row("-0", 0);
    row("0.00", 0);
    row("0e400", 0);
    row("5", 5);
    row("5.0", 5);
    row("5e0", 5);
    row("0.5e1", 5);
    row("500e-2", 5);
    row("-5.000", -5);
    row("1E+3", 1000);
    row("5.5", {});
    row("1e-1", {});
    row("9223372036854775807", std::numeric_limits<qint64>::max());
    row("-9223372036854775808", std::numeric_limits<qint64>::min());
    row("9223372036854775808", {});
    row("12345678901234567890", {});
    row("1e18", 1'000'000'000'000'000'000);
    row("1e19", {});
    row("1e400", {});
    row("1e99999999999999999999", {});
    row("1753000000000.000", 1753000000000);
}

void TestValue::integers()
{
    QFETCH(QByteArray, text);
    const auto read = Value::numberText(text).toInteger();
    QTEST(read.has_value(), "fits");
    QTEST(read.value_or(0), "expected");
}

void TestValue::numbers()
{
    QCOMPARE(value("1e2").toDouble(), 100.0);
    QVERIFY(qIsInf(value("1e400").toDouble()));
    QCOMPARE(value("1e-400").toDouble(), 0.0);
    QCOMPARE(Value::number(-7).numberText(), QByteArray("-7"));
}

void TestValue::setsInPlace()
{
    Value v = value(R"({"a":1,"b":2,"a":3})");
    v.set(u"a", Value::string(u"x"_s));
    QCOMPARE(compact(v), QByteArray(R"({"a":1,"b":2,"a":"x"})"));
    v.set(u"c", Value::boolean(true));
    QCOMPARE(compact(v), QByteArray(R"({"a":1,"b":2,"a":"x","c":true})"));
    Value made;
    made.set(u"n", {});
    QCOMPARE(compact(made), QByteArray(R"({"n":null})"));
    QVERIFY(made.contains(u"n"));
    QVERIFY(!made.contains(u"m"));
}

void TestValue::removesEveryOne()
{
    Value v = value(R"({"a":1,"b":2,"a":3})");
    QVERIFY(v.remove(u"a"));
    QVERIFY(!v.remove(u"a"));
    QCOMPARE(compact(v), QByteArray(R"({"b":2})"));
}

void TestValue::editsItems()
{
    Value v;
    v.append(Value::number(1));
    v.append(Value::number(3));
    v.insertItem(1, Value::number(2));
    v.insertItem(0, Value::number(0));
    v.setItem(3, value("[]"));
    QCOMPARE(compact(v), QByteArray("[0,1,2,[]]"));
    v.removeItem(0);
    for (qsizetype outside : {-1, 3, 99}) {
        v.removeItem(outside);
        v.setItem(outside, {});
    }
    v.insertItem(4, {});
    QCOMPARE(compact(v), QByteArray("[1,2,[]]"));
    QCOMPARE(v.size(), 3);
}

void TestValue::copiesAreIndependent()
{
    const Value original = value(R"({"a":{"b":[1]}})");
    Value copy = original;
    Value inner = copy.value(u"a");
    inner.set(u"b", Value::number(9));
    copy.set(u"a", inner);
    QCOMPARE(compact(original), QByteArray(R"({"a":{"b":[1]}})"));
    QCOMPARE(compact(copy), QByteArray(R"({"a":{"b":9}})"));
}

void TestValue::equalMeansTheSame_data()
{
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    QTest::addColumn<bool>("same");
    const auto row = [](const char *a, const char *b, bool same) {
        QTest::addRow("%s and %s", a, b) << QByteArray(a) << QByteArray(b) << same;
    };
    row("5", "5.0", true);
    row("5", "50e-1", true);
    row("0", "-0.0", true);
    row("0", "0e9", true);
    row("-5", "5", false);
    row("1e400", "10e399", true);
    row("1e400", "1e401", false);
    row("12345678901234567890", "12345678901234567891", false);
    row("0.1", "0.10000000000000000555", false);
    row("1e99999999999999999999", "1e99999999999999999999", true);
    row("1e99999999999999999999", "1e99999999999999999998", false);
    row("null", "false", false);
    row("\"1\"", "1", false);
    row("[]", "{}", false);
    row("[1,2]", "[2,1]", false);
    row("[1,2]", "[1,2,3]", false);
    row(R"({"a":1,"b":2})", R"({"b":2.0,"a":1e0})", true);
    row(R"({"a":1})", R"({"a":1,"b":null})", false);
    row(R"({"a":1,"b":1})", R"({"a":1,"c":1})", false);
    row(R"({"a":1,"a":2})", R"({"a":2})", true);
    row(R"({"a":1,"a":2})", R"({"a":1})", false);
    row(R"([{"a":[{"b":1}]}])", R"([{"a":[{"b":1.0}]}])", true);
}

void TestValue::equalMeansTheSame()
{
    QFETCH(QByteArray, a);
    QFETCH(QByteArray, b);
    QTEST(equal(value(a), value(b)), "same");
    QTEST(equal(value(b), value(a)), "same");
    QVERIFY(equal(value(a), value(a)));
}

void TestValue::sameTextIsStricter()
{
    QVERIFY(value("5") != value("5.0"));
    QVERIFY(value(R"({"a":1,"b":2})") != value(R"({"b":2,"a":1})"));
    QVERIFY(value(R"({"a":[1,null,"x"]})") == value(R"( {"a" : [1, null, "x"]} )"));
    QVERIFY(Value() == value("null"));
    QVERIFY(Value() != value("0"));
}

void TestValue::prettyPrints()
{
    QCOMPARE(pretty(value(R"({"a":[],"b":{},"c":[1,{"d":"e"}]})")),
             QByteArray("{\n  \"a\": [],\n  \"b\": {},\n  \"c\": [\n    1,\n    {\n      \"d\": \"e\"\n    }\n  ]\n}"));
    QCOMPARE(pretty(value("5")), QByteArray("5"));
}

void TestValue::writesLoneSurrogates()
{
    const QString text = u"a"_s + QChar(0xd800) + u"b"_s + QChar(0xdc00) + u"😀"_s + QChar(0xdbff);
    QCOMPARE(compact(Value::string(text)), QByteArray("\"a\\ud800b\\udc00\xf0\x9f\x98\x80\\udbff\""));
    QCOMPARE(read(compact(Value::string(text)))->value.toString(), text);
}

void TestValue::writesOtherIndents()
{
    QCOMPARE(pretty(value("[[1]]"), 4), QByteArray("[\n    [\n        1\n    ]\n]"));
    QCOMPARE(pretty(value("[1]"), 0), QByteArray("[\n1\n]"));
}

void TestValue::quotes()
{
    QCOMPARE(quoted(u"a\"b\\c\n\u0001ä"), u"\"a\\\"b\\\\c\\n\\u0001ä\""_s);
}

QTEST_GUILESS_MAIN(TestValue)
#include "tst_value.moc"
