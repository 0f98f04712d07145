#include "tests/ui/shell/fakeworld.h"
#include "ui/shell/connector.h"
#include "ui/shell/problems.h"
#include "ui/shell/problemspanel.h"
#include "ui/widgets/stateview.h"

#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace {

class Setup {
public:
    QList<Problem> found() const { return currentProblems(connector, secrets, world.log, QDateTime::currentMSecsSinceEpoch()); }
    QStringList keys() const
    {
        QStringList result;
        for (const auto &problem : found())
            result += problem.key.section(u':', 0, 0);
        return result;
    }
    void log(const QByteArray &method, const QByteArray &target, int status, const QString &failure, qint64 agoMs = 0)
    {
        net::LogEntry entry;
        entry.method = method;
        entry.target = target;
        entry.status = status;
        entry.failure = failure;
        entry.durationMs = 1;
        entry.startedMs = QDateTime::currentMSecsSinceEpoch() - agoMs;
        world.log.begin(entry);
    }
    void open()
    {
        connections::Profile profile;
        profile.id = Connector::sandboxProfileId();
        profile.name = u"Sandbox"_s;
        profile.openwhiskHost = world.server.url();
        connector.connectWith(profile, "x:y");
    }
    QTemporaryDir dir;
    FakeWorld world;
    connections::ProfileStore profiles{dir.filePath(u"profiles.json"_s)};
    connections::MemorySecretStore secrets;
    Connector connector{profiles, secrets, world.log, nullptr};
};

} // namespace

class TestProblems : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void thereAreNoneWhenAllIsWell()
    {
        Setup setup;
        setup.world.fill();
        setup.open();
        QTRY_VERIFY(setup.connector.session()->connected());
        QTRY_VERIFY(setup.connector.session()->rules().rows);
        QCOMPARE(setup.keys(), QStringList());
    }

    void saysThatSecretsAreInMemory()
    {
        Setup setup;
        QCOMPARE(setup.keys(), QStringList{u"keyring"_s});
        QVERIFY(!setup.found().first().serious);
    }

    void aRequestThatWorksAgainIsNone()
    {
        Setup setup;
        setup.open();
        QTRY_VERIFY(setup.connector.session()->connected());
        QTRY_VERIFY(setup.connector.session()->rules().rows);
        setup.log("PUT", "/api/v1/namespaces/_/actions/a?overwrite=true", 0, u"No answer."_s);
        QCOMPARE(setup.keys(), QStringList{u"request"_s});
        setup.log("PUT", "/api/v1/namespaces/_/actions/a", 200, {});
        QCOMPARE(setup.keys(), QStringList());
    }

    void answersAreNoProblems()
    {
        Setup setup;
        setup.open();
        QTRY_VERIFY(setup.connector.session()->connected());
        QTRY_VERIFY(setup.connector.session()->rules().rows);
        setup.log("GET", "/a", 404, u"Not there."_s);
        setup.log("PUT", "/b", 409, u"Conflict."_s);
        setup.log("GET", "/c", 503, u"Tired."_s, 3'600'000);
        QCOMPARE(setup.keys(), QStringList());
        setup.log("POST", "/d", 429, u"Too many."_s);
        QCOMPARE(setup.keys(), QStringList{u"request"_s});
    }

    void listsThatAreOldAreSome()
    {
        Setup setup;
        setup.world.fill();
        setup.open();
        QTRY_VERIFY(setup.connector.session()->rules().rows);
        setup.world.failAll(500);
        setup.connector.session()->refresh();
        QTRY_VERIFY(setup.keys().contains(u"list"_s) || setup.keys().contains(u"connection"_s));
    }

    void oneCauseIsOneProblem()
    {
        Setup setup;
        setup.open();
        QTRY_VERIFY(setup.connector.session()->connected());
        QTRY_VERIFY(setup.connector.session()->rules().rows);
        setup.log("GET", "/a", 0, u"Nothing listens there."_s);
        setup.log("GET", "/b", 0, u"Nothing listens there."_s);
        setup.log("GET", "/c", 500, u"Something else."_s);
        QCOMPARE(setup.keys().size(), 2);
        QCOMPARE(setup.found().at(1).where, u"GET /b and 1 more"_s);
    }

    void thePanelLeadsOn()
    {
        ProblemsPanel panel;
        panel.resize(700, 160);
        panel.show();
        auto *list = panel.findChild<QTreeView *>(u"problemList"_s);
        QAbstractItemModelTester tester(list->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(panel.findChild<StateView *>()->state(), StateView::Empty);
        QSignalSpy ways(&panel, &ProblemsPanel::wayRequested);
        panel.setProblems({{u"request:x"_s, true, u"GET /x"_s, u"No answer."_s, {}, 5, Problem::Way::ShowRequest, 7, {}},
                           {u"keyring"_s, false, u"Keyring"_s, u"In memory."_s, {}, 0, Problem::Way::None, 0, {}}});
        QCOMPARE(list->model()->rowCount(), 2);
        list->setCurrentIndex(list->model()->index(0, 0));
        QTest::keyClick(list, Qt::Key_Return);
        QCOMPARE(ways.count(), 1);
        QCOMPARE(ways.at(0).at(1).toULongLong(), 7ULL);
        list->setCurrentIndex(list->model()->index(1, 0));
        QTest::keyClick(list, Qt::Key_Return);
        QCOMPARE(ways.count(), 1);
        panel.setProblems({});
        QCOMPARE(panel.findChild<StateView *>()->state(), StateView::Empty);
    }
};

QTEST_MAIN(TestProblems)
#include "tst_problems.moc"
