#include "core/connections/profilestore.h"
#include "core/connections/secretstore.h"
#include "core/gateway/session.h"
#include "core/history/store.h"
#include "core/local/consoles.h"
#include "core/local/sandboxprocess.h"
#include "core/net/requestlog.h"
#include "ui/editors/pages.h"
#include "ui/gateway/expose/exposedialog.h"
#include "ui/gateway/test/testpanel.h"
#include "ui/shell/commands.h"
#include "ui/shell/connector.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/tabarea.h"
#include "ui/shell/windowstate.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/jsonview.h"
#include "ui/widgets/page.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using gateway::Kind;

namespace {

const openwhisk::EntityName greet{u"_"_s, {}, u"greet"_s};
const Target greetRoute = gatewayObject({Kind::Route, u"greet"_s});

} // namespace

/// What the console is for, in one go on a real sandbox with a real Node.js: an action is written and saved, exposed as a
/// route, called through the gateway, and its activation is opened from the answer.
class TestMainPath : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    connections::ProfileStore m_profiles{m_dir.filePath(u"profiles.json"_s)};
    connections::MemorySecretStore m_secrets;
    net::RequestLog m_log;
    history::Store m_history{m_dir.filePath(u"history.sqlite"_s)};
    std::unique_ptr<local::SandboxProcess> m_sandbox;
    std::unique_ptr<WindowState> m_state;
    std::unique_ptr<MainWindow> m_window;

    Page *page() const { return m_window->tabs().currentPage(); }
    bool isInFront(const Target &target) const { return m_window->tabs().currentTarget() == target && page(); }
    QAction *command(const char *id) const { return m_window->commands().action(id); }
    template<typename T> T *part(const char *name) const { return m_window->findChild<T *>(QLatin1StringView(name)); }
    /// Of the page in front, or of a dialog over it, once it can be clicked.
    QAbstractButton *button(const char *name) const
    {
        for (auto *found : m_window->findChildren<QAbstractButton *>(QLatin1StringView(name))) {
            if (found->isVisible() && found->isEnabled())
                return found;
        }
        return nullptr;
    }

private Q_SLOTS:
    void initTestCase()
    {
        theme::apply(*qApp, false);
        m_sandbox = std::make_unique<local::SandboxProcess>(QStringLiteral(TEST_BIN_DIR "/whiskboard-sandbox"), m_dir.filePath(u"sandbox"_s));
        m_sandbox->setDeadline(60'000);
        m_state = std::make_unique<WindowState>(m_dir.filePath(u"window.ini"_s));
        m_window = std::make_unique<MainWindow>(Services{m_profiles, m_secrets, m_log, m_history, *m_state, m_sandbox.get()});
        m_window->resize(1440, 900);
        m_window->show();
        m_window->start();
    }
    void cleanupTestCase()
    {
        m_window.reset();
        m_sandbox.reset();
    }

    void theSandboxComesWithItsGateway()
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_window->connector().gateway(), 60'000);
        QTRY_VERIFY(m_window->connector().gateway()->listing(Kind::Route).rows);
        QTRY_VERIFY(part<QLabel>("statusGateway")->text().startsWith("APISIX 3."_L1));
        const auto *profile = m_profiles.find(Connector::sandboxProfileId());
        QVERIFY(profile && !profile->gatewayAdmin.isEmpty() && !profile->dataPlane.isEmpty());
        QTRY_VERIFY(m_window->connector().session()->actions().rows);
    }

    void anActionIsWritten()
    {
        m_window->tabs().open(editors::newAction());
        QTRY_VERIFY(page() && page()->findChild<CodeEditor *>(u"code"_s) && !page()->findChild<CodeEditor *>(u"code"_s)->text().isEmpty());
        page()->findChild<QLineEdit *>(u"newName"_s)->setText(u"greet"_s);
        page()->findChild<CodeEditor *>(u"code"_s)->setText(u"function main(params) {\n  return { greeting: 'Hello ' + params.who };\n}\n"_s);
        QTRY_VERIFY(command("entity.save")->isEnabled());
        command("entity.save")->trigger();
        QTRY_VERIFY(button("reviewSave"));
        button("reviewSave")->click();
        QTRY_VERIFY(isInFront({Target::Kind::Action, greet}));
        const auto listed = [this] {
            const auto rows = m_window->connector().session()->actions().rows;
            return std::any_of(rows->begin(), rows->end(), [](const auto &row) { return row.name.name == greet.name; });
        };
        QTRY_VERIFY(listed());
    }

    void itIsExposed()
    {
        QTRY_VERIFY(command("gateway.expose")->isEnabled());
        command("gateway.expose")->trigger();
        QTRY_VERIFY(button("exposeCreate")); // as proposed
        button("exposeCreate")->click();
        QTRY_VERIFY(isInFront(greetRoute));
        QTRY_VERIFY(page()->canInvoke());
    }

    void itAnswersThroughTheGateway()
    {
        page()->invoke();
        QTRY_VERIFY(page()->findChild<TestPanel *>());
        auto *panel = page()->findChild<TestPanel *>();
        QSignalSpy answered(panel, &TestPanel::answered);
        const QString url = m_profiles.find(Connector::sandboxProfileId())->dataPlane.toString() + u"/greet"_s;
        QTRY_VERIFY(!panel->isBusy());
        panel->setRequest("POST", url, {{"Content-Type", "application/json"}}, u"{\"who\": \"gateway\"}"_s);
        panel->send();
        QTRY_VERIFY(!answered.isEmpty());
        QCOMPARE(answered.last().at(0).toInt(), 200);
    }

    void itsActivationOpensFromTheAnswer()
    {
        QTRY_VERIFY(button("activationLink"));
        button("activationLink")->click();
        QTRY_VERIFY(page() && page()->target().kind == Target::Kind::Activation);
        QVERIFY(!page()->target().id.isEmpty());
        QTRY_VERIFY(page()->title().contains("greet"_L1) || page()->findChild<JsonView *>(u"activationResult"_s));
        const QByteArray key = m_window->connector().gateway()->client().endpoint().authorization;
        QVERIFY(!key.isEmpty());
        for (const auto &entry : m_log.entries())
            QVERIFY(!entry.target.contains(key)); // never in an address
    }

    void theRouteOutlivesARestart()
    {
        m_window->connector().close();
        const qint64 pid = m_sandbox->processId();
        m_sandbox.reset();
        m_window.reset();
        QTRY_VERIFY(!local::isAlive(pid));
        m_sandbox = std::make_unique<local::SandboxProcess>(QStringLiteral(TEST_BIN_DIR "/whiskboard-sandbox"), m_dir.filePath(u"sandbox"_s));
        m_sandbox->setDeadline(60'000);
        m_window = std::make_unique<MainWindow>(Services{m_profiles, m_secrets, m_log, m_history, *m_state, m_sandbox.get()});
        m_window->show();
        m_window->start();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->connector().gateway(), 60'000);
        QTRY_VERIFY(m_window->tabs().targets().contains(greetRoute)); // its tab is there again
        m_window->tabs().open(greetRoute);
        QTRY_VERIFY(page() && page()->canInvoke());
        page()->invoke();
        QTRY_VERIFY(page()->findChild<TestPanel *>());
        auto *panel = page()->findChild<TestPanel *>();
        QSignalSpy answered(panel, &TestPanel::answered);
        QTRY_VERIFY(!panel->isBusy());
        panel->setRequest("POST", m_profiles.find(Connector::sandboxProfileId())->dataPlane.toString() + u"/greet"_s,
                          {{"Content-Type", "application/json"}}, u"{\"who\": \"again\"}"_s);
        panel->send();
        QTRY_VERIFY(!answered.isEmpty());
        QCOMPARE(answered.last().at(0).toInt(), 200); // OpenWhisk is where the route says
    }
};

QTEST_MAIN(TestMainPath)
#include "tst_mainpath.moc"
