#include "ui/editors/pages.h"
#include "ui/explorer/explorer.h"
#include "ui/shell/commands.h"
#include "ui/shell/connector.h"
#include "ui/shell/dock.h"
#include "ui/shell/gatewaydesk.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/requestspanel.h"
#include "ui/shell/tabarea.h"
#include "ui/widgets/page.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QMenu>

#include <algorithm>

using namespace Qt::StringLiterals;

void MainWindow::pageMade(Page *page)
{
    connect(page, &Page::openRequested, m_tabs, &TabArea::open);
    connect(page, &Page::entityWritten, this, &MainWindow::entityWritten);
    connect(page, &Page::commandRequested, this, &MainWindow::runOnPage);
    connect(page, &Page::exposeRequested, this, [this, page] { m_gateway->expose(page->target().name); });
    connect(page, &Page::notice, this, &MainWindow::notice);
    if (auto *feed = m_connector->feed())
        connect(page, &Page::ran, feed, &openwhisk::ActivationFeed::pollNow);
    for (auto *command : page->commands()) {
        if (!page->actions().contains(command))
            page->addAction(command); // its shortcut counts while the page has the focus
        command->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    }
}

QList<QAction *> MainWindow::pageCommands() const
{
    const auto *page = m_tabs->currentPage();
    return page ? page->commands() : QList<QAction *>();
}

void MainWindow::entityWritten(const openwhisk::EntityName &)
{
    if (m_connector->session())
        m_connector->session()->refresh();
}

void MainWindow::addEntityCommands()
{
    m_commands->on("entity.open", this, [this] {
        if (const auto it = subject())
            m_tabs->open(it->target);
    });
    m_commands->on("entity.save", this, [this] { m_tabs->currentPage()->save(); });
    m_commands->on("entity.revert", this, [this] { m_tabs->currentPage()->revert(); });
    m_commands->on("entity.duplicate", this, [this] { duplicateSubject(); });
    m_commands->on("entity.copyName", this, [this] {
        if (const auto it = subject()) {
            const QString name = isGateway(it->target) ? it->target.id : it->target.name.shown();
            QApplication::clipboard()->setText(name);
            notice(tr("Copied %1").arg(name));
        }
    });
    m_commands->on("entity.activations", this, [this] {
        if (const auto it = subject())
            m_tabs->open({Target::Kind::Activations, it->target.name});
    });
    m_commands->on("entity.move", this, [this] {
        if (const auto it = subject())
            runOnPage(it->target, u"action.move"_s);
    });
    m_commands->on("run.invoke", this, [this] {
        const auto it = subject();
        if (it && (it->isAction || it->target.kind == Target::Kind::Trigger))
            invoke(it->target);
        else if (auto *page = m_tabs->currentPage())
            page->invoke();
    });
}

namespace {

bool isEntity(const Target &target)
{
    using Kind = Target::Kind;
    const bool kind = target.kind == Kind::Action || target.kind == Kind::Package || target.kind == Kind::Trigger
        || target.kind == Kind::Rule;
    return (kind && !target.name.name.isEmpty()) || target.kind == Kind::GatewayObject;
}

} // namespace

void MainWindow::duplicateSubject()
{
    const auto it = subject();
    if (!it)
        return;
    const Target &from = it->target;
    m_tabs->open(isGateway(from) ? newGatewayObject(from.gatewayKind, from.parent, from.id) : editors::duplicateOf(from.name));
}

/// All that is selected in the explorer while that has the focus, else what the tab in front shows.
QList<Target> MainWindow::subjects() const
{
    if (m_explorer->isAncestorOf(QApplication::focusWidget()))
        return m_explorer->selected();
    const auto it = subject();
    return it ? QList{it->target} : QList<Target>();
}

/// The current row of the explorer while that has the focus, else what the tab in front shows.
std::optional<MainWindow::Subject> MainWindow::subject() const
{
    std::optional<Target> target;
    if (m_explorer->isAncestorOf(QApplication::focusWidget())) {
        if (const auto *node = m_explorer->current())
            target = node->target();
    } else {
        target = m_tabs->currentTarget();
    }
    if (!target || !isEntity(*target))
        return {};
    return Subject{*target, target->kind == Target::Kind::Action};
}

void MainWindow::updateEntityCommands()
{
    if (m_closing)
        return;
    const auto it = subject();
    const auto *page = m_tabs->currentPage();
    const QString nothing = it ? QString() : tr("Nothing is selected.");
    const QString noAction = it && it->isAction ? QString() : tr("No action is selected.");
    const bool gateway = it && isGateway(it->target);
    if (auto *shown = m_tabs->currentPage())
        shown->allowExpose(m_connector->gateway() ? std::optional(m_gateway->noWrite()) : std::nullopt);
    const QString noWrite = gateway ? m_gateway->noWrite() : readOnly() ? tr("The connection is read-only.") : QString();
    m_commands->setUnavailable("entity.open", nothing);
    m_commands->setUnavailable("entity.copyName", nothing);
    m_commands->setUnavailable("entity.activations", it && (it->isAction || it->target.kind == Target::Kind::Trigger)
                                                         ? QString() : tr("Neither an action nor a trigger is selected."));
    m_commands->setUnavailable("entity.duplicate", !noWrite.isEmpty() ? noWrite : gateway ? QString() : noAction);
    m_gateway->updateCommands(noAction);
    updateBulkCommands(nothing, noWrite);
    m_commands->setUnavailable("entity.save", page && page->canSave() ? QString() : noWrite.isEmpty() ? tr("There is nothing to save.") : noWrite);
    m_commands->setUnavailable("entity.revert", page && page->modified() ? QString() : tr("Nothing was changed."));
    m_commands->setUnavailable("entity.move", noAction);
    // What is chosen in the explorer runs, or nothing: never the page behind it.
    const bool runs = it && (it->isAction || it->target.kind == Target::Kind::Trigger);
    const bool mayInvoke = runs || (page && page->canInvoke() && (!it || it->target == page->target()));
    const bool mayNot = !gateway && !noWrite.isEmpty(); // a test request is no write to the gateway
    m_commands->setUnavailable("run.invoke", mayNot ? noWrite : mayInvoke ? QString() : noAction);
    const QString noRequest = m_dock->currentTab() == Dock::Requests && m_dock->requests()->hasCurrent()
        ? QString() : tr("No request is selected in the request log.");
    m_commands->setUnavailable("requests.copyCurl", noRequest);
    m_commands->setUnavailable("requests.copyWsk", noRequest);
}

namespace {

/// Commands of the explorer's menu; an empty one is a separator.
QByteArrayList entityMenu()
{
    return {"entity.open", "run.invoke", "entity.activations", "", "action.new", "sequence.new", "package.new", "binding.new",
            "trigger.new", "rule.new", "", "gateway.expose", "", "entity.duplicate", "entity.move", "rules.enable", "rules.disable",
            "entity.export", "entity.delete", "history.deleted", "", "entity.copyName"};
}

QByteArrayList gatewayMenu(gateway::Kind kind)
{
    const QByteArray collection = gateway::rulesOf(kind).path;
    return {"entity.open", "gateway." + collection, "", "gateway.new." + collection, "gateway.refresh", "", "entity.duplicate",
            "entity.delete", "", "entity.copyName"};
}

} // namespace

/// A page opened for it may still be loading: it runs as soon as it can. One that was open says itself why it cannot, and
/// must not run later, when nobody expects it any more.
void MainWindow::invoke(const Target &target)
{
    const bool wasOpen = m_tabs->pageOf(target);
    m_tabs->open(target);
    auto *page = m_tabs->currentPage();
    if (!page || wasOpen || page->canInvoke()) {
        if (page)
            page->invoke();
        return;
    }
    auto *once = new QObject(page);
    connect(page, &Page::changed, once, [page, once] {
        if (!page->canInvoke())
            return;
        once->deleteLater();
        QObject::disconnect(page, nullptr, once, nullptr);
        page->invoke();
    });
}

/// A command that only the page has; one that still loads runs it as soon as it may.
void MainWindow::runOnPage(const Target &target, const QString &command)
{
    m_tabs->open(target);
    auto *page = m_tabs->currentPage();
    const auto commands = page ? page->commands() : QList<QAction *>();
    const auto found = std::find_if(commands.begin(), commands.end(), [&](const QAction *a) { return a->objectName() == command; });
    if (found == commands.end())
        return;
    if ((*found)->isEnabled())
        return (*found)->trigger();
    auto *once = new QObject(page);
    connect(*found, &QAction::enabledChanged, once, [action = *found, once](bool enabled) {
        if (!enabled)
            return;
        once->deleteLater();
        QObject::disconnect(action, nullptr, once, nullptr);
        action->trigger();
    });
}

void MainWindow::showEntityMenu(const QPoint &global)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(u"entityMenu"_s);
    menu->setToolTipsVisible(true);
    const auto *node = m_explorer->current();
    for (const QByteArray &id : node && node->isGateway() ? gatewayMenu(node->object.kind) : entityMenu())
        if (id.isEmpty())
            menu->addSeparator();
        else if (auto *action = m_commands->find(QString::fromLatin1(id))) // nothing makes a credential without its consumer
            menu->addAction(action);
    menu->popup(global);
}
