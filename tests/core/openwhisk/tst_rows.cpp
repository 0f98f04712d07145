#include "core/openwhisk/rows.h"

#include "data.h"


using namespace Qt::StringLiterals;
using namespace openwhisk;

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
