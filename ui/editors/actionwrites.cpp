#include "core/net/upload.h"
#include "core/openwhisk/session.h"
#include "ui/editors/actiondraft.h"
#include "ui/editors/actionhead.h"
#include "ui/editors/actionkind.h"
#include "ui/editors/actionpage_p.h"
#include "ui/editors/deletejob.h"
#include "ui/editors/draftkeeper.h"
#include "ui/editors/history/historytab.h"
#include "ui/editors/pages.h"
#include "ui/editors/reviewdialog.h"
#include "ui/widgets/messagebar.h"

#include <QClipboard>
#include <QGuiApplication>

using namespace openwhisk;
using namespace Qt::StringLiterals;

void ActionPage::Private::review()
{
    commit();
    const auto mode = isNew() ? ReviewDialog::Mode::Create : ReviewDialog::Mode::Save;
    openReview(int(mode), state.now(), {});
}

void ActionPage::Private::compare()
{
    commit();
    openReview(int(ReviewDialog::Mode::Compare), state.now(), state.modified() ? tr("yours") : tr("as opened"));
}

void ActionPage::Private::openReview(int mode, const ActionEdit &now, const QString &nowTitle)
{
    if (!session)
        return;
    std::optional<EntityCopy> opened;
    if (state.loaded())
        opened = copyOf(*state.loaded());
    const auto sending = std::make_shared<net::Upload>();
    auto *dialog = new ReviewDialog(*session, store,
                                    {ReviewDialog::Mode(mode), actionKind(sending), shownName(), q->glyph(), opened,
                                     draftDocument(now), key(), nowTitle},
                                    q);
    connect(dialog, &ReviewDialog::saved, this, [this](const EntityCopy &copy, const QStringList &differences) {
        saved(loadedAction(copy), differences);
    });
    connect(dialog, &ReviewDialog::draftWanted, this, [this] {
        drafts->flush();
        Q_EMIT q->notice(tr("Kept as a draft."));
    });
    connect(dialog, &ReviewDialog::theirsWanted, this, [this] {
        drafts->flush();
        load(false);
    });
    followUpload(dialog, sending);
    dialog->open();
}

void ActionPage::Private::duplicate()
{
    Q_EMIT q->openRequested(editors::duplicateOf(target.name));
}

void ActionPage::Private::copyName()
{
    EntityName name = shownName();
    if (session && name.ns == u"_"_s && !session->nameSpace().isEmpty())
        name.ns = session->nameSpace();
    QGuiApplication::clipboard()->setText(name.full());
    Q_EMIT q->notice(tr("%1 is copied.").arg(name.full()));
}

void ActionPage::Private::removeConfirmed()
{
    if (!session)
        return;
    drafts->flush();
    message->show(MessageBar::Kind::Info, tr("Deleting %1 …").arg(target.name.shown()));
    auto *job = new DeleteJob(*session, store, actionKind(), target.name, key(), this);
    connect(job, &DeleteJob::failed, this, [this, job](const Error &error) {
        job->deleteLater();
        message->showError(error);
    });
    connect(job, &DeleteJob::deleted, this, [this, job] {
        job->deleteLater();
        gone = true;
        versions->refresh();
        const QString what = job->wasGone() ? tr("%1 was gone already: somebody else deleted it. What is shown here is how it was.")
                                            : tr("%1 is deleted. What is shown here is how it was.");
        message->show(MessageBar::Kind::Success, what.arg(target.name.shown()));
        message->addButton(tr("Create it again…"), [this] { createAgain(); });
        showState();
        Q_EMIT q->notice(tr("%1 is deleted.").arg(target.name.shown()));
        Q_EMIT q->entityWritten(target.name);
    });
    job->start();
}
