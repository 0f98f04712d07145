#include "core/json/text.h"
#include "core/sandbox/api/answer.h"
#include "core/sandbox/api/canonical.h"
#include "core/sandbox/api/collections.h"
#include "core/sandbox/api/input.h"
#include "core/sandbox/api/invoke.h"
#include "core/sandbox/api/limits.h"
#include "core/sandbox/api/lists.h"
#include "core/sandbox/api/put.h"
#include "core/sandbox/api/refusal.h"
#include "core/sandbox/api/resolve.h"
#include "core/sandbox/api/retired.h"
#include "core/sandbox/api/sequence.h"
#include "core/sandbox/api/throttle.h"

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

HttpResponse listPackage(const Call &call)
{
    checkName(call.rest.first());
    const EntityName name{call.ns, {}, call.rest.first()};
    // Any action's name will do: the rights are those of the package.
    checkActionRight(call, {name.ns, name.name, u"x"_s});
    const auto package = existing(call, name, Kind::Package);
    // One step, as on the real server: behind a binding to a binding it sees nothing.
    const auto shown = package->isBinding() ? package->provider() : name;
    return answerList(call, Kind::Action, shown.ns, u"actions"_s,
                      [&shown](const Entity &action) { return action.name.package == shown.name; });
}

HttpResponse getAction(const Call &call, const EntityName &name)
{
    checkActionRight(call, name);
    const bool withCode = queryBool(call, u"code"_s, true);
    const auto target = resolveAction(call, name);
    Extras extras;
    extras.parameters = target.parameters;
    if (withCode && target.action->hasCode)
        extras.code = call.services.entities.code(target.action->name);
    if (!withCode)
        extras.binding = target.binding;
    return answerJson(call, detailOf(*target.action, extras));
}

/// PUT and DELETE: only in one's own namespace, and never through a binding.
void checkWriteRight(const Call &call, const EntityName &name)
{
    requireOwn(call, name.full());
    if (name.package.isEmpty())
        return;
    const auto package = existing(call, {name.ns, {}, name.package}, Kind::Package);
    if (package->isBinding())
        refuse(400, u"Operation not permitted on package binding."_s);
}

QByteArray codeOf(const Call &call, const Entity &action)
{
    return action.hasCode ? call.services.entities.code(action.name) : QByteArray();
}

QStringList deletedAnnotations(const PutBody &body)
{
    QStringList keys;
    const auto *given = body.given(u"delAnnotations");
    if (!given)
        return keys;
    if (!given->isArray())
        rejectMalformed(u"Expected Array as JsArray, but got "_s + QString::fromUtf8(json::compact(*given)));
    for (const auto &key : given->items()) {
        if (!key.isString())
            rejectMalformed(u"Expected String as JsString, but got "_s + QString::fromUtf8(json::compact(key)));
        keys.append(key.toString());
    }
    return keys;
}

json::Value newParameters(const PutBody &body, const EntityPtr &before)
{
    if (body.exec && body.exec->isSequence()) {
        const auto actions = json::Value::object(
            {{u"key"_s, json::Value::string(u"_actions"_s)}, {u"value"_s, body.exec->exec.value(u"components")}});
        return json::Value::array({actions});
    }
    const bool staysSequence = before && before->isSequence() && !body.exec;
    if (staysSequence)
        return before->parameters;
    if (body.parameters)
        return *body.parameters;
    return before && !before->isSequence() ? before->parameters : json::Value::array();
}

json::Value newAnnotations(const PutBody &body, const EntityPtr &before, const QStringList &deleted, const QString &kind)
{
    const auto given = body.annotations.value_or(json::Value::array());
    auto annotations = given;
    if (before) {
        const bool rebuilt = body.exec && body.exec->isSequence(); // the server loses delAnnotations then
        annotations = mergedParameters(rebuilt ? before->annotations : withoutKeys(before->annotations, deleted), given);
    } else if (!keyed(given, u"provide-api-key")) {
        annotations = withItem(given, u"provide-api-key"_s, json::Value::boolean(false));
    }
    return withItem(annotations, u"exec"_s, json::Value::string(kind));
}

Entity newAction(const PutBody &body, const EntityName &name, const EntityPtr &before, const QStringList &deleted)
{
    Entity action;
    if (before)
        action = *before;
    action.name = name;
    action.version = putVersion(body, before);
    if (body.exec) {
        action.exec = body.exec->exec;
        action.hasCode = !body.exec->code.isEmpty();
        action.native = false;
    }
    action.parameters = newParameters(body, before);
    action.annotations = newAnnotations(body, before, deleted, action.execKind());
    action.limits = mergedLimits(before ? before->limits : json::Value(), body.limits);
    action.publish = body.publish.value_or(action.publish);
    return action;
}

HttpResponse putAction(const Call &call, const EntityName &name)
{
    checkWriteRight(call, name);
    const auto body = readPut(call, Kind::Action);
    const auto deleted = deletedAnnotations(body);
    checkLimits(call.services, body.limits);
    if (body.exec)
        checkComponentRights(call, body.exec->components);
    const auto before = call.services.entities.find(name);
    checkOverwrite(before, Kind::Action, body);
    if (!before && !body.exec)
        refuse(400, u"exec undefined"_s);
    checkNotRetired(call.services, (body.exec ? body.exec->exec : before->exec).value(u"kind").toString());
    if (body.exec && body.exec->isSequence())
        checkSequence(call, name, body.exec->components);
    if (body.exec && body.exec->undecodable)
        refuseInternal();
    auto action = newAction(body, name, before, deleted);
    const auto code = body.exec ? std::optional(body.exec->code) : std::nullopt;
    const auto stored = store(call, before, std::move(action), code);
    Extras extras;
    extras.code = code.value_or(codeOf(call, *stored));
    return answerJson(call, detailOf(*stored, extras));
}

HttpResponse deleteAction(const Call &call, const EntityName &name)
{
    checkWriteRight(call, name);
    const auto action = existing(call, name, Kind::Action);
    Extras extras;
    extras.code = codeOf(call, *action);
    storeAll(call, {{action, {}}});
    return answerJson(call, detailOf(*action, extras));
}

HttpResponse postAction(const Call &call, const EntityName &name)
{
    call.services.throttle.charge(Throttle::What::Invoke, call.user.ns, runsInFlight(call.services, call.user.ns));
    checkActionRight(call, name);
    checkPayloadSize(call);
    return invokeAction(call, name);
}

} // namespace

HttpResponse serveActions(const Call &call)
{
    const auto &method = call.request.method;
    if (isCollection(call)) {
        if (method != "GET")
            refuseUnknown();
        requireOwn(call, call.ns);
        return answerList(call, Kind::Action, call.ns, u"actions"_s);
    }
    if (call.rest.size() > 2)
        refuseUnknown();
    if (call.rest.size() == 2 && call.rest[1].isEmpty()) {
        if (method != "GET")
            refuseUnknown();
        return listPackage(call);
    }
    if (method == "GET")
        return getAction(call, actionName(call));
    if (method == "PUT")
        return putAction(call, actionName(call));
    if (method == "DELETE")
        return deleteAction(call, actionName(call));
    if (method == "POST")
        return postAction(call, actionName(call));
    refuseUnknown();
}

} // namespace sandbox
