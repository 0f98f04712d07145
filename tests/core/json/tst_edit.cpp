#include "core/json/edit.h"
#include "core/json/text.h"

#include <QRandomGenerator>
#include <QTest>

using namespace json;
using namespace Qt::StringLiterals;

class TestEdit : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findsPlaces_data();
    void findsPlaces();
    void tellsDifferences_data();
    void tellsDifferences();
    void patchGivesTheOther_data();
    void patchGivesTheOther();
    void patchGivesTheOtherAtRandom();
    void keepsWhatNoChangeNames();
    void refusesAPlaceThatIsGone();
    void appliesSomeOfTheChanges();
    void leavesTheOriginalAlone();
    void comparesLongDocuments();
};

static Value value(const QByteArray &text)
{
    return read(text).value().value;
}

// "/a: 1 -> 2", "+/b: 3", "-/c: 4"
static QStringList words(const QList<Change> &changes)
{
    QStringList result;
    for (const Change &c : changes) {
        const QString before = c.before ? QString::fromUtf8(compact(*c.before)) : QString();
        const QString after = c.after ? QString::fromUtf8(compact(*c.after)) : QString();
        if (c.before && c.after)
            result << u"%1: %2 -> %3"_s.arg(c.pointer, before, after);
        else
            result << u"%1%2: %3"_s.arg(c.after ? u"+" : u"-", c.pointer, before + after);
    }
    return result;
}

void TestEdit::findsPlaces_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QByteArray>("found"); // empty: nothing there
    const auto row = [](const char *pointer, const char *found) {
        QTest::newRow(pointer) << QString::fromUtf8(pointer) << QByteArray(found);
    };
    row("/foo", R"(["bar","baz"])");
    row("/foo/0", "\"bar\"");
    row("/foo/1", "\"baz\"");
    row("/foo/2", "");
    row("/foo/-", "");
    row("/foo/01", "");
    row("/foo/+1", "");
    row("/foo/-1", "");
    row("/foo/x", "");
    row("/foo/0/x", "");
    row("/", "0");
    row("/a~1b", "1");
    row("/m~0n", "8");
    row("/~01", "9");
    row("/d", "2");
    row("/nothing", "");
    row("foo", "");
}

void TestEdit::findsPlaces()
{
    const Value document = value(R"({"foo":["bar","baz"],"":0,"a/b":1,"m~n":8,"~1":9,"d":1,"d":2})");
    QFETCH(QString, pointer);
    QFETCH(QByteArray, found);
    const auto place = at(document, pointer);
    QCOMPARE(place ? compact(*place) : QByteArray(), found);
    QCOMPARE(at(document, {}), document);
}

void TestEdit::tellsDifferences_data()
{
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *a, const char *b, QStringList expected) {
        QTest::addRow("%s to %s", a, b) << QByteArray(a) << QByteArray(b) << expected;
    };
    row("1", "1.0", {});
    row("1", "2", {u": 1 -> 2"_s});
    row("{}", "[]", {u": {} -> []"_s});
    row(R"({"a":1,"b":2})", R"({"b":2.0,"a":1})", {});
    row(R"({"z":1,"a":2,"m":3})", R"({"new":0,"m":4,"z":5,"b":6})",
        {u"/z: 1 -> 5"_s, u"-/a: 2"_s, u"/m: 3 -> 4"_s, u"+/new: 0"_s, u"+/b: 6"_s});
    row(R"({"a":{"b":{"c":1}}})", R"({"a":{"b":{"c":2}}})", {u"/a/b/c: 1 -> 2"_s});
    row(R"({"a/b":{"~":1}})", R"({"a/b":{}})", {u"-/a~1b/~0: 1"_s});
    row(R"({"a":null})", "{}", {u"-/a: null"_s});
    row("{}", R"({"a":null})", {u"+/a: null"_s});
    row("[1,2,3,4]", "[1,3,4]", {u"-/1: 2"_s});
    row("[1,2,3]", "[0,1,2,3]", {u"+/0: 0"_s});
    row("[1,2,3]", "[1,9,8,3]", {u"/1: 2 -> 9"_s, u"+/2: 8"_s});
    row("[1,2,3,4,5]", "[1,5]", {u"-/1: 2"_s, u"-/2: 3"_s, u"-/3: 4"_s});
    row("[1,1,1]", "[1,1]", {u"-/2: 1"_s});
    row(R"([{"k":"a","v":1},{"k":"b","v":2}])", R"([{"k":"a","v":1},{"k":"b","v":3}])", {u"/1/v: 2 -> 3"_s});
    row(R"({"a":1,"a":2})", R"({"a":2})", {});
    row(R"({"a":1,"a":2})", R"({"a":3})", {u"/a: 2 -> 3"_s});
}

void TestEdit::tellsDifferences()
{
    QFETCH(QByteArray, a);
    QFETCH(QByteArray, b);
    QTEST(words(diff(value(a), value(b))), "expected");
}

void TestEdit::patchGivesTheOther_data()
{
    tellsDifferences_data();
    QTest::newRow("items in items") << QByteArray("[[1,2],[3],{\"a\":[4,5,6]}]")
                                    << QByteArray("[[2],[3,3],{\"a\":[]},7]") << QStringList();
    QTest::newRow("removed twice") << QByteArray(R"({"a":1,"b":[1,2],"a":2})") << QByteArray(R"({"b":[]})")
                                   << QStringList();
}

void TestEdit::patchGivesTheOther()
{
    QFETCH(QByteArray, a);
    QFETCH(QByteArray, b);
    for (const auto &[from, to] : {std::pair(value(a), value(b)), std::pair(value(b), value(a))}) {
        const auto patched = patch(from, diff(from, to));
        QVERIFY(patched);
        QVERIFY2(equal(*patched, to), compact(*patched).constData());
        QVERIFY(diff(*patched, to).isEmpty());
    }
}

static Value randomValue(QRandomGenerator &random, int depth)
{
    const int kind = random.bounded(depth > 0 ? 7 : 4);
    Value result;
    if (kind < 3)
        return Value::numberText(QByteArray::number(random.bounded(4)) + (kind == 1 ? ".0" : ""));
    if (kind == 3)
        return random.bounded(2) ? Value() : Value::string(QString::number(random.bounded(3)));
    result = kind < 5 ? Value::array() : Value::object();
    for (int i = random.bounded(5); i > 0; --i) {
        if (result.isArray())
            result.append(randomValue(random, depth - 1));
        else
            result.set(QString(QChar(ushort('a' + random.bounded(6)))), randomValue(random, depth - 1));
    }
    return result;
}

void TestEdit::patchGivesTheOtherAtRandom()
{
    QRandomGenerator random(20240607);
    for (int round = 0; round < 3000; ++round) {
        const Value a = randomValue(random, 4);
        const Value b = randomValue(random, 4);
        const auto patched = patch(a, diff(a, b));
        QVERIFY(patched);
        QVERIFY2(equal(*patched, b), (compact(a) + " to " + compact(b) + " gave " + compact(*patched)).constData());
        QCOMPARE(diff(a, b).isEmpty(), equal(a, b));
        QCOMPARE(read(compact(a))->value, a);
        QCOMPARE(read(pretty(a))->value, a);
    }
}

void TestEdit::keepsWhatNoChangeNames()
{
    const Value document = value(R"({"z":1.0,"unknown":{"y":1e400,"x":[1.50]},"a":{"k":1},"a2":12345678901234567890})");
    const auto patched = patch(document, {{u"/a/k"_s, {}, Value::number(2)}, {u"/new"_s, {}, Value::boolean(true)}});
    QVERIFY(patched);
    QCOMPARE(
        compact(*patched),
        QByteArray(R"({"z":1.0,"unknown":{"y":1e400,"x":[1.50]},"a":{"k":2},"a2":12345678901234567890,"new":true})"));
}

void TestEdit::refusesAPlaceThatIsGone()
{
    for (const QString &pointer : {u"/b/c"_s, u"/a/0/x"_s, u"/a/5/x"_s, u"/s/x"_s}) {
        const auto patched = patch(value(R"({"a":[1],"s":"text"})"), {{pointer, {}, Value::number(1)}});
        QVERIFY2(!patched, qPrintable(pointer));
        QCOMPARE(patched.error().kind, Error::Kind::Conflict);
        QVERIFY(patched.error().message.contains(pointer));
        QVERIFY(!patch(value(R"({"a":[1],"s":"text"})"), {{pointer, Value::number(1), {}}}));
    }
}

void TestEdit::appliesSomeOfTheChanges()
{
    const auto changes = diff(value("[1,2,3,4,5]"), value("[1]"));
    QCOMPARE(changes.size(), 4);
    QCOMPARE(compact(*patch(value("[1,2,3,4,5]"), {changes.at(0), changes.at(2)})), QByteArray("[1,3,5]"));
    const auto additions = diff(value("[]"), value("[1,2,3]"));
    QCOMPARE(compact(*patch(value("[]"), {additions.at(2)})), QByteArray("[3]"));
    QCOMPARE(compact(*patch(value("{\"a\":1}"), {{u"/b"_s, Value::number(1), {}}})), QByteArray("{\"a\":1}"));
}

void TestEdit::leavesTheOriginalAlone()
{
    const Value document = value(R"({"a":{"b":[1,{"c":1}]}})");
    const Value copy = document;
    QVERIFY(patch(document, {{u"/a/b/1/c"_s, {}, Value::number(2)}}));
    QCOMPARE(compact(document), QByteArray(R"({"a":{"b":[1,{"c":1}]}})"));
    QCOMPARE(compact(copy), compact(document));
}

void TestEdit::comparesLongDocuments()
{
    Value a = Value::object(), b = Value::object();
    QList<Member> many, others;
    for (int i = 0; i < 20'000; ++i) {
        many.append({QString::number(i), Value::number(i)});
        others.prepend({QString::number(i), Value::number(i == 7 ? 8 : i)});
    }
    a = Value::object(many);
    b = Value::object(others);
    QCOMPARE(words(diff(a, b)), QStringList(u"/7: 7 -> 8"_s));
    const QByteArray deep = QByteArray("[").repeated(1000) + "1" + QByteArray("]").repeated(1000);
    QVERIFY(equal(*patch(value(deep), diff(value(deep), value("[2]"))), value("[2]")));
}

QTEST_GUILESS_MAIN(TestEdit)
#include "tst_edit.moc"
