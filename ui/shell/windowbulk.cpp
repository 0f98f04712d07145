#include "core/openwhisk/session.h"
#include "ui/editors/bulk/bulkplan.h"
#include "ui/widgets/bulkdialog.h"
#include "ui/editors/code/deploy.h"
#include "ui/editors/history/deleteddialog.h"
#include "ui/editors/pages.h"
#include "ui/explorer/explorer.h"
#include "ui/shell/commands.h"
#include "ui/shell/connector.h"
#include "ui/shell/gatewaydesk.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/tabarea.h"

#include <QFileDialog>
#include <QPointer>

using Kind = Target::Kind;

void MainWindow::addBulkCommands()
{
    m_commands->on("sequence.new", this, [this] { openNew(Kind::NewSequence, {{}, m_explorer->packageAt(m_explorer->current()), {}}); });
    m_commands->on("package.new", this, [this] { openNew(Kind::NewPackage); });
    m_commands->on("binding.new", this, [this] {
        const auto it = subject();
        openNew(Kind::NewBinding, it && it->target.kind == Kind::Package ? it->target.name : openwhisk::EntityName());
    });
    m_commands->on("trigger.new", this, [this] { openNew(Kind::NewTrigger); });
    m_commands->on("rule.new", this, [this] {
        const auto it = subject();
        openNew(Kind::NewRule, it && it->target.kind == Kind::Trigger ? it->target.name : openwhisk::EntityName());
    });
    m_commands->on("view.publicPackages", this, [this] { m_tabs->open({Kind::PublicPackages}); });
    m_commands->on("view.apis", this, [this] { m_tabs->open({Kind::Apis}); });
    m_commands->on("view.server", this, [this] { m_tabs->open({Kind::Server}); });
    m_commands->on("entity.delete", this, [this] { deleteSubjects(); });
    m_commands->on("rules.enable", this, [this] { switchRules(true); });
    m_commands->on("rules.disable", this, [this] { switchRules(false); });
    m_commands->on("entity.export", this, [this] { exportSubjects(); });
    m_commands->on("history.deleted", this, [this] { showDeleted(); });
    m_commands->on("action.deploy", this, [this] { chooseFilesToDeploy(); });
    connect(m_explorer, &Explorer::filesDropped, this, &MainWindow::deploy);
    connect(m_explorer, &Explorer::renameRequested, m_commands->action("entity.move"), &QAction::trigger);
    connect(m_explorer, &Explorer::deleteRequested, m_commands->action("entity.delete"), &QAction::trigger);
}

void MainWindow::updateBulkCommands(const QString &nothing, const QString &noWrite)
{
    const auto targets = subjects();
    const bool anyRule = std::any_of(targets.begin(), targets.end(), [](const Target &t) { return t.kind == Kind::Rule; });
    const bool anyEntity = std::any_of(targets.begin(), targets.end(), [](const Target &t) { return !isGateway(t); });
    const QString none = targets.isEmpty() ? tr("Nothing is selected.") : nothing;
    const QString noRule = !noWrite.isEmpty() ? noWrite : anyRule ? QString() : tr("No rule is selected.");
    m_commands->setUnavailable("entity.delete", noWrite.isEmpty() ? none : noWrite);
    m_commands->setUnavailable("rules.enable", noRule);
    m_commands->setUnavailable("rules.disable", noRule);
    m_commands->setUnavailable("entity.export", !none.isEmpty() || anyEntity ? none : tr("Nothing of the namespace is selected."));
    const QString readOnlyWords = readOnly() ? tr("The connection is read-only.") : QString();
    const QString closed = m_connector->session() ? QString() : tr("No connection is open.");
    for (const auto *id : {"action.deploy", "sequence.new", "package.new", "binding.new", "trigger.new", "rule.new"})
        m_commands->setUnavailable(id, closed.isEmpty() ? readOnlyWords : closed);
    for (const auto *id : {"view.publicPackages", "view.apis", "view.server", "history.deleted"})
        m_commands->setUnavailable(id, closed);
}

void MainWindow::openNew(Target::Kind kind, const openwhisk::EntityName &about)
{
    m_tabs->open(editors::newEntity(kind, about));
}

void MainWindow::chooseFilesToDeploy()
{
    auto *dialog = new QFileDialog(this, tr("Deploy files as actions"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    const QString package = m_explorer->packageAt(m_explorer->current());
    connect(dialog, &QFileDialog::filesSelected, m_sessionContext.get(),
            [this, package](const QStringList &paths) { deploy(paths, package); });
    dialog->open();
}

/// Each in the tab of its action, to be looked at and saved: nothing is written yet.
void MainWindow::deploy(const QStringList &paths, const QString &package)
{
    if (!m_connector->session() || readOnly())
        return;
    for (const auto &deployment : editors::deployFiles(*m_connector->session(), paths, package)) {
        m_tabs->open(deployment.target);
        editors::takeFile(m_tabs->currentPage(), deployment.path);
    }
}

void MainWindow::deleteSubjects()
{
    QList<Target> entities;
    QList<gateway::Key> objects;
    for (const Target &target : subjects()) {
        if (isGateway(target))
            objects.append(keyOf(target));
        else
            entities.append(target);
    }
    if (!entities.isEmpty() && m_connector->session() && !readOnly())
        openBulk(bulk::planDelete(*m_connector->session(), m_services.history, entities));
    m_gateway->remove(objects);
}

void MainWindow::showDeleted()
{
    auto *session = m_connector->session();
    const auto there = [session = QPointer(session)](const Target &target) { return session && editors::isListed(*session, target); };
    auto *dialog = new DeletedDialog(m_services.history, session->profileId(), there, this);
    connect(dialog, &DeletedDialog::openRequested, m_sessionContext.get(), [this](const Target &target) { m_tabs->open(target); });
    connect(m_sessionContext.get(), &QObject::destroyed, dialog, &QDialog::close);
    dialog->open();
}

void MainWindow::switchRules(bool on)
{
    if (m_connector->session() && !readOnly())
        openBulk(bulk::planSwitch(*m_connector->session(), subjects(), on));
}

void MainWindow::exportSubjects()
{
    auto targets = subjects();
    targets.removeIf(isGateway);
    auto *dialog = new QFileDialog(this, tr("Export to a folder"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, m_sessionContext.get(), [this, targets](const QString &directory) {
        openBulk(bulk::planExport(*m_connector->session(), targets, directory));
    });
    dialog->open();
}

void MainWindow::openBulk(BulkPlan plan)
{
    if (plan.rows.isEmpty())
        return;
    const bool production = plan.writes && m_connector->profile().environment == connections::Environment::Production;
    const bool deletes = plan.deletes;
    const bool writes = plan.writes;
    const QString typed = plan.rows.size() == 1 ? plan.rows.first().target.name.name : m_connector->profile().name;
    auto *dialog = new BulkDialog(std::move(plan), production ? typed : QString(), this);
    connect(m_sessionContext.get(), &QObject::destroyed, dialog, &QDialog::close);
    if (writes)
        connect(dialog, &BulkDialog::done, m_sessionContext.get(),
                [this, deletes](const QList<Target> &targets) { bulkDone(targets, deletes); });
    dialog->open();
}

void MainWindow::bulkDone(const QList<Target> &targets, bool deleted)
{
    if (deleted) {
        for (const Target &target : targets)
            m_tabs->closeTarget(target);
    }
    m_explorer->expireRuleStates();
    m_connector->session()->refresh();
}
