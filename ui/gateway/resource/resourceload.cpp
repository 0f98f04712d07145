// What the page of a gateway object reads.
#include "core/async/deliver.h"
#include "core/gateway/session.h"
#include "core/history/store.h"
#include "ui/editors/draftkeeper.h"
#include "ui/gateway/resource/kept.h"
#include "ui/gateway/resource/pendingpane.h"
#include "ui/gateway/resource/resourcechecks.h"
#include "ui/gateway/resource/resourcehead.h"
#include "ui/gateway/errorways.h"
#include "ui/gateway/resource/resourcepage_p.h"
#include "ui/gateway/resource/resourcereview.h"
#include "ui/gateway/resource/resourcetext.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/stateview.h"

using namespace Qt::StringLiterals;

ResourceWorks::ResourceWorks(ResourcePage *page, const GatewayServices &services, const Target &shown)
    : EditFrame(page, services.store)
    , q(page)
    , target(shown)
    , profileId(services.gateway.profileId())
    , state(services, keyOf(shown), shown.kind == Target::Kind::NewGatewayObject)
{
    new ResourceChecks(state, this);
    if (drafts)
        drafts->setKey(key());
}

ResourceWorks::~ResourceWorks() = default;

history::Key ResourceWorks::key() const
{
    return {profileId, target.toText()};
}

QString ResourceWorks::readOnlyReason() const
{
    if (gone)
        return ResourcePage::tr("It was deleted.");
    if (!session())
        return ResourcePage::tr("The connection is closed.");
    if (session()->server().readOnly)
        return ResourcePage::tr("The admin key is a viewer's: it may read and not write.");
    return session()->readOnly() ? ResourcePage::tr("This connection is read-only.") : QString();
}

QString ResourceWorks::idProblem() const
{
    const gateway::Key &wanted = state.key();
    if (wanted.id.isEmpty() && gateway::rulesOf(wanted.kind).post)
        return {};
    if (const QString problem = gateway::idProblem(wanted); !problem.isEmpty())
        return problem;
    const gateway::Rows rows = session() ? session()->listing(wanted.kind).rows : nullptr;
    const auto taken = [&wanted](const gateway::Row &row) { return row.key == wanted; };
    return rows && std::any_of(rows->begin(), rows->end(), taken) ? ResourcePage::tr("There is one of this id already.") : QString();
}

QString ResourceWorks::problem() const
{
    if (const QString reason = frozenReason(); !reason.isEmpty())
        return reason;
    if (!state.isLoaded())
        return ResourcePage::tr("It is not loaded.");
    if (const QString reason = awayReason(); !reason.isEmpty())
        return reason;
    if (const QString problem = isNew() ? idProblem() : QString(); !problem.isEmpty())
        return problem;
    if (const auto problems = state.problems(); !problems.isEmpty()) {
        const schema::Problem &one = problems.first();
        return one.pointer.isEmpty() ? one.sentence : resource::placeText(one.pointer) + u": "_s + one.sentence;
    }
    return isNew() || state.isModified() ? QString() : ResourcePage::tr("Nothing is changed.");
}

void ResourceWorks::start()
{
    if (!isNew())
        return load(false);
    if (const QString id = copiedId(target); !id.isEmpty())
        return copyFrom(id);
    begin(resource::emptyObject(target.gatewayKind));
}

void ResourceWorks::load(bool keepContent)
{
    if (!session())
        return stateView->showError({Error::Kind::Canceled, ResourcePage::tr("The connection is closed."), {}}, state.isLoaded());
    if (isNew() && state.isLoaded())
        return session()->refresh(state.key().kind); // there is nothing of it to read: whether the gateway answers
    const QString copied = isNew() ? copiedId(target) : QString();
    if (!copied.isEmpty())
        return copyFrom(copied);
    const auto path = gateway::pathOf(state.key());
    if (!path)
        return stateView->showError(path.error());
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(net::ordinaryDeadline).count();
    stateView->showLoading(ResourcePage::tr("GET %1 · gives up after %2 s").arg(QString::fromLatin1(*path)).arg(seconds),
                           keepContent && state.isLoaded());
    reading = true;
    request = std::make_unique<QObject>();
    deliver(gateway::getDocument(session()->client(), session()->server(), state.key(), request.get()), request.get(),
            [this, keepContent](const Result<gateway::Document> &result) { loaded(result, keepContent); });
    showState();
}

void ResourceWorks::loaded(const Result<gateway::Document> &result, bool keepContent)
{
    reading = false;
    const bool keep = keepContent && state.isLoaded();
    if (!result)
        return failed(result.error(), keep);
    stateView->showContent();
    if (keep && state.isModified())
        return checkServer(*result);
    state.load(*result);
    pending->setStand(ResourcePage::tr("server copy unchanged since opened"));
    message->clear();
    if (!keep)
        offerDraft();
    showState();
}

void ResourceWorks::failed(Error error, bool keep)
{
    if (error.kind == Error::Kind::NotFound)
        return notThere();
    if (error.kind == Error::Kind::Canceled)
        error.message = ResourcePage::tr("The connection was closed before the answer came.");
    stateView->showError(error, keep);
    errorways::add(*stateView, error, state.services());
    pending->setStand(ResourcePage::tr("the server copy could not be read again"));
    // The session goes on trying for lists, and what they come with again is read again, too
    if (session() && gateway::mayPass(error) && !away())
        session()->refresh(state.key().kind);
    sayNextTry();
    showState();
}

/// It was read again while there are edits: they stay, and the user hears of what others did.
void ResourceWorks::checkServer(const gateway::Document &now)
{
    const bool same = gateway::sameMeaning(now.value, state.document()->value);
    pending->setStand(same ? ResourcePage::tr("server copy unchanged since opened") : ResourcePage::tr("the server copy is another one now"));
    if (!same) {
        message->show(MessageBar::Kind::Warning,
                      ResourcePage::tr("Somebody else changed it after you had opened it. The review joins both before anything is saved."));
        message->addButton(ResourcePage::tr("Review"), [this] { review(int(ResourceReview::Mode::Save)); });
    }
    showState();
}

void ResourceWorks::notThere()
{
    if (!state.isLoaded()) {
        stateView->showError({Error::Kind::NotFound,
                              ResourcePage::tr("There is no %1 %2 on the gateway (any more): somebody may have deleted it.")
                                  .arg(gateway::singular(state.key().kind), state.key().id),
                              {}});
        offerLastVersion();
        return showState();
    }
    gone = true;
    stateView->showContent();
    pending->setStand(ResourcePage::tr("it is not on the gateway any more"));
    message->show(MessageBar::Kind::Warning, ResourcePage::tr("It was deleted meanwhile. What is shown here is how you had it."));
    message->addButton(ResourcePage::tr("Create it again…"), [this] { createAgain(state.value()); });
    if (session())
        session()->refresh(state.key().kind);
    showState();
}

void ResourceWorks::copyFrom(const QString &id)
{
    const gateway::Key source{target.gatewayKind, id, target.parent};
    stateView->showLoading(ResourcePage::tr("Reading %1 to copy it").arg(id));
    if (!session())
        return stateView->showError({Error::Kind::Canceled, ResourcePage::tr("The connection is closed."), {}});
    request = std::make_unique<QObject>();
    deliver(gateway::getDocument(session()->client(), session()->server(), source, request.get()), request.get(),
            [this, source](const Result<gateway::Document> &result) {
                if (!result)
                    return stateView->showError(result.error());
                begin(resource::copyOf(source, result->value));
                if (target.gatewayKind == gateway::Kind::Ssl)
                    message->show(MessageBar::Kind::Info, ResourcePage::tr("The gateway gives no private keys away: put the key in anew."));
            });
}

void ResourceWorks::begin(const json::Value &value)
{
    stateView->showContent();
    first = value;
    state.begin(value);
    offerDraft();
    head->focusId();
}

void ResourceWorks::idTyped()
{
    gateway::Key wanted = state.key();
    wanted.id = head->typedId();
    state.setKey(wanted);
    // A consumer's id stands in it, too
    const gateway::Rules &rules = gateway::rulesOf(wanted.kind);
    settling = true;
    if (rules.idMember != u"id")
        state.setMember(rules.idMember, wanted.id.isEmpty() ? std::nullopt : std::optional(json::Value::string(wanted.id)));
    else if (state.value().contains(u"id"))
        state.setMember(u"id"_s, std::nullopt);
    settling = false;
    edited();
}

void ResourceWorks::edited()
{
    // A new one's id may be written in the JSON, too
    const gateway::Rules &rules = gateway::rulesOf(state.key().kind);
    if (isNew() && !settling && (rules.bodyId || rules.idMember != u"id") && state.value().contains(rules.idMember)) {
        gateway::Key wanted = state.key();
        const json::Value id = state.value().value(rules.idMember);
        wanted.id = id.isString() ? id.toString() : QString::fromLatin1(id.numberText());
        state.setKey(wanted);
    }
    if (drafts && frozenReason().isEmpty())
        drafts->touch();
    showState();
}
