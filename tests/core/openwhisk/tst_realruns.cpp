#include "core/openwhisk/session.h"

#include "data.h"
#include "tests/support/await.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace openwhisk;

/// The operations against whiskboard-sandbox, which runs actions for real.
class TestRealRuns : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_sandbox.setProgram(QStringLiteral(TEST_BIN_DIR "/whiskboard-sandbox"));
        m_sandbox.setArguments({u"--port"_s, u"0"_s, u"--data"_s, m_folder.path(), u"--samples"_s, u"none"_s, u"--as"_s,
                                u"deployed"_s, u"--fill"_s, u"actions=450"_s});
        m_sandbox.start();
        QByteArray said;
        QTRY_VERIFY_WITH_TIMEOUT((said += m_sandbox.readAllStandardOutput()).contains("ready ") && said.endsWith('\n'), 30'000);
        QFile props(m_folder.filePath(u"wskprops"_s));
        QVERIFY(props.open(QIODevice::ReadOnly));
        net::Endpoint endpoint;
        for (const QByteArray &line : props.readAll().split('\n'))
            if (line.startsWith("AUTH="))
                endpoint.authorization = "Basic " + line.mid(5).trimmed().toBase64();
        endpoint.base = QUrl(QString::fromLatin1(said.mid(said.indexOf("ready ") + 6).trimmed()));
        endpoint.proxy = QUrl(u"direct:"_s);
        m_session = std::make_unique<Session>(endpoint, u"id"_s, u"sandbox"_s, nullptr);
    }
    void cleanupTestCase()
    {
        m_session.reset();
        m_sandbox.terminate();
        QVERIFY(QTest::qWaitFor([this] { return m_sandbox.state() == QProcess::NotRunning; }, 30'000));
    }
    void opens()
    {
        m_session->open();
        QTRY_VERIFY(m_session->actions().rows && !m_session->nameSpace().isEmpty() && m_session->info().runtimesKnown);
        QCOMPARE(m_session->actions().rows->size(), 450);
        QCOMPARE(m_session->nameSpace(), u"guest"_s);
    }
    void createInvokeAndFind()
    {
        ActionEdit edit;
        edit.exec.kind = u"nodejs:default"_s;
        edit.exec.code = u"function main(p) { console.log('hi'); if (p.bad) return {error: 'no'}; return {sum: p.a + p.own}; }"_s;
        edit.parameters = {{u"own"_s, json::Value::number(2)}};
        const auto made = await(putAction(client(), m_name, createBody(edit), Overwrite::No, this));
        QVERIFY2(made, qPrintable(made ? QString() : made.error().message));
        QVERIFY(made->exec.kind.startsWith(u"nodejs:"_s));
        QCOMPARE(*await(verifyWrite(client(), m_name, createBody(edit), {}, this)), Written::Yes);

        const auto good = await(invokeAction(client(), m_name, R"({"a":40})", Invoke::Blocking, this), 30'000);
        QVERIFY2(good, qPrintable(good ? QString() : good.error().message));
        QCOMPARE(json::compact(good->result), R"({"sum":42})");
        QVERIFY(good->finished && !good->failed && good->activation->summary.initMs);
        const auto bad = await(invokeAction(client(), m_name, R"({"bad":true})", Invoke::BlockingResultOnly, this), 30'000);
        QVERIFY(bad->failed);
        QCOMPARE(json::compact(bad->result), R"({"error":"no"})");

        const auto record = await(awaitActivation(client(), bad->activationId, 5000, this));
        QCOMPARE(record->summary.status, ActivationStatus::ApplicationError);
        const auto logs = await(getActivationLogs(client(), good->activationId, this));
        QCOMPARE(logs->size(), 1);
        QCOMPARE(logs->first().text, u"hi"_s);
        QCOMPARE(logs->first().stream, LogLine::Stream::Stdout);
        ActivationQuery query;
        query.name = m_name.shown();
        QTRY_COMPARE((*await(listActivations(client(), query, this)))->size(), 2);
    }
    void updateRefreshDelete()
    {
        auto action = await(getAction(client(), m_name, WithCode::Yes, this));
        QVERIFY(action);
        const ActionEdit was = editOf(*action, action->parameters);
        ActionEdit now = was;
        now.limits.memoryMb = 128;
        now.annotations.append({u"description"_s, json::Value::string(u"adds"_s)});
        const auto saved = await(saveAction(client(), m_name, updateBody(*action, was, now), this));
        QVERIFY2(saved, qPrintable(saved ? QString() : saved.error().message));
        QCOMPARE(*saved->limits.memoryMb, 128);
        QCOMPARE(saved->parameters, was.parameters);
        QCOMPARE(findValue(saved->annotations, u"description")->toString(), u"adds"_s);

        const auto before = m_session->actions().rows;
        const auto with = await(refreshActions(client(), before, this));
        QVERIFY2(with, qPrintable(with ? QString() : with.error().message));
        QCOMPARE((*with)->size(), 451);
        QCOMPARE((*with)->first().name.name, m_name.name);
        QVERIFY(await(deleteAction(client(), m_name, this)));
        const auto without = await(refreshActions(client(), *with, this));
        QVERIFY2(without, qPrintable(without ? QString() : without.error().message));
        QCOMPARE((*without)->size(), 450);
        const auto gone = await(getAction(client(), m_name, WithCode::No, this));
        QVERIFY(!gone);
        QCOMPARE(gone.error().kind, Error::Kind::NotFound);
    }

private:
    net::Client &client() { return m_session->client(); }

    const EntityName m_name{u"_"_s, {}, u"a b@c&d"_s};
    QTemporaryDir m_folder;
    QProcess m_sandbox;
    std::unique_ptr<Session> m_session;
};

QTEST_GUILESS_MAIN(TestRealRuns)
#include "tst_realruns.moc"
