#include "ui/editors/actionpage.h"

#include "ui/editors/actionpage_p.h"
#include "ui/editors/codetab.h"
#include "ui/editors/draftkeeper.h"
#include "ui/editors/invokepanel.h"
#include "ui/editors/keyvalueeditor.h"
#include "ui/editors/parameters/parameterstab.h"

#include <utility>

using namespace openwhisk;
using namespace Qt::StringLiterals;

ActionPage::ActionPage(Session &session, history::Store &store, const Target &target, QWidget *parent)
    : Page(parent)
    , d(std::make_unique<Private>(this, session, store, target))
{
    d->build();
    d->open();
}

ActionPage::~ActionPage() = default;

Target ActionPage::target() const
{
    return d->target;
}

QString ActionPage::title() const
{
    const QString name = d->shownName().name;
    if (!name.isEmpty())
        return name;
    return d->target.kind == Target::Kind::NewSequence ? tr("New sequence") : tr("New action");
}

QString ActionPage::glyph() const
{
    return isSequence(d->state.now().exec) ? u"sequence"_s : u"action"_s;
}

bool ActionPage::modified() const
{
    return !d->gone && (d->state.modified() || (d->isNew() && !d->shownName().name.isEmpty()));
}

void ActionPage::refresh()
{
    if (!d->isNew())
        d->load(true);
}

void ActionPage::save()
{
    d->commit();
    if (!d->waitsForCode() && canSave())
        d->review();
}

void ActionPage::revert()
{
    if (!modified() || !d->readOnlyReason().isEmpty())
        return;
    d->revert();
}

void ActionPage::invoke()
{
    d->invokeWanted = true;
    d->showSidePane();
    d->invoke->show();
    d->invoke->invoke();
}

void ActionPage::find()
{
    if (d->parameters->isVisible())
        return d->parameters->find();
    if (d->annotations->isVisible())
        return d->annotations->find();
    if (!d->invoke->find())
        d->code->find();
}

bool ActionPage::canSave() const
{
    return d->problem().isEmpty();
}

bool ActionPage::canInvoke() const
{
    return d->invoke->canInvoke();
}

QList<QAction *> ActionPage::commands() const
{
    return d->commands;
}

void ActionPage::allowExpose(const std::optional<QString> &ban)
{
    if (std::exchange(d->exposeBan, ban) != ban)
        d->showState();
}

bool ActionPage::prepareClose()
{
    d->commit();
    if (d->waitsToClose())
        return false; // what was typed into a zip is not in the draft yet
    d->drafts->flush();
    return true;
}

void ActionPage::takeFile(const QString &path)
{
    d->takeFile(path);
}
