#include "core/history/secretnames.h"
#include "core/history/secrets.h"
#include "core/json/edit.h"
#include "core/json/text.h"

#include <QTest>

using namespace history;
using namespace Qt::StringLiterals;

namespace {

json::Value doc(const QByteArray &text)
{
    return *json::parse(text);
}

QByteArray text(const json::Value &value)
{
    return json::compact(value);
}

} // namespace

class TestHistorySecrets : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void knowsNames_data();
    void knowsNames();
    void knowsTexts();
    void leavesOutMembers();
    void leavesOutValuesOfItems();
    void keepsHarmlessDocumentsAsTheyAre();
    void refillsFromTheServersCopy();
    void saysWhatItCouldNotRefill();
};

void TestHistorySecrets::knowsNames_data()
{
    QTest::addColumn<bool>("secret");
    for (const char *name : {"password", "dbPassword", "DB_PASSWORD", "smtp-pass", "api_key", "apiKey", "APIKEY", "auth",
                             "authToken", "access token", "client_secret", "privateKey", "Authorization", "key_pem",
                             "connectionString", "awsSecretAccessKey", "userPwd", "dbpassword", "sessiontoken",
                             "mypwd", "aws_secretaccesskey", "credentials"})
        QTest::addRow("%s", name) << true;
    for (const char *name : {"key", "name", "author", "authority", "passenger", "compass", "primaryKey", "publicKey",
                             "keyboard", "tokenizer", "maxTokens", "monkey", "value", "", "ключ"})
        QTest::addRow("%s", name) << false;
}

void TestHistorySecrets::knowsNames()
{
    QFETCH(bool, secret);
    QCOMPARE(isSecretName(QString::fromUtf8(QTest::currentDataTag())), secret);
}

void TestHistorySecrets::knowsTexts()
{
    QVERIFY(isSecretText(u"postgres://shop:hunter2@db.example/orders"_s));
    QVERIFY(isSecretText(u"Bearer abcdefghijkl"_s));
    QVERIFY(isSecretText(u"-----BEGIN RSA PRIVATE KEY-----\nMII"_s));
    QVERIFY(!isSecretText(u"https://db.example/orders?at=a:b@c"_s));
    QVERIFY(!isSecretText(u"Basic facts of life"_s));
    // Long ones are told by how they begin; a character of two halves may lie on the end of that.
    QString address = u"postgres://shop:hunter2@db.example/orders?"_s.leftJustified(16 * 1024 - 1, u'a') + u"\U0001F511"_s;
    QVERIFY(isSecretText(address + QString(100'000, u'b')));
    QVERIFY(isSecretText(u"Bearer "_s + QString(100'000, u'c')));
    QVERIFY(isSecretText(QString(100'000, u'd') + u"\n-----BEGIN PRIVATE KEY-----"_s));
    QVERIFY(!isSecretText(QString(100'000, u'e')));
}

void TestHistorySecrets::leavesOutMembers()
{
    const auto kept = withoutSecrets(doc(R"({"a":1.0,"in":[{"password":"x","n":2}],"a/b":{"token":"y"},"auth":true})"));
    QCOMPARE(text(kept.document), R"({"a":1.0,"in":[{"n":2}],"a/b":{},"auth":true})");
    QCOMPARE(kept.leftOut, QStringList({u"/in/0/password"_s, u"/a~1b/token"_s}));
}

void TestHistorySecrets::leavesOutValuesOfItems()
{
    const auto kept = withoutSecrets(
        doc(R"({"parameters":[{"key":"db_password","value":"x"},{"key":"url","value":"redis://:p@h"},{"key":"n","value":1}],)"
            R"("annotations":[{"key":"require-whisk-auth","value":"s3cret"},{"key":"web-export","value":true}]})"));
    QCOMPARE(text(kept.document), R"({"parameters":[{"key":"db_password"},{"key":"url"},{"key":"n","value":1}],)"
                                  R"("annotations":[{"key":"require-whisk-auth"},{"key":"web-export","value":true}]})");
    QCOMPARE(kept.leftOut, QStringList({u"/parameters/0/value"_s, u"/parameters/1/value"_s, u"/annotations/0/value"_s}));
}

void TestHistorySecrets::keepsHarmlessDocumentsAsTheyAre()
{
    const QByteArray harmless = R"({"n":1e400,"a":[],"a":{},"s":"x"})";
    const auto kept = withoutSecrets(doc(harmless));
    QCOMPARE(text(kept.document), harmless);
    QVERIFY(kept.leftOut.isEmpty());
}

void TestHistorySecrets::refillsFromTheServersCopy()
{
    const auto edited = doc(R"({"exec":{"code":"new"},"parameters":[{"key":"n","value":2},{"key":"apiKey","value":"mine"}]})");
    const auto kept = withoutSecrets(edited);
    const auto server = doc(R"({"parameters":[{"key":"apiKey","value":"theirs"},{"key":"n","value":1}]})");
    QStringList missing;
    const auto full = refill(kept.document, kept.leftOut, server, &missing);
    QCOMPARE(text(full), R"({"exec":{"code":"new"},"parameters":[{"key":"n","value":2},{"key":"apiKey","value":"theirs"}]})");
    QVERIFY(missing.isEmpty());
}

void TestHistorySecrets::saysWhatItCouldNotRefill()
{
    const auto kept = withoutSecrets(doc(R"({"parameters":[{"key":"apiKey","value":"mine"}],"o":{"pwd":"x","pass":"y"}})"));
    QStringList missing;
    const auto full = refill(kept.document, kept.leftOut, doc(R"({"parameters":[],"o":{"pwd":"z"}})"), &missing);
    QCOMPARE(text(full), R"({"parameters":[{"key":"apiKey"}],"o":{"pwd":"z"}})");
    QCOMPARE(missing, QStringList({u"/parameters/0/value"_s, u"/o/pass"_s}));
}

QTEST_GUILESS_MAIN(TestHistorySecrets)
#include "tst_history_secrets.moc"
