#include "core/net/requestlog.h"
#include "core/openwhisk/keyvalues.h"
#include "core/openwhisk/webaccess.h"
#include "data.h"
#include "tests/support/await.h"
#include "tests/support/fakeserver.h"
#include "tests/support/netclient.h"

using namespace Qt::StringLiterals;
using namespace openwhisk;

namespace {

QList<KeyValue> annotations(const QByteArray &object)
{
    return keyValuesFromObject(jsonOf(object));
}

QString texts(const QList<WebWarning> &warnings)
{
    QStringList all;
    for (const WebWarning &warning : warnings)
        all.append(warning.text);
    return all.join(u'\n');
}

const EntityName name{u"_"_s, u"orders"_s, u"price quote"_s};

} // namespace

class TestWebAccess : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsAsTheServerDoes()
    {
        QVERIFY(webAccessOf(annotations(R"({"web-export":true})")).web);
        QVERIFY(!webAccessOf(annotations(R"({"web-export":"true"})")).web);
        const auto auth = [](const QByteArray &value) {
            return webAccessOf(annotations("{\"require-whisk-auth\":" + value + '}')).auth;
        };
        QCOMPARE(auth("false"), WebAccess::Auth::Open);
        QCOMPARE(auth("true"), WebAccess::Auth::Key);
        QCOMPARE(auth("\"x\""), WebAccess::Auth::Secret);
        QCOMPARE(auth("9007199254740991"), WebAccess::Auth::Secret);
        QCOMPARE(auth("null"), WebAccess::Auth::Broken);
        QCOMPARE(auth("[]"), WebAccess::Auth::Broken);
        QCOMPARE(webAccessOf(annotations(R"({"require-whisk-auth":12345678901234567890})")).secret, u"12345678901234567890"_s);
    }
    void oneChangeLeavesTheRest()
    {
        const auto before = annotations(
            R"({"z":{"b":1,"a":2.50},"web-export":true,"final":true,"require-whisk-auth":42,"description":"x"})");
        WebAccess access = webAccessOf(before);
        QCOMPARE(withWebAccess(before, access), before);
        access.raw = true;
        auto after = withWebAccess(before, access);
        QCOMPARE(after.size(), before.size() + 1);
        QCOMPARE(after.mid(0, before.size()), before); // the number stays a number
        access.raw = false;
        access.web = false;
        after = withWebAccess(before, access);
        QCOMPARE(after.at(1).value, json::Value::boolean(false));
        QCOMPARE(after.at(0), before.at(0));
        access = webAccessOf(before);
        access.auth = WebAccess::Auth::Open;
        QVERIFY(!findValue(withWebAccess(before, access), u"require-whisk-auth"));
        access.auth = WebAccess::Auth::Secret;
        access.secret = newSecret();
        QCOMPARE(access.secret.size(), 32);
        QCOMPARE(withWebAccess(before, access).at(3).value.toString(), access.secret);
    }
    void addresses()
    {
        QCOMPARE(webPath(name, u"guest"_s, u"json"_s), QByteArray("/api/v1/web/guest/orders/price%20quote.json"));
        QCOMPARE(webPath({u"_"_s, {}, u"a"_s}, u"me@x"_s, {}), QByteArray("/api/v1/web/me%40x/default/a"));
        QCOMPARE(webPath({u"_"_s, {}, u"a"_s}, u"g"_s, u"http"_s, u"x/ü y%20"_s),
                 QByteArray("/api/v1/web/g/default/a.http/x/%C3%BC%20y%20"));
    }
    void surprisesAreToldBefore()
    {
        const auto open = annotations(R"({"web-export":true,"final":true})");
        QVERIFY(texts(webWarnings(name, open, {})).contains(u"500"_s)); // a list as result
        QVERIFY(webWarnings(name, {}, {}).isEmpty());
        QVERIFY(texts(webWarnings({u"_"_s, {}, u"x.json"_s}, open, {})).contains(u"“x”"_s));
        const auto unreachable = webWarnings({u"_"_s, u"defaults"_s, u"a"_s}, open, {});
        QCOMPARE(unreachable.first().weight, WebWarning::Weight::Unreachable);
        QVERIFY(texts(webWarnings(name, annotations(R"({"web-export":1})"), {})).contains(u"web-export"_s));
        QVERIFY(texts(webWarnings(name, annotations(R"({"web-export":true,"require-whisk-auth":[]})"), {})).contains(u"401"_s));
        const auto loose = annotations(R"({"web-export":true})");
        QVERIFY(texts(webWarnings(name, loose, annotations(R"({"key":1})"))).contains(u"final"_s));
    }

    void tried()
    {
        FakeServer server;
        net::RequestLog log;
        net::Client client(netclient::endpoint(server.url()), &log);
        server.on("GET /api/v1/web/guest/orders/price%20quote.json*", [](const FakeRequest &r) {
            return answer::json("{\"secret\":\"" + r.header("X-Require-Whisk-Auth") + "\",\"key\":\"" + r.header("Authorization") + "\"}", 418,
                                {{"x-openwhisk-activation-id", "abc"}});
        });
        WebCall call;
        call.target = webPath(name, u"guest"_s, u"json"_s) + "?a=1";
        call.secret = u"hush-hush-hush"_s;
        const auto answer = await(callWeb(client, call, this));
        QVERIFY(answer);
        QCOMPARE(answer->status, 418);
        QCOMPARE(answer->activationId, u"abc"_s);
        QVERIFY(answer->body.contains("hush-hush-hush"));
        QVERIFY(answer->body.contains("\"key\":\"\"")); // not with the user's key unless asked to
        QVERIFY(server.requests().last().header("Content-Type").isEmpty());
        for (const auto &entry : log.entries()) {
            QVERIFY(!entry.requestBody.redacted().contains("hush"));
            QVERIFY(!entry.responseBody.redacted().contains("hush"));
        }
        call.withKey = true;
        call.secret.clear();
        QVERIFY(await(callWeb(client, call, this))->body.contains("Basic"));
    }
    void aRunIsNeverSentTwice()
    {
        FakeServer server;
        net::RequestLog log;
        net::Client client(netclient::endpoint(server.url()), &log);
        server.on("GET /api/v1/web/*", answer::closed());
        QVERIFY(!await(callWeb(client, {"GET", "/api/v1/web/g/default/a", {}, {}, {}, false}, this)));
        QCOMPARE(server.count("GET /api/v1/web/*"), 1);
        net::Endpoint readOnly = netclient::endpoint(server.url());
        readOnly.readOnly = true;
        net::Client reader(readOnly, &log);
        const auto refused = await(callWeb(reader, {"GET", "/api/v1/web/g/default/a", {}, {}, {}, false}, this));
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Forbidden);
        QCOMPARE(server.count("GET /api/v1/web/*"), 1);
    }
    void bodiesGoOutOnAnyMethod()
    {
        FakeServer server;
        net::RequestLog log;
        net::Client client(netclient::endpoint(server.url()), &log);
        for (const QByteArray &method : {QByteArray("GET"), QByteArray("POST"), QByteArray("PATCH"), QByteArray("OPTIONS")}) {
            server.on(method + " /api/v1/web/*", [](const FakeRequest &r) { return answer::text(r.method + r.body); });
            const auto said = await(callWeb(client, {method, "/api/v1/web/g/default/a", "text/plain", "hello", {}, false}, this));
            QVERIFY2(said, method.constData());
            QCOMPARE(said->body, method + "hello");
            QCOMPARE(server.requests().last().header("Content-Type"), QByteArray("text/plain"));
        }
        server.on("HEAD /api/v1/web/*", answer::text(""));
        QVERIFY(await(callWeb(client, {"HEAD", "/api/v1/web/g/default/a", {}, {}, {}, false}, this)));
        server.on("GET /api/v1/web/g/default/list", answer::text("There was an internal server error.", 500));
        QVERIFY(await(callWeb(client, {"GET", "/api/v1/web/g/default/list", {}, {}, {}, false}, this))->plainFault);
    }
};

QTEST_GUILESS_MAIN(TestWebAccess)
#include "tst_webaccess.moc"
