#include "ui/editors/entity/entitypage.h"

#include "ui/editors/bulk/bulkplan.h"
#include "ui/editors/draftkeeper.h"
#include "ui/editors/entity/entitydocument.h"
#include "ui/editors/entity/entitypage_p.h"
#include "ui/widgets/bulkdialog.h"

#include <QAction>
#include <QTabBar>

using namespace openwhisk;
using namespace Qt::StringLiterals;

EntityPage::EntityPage(Session &session, history::Store &store, const Target &target, EntityKindPtr kind,
                       QWidget *parent)
    : Page(parent)
    , d(std::make_unique<EntityPageWorks>(this, session, store, target, std::move(kind)))
{
    d->build();
}

EntityPage::~EntityPage() = default;

Target EntityPage::target() const
{
    return d->target;
}

QString EntityPage::title() const
{
    const QString shown = d->shownName().name;
    return shown.isEmpty() ? newTitle() : shown;
}

bool EntityPage::modified() const
{
    return !d->gone && (d->state.modified() || (d->isNew() && !d->shownName().name.isEmpty()));
}

void EntityPage::refresh()
{
    if (!d->isNew())
        d->load(true);
}

void EntityPage::save()
{
    if (canSave())
        d->review();
}

void EntityPage::revert()
{
    if (modified() && d->frozenReason().isEmpty())
        d->revert();
}

bool EntityPage::canSave() const
{
    return d->problem().isEmpty();
}

QList<QAction *> EntityPage::commands() const
{
    QList<QAction *> actions;
    for (const EntityPageWorks::Command &command : d->commands)
        actions.append(command.action);
    return actions;
}

bool EntityPage::prepareClose()
{
    d->drafts->flush();
    return true;
}

void EntityPage::addTab(const Tab &tab)
{
    d->addTab(tab);
}

KeyValueEditor *EntityPage::addParametersTab()
{
    return d->addItems(u"parameters"_s, u"parametersTab"_s, tr("Parameters"), true);
}

KeyValueEditor *EntityPage::addAnnotationsTab()
{
    return d->addItems(u"annotations"_s, u"annotationsTab"_s, tr("Annotations"), false);
}

void EntityPage::addLink(const QString &id, const QString &text, std::function<void()> run)
{
    d->addLink(id, text, std::move(run));
}

void EntityPage::addDocumentTab()
{
    d->document = new EntityDocument(this);
    d->addTab({u"documentTab"_s, tr("JSON"), d->document, {}, {}, false});
}

void EntityPage::setSide(QWidget *side, int width)
{
    d->setSide(side, width);
}

QAction *EntityPage::addCommand(const QString &id, const QString &text, std::function<void()> run, Needs needs)
{
    return d->addCommand(id, text, std::move(run), needs);
}

void EntityPage::start()
{
    d->start();
}

json::Value EntityPage::emptyEdit() const
{
    json::Value edit = json::Value::object();
    for (const EntityArea &area : d->kind->areas())
        if (area.sort != EntityArea::Sort::Value)
            edit.set(area.member, json::Value::array());
    return edit;
}

QString EntityPage::newTitle() const
{
    return tr("New %1").arg(d->kind->word());
}

QString EntityPage::nameProblem(const QString &) const
{
    return {};
}

Error EntityPage::explained(const Error &error) const
{
    return d->kind->explained(error, d->target.name, d->session ? d->session->nameSpace() : QString());
}

void EntityPage::written(bool, const EntityName &name)
{
    Q_EMIT entityWritten(name);
}

void EntityPage::remove()
{
    d->remove();
}

EntityState &EntityPage::state()
{
    return d->state;
}

const EntityState &EntityPage::state() const
{
    return d->state;
}

Session *EntityPage::session() const
{
    return d->session;
}

history::Store &EntityPage::store() const
{
    return d->store;
}

history::Key EntityPage::key() const
{
    return d->key();
}

StateView &EntityPage::stateView() const
{
    return *d->stateView;
}

MessageBar &EntityPage::message() const
{
    return *d->message;
}

EntityName EntityPage::name() const
{
    return d->shownName();
}

bool EntityPage::isNew() const
{
    return d->isNew();
}

QString EntityPage::readOnlyReason() const
{
    return d->readOnlyReason();
}

QString EntityPage::frozenReason() const
{
    return d->frozenReason();
}

void EntityPage::load(bool keepContent)
{
    d->load(keepContent);
}

void EntityPage::review()
{
    d->review();
}

void EntityPage::compare()
{
    d->compare();
}

void EntityPage::deleted(const QString &detail)
{
    d->deleted(detail);
}

void EntityPage::removeOther(const Target &other)
{
    if (!session() || session()->readOnly())
        return;
    auto *dialog = new BulkDialog(bulk::planDelete(*session(), store(), {other}),
                                  session()->production() ? other.name.name : QString(), this);
    connect(session(), &QObject::destroyed, dialog, &QDialog::close);
    connect(dialog, &BulkDialog::done, this, [this, other] {
        Q_EMIT entityWritten(other.name);
        refresh();
    });
    dialog->open();
}

void EntityPage::chooseTab(const QString &id)
{
    for (int i = 0; i < int(d->tabs.size()); ++i)
        if (d->tabs.at(i).id == id)
            d->tabBar->setCurrentIndex(i);
}

void EntityPage::setTabShown(const QString &id, bool shown)
{
    for (int i = 0; i < int(d->tabs.size()); ++i)
        if (d->tabs.at(i).id == id)
            d->tabBar->setTabVisible(i, shown);
}

void EntityPage::showCounts()
{
    d->showTabs();
}

void EntityPage::showProblem()
{
    d->showState();
}
