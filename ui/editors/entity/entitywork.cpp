#include "core/async/deliver.h"
#include "core/history/store.h"
#include "ui/editors/draftkeeper.h"
#include "ui/editors/entity/entitypage_p.h"
#include "ui/editors/keyvalueeditor.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/stateview.h"

#include <algorithm>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

template <typename Row> bool contains(const Listing<Row> &listing, const QString &name)
{
    return listing.rows && std::any_of(listing.rows->begin(), listing.rows->end(), [&name](const Row &row) {
               return row.name.name == name && row.name.package.isEmpty();
           });
}

QString nameTaken(const Session &session, const QString &name)
{
    if (contains(session.packages(), name))
        return EntityPage::tr("A package of this name exists already.");
    if (contains(session.triggers(), name))
        return EntityPage::tr("A trigger of this name exists already.");
    if (contains(session.rules(), name))
        return EntityPage::tr("A rule of this name exists already.");
    return contains(session.actions(), name) ? EntityPage::tr("An action of this name exists already.") : QString();
}

} // namespace

EntityPageWorks::EntityPageWorks(EntityPage *page, Session &openSession, history::Store &openStore,
                                 const Target &shown, EntityKindPtr shownKind)
    : EditFrame(page, &openStore)
    , q(page)
    , session(&openSession)
    , store(openStore)
    , target(shown)
    , kind(std::move(shownKind))
{
    drafts->setKey(key());
}

history::Key EntityPageWorks::key() const
{
    // "_" and the namespace's own name are the same entity: one draft, one list of versions.
    Target shown = target;
    if (session && shown.name.ns == session->nameSpace())
        shown.name.ns = u"_"_s;
    return {session ? session->profileId() : drafts->key().profileId, shown.toText()};
}

EntityName EntityPageWorks::shownName() const
{
    return isNew() ? EntityName{u"_"_s, {}, head->typedName()} : target.name;
}

QString EntityPageWorks::readOnlyReason() const
{
    if (gone)
        return EntityPage::tr("It was deleted.");
    if (!session)
        return EntityPage::tr("The connection is closed.");
    if (session->readOnly())
        return EntityPage::tr("This connection is read-only.");
    if (!isNew() && target.name.ns != u"_"_s && !session->nameSpace().isEmpty()
        && target.name.ns != session->nameSpace())
        return EntityPage::tr("It belongs to namespace %1; only its owner can change it.").arg(target.name.ns);
    return q->ownReadOnlyReason();
}

QString EntityPageWorks::nameProblem() const
{
    const QString typed = head->typedName();
    if (typed.isEmpty())
        return EntityPage::tr("The %1 needs a name.").arg(kind->word());
    if (const QString problem = openwhisk::nameProblem(typed); !problem.isEmpty())
        return problem;
    if (const QString problem = q->nameProblem(typed); !problem.isEmpty())
        return problem;
    return session ? nameTaken(*session, typed) : QString();
}

QString EntityPageWorks::problem() const
{
    if (const QString reason = frozenReason(); !reason.isEmpty())
        return reason;
    if (!isNew() && !state.copy())
        return EntityPage::tr("The %1 is not loaded.").arg(kind->word());
    const QString own = isNew() ? nameProblem() : QString();
    if (!own.isEmpty())
        return own;
    if (const QString problem = q->problem(); !problem.isEmpty())
        return problem;
    for (const Items &list : items)
        if (const QString problem = list.editor->problem(); !problem.isEmpty())
            return problem;
    return isNew() || state.modified() ? QString() : EntityPage::tr("Nothing is changed.");
}

void EntityPageWorks::start()
{
    addHistory();
    if (QWidget *first = tabs.first().content; first->focusProxy())
        q->setFocusProxy(first);
    if (isNew())
        begin();
    else
        load(false);
}

void EntityPageWorks::load(bool keepContent)
{
    if (!session)
        return stateView->showError({Error::Kind::Canceled, EntityPage::tr("The connection is closed."), {}});
    const QString path = QString::fromLatin1(entityPath(kind->collection(), target.name));
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(net::ordinaryDeadline).count();
    stateView->showLoading(EntityPage::tr("GET %1 · gives up after %2 s").arg(path).arg(seconds),
                           keepContent && state.copy());
    request = std::make_unique<QObject>();
    deliver(kind->read(*session, target.name, request.get()), request.get(),
            [this, keepContent](const Result<EntityCopy> &result) { loaded(result, keepContent); });
    showState(); // the name is known, and nothing can be saved yet
}

void EntityPageWorks::loaded(const Result<EntityCopy> &result, bool keepContent)
{
    const bool keep = keepContent && state.copy();
    if (!result) {
        Error error = result.error();
        if (error.kind == Error::Kind::Canceled)
            error.message = EntityPage::tr("The connection was closed before the answer came.");
        stateView->showError(q->explained(error), keep);
        q->loadFailed(error);
        if (error.kind == Error::Kind::NotFound && !keep)
            offerLastVersion();
        return showState();
    }
    stateView->showContent();
    if (keep && state.modified())
        return checkServer(*result);
    state.load(*result);
    if (!keep)
        offerDraft();
}

void EntityPageWorks::checkServer(const EntityCopy &now)
{
    const EntityCopy &opened = *state.copy();
    if (now.isSameStand(opened))
        return showState();
    message->show(MessageBar::Kind::Warning,
                  EntityPage::tr("The server has v%1 now; you opened v%2 and changed it. The review shows both before "
                                 "anything is saved.")
                      .arg(now.version, opened.version));
    message->addButton(EntityPage::tr("Compare"), [this] { compare(); });
}

void EntityPageWorks::begin()
{
    head->askName(q->proposedName(), EntityPage::tr("Name of the new %1").arg(kind->word()));
    askingDraft = true;
    deliver(store.draft(key()), this, [this](const Result<std::optional<history::Draft>> &draft) {
        askingDraft = false;
        beginWith(draft ? *draft : std::nullopt);
    });
    showState();
}

void EntityPageWorks::beginWith(const std::optional<history::Draft> &draft)
{
    stateView->showContent();
    state.begin(q->emptyEdit());
    head->focusName();
    if (!draft)
        return;
    head->askName(draft->document.value(u"name").toString(), EntityPage::tr("Name of the new %1").arg(kind->word()));
    json::Value edit = draft->document;
    edit.remove(u"name");
    state.replaceEdit(edit);
    warnOfSecrets(draft->leftOut);
}

void EntityPageWorks::edited()
{
    if (frozenReason().isEmpty())
        drafts->touch();
    showState();
}
