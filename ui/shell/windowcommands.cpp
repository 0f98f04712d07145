#include "core/gateway/session.h"
#include "ui/activations/store/storedialog.h"
#include "ui/connections/connectiondialog.h"
#include "ui/editors/pages.h"
#include "ui/explorer/explorer.h"
#include "ui/shell/commands.h"
#include "ui/shell/connector.h"
#include "ui/shell/dock.h"
#include "ui/shell/help.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/requestspanel.h"
#include "ui/shell/statusbar.h"
#include "ui/shell/tabarea.h"
#include "ui/shell/windowstate.h"
#include "ui/widgets/page.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/timetext.h"

#include <QAction>
#include <QApplication>

using namespace Qt::StringLiterals;

void MainWindow::addFileCommands()
{
    m_commands->on("action.new", this, [this] {
        const auto *node = m_explorer->current();
        const bool inPackage = node && (node->kind == ExplorerNode::Kind::Package || !node->name.package.isEmpty());
        const QString package = !inPackage ? QString() : node->name.package.isEmpty() ? node->name.name : node->name.package;
        m_tabs->open(editors::newAction(package));
    });
    m_commands->on("connection.new", this, [this] { openConnections({}, true); });
    m_commands->on("connection.manage", this, [this] { openConnections(m_connector->profile().id, false); });
    m_commands->on("connection.edit", this, [this] { openConnections(m_connector->profile().id, false); });
    m_commands->on("connection.close", this, [this] {
        if (m_tabs->prepareClose())
            m_connector->close();
    });
    m_commands->on("tab.close", this, [this] { m_tabs->closeCurrent(); });
    m_commands->on("tab.closeOthers", this, [this] { m_tabs->closeOthers(); });
    m_commands->on("tab.reopen", this, [this] { m_tabs->reopen(); });
    m_commands->on("app.quit", this, [this] { close(); });
}

/// Line edits, text edits and the code editor all have these slots; nothing else needs to know which has the focus.
void MainWindow::runOnFocus(const char *slot)
{
    auto *focus = QApplication::focusWidget();
    while (focus && focus != this && focus->metaObject()->indexOfMethod((QByteArray(slot) + "()").constData()) < 0)
        focus = focus->parentWidget();
    if (focus && focus != this)
        QMetaObject::invokeMethod(focus, slot);
}

void MainWindow::addEditCommands()
{
    for (const auto &[id, slot] : {std::pair{"edit.undo", "undo"}, std::pair{"edit.redo", "redo"}, std::pair{"edit.cut", "cut"},
                                   std::pair{"edit.copy", "copy"}, std::pair{"edit.paste", "paste"},
                                   std::pair{"edit.selectAll", "selectAll"}})
        m_commands->on(id, this, [this, slot = slot] { runOnFocus(slot); });
    m_commands->on("edit.find", this, [this] { find(); });
    m_commands->on("explorer.filter", this, [this] {
        m_explorer->show();
        m_explorer->focusFilter();
        updateCommands();
    });
}

void MainWindow::find()
{
    if (m_explorer->isAncestorOf(QApplication::focusWidget()))
        return m_explorer->focusFilter();
    if (m_dock->isAncestorOf(QApplication::focusWidget()))
        return m_dock->find();
    if (auto *page = m_tabs->currentPage())
        page->find();
}

void MainWindow::addViewCommands()
{
    m_commands->on("view.refresh", this, [this] {
        if (!m_connector->session())
            return m_connector->retry();
        m_connector->session()->refresh();
        if (m_connector->gateway())
            m_connector->gateway()->refresh();
        if (auto *page = m_tabs->currentPage())
            page->refresh();
    });
    m_commands->on("view.activations", this, [this] { m_tabs->open({Target::Kind::Activations, {}}); });
    m_commands->on("view.explorer", this, [this] {
        m_explorer->setVisible(m_commands->action("view.explorer")->isChecked());
        saveLayout();
    });
    m_commands->on("view.dock", this, [this] {
        m_dock->setVisible(m_commands->action("view.dock")->isChecked());
        saveLayout();
    });
    const auto showTab = [this](Dock::Tab tab) {
        m_dock->show(tab);
        updateCommands();
        saveLayout();
    };
    m_commands->on("dock.live", this, [showTab] { showTab(Dock::Live); });
    m_commands->on("dock.requests", this, [showTab] { showTab(Dock::Requests); });
    m_commands->on("dock.problems", this, [showTab] { showTab(Dock::Problems); });
    m_commands->on("tab.next", this, [this] { m_tabs->step(1); });
    m_commands->on("tab.previous", this, [this] { m_tabs->step(-1); });
    m_commands->on("view.utc", this, [this] {
        setTimesInUtc(!timesInUtc());
        m_services.state.setFlag(u"utc"_s, timesInUtc());
        m_status->showZone(timesInUtc());
        updateCommands();
    });
    for (const auto *theme : {"system", "light", "dark"})
        m_commands->on((QByteArray("theme.") + theme).constData(), this, [this, theme] { setTheme(QLatin1StringView(theme)); });
    m_commands->on("view.fullScreen", this, [this] { isFullScreen() ? showNormal() : showFullScreen(); });
}

void MainWindow::setTheme(const QString &name)
{
    m_services.state.setText(u"theme"_s, name);
    theme::apply(*qApp, name == "dark"_L1 || (name == "system"_L1 && theme::systemIsDark()));
    m_commands->updateIcons();
    showHead();
    m_status->showConnection(*m_connector);
    updateCommands();
}

void MainWindow::addToolCommands()
{
    m_commands->on("palette.open", this, [this] { openPalette(); });
    m_commands->on("requests.copyCurl", this, [this] { m_dock->requests()->copyAsCurl(); });
    m_commands->on("requests.copyWsk", this, [this] { m_dock->requests()->copyAsWsk(); });
    m_commands->on("requests.clear", this, [this] { m_dock->requests()->clear(); });
    m_commands->on("activations.keep", this, [this] {
        const auto &profile = m_connector->profile();
        auto *dialog = new StoreDialog(*m_services.activations, &m_services.state.settings(), profile.id, profile.name, this);
        dialog->open();
    });
    m_commands->on("sandbox.open", this, [this] {
        if (!m_connector->session() || m_tabs->prepareClose())
            m_connector->openSandbox();
    });
    m_commands->on("help.shortcuts", this, [this] { showShortcuts(this, *m_commands); });
    m_commands->on("help.about", this, [this] { showAbout(this); });
}

void MainWindow::updateCommands()
{
    updateConnectionCommands();
    updateEntityCommands();
    const QString none = m_tabs->targets().isEmpty() ? tr("No tab is open.") : QString();
    for (const auto *id : {"tab.close", "tab.next", "tab.previous"})
        m_commands->setUnavailable(id, none);
    m_commands->setUnavailable("tab.closeOthers", m_tabs->targets().size() > 1 ? QString() : tr("There is no other tab."));
    m_commands->setUnavailable("tab.reopen", m_tabs->canReopen() ? QString() : tr("No tab was closed."));
    m_commands->action("view.explorer")->setChecked(m_explorer->isVisibleTo(this));
    m_commands->action("view.dock")->setChecked(m_dock->isVisibleTo(this));
    m_commands->action("view.utc")->setChecked(timesInUtc());
    m_commands->action("view.fullScreen")->setChecked(isFullScreen());
    const QString theme = m_services.state.text(u"theme"_s, u"system"_s);
    for (const auto *name : {"system", "light", "dark"})
        m_commands->action((QByteArray("theme.") + name).constData())->setChecked(theme == QLatin1StringView(name));
}

void MainWindow::updateConnectionCommands()
{
    const QString closed = m_connector->session() ? QString() : tr("No connection is open.");
    const QString noProfile = m_connector->profile().id.isEmpty() ? tr("No connection is open.") : QString();
    m_commands->setUnavailable("connection.edit", noProfile);
    m_commands->setUnavailable("connection.close", noProfile);
    m_commands->setUnavailable("view.refresh", noProfile);
    m_commands->setUnavailable("view.activations", closed);
    m_commands->setUnavailable("activations.keep", m_services.activations ? noProfile : tr("Nothing is kept."));
    m_commands->setUnavailable("explorer.filter", closed);
    m_commands->setUnavailable("action.new", !closed.isEmpty() ? closed : readOnly() ? tr("The connection is read-only.") : QString());
    m_commands->setUnavailable("sandbox.open", m_connector->hasSandbox() ? QString() : tr("The sandbox program is not installed."));
}
