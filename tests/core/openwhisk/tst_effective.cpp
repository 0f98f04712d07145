#include "core/openwhisk/effective.h"

#include "core/openwhisk/keyvalues.h"
#include "data.h"

using namespace Qt::StringLiterals;
using namespace openwhisk;

namespace {

QList<KeyValue> items(const QByteArray &object)
{
    return keyValuesFromObject(jsonOf(object));
}

/// The world of the picture: package orders, binding orders-de, action price-quote, payload "volume order".
CallSetup picture()
{
    CallSetup setup;
    setup.items[size_t(Layer::Package)] = items(R"({"currency":"USD","region":"us-1"})");
    setup.items[size_t(Layer::Binding)] = items(R"({"country":"DE","region":"eu-1"})");
    setup.items[size_t(Layer::Action)]
        = items(R"({"currency":"EUR","maxItems":500,"rounding":{"mode":"half-even","digits":2},"KEY":"x","couponCode":null})");
    setup.items[size_t(Layer::Action)][3].init = true;
    setup.items[size_t(Layer::Call)] = items(R"({"items":[1],"country":"FR"})");
    QList<KeyValue> saved = setup.items[size_t(Layer::Action)];
    saved[1].value = json::Value::number(200);
    setup.saved[size_t(Layer::Action)] = saved;
    setup.final = true;
    return setup;
}

const EffectiveRow &row(const Effective &effective, const QString &key)
{
    for (const EffectiveRow &one : effective.rows)
        if (one.key == key)
            return one;
    qFatal("no row %s", qPrintable(key));
}

} // namespace

class TestEffective : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void thePicture()
    {
        const Effective effective = effectiveParameters(picture());
        QStringList keys;
        for (const EffectiveRow &one : effective.rows)
            keys.append(one.key);
        QCOMPARE(keys, (QStringList{u"items"_s, u"country"_s, u"currency"_s, u"region"_s, u"maxItems"_s, u"rounding"_s,
                                    u"KEY"_s, u"couponCode"_s}));
        QCOMPARE(effective.refused, QStringList{u"country"_s});
        QVERIFY(row(effective, u"country"_s).refused);
        QVERIFY(row(effective, u"country"_s).cells[size_t(Layer::Call)]->lost);
        QCOMPARE(row(effective, u"items"_s).winner, Layer::Call);
        QCOMPARE(row(effective, u"currency"_s).winner, Layer::Action);
        QVERIFY(row(effective, u"currency"_s).cells[size_t(Layer::Package)]->lost);
        QCOMPARE(row(effective, u"region"_s).arrives().value.toString(), u"eu-1"_s);
    }
    void unsavedCountsAndIsMarked()
    {
        const Effective effective = effectiveParameters(picture());
        const EffectiveRow &maxItems = row(effective, u"maxItems"_s);
        QVERIFY(maxItems.cells[size_t(Layer::Action)]->unsaved);
        QCOMPARE(maxItems.untilSaved->value.toInteger(), 200);
        QVERIFY(!row(effective, u"rounding"_s).cells[size_t(Layer::Action)]->unsaved);
        QVERIFY(!row(effective, u"rounding"_s).untilSaved);
    }
    void whatTheEditRemovedStillArrives()
    {
        CallSetup setup = picture();
        setup.items[size_t(Layer::Action)].removeAt(1);
        setup.items[size_t(Layer::Package)] = {};
        const Effective gone = effectiveParameters(setup);
        QVERIFY(row(gone, u"maxItems"_s).unsavedGone);
        QCOMPARE(row(gone, u"maxItems"_s).untilSaved->value.toInteger(), 200);
    }
    void finalProtectsWhatHasAValue()
    {
        CallSetup setup = picture();
        setup.items[size_t(Layer::Call)] = items(R"({"couponCode":"X","currency":"EUR"})");
        Effective effective = effectiveParameters(setup);
        QCOMPARE(effective.refused, QStringList{u"currency"_s}); // the same value does not help
        QCOMPARE(row(effective, u"couponCode"_s).winner, Layer::Call);
        setup.final = false;
        effective = effectiveParameters(setup);
        QVERIFY(effective.refused.isEmpty());
        setup.items[size_t(Layer::Call)] = items(R"({"currency":null})");
        effective = effectiveParameters(setup);
        QVERIFY(row(effective, u"currency"_s).arrives().value.isNull()); // null overrides like any value
    }
    void initGoesToTheEnvironment()
    {
        CallSetup setup = picture();
        setup.final = false;
        setup.items[size_t(Layer::Call)] = items(R"({"KEY":"other"})");
        const Effective effective = effectiveParameters(setup);
        QVERIFY(row(effective, u"KEY"_s).init);
        QVERIFY(row(effective, u"KEY"_s).onlyCold);
        // The flag of the entry that won counts.
        setup.items[size_t(Layer::Action)][3].init = false;
        setup.items[size_t(Layer::Package)] = setup.items[size_t(Layer::Action)];
        setup.items[size_t(Layer::Package)][3].init = true;
        QVERIFY(!row(effectiveParameters(setup), u"KEY"_s).init);
    }
    void webCallsHaveReservedNames()
    {
        CallSetup setup;
        setup.items[size_t(Layer::Call)] = items(R"({"__ow_method":"x","__ow_x":1})");
        QVERIFY(effectiveParameters(setup).refused.isEmpty());
        setup.web = true;
        QCOMPARE(effectiveParameters(setup).refused, QStringList{u"__ow_method"_s});
        QVERIFY(row(effectiveParameters(setup), u"__ow_method"_s).reserved);
    }
    void sequencesTakeTheArgumentOnly()
    {
        CallSetup setup = picture();
        setup.sequence = true;
        const Effective effective = effectiveParameters(setup);
        QCOMPARE(effective.rows.size(), 2);
        QVERIFY(effective.refused.isEmpty());
    }
    void ofATwiceNamedOneTheLastCounts()
    {
        CallSetup setup;
        setup.items[size_t(Layer::Action)] = {{u"a"_s, json::Value::number(1)}, {u"a"_s, json::Value::number(2)}};
        QCOMPARE(effectiveParameters(setup).rows.size(), 1);
        QCOMPARE(effectiveParameters(setup).rows.first().arrives().value.toInteger(), 2);
    }
    void bindingWithoutItsProvider()
    {
        const auto own = bindingsOwn(items(R"({"a":1.0,"b":2,"c":3})"), items(R"({"a":1,"b":5})"));
        QCOMPARE(own.size(), 2);
        QCOMPARE(own.first().key, u"b"_s);
    }
    void itemsAreChangedInTheirPlace()
    {
        QList<KeyValue> list = items(R"({"a":1.50,"b":2})");
        list[0].init = true;
        list[0].rest = {{u"note"_s, json::Value::string(u"mine"_s)}};
        const auto changed = withValue(list, u"a"_s, json::Value::number(7));
        QCOMPARE(changed.first().key, u"a"_s);
        QVERIFY(changed.first().init);
        QCOMPARE(changed.first().rest, list.first().rest);
        QCOMPARE(changed.last(), list.last());
        QCOMPARE(withFlag(list, u"final"_s, false), list);
        QCOMPARE(withFlag(withFlag(list, u"final"_s, true), u"final"_s, false).last().value, json::Value::boolean(false));
        list[1].encryption = u"aes-128"_s;
        QVERIFY(withValue(list, u"b"_s, json::Value::number(2)).last().encryption.isEmpty());
        QCOMPARE(json::compact(objectOf(items(R"({"a":1.50,"b":{"z":1,"a":2}})"))), R"({"a":1.50,"b":{"z":1,"a":2}})");
    }
    void truthIsTheServers()
    {
        for (const char *yes : {"true", "1", "-0.5", "\"x\"", "{}", "[]"})
            QVERIFY2(isTruthy(jsonOf(yes)), yes);
        for (const char *no : {"false", "0", "0.0", "\"\"", "null"})
            QVERIFY2(!isTruthy(jsonOf(no)), no);
    }
};

QTEST_APPLESS_MAIN(TestEffective)
#include "tst_effective.moc"
