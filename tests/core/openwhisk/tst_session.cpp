#include "core/openwhisk/session.h"

#include "fakecatalog.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace openwhisk;

class TestSession : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<FakeServer>();
        m_server->on("GET /", answer::json(R"({"runtimes":{"nodejs":[{"kind":"nodejs:20","default":true}]}})"));
        m_server->on("GET /api/v1", answer::json(R"({"description":"OpenWhisk API"})"));
        m_server->on("GET /api/v1/namespaces", answer::json(R"(["guest"])"));
        m_server->on("GET /api/v1/namespaces/_/limits", answer::json(R"({"maxActionMemory":1024})"));
        m_actions = std::make_unique<FakeCatalog>(*m_server, "actions", 5);
        m_packages = std::make_unique<FakeCatalog>(*m_server, "packages", 2);
        m_triggers = std::make_unique<FakeCatalog>(*m_server, "triggers", 1);
        m_rules = std::make_unique<FakeCatalog>(*m_server, "rules", 0);
        m_session = std::make_unique<Session>(endpointOf(*m_server), u"id"_s, u"local"_s, nullptr);
    }
    void cleanup()
    {
        m_session.reset();
        m_server.reset();
    }
    void opens()
    {
        QCOMPARE(m_session->profileId(), u"id"_s);
        QCOMPARE(m_session->connectionName(), u"local"_s);
        QVERIFY(!m_session->readOnly() && !m_session->connected() && m_session->nameSpace().isEmpty());
        m_session->open();
        QVERIFY(m_session->actions().loading && !m_session->actions().rows);
        QTRY_VERIFY(allLoaded());
        QCOMPARE(m_session->actions().rows->size(), 5);
        QCOMPARE(m_session->packages().rows->size(), 2);
        QCOMPARE(m_session->rules().rows->size(), 0);
        QVERIFY(m_session->actions().loadedAtMs > 0 && !m_session->actions().stale());
        QTRY_COMPARE(m_session->nameSpace(), u"guest"_s);
        QTRY_COMPARE(m_session->limits().maxMemoryMb, 1024);
        QTRY_VERIFY(m_session->info().runtimesKnown);
        QVERIFY(m_session->connected() && !m_session->problem());
    }
    void askedSideBySide()
    {
        m_server->hold("GET *");
        m_session->open();
        QTRY_COMPARE(m_server->waiting(), 6);
        m_server->release("GET *");
        QTRY_VERIFY(allLoaded());
    }
    void oldRowsStayOnErrors()
    {
        load();
        const auto before = m_session->actions().rows;
        m_server->once("GET /api/v1/namespaces/_/actions?limit=200&skip=0", answer::error(500, "broken"));
        m_session->refresh(Collection::Actions);
        QTRY_VERIFY(m_session->actions().stale());
        QCOMPARE(m_session->actions().rows, before);
        QCOMPARE(m_session->actions().error->kind, Error::Kind::Server);
        QVERIFY(m_session->connected()); // it did answer
        m_session->refresh(Collection::Actions);
        QTRY_VERIFY(!m_session->actions().stale() && !m_session->actions().loading);
        QCOMPARE(m_session->actions().rows, before); // the same pointer, as nothing changed
    }
    void aChangeWhileRefreshingIsNotLost()
    {
        load();
        m_server->hold("GET /api/v1/namespaces/_/actions*");
        m_session->refresh(Collection::Actions);
        QTRY_COMPARE(m_server->waiting(), 2);
        m_actions->beforeAnswer = [this] {
            m_actions->beforeAnswer = {};
            m_session->refresh(Collection::Actions);
        };
        const int asked = m_actions->asked;
        m_server->release("GET /api/v1/namespaces/_/actions*");
        QTRY_COMPARE(m_actions->asked, asked + 4);
        QTRY_VERIFY(!m_session->actions().loading);
    }
    void keyRefused()
    {
        m_server->on("GET *", answer::error(401, "The supplied authentication is invalid"));
        for (const char *word : {"actions", "packages", "triggers", "rules", "limits"})
            m_server->on(QByteArray("GET /api/v1/namespaces/_/") + word, answer::error(401, "The supplied authentication is invalid"));
        m_server->on("GET /api/v1/namespaces", answer::error(401, "The supplied authentication is invalid"));
        m_session->open();
        QTRY_VERIFY(m_session->problem() && !m_session->actions().loading && m_session->actions().error);
        QTRY_VERIFY(m_session->rules().error);
        QVERIFY(!m_session->connected());
        QCOMPARE(m_session->problem()->kind, Error::Kind::Unauthorized);
        QVERIFY(!m_session->actions().stale()); // nothing was ever known
    }
    void comesBack()
    {
        load();
        for (int i = 0; i < 4; ++i)
            m_server->once("GET /api/v1/namespaces/_/packages*", answer::error(401, "no"));
        m_session->refresh(Collection::Packages);
        QTRY_VERIFY(m_session->packages().error && !m_session->packages().loading);
        QVERIFY(!m_session->connected());
        QSignalSpy changed(m_session.get(), &Session::changed);
        m_packages->create();
        for (int i = 0; i < 3 && !m_session->connected(); ++i) { // whatever is answered well brings all back
            m_session->refresh(Collection::Triggers);
            QTRY_VERIFY(!m_session->triggers().loading);
        }
        QTRY_VERIFY(m_session->connected());
        m_session->refresh(Collection::Packages);
        QTRY_VERIFY(!m_session->packages().error && !m_session->packages().loading);
        QTRY_COMPARE(m_session->packages().rows->size(), 3);
        QVERIFY(changed.count() > 0);
    }
    void refused()
    {
        m_server->stop();
        m_session->open();
        QTRY_VERIFY(m_session->actions().error && m_session->rules().error);
        QVERIFY(!m_session->connected());
        QCOMPARE(m_session->problem()->kind, Error::Kind::Network);
        QVERIFY(m_session->problem()->message.contains(u"refuses"_s)); // the cause, not a general sentence
    }
    void closedWhileLoading()
    {
        m_server->hold("GET *");
        m_session->open();
        QTRY_COMPARE(m_server->waiting(), 6);
        m_session.reset();
        QTRY_COMPARE(m_server->aborted(), 6);
    }

private:
    void load()
    {
        m_session->open();
        QTRY_VERIFY(allLoaded());
    }
    bool allLoaded() const
    {
        return m_session->actions().rows && m_session->packages().rows && m_session->triggers().rows
            && m_session->rules().rows && !m_session->nameSpace().isEmpty();
    }
    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<FakeCatalog> m_actions, m_packages, m_triggers, m_rules;
    std::unique_ptr<Session> m_session;
};

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
