#include "core/history/masking.h"
#include "core/json/text.h"

#include <QTest>

using namespace history;
using namespace Qt::StringLiterals;

/// What looks secret in texts of records is covered before they are kept.
class TestMasking : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void texts_data();
    void texts();
    void longTextsTakeNoTime_data();
    void longTextsTakeNoTime();
    void keysOverSeveralLines();
};

void TestMasking::texts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("masked");
    const auto keep = [](const char *text) { QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(text); };
    const auto mask = [](const char *text, const char *masked) { QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(masked); };
    keep("order A-20931: 1 item, DE");
    keep("GET https://example.com/a?b=1 took 5 ms");
    keep("token=null, password: false");
    keep("key=42 author=me");
    keep("");
    mask("password=abc; next", "password=•••; next");
    mask("2026-11-21T07:41:12.430Z stdout: token=abcdefgh done", "2026-11-21T07:41:12.430Z stdout: token=••• done");
    mask("{\"api_key\": \"a \\\" b\", \"n\": 1}", "{\"api_key\": \"•••\", \"n\": 1}");
    mask("DB_PASSWORD='x y' end", "DB_PASSWORD=••• end");
    mask("redis://:pw123456@cache:6379/0", "redis://:•••@cache:6379/0");
    mask("sent bearer abcdefgh12345678 twice", "sent bearer ••• twice");
    mask("got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.sig-1 back", "got ••• back");
    mask("as 23bc46b1-71f6-4ed5-8c54-816aa4f8c502:123zO3xZCLrMN6v2BKK1dXYFpXlPkccOFqm12CdAsMgRU4VrNZ9lyGVCGuMDGIwP", "as •••");
    mask("password=\"cut off here", "password=\"•••\"");
    mask("token='cut off, too", "token=•••");
    QTest::newRow("half a surrogate pair") << QString(u"password=abc "_s + QChar(0xd800)) << u"password=••• ?"_s;
    QTest::newRow("half a pair, no secret") << QString(u"a "_s + QChar(0xd800)) << QString(u"a "_s + QChar(0xd800));
    mask("a -----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY----- b", "a ••• b");
}

void TestMasking::texts()
{
    QFETCH(QString, text);
    QTEST(maskedText(text), "masked");
    QCOMPARE(maskedText(maskedText(text)), maskedText(text));
}

void TestMasking::longTextsTakeNoTime_data()
{
    QTest::addColumn<QString>("part");
    for (const auto *part : {"a", "a.b-c_", "a=", "\"", "\"a\":", "x://", "eyJ-", "bearer ", "-----BEGIN PRIVATE KEY-----", "a: \"", "'", " = ", "\\", "\"b\\"})
        QTest::newRow(part) << QString::fromUtf8(part);
}

void TestMasking::longTextsTakeNoTime()
{
    QFETCH(QString, part);
    const QString text = part.repeated(400'000 / part.size()); // minutes where the time grows with its square
    QVERIFY(!maskedText(u"password=hunter2 "_s + text).contains("hunter2"_L1));
    QVERIFY(!maskedText(u"password=\"hunter2"_s + text).contains("hunter2"_L1));
}

void TestMasking::keysOverSeveralLines()
{
    const auto kept = maskedDocument(
        *json::parse(R"({"logs":["before","-----BEGIN PRIVATE KEY-----","MIIsecret","-----END PRIVATE KEY-----","after"]})"));
    QVERIFY(kept.masked);
    QCOMPARE(json::compact(kept.document.value(u"logs")), QByteArray("[\"before\",\"•••\",\"•••\",\"•••\",\"after\"]"));
}

QTEST_GUILESS_MAIN(TestMasking)
#include "tst_masking.moc"
