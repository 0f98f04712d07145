#include "core/gateway/certificate.h"
#include "core/gateway/testanswer.h"
#include "core/json/text.h"
#include "core/net/requestlog.h"
#include "core/net/upload.h"
#include "tests/core/gateway/sandboxgateway.h"
#include "tests/support/fakeserver.h"

#include <QDateTime>
#include <QTest>

using namespace gateway;
using namespace Qt::StringLiterals;

namespace {

json::Value value(const QByteArray &text)
{
    return SandboxGateway::value(text);
}

net::Endpoint at(const QUrl &base)
{
    net::Endpoint endpoint;
    endpoint.base = base;
    return endpoint;
}

TestAnswer answerOf(int status, const QByteArray &body, const QList<net::Header> &headers = {})
{
    return {status, headers, body, false, 0, 1};
}

const net::Header html{"Content-Type", "text/html; charset=utf-8"};

QByteArray page(const QByteArray &title)
{
    return "<html>\r\n<head><title>" + title + "</title></head>\r\n<body>\r\n<center><h1>" + title + "</h1></center>";
}

} // namespace

class TestTestRequest : public QObject {
    Q_OBJECT

private:
    net::RequestLog m_log;

    static Result<TestAnswer> sent(net::Client &client, const TestRequest &request)
    {
        return await(sendTest(client, request, nullptr, nullptr));
    }

private Q_SLOTS:
    void urlsOfARoute()
    {
        const net::Endpoint plane = at(QUrl(u"http://127.0.0.1:9080"_s));
        QCOMPARE(testUrls(value("{'uri':'/a'}"), plane), QStringList{u"http://127.0.0.1:9080/a"_s});
        QCOMPARE(testUrls(value("{'uris':['/a','/b/*'],'hosts':['x.test','*.y.test']}"), plane),
                 (QStringList{u"http://x.test/a"_s, u"http://x.test/b/*"_s, u"http://*.y.test/a"_s, u"http://*.y.test/b/*"_s}));
        QCOMPARE(testUrls(value("{'uri':'/a','service_id':'s'}"), plane, {u"s.test"_s}), QStringList{u"http://s.test/a"_s});
        QCOMPARE(testUrls(value("{'uri':'/a','host':'*'}"), plane), QStringList{u"http://127.0.0.1:9080/a"_s});
        QCOMPARE(testMethod(value("{'methods':['PUT','GET']}")), "PUT");
        QCOMPARE(testMethod(value("{'plugins':{'openwhisk':{}}}")), "POST");
        QCOMPARE(testMethod(value("{}")), "GET");
    }

    void problems_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("right");
        QTest::newRow("whole") << u"https://a.test/x?y=1"_s << true;
        QTest::newRow("path alone") << u"/x y/ü"_s << true;
        QTest::newRow("no path") << u"http://a.test"_s << true;
        QTest::newRow("query alone") << u"http://a.test?x=*"_s << true;
        QTest::newRow("star in query") << u"/a?b=*"_s << true;
        QTest::newRow("star in path") << u"/a/*"_s << false;
        QTest::newRow("star in host") << u"http://*.a.test/"_s << false;
        QTest::newRow("half an escape") << u"/a%2"_s << false;
        QTest::newRow("other scheme") << u"ftp://a/"_s << false;
        QTest::newRow("empty") << QString() << false;
        QTest::newRow("user in host") << u"http://me:pw@a.test/"_s << false;
        QTest::newRow("IPv6") << u"http://[::1]:9080/"_s << true;
    }

    void problems()
    {
        QFETCH(QString, url);
        QFETCH(bool, right);
        QCOMPARE(testProblem({"GET", url}).isEmpty(), right);
    }

    void whatIsSent()
    {
        QCOMPARE(testTarget(u"http://a.test/x y/ü?q=a b&r=%20#gone"_s), "/x%20y/%C3%BC?q=a%20b&r=%20");
        QCOMPARE(testTarget(u"http://a.test?q=1"_s), "/?q=1");
        const net::Endpoint plane = at(QUrl(u"http://127.0.0.1:9080"_s));
        QCOMPARE(testHost(u"http://api.test/x"_s, plane), "api.test");
        QCOMPARE(testHost(u"http://api.test:81/x"_s, plane), "api.test:81");
        QCOMPARE(testHost(u"http://127.0.0.1:9080/x"_s, plane), QByteArray());
        QCOMPARE(testHost(u"/x"_s, plane), QByteArray());
        QVERIFY(!testProblem({"GE T", u"/"_s}).isEmpty());
        QVERIFY(!testProblem({"GET", u"/"_s, {{"X-A", "1\r\nX-B: 2"}}}).isEmpty());
    }

    void headers()
    {
        int wrong = 0;
        const auto some = headersOf(u"X-A: 1\n\n  X-B :2:3\n"_s, &wrong);
        QVERIFY(some);
        QCOMPARE(*some, (QList<net::Header>{{"X-A", "1"}, {"X-B", "2:3"}}));
        QCOMPARE(headerText(*some), u"X-A: 1\nX-B: 2:3"_s);
        QVERIFY(!headersOf(u"X-A: 1\nnonsense"_s, &wrong));
        QCOMPARE(wrong, 2);
        for (const char *name : {"Authorization", "apikey", "X-API-KEY", "Cookie", "X-Access-Token", "Proxy-Authorization", "X-Hmac-Signature"})
            QVERIFY2(isSecretHeader(name), name);
        QVERIFY(!isSecretHeader("X-Channel") && !isSecretHeader("Content-Type"));
    }

    /// The host of the address goes into the header, the connection to the data plane.
    void goesToTheDataPlane()
    {
        FakeServer server;
        server.on("POST /x", [](const FakeRequest &r) { return answer::json("{\"host\":\"" + r.header("Host") + "\"}", 201, {{"X-One", "1"}}); });
        net::Client client(at(server.url()), &m_log);
        const auto got = sent(client, {"POST", u"https://api.shop.test/x"_s, {{"X-Channel", "shop"}}, "{\"a\":1}"});
        QVERIFY2(got, qPrintable(got ? QString() : got.error().message));
        QCOMPARE(got->status, 201);
        QCOMPARE(got->body, "{\"host\":\"api.shop.test\"}");
        QCOMPARE(got->header("x-one"), "1");
        QCOMPARE(server.requests().last().body, "{\"a\":1}");
        QCOMPARE(server.requests().last().header("X-Channel"), "shop");
        QCOMPARE(server.requests().last().header("Content-Type"), "application/json");
    }

    void anyStatusIsAnAnswer()
    {
        FakeServer server;
        net::Client client(at(server.url()), &m_log);
        for (const int status : {204, 302, 401, 404, 429, 500, 502, 503}) {
            server.on("GET /x", answer::text("hm", status));
            const auto got = sent(client, {"GET", u"/x"_s});
            QVERIFY2(got, qPrintable(got ? QString() : got.error().message));
            QCOMPARE(got->status, status);
        }
        server.on("GET /r", answer::redirect(QUrl(u"http://elsewhere.test/"_s)));
        const auto led = sent(client, {"GET", u"/r"_s});
        QVERIFY(led && led->status == 302 && led->header("Location") == "http://elsewhere.test/");
    }

    void sentOnce()
    {
        FakeServer server;
        server.on("GET /x", answer::closed());
        net::Client client(at(server.url()), &m_log);
        QVERIFY(!sent(client, {"GET", u"/x"_s}));
        QCOMPARE(server.count("GET /x"), 1);
    }

    void longAnswersAreCut()
    {
        FakeServer server;
        server.on("GET /x", answer::huge(QByteArray(1024, 'a'), 16 * 1024));
        server.on("GET /endless", answer::endless(QByteArray(64 * 1024, 'b'), 0));
        net::Client client(at(server.url()), &m_log);
        for (const QString &path : {u"/x"_s, u"/endless"_s}) {
            const auto got = sent(client, {"GET", path});
            QVERIFY2(got, qPrintable(got ? QString() : got.error().message));
            QVERIFY(got->cut);
            QCOMPARE(got->body.size(), largestTestAnswer);
        }
    }

    void stopped()
    {
        FakeServer server;
        server.on("POST /x", answer::json("{}"));
        server.hold("POST /x");
        net::Client client(at(server.url()), &m_log);
        QObject owner;
        const auto stop = std::make_shared<net::Upload>();
        const auto future = sendTest(client, {"POST", u"/x"_s, {}, "{}"}, stop, &owner);
        QTRY_COMPARE(server.waiting("POST /x"), 1);
        stop->stop();
        const auto got = await(future);
        QVERIFY(!got && got.error().kind == Error::Kind::Canceled);
    }

    void keysStayOutOfTheLog()
    {
        FakeServer server;
        server.on("GET /x", [](const FakeRequest &r) { return answer::text("you sent " + r.header("Authorization"), 401); });
        net::RequestLog log;
        net::Client client(at(server.url()), &log);
        const auto got = sent(client, {"GET", u"/x"_s, {{"Authorization", "Bearer hush-hush-key"}}});
        QVERIFY(got && got->body.contains("hush-hush-key"));
        QTRY_VERIFY(!log.entries().isEmpty() && log.entries().last().status == 401);
        QVERIFY(!QByteArray(log.entries().last().responseBody).contains("hush-hush-key"));
    }

    void readOnlyConnectionsReadOnly()
    {
        FakeServer server;
        server.on("GET /x", answer::text("fine"));
        net::Endpoint endpoint = at(server.url());
        endpoint.readOnly = true;
        net::Client client(endpoint, &m_log);
        QVERIFY(sent(client, {"GET", u"/x"_s}));
        const auto got = sent(client, {"POST", u"/x"_s});
        QVERIFY(!got && got.error().kind == Error::Kind::Forbidden);
        QCOMPARE(server.count(), 1);
    }

    void whoAnswered()
    {
        using By = TestVerdict::By;
        const FunctionCall call{u"openwhisk"_s, u"http://h"_s, u"guest"_s, {}, u"a"_s, 3000, true};
        const auto by = [&call](const TestAnswer &answer, bool withCall = true) { return verdictOf(answer, withCall ? std::optional(call) : std::nullopt); };
        QCOMPARE(by(answerOf(404, "{\"error_msg\":\"404 Route Not Found\"}\n")).by, By::Gateway);
        QCOMPARE(by(answerOf(401, "{\"message\":\"Missing API key in request\"}\n")).plugin, u"key-auth"_s);
        QCOMPARE(by(answerOf(403, "{\"message\":\"Your IP address is not allowed\"}\n")).plugin, u"ip-restriction"_s);
        QCOMPARE(by(answerOf(503, page("503 Service Temporarily Unavailable"), {html})).by, By::Plugin);
        QCOMPARE(by(answerOf(502, "{\"error\":\"boom\"}")).by, By::Function);
        QCOMPARE(by(answerOf(502, "{\"error\":\"boom\"}")).weight, TestVerdict::Weight::Failure);
        QCOMPARE(by(answerOf(200, "{}")).weight, TestVerdict::Weight::Good);
        QCOMPARE(by(answerOf(413, page("413 Request Entity Too Large"), {html})).by, By::Plugin);
        QCOMPARE(by(answerOf(500, {})).by, By::Plugin);
        QCOMPARE(by(answerOf(502, page("502 Bad Gateway"), {html, {"X-APISIX-Upstream-Status", "502, 502"}}), false).by, By::Gateway);
        QCOMPARE(by(answerOf(500, "{}", {{"X-APISIX-Upstream-Status", "500"}}), false).by, By::Upstream);
        QCOMPARE(by(answerOf(503, page("503 Service Temporarily Unavailable"), {html}), false).by, By::Gateway);
        QCOMPARE(by(answerOf(200, "ok"), false), TestVerdict{});
        QCOMPARE(by(answerOf(429, "slow", {{"X-RateLimit-Remaining", "0"}})).plugin, u"limit-count"_s);
        // An action's error, not the gateway's, whatever lay between.
        const auto failed = by(answerOf(502, "{}", {{"x-openwhisk-activation-id", QByteArray(32, 'a')}}), false);
        QCOMPARE(failed.by, By::Function);
        QVERIFY(failed.sentence.contains(u"not the gateway's"_s));
    }

    void theActivationBehindIt()
    {
        const QByteArray id(32, 'b');
        QCOMPARE(activationIdOf(answerOf(200, "{}", {{"X-OpenWhisk-Activation-Id", id}})), QString::fromLatin1(id));
        QCOMPARE(activationIdOf(answerOf(202, "{\"activationId\":\"" + id + "\"}")), QString::fromLatin1(id));
        QCOMPARE(activationIdOf(answerOf(200, "{\"activationId\":\"../../x\"}")), QString());
        QCOMPARE(activationIdOf(answerOf(200, "{}")), QString());
    }

    void certificates()
    {
        const QString certificate = QString::fromLatin1(FakeServer::pem(u"server.pem"_s));
        const QString key = QString::fromLatin1(FakeServer::pem(u"server.key"_s));
        const auto facts = certificateFacts(certificate);
        QVERIFY(facts);
        QVERIFY(!facts->subject.isEmpty() && !facts->names.isEmpty() && facts->fingerprint.size() == 64);
        QVERIFY(facts->validFromMs < facts->validToMs);
        QCOMPARE(keyMatch(certificate, key), KeyMatch::Matches);
        QCOMPARE(keyMatch(certificate, QString::fromLatin1(FakeServer::pem(u"client.key"_s))), KeyMatch::OtherKey);
        QCOMPARE(keyMatch(certificate, u"nonsense"_s), KeyMatch::NoKey);
        QCOMPARE(keyMatch({}, key), KeyMatch::NoCertificate);
        QVERIFY(!certificateFacts(u"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"_s));
        const auto old = certificateFacts(QString::fromLatin1(FakeServer::pem(u"expired.pem"_s)));
        QVERIFY(old && old->daysLeft(QDateTime::currentMSecsSinceEpoch()) < 0);
        constexpr qint64 day = 86'400'000;
        CertificateFacts made;
        made.validToMs = 10 * day;
        QCOMPARE(made.daysLeft(0), 10);
        QCOMPARE(made.daysLeft(10 * day - 1), 0);
        QCOMPARE(made.daysLeft(10 * day + 1), -1);
    }
};

QTEST_GUILESS_MAIN(TestTestRequest)
#include "tst_test_request.moc"
