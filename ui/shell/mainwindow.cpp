#include "ui/shell/mainwindow.h"

#include "core/connections/secretstore.h"
#include "core/net/requestlog.h"
#include "ui/explorer/explorer.h"
#include "ui/shell/commands.h"
#include "ui/shell/connector.h"
#include "ui/shell/dock.h"
#include "ui/shell/gatewaydesk.h"
#include "ui/shell/menus.h"
#include "ui/shell/palette.h"
#include "ui/shell/statusbar.h"
#include "ui/shell/tabarea.h"
#include "ui/shell/toolbar.h"
#include "ui/shell/windowstate.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/page.h"
#include "ui/widgets/readingorder.h"
#include "ui/widgets/role.h"
#include "ui/widgets/timetext.h"

#include <QApplication>
#include <QBoxLayout>
#include <QCloseEvent>
#include <QMenuBar>
#include <QScreen>
#include <QSplitter>
#include <QTimer>

using namespace Qt::StringLiterals;

MainWindow::MainWindow(Services services, QWidget *parent)
    : QMainWindow(parent)
    , m_services(services)
    , m_commands(new Commands(this))
    , m_connector(new Connector(services.profiles, services.secrets, services.log, services.sandbox, this))
    , m_line(new QWidget(this))
    , m_toolBar(new ToolBar(*m_commands, services.profiles, this))
    , m_strip(new MessageBar(this))
    , m_message(new MessageBar(this))
    , m_words(new MessageBar(this))
    , m_explorer(new Explorer(this))
    , m_gateway(new GatewayDesk(*m_commands, *m_connector, services, this))
    , m_tabs(new TabArea(this))
    , m_dock(new Dock(*m_connector, services.log, &services.state.settings(), this))
    , m_status(new StatusBar(this))
    , m_sides(new QSplitter(Qt::Horizontal, this))
    , m_middle(new QSplitter(Qt::Vertical, this))
    , m_palette(new Palette(this))
    , m_problemsSoon(new QTimer(this))
{
    setObjectName(u"mainWindow"_s);
    m_connector->setActivationStore(services.activations);
    setTimesInUtc(services.state.flag(u"utc"_s, false));
    buildMenus(menuBar(), *m_commands, [this] { return pageCommands(); });
    buildLayout();
    restoreLayout();
    connectParts();
    addFileCommands();
    addEditCommands();
    addViewCommands();
    addEntityCommands();
    addBulkCommands();
    addToolCommands();
    connectionChanged();
    m_status->showZone(timesInUtc());
    m_status->showRequests(services.log);
    m_status->showProblems(0);
}

MainWindow::~MainWindow()
{
    // Pages refer to the session, and the parts to each other: in the order of their making they would outlive it.
    m_closing = true;
    disconnect(m_connector, nullptr, this, nullptr);
    disconnect(qApp, nullptr, this, nullptr);
    m_tabs->clear();
    m_dock->closeSession();
    m_explorer->setSession(nullptr);
    m_gateway->leave();
}

void MainWindow::buildLayout()
{
    m_line->setFixedHeight(2);
    m_line->setObjectName(u"environmentLine"_s);
    m_line->setAutoFillBackground(true);
    m_strip->setObjectName(u"strip"_s);
    m_message->setObjectName(u"connectionMessage"_s);
    m_words->setObjectName(u"words"_s);
    m_sides->setObjectName(u"sideSplitter"_s);
    m_middle->setObjectName(u"dockSplitter"_s);
    auto *central = new QWidget(this);
    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_line);
    layout->addWidget(m_toolBar);
    layout->addWidget(m_strip);
    layout->addWidget(m_message);
    layout->addWidget(m_words);
    layout->addWidget(m_sides, 1);
    m_sides->setChildrenCollapsible(false);
    m_sides->addWidget(m_explorer);
    m_sides->addWidget(m_middle);
    m_sides->setStretchFactor(1, 1);
    constexpr int narrowest = 480;
    m_middle->setMinimumWidth(narrowest); // a wide page must not take room from the explorer
    m_sides->setSizes({264, 1176});
    m_explorer->setMinimumWidth(160);
    m_middle->setChildrenCollapsible(false);
    m_middle->addWidget(m_tabs);
    m_middle->addWidget(m_dock);
    m_middle->setStretchFactor(0, 1);
    m_middle->setSizes({640, 170});
    m_dock->setMinimumHeight(90);
    setCentralWidget(central);
    setStatusBar(m_status);
}

void MainWindow::restoreLayout()
{
    const auto &state = m_services.state;
    if (!restoreGeometry(state.bytes(u"window/geometry"_s))) {
        const QSize room = screen()->availableSize();
        resize(qMin(1440, room.width()), qMin(900, room.height()));
    }
    m_sides->restoreState(state.bytes(u"window/sides"_s));
    m_middle->restoreState(state.bytes(u"window/middle"_s));
    m_explorer->setVisible(state.flag(u"window/explorer"_s, true));
    m_dock->setVisible(state.flag(u"window/dock"_s, true));
}

void MainWindow::saveLayout()
{
    if (!isVisible())
        return;
    m_services.state.setBytes(u"window/geometry"_s, saveGeometry());
    m_services.state.setBytes(u"window/sides"_s, m_sides->saveState());
    m_services.state.setBytes(u"window/middle"_s, m_middle->saveState());
    m_services.state.setFlag(u"window/explorer"_s, m_explorer->isVisible());
    m_services.state.setFlag(u"window/dock"_s, m_dock->isVisible());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_tabs->prepareClose())
        return event->ignore();
    saveTabs();
    saveLayout();
    m_services.state.flush();
    event->accept();
}

bool MainWindow::focusNextPrevChild(bool next)
{
    return focusAsRead(*this, next) || QMainWindow::focusNextPrevChild(next);
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    saveLayout();
}

void MainWindow::connectParts()
{
    connect(m_connector, &Connector::changed, this, &MainWindow::connectionChanged);
    connect(m_connector, &Connector::aboutToClose, this, &MainWindow::sessionClosing);
    connect(m_connector, &Connector::notice, this, &MainWindow::notice);
    connect(m_connector, &Connector::sandboxReady, this, [this] {
        m_openNext = Target{Target::Kind::Action, {u"_"_s, u"orders"_s, u"price-quote"_s}};
    });
    connect(m_toolBar, &ToolBar::connectRequested, this, [this](const QString &id) { connectTo(id); });
    connect(m_toolBar, &ToolBar::sandboxRequested, this, [this] { m_commands->action("sandbox.open")->trigger(); });
    connect(m_sides, &QSplitter::splitterMoved, this, &MainWindow::saveLayout);
    connect(m_middle, &QSplitter::splitterMoved, this, &MainWindow::saveLayout);
    connect(m_palette, &Palette::chosen, this, &MainWindow::paletteChosen);
    connect(m_dock, &Dock::openRequested, m_tabs, &TabArea::open);
    connect(m_dock, &Dock::wayRequested, this, &MainWindow::followProblem);
    connect(m_dock, &Dock::notice, this, &MainWindow::notice);
    connect(m_dock, &Dock::currentRequestChanged, this, &MainWindow::updateEntityCommands);
    connect(qApp, &QApplication::focusChanged, this, &MainWindow::updateEntityCommands);
    connect(m_gateway, &GatewayDesk::openRequested, m_tabs, &TabArea::open);
    connect(m_gateway, &GatewayDesk::notice, this, &MainWindow::notice);
    connect(m_gateway, &GatewayDesk::changed, this, &MainWindow::problemsSoon);
    connect(m_gateway, &GatewayDesk::editConnectionRequested, this, [this] { openConnections(m_connector->profile().id, false); });
    connect(m_gateway, &GatewayDesk::exposeRequested, this, [this] {
        if (const auto it = subject(); it && it->isAction)
            m_gateway->expose(it->target.name);
    });
    connectExplorer();
    connectTabs();
    connectStatus();
}

void MainWindow::connectExplorer()
{
    connect(m_explorer, &Explorer::openRequested, m_tabs, &TabArea::open);
    connect(m_explorer, &Explorer::newActionRequested, m_commands->action("action.new"), &QAction::trigger);
    connect(m_explorer, &Explorer::newConnectionRequested, this, [this] { openConnections({}, true); });
    connect(m_explorer, &Explorer::editConnectionRequested, this, [this] {
        openConnections(m_connector->profile().id, false);
    });
    connect(m_explorer, &Explorer::retryRequested, m_connector, &Connector::retry);
    connect(m_explorer, &Explorer::menuRequested, this, &MainWindow::showEntityMenu);
    connect(m_explorer, &Explorer::currentChanged, this, &MainWindow::updateEntityCommands);
    connect(m_explorer, &Explorer::expansionChanged, this, &MainWindow::saveTabs);
}

void MainWindow::connectTabs()
{
    connect(m_tabs, &TabArea::pageMade, this, &MainWindow::pageMade);
    connect(m_tabs, &TabArea::tabsChanged, this, &MainWindow::saveTabs);
    connect(m_tabs, &TabArea::currentChanged, this, [this] {
        if (m_closing)
            return;
        updateCommands();
        showTitle();
        saveTabs();
    });
    connect(m_tabs, &TabArea::targetShown, this, [this](const Target &target) {
        if (!m_closing)
            m_explorer->reveal(target);
    });
}

void MainWindow::connectStatus()
{
    m_problemsSoon->setSingleShot(true);
    m_problemsSoon->setInterval(300);
    connect(m_problemsSoon, &QTimer::timeout, this, &MainWindow::findProblems);
    connect(&m_services.log, &net::RequestLog::changed, this, [this] {
        m_status->showRequests(m_services.log);
        m_status->showConnection(*m_connector);
        problemsSoon();
    });
    connect(&m_services.secrets, &connections::SecretStore::stateChanged, this, &MainWindow::problemsSoon);
    connect(m_status, &StatusBar::problemsClicked, this, [this] { m_commands->action("dock.problems")->trigger(); });
    connect(m_status, &StatusBar::requestsClicked, this, [this] { m_commands->action("dock.requests")->trigger(); });
    connect(m_status, &StatusBar::zoneClicked, this, [this] { m_commands->action("view.utc")->trigger(); });
    connect(m_status, &StatusBar::connectionClicked, this, [this] { openConnections(m_connector->profile().id, false); });
}

void MainWindow::say(const QString &text)
{
    const QString before = m_words->text();
    m_words->show(MessageBar::Kind::Warning, before.isEmpty() ? text : before + u'\n' + text);
    m_words->addButton(tr("Close"), [this] { m_words->clear(); });
}

void MainWindow::notice(const QString &text)
{
    m_status->say(text);
}

bool MainWindow::readOnly() const
{
    return m_connector->session() && m_connector->session()->readOnly();
}
