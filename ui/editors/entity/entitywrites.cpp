#include "ui/editors/deletejob.h"
#include "ui/editors/draftkeeper.h"
#include "ui/editors/entity/entitypage_p.h"
#include "ui/editors/history/historytab.h"
#include "ui/editors/reviewdialog.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/messagebar.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QUuid>

using namespace openwhisk;
using namespace Qt::StringLiterals;

void EntityPageWorks::revert()
{
    takeBack(state.was(), EntityPage::tr("Your changes are taken back."), {});
    drafts->drop();
}

void EntityPageWorks::review()
{
    const auto mode = isNew() ? ReviewDialog::Mode::Create : ReviewDialog::Mode::Save;
    openReview(int(mode), state.now(), {});
}

void EntityPageWorks::compare()
{
    const QString title = state.modified() ? EntityPage::tr("yours") : EntityPage::tr("as opened");
    openReview(int(ReviewDialog::Mode::Compare), state.now(), title);
}

void EntityPageWorks::openReview(int mode, const json::Value &now, const QString &nowTitle)
{
    if (!session)
        return;
    auto *dialog = new ReviewDialog(
        *session, store, {ReviewDialog::Mode(mode), kind, shownName(), q->glyph(), state.copy(), now, key(), nowTitle},
        q);
    connect(dialog, &ReviewDialog::saved, this, &EntityPageWorks::saved);
    connect(dialog, &ReviewDialog::draftWanted, this, [this] {
        drafts->flush();
        Q_EMIT q->notice(EntityPage::tr("Kept as a draft."));
    });
    connect(dialog, &ReviewDialog::theirsWanted, this, [this] {
        drafts->flush();
        load(false);
    });
    dialog->open();
}

void EntityPageWorks::saved(const EntityCopy &copy, const QStringList &differences)
{
    const bool created = isNew();
    drafts->drop();
    if (created)
        target = {kind->targetKind(), shownName(), {}};
    drafts->setKey(key());
    versions->refresh();
    state.load(copy);
    const QString done = created ? EntityPage::tr("%1 is created.").arg(target.name.name)
                                 : EntityPage::tr("v%1 is saved.").arg(copy.version);
    if (differences.isEmpty())
        message->clear();
    else
        message->show(MessageBar::Kind::Warning,
                      done + u' ' + EntityPage::tr("The server made of it something else than was sent:"),
                      differences.join(u'\n'));
    Q_EMIT q->notice(done);
    q->written(created, target.name);
}

void EntityPageWorks::remove()
{
    if (isNew() || !readOnlyReason().isEmpty())
        return;
    const QString unsaved
        = state.modified() ? u' ' + EntityPage::tr("Your unsaved changes stay as a draft.") : QString();
    const QString more = q->deleteText();
    const confirm::Question question{
        EntityPage::tr("Delete %1").arg(kind->word()),
        EntityPage::tr("Delete %1 on %2?").arg(target.name.name, session->connectionName())
            + (more.isEmpty() ? QString() : u' ' + more) + u' '
            + EntityPage::tr("Local history keeps what is deleted.") + unsaved,
        EntityPage::tr("Delete"),
        {},
        session->production() ? target.name.name : QString(),
        true};
    if (confirm::ask(q, question) == confirm::Answer::Yes)
        removeConfirmed();
}

void EntityPageWorks::removeConfirmed()
{
    if (!session)
        return;
    drafts->flush();
    message->show(MessageBar::Kind::Info, EntityPage::tr("Deleting %1 …").arg(target.name.name));
    auto *job = new DeleteJob(*session, store, kind, target.name, key(), this);
    connect(job, &DeleteJob::failed, this, [this, job](const Error &error) {
        job->deleteLater();
        message->showError(error);
    });
    connect(job, &DeleteJob::deleted, this, [this, job] {
        job->deleteLater();
        deleted({});
    });
    job->start();
}

void EntityPageWorks::deleted(const QString &detail)
{
    gone = true;
    versions->refresh();
    message->show(MessageBar::Kind::Success,
                  EntityPage::tr("%1 is deleted. What is shown here is how it was.").arg(target.name.name), detail);
    if (state.copy())
        message->addButton(EntityPage::tr("Create it again…"), [this] { createAgain(); });
    showState();
    Q_EMIT q->notice(EntityPage::tr("%1 is deleted.").arg(target.name.name));
    Q_EMIT q->entityWritten(target.name);
}

void EntityPageWorks::createAgain()
{
    const json::Value edit = state.now();
    const QString name = target.name.name;
    gone = false;
    message->clear();
    target = {q->newKind(), {u"_"_s, {}, {}}, QUuid::createUuid().toString(QUuid::Id128)};
    drafts->setKey(key());
    head->askName(name, EntityPage::tr("Name of the new %1").arg(kind->word()));
    state.begin(q->emptyEdit());
    state.replaceEdit(edit);
}

void EntityPageWorks::copyName()
{
    EntityName name = shownName();
    if (session && name.ns == u"_"_s && !session->nameSpace().isEmpty())
        name.ns = session->nameSpace();
    QGuiApplication::clipboard()->setText(name.full());
    Q_EMIT q->notice(EntityPage::tr("%1 is copied.").arg(name.full()));
}
