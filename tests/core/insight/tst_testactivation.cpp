#include "core/gateway/save.h"
#include "core/gateway/testanswer.h"
#include "core/insight/testactivation.h"
#include "core/net/requestlog.h"
#include "tests/core/gateway/sandboxgateway.h"
#include "tests/support/fakeserver.h"

#include <QDateTime>
#include <QSignalSpy>

using namespace gateway;
using namespace Qt::StringLiterals;

/// Requests through the sandbox's data plane, and the activations behind them.
class TestTestActivation : public QObject {
    Q_OBJECT

private:
    SandboxGateway m_sandbox;
    std::unique_ptr<net::Client> m_admin;
    std::unique_ptr<net::Client> m_plane;
    std::unique_ptr<openwhisk::Session> m_session;
    net::RequestLog m_log;
    Server m_server;

    net::Endpoint functions(const QUrl &base) const
    {
        net::Endpoint endpoint;
        endpoint.base = base;
        endpoint.authorization = "Basic " + m_sandbox.functions().key().toBase64();
        return endpoint;
    }
    void put(const QString &id, const QByteArray &route)
    {
        const auto saved = await(create(*m_admin, m_server, {Kind::Route, id, {}}, SandboxGateway::value(route), nullptr));
        QVERIFY2(saved && saved->state == Saved::State::Done, qPrintable(saved ? saved->complaint.words : saved.error().message));
    }
    TestAnswer sent(const TestRequest &request)
    {
        const auto answer = await(sendTest(*m_plane, request, nullptr, nullptr));
        return answer ? *answer : TestAnswer();
    }
    /// What was saved needs a moment to get there; QTRY would send more than one that is answered.
    TestAnswer sentUntil(int status, const TestRequest &request)
    {
        TestAnswer answer;
        const bool came = QTest::qWaitFor([&] { return (answer = sent(request)).status == status; }, 30'000);
        return came ? answer : TestAnswer();
    }
    QByteArray openwhisk(const QByteArray &uri, const QByteArray &action, const QByteArray &more = {}) const
    {
        return "{'uri':'" + uri + "','plugins':{'openwhisk':{'api_host':'" + m_sandbox.functions().url().toString().toLatin1()
            + "','service_token':'" + m_sandbox.functions().key() + "','namespace':'guest','action':'" + action + "'" + more + "}}}";
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_sandbox.start());
        m_admin = std::make_unique<net::Client>(m_sandbox.endpoint(), &m_log);
        m_plane = std::make_unique<net::Client>(m_sandbox.plane(), &m_log);
        const auto server = await(detect(*m_admin, nullptr));
        QVERIFY(server);
        m_server = *server;
        m_session = std::make_unique<openwhisk::Session>(functions(m_sandbox.functions().url()), u"p"_s, u"Sandbox"_s, &m_log);
        QCOMPARE(m_sandbox.functions().putNode("hello", "function main(p) { return {hello: p.name || 'you'}; }").status, 200);
        QCOMPARE(m_sandbox.functions().putNode("broken", "function main() { return {error: 'boom'}; }").status, 200);
    }

    void foundByItsTime()
    {
        put(u"hello"_s, openwhisk("/hello", "hello", ",'timeout':60000"));
        const TestRequest request{"POST", u"http://api.test/hello"_s, {}, "{\"name\":\"me\"}"};
        TestAnswer answer = sentUntil(200, request);
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.body.contains("me"));
        QCOMPARE(activationIdOf(answer), QString()); // the plugin hands no header on
        insight::TestActivation search(*m_session);
        QSignalSpy found(&search, &insight::TestActivation::found);
        search.look({u"_"_s, {}, u"hello"_s}, answer.startedMs, answer.durationMs);
        QVERIFY(search.isLooking());
        QTRY_COMPARE(found.size(), 1);
        QVERIFY(!search.isLooking());
        const QStringList ids = found.first().first().toStringList();
        QCOMPARE(ids.size(), 1);
        const auto record = await(openwhisk::getActivation(m_session->client(), ids.first(), nullptr));
        QVERIFY(record);
        // The next one is another.
        answer = sent(request);
        search.look({u"_"_s, {}, u"hello"_s}, answer.startedMs, answer.durationMs);
        QTRY_COMPARE(found.size(), 2);
        QCOMPARE(found.last().first().toStringList().size(), 1);
        QVERIFY(found.last().first().toStringList() != ids);
    }

    void anActionsOwnError()
    {
        put(u"broken"_s, openwhisk("/broken", "broken", ",'timeout':60000"));
        const FunctionCall call{u"openwhisk"_s, {}, u"guest"_s, {}, u"broken"_s, 60000, true};
        const TestAnswer answer = sentUntil(502, {"POST", u"/broken"_s, {}, "{}"});
        QCOMPARE(answer.status, 502);
        const TestVerdict verdict = verdictOf(answer, call);
        QCOMPARE(verdict.by, TestVerdict::By::Function);
        QCOMPARE(verdict.weight, TestVerdict::Weight::Failure);
    }

    void refusedOnTheWay()
    {
        put(u"key"_s, "{'uri':'/key','plugins':{'key-auth':{}},'upstream':{'nodes':{'127.0.0.1:1':1}}}");
        put(u"down"_s, "{'uri':'/down','upstream':{'nodes':{'127.0.0.1:1':1}}}");
        TestAnswer answer = sentUntil(401, {"GET", u"/key"_s});
        QCOMPARE(answer.status, 401);
        QCOMPARE(verdictOf(answer).plugin, u"key-auth"_s);
        answer = sentUntil(502, {"GET", u"/down"_s});
        QCOMPARE(answer.status, 502);
        QCOMPARE(verdictOf(answer).by, TestVerdict::By::Gateway);
        answer = sent({"GET", u"/nobody"_s});
        QCOMPARE(answer.status, 404);
        QVERIFY(verdictOf(answer).sentence.contains(u"No route"_s));
    }

    void theHostDecides()
    {
        put(u"hosted"_s, "{'uri':'/h','host':'shop.test','plugins':{'mocking':{'response_example':'hi','content_type':'text/plain'}}}");
        QTRY_COMPARE(sent({"GET", u"http://shop.test/h"_s}).body, "hi");
        QCOMPARE(sent({"GET", u"http://other.test/h"_s}).status, 404);
    }

    void failsAndEnds()
    {
        FakeServer server;
        const QByteArray asked = "GET /api/v1/namespaces/_/activations";
        server.on(asked, answer::error(503, "down"));
        auto session = std::make_unique<openwhisk::Session>(functions(server.url()), u"q"_s, u"Fake"_s, &m_log);
        insight::TestActivation search(*session);
        QSignalSpy failed(&search, &insight::TestActivation::failed);
        search.look({u"_"_s, {}, u"x"_s}, QDateTime::currentMSecsSinceEpoch(), 5);
        QTRY_COMPARE(failed.size(), 1);
        server.on(asked, answer::json("[]"));
        search.look({u"_"_s, {}, u"x"_s}, QDateTime::currentMSecsSinceEpoch(), 5);
        QTRY_VERIFY(server.count(asked) >= 3); // looks again
        session.reset();
        QTRY_VERIFY(!search.isLooking());
        QSignalSpy found(&search, &insight::TestActivation::found);
        search.look({u"_"_s, {}, u"x"_s}, 0, 5);
        QVERIFY(!search.isLooking());
        QCOMPARE(found.size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestTestActivation)
#include "tst_testactivation.moc"
