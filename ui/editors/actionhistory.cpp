// What the page of an action does with the local history.
#include "core/async/deliver.h"
#include "core/history/store.h"
#include "ui/editors/actiondraft.h"
#include "ui/editors/actionhead.h"
#include "ui/editors/actionkind.h"
#include "ui/editors/actionpage_p.h"
#include "ui/editors/history/historytab.h"
#include "ui/editors/reviewdialog.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/stateview.h"

#include <QStackedWidget>
#include <QTabBar>

using namespace openwhisk;
using namespace Qt::StringLiterals;

void ActionPage::Private::addHistory()
{
    versions = new HistoryTab(store, q);
    versions->setObjectName(u"historyTab"_s);
    pages->addWidget(versions);
    tabs->addTab(tr("History"));
    connect(versions, &HistoryTab::changed, this, &Private::showHistory);
    connect(versions, &HistoryTab::compareWanted, this, &Private::compareVersion);
    connect(versions, &HistoryTab::restoreWanted, this, &Private::bringBack);
}

void ActionPage::Private::showHistory()
{
    const int tab = pages->indexOf(versions);
    const QString count = versions->count() < 0 ? QString() : u"  %1"_s.arg(versions->count());
    tabs->setTabText(tab, tr("History") + count);
    tabs->setTabVisible(tab, !isNew());
    versions->setKey(isNew() ? history::Key{} : key());
    versions->setReadOnly(frozenReason());
}

void ActionPage::Private::compareVersion(const history::Version &version)
{
    const auto edit = restoredEdit(*actionKind(), version, draftDocument(state.now()), nullptr);
    if (!edit)
        return message->showError(edit.error());
    openReview(int(ReviewDialog::Mode::Compare), editFromDraft(*edit), versionText(version.info));
}

void ActionPage::Private::bringBack(const history::Version &version)
{
    commit();
    QStringList missing;
    const auto edit = restoredEdit(*actionKind(), version, draftDocument(state.now()), &missing);
    if (!edit)
        return message->showError(edit.error());
    takeBack(editFromDraft(*edit), tr("This is v%1 of the local history, not saved yet.").arg(version.info.version), missing);
    if (missing.isEmpty())
        q->save();
}

/// The edit is another one, and the one before is a click away.
void ActionPage::Private::takeBack(const ActionEdit &edit, const QString &done, const QStringList &missing)
{
    const ActionEdit before = state.now();
    state.replaceEdit(edit);
    const QString typed = missing.isEmpty()
        ? QString()
        : u' ' + tr("Secret values are not kept; type them again: %1").arg(missing.join(u", "_s));
    message->show(missing.isEmpty() ? MessageBar::Kind::Info : MessageBar::Kind::Warning, done + typed);
    message->addButton(tr("Undo"), [this, before] {
        message->clear();
        state.replaceEdit(before);
    });
}

/// It is not on the server (any more): what was deleted from here can be created again.
void ActionPage::Private::offerLastVersion()
{
    lookingBack = std::make_unique<QObject>();
    deliver(lastVersion(store, key(), lookingBack.get()), lookingBack.get(),
            [this](const Result<std::optional<history::Version>> &version) {
                if (!version || !*version || stateView->state() != StateView::Error_)
                    return;
                stateView->addButton(tr("Create it again from %1 …").arg(versionText((*version)->info)),
                                     [this, kept = **version] { createFrom(kept); });
            });
}

void ActionPage::Private::createFrom(const history::Version &version)
{
    QStringList missing;
    const auto edit = restoredEdit(*actionKind(), version, json::Value::object(), &missing);
    if (!edit)
        return message->showError(edit.error());
    stateView->showContent();
    state.begin(editFromDraft(*edit));
    createAgain();
    if (!missing.isEmpty())
        message->show(MessageBar::Kind::Warning,
                      tr("Secret values are not kept; type them again: %1").arg(missing.join(u", "_s)));
}
