// What the page of a gateway object keeps on this machine: drafts, and what was overwritten.
#include "core/gateway/session.h"
#include "ui/editors/draftkeeper.h"
#include "ui/gateway/resource/kept.h"
#include "ui/gateway/resource/resourcehead.h"
#include "ui/gateway/resource/resourcepage_p.h"
#include "ui/gateway/resource/resourcetext.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/stateview.h"

using namespace Qt::StringLiterals;

namespace {

QStringList placeTexts(const QStringList &places)
{
    QStringList texts;
    for (const QString &place : places)
        texts.append(resource::placeText(place));
    return texts;
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

void ResourceWorks::draftFound(const history::Draft &draft)
{
    if (isNew())
        return restoreDraft(draft); // nothing else it could be
    if (state.isModified())
        return;
    QStringList missing;
    if (kept::draftOver(draft, state.before(), &missing) == state.before() && missing.isEmpty())
        return drafts->drop(); // it was saved after all
    askAboutDraft(draft, {}, {}); // objects have no versions
}

void ResourceWorks::restoreDraft(const history::Draft &draft)
{
    QStringList missing;
    const json::Value edit = kept::draftOver(draft, state.before(), &missing);
    if (const QString id = draft.document.value(u"id").toString(); isNew() && !id.isEmpty()) {
        gateway::Key wanted = state.key();
        wanted.id = id;
        state.setKey(wanted);
    }
    state.setValue(edit);
    warnOfSecrets(placeTexts(missing));
    showState();
}

void ResourceWorks::bringBack(const history::Version &version)
{
    const auto object = kept::objectOf(version.document);
    if (!object)
        return message->show(MessageBar::Kind::Error, ResourcePage::tr("This version cannot be read."));
    QStringList missing;
    const json::Value value = secrets::restored(object->value, object->withheld, state.before(), &missing);
    takeBack(value, ResourcePage::tr("This is how it was until %1, not saved yet.").arg(savedText(version.info.keptMs)), missing);
    tabBar->setCurrentIndex(0);
}

void ResourceWorks::takeBack(const json::Value &value, const QString &done, const QStringList &missing)
{
    const json::Value before = state.value();
    state.setValue(value);
    tellTakenBack(done, placeTexts(missing), [this, before] { state.setValue(before); });
}

void ResourceWorks::offerLastVersion()
{
    lookForLastVersion([this](const history::Version &version) {
        const auto object = kept::objectOf(version.document);
        if (!object)
            return;
        const QString text = ResourcePage::tr("Create it again as it was until %1 …").arg(savedText(version.info.keptMs));
        stateView->addButton(text, [this, object] {
            QStringList missing;
            createAgain(secrets::restored(object->value, object->withheld, json::Value(), &missing));
            warnOfSecrets(placeTexts(missing));
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
