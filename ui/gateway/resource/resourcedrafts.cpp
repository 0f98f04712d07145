// What the page of a gateway object keeps on this machine: drafts, and what was overwritten.
#include "core/async/deliver.h"
#include "core/gateway/session.h"
#include "core/history/store.h"
#include "ui/editors/draftkeeper.h"
#include "ui/editors/history/historytab.h"
#include "ui/gateway/resource/kept.h"
#include "ui/gateway/resource/resourcehead.h"
#include "ui/gateway/resource/resourcepage_p.h"
#include "ui/gateway/resource/resourcetext.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/timetext.h"

#include <QDateTime>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace {

QString placesText(const QStringList &places)
{
    QStringList texts;
    for (const QString &place : places)
        texts.append(resource::placeText(place));
    return texts.join(u", "_s);
}

QString whenText(qint64 ms)
{
    const bool today = QDateTime::fromMSecsSinceEpoch(ms).date() == QDate::currentDate();
    return timeText(ms, timesInUtc(), !today).section(u'.', 0, 0);
}

} // namespace

QStringList ResourceWorks::places(const json::Value &value) const
{
    return secrets::placesIn(value, state.key().kind, session() ? session()->catalogue() : nullptr);
}

std::optional<history::Draft> ResourceWorks::makeDraft() const
{
    if (gone || !q->modified())
        return std::nullopt;
    return kept::draftOf(key(), state.key().id, state.before(), places(state.before()), state.value(), places(state.value()));
}

void ResourceWorks::offerDraft()
{
    if (!drafts)
        return showState();
    askingDraft = true;
    deliver(state.services().store->draft(key()), this, [this](const Result<std::optional<history::Draft>> &draft) {
        askingDraft = false;
        if (!draft)
            message->show(MessageBar::Kind::Warning, ResourcePage::tr("Drafts cannot be read: %1").arg(draft.error().message),
                          draft.error().detail);
        else if (*draft)
            draftFound(**draft);
        showState();
    });
    showState();
}

void ResourceWorks::draftFound(const history::Draft &draft)
{
    if (isNew())
        return restoreDraft(draft); // nothing else it could be
    if (state.isModified())
        return;
    QStringList missing;
    if (kept::draftOver(draft, state.before(), &missing) == state.before() && missing.isEmpty())
        return drafts->drop(); // it was saved after all
    draftWaits = true;
    draftBar->show(MessageBar::Kind::Info, ResourcePage::tr("You have a draft from %1.").arg(whenText(draft.savedMs)));
    draftBar->addButton(ResourcePage::tr("Restore"), [this, draft] { restoreDraft(draft); });
    draftBar->addButton(ResourcePage::tr("Discard"), [this] { discardDraft(); });
}

void ResourceWorks::restoreDraft(const history::Draft &draft)
{
    QStringList missing;
    const json::Value edit = kept::draftOver(draft, state.before(), &missing);
    draftWaits = false;
    draftBar->clear();
    if (const QString id = draft.document.value(u"id").toString(); isNew() && !id.isEmpty()) {
        gateway::Key wanted = state.key();
        wanted.id = id;
        state.setKey(wanted);
    }
    state.setValue(edit);
    warnOfSecrets(missing);
    showState();
}

void ResourceWorks::warnOfSecrets(const QStringList &missing)
{
    if (!missing.isEmpty())
        message->show(MessageBar::Kind::Warning,
                      ResourcePage::tr("Secrets are not kept on this machine; put them in again: %1").arg(placesText(missing)));
}

void ResourceWorks::discardDraft()
{
    draftWaits = false;
    draftBar->clear();
    drafts->drop();
    showState();
}

void ResourceWorks::bringBack(const history::Version &version)
{
    const auto object = kept::objectOf(version.document);
    if (!object)
        return message->show(MessageBar::Kind::Error, ResourcePage::tr("This version cannot be read."));
    QStringList missing;
    const json::Value value = secrets::restored(object->value, object->withheld, state.before(), &missing);
    takeBack(value, ResourcePage::tr("This is how it was until %1, not saved yet.").arg(whenText(version.info.keptMs)), missing);
    tabBar->setCurrentIndex(0);
}

/// The edit is another one, and the one before is a click away.
void ResourceWorks::takeBack(const json::Value &value, const QString &done, const QStringList &missing)
{
    const json::Value before = state.value();
    state.setValue(value);
    const QString typed
        = missing.isEmpty() ? QString() : u' ' + ResourcePage::tr("Secrets are not kept; put them in again: %1").arg(placesText(missing));
    message->show(missing.isEmpty() ? MessageBar::Kind::Info : MessageBar::Kind::Warning, done + typed);
    message->addButton(ResourcePage::tr("Undo"), [this, before] {
        message->clear();
        state.setValue(before);
    });
}

/// It is not on the gateway: what was deleted from here can be created again.
void ResourceWorks::offerLastVersion()
{
    if (!state.services().store)
        return;
    lookingBack = std::make_unique<QObject>();
    deliver(lastVersion(*state.services().store, key(), lookingBack.get()), lookingBack.get(),
            [this](const Result<std::optional<history::Version>> &version) {
                if (!version || !*version || stateView->state() != StateView::Error_)
                    return;
                const auto object = kept::objectOf((*version)->document);
                if (!object)
                    return;
                stateView->addButton(ResourcePage::tr("Create it again as it was until %1 …").arg(whenText((*version)->info.keptMs)),
                                     [this, object] {
                                         QStringList missing;
                                         createAgain(secrets::restored(object->value, object->withheld, json::Value(), &missing));
                                         warnOfSecrets(missing);
                                     });
            });
}

void ResourceWorks::createAgain(const json::Value &value)
{
    const gateway::Key was = state.key();
    gone = false;
    message->clear();
    target = newGatewayObject(was.kind, was.parent);
    if (drafts)
        drafts->setKey(key());
    stateView->showContent();
    first.reset();
    state.begin(value);
    state.setKey(was);
    edited();
}
