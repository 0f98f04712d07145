#include "core/json/decode.h"
#include "core/json/text.h"

#include <QTest>

using namespace json;
using namespace Qt::StringLiterals;

namespace {

struct Row {
    QString name;
    std::optional<qint64> updated;
    bool publish = false;
    Value rest;
    QStringList keys;
};

Row decodeRow(Field &field)
{
    Row row;
    field.members([&row](QByteArrayView name, Field &member) {
        if (name == "name")
            row.name = member.string();
        else if (name == "updated")
            row.updated = member.integer();
        else if (name == "publish")
            row.publish = member.boolean();
        else if (name == "limits")
            row.rest = member.value();
        else if (name == "annotations")
            member.items([&row](Field &item) {
                item.members([&row](QByteArrayView inner, Field &value) {
                    if (inner == "key")
                        row.keys << value.string();
                });
            });
    });
    return row;
}

} // namespace

class TestDecode : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void decodes();
    void wrongTypesCostOneMemberOnly();
    void oneBadStringNeverCostsAList();
    void escapedNames();
    void refuses_data();
    void refuses();
    void readsWhereTheTextLies_data();
    void readsWhereTheTextLies();
    void readsOnce();
    void zeroIsANumber();
    void countsTypes();
    void fastEnough();
};

void TestDecode::decodes()
{
    const auto rows = decodeList<Row>(R"([
      {"name":"a","updated":1753000000000,"publish":true,"limits":{"x":1.0},"annotations":[{"key":"k1","value":[1]},{"key":"k2"}]},
      {"unknown":[{"deep":[1,2,{"x":"]"}]}],"name":"b\u0041"}, {} ])",
                                      decodeRow);
    QVERIFY(rows);
    QCOMPARE(rows->size(), 3);
    QCOMPARE(rows->at(0).name, u"a"_s);
    QCOMPARE(rows->at(0).updated, 1753000000000);
    QVERIFY(rows->at(0).publish);
    QCOMPARE(compact(rows->at(0).rest), QByteArray("{\"x\":1.0}"));
    QCOMPARE(rows->at(0).keys, QStringList({u"k1"_s, u"k2"_s}));
    QCOMPARE(rows->at(1).name, u"bA"_s);
    QVERIFY(!rows->at(1).updated);
    QVERIFY(decodeList<Row>("[]", decodeRow)->isEmpty());
    QVERIFY(decodeList<Row>("\xef\xbb\xbf []", decodeRow)->isEmpty());
}

void TestDecode::wrongTypesCostOneMemberOnly()
{
    const auto rows = decodeList<Row>(
        R"([{"name":5,"updated":"x","publish":null,"limits":[1],"annotations":{"key":1}},7,"text",{"name":"z","updated":5.0,"annotations":[1,[2]]}])",
        decodeRow);
    QVERIFY(rows);
    QCOMPARE(rows->size(), 4);
    QVERIFY(rows->at(0).name.isEmpty());
    QVERIFY(!rows->at(0).updated);
    QCOMPARE(compact(rows->at(0).rest), QByteArray("[1]"));
    QCOMPARE(rows->at(3).name, u"z"_s);
    QCOMPARE(rows->at(3).updated, 5);
}

void TestDecode::oneBadStringNeverCostsAList()
{
    const auto rows = decodeList<Row>(
        "[{\"name\":\"a\xff\"},{\"name\":\"\\ud800\"},{\"name\":\"c\",\"limits\":\"\xc3\"}]", decodeRow);
    QVERIFY(rows);
    QCOMPARE(rows->size(), 3);
    QCOMPARE(rows->at(0).name, u"a\ufffd"_s);
    QCOMPARE(rows->at(1).name, QString(QChar(0xd800)));
    QCOMPARE(rows->at(2).name, u"c"_s);
}

void TestDecode::escapedNames()
{
    QList<QByteArray> names;
    QVERIFY(decodeItems(R"([{"n\u0061me":1,"ä":2,"\"":3}])", [&names](Field &item) {
        item.members([&names](QByteArrayView name, Field &) { names << name.toByteArray(); });
    }));
    QCOMPARE(names, QList<QByteArray>({"name", "\xc3\xa4", "\""}));
}

void TestDecode::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("words");
    QTest::newRow("empty") << QByteArray() << u"empty"_s;
    QTest::newRow("object") << QByteArray("{}") << u"A list is expected"_s;
    QTest::newRow("scalar") << QByteArray("5") << u"A list is expected"_s;
    QTest::newRow("html") << QByteArray("<html>") << u"no JSON value"_s;
    QTest::newRow("cut") << QByteArray(R"([{"name":"a"},{"na)") << u"column 16"_s;
    QTest::newRow("cut behind an item") << QByteArray(R"([{"name":"a"})") << u"too early"_s;
    QTest::newRow("wrong where nobody looks") << QByteArray(R"([{"x":[1,{"y":01}]}])") << u"“01”"_s;
    QTest::newRow("wrong escape where nobody looks") << QByteArray(R"([{"x":"\y"}])") << u"escape"_s;
    QTest::newRow("wrong escape") << QByteArray(R"([{"name":"\y"}])") << u"escape"_s;
    QTest::newRow("wrong escape in a name") << QByteArray(R"([{"\y":1}])") << u"escape"_s;
    QTest::newRow("wrong number") << QByteArray(R"([{"updated":1.}])") << u"“1.”"_s;
    QTest::newRow("wrong in a tree") << QByteArray(R"([{"limits":{"a":[tru]}}])") << u"“tru”"_s;
    QTest::newRow("wrong in items") << QByteArray(R"([{"annotations":[{"key":"a"} {}]}])") << u"is expected"_s;
    QTest::newRow("more behind") << QByteArray("[] []") << u"has ended"_s;
    QTest::newRow("deep") << QByteArray(100'000, '[') << u"1000 levels"_s;
    QTest::newRow("deep where nobody looks")
        << QByteArray("[{\"x\":" + QByteArray(2000, '[') + QByteArray(2000, ']') + "}]") << u"1000 levels"_s;
    QTest::newRow("deep in a tree") << QByteArray("[{\"limits\":" + QByteArray(999, '[') + QByteArray(999, ']') + "}]")
                                    << u"1000 levels"_s;
}

void TestDecode::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, words);
    const auto rows = decodeList<Row>(text, decodeRow);
    QVERIFY(!rows);
    QCOMPARE(rows.error().kind, Error::Kind::Protocol);
    QVERIFY2(rows.error().message.contains(words), qPrintable(rows.error().message));
}

void TestDecode::readsWhereTheTextLies_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("behind");
    QTest::addRow("more rows") << QByteArray(R"([{"name":"a"},{"name":"b"}])") << QByteArray(R"(,{"name":"c"}])");
    QTest::addRow("the end that was cut") << QByteArray(R"([{"name":"a"},{"name":"b"})") << QByteArray("]");
    QTest::addRow("the end of a text") << QByteArray(R"([{"name":"a)") << QByteArray(R"("}])");
    QTest::addRow("more digits") << QByteArray("[{\"updated\":12") << QByteArray("34}]");
    QTest::addRow("a byte order mark") << QByteArray("\xef\xbb\xbf[{\"updated\":12}]") << QByteArray("]");
    QTest::addRow("not UTF-8") << QByteArray("[{\"name\":\"a\xff\"}]") << QByteArray("]");
    QTest::addRow("nothing") << QByteArray("") << QByteArray("[]");
}

/// What lies in the memory behind a text is no part of it, as if it had been copied.
void TestDecode::readsWhereTheTextLies()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, behind);
    QByteArray there;
    there.reserve(text.size() + 500);
    there += text + behind + QByteArray(200, ' ');
    there.truncate(text.size());
    QVERIFY(roomBehind(there) >= 200);
    const auto copied = decodeList<Row>(text, decodeRow);
    const auto inPlace = decodeList<Row>(there, decodeRow, 0, roomBehind(there));
    QCOMPARE(bool(inPlace), bool(copied));
    if (!copied) {
        QCOMPARE(inPlace.error(), copied.error());
        return;
    }
    QCOMPARE(inPlace->size(), copied->size());
    for (qsizetype i = 0; i < copied->size(); ++i) {
        QCOMPARE(inPlace->at(i).name, copied->at(i).name);
        QCOMPARE(inPlace->at(i).updated, copied->at(i).updated);
    }
}

void TestDecode::readsOnce()
{
    int visits = 0;
    QVERIFY(decodeItems("[{\"a\":1},[2]]", [&visits](Field &item) {
        const auto count = [&visits](auto &&...) { ++visits; };
        item.members(count);
        item.members(count);
        item.items(count);
        item.items(count);
        QVERIFY(item.value().isNull()); // was read
    }));
    QCOMPARE(visits, 2);
}

void TestDecode::zeroIsANumber()
{
    const auto read = [](Field &field) { return field.integer(); };
    QCOMPARE(*decodeList<std::optional<qint64>>("[0,-0,10, 0 ]", read), (QList<std::optional<qint64>>{0, 0, 10, 0}));
    for (const char *wrong : {"[00]", "[01]", "[0 0]", "[-]"})
        QVERIFY(!decodeList<std::optional<qint64>>(wrong, read));
}

void TestDecode::countsTypes()
{
    QList<int> types;
    QVERIFY(decodeItems(R"([null,true,1,"",[],{}])", [&types](Field &item) { types << int(item.type()); }));
    QCOMPARE(types, QList<int>({0, 1, 2, 3, 4, 5}));
}

// 10,000 actions as OpenWhisk lists them. No limit here, as machines differ: it shows the speed.
void TestDecode::fastEnough()
{
    QByteArray list = "[";
    for (int i = 0; i < 10'000; ++i)
        list += R"({"name":"price-quote-)" + QByteArray::number(i)
            + R"(","publish":false,"annotations":[{"key":"provide-api-key","value":false},{"key":"exec","value":"nodejs:20"}],)"
              R"("version":"0.0.12","updated":1753000000123,"exec":{"binary":false},"namespace":"guest/orders",)"
              R"("limits":{"concurrency":1,"instances":null,"logs":10,"memory":256,"timeout":60000}},)";
    list.back() = ']';
    QElapsedTimer timer;
    timer.start();
    const auto rows = decodeList<Row>(list, decodeRow);
    const double decoded = double(timer.nsecsElapsed());
    QVERIFY(rows);
    QCOMPARE(rows->size(), 10'000);
    timer.restart();
    QVERIFY(parse(list));
    const double parsed = double(timer.nsecsElapsed());
    qInfo("%lld bytes: structs %.0f MB/s, tree %.0f MB/s", (long long)list.size(), double(list.size()) * 1e3 / decoded,
          double(list.size()) * 1e3 / parsed);
}

QTEST_GUILESS_MAIN(TestDecode)
#include "tst_decode.moc"
