#include "core/async/deliver.h"
#include "core/history/store.h"
#include "core/openwhisk/kinds.h"
#include "core/openwhisk/session.h"
#include "ui/editors/actiondraft.h"
#include "ui/editors/actionhead.h"
#include "ui/editors/actionpage_p.h"
#include "ui/editors/actionrebase.h"
#include "ui/editors/codetab.h"
#include "ui/editors/codetext.h"
#include "ui/editors/draftkeeper.h"
#include "ui/editors/history/historytab.h"
#include "ui/editors/invokepanel.h"
#include "ui/editors/keyvalueeditor.h"
#include "ui/editors/pages.h"
#include "ui/editors/parameters/parameterstab.h"
#include "ui/editors/runtimetab.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/stateview.h"

#include <algorithm>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

QString defaultKind(const ServerInfo &info)
{
    const auto isDefault = [](const ServerInfo::Runtime &r) { return r.isDefault && r.family == u"nodejs"_s; };
    const auto found = std::find_if(info.runtimes.begin(), info.runtimes.end(), isDefault);
    return found == info.runtimes.end() ? u"nodejs:default"_s : found->kind;
}

ActionEdit emptyAction(const QString &kind)
{
    ActionEdit edit;
    edit.exec.kind = kind;
    edit.exec.code = codetext::templateFor(kind);
    return edit;
}

template <typename Row> bool contains(const Listing<Row> &listing, const EntityName &name)
{
    return listing.rows && std::any_of(listing.rows->begin(), listing.rows->end(), [&name](const Row &row) {
               return row.name.name == name.name && row.name.package == name.package;
           });
}

} // namespace

ActionPage::Private::Private(ActionPage *page, Session &openSession, history::Store &openStore, const Target &shown)
    : EditFrame(page, &openStore)
    , q(page)
    , session(&openSession)
    , store(openStore)
    , target(shown)
{
    drafts->setKey(key());
}

history::Key ActionPage::Private::key() const
{
    // "_" and the namespace's own name are the same action: one draft, one list of payloads.
    Target shown = target;
    if (session && shown.name.ns == session->nameSpace())
        shown.name.ns = u"_"_s;
    return {session ? session->profileId() : drafts->key().profileId, shown.toText()};
}

EntityName ActionPage::Private::shownName() const
{
    return isNew() ? head->typedName() : target.name;
}

QString ActionPage::Private::nameTaken(const EntityName &name) const
{
    if (!session || name.name.isEmpty())
        return {};
    if (contains(session->actions(), name))
        return tr("An action of this name exists already.");
    const bool other = name.package.isEmpty()
        && (contains(session->packages(), name) || contains(session->triggers(), name)
            || contains(session->rules(), name));
    return other ? tr("A package, trigger or rule of this name exists; all share their names.") : QString();
}

QString ActionPage::Private::readOnlyReason() const
{
    if (gone)
        return tr("It was deleted.");
    if (!session)
        return tr("The connection is closed.");
    if (session->readOnly())
        return tr("This connection is read-only.");
    if (!state.loaded())
        return {};
    const EntityName &real = state.loaded()->action.name;
    if (real.package != target.name.package)
        return tr("It belongs to %1 and is reached through the binding %2; it cannot be changed here.")
            .arg(real.full(), target.name.package);
    if (!session->nameSpace().isEmpty() && real.ns != session->nameSpace())
        return tr("It belongs to namespace %1; only its owner can change it.").arg(real.ns);
    return {};
}

QString ActionPage::Private::problem() const
{
    if (const QString reason = frozenReason(); !reason.isEmpty())
        return reason;
    if (!isNew() && !state.loaded())
        return tr("The action is not loaded.");
    const QStringList problems{isNew() ? head->nameProblem() : QString(), runtime->problem(), parameters->problem(),
                               annotations->problem(), extrasProblem()};
    for (const QString &one : problems)
        if (!one.isEmpty())
            return one;
    return isNew() || state.modified() ? QString() : tr("Nothing is changed.");
}

void ActionPage::Private::open()
{
    runtime->setServer(session->info(), session->limits());
    if (isNew())
        return begin();
    invoke->setAction(target.name, key());
    nameEditors();
    load(false);
    showState(); // the name is known, and nothing can be saved yet
}

void ActionPage::Private::load(bool keepContent)
{
    if (!session)
        return stateView->showError({Error::Kind::Canceled, tr("The connection is closed."), {}});
    const QString what = u"GET %1"_s.arg(QString::fromLatin1(entityPath(Collection::Actions, target.name)));
    stateView->showLoading(what, keepContent && state.loaded());
    request = std::make_unique<ActionLoad>(session->client(), target.name,
                                           [this, keepContent](const auto &result) { loaded(result, keepContent); });
}

void ActionPage::Private::loaded(Result<LoadedAction> result, bool keepContent)
{
    if (result && state.loaded())
        result->learnFrom(*state.loaded());
    const bool keep = keepContent && state.loaded();
    if (!result) {
        Error error = result.error();
        if (error.kind == Error::Kind::Canceled)
            error.message = tr("The connection was closed before the answer came.");
        stateView->showError(error, keep);
        if (error.kind == Error::Kind::NotFound && !keep)
            offerLastVersion();
        return showState();
    }
    stateView->showContent();
    commit();
    if (keep && state.modified())
        return checkServer(*result);
    state.load(*result);
    if (!keep)
        offerDraft();
}

void ActionPage::Private::checkServer(const LoadedAction &now)
{
    const Action &opened = state.loaded()->action;
    if (now.action.version == opened.version && now.action.updated == opened.updated)
        return showState();
    message->show(
        MessageBar::Kind::Warning,
        tr("The server has v%1 now; you opened v%2 and changed it. The review shows both before anything is saved.")
            .arg(now.action.version, opened.version));
    message->addButton(tr("Compare"), [this] { compare(); });
}

void ActionPage::Private::begin()
{
    head->askName({u"_"_s, target.name.package, target.name.ns.isEmpty() ? target.name.name : QString()},
                  target.kind == Target::Kind::NewSequence);
    showPackages();
    showKinds();
    askingDraft = true;
    deliver(store.draft(key()), this, [this](const Result<std::optional<history::Draft>> &draft) {
        askingDraft = false;
        beginWith(draft ? *draft : std::nullopt);
    });
}

void ActionPage::Private::beginWith(const std::optional<history::Draft> &draft)
{
    if (!draft && !target.name.name.isEmpty() && !target.name.ns.isEmpty())
        return copyFrom(target.name);
    stateView->showContent();
    if (!draft && target.kind == Target::Kind::NewSequence)
        return beginSequence();
    templateKind = session ? defaultKind(session->info()) : QString();
    state.begin(emptyAction(templateKind));
    if (!draft)
        return head->focusName();
    head->askName({u"_"_s, draft->document.value(u"package").toString(), draft->document.value(u"name").toString()},
                  target.kind == Target::Kind::NewSequence);
    state.replaceEdit(editFromDraft(draft->document));
    warnOfSecrets(draft->leftOut);
}

void ActionPage::Private::copyFrom(const EntityName &source)
{
    if (!session)
        return stateView->showError({Error::Kind::Canceled, tr("The connection is closed."), {}});
    stateView->showLoading(tr("Reading %1 to copy it").arg(source.shown()));
    request = std::make_unique<ActionLoad>(session->client(), source, [this, source](const Result<LoadedAction> &read) {
        if (!read)
            return stateView->showError(read.error());
        stateView->showContent();
        head->askName({u"_"_s, source.package, source.name.left(250) + u"-copy"_s});
        state.begin(emptyAction(read->action.exec.kind));
        ActionEdit edit = read->edit();
        // A value that the server encrypted cannot be read by a second action.
        edit.parameters.removeIf([](const KeyValue &item) { return !item.encryption.isEmpty(); });
        if (edit.parameters.size() != read->own.size())
            message->show(MessageBar::Kind::Warning, tr("Values encrypted by the server are not copied."));
        state.replaceEdit(edit);
        head->focusName();
    });
}

void ActionPage::Private::followKind()
{
    ActionEdit edit = state.now();
    if (!isNew() || templateKind.isEmpty() || edit.exec.kind == templateKind)
        return;
    const QString before = codetext::templateFor(std::exchange(templateKind, edit.exec.kind));
    if (edit.exec.code.value_or(QString()) != before)
        return templateKind.clear(); // code of one's own stays
    edit.exec.code = codetext::templateFor(edit.exec.kind);
    state.replaceEdit(edit);
}

void ActionPage::Private::chooseKind(const QString &kind)
{
    ActionEdit edit = state.now();
    edit.exec = withKind(edit.exec, kind);
    state.replaceEdit(edit);
}

void ActionPage::Private::createAgain()
{
    const ActionEdit edit = state.now();
    const EntityName name = target.name;
    gone = false;
    message->clear();
    target = editors::newAction(name.package);
    drafts->setKey(key());
    head->askName(name, isSequence(edit.exec));
    showPackages();
    showKinds();
    state.begin(emptyAction(edit.exec.kind));
    state.replaceEdit(edit);
}

void ActionPage::Private::edited()
{
    followKind();
    if (frozenReason().isEmpty())
        drafts->touch();
    showState();
}

void ActionPage::Private::commit()
{
    code->commit();
}

void ActionPage::Private::revert()
{
    commit();
    takeBack(state.was(), tr("Your changes are taken back."), {});
    drafts->drop();
}

void ActionPage::Private::saved(const LoadedAction &action, const QStringList &differences)
{
    const bool created = isNew();
    drafts->drop();
    if (created)
        target = {Target::Kind::Action, head->typedName(), {}};
    drafts->setKey(key());
    versions->refresh();
    if (created) {
        invoke->setAction(target.name, key());
        nameEditors();
    }
    state.load(action);
    const QString done
        = created ? tr("%1 is created.").arg(target.name.shown()) : tr("v%1 is saved.").arg(action.action.version);
    if (differences.isEmpty())
        message->clear();
    else
        message->show(MessageBar::Kind::Warning,
                      done + u' ' + tr("The server made of it something else than was sent:"), differences.join(u'\n'));
    Q_EMIT q->notice(done);
    Q_EMIT q->entityWritten(target.name);
}
