#include "core/openwhisk/rows.h"

#include "core/openwhisk/hexid.h"

#include "data.h"


using namespace Qt::StringLiterals;
using namespace openwhisk;

namespace {

/// One row with these annotations.
ActivationSummary annotated(const QByteArray &annotations)
{
    const QByteArray text = "[{\"activationId\":\"1\",\"name\":\"n\",\"namespace\":\"g\",\"annotations\":" + annotations
        + ",\"start\":7,\"statusCode\":0}]";
    const auto rows = decodeRows<ActivationSummary>(text);
    return rows ? rows->value(0) : ActivationSummary();
}

QByteArray note(const char *key, const char *value)
{
    return QByteArray("{\"key\":\"") + key + "\",\"value\":" + value + '}';
}

/// The same JSON, but not the way that servers write it.
QByteArray spaced(QByteArray text)
{
    return text.replace("\"value\":", "\"value\" : ");
}

} // namespace

class TestRows : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void actions()
    {
        const auto rows = decodeRows<ActionSummary>(dataText("actions.json"));
        QVERIFY(rows);
        QCOMPARE(rows->size(), 8);
        const ActionSummary expected{{u"carol"_s, u"p0"_s, u"a9"_s}, u"0.0.1"_s, u"nodejs:20"_s, 1795247883269, {60000, 256, 10, 1}};
        QCOMPARE(rows->at(3), expected);
        QCOMPARE(rows->at(2).kind, u"sequence"_s);
        // Memory: what comes again is one text.
        QCOMPARE(rows->at(0).kind.constData(), rows->at(3).kind.constData());
        QCOMPARE(rows->at(0).name.ns.constData(), rows->at(1).name.ns.constData());
    }
    void membersInAnyOrderAndShape()
    {
        const auto rows = decodeRows<ActionSummary>(
            R"([{"annotations":[{"value":true,"key":"web-export"},{"value":{"a":[1]},"key":"x"},7],"limits":null,)"
            R"("updated":"soon","name":5,"extra":[[[]]]},{"name":"a","namespace":"g","annotations":{}},null])");
        QVERIFY(rows);
        QCOMPARE(rows->size(), 3);
        QVERIFY(rows->at(0).web);
        QCOMPARE(rows->at(0).updated, 0);
        QCOMPARE(rows->at(1).name.full(), u"/g/a"_s);
    }
    void escapedWords()
    {
        const auto rows = decodeRows<ActionSummary>(
            R"([{"n\u0061me":"a\u0062","namespace":"\u0067","annotations":[{"key":"\u0065xec","value":"node\u006as:20"}]}])");
        QVERIFY(rows);
        QCOMPARE(rows->at(0).name.full(), u"/g/ab"_s);
        QCOMPARE(rows->at(0).kind, u"nodejs:20"_s);
    }
    void packages()
    {
        const auto rows = decodeRows<PackageSummary>(dataText("packages.json"));
        QCOMPARE(*rows->at(0).binding, (EntityName{u"carol"_s, {}, u"p0"_s}));
        QVERIFY(!rows->at(1).binding);
        QVERIFY(rows->at(1).publish);
        QVERIFY(!decodeRows<PackageSummary>(R"([{"name":"p","namespace":"g","binding":{}}])")->at(0).binding);
    }
    void triggersAndRules()
    {
        const auto triggers = decodeRows<TriggerSummary>(dataText("triggers.json"));
        QCOMPARE(triggers->at(0), (TriggerSummary{{u"carol"_s, {}, u"t03"_s}, u"0.0.2"_s, 1795247884459, false}));
        QVERIFY(decodeRows<TriggerSummary>(R"([{"name":"t","namespace":"g","annotations":[{"key":"feed","value":null}]}])")
                    ->at(0).feed);
        const auto rules = decodeRows<RuleSummary>(dataText("rules.json"));
        QCOMPARE(rules->at(0).trigger, (EntityName{u"carol"_s, {}, u"t00"_s}));
        QCOMPARE(rules->at(0).action, (EntityName{u"carol"_s, {}, u"a2"_s}));
        const auto old = decodeRows<RuleSummary>(R"([{"name":"r","namespace":"g","trigger":"/g/t","action":"g/p/a"}])");
        QCOMPARE(old->at(0).trigger.full(), u"/g/t"_s);
        QCOMPARE(old->at(0).action, (EntityName{u"g"_s, u"p"_s, u"a"_s}));
    }
    void activations()
    {
        const auto rows = decodeRows<ActivationSummary>(dataText("activations.json"));
        QCOMPARE(rows->size(), 9);
        QCOMPARE(rows->at(2).name, (EntityName{u"grace"_s, u"a-pkg"_s, u"a-ok"_s}));
        QCOMPARE(*rows->at(2).initMs, 14);
        QVERIFY(!rows->at(0).initMs);
        QCOMPARE(rows->at(1).status, ActivationStatus::InternalError);
        QCOMPARE(rows->at(4).status, ActivationStatus::DeveloperError);
    }
    void annotationsHoweverWritten_data()
    {
        QTest::addColumn<QByteArray>("annotations");
        const QByteArray path = note("path", "\"g/p/a\"");
        const QByteArray limits = note("limits", "{\"concurrency\":1,\"logs\":10,\"x\":\"y\",\"z\":true}");
        QTest::newRow("none") << QByteArray("[]");
        QTest::newRow("usual") << '[' + path + ',' + note("waitTime", "0") + ',' + note("kind", "\"nodejs:20\"") + ','
                + note("timeout", "false") + ',' + limits + ',' + limits + ',' + note("initTime", "12") + ']';
        QTest::newRow("timed out") << '[' + note("timeout", "true") + ',' + path + ']';
        QTest::newRow("bound") << '[' + note("binding", "\"h/b\"") + ',' + path + ']';
        QTest::newRow("escaped") << '[' + note("path", "\"g/\\u0061\"") + ',' + note("k\\u0069nd", "\"k\"") + ']';
        QTest::newRow("not ASCII") << '[' + note("path", "\"g/\xe4\xb8\xad\"") + ']';
        QTest::newRow("empty path") << '[' + note("path", "\"\"") + ']';
        QTest::newRow("other types") << '[' + note("path", "7") + ',' + note("waitTime", "\"8\"") + ',' + note("kind", "null") + ']';
        QTest::newRow("other numbers") << '[' + note("waitTime", "1e3") + ',' + note("initTime", "-5") + ',' + note("x", "1.5") + ']';
        QTest::newRow("long number") << '[' + note("waitTime", "123456789012345678") + ',' + path + ']';
        QTest::newRow("deep") << '[' + note("limits", "{\"a\":{\"b\":[1,{}]}}") + ',' + note("x", "[[],{}]") + ',' + path + ']';
        QTest::newRow("further members") << QByteArray("[{\"key\":\"kind\",\"value\":\"k\",\"more\":1},") + path + ']';
    }
    void annotationsHoweverWritten()
    {
        QFETCH(QByteArray, annotations);
        const ActivationSummary row = annotated(annotations);
        QCOMPARE(row.start, 7); // the row goes on behind them
        QCOMPARE(row, annotated(spaced(annotations)));
        QCOMPARE(row.id, u"1"_s);
    }
    void usualAnnotations()
    {
        const ActivationSummary row = annotated('[' + note("path", "\"g/p/a\"") + ',' + note("waitTime", "0") + ','
                                                + note("kind", "\"go:1.20\"") + ',' + note("limits", "{\"logs\":10}") + ','
                                                + note("initTime", "12") + ']');
        QCOMPARE(row.name, (EntityName{u"g"_s, u"p"_s, u"a"_s}));
        QCOMPARE(row.kind, u"go:1.20"_s);
        QCOMPARE(*row.waitMs, 0);
        QCOMPARE(*row.initMs, 12);
        QVERIFY(!row.timedOut);
    }
    void plainListsOnly()
    {
        const auto isPlain = [](const QByteArray &text) {
            PlainRows rows(text);
            const auto nothing = [](QByteArrayView, const PlainRows::Value &) {};
            return rows.read([&] { return rows.row(nothing, nothing); });
        };
        for (const char *text : {"[]", "[{\"a\":1}]", "[{\"a\":\"12345678\",\"annotations\":[]},{\"b\":null}]"})
            QVERIFY2(isPlain(text), text);
        for (const char *text : {"", "[", "[] ", "[{}]", "[{\"a\":1}", "[{\"a\":1},]", "[{\"a\":1}]]", "[{\"a\":[]}]", "{\"a\":1}",
                                 "[{\"a\":\"\n\"}]", "[{\"a\":\"1234567\\n\"}]", "[{\"a\":\"1234", "[{\"a\":1.0}]"})
            QVERIFY2(!isPlain(text), text);
    }
    void brokenAnnotations()
    {
        const QByteArray good = note("limits", "{\"logs\":10}") + ',';
        for (const char *value : {"01", "tru", "\"a", "{\"logs\":10", "{\"logs\":10,}", "{\"logs\"}", "1 2", "\"\\x\"", ""})
            QVERIFY2(annotated('[' + good + note("kind", value) + ']').id.isEmpty(), value);
        QVERIFY(annotated("[" + good + "]").id.isEmpty());
    }
    void idsAsNumbers()
    {
        const QString text = u"0123456789abcdeffedcba9876543210"_s;
        QCOMPARE(hexId(text)->high, 0x0123456789abcdefU);
        QCOMPARE(hexId(text)->low, 0xfedcba9876543210U);
        for (int unit = 0; unit < 0x10000; ++unit) {
            QString other = text;
            other[unit % 32] = QChar(char16_t(unit));
            const bool isDigit = (unit >= '0' && unit <= '9') || (unit >= 'a' && unit <= 'f');
            QCOMPARE(hexId(other).has_value(), isDigit);
        }
        QVERIFY(!hexId(text.chopped(1)) && !hexId(text + u'0'));
    }
    void rowsOfOtherStores()
    {
        const auto rows = decodeRows<ActivationSummary>(
            R"([{"activationId":"1","name":"t","namespace":"g","start":5,"end":0,"annotations":[]},)"
            R"({"activationId":"2","name":"a","namespace":"g","start":5,"end":9,"annotations":[)"
            R"({"key":"kind","value":"nodejs:20"},{"key":"timeout","value":true}]}])");
        QCOMPARE(rows->at(0).status, ActivationStatus::Success);
        QVERIFY(!rows->at(0).end);
        QCOMPARE(rows->at(1).status, ActivationStatus::Unknown);
        QCOMPARE(*rows->at(1).durationMs, 4);
        QVERIFY(rows->at(1).timedOut);
    }
    void brokenListIsNoList()
    {
        QCOMPARE(decodeRows<ActionSummary>("[{\"name\":\"a\"},{\"na").error().kind, Error::Kind::Protocol);
        QVERIFY(!decodeRows<ActionSummary>(R"({"error":"x"})"));
        QVERIFY(!decodeRows<ActionSummary>("<html>"));
    }
};

QTEST_APPLESS_MAIN(TestRows)
#include "tst_rows.moc"
