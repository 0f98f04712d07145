#include "core/net/redact.h"

#include "core/json/text.h"

#include <QTest>

using namespace net;
using namespace Qt::StringLiterals;

class TestRedact : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void names_data();
    void names();
    void json_data();
    void json();
    void keepsTheRestAsItWas();
    void cutJsonKeepsNothingSecret();
    void text_data();
    void text();
    void targets();
    void excerpts();
    void knownSecrets();
    void sentences();
    void isFastOnLargeBodies();
};

void TestRedact::names_data()
{
    QTest::addColumn<bool>("secret");
    for (const char *name :
         {"password",    "Password", "db_password", "dbPasswd",           "client-secret", "token",
          "accessToken", "api_key",  "apiKey",      "X-API-KEY",          "x_api_key",     "Authorization",
          "auth",        "authKey",  "basicAuth",   "require-whisk-auth", "key_pem",       "private-key",
          "credentials", "cookie",   "pwd",         "mySpecial"})
        QTest::newRow(name) << true;
    for (const char *name : {"key", "value", "name", "author", "authors", "exec", "code", "namespace", "passed",
                             "keyboard", "version", "annotations", "special"})
        QTest::newRow(name) << false;
}

void TestRedact::names()
{
    QTEST(isSecretName(QTest::currentDataTag(), {"my_special"}), "secret");
}

void TestRedact::json_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("expected"); // X stands for the mark
    const auto row = [](const char *body, const char *expected) {
        QTest::newRow(body) << QByteArray(body) << QByteArray(expected);
    };
    row(R"({"a":1,"password":"x","b":2})", R"({"a":1,"password":"X","b":2})");
    row(R"({ "token" : 12345 , "b":2})", R"({ "token" : "X" , "b":2})");
    row(R"({"secret":{"a":[1,"}"]},"b":[]})", R"({"secret":"X","b":[]})");
    row(R"({"secret":["a","b"],"b":{"auth":"q\"x\\"}})", R"({"secret":"X","b":{"auth":"X"}})");
    row(R"({"password":true,"token":null,"auth":false})", R"({"password":true,"token":null,"auth":false})");
    row(R"([{"key":"dbPassword","value":"x"},{"key":"name","value":"y"}])",
        R"([{"key":"dbPassword","value":"X"},{"key":"name","value":"y"}])");
    row(R"([{"value":{"a":"}"},"key":"apiKey"},{"value":"y","key":"n"}])",
        R"([{"value":"X","key":"apiKey"},{"value":"y","key":"n"}])");
    row(R"({"parameters":[{"init":true,"key":"token","value":["a"]}]})",
        R"({"parameters":[{"init":true,"key":"token","value":"X"}]})");
    row(R"([{"key":"provide-api-key","value":false}])", R"([{"key":"provide-api-key","value":false}])");
    row(R"([{"key":"require-whisk-auth","value":"s3cret"}])", R"([{"key":"require-whisk-auth","value":"X"}])");
    row(R"({"pass\"word":"x"})", R"({"pass\"word":"X"})"); // marks do not count in names
    row(R"({"outer":{"password":"x","inner":{"token":"y"}}})", R"({"outer":{"password":"X","inner":{"token":"X"}}})");
    row(R"({"special":"x"})", R"({"special":"X"})");
    row(R"x({"code":"fetch('https://user:pa55word@host/')"})x", R"x({"code":"fetch('https://X@host/')"})x");
    row(R"({"msg":"sent Authorization: Basic dXNlcjpwYXNzd29yZA== to it"})",
        R"({"msg":"sent Authorization: Basic X to it"})");
    row(R"({"msg":"bearer abcdefghij.klm-n"})", R"({"msg":"bearer X"})");
    row(R"({"msg":"a basic thing"})", R"({"msg":"a basic thing"})");
    row(R"({"k":"23bc46b1-71f6-4ed5-8c54-816aa4f8c502:123zO3xZCLrMN6v2BKK1dXYFpXlPkccOFqm12CdAsMgRU4VrNZ9lyGVCGuMDGIwP"})",
        R"({"k":"X"})");
    row(R"({"k":"-----BEGIN RSA PRIVATE KEY-----\nMIIabc\n-----END RSA PRIVATE KEY-----\n"})", R"({"k":"X\n"})");
    row(R"("just a string")", R"("just a string")");
    row("{}", "{}");
    row(R"({"a":"b")", R"({"a":"b")");
    row("]}}{[:,", "]}}{[:,");
}

void TestRedact::json()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, expected);
    QCOMPARE(redacted(body, {"special"}), expected.replace('X', "\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2"));
}

void TestRedact::keepsTheRestAsItWas()
{
    const QByteArray body = "{\n  \"a\" : 1.0,\t\"b\": \"ä\\u00e4\\\"\",\n \"c\": [ ] }\n";
    QCOMPARE(redacted(body), body);
}

// Wherever a text is cut, what stood behind a secret name is not seen.
void TestRedact::cutJsonKeepsNothingSecret()
{
    const QByteArray body
        = R"({"a":[{"value":"hunter1","key":"apiKey"},{"key":"password","value":"hunter2"}],"token":{"x":["hunter3"]},"auth":"hunter4"})";
    for (qsizetype size = 0; size <= body.size(); ++size)
        QVERIFY2(!redacted(body.left(size)).contains("hunter"), body.left(size).constData());
    QVERIFY(json::read(redacted(body)));
}

void TestRedact::text_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("nothing") << QByteArray("plain words") << QByteArray("plain words");
    QTest::newRow("header") << QByteArray("GET /\nAuthorization: xyz\nmore") << QByteArray("GET /\nAuthorization X");
    QTest::newRow("word") << QByteArray("your API key is 123") << QByteArray("your API key X");
    QTest::newRow("form") << QByteArray("user=a&password=b") << QByteArray("user=a&password X");
    QTest::newRow("address") << QByteArray("see ftp://me:mine@x/") << QByteArray("see ftp://X@x/");
    QTest::newRow("not utf-8") << QByteArray("\xff\xfe token \xff") << QByteArray("\xff\xfe token X");
    QTest::newRow("empty") << QByteArray() << QByteArray();
}

void TestRedact::text()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, expected);
    QCOMPARE(redacted(body), expected.replace('X', "\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2"));
}

void TestRedact::targets()
{
    QCOMPARE(redactedTarget("/a/token/b?limit=1"), QByteArray("/a/token/b?limit=1"));
    QCOMPARE(redactedTarget("/a?accesstoken=x&spaceguid=y&api_key=z"),
             QByteArray("/a?accesstoken=\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2&spaceguid=y&api_key="
                        "\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2"));
    QCOMPARE(redactedTarget("/a"), QByteArray("/a"));
    QCOMPARE(redactedTarget("/a?token"), QByteArray("/a?token"));
}

void TestRedact::excerpts()
{
    QCOMPARE(excerpt("short", 100, {}, {}), QByteArray("short"));
    const QByteArray text = excerpt(QByteArray(500, 'x'), 100, {}, {});
    QVERIFY(text.startsWith(QByteArray(100, 'x') + '\n'));
    QVERIFY(text.endsWith("(400 bytes more)"));
    const QByteArray across = "[\"" + QByteArray(80, 'y') + "\",{\"password\":\"" + QByteArray(300, 'h') + "\"}]";
    QVERIFY(!excerpt(across, 100, {}, {}).contains("hhh"));
}

void TestRedact::knownSecrets()
{
    const auto forms = formsOf("Basic dXNlcjpwYXNzd29yZA=="); // user:password
    QVERIFY(forms.contains("dXNlcjpwYXNzd29yZA=="));
    QVERIFY(forms.contains("user:password"));
    QVERIFY(forms.contains("password"));
    QVERIFY(formsOf("").isEmpty());
    QVERIFY(formsOf("abc").isEmpty()); // too short to be told from a word
    QCOMPARE(formsOf("edd1c9f034335f136f87ad84b625c8f1").first(), QByteArray("edd1c9f034335f136f87ad84b625c8f1"));
    QVERIFY(!excerpt("{\"said\":\"dXNlcjpwYXNzd29yZA== or user:password\"}", 1000, {}, forms).contains("pass"));
}

void TestRedact::sentences()
{
    QCOMPARE(withoutKeys(u"failed to check token"_s, {}), u"failed to check token"_s); // a word alone is no secret here
    QCOMPARE(withoutKeys(u"bad: „sesam“ öffne"_s, {"sesam"}), u"bad: „•••“ öffne"_s);
    QCOMPARE(withoutKeys(u"Basic dXNlcjpwYXNzd29yZA=="_s, {}), u"Basic •••"_s);
}

void TestRedact::isFastOnLargeBodies()
{
    QByteArray body = "[";
    while (body.size() < 64 * 1024)
        body
            += R"({"name":"abc","annotations":[{"key":"exec","value":"nodejs:20"}],"code":"function main(p) { return p }"},)";
    QBENCHMARK_ONCE
    {
        (void)excerpt(body, 64 * 1024, {}, {});
    }
    const QByteArray quotes(200'000, '"'), slashes(200'000, '\\'), opens(200'000, '{'); // nothing here may go quadratic
    for (const QByteArray &odd :
         {quotes, "\"" + slashes, opens, QByteArray("a:b@").repeated(50'000), "://" + QByteArray(100'000, 'a')})
        (void)redacted(odd);
}

QTEST_GUILESS_MAIN(TestRedact)
#include "tst_redact.moc"
