#include "core/gateway/session.h"
#include "core/history/activationstore.h"
#include "core/history/store.h"
#include "ui/activations/activationpage.h"
#include "ui/activations/activationservices.h"
#include "ui/activations/activationspage.h"
#include "ui/connections/connectiondialog.h"
#include "ui/editors/pages.h"
#include "ui/explorer/explorer.h"
#include "ui/shell/commands.h"
#include "ui/shell/connector.h"
#include "ui/shell/dock.h"
#include "ui/shell/gatewaydesk.h"
#include "ui/connections/environment.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/requestspanel.h"
#include "ui/shell/statusbar.h"
#include "ui/shell/tabarea.h"
#include "ui/shell/toolbar.h"
#include "ui/shell/windowstate.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/page.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QDateTime>
#include <QTimer>

using namespace Qt::StringLiterals;
using connections::Environment;

void MainWindow::start()
{
    const QString last = m_services.state.text(u"connection"_s);
    if (m_services.profiles.find(last))
        return m_connector->connectTo(last);
    if (m_services.profiles.profiles().isEmpty() && m_connector->hasSandbox())
        m_connector->openSandbox();
}

void MainWindow::connectTo(const QString &profileId, const std::optional<Target> &target)
{
    if (m_connector->session() && !m_tabs->prepareClose())
        return;
    m_openNext = target;
    m_connector->connectTo(profileId);
}

void MainWindow::connectionChanged()
{
    if (m_connector->session() && m_shownSession != m_connector->session())
        sessionOpened();
    showConnectionState();
    showHead();
    showTitle();
    m_toolBar->showConnection(*m_connector);
    m_status->showConnection(*m_connector);
    updateCommands();
    problemsSoon();
}

namespace {

Page *makePage(Connector &connector, const Services &services, const Target &target, QWidget *parent)
{
    auto &session = *connector.session();
    const ActivationServices activations{session, *connector.feed(), *connector.book(), services.activations, &services.state.settings(), &services.history};
    switch (target.kind) {
    case Target::Kind::Activation: {
        const auto table = [book = QPointer(connector.book())] { return book ? book->table() : nullptr; };
        return new ActivationPage(session, {.table = table, .records = services.activations, .payloads = &services.history}, target, parent);
    }
    case Target::Kind::Activations: return new ActivationsPage(activations, target, parent);
    default: return editors::createPage(session, services.history, target, parent, connector.feed());
    }
}

} // namespace

void MainWindow::sessionOpened()
{
    auto *session = m_connector->session();
    m_shownSession = session;
    m_services.state.setText(u"connection"_s, session->profileId());
    const OpenTabs last = m_services.state.tabs(session->profileId());
    m_explorer->setExpandedKeys(last.expanded);
    m_explorer->setSession(session, m_connector->gateway());
    m_gateway->watch();
    m_tabs->setFactory([this](const Target &target, QWidget *parent) -> Page * {
        if (isGateway(target))
            return m_gateway->makePage(target, parent);
        return m_connector->session() ? makePage(*m_connector, m_services, target, parent) : nullptr;
    });
    QList<Target> targets;
    for (const QString &text : last.targets) {
        const auto target = Target::fromText(text);
        if (target && (!isGateway(*target) || m_connector->gateway()))
            targets.append(*target);
    }
    m_sessionContext = std::make_unique<QObject>();
    connect(session, &openwhisk::Session::changed, m_sessionContext.get(), [this] { problemsSoon(); });
    if (const auto *gateway = m_connector->gateway())
        connect(gateway, &gateway::Session::changed, m_sessionContext.get(), [this] { problemsSoon(); });
    m_tabs->setNameSpace(session->nameSpace());
    connect(session, &openwhisk::Session::stateChanged, m_sessionContext.get(),
            [this, session] { m_tabs->setNameSpace(session->nameSpace()); });
    m_tabs->restore(targets, Target::fromText(last.current));
    if (const auto next = std::exchange(m_openNext, std::nullopt))
        m_tabs->open(*next);
}

void MainWindow::sessionClosing()
{
    saveTabs();
    m_sessionContext.reset();
    m_shownSession.clear();
    m_closing = true;
    m_tabs->clear();
    m_dock->closeSession();
    m_explorer->setSession(nullptr);
    m_gateway->leave();
    m_closing = false;
}

void MainWindow::saveTabs()
{
    auto *session = m_connector->session();
    if (m_closing || !session || m_shownSession != session)
        return;
    const OpenTabs before = m_services.state.tabs(session->profileId());
    OpenTabs tabs;
    for (const auto &target : m_tabs->targets()) {
        const auto *page = m_tabs->pageOf(target);
        tabs.targets.append(target.toText());
        tabs.titles.append(page ? page->title() : before.titleOf(tabs.targets.last())); // not looked at: as it was
    }
    if (const auto current = m_tabs->currentTarget())
        tabs.current = current->toText();
    tabs.expanded = m_explorer->expandedKeys();
    m_services.state.setTabs(session->profileId(), tabs);
}

void MainWindow::showConnectionState()
{
    std::optional<Error> error = m_connector->error();
    switch (m_connector->state()) {
    case Connector::State::None: m_explorer->showNoConnection(); break;
    case Connector::State::Failed: m_explorer->showProblem(error.value_or(Error{})); break;
    case Connector::State::StartingSandbox:
    case Connector::State::ReadingSecrets:
    case Connector::State::WaitingForKeyring: m_explorer->showConnecting(m_connector->stateText()); break;
    case Connector::State::Open: error = m_connector->session()->problem(); break;
    }
    if (!error || error->kind == Error::Kind::Canceled)
        return m_message->clear();
    if (m_message->isVisible() && m_message->text() == error->message)
        return;
    m_message->showError(*error);
    m_message->addButton(tr("Edit connection…"), [this] { openConnections(m_connector->profile().id, false); });
    m_message->addButton(tr("Try again"), [this] {
        m_connector->session() ? m_connector->session()->refresh() : m_connector->retry();
    });
}

/// Line, strip and tabs in the colour of the environment: a production connection looks like one.
void MainWindow::showHead()
{
    const auto &profile = m_connector->profile();
    const Theme &theme = theme::current();
    const bool production = profile.environment == Environment::Production && !profile.id.isEmpty();
    QPalette colors = m_line->palette();
    colors.setColor(QPalette::Window, profile.id.isEmpty() ? theme.border : environmentColor(profile.environment, theme));
    m_line->setPalette(colors);
    m_tabs->setMark(production ? theme.envProduction : QColor());
    if (!profile.readOnly || profile.id.isEmpty())
        return m_strip->clear();
    const QString head = production ? tr("Production, read-only.") : tr("Read-only.");
    const QString text = head + u' ' + tr("No request other than GET, HEAD and OPTIONS leaves this window.");
    if (m_strip->isVisible() && m_strip->text() == text)
        return;
    m_strip->show(production ? MessageBar::Kind::Error : MessageBar::Kind::Info, text);
    m_strip->addButton(tr("Open profile…"), [this] { openConnections(m_connector->profile().id, false); });
}

void MainWindow::showTitle()
{
    const auto &profile = m_connector->profile();
    QStringList parts;
    if (const auto target = m_tabs->currentTarget()) {
        const auto *page = m_tabs->currentPage();
        const QString name = target->name.name.isEmpty() && page ? page->title() : target->name.shown();
        parts.append((name.isEmpty() ? titleOf(*target) : name) + (page && page->modified() ? u" ●"_s : QString()));
    }
    if (!profile.id.isEmpty()) {
        QStringList marks;
        if (profile.environment == Environment::Production)
            marks.append(environmentWord(profile.environment));
        if (profile.readOnly)
            marks.append(tr("read-only"));
        parts.append(profile.name + (marks.isEmpty() ? QString() : u" ("_s + marks.join(u", "_s) + u')'));
    }
    parts.append(u"Whiskboard"_s);
    setWindowTitle(parts.join(u" – "_s));
}

void MainWindow::problemsSoon()
{
    if (!m_problemsSoon->isActive())
        m_problemsSoon->start();
}

void MainWindow::findProblems()
{
    m_problems = currentProblems(*m_connector, m_services.secrets, m_services.log, QDateTime::currentMSecsSinceEpoch(),
                                 m_gateway->broken());
    m_status->showProblems(int(m_problems.size()));
    m_dock->setProblems(m_problems);
}

void MainWindow::followProblem(Problem::Way way, quint64 request)
{
    switch (way) {
    case Problem::Way::EditConnection: openConnections(m_connector->profile().id, false); break;
    case Problem::Way::Retry: m_connector->session() ? m_connector->session()->refresh() : m_connector->retry(); break;
    case Problem::Way::RetryGateway: m_commands->action("gateway.refresh")->trigger(); break;
    case Problem::Way::ShowRequest:
        m_dock->show(Dock::Requests);
        m_dock->requests()->select(request);
        break;
    case Problem::Way::Open:
    case Problem::Way::None: break;
    }
}

void MainWindow::openConnections(const QString &profileId, bool fresh)
{
    if (!m_dialog) {
        m_dialog = new ConnectionDialog(m_services.profiles, m_services.secrets, &m_services.log, this);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_dialog, &ConnectionDialog::connectRequested, this, [this](const QString &id) { connectTo(id); });
        connect(m_dialog, &ConnectionDialog::profileRemoved, this, [this](const QString &id) {
            m_services.state.forget(id);
            if (m_services.activations)
                m_services.activations->forget(id);
            if (m_connector->profile().id == id)
                m_connector->close();
        });
    }
    if (!fresh)
        m_dialog->select(profileId);
    m_dialog->open();
}
