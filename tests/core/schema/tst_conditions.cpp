#include "core/json/text.h"
#include "core/schema/conditions.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

json::Value read(const QByteArray &text)
{
    const auto parsed = json::read(text);
    return parsed ? parsed->value : json::Value();
}

} // namespace

class TestConditions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void comeOutAsTheyWere_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : {"[]", "[[\"arg_v\",\"<\",2.0]]", "[[\"arg_v\",\"==\",\"a\"],[\"uri\",\"~~\",\"^/a\"]]", "[[\"arg_v\",5]]",
                                 "[\"AND\",[\"a\",\"==\",\"1\"],[\"b\",\"!\",\"in\",[\"x\",\"y\"]]]",
                                 "[[\"a\",\"==\",null],[\"OR\",[\"b\",\"has\",1],[\"!AND\",[\"c\",\"IPMATCH\",[\"::1\"]],[\"d\",\"~=\",true]]]]",
                                 "[[[\"a\",\"==\",1],[\"b\",\"==\",2]]]"})
            QTest::newRow(text) << QByteArray(text);
    }
    void comeOutAsTheyWere()
    {
        QFETCH(QByteArray, text);
        const auto conditions = schema::conditionsOf(read(text));
        QVERIFY(conditions);
        QCOMPARE(json::compact(schema::expressionOf(*conditions)), text);
    }

    void oddOnesAreNone_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : {"{}", "\"a\"", "[1]", "[[\"a\"]]", "[[\"a\",\"==\",1,2]]", "[[\"a\",\"!\",\"==\"]]", "[\"a\",\"==\",1]", "[[\"a\",3,1]]"})
            QTest::newRow(text) << QByteArray(text);
    }
    void oddOnesAreNone()
    {
        QFETCH(QByteArray, text);
        // '["a","!","=="]' reads as a comparison "!" with "==": the server refuses it, the rows show it.
        QCOMPARE(schema::conditionsOf(read(text)).has_value(), text == "[[\"a\",\"!\",\"==\"]]");
    }

    void readAsTheyAreMeant()
    {
        const auto conditions = schema::conditionsOf(read("[[\"a\",\"!\",\"in\",[1]],[\"!OR\",[\"b\",2],[\"c\",3]]]"));
        QVERIFY(conditions && conditions->implied);
        QCOMPARE(conditions->parts.size(), 2);
        QVERIFY(conditions->parts[0].negated);
        QCOMPARE(conditions->parts[0].comparison, u"in"_s);
        QCOMPARE(conditions->parts[1].junction, schema::Conditions::Junction::None);
        QCOMPARE(conditions->parts[1].parts[1].variable, u"c"_s);
        QVERIFY(conditions->parts[1].parts[1].comparison.isEmpty());
    }

    void tooDeepIsNone()
    {
        QByteArray text = "[\"a\",\"==\",1]";
        for (int i = 0; i < 40; ++i)
            text = "[" + text + "]";
        QVERIFY(!schema::conditionsOf(read(text)));
    }
};

QTEST_GUILESS_MAIN(TestConditions)
#include "tst_conditions.moc"
