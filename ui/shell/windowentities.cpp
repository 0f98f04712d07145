#include "core/async/deliver.h"
#include "core/history/store.h"
#include "ui/editors/pages.h"
#include "ui/explorer/explorer.h"
#include "ui/shell/commands.h"
#include "ui/shell/connector.h"
#include "ui/shell/dock.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/requestspanel.h"
#include "ui/shell/tabarea.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/page.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QMenu>

using namespace Qt::StringLiterals;

void MainWindow::pageMade(Page *page)
{
    connect(page, &Page::openRequested, m_tabs, &TabArea::open);
    connect(page, &Page::entityWritten, this, &MainWindow::entityWritten);
    connect(page, &Page::notice, this, &MainWindow::notice);
    if (auto *poll = m_connector->poll())
        connect(page, &Page::ran, poll, &openwhisk::ActivationPoll::pollNow);
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
    m_commands->on("entity.duplicate", this, [this] {
        if (const auto it = subject())
            m_tabs->open(editors::duplicateOf(it->target.name));
    });
    m_commands->on("entity.delete", this, [this] { deleteSubject(); });
    m_commands->on("entity.copyName", this, [this] {
        if (const auto it = subject()) {
            QApplication::clipboard()->setText(it->target.name.shown());
            notice(tr("Copied %1").arg(it->target.name.shown()));
        }
    });
    m_commands->on("entity.activations", this, [this] {
        if (const auto it = subject())
            m_tabs->open({Target::Kind::Activations, it->target.name});
    });
    m_commands->on("run.invoke", this, [this] {
        const auto it = subject();
        if (it && it->isAction)
            invoke(it->target);
        else if (auto *page = m_tabs->currentPage())
            page->invoke();
    });
}

/// What is selected in the explorer while that has the focus, else what the tab in front shows.
std::optional<MainWindow::Subject> MainWindow::subject() const
{
    std::optional<Target> target;
    if (m_explorer->isAncestorOf(QApplication::focusWidget())) {
        if (const auto *node = m_explorer->current())
            target = node->target();
    } else {
        target = m_tabs->currentTarget();
    }
    if (!target || target->name.name.isEmpty() || target->kind == Target::Kind::NewAction
        || target->kind == Target::Kind::Activations || target->kind == Target::Kind::Activation)
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
    const QString noWrite = readOnly() ? tr("The connection is read-only.") : QString();
    m_commands->setUnavailable("entity.open", nothing);
    m_commands->setUnavailable("entity.copyName", nothing);
    m_commands->setUnavailable("entity.activations", it && (it->isAction || it->target.kind == Target::Kind::Trigger)
                                                         ? QString() : tr("Neither an action nor a trigger is selected."));
    m_commands->setUnavailable("entity.duplicate", noWrite.isEmpty() ? noAction : noWrite);
    m_commands->setUnavailable("entity.delete", noWrite.isEmpty() ? noAction : noWrite);
    m_commands->setUnavailable("entity.save", page && page->canSave() ? QString() : noWrite.isEmpty() ? tr("There is nothing to save.") : noWrite);
    m_commands->setUnavailable("entity.revert", page && page->modified() ? QString() : tr("Nothing was changed."));
    const bool mayInvoke = (it && it->isAction) || (page && page->canInvoke());
    m_commands->setUnavailable("run.invoke", !noWrite.isEmpty() ? noWrite : mayInvoke ? QString() : noAction);
    const QString noRequest = m_dock->currentTab() == Dock::Requests && m_dock->requests()->hasCurrent()
        ? QString() : tr("No request is selected in the request log.");
    m_commands->setUnavailable("requests.copyCurl", noRequest);
    m_commands->setUnavailable("requests.copyWsk", noRequest);
}

/// The page may still be loading: it runs as soon as it can.
void MainWindow::invoke(const Target &target)
{
    m_tabs->open(target);
    auto *page = m_tabs->currentPage();
    if (!page || page->canInvoke()) {
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

void MainWindow::showEntityMenu(const QPoint &global)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(u"entityMenu"_s);
    menu->setToolTipsVisible(true);
    for (const auto *id : {"entity.open", "run.invoke", "entity.activations"})
        menu->addAction(m_commands->action(id));
    menu->addSeparator();
    for (const auto *id : {"action.new", "entity.duplicate", "entity.delete"})
        menu->addAction(m_commands->action(id));
    menu->addSeparator();
    menu->addAction(m_commands->action("entity.copyName"));
    menu->popup(global);
}

void MainWindow::deleteSubject()
{
    const auto it = subject();
    if (!it || !it->isAction || readOnly())
        return;
    const bool production = m_connector->profile().environment == connections::Environment::Production;
    confirm::Question question;
    question.title = tr("Delete action");
    question.text = tr("Delete %1 from %2? Its code, parameters and annotations are kept in the local history.")
                        .arg(it->target.name.shown(), m_connector->profile().name);
    question.yes = tr("Delete");
    question.typeToConfirm = production ? it->target.name.name : QString();
    question.dangerous = true;
    if (confirm::ask(this, question) == confirm::Answer::Yes)
        deleteAction(it->target.name);
}

/// First what is there goes into the local history, then it is deleted: it can be brought back.
void MainWindow::deleteAction(const openwhisk::EntityName &name)
{
    auto *context = m_sessionContext.get();
    auto &client = m_connector->session()->client();
    const Target target{Target::Kind::Action, name};
    const history::Key key{m_connector->profile().id, target.toText()};
    const auto failed = [this](const Error &error) {
        if (error.kind != Error::Kind::Canceled)
            m_message->showError(error);
    };
    deliver(openwhisk::getAction(client, name, openwhisk::WithCode::Yes, context), context,
            [=, this, &client](const Result<openwhisk::Action> &action) {
        if (!action)
            return failed(action.error());
        deliver(m_services.history.keepVersion(key, history::VersionInfo::Reason::Deleted, action->document), context,
                [=, this, &client](const Result<history::VersionInfo> &kept) {
            if (!kept)
                return failed(kept.error());
            deliver(openwhisk::deleteAction(client, name, context), context, [=, this](const Result<Done> &done) {
                if (!done)
                    return failed(done.error());
                m_tabs->closeTarget(target);
                notice(tr("Deleted %1").arg(name.shown()));
                entityWritten(name);
            });
        });
    });
}
