// What the page of an entity does with the local history.
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

void EntityPageWorks::takeBack(const json::Value &edit, const QString &done, const QStringList &missing)
{
    const json::Value before = state.now();
    state.replaceEdit(edit);
    tellTakenBack(done, missing, [this, before] { state.replaceEdit(before); });
}

void EntityPageWorks::offerLastVersion()
{
    lookForLastVersion([this](const history::Version &version) {
        stateView->addButton(EntityPage::tr("Create it again from %1 …").arg(versionText(version.info)),
                             [this, version] { createFrom(version); });
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
