#include "core/openwhisk/operations.h"

#include "data.h"
#include "fakecatalog.h"
#include "tests/support/await.h"

#include <QElapsedTimer>

using namespace Qt::StringLiterals;
using namespace openwhisk;

class TestActivations : public QObject, protected Served {
    Q_OBJECT
private Q_SLOTS:
    void init() { serve(); }
    void list()
    {
        m_server->on(m_path, answer::json(dataText("activations.json")));
        const auto rows = await(listActivations(*m_client, {}, this));
        QCOMPARE((*rows)->size(), 9);
        QCOMPARE(m_server->requests().last().target, "/api/v1/namespaces/_/activations?limit=200");
        ActivationQuery query{u"my pkg/a"_s, 5, 7, 10, 20};
        QVERIFY(await(listActivations(*m_client, query, this)));
        QCOMPARE(m_server->requests().last().target,
                 "/api/v1/namespaces/_/activations?limit=10&skip=20&name=my%20pkg%2Fa&since=5&upto=7");
    }
    void record()
    {
        m_server->on(m_path + "/a6e9485475e44daba9485475e46dab82", answer::json(dataText("record-keyerror.json")));
        const auto record = await(getActivation(*m_client, u" A6E94854-75E4-4DAB-A948-5475E46DAB82 "_s, this));
        QCOMPARE(record->summary.name.name, u"p-keyerror"_s);
        QCOMPARE(await(getActivation(*m_client, u"../../x"_s, this)).error().kind, Error::Kind::NotFound);
        QVERIFY(m_server->requests().last().target.endsWith("/activations/..%2F..%2Fx"));
    }
    void parts()
    {
        m_server->on(m_path + "/1/logs", answer::json(R"({"logs":["2026-01-01T00:00:00.1Z stdout: hi","bare"]})"));
        m_server->on(m_path + "/1/result", answer::json(R"({"result":{"n":1.50},"status":"success","success":true})"));
        const auto logs = await(getActivationLogs(*m_client, u"1"_s, this));
        QCOMPARE(logs->size(), 2);
        QCOMPARE(logs->first().stream, LogLine::Stream::Stdout);
        QCOMPARE(json::compact(*await(getActivationResult(*m_client, u"1"_s, this))), R"({"n":1.50})");
    }
    void comesLater()
    {
        m_server->once(m_path + "/1", answer::error(404, "The requested resource does not exist."));
        m_server->once(m_path + "/1", answer::error(404, "The requested resource does not exist."));
        m_server->on(m_path + "/1", answer::json(dataText("record-keyerror.json")));
        QVERIFY(await(awaitActivation(*m_client, u"1"_s, 5000, this)));
        QCOMPARE(m_server->count(), 3);
    }
    void neverComes()
    {
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(await(awaitActivation(*m_client, u"1"_s, 250, nullptr)).error().kind, Error::Kind::NotFound);
        QVERIFY(timer.elapsed() >= 240);
        QCOMPARE(m_server->count(), 3);
    }
    void otherErrorsEndTheWait()
    {
        m_server->on(m_path + "/1", answer::error(403, "no"));
        QCOMPARE(await(awaitActivation(*m_client, u"1"_s, 60'000, this)).error().kind, Error::Kind::Forbidden);
    }
    void ownerOfAWaitDies()
    {
        auto owner = std::make_unique<QObject>();
        const auto record = awaitActivation(*m_client, u"1"_s, 60'000, owner.get());
        QTRY_VERIFY(m_server->count() >= 1); // it asks on and on
        owner.reset();
        QCOMPARE(await(record).error().kind, Error::Kind::Canceled);
    }

private:
    const QByteArray m_path = "GET /api/v1/namespaces/_/activations";
};

QTEST_GUILESS_MAIN(TestActivations)
#include "tst_activations.moc"
