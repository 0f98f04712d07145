#include "core/net/requestlog.h"
#include "tests/core/net/clientparts.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

/// What goes out and what is made of the answers.
class TestClient : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sends_data();
    void sends();
    void neverSendsWhatTheBaseHolds();
    void readsAnswers();
    void unpacksGzip();
    void acceptsFurtherStatuses();
    void parsesOnlyWhenAsked();
    void refusesWritesWhenReadOnly_data();
    void refusesWritesWhenReadOnly();
    void triesAGetAgain();
    void givesUpAfterThree();
    void neverRepeatsARefusedGet();
    void learnsLatencyAndClock();
    void tellsWhatItDoes();
    void largeAnswersAreJudgedOnAWorker();
};

void TestClient::sends_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("get") << QByteArray("GET") << QByteArray();
    QTest::newRow("put") << QByteArray("PUT") << QByteArray(R"({"a":1})");
    QTest::newRow("post") << QByteArray("POST") << QByteArray(R"({"a":"ä"})");
    QTest::newRow("post of nothing") << QByteArray("POST") << QByteArray();
    QTest::newRow("patch") << QByteArray("PATCH") << QByteArray("[]");
    QTest::newRow("delete") << QByteArray("DELETE") << QByteArray();
    QTest::newRow("large put") << QByteArray("PUT") << '"' + QByteArray(5'000'000, 'x') + '"';
}

void TestClient::sends()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    FakeServer server;
    const QByteArray target = "/api/v1/namespaces/_/actions/a%2Fb%20c%25?limit=1&name=%C3%A4%26";
    server.on(method + ' ' + target, answer::json("{}"));
    net::Client client(endpointOf(server), nullptr);
    net::Request wanted = request(target, method, body);
    wanted.headers = {{"X-Request-ID", "mine"}};
    QVERIFY(await(client.send(wanted, this)));
    QCOMPARE(server.requests().size(), 1);
    const FakeRequest &got = server.requests().first();
    QCOMPARE(got.method, method);
    QCOMPARE(got.target, target);
    QCOMPARE(got.body, body);
    QCOMPARE(got.header("Authorization"), QByteArray("Basic dXNlcjpwYXNzd29yZA=="));
    QCOMPARE(got.header("X-Request-ID"), QByteArray("mine"));
    QCOMPARE(got.header("Accept"), QByteArray("application/json"));
    QVERIFY(got.header("Cookie").isEmpty());
    QCOMPARE(got.header("Content-Length"), method == "GET" ? QByteArray() : QByteArray::number(body.size()));
    QCOMPARE(got.header("Content-Type"), QByteArray(method == "GET" ? "" : "application/json"));
}

void TestClient::neverSendsWhatTheBaseHolds()
{
    FakeServer server;
    server.on("GET /front/api?x=1", answer::json("{}"));
    net::Endpoint endpoint = endpointOf(server);
    endpoint.base.setUserInfo(u"somebody:else"_s);
    endpoint.base.setPath(u"/front/"_s);
    endpoint.base.setQuery(u"q=1"_s);
    endpoint.base.setFragment(u"f"_s);
    endpoint.authorization = "abc";
    endpoint.authorizationHeader = "X-API-KEY";
    net::Client client(endpoint, nullptr);
    QVERIFY(await(client.send(request("/api?x=1"), this)));
    QCOMPARE(server.requests().first().header("X-API-KEY"), QByteArray("abc"));
    QVERIFY(server.requests().first().header("Authorization").isEmpty());
}

void TestClient::readsAnswers()
{
    FakeServer server;
    server.on("GET /a", answer::json(R"({"b":1.0,"a":[]})", 200, {{"X-OpenWhisk-Activation-Id", "abc"}}));
    server.on("GET /chunked", answer::chunked("[" + QByteArray("1,").repeated(10'000) + "1]", 777));
    server.on("DELETE /none", FakeAnswer{204, {}});
    net::Client client(endpointOf(server), nullptr);
    const auto reply = await(client.send(request("/a"), this));
    QVERIFY(reply);
    QCOMPARE((*reply)->status, 200);
    QCOMPARE((*reply)->body, QByteArray(R"({"b":1.0,"a":[]})"));
    QCOMPARE((*reply)->document.value(u"b").numberText(), QByteArray("1.0"));
    QCOMPARE((*reply)->header("x-openwhisk-activation-ID"), QByteArray("abc"));
    QVERIFY((*reply)->header("missing").isEmpty());
    QVERIFY((*reply)->durationMs > 0);
    QVERIFY(qAbs((*reply)->startedMs - QDateTime::currentMSecsSinceEpoch()) < 10'000);
    QCOMPARE((*await(client.send(request("/chunked"), this)))->document.size(), 10'001);
    const auto none = await(client.send(request("/none", "DELETE"), this));
    QVERIFY(none);
    QVERIFY((*none)->document.isNull());
}

// printf '{"a":1}' | gzip -9n
static const QByteArray packed = QByteArray::fromHex("1f8b0800000000000203ab564a54b232ac0500afac1b5607000000");

void TestClient::unpacksGzip()
{
    FakeServer server;
    server.on("GET /good", answer::json(packed, 200, {{"Content-Encoding", "gzip"}}));
    server.on("GET /bad", answer::json("{\"a\":1}", 200, {{"Content-Encoding", "gzip"}}));
    server.on("GET /cut", answer::json(packed.left(14), 200, {{"Content-Encoding", "gzip"}}));
    net::Client client(endpointOf(server), nullptr);
    const auto good = await(client.send(request("/good"), this));
    QVERIFY2(good, good ? "" : qPrintable(good.error().message));
    QCOMPARE((*good)->body, QByteArray("{\"a\":1}"));
    server.on(
        "GET /crc",
        answer::json(QByteArray(packed).replace(packed.size() - 8, 4, "1234"), 200, {{"Content-Encoding", "gzip"}}));
    for (const char *target : {"/bad", "/cut", "/crc"}) {
        const auto bad = await(client.send(request(target), this));
        QVERIFY(!bad);
        QCOMPARE(bad.error().kind, Error::Kind::Protocol);
    }
}

void TestClient::acceptsFurtherStatuses()
{
    FakeServer server;
    server.on("POST /invoke",
              answer::json(R"({"response":{"success":false}})", 502, {{"x-openwhisk-activation-id", "1"}}));
    net::Client client(endpointOf(server), nullptr);
    net::Request invoke = request("/invoke", "POST");
    const auto refused = await(client.send(invoke, this));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Server);
    invoke.acceptStatus = {502};
    invoke.requiredMembers = {u"activationId"_s}; // asked of success only
    const auto accepted = await(client.send(invoke, this));
    QVERIFY(accepted);
    QCOMPARE((*accepted)->status, 502);
    QVERIFY((*accepted)->document.contains(u"response"));
    invoke.acceptHeader = "X-OpenWhisk-Activation-Id";
    QVERIFY(await(client.send(invoke, this)));
    server.on("POST /invoke", answer::error(502, "no activation"));
    QCOMPARE(await(client.send(invoke, this)).error().kind, Error::Kind::Server);
    invoke.acceptHeader.clear();
    server.on("POST /invoke", answer::html("<title>502 Bad Gateway</title>", 502));
    const auto proxy = await(client.send(invoke, this));
    QVERIFY(!proxy);
    QCOMPARE(proxy.error().kind, Error::Kind::Server);
    QVERIFY(proxy.error().message.contains(u"502 Bad Gateway"_s));
}

void TestClient::parsesOnlyWhenAsked()
{
    FakeServer server;
    server.on("GET /raw", answer::json("[1,"));
    server.on("GET /text", answer::text("pong"));
    net::Client client(endpointOf(server), nullptr);
    net::Request raw = request("/raw");
    raw.parseJson = false;
    const auto unparsed = await(client.send(raw, this));
    QVERIFY(unparsed);
    QVERIFY((*unparsed)->document.isNull());
    net::Request text = request("/text");
    text.expect = net::Expect::Text;
    QCOMPARE((*await(client.send(text, this)))->body, QByteArray("pong"));
    text.expect = net::Expect::Json;
    QCOMPARE(await(client.send(text, this)).error().kind, Error::Kind::Protocol);
    QCOMPARE(server.requests().at(1).header("Accept"), QByteArray("*/*"));
}

void TestClient::refusesWritesWhenReadOnly_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<bool>("allowed");
    for (const char *method : {"GET", "HEAD", "OPTIONS"})
        QTest::newRow(method) << QByteArray(method) << true;
    for (const char *method : {"PUT", "POST", "PATCH", "DELETE", "put", "MADEUP"})
        QTest::newRow(method) << QByteArray(method) << false;
}

void TestClient::refusesWritesWhenReadOnly()
{
    QFETCH(QByteArray, method);
    QFETCH(bool, allowed);
    FakeServer server;
    server.on(method + " /x", answer::json("{}"));
    net::Endpoint endpoint = endpointOf(server);
    endpoint.readOnly = true;
    net::Client client(endpoint, nullptr);
    const auto reply = await(client.send(request("/x", method), this));
    QCOMPARE(bool(reply), allowed);
    QCOMPARE(server.count(), allowed ? 1 : 0);
    if (!allowed) {
        QCOMPARE(reply.error().kind, Error::Kind::Forbidden);
        QVERIFY(reply.error().message.contains(u"read-only"_s));
    }
}

void TestClient::triesAGetAgain()
{
    FakeServer server;
    server.once("GET /a", answer::cut("[1,2,3]", 2));
    server.on("GET /a", answer::json("[1,2,3]"));
    net::RequestLog log;
    net::Client client(endpointOf(server), &log);
    const auto reply = await(client.send(request("/a"), this));
    QVERIFY(reply);
    QCOMPARE((*reply)->body, QByteArray("[1,2,3]"));
    QCOMPARE(log.entries().size(), 2);
    QCOMPARE(log.entries().at(0).attempt, 1);
    QVERIFY(log.entries().at(0).failure.contains(u"2 of 7 bytes"_s));
    QCOMPARE(log.entries().at(1).attempt, 2);
    QVERIFY(log.entries().at(1).failure.isEmpty());
    QVERIFY(log.entries().at(1).startedMs - log.entries().at(0).startedMs >= 190); // after a pause
}

void TestClient::givesUpAfterThree()
{
    FakeServer server;
    server.on("GET /a", answer::closed());
    net::RequestLog log;
    net::Client client(endpointOf(server), &log);
    const auto reply = await(client.send(request("/a"), this));
    QVERIFY(!reply);
    QCOMPARE(reply.error().kind, Error::Kind::Network);
    QCOMPARE(log.entries().size(), 3);
    QCOMPARE(log.failed(), 3);
    // no pause that would end behind the deadline
    net::Request hurried = request("/a");
    hurried.deadline = std::chrono::milliseconds(190);
    QVERIFY(!await(client.send(hurried, this)));
    QCOMPARE(log.entries().size(), 4);
}

void TestClient::neverRepeatsARefusedGet()
{
    FakeServer server;
    server.on("GET /a", answer::error(503, "busy"));
    net::Client client(endpointOf(server), nullptr);
    QVERIFY(!await(client.send(request("/a"), this)));
    QCOMPARE(server.count(), 1);
}

void TestClient::learnsLatencyAndClock()
{
    FakeServer server;
    const QDateTime ahead = QDateTime::currentDateTimeUtc().addSecs(3600);
    const QByteArray date = QLocale::c().toString(ahead, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1();
    server.on("GET /a", answer::json("{}", 200, {{"Date", date}}));
    net::Client client(endpointOf(server), nullptr);
    QCOMPARE(client.lastLatencyMs(), -1.0);
    QCOMPARE(client.serverClockOffsetMs(), 0);
    QVERIFY(await(client.send(request("/a"), this)));
    QVERIFY(client.lastLatencyMs() > 0);
    QVERIFY2(qAbs(client.serverClockOffsetMs() - 3'600'000) < 60'000,
             qPrintable(QString::number(client.serverClockOffsetMs())));
}

void TestClient::tellsWhatItDoes()
{
    FakeServer server;
    server.on("GET /a", answer::error(429, "Too many"));
    net::Client client(endpointOf(server), nullptr);
    QSignalSpy answered(&client, &net::Client::answered);
    QVERIFY(!await(client.send(request("/a"), this)));
    QCOMPARE(answered.takeFirst(), QVariantList({true, 429}));
    server.stop();
    QVERIFY(!await(client.send(request("/a"), this)));
    QCOMPARE(answered.takeFirst(), QVariantList({false, 0}));
}

void TestClient::largeAnswersAreJudgedOnAWorker()
{
    FakeServer server;
    const QByteArray large = "[" + QByteArray("{\"name\":\"value\"},").repeated(50'000) + "1]";
    server.on("GET /a", answer::json(large));
    server.on("GET /cut", answer::cutChunked(large, 500'000));
    net::Client client(endpointOf(server), nullptr);
    const auto whole = await(client.send(request("/a"), this), 60'000);
    QVERIFY2(whole, whole ? "" : qPrintable(whole.error().message));
    QCOMPARE((*whole)->document.size(), 50'001);
    const auto cut = await(client.send(request("/cut"), this));
    QVERIFY(!cut);
    QVERIFY2(cut.error().message.contains(u"after 500000 bytes"_s), qPrintable(cut.error().message));
    // Ends while the worker is at it, or just after: in either case nobody waits for ever, and the sanitizers object
    // to a worker that outlives its client.
    auto owner = std::make_unique<QObject>();
    auto other = std::make_unique<net::Client>(endpointOf(server), nullptr);
    QSignalSpy received(&server, &FakeServer::received);
    const auto future = other->send(request("/a"), owner.get());
    QTRY_VERIFY(!received.isEmpty());
    other.reset();
    QVERIFY(future.isFinished());
}

QTEST_GUILESS_MAIN(TestClient)
#include "tst_client.moc"
