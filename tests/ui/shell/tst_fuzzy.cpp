#include "ui/shell/fuzzy.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestFuzzy : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void matches_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<int>>("positions");
        QTest::newRow("piece") << u"quo"_s << u"orders/price-quote"_s << QList<int>{13, 14, 15};
        QTest::newRow("upper case") << u"quo"_s << u"QUOTE"_s << QList<int>{0, 1, 2};
        QTest::newRow("start of a word before the middle of one") << u"or"_s << u"for-orders"_s << QList<int>{4, 5};
        QTest::newRow("letters apart") << u"opq"_s << u"orders/price-quote"_s << QList<int>{0, 7, 13};
        QTest::newRow("words") << u"quote ord"_s << u"orders/price-quote"_s << QList<int>{0, 1, 2, 13, 14, 15, 16, 17};
        QTest::newRow("camel case") << u"pq"_s << u"priceQuote"_s << QList<int>{0, 5};
        QTest::newRow("nothing typed") << u""_s << u"any"_s << QList<int>{};
        QTest::newRow("other script") << u"報告"_s << u"夜間-報告"_s << QList<int>{3, 4};
    }
    void matches()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, text);
        QFETCH(QList<int>, positions);
        const auto match = fuzzyMatch(pattern, text);
        QVERIFY(match);
        QCOMPARE(match->positions, positions);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("text");
        QTest::newRow("missing letter") << u"quz"_s << u"orders/price-quote"_s;
        QTest::newRow("wrong order") << u"etouq"_s << u"price-quote"_s;
        QTest::newRow("one word of two") << u"quote zzz"_s << u"price-quote"_s;
        QTest::newRow("strewn") << u"eet"_s << u"reserve-something-in-a-very-long-name-of-it"_s;
        QTest::newRow("longer than the text") << u"abcd"_s << u"abc"_s;
    }
    void refuses()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, text);
        QVERIFY(!fuzzyMatch(pattern, text));
    }

    void prefers_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("better");
        QTest::addColumn<QString>("worse");
        QTest::newRow("whole") << u"hello"_s << u"hello"_s << u"hello-world"_s;
        QTest::newRow("start of word") << u"quo"_s << u"a/quote"_s << u"a/unquoted"_s;
        QTest::newRow("piece over letters apart") << u"che"_s << u"orders/checkout"_s << u"c-h-e"_s;
        QTest::newRow("short") << u"or"_s << u"orders"_s << u"orders-of-the-last-year"_s;
    }
    void prefers()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, better);
        QFETCH(QString, worse);
        QVERIFY(fuzzyMatch(pattern, better)->score > fuzzyMatch(pattern, worse)->score);
    }
};

QTEST_APPLESS_MAIN(TestFuzzy)
#include "tst_fuzzy.moc"
