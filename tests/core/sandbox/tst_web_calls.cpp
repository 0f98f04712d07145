#include "tests/core/sandbox/rawhttp.h"
#include "tests/core/sandbox/sandboxprocess.h"

#include <QStandardPaths>
#include <QTime>

#include <memory>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

constexpr int payloadLimit = 1048576;

const QByteArray echo = "function main(p) { return p }";
const QByteArray say = "function main(p) { return JSON.parse(p.r) }";

QByteArray webExport(const QByteArray &more = {})
{
    return R"("annotations":[{"key":"web-export","value":true})" + more + ']';
}

QByteArray headOf(const QByteArray &answer) { return answer.left(answer.indexOf("\r\n\r\n")).toLower(); }

json::Value jsonOf(const QByteArray &answer)
{
    const auto read = json::read(bodyOf(answer));
    return read ? read->value : json::Value();
}

} // namespace

/// Web actions over the wire: what the recordings of the real server do not hold.
class TestWebCalls : public QObject {
    Q_OBJECT

private:
    SandboxProcess m_sandbox;

    static QByteArray requestFor(const QByteArray &method, const QByteArray &action, const QByteArray &headers = {}, const QByteArray &body = {})
    {
        return method + " /api/v1/web/guest/default/" + action + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers
            + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }
    QByteArray call(const QByteArray &method, const QByteArray &action, const QByteArray &headers = {}, const QByteArray &body = {}) const
    {
        return exchange(m_sandbox.port(), requestFor(method, action, headers, body), {}, 30000);
    }
    /// Lets the action "say" answer with this result.
    QByteArray said(const QByteArray &result, const QByteArray &headers = {}) const
    {
        return call("GET", "say?r=" + result.toPercentEncoding(), headers);
    }
    bool put(const QByteArray &name, const QByteArray &code, const QByteArray &annotations) const
    {
        const auto exec = R"({"exec":{"kind":"nodejs:20","code":)" + json::quoted(QString::fromUtf8(code)).toUtf8() + "},";
        return m_sandbox.request("PUT", "/actions/" + name + "?overwrite=true", exec + annotations + '}').status == 200;
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(u"node"_s).isEmpty())
            QFAIL("there is no Node.js: packaging/setup installs it");
        QVERIFY(m_sandbox.start());
        QVERIFY(put("echo", echo, webExport()));
        QVERIFY(put("say", say, webExport()));
        QVERIFY(put("rawecho", echo, webExport(R"(,{"key":"raw-http","value":true})")));
        QVERIFY(put("raw", "function main(p) { return { headers: { 'content-type': 'image/png' }, body: p.__ow_body } }",
                    webExport(R"(,{"key":"raw-http","value":true})")));
    }

    /// Any web page may send requests to loopback: without --cors none may read the answer.
    void sendsNoCorsHeadersUnlessAsked()
    {
        const auto origin = QByteArray("Origin: http://evil.example\r\nAccess-Control-Request-Headers: X-A\r\n");
        for (const auto &answer : {call("OPTIONS", "echo", origin), call("GET", "echo.json", origin), said("{\"error\":1}", origin),
                                   call("GET", "nosuch", origin)})
            QVERIFY2(!headOf(answer).contains("access-control-"), answer.constData());
        const auto options = call("OPTIONS", "echo", origin);
        QCOMPARE(statusOf(options), 200);
        QVERIFY(!headOf(options).contains("x-openwhisk-activation-id"));
        QVERIFY(headOf(said(R"({"headers":{"Access-Control-Allow-Origin":"mine"},"body":"x"})")).contains("access-control-allow-origin: mine"));
    }

    void letsNoHeaderSplitTheAnswer()
    {
        const auto answer = said(R"({"headers":{"X-A":"1\r\nX-Injected: 2","X-B":"\u010d\u010aX-Injected: 2","X-C":"fine"},"body":"the body"})");
        QCOMPARE(statusOf(answer), 200);
        QVERIFY2(!headOf(answer).contains("x-injected"), answer.constData());
        QVERIFY(headOf(answer).contains("\r\nx-c: fine"));
        QCOMPARE(bodyOf(answer), "the body");
        // Nor does the request's own id, which comes back in a header.
        const auto own = call("GET", "nosuch", "X-Request-ID: a\tb\r\n");
        QCOMPARE(statusOf(own), 404);
    }

    void carriesBytesBothWays()
    {
        QByteArray bytes;
        for (int i = 0; i < 4096; ++i)
            bytes += char(i * 7);
        const auto answer = call("POST", "raw", "Content-Type: application/octet-stream\r\n", bytes);
        QCOMPARE(statusOf(answer), 200);
        QVERIFY(headOf(answer).contains("content-type: image/png"));
        QCOMPARE(bodyOf(answer), bytes);
    }

    void measuresBodies_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("status");
        QTest::newRow("below") << payloadLimit - 1 << 200;
        QTest::newRow("at") << payloadLimit << 200;
        QTest::newRow("over") << payloadLimit + 1 << 413;
    }
    void measuresBodies()
    {
        QFETCH(int, size);
        QFETCH(int, status);
        QVERIFY(put("length", "function main(p) { return { n: p.__ow_body.length } }", webExport()));
        const auto answer = call("POST", "length.json", "Content-Type: text/plain\r\n", QByteArray(size, 'x'));
        QCOMPARE(statusOf(answer), status);
        if (status == 200)
            QCOMPARE(jsonOf(answer).value(u"n").toInteger(), size);
        else
            QCOMPARE(jsonOf(answer).value(u"error").toString(), u"Request larger than allowed: 1048577 > 1048576 bytes."_s);
    }

    void measuresChunkedBodies()
    {
        const auto chunk = QByteArray::number(payloadLimit + 1, 16) + "\r\n" + QByteArray(payloadLimit + 1, 'x') + "\r\n0\r\n\r\n";
        const auto answer = exchange(m_sandbox.port(),
                                     "POST /api/v1/web/guest/default/echo.json HTTP/1.1\r\nHost: h\r\nConnection: close\r\n"
                                     "Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk);
        QCOMPARE(statusOf(answer), 413);
    }

    void showsPagesToEverybody()
    {
        const auto get = [this](const QByteArray &path, const QByteArray &headers = {}) {
            return exchange(m_sandbox.port(), "GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n" + headers + "\r\n");
        };
        QCOMPARE(bodyOf(get("/ping")), "pong");
        QCOMPARE(bodyOf(get("/invokers")), "{\"invoker0/0\":\"up\"}");
        QCOMPARE(bodyOf(get("/invokers/healthy/count")), "1");
        QCOMPARE(statusOf(get("/invokers/ready")), 200);
        QCOMPARE(statusOf(get("/metrics")), 405);
        QCOMPARE(statusOf(get("/docs/index.html")), 404);
        for (const QByteArray path : {"/api-docs", "/api/v1/api-docs"}) {
            const auto first = get(path);
            QCOMPARE(jsonOf(first).value(u"swagger").toString(), u"2.0"_s);
            const auto at = first.indexOf("ETag: ") + 6;
            const auto again = get(path, "If-None-Match: " + first.mid(at, first.indexOf('\r', at) - at) + "\r\n");
            QCOMPARE(statusOf(again), 304);
            QVERIFY(bodyOf(again).isEmpty() && !headOf(again).contains("content-length"));
        }
    }

    void handsOverRequests_data()
    {
        QTest::addColumn<QByteArray>("action");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("member");
        QTest::addColumn<QByteArray>("value");
        const auto row = [](const char *name, const char *action, const char *type, const char *body, const QString &member, const char *value) {
            QTest::newRow(name) << QByteArray(action) << QByteArray(type) << QByteArray(body) << member << QByteArray(value);
        };
        const auto body = u"__ow_body"_s;
        row("object over query", "echo.json?a=1", "application/json; charset=utf-8", R"({"a":{"b":[1]}})", u"a"_s, R"({"b":[1]})");
        row("form over query", "echo.json?a=1", "application/x-www-form-urlencoded; charset=UTF-8", "a=x+%26+y&a=z%C3%A6", u"a"_s, "\"z\303\246\"");
        row("value", "echo.json", "application/problem+json", "null", body, "null");
        row("text", "echo.json", "text/css", "a{}", body, R"("a{}")");
        row("empty text", "echo.json", "text/plain", "", body, R"("")");
        row("bytes", "echo.json", "application/zip", "PK", body, R"("UEs=")");
        row("type of its own", "echo.json", "a/b;charset=utf-8", "x", body, R"("x")");
        row("no type at all", "echo.json", "nonsense", "x", body, R"("eA==")");
        row("raw object", "rawecho.json", "application/json", "{}", body, R"("e30=")");
        row("raw form", "rawecho.json", "application/x-www-form-urlencoded", "a=%20", body, R"("a=%20")");
        row("raw query", "rawecho.json?b=%20&a=%3D&a", "", "", u"__ow_query"_s, R"("b=+&a=%3D&a")");
        row("path", "echo.json/a%2Fb//%7e/", "", "", u"__ow_path"_s, "\"/a%2Fb//~/\"");
    }
    void handsOverRequests()
    {
        QFETCH(QByteArray, action);
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        QFETCH(QString, member);
        const auto answer = call("POST", action, type.isEmpty() ? QByteArray() : "Content-Type: " + type + "\r\n", body);
        QCOMPARE(statusOf(answer), 200);
        QTEST(json::compact(jsonOf(answer).value(member)), "value");
    }

    void refusesRequestsThatItCannotRead()
    {
        const auto json = call("POST", "echo.json", "Content-Type: application/json\r\n", "{\"a\":");
        QCOMPARE(statusOf(json), 400);
        QVERIFY(jsonOf(json).value(u"error").toString().startsWith(u"The request content was malformed:\n"_s));
        QCOMPARE(statusOf(call("POST", "echo.json", "Content-Type: application/x-www-form-urlencoded\r\n", "a=%zz")), 400);
        QCOMPARE(statusOf(call("GET", "echo.json?__ow_path=x")), 400);
        QCOMPARE(statusOf(call("GET", "rawecho.json?__ow_path=x")), 200);
    }

    /// Its headers, length included, without the body.
    void runsForHead()
    {
        const auto answer = call("HEAD", "say?r=" + QByteArray(R"({"headers":{"X-A":"b"},"body":"12345"})").toPercentEncoding());
        QVERIFY(headOf(answer).contains("x-a: b") && headOf(answer).contains("content-length: 5"));
        QVERIFY(bodyOf(answer).isEmpty());
    }

    void letsAnActionAnswerOptions()
    {
        QVERIFY(put("own", say, webExport(R"(,{"key":"web-custom-options","value":true},{"key":"require-whisk-auth","value":"s"})")));
        const auto query = "own?r=" + QByteArray(R"({"statusCode":204,"headers":{"Allow":"GET"}})").toPercentEncoding();
        const auto options = call("OPTIONS", query);
        QCOMPARE(statusOf(options), 204);
        QVERIFY(headOf(options).contains("allow: get") && headOf(options).contains("x-openwhisk-activation-id"));
        QCOMPARE(statusOf(call("GET", query)), 401);
        QCOMPARE(statusOf(call("GET", query, "x-require-whisk-auth: s\r\n")), 204);
    }

    void keepsFixedParameters()
    {
        const auto parameters = R"(,"parameters":[{"key":"fixed","value":1},{"key":"open","value":null},{"key":"SECRET","value":"x","init":true}])";
        QVERIFY(put("final", "function main(p) { return { ...p, env: process.env.SECRET } }",
                    webExport(R"(,{"key":"final","value":true})") + parameters));
        QCOMPARE(statusOf(call("GET", "final.json?fixed=2")), 400);
        QCOMPARE(statusOf(call("POST", "final.json", "Content-Type: application/json\r\n", R"({"SECRET":"y"})")), 400);
        const auto seen = jsonOf(call("GET", "final.json?open=2"));
        QCOMPARE(seen.value(u"fixed").toInteger(), 1);
        QCOMPARE(seen.value(u"open").toString(), u"2"_s);
        QCOMPARE(seen.value(u"env").toString(), u"x"_s);
        QVERIFY(!seen.contains(u"SECRET"));
    }

    /// The run is done when it turns out that nobody wants its answer.
    void runsWhatIsNotAccepted()
    {
        QVERIFY(put("unwanted", echo, webExport()));
        const auto answer = call("GET", "unwanted.json", "Accept: image/png\r\n");
        QCOMPARE(statusOf(answer), 406);
        QVERIFY(!headOf(answer).contains("x-openwhisk-activation-id"));
        QTRY_COMPARE(m_sandbox.get("/activations?name=unwanted").json().items().size(), 1);
    }

    void runsSequences()
    {
        QCOMPARE(m_sandbox.request("PUT", "/actions/both", R"({"exec":{"kind":"sequence","components":["/guest/echo","/guest/echo"]},)"
                                                           + webExport() + '}').status, 200);
        const auto answer = call("GET", "both.json?x=1");
        QCOMPARE(jsonOf(answer).value(u"x").toString(), u"1"_s);
        QCOMPARE(jsonOf(answer).value(u"__ow_method").toString(), u"get"_s);
    }

    /// The real server takes every result for an object and falls over this one.
    void answersAnArrayAsTheRealServerDoes()
    {
        const auto answer = said("[1]");
        QCOMPARE(statusOf(answer), 500);
        QCOMPARE(bodyOf(answer), "There was an internal server error.");
        QVERIFY(!headOf(answer).contains("x-request-id") && !headOf(answer).contains("x-openwhisk-activation-id"));
    }

    void answersManyAtATime()
    {
        QVERIFY(put("slow", "function main(p) { return new Promise(ok => setTimeout(() => ok({ n: p.n }), 200)) }", webExport()));
        constexpr int count = 60;
        std::vector<std::unique_ptr<QTcpSocket>> sockets;
        for (int i = 0; i < count; ++i) {
            auto &socket = sockets.emplace_back(std::make_unique<QTcpSocket>());
            socket->connectToHost(u"127.0.0.1"_s, m_sandbox.port());
            socket->write(requestFor("GET", "slow.json?n=" + QByteArray::number(i)));
        }
        for (int i = 0; i < count; ++i) {
            auto &socket = *sockets[size_t(i)];
            QTRY_COMPARE_WITH_TIMEOUT(socket.state(), QAbstractSocket::UnconnectedState, 60000);
            QCOMPARE(jsonOf(socket.readAll()).value(u"n").toString(), QString::number(i));
        }
    }

    /// Whose namespace the address names pays for calls that come through, refused ones and OPTIONS included; what is
    /// not to be found costs nothing.
    void chargesTheOwner()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start({u"--throttle"_s, u"4"_s, u"--cors"_s}));
        const auto code = R"({"exec":{"kind":"nodejs:20","code":"function main(p) { return p }"},)";
        QCOMPARE(sandbox.request("PUT", "/actions/echo", code + webExport(R"(,{"key":"require-whisk-auth","value":"s"})") + '}').status, 200);
        const auto called = [&sandbox](const QByteArray &method, const QByteArray &action) {
            return exchange(sandbox.port(), requestFor(method, action));
        };
        // All within one minute of the clock.
        QTRY_VERIFY_WITH_TIMEOUT(QTime::currentTime().second() < 50, 30'000);
        for (int i = 0; i < 6; ++i)
            QCOMPARE(statusOf(called("GET", "nosuch")), 404);
        for (int i = 0; i < 2; ++i) {
            QCOMPARE(statusOf(called("GET", "echo.json")), 401);
            QCOMPARE(statusOf(called("OPTIONS", "echo")), 200);
        }
        const auto refused = called("GET", "echo.json");
        QCOMPARE(statusOf(refused), 429);
        QCOMPARE(jsonOf(refused).value(u"error").toString(), u"Too many requests in the last minute (count: 5, allowed: 4)."_s);
        QVERIFY(!headOf(refused).contains("access-control-"));
    }

    void namesThePrivateProviderOfABinding()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start({u"--well-known-keys"_s}));
        const auto put = [&sandbox](const QByteArray &path, const QByteArray &body) {
            const QByteArray key = "789c46b1-71f6-4ed5-8c54-816aa4f8c502:abczO3xZCLrMN6v2BKK1dXYFpXlPkccOFqm12CdAsMgRU4VrNZ9lyGVCGuMDGIwP";
            return statusOf(exchange(sandbox.port(), "PUT /api/v1/namespaces/_/" + path + "?overwrite=true HTTP/1.1\r\nHost: h\r\nConnection: close\r\n"
                                                     "Content-Type: application/json\r\nAuthorization: Basic " + key.toBase64()
                                                         + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body));
        };
        const auto call = "GET /api/v1/web/guest/mine/a.json HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
        QCOMPARE(put("packages/p", R"({"publish":true})"), 200);
        QCOMPARE(put("actions/p/a", R"({"exec":{"kind":"nodejs:20","code":"function main() { return {} }"},)" + webExport() + '}'), 200);
        QCOMPARE(sandbox.request("PUT", "/packages/mine", R"({"binding":{"namespace":"whisk.system","name":"p"}})").status, 200);
        QCOMPARE(statusOf(exchange(sandbox.port(), call)), 200);
        QCOMPARE(put("packages/p", R"({"publish":false})"), 200);
        const auto refused = exchange(sandbox.port(), call);
        QCOMPARE(statusOf(refused), 403);
        QVERIFY(jsonOf(refused).value(u"error").toString().endsWith(u"'whisk.system/p'."_s));
    }

    /// The run goes on and is recorded, and the server with it.
    void outlivesAClientThatLeaves()
    {
        QVERIFY(put("leave", "function main(p) { return new Promise(ok => setTimeout(() => ok({ n: p.n }), 300)) }", webExport()));
        {
            QTcpSocket socket;
            socket.connectToHost(u"127.0.0.1"_s, m_sandbox.port());
            socket.write(requestFor("GET", "leave?n=1"));
            QVERIFY(socket.waitForBytesWritten());
            QTRY_VERIFY(exchange(m_sandbox.port(), "GET /activation HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n").contains("guest/leave"));
            socket.abort();
        }
        QTRY_COMPARE(m_sandbox.get("/activations?name=leave").json().items().size(), 1);
        QCOMPARE(statusOf(call("GET", "echo.json")), 200);
    }

    /// A stranger's call is the owner's: his record, his throttle, his rights.
    void runsForTheOwner()
    {
        QVERIFY(put("mine", echo, webExport(R"(,{"key":"require-whisk-auth","value":true})")));
        QCOMPARE(statusOf(call("GET", "mine.json")), 401);
        const auto answer = call("GET", "mine.json", m_sandbox.basicKey());
        QCOMPARE(jsonOf(answer).value(u"__ow_user").toString(), u"guest"_s);
        QTRY_COMPARE(m_sandbox.get("/activations?name=mine").json().items().size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestWebCalls)
#include "tst_web_calls.moc"
