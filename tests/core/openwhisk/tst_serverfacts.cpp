#include "core/openwhisk/serverfacts.h"

#include "fakecatalog.h"
#include "tests/support/await.h"

#include <QTest>

using namespace openwhisk;
using namespace Qt::StringLiterals;

/// What a server tells of itself, whatever part of it a proxy hides; what this minute has used.
class TestServerFacts : public QObject, protected Served {
    Q_OBJECT


    Result<ServerFacts> facts() { return await(serverFacts(*m_client, this)); }
    static ActivationSummary run(qint64 start, const QString &kind, const QString &cause = {})
    {
        ActivationSummary row;
        row.start = start;
        row.kind = kind;
        row.cause = cause;
        if (!kind.isEmpty())
            row.end = start + 1;
        return row;
    }

private Q_SLOTS:
    void init() { serve(); }

    void allOfIt()
    {
        m_server->on("GET /", answer::json(R"({"description":"OpenWhisk","runtimes":{"python":[{"kind":"python:3.11","default":true}],)"
                                           R"("java":[{"kind":"java:8","image":"j","requireMain":true,"attached":true,"deprecated":true}]}})"));
        m_server->on("GET /api/v1", answer::json(R"({"build":"2026","api_version":"1.0.0"})"));
        m_server->on("GET /api/v1/namespaces/_/limits", answer::json(R"({"firesPerMinute":60})"));
        m_server->on("GET /activation/count", answer::json("3"));
        m_server->on("GET /invokers", answer::json(R"({"invoker0/0":"up","invoker1/1":"down"})"));
        const auto told = facts();
        QVERIFY(told);
        QCOMPARE(told->api.value(u"build").toString(), u"2026"_s);
        QCOMPARE(told->limits.value(u"firesPerMinute").toInteger(), std::optional<qint64>(60));
        QCOMPARE(told->runtimes.size(), 2);
        QCOMPARE(told->runtimes.at(0).runtime.kind, u"java:8"_s); // by family
        QVERIFY(told->runtimes.at(0).runtime.requireMain && told->runtimes.at(0).runtime.deprecated && told->runtimes.at(0).attached);
        QCOMPARE(told->runtimes.at(0).image, u"j"_s);
        QVERIFY(told->runtimes.at(1).runtime.isDefault);
        QCOMPARE(told->inFlight, std::optional<qint64>(3));
        QCOMPARE(told->invokers, (QList<QPair<QString, QString>>{{u"invoker0/0"_s, u"up"_s}, {u"invoker1/1"_s, u"down"_s}}));
    }

    void whatAProxyHidesIsMissing()
    {
        m_server->on("GET /", answer::html("<h1>nginx</h1>", 403));
        m_server->on("GET /api/v1", answer::json(R"({"build":"2026"})"));
        const auto told = facts();
        QVERIFY(told);
        QVERIFY(told->root.isNull() && told->runtimes.isEmpty() && !told->inFlight && told->invokers.isEmpty());
        QCOMPARE(told->api.value(u"build").toString(), u"2026"_s);
    }

    void nothingAtAllIsAnError()
    {
        m_server->on("GET *", answer::error(401, "The supplied authentication is invalid"));
        const auto told = facts();
        QVERIFY(!told);
        QCOMPARE(told.error().kind, Error::Kind::Unauthorized);
    }

    void theMinuteIsCounted()
    {
        const QList<ActivationSummary> rows{run(1000, u"nodejs:20"_s), run(1001, u"sequence"_s), run(1002, u"nodejs:20"_s, u"cause"_s),
                                            run(1003, {}), run(999, u"nodejs:20"_s)};
        const MinuteUse use = countUse(rows, 1000, 200);
        QCOMPARE(use.runs, 2); // neither the member nor the one of the minute before
        QCOMPARE(use.fires, 1);
        QVERIFY(!use.more);
        QVERIFY(countUse(rows, 1000, 5).more);
        QCOMPARE(countUse({}, 1000, 5).runs, 0);
    }

    void theMinuteIsTheServers()
    {
        const QDateTime ahead = QDateTime::currentDateTimeUtc().addSecs(3600);
        const QByteArray date = QLocale::c().toString(ahead, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1();
        m_server->on("GET /api/v1", answer::json("{}", 200, {{"Date", date}}));
        m_server->on("GET /api/v1/namespaces/_/activations*", answer::json("[]"));
        QVERIFY(facts());
        const auto use = await(useOfMinute(*m_client, this));
        QVERIFY(use);
        QCOMPARE(use->sinceMs % 60'000, 0);
        QVERIFY(use->sinceMs > QDateTime::currentMSecsSinceEpoch() + 3'000'000);
        m_server->on("GET /api/v1/namespaces/_/activations*", answer::error(503, "tired"));
        QCOMPARE(await(useOfMinute(*m_client, this)).error().kind, Error::Kind::Server);
    }
};

QTEST_GUILESS_MAIN(TestServerFacts)
#include "tst_serverfacts.moc"
