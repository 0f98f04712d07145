#include "core/insight/usesload.h"
#include "core/net/upload.h"
#include "core/openwhisk/kinds.h"
#include "ui/editors/actionhead.h"
#include "ui/editors/actionpage_p.h"
#include "ui/editors/code/filecode.h"
#include "ui/editors/code/movedialog.h"
#include "ui/editors/code/uploadbar.h"
#include "ui/editors/codetab.h"
#include "ui/editors/draftkeeper.h"
#include "ui/editors/editorparts.h"
#include "ui/editors/invokepanel.h"
#include "ui/editors/pages.h"
#include "ui/editors/reviewdialog.h"
#include "ui/editors/sequence/sequencetab.h"
#include "ui/editors/usedby/usedbytab.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/stateview.h"

#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>

using namespace openwhisk;
using namespace Qt::StringLiterals;

// What the page of an action does beyond text: sequences, zips and their upload, files, moving, who uses it.

void ActionPage::Private::buildExtras()
{
    sequence = new SequenceTab(state, *session, q);
    sequence->setObjectName(u"sequenceTab"_s);
    code->setSequencePage(sequence);
    invoke->setLastRun(sequence->lastRun());
    connect(invoke, &InvokePanel::recorded, sequence, &SequenceTab::showRun);
    usedBy = new UsedByTab(*session, insight::Subject::Action, q);
    usedBy->setObjectName(u"usedByTab"_s);
    pages->addWidget(usedBy);
    tabBar->addTab(QString());
    addHistory();
    upload = new UploadBar(q);
    sidePane = makeButton({}, u"sidePane"_s, q, u"link"_s);
    sidePane->hide();
    connect(sidePane, &QPushButton::clicked, this, [this] {
        invokeWanted = !invokeWanted;
        showSidePane();
    });
    connect(code, &CodeTab::shownChanged, this, &Private::showSidePane);
    connect(code, &CodeTab::settled, this, [this] {
        showState();
        if (std::exchange(reviewWaits, false)) {
            message->clear();
            q->save();
        }
    });
    connect(code, &CodeTab::fileTaken, this, &Private::fileTaken);
    connect(sequence, &SequenceTab::memberActivated, this, [this](const EntityName &name) {
        Q_EMIT q->openRequested({Target::Kind::Action, name, {}});
    });
    connect(sequence, &SequenceTab::createRequested, this, [this](const EntityName &name) {
        Q_EMIT q->openRequested(editors::newAction(name.package, name.name));
    });
    connect(sequence, &SequenceTab::activationRequested, this, [this](const QString &id) {
        Q_EMIT q->openRequested({Target::Kind::Activation, target.name, id});
    });
    connect(sequence, &SequenceTab::problemChanged, this, &Private::showState);
    connect(usedBy, &UsedByTab::openRequested, q, &Page::openRequested);
    connect(usedBy, &UsedByTab::changed, this, &Private::showUsesCount);
}

void ActionPage::Private::showExtras(const QString &frozen)
{
    const bool there = !isNew() && state.loaded() && !gone;
    if (session)
        code->setServer(session->info());
    sequence->setReadOnly(frozen);
    sequence->setSelf(shownName(), there);
    invoke->useLastRun(there && isSequence(state.now().exec));
    usedBy->setName(there ? target.name : EntityName{});
    showUsesCount();
    showHistory();
    takePending();
}

void ActionPage::Private::showUsesCount()
{
    const insight::Uses *known = usedBy->uses();
    const QString count = known && usedBy->complete() ? u"  %1"_s.arg(known->count()) : QString();
    tabBar->setTabText(pages->indexOf(usedBy), tr("Used by") + count);
    tabBar->setTabText(int(ActionArea::Code),
                     (isSequence(state.now().exec) ? tr("Members  %1").arg(state.now().exec.components.size()) : tr("Code"))
                         + (state.modified(ActionArea::Code) ? u" ●"_s : QString()));
}

/// A zip needs the room: its facts stand where the invoke panel is otherwise, until somebody wants to invoke.
void ActionPage::Private::showSidePane()
{
    const int tab = tabBar->currentIndex();
    const bool zip = tab == int(ActionArea::Code) && code->showsZip();
    const bool mayShow = tab == int(ActionArea::Code) || tab == int(ActionArea::Runtime);
    invoke->setVisible(mayShow && (!zip || invokeWanted));
    code->setFactsVisible(!invokeWanted);
    sidePane->setVisible(zip);
    sidePane->setText(invokeWanted ? tr("Size and contents") : tr("Invoke panel"));
}

QString ActionPage::Private::extrasProblem() const
{
    if (isSequence(state.now().exec))
        return sequence->problem();
    if (const QString reason = code->problem(); !reason.isEmpty())
        return reason;
    return session && state.modified() ? execProblem(session->info(), state.now().exec) : QString();
}

void ActionPage::Private::beginSequence()
{
    ActionEdit edit;
    edit.exec.kind = u"sequence"_s;
    state.begin(edit);
    head->focusName();
}

void ActionPage::Private::takeFile(const QString &path)
{
    pendingFile = path;
    takePending();
}

/// Only once there is something to take it: what is being read would be written over it.
void ActionPage::Private::takePending()
{
    const bool ready = stateView->state() == StateView::Content && (isNew() ? !askingDraft : state.loaded().has_value());
    if (pendingFile.isEmpty() || !ready || !frozenReason().isEmpty())
        return;
    const QString path = std::exchange(pendingFile, {}); // a name that is asked for comes back here
    if (isNew() && head->typedName().name.isEmpty())
        head->askName({u"_"_s, target.name.package, actionNameOf(path)});
    tabBar->setCurrentIndex(int(ActionArea::Code));
    code->loadFile(path);
}

void ActionPage::Private::fileTaken(const QString &path)
{
    templateKind.clear(); // the code is no longer the template
    showPackages();
    Q_EMIT q->notice(tr("%1 is in the editor; it is not saved yet.").arg(path));
}

/// Packing what was typed into a zip may take a moment; the review comes when it is done.
bool ActionPage::Private::waitsForCode()
{
    reviewWaits = code->busy();
    if (reviewWaits)
        message->show(MessageBar::Kind::Info, tr("Packing the zip …"));
    return reviewWaits;
}

bool ActionPage::Private::waitsToClose()
{
    if (!code->busy())
        return false;
    message->show(MessageBar::Kind::Info, tr("Packing the zip, so that your draft has all you typed. Close it again in a moment."));
    return true;
}

/// Large code: the dialog gives way to a bar in the page while it is sent, and comes back when something is to be said.
void ActionPage::Private::followUpload(ReviewDialog *dialog, const std::shared_ptr<net::Upload> &sending)
{
    connect(upload, &UploadBar::begun, dialog, &QWidget::hide);
    connect(dialog, &ReviewDialog::progressed, upload, &UploadBar::setStep);
    connect(dialog, &ReviewDialog::busyChanged, upload, [this, dialog, sending](bool busy) {
        if (busy) {
            sending->restart(); // the one before may have been stopped
            const QString path = QString::fromLatin1(entityPath(Collection::Actions, shownName()));
            return upload->follow(sending, tr("Saving %1").arg(shownName().shown()), u"PUT "_s + path);
        }
        upload->end();
        if (dialog->isHidden() && dialog->result() != QDialog::Accepted)
            dialog->open();
    });
    connect(dialog, &QDialog::finished, upload, &UploadBar::end);
}

void ActionPage::Private::moveOrCopy()
{
    if (!session || isNew() || !state.loaded())
        return;
    const bool copyOnly = !readOnlyReason().isEmpty();
    auto *dialog = new MoveDialog(*session, store, target.name, key(), copyOnly, q);
    connect(dialog, &MoveDialog::moved, this, [this](const EntityName &to, bool oldGone) {
        Q_EMIT q->entityWritten(to);
        Q_EMIT q->openRequested({Target::Kind::Action, to, {}});
        Q_EMIT q->notice(oldGone ? tr("%1 is called %2 now.").arg(target.name.shown(), to.shown())
                                 : tr("%1 is a copy of %2.").arg(to.shown(), target.name.shown()));
        if (!oldGone)
            return;
        gone = true;
        drafts->drop();
        message->show(MessageBar::Kind::Info, tr("It is called %1 now. What is shown here is how it was.").arg(to.shown()));
        showState();
        Q_EMIT q->entityWritten(target.name);
    });
    connect(dialog, &MoveDialog::left, this, [this](const EntityName &to, const QString &stand) {
        message->show(MessageBar::Kind::Warning, stand);
        message->addButton(tr("Open %1").arg(to.shown()), [this, to] { Q_EMIT q->openRequested({Target::Kind::Action, to, {}}); });
        Q_EMIT q->entityWritten(to);
    });
    dialog->open();
}

/// Before the question: which rules and sequences would fail without it.
void ActionPage::Private::remove()
{
    if (isNew() || !readOnlyReason().isEmpty())
        return;
    message->show(MessageBar::Kind::Info, tr("Looking for what uses %1 …").arg(target.name.shown()));
    delete usesLoad;
    usesLoad = new insight::UsesLoad(*session, insight::Subject::Action, target.name, this);
    message->addButton(tr("Stop"), [this] {
        delete std::exchange(usesLoad, nullptr);
        message->clear();
    });
    connect(usesLoad, &insight::UsesLoad::changed, this, &Private::usesCame);
    usesCame();
}

void ActionPage::Private::usesCame()
{
    if (!usesLoad || !(usesLoad->complete() || usesLoad->error()))
        return;
    const insight::Uses found = usesLoad->uses();
    const bool all = usesLoad->complete() && !usesLoad->error();
    std::exchange(usesLoad, nullptr)->deleteLater(); // we may stand in its signal
    message->clear();
    askToRemove(found, all);
}

void ActionPage::Private::askToRemove(const insight::Uses &found, bool all)
{
    if (!session || gone)
        return;
    QString text = tr("Delete %1 on %2? Local history keeps what is deleted.").arg(target.name.shown(), session->connectionName());
    if (const QString users = insight::usesSentence(found); !users.isEmpty())
        text += u"\n\n"_s + tr("It is used by: %1. They stay and fail then.").arg(users);
    else if (all)
        text += u"\n\n"_s + tr("No rule and no sequence uses it.");
    if (!all || !found.unreadable.isEmpty())
        text += u"\n\n"_s + tr("Not everything could be looked at: there may be more that uses it.");
    if (state.modified())
        text += u' ' + tr("Your unsaved changes stay as a draft.");
    const confirm::Question question{
        tr("Delete action"), text, tr("Delete"), {}, session->production() ? target.name.name : QString(), true};
    if (confirm::ask(q, question) == confirm::Answer::Yes)
        removeConfirmed();
}
