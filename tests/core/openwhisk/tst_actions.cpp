#include "core/openwhisk/operations.h"

#include "data.h"
#include "fakecatalog.h"
#include "tests/support/await.h"

using namespace Qt::StringLiterals;
using namespace openwhisk;

namespace {

const QByteArray echo = R"({"namespace":"g","name":"a","version":"0.0.2","exec":{"kind":"nodejs:20","code":"x","binary":false},
"parameters":[],"annotations":[{"key":"exec","value":"nodejs:20"}],"limits":{"timeout":60000}})";

} // namespace

class TestActions : public QObject, protected Served {
    Q_OBJECT
private Q_SLOTS:
    void init() { serve(); }
    void get()
    {
        m_server->on("GET /api/v1/namespaces/_/actions/p/a?code=false", answer::json(dataText("action-in-package.json")));
        m_server->on("GET /api/v1/namespaces/_/actions/p/a?code=true", answer::json(dataText("action-through-binding.json")));
        m_server->on("GET /api/v1/namespaces/_/packages/p", answer::json(dataText("package.json")));
        const EntityName name{u"_"_s, u"p"_s, u"a"_s};
        QVERIFY(!await(getAction(*m_client, name, WithCode::No, this))->exec.code);
        QVERIFY(await(getAction(*m_client, name, WithCode::Yes, this))->exec.code);
        QCOMPARE(await(getPackage(*m_client, {u"_"_s, {}, u"p"_s}, this))->entries.size(), 4);
        QCOMPARE(await(getAction(*m_client, m_a, WithCode::No, this)).error().kind, Error::Kind::NotFound);
    }
    void put()
    {
        m_server->on("PUT /api/v1/namespaces/_/actions/a?overwrite=true", answer::json(echo));
        const auto saved = await(putAction(*m_client, m_a, m_body, Overwrite::Yes, this));
        QCOMPARE(saved->version, u"0.0.2"_s);
        QCOMPARE(m_server->requests().last().body, json::compact(m_body));
    }
    void createOverAnExistingOne()
    {
        m_server->on("PUT /api/v1/namespaces/_/actions/a", answer::error(409, "resource already exists"));
        const auto saved = await(putAction(*m_client, m_a, m_body, Overwrite::No, this));
        QCOMPARE(saved.error().kind, Error::Kind::Conflict);
        QVERIFY(!saved.error().maybeDone);
    }
    void putAnsweredByOkOnly()
    {
        m_server->on("PUT /api/v1/namespaces/_/actions/a", answer::text("OK"));
        m_server->on("GET /api/v1/namespaces/_/actions/a", answer::json(echo));
        QCOMPARE(await(putAction(*m_client, m_a, m_body, Overwrite::Yes, this))->name.name, u"a"_s);
    }
    void lostWhileSaving()
    {
        m_server->on("PUT /api/v1/namespaces/_/actions/a", answer::closed());
        const auto saved = await(putAction(*m_client, m_a, m_body, Overwrite::Yes, this));
        QCOMPARE(saved.error().kind, Error::Kind::Network);
        QVERIFY(saved.error().maybeDone);
        QVERIFY(saved.error().message.contains(u"unknown"_s));
        QCOMPARE(m_server->count("PUT *"), 1); // never twice
    }
    void refusedWhileSaving()
    {
        m_server->stop();
        QVERIFY(!await(putAction(*m_client, m_a, m_body, Overwrite::Yes, this)).error().maybeDone);
    }
    void looksAfterALostSave_data()
    {
        QTest::addColumn<QByteArray>("now");
        QTest::addColumn<QString>("before");
        QTest::addColumn<int>("written");
        QTest::newRow("saved") << echo << u"0.0.1"_s << int(Written::Yes);
        QTest::newRow("created") << echo << QString() << int(Written::Yes);
        QTest::newRow("not saved") << echo << u"0.0.2"_s << int(Written::No);
        QTest::newRow("somebody else's") << QByteArray(echo).replace("\"x\"", "\"y\"") << u"0.0.1"_s << int(Written::Otherwise);
        QTest::newRow("not created") << QByteArray() << QString() << int(Written::No);
    }
    void looksAfterALostSave()
    {
        QFETCH(QByteArray, now);
        QFETCH(QString, before);
        QFETCH(int, written);
        if (!now.isEmpty())
            m_server->on("GET /api/v1/namespaces/_/actions/a?code=true", answer::json(now));
        QCOMPARE(int(*await(verifyWrite(*m_client, m_a, m_body, before, this))), written);
    }
    void cannotLook()
    {
        m_server->on("GET *", answer::error(503, "down"));
        QVERIFY(!await(verifyWrite(*m_client, m_a, m_body, {}, this)));
    }
    void savesInTwoSteps()
    {
        m_server->on("PUT /api/v1/namespaces/_/actions/a?overwrite=true", answer::json(echo));
        const auto body = jsonOf(R"({"exec":{"kind":"sequence","components":["/_/b"]},"delAnnotations":["d"]})");
        QVERIFY(await(saveAction(*m_client, m_a, body, this)));
        QCOMPARE(m_server->requests().size(), 2);
        QCOMPARE(m_server->requests()[0].body, R"({"delAnnotations":["d"]})");
        QCOMPARE(m_server->requests()[1].body, R"({"exec":{"kind":"sequence","components":["/_/b"]}})");
    }
    void secondStepFails()
    {
        m_server->once("PUT /api/v1/namespaces/_/actions/a?overwrite=true", answer::json(echo));
        m_server->once("PUT /api/v1/namespaces/_/actions/a?overwrite=true", answer::error(400, "No component specified for the sequence."));
        const auto body = jsonOf(R"({"exec":{"kind":"sequence","components":[]},"delAnnotations":["d"]})");
        const auto saved = await(saveAction(*m_client, m_a, body, this));
        QVERIFY(saved.error().message.contains(u"No component"_s) && saved.error().message.contains(u"annotations"_s));
    }
    void tooLargeIsNotSent()
    {
        json::Value body = m_body;
        KeyValue big{u"p"_s, json::Value::string(QString(1'100'000, u'x'))};
        body.set(u"parameters", toJson({big}));
        QCOMPARE(await(putAction(*m_client, m_a, body, Overwrite::Yes, this)).error().kind, Error::Kind::TooLarge);
        NamespaceLimits limits;
        limits.maxParameterBytes = 2'000'000;
        m_server->on("PUT *", answer::json(echo));
        QVERIFY(await(putAction(*m_client, m_a, body, Overwrite::Yes, this, limits)));
        body.set(u"exec", json::Value::object({{u"code"_s, json::Value::string(QString(maxExecBytes + 1, u'x'))}}));
        QCOMPARE(await(putAction(*m_client, m_a, body, Overwrite::Yes, this, limits)).error().kind, Error::Kind::TooLarge);
        QCOMPARE(m_server->count(), 1);
    }
    void tooDeepIsNotSent()
    {
        json::Value deep;
        for (int i = 0; i < 250; ++i)
            deep = json::Value::array({deep});
        QVERIFY(!await(putAction(*m_client, m_a, deep, Overwrite::Yes, this)));
        QCOMPARE(m_server->count(), 0);
    }
    void closedPageSavesAllTheSame()
    {
        m_server->on("PUT *", answer::json(echo));
        auto page = std::make_unique<QObject>();
        const auto saved = putAction(*m_client, m_a, m_body, Overwrite::Yes, page.get());
        page.reset();
        QTRY_COMPARE(m_server->count("PUT *"), 1);
        QTRY_VERIFY(saved.isFinished());
    }
    void remove()
    {
        m_server->on("DELETE /api/v1/namespaces/_/actions/a", answer::json(echo));
        QVERIFY(await(deleteAction(*m_client, m_a, this)));
        m_server->on("DELETE /api/v1/namespaces/_/actions/a", FakeAnswer{204, {}});
        QVERIFY(await(deleteAction(*m_client, m_a, this)));
        m_server->on("DELETE /api/v1/namespaces/_/actions/a", answer::cut(echo, 20));
        QVERIFY(await(deleteAction(*m_client, m_a, this)).error().maybeDone);
        QCOMPARE(m_server->count("DELETE *"), 3);
    }
    void about()
    {
        m_server->on("GET /", answer::json(dataText("root.json")));
        m_server->on("GET /api/v1", answer::json(R"({"description":"OpenWhisk API","build":"b"})"));
        m_server->on("GET /api/v1/namespaces", answer::json(R"(["guest"])"));
        m_server->on("GET /api/v1/namespaces/_/limits", answer::json(R"({"maxActionMemory":1024})"));
        QCOMPARE(await(serverInfo(*m_client, this))->build, u"b"_s);
        QVERIFY(await(serverInfo(*m_client, this))->runtimesKnown);
        QCOMPARE(*await(namespaces(*m_client, this)), QStringList{u"guest"_s});
        QCOMPARE(await(namespaceLimits(*m_client, this))->maxMemoryMb, 1024);
    }
    void aboutBehindAProxy()
    {
        m_server->on("GET /", answer::html("<html>welcome</html>"));
        m_server->on("GET /api/v1", answer::json(R"({"description":"OpenWhisk API"})"));
        m_server->on("GET /api/v1/namespaces", answer::json("{}"));
        QVERIFY(!await(serverInfo(*m_client, this))->runtimesKnown);
        QCOMPARE(await(namespaces(*m_client, this)).error().kind, Error::Kind::Protocol);
        m_server->on("GET /api/v1", answer::error(500, "no"));
        QCOMPARE(await(serverInfo(*m_client, this)).error().kind, Error::Kind::Server);
    }

private:
    const EntityName m_a{u"_"_s, {}, u"a"_s};
    const json::Value m_body = jsonOf(R"({"exec":{"kind":"nodejs:20","code":"x"}})");
};

QTEST_GUILESS_MAIN(TestActions)
#include "tst_actions.moc"
