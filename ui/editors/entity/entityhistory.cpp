// What the page of an entity does with the local history.
#include "core/async/deliver.h"
#include "core/history/store.h"
#include "ui/editors/draftkeeper.h"
#include "ui/editors/entity/entitypage_p.h"
#include "ui/editors/history/historytab.h"
#include "ui/editors/reviewdialog.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/stateview.h"

#include <QTabBar>

using namespace Qt::StringLiterals;

void EntityPageWorks::addHistory()
{
    versions = new HistoryTab(store, q);
    addTab({u"historyTab"_s, EntityPage::tr("History"), versions, {}, [this] { return versions->count(); }, false});
    connect(versions, &HistoryTab::changed, this, &EntityPageWorks::showTabs);
    connect(versions, &HistoryTab::compareWanted, this, &EntityPageWorks::compareVersion);
    connect(versions, &HistoryTab::restoreWanted, this, &EntityPageWorks::bringBack);
}

void EntityPageWorks::showHistory()
{
    tabBar->setTabVisible(int(tabs.size()) - 1, !isNew());
    versions->setKey(isNew() ? history::Key{} : key());
    versions->setReadOnly(frozenReason());
}

void EntityPageWorks::compareVersion(const history::Version &version)
{
    const auto edit = restoredEdit(*kind, version, state.now(), nullptr);
    if (!edit)
        return message->showError(edit.error());
    openReview(int(ReviewDialog::Mode::Compare), *edit, versionText(version.info));
}

void EntityPageWorks::bringBack(const history::Version &version)
{
    QStringList missing;
    const auto edit = restoredEdit(*kind, version, state.now(), &missing);
    if (!edit)
        return message->showError(edit.error());
    takeBack(*edit, EntityPage::tr("This is v%1 of the local history, not saved yet.").arg(version.info.version), missing);
    if (missing.isEmpty() && q->canSave())
        review();
}

/// The edit is another one, and the one before is a click away.
void EntityPageWorks::takeBack(const json::Value &edit, const QString &done, const QStringList &missing)
{
    const json::Value before = state.now();
    state.replaceEdit(edit);
    const QString typed = missing.isEmpty()
        ? QString()
        : u' ' + EntityPage::tr("Secret values are not kept; type them again: %1").arg(missing.join(u", "_s));
    message->show(missing.isEmpty() ? MessageBar::Kind::Info : MessageBar::Kind::Warning, done + typed);
    message->addButton(EntityPage::tr("Undo"), [this, before] {
        message->clear();
        state.replaceEdit(before);
    });
}

/// It is not on the server (any more): what was deleted from here can be created again.
void EntityPageWorks::offerLastVersion()
{
    lookingBack = std::make_unique<QObject>();
    deliver(lastVersion(store, key(), lookingBack.get()), lookingBack.get(), [this](const Result<std::optional<history::Version>> &version) {
        if (!version || !*version || stateView->state() != StateView::Error_)
            return;
        stateView->addButton(EntityPage::tr("Create it again from %1 …").arg(versionText((*version)->info)),
                             [this, kept = **version] { createFrom(kept); });
    });
}

void EntityPageWorks::createFrom(const history::Version &version)
{
    QStringList missing;
    const auto edit = restoredEdit(*kind, version, json::Value::object(), &missing);
    if (!edit)
        return message->showError(edit.error());
    stateView->showContent();
    state.begin(q->emptyEdit());
    state.replaceEdit(withParts(q->emptyEdit(), *edit));
    createAgain();
    warnOfSecrets(missing);
}
