#include "ui/editors/actionkind.h"

#include "core/openwhisk/ownparameters.h"
#include "core/openwhisk/packages.h"
#include "core/openwhisk/steps.h"
#include "ui/editors/actiondraft.h"
#include "ui/editors/actionrebase.h"
#include "ui/editors/keyvaluemodel.h"
#include "ui/editors/reviewtext.h"

#include <QCoreApplication>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ActionKind", text);
}

/// Without what the server sets by itself.
ActionEdit ownWords(ActionEdit edit)
{
    edit.annotations.removeIf([](const KeyValue &item) { return isServerAnnotation(item.key); });
    return edit;
}

/// What was left to the server counts as what it made of it.
ActionEdit asServerKeepsIt(const ActionEdit &sent, const ActionEdit &stored)
{
    ActionEdit edit = ownWords(sent);
    const auto fill = [&](std::optional<qint64> ActionLimits::*member) {
        if (!(edit.limits.*member))
            edit.limits.*member = stored.limits.*member;
    };
    fill(&ActionLimits::timeoutMs);
    fill(&ActionLimits::memoryMb);
    fill(&ActionLimits::logsMb);
    fill(&ActionLimits::concurrency);
    const auto key = u"provide-api-key"_s; // added on creation
    if (!findValue(edit.annotations, key) && findValue(stored.annotations, key))
        edit.annotations.append({key, *findValue(stored.annotations, key), false, {}});
    if (isSequence(edit.exec))
        edit.parameters = stored.parameters; // they are its members, whatever is sent
    return edit;
}

class ActionKind final : public EntityKind {
public:
    explicit ActionKind(std::shared_ptr<net::Upload> upload)
        : m_upload(std::move(upload))
    {
    }
    Collection collection() const override { return Collection::Actions; }
    Target::Kind targetKind() const override { return Target::Kind::Action; }
    QString word() const override { return tr("action"); }
    QList<EntityArea> areas() const override
    {
        return {{u"exec"_s, tr("Code")},
                {u"parameters"_s, tr("Parameters"), EntityArea::Sort::Parameters},
                {u"limits"_s, tr("Limits")},
                {u"annotations"_s, tr("Annotations"), EntityArea::Sort::Annotations}};
    }
    bool isServerAnnotation(const QString &key) const override { return ::isServerAnnotation(key); }

    Async<EntityCopy> read(Session &session, const EntityName &name, QObject *owner) const override
    {
        auto promise = std::make_shared<QPromise<Result<EntityCopy>>>();
        promise->start();
        const auto finish = [promise](const Result<LoadedAction> &action) {
            promise->addResult(action.transform([](const LoadedAction &loaded) { return ::copyOf(loaded); }));
            promise->finish();
        };
        new ActionLoad(session.client(), name, finish, owner);
        return promise->future();
    }
    Async<EntityCopy> readStand(Session &session, const EntityName &name, QObject *owner) const override
    {
        return fromAction(getAction(session.client(), name, WithCode::No, owner), false);
    }
    Async<EntityCopy> write(Session &session, const EntityName &name, const json::Value &step, Overwrite overwrite,
                            QObject *owner) const override
    {
        return fromAction(putAction(session.client(), name, step, overwrite, owner, session.limits(), m_upload), true);
    }
    Async<Done> remove(Session &session, const EntityName &name, QObject *owner) const override
    {
        return deleteAction(session.client(), name, owner);
    }

    std::optional<json::Value> question(const EntityCopy &server, const json::Value &after) const override
    {
        return unclear(server, after).isEmpty() ? std::nullopt : std::optional(writeOfNothing(server.version));
    }
    QString questionText(const EntityCopy &server, const json::Value &after) const override
    {
        const QStringList keys = unclear(server, after);
        return keys.isEmpty()
            ? QString()
            : tr("%1: set in %2; the server does not show whether the action has the same value of its own. A first write "
                 "that changes nothing but the time asks for that, and what is its own stays")
                  .arg(keys.join(u", "_s), server.inheritedFrom);
    }

    Error explained(const Error &error, const EntityName &name, const QString &ownNamespace) const override
    {
        return name.package.isEmpty() ? error : explainPackage(error, name, ownNamespace);
    }

    Result<EntityCopy> copyOf(const json::Value &document) const override
    {
        return Action::fromJson(document).transform(
            [](const Action &action) { return ::copyOf({action, action.parameters, {}, false}); });
    }
    QList<json::Value> updateSteps(const EntityCopy &server, const json::Value &after) const override
    {
        const LoadedAction before = loadedAction(server);
        return openwhisk::updateSteps(updateBody(before.action, before.edit(), editFromDraft(after)));
    }
    QList<json::Value> createSteps(const json::Value &edit) const override { return {createBody(editFromDraft(edit))}; }
    json::Value rebased(const json::Value &was, const json::Value &now, const json::Value &server) const override
    {
        return draftDocument(::rebased(editFromDraft(was), editFromDraft(now), editFromDraft(server)));
    }
    QList<ReviewChange> changes(const json::Value &opened, const json::Value &server,
                                const json::Value &after) const override
    {
        return reviewChanges(editFromDraft(opened), editFromDraft(server), editFromDraft(after));
    }
    QStringList differences(const json::Value &sent, const json::Value &stored) const override
    {
        const ActionEdit now = editFromDraft(stored);
        const ActionEdit kept = asServerKeepsIt(editFromDraft(sent), now);
        return differenceSentences(reviewChanges(kept, kept, ownWords(now)));
    }
    std::optional<EntityTexts> texts(const json::Value &before, const json::Value &after) const override
    {
        const Exec was = editFromDraft(before).exec;
        const Exec now = editFromDraft(after).exec;
        if (was.binary || now.binary)
            return std::nullopt;
        return EntityTexts{tr("Code"), review::comparableCode(was), review::comparableCode(now), now.kind};
    }
    QStringList serverOwn(const QString &version, const QList<json::Value> &steps) const override
    {
        return review::serverOwnText(
            version, steps,
            version.isEmpty()
                ? QStringList{tr("annotations exec (the kind) and, where it is not given, provide-api-key: false"),
                              tr("limits that are not set get the server's usual ones")}
                : QStringList{tr("the next call is a cold start: a new version gets a new container")});
    }

private:
    static Async<EntityCopy> fromAction(const Async<Action> &action, bool written)
    {
        return thenOnPool(action, [written](const Action &read) -> Result<EntityCopy> {
            return ::copyOf({read, read.parameters, {}, written});
        });
    }
    /// What writing these parameters could drop unseen.
    QStringList unclear(const EntityCopy &server, const json::Value &after) const
    {
        if (server.ownKnown || server.inherited.isEmpty() || !review::isSent(updateSteps(server, after), u"parameters"))
            return {};
        return unclearKeys(keyValuesFromJson(server.edit.value(u"parameters")), server.inherited,
                           keyValuesFromJson(after.value(u"parameters")));
    }

    std::shared_ptr<net::Upload> m_upload;
};

} // namespace

EntityKindPtr actionKind(const std::shared_ptr<net::Upload> &upload)
{
    return std::make_shared<ActionKind>(upload);
}

EntityCopy copyOf(const LoadedAction &loaded)
{
    const Action &action = loaded.action;
    return {action.name,      action.version,   action.updated,
            action.document,  draftDocument(loaded.edit()), loaded.ofPackage,
            loaded.ofPackage.isEmpty() ? QString() : tr("package %1").arg(action.name.package),
            loaded.ownKnown};
}

LoadedAction loadedAction(const EntityCopy &copy)
{
    const Result<Action> action = Action::fromJson(copy.document);
    return {action ? *action : Action(), keyValuesFromJson(copy.edit.value(u"parameters")), copy.inherited, copy.ownKnown};
}
