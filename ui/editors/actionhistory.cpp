// What the page of an action does with the local history.
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
    tabBar->addTab(tr("History"));
    connect(versions, &HistoryTab::changed, this, &Private::showHistory);
    connect(versions, &HistoryTab::compareWanted, this, &Private::compareVersion);
    connect(versions, &HistoryTab::restoreWanted, this, &Private::bringBack);
}

void ActionPage::Private::showHistory()
{
    const int tab = pages->indexOf(versions);
    const QString count = versions->count() < 0 ? QString() : u"  %1"_s.arg(versions->count());
    tabBar->setTabText(tab, tr("History") + count);
    tabBar->setTabVisible(tab, !isNew());
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

void ActionPage::Private::takeBack(const ActionEdit &edit, const QString &done, const QStringList &missing)
{
    const ActionEdit before = state.now();
    state.replaceEdit(edit);
    tellTakenBack(done, missing, [this, before] { state.replaceEdit(before); });
}

void ActionPage::Private::offerLastVersion()
{
    lookForLastVersion([this](const history::Version &version) {
        stateView->addButton(tr("Create it again from %1 …").arg(versionText(version.info)), [this, version] { createFrom(version); });
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
    warnOfSecrets(missing);
}
