#include "core/openwhisk/invoke.h"

#include "data.h"
#include "fakecatalog.h"
#include "tests/support/await.h"

using namespace Qt::StringLiterals;
using namespace openwhisk;

class TestInvoke : public QObject, protected Served {
    Q_OBJECT
private Q_SLOTS:
    void init() { serve(); }
    void outcomes_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("mode");
        QTest::addColumn<bool>("finished");
        QTest::addColumn<bool>("record");
        QTest::addColumn<QByteArray>("result");
        const QByteArray record = dataText("record-keyerror.json");
        const int blocking = int(Invoke::Blocking);
        const int only = int(Invoke::BlockingResultOnly);
        QTest::newRow("record") << 200 << record << blocking << true << true << QByteArray(R"({"error":"'missing'"})");
        QTest::newRow("result only") << 200 << QByteArray(R"({"n":1.50})") << only << true << false << QByteArray(R"({"n":1.50})");
        QTest::newRow("result that looks like a record")
            << 200 << record << only << true << false << json::compact(jsonOf(record));
        QTest::newRow("bare array") << 200 << QByteArray("[1,[]]") << blocking << true << false << QByteArray("[1,[]]");
        QTest::newRow("empty array, result only") << 200 << QByteArray("[]") << only << true << false << QByteArray("[]");
        QTest::newRow("goes on") << 202 << QByteArray(R"({"activationId":"abc"})") << only << false << false << QByteArray("null");
        QTest::newRow("not blocking")
            << 202 << QByteArray(R"({"activationId":"abc"})") << int(Invoke::NonBlocking) << false << false << QByteArray("null");
        QTest::newRow("failed") << 502 << record << blocking << true << true << QByteArray(R"({"error":"'missing'"})");
        QTest::newRow("failed, result only")
            << 502 << QByteArray(R"({"error":[1]})") << only << true << false << QByteArray(R"({"error":[1]})");
        QTest::newRow("no runtime") << 500 << QByteArray(R"({"error":"Failed to provision"})") << only << true << false
                                    << QByteArray(R"({"error":"Failed to provision"})");
    }
    void outcomes()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(int, mode);
        QFETCH(bool, finished);
        QFETCH(bool, record);
        QFETCH(QByteArray, result);
        m_server->on("POST *", answer::json(body, status, {{"X-OpenWhisk-Activation-Id", "0a1b"}}));
        const auto outcome = await(invokeAction(*m_client, m_a, R"({"x":1})", Invoke(mode), this));
        QVERIFY2(outcome, qPrintable(outcome ? QString() : outcome.error().message));
        QCOMPARE(outcome->httpStatus, status);
        QCOMPARE(outcome->failed, status >= 500);
        QCOMPARE(outcome->finished, finished);
        QCOMPARE(outcome->activation.has_value(), record);
        QCOMPARE(outcome->activationId, record ? u"a6e9485475e44daba9485475e46dab82"_s : u"0a1b"_s);
        QCOMPARE(json::compact(outcome->result), result);
        QVERIFY(outcome->roundTripMs > 0);
    }
    void idFromTheBody()
    {
        m_server->on("POST *", answer::json(R"({"activationId":"abc"})", 202));
        QCOMPARE(await(invokeAction(*m_client, m_a, {}, Invoke::NonBlocking, this))->activationId, u"abc"_s);
    }
    void keepsTheRecordWhereAsked()
    {
        m_server->on("POST *", answer::json(R"({"activationId":"abc"})", 202));
        QVERIFY(await(invokeAction(*m_client, m_a, {}, Invoke::Blocking, this)));
        QVERIFY(m_server->requests().last().header("X-OW-EXTRA-LOGGING").isEmpty());
        QVERIFY(await(invokeAction(*m_client, m_a, {}, Invoke::Blocking, this, {}, KeepRecord::Always)));
        QCOMPARE(m_server->requests().last().header("X-OW-EXTRA-LOGGING"), "on");
    }
    void refusals_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("html");
        QTest::addColumn<int>("kind");
        QTest::newRow("nginx") << 502 << true << int(Error::Kind::Server);
        QTest::newRow("server's own 502") << 502 << false << int(Error::Kind::Server);
        QTest::newRow("server's own 500") << 500 << false << int(Error::Kind::Server);
        QTest::newRow("overloaded") << 503 << false << int(Error::Kind::Server);
        QTest::newRow("throttled") << 429 << false << int(Error::Kind::Throttled);
        QTest::newRow("missing") << 404 << false << int(Error::Kind::NotFound);
        QTest::newRow("too large") << 413 << false << int(Error::Kind::TooLarge);
    }
    void refusals()
    {
        QFETCH(int, status);
        QFETCH(bool, html);
        QFETCH(int, kind);
        m_server->on("POST *", html ? answer::html("<html><title>502 Bad Gateway</title></html>", status)
                                    : answer::error(status, "words of the server"));
        const auto outcome = await(invokeAction(*m_client, m_a, {}, Invoke::Blocking, this));
        QCOMPARE(int(outcome.error().kind), kind);
        QVERIFY(html || outcome.error().message.contains(u"words of the server"_s));
        QCOMPARE(m_server->count(), 1);
    }
    void garbledResult()
    {
        m_server->on("POST *", answer::json("{\"a\":", 200, {{"X-OpenWhisk-Activation-Id", "0a1b"}}));
        QCOMPARE(await(invokeAction(*m_client, m_a, {}, Invoke::Blocking, this)).error().kind, Error::Kind::Protocol);
    }
    void lost()
    {
        m_server->on("POST *", answer::closed());
        QVERIFY(await(invokeAction(*m_client, m_a, {}, Invoke::Blocking, this)).error().maybeDone);
        QCOMPARE(m_server->count(), 1);
    }
    void payloads_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<QByteArray>("sent");
        QTest::newRow("none") << QByteArray() << QByteArray("{}");
        QTest::newRow("blanks") << QByteArray(" \n ") << QByteArray("{}");
        QTest::newRow("numbers and order stay")
            << QByteArray("{ \"b\": 1.50,\n\"a\": 12345678901234567890 }") << QByteArray(R"({"b":1.50,"a":12345678901234567890})");
        QTest::newRow("array") << QByteArray("[1]") << QByteArray();
        QTest::newRow("text") << QByteArray("\"x\"") << QByteArray();
        QTest::newRow("broken") << QByteArray("{\"a\":}") << QByteArray();
        QTest::newRow("large") << QByteArray("{\"a\":\"" + QByteArray(1'100'000, 'x') + "\"}") << QByteArray();
        QTest::newRow("deep") << QByteArray("{\"a\":" + QByteArray(300, '[') + QByteArray(300, ']') + "}") << QByteArray();
    }
    void payloads()
    {
        QFETCH(QByteArray, payload);
        QFETCH(QByteArray, sent);
        m_server->on("POST /api/v1/namespaces/_/actions/p/a?blocking=true&result=true", answer::json("{}"));
        const EntityName name{u"_"_s, u"p"_s, u"a"_s};
        const auto outcome = await(invokeAction(*m_client, name, payload, Invoke::BlockingResultOnly, this));
        QCOMPARE(bool(outcome), !sent.isEmpty());
        QCOMPARE(m_server->count(), sent.isEmpty() ? 0 : 1);
        if (outcome)
            QCOMPARE(m_server->requests().first().body, sent);
        else
            QVERIFY(!outcome.error().message.isEmpty());
    }
    void doesNotStandInTheWayOfLists()
    {
        m_server->hold("POST *");
        m_server->on("POST *", answer::json("{}"));
        m_server->on("GET /api/v1/namespaces", answer::json("[\"g\"]"));
        QList<Async<InvokeOutcome>> running;
        for (int i = 0; i < 6; ++i)
            running.append(invokeAction(*m_client, m_a, {}, Invoke::Blocking, this));
        QTRY_COMPARE(m_server->waiting(), 6);
        QVERIFY(await(namespaces(*m_client, this)));
        m_server->release("POST *");
        for (const auto &outcome : std::as_const(running))
            QVERIFY(await(outcome));
    }

private:
    const EntityName m_a{u"_"_s, {}, u"a"_s};
};

QTEST_GUILESS_MAIN(TestInvoke)
#include "tst_invoke.moc"
