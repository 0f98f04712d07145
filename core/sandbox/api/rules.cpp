#include "core/json/text.h"
#include "core/sandbox/api/answer.h"
#include "core/sandbox/api/collections.h"
#include "core/sandbox/api/input.h"
#include "core/sandbox/api/lists.h"
#include "core/sandbox/api/parameters.h"
#include "core/sandbox/api/put.h"
#include "core/sandbox/api/refusal.h"
#include "core/sandbox/api/resolve.h"
#include "core/sandbox/setup/clock.h"

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

const QString active = u"active"_s;
const QString inactive = u"inactive"_s;

/// The trigger of a rule, if there is one; what to do when its name belongs to something else differs.
EntityPtr triggerOf(const Call &call, const Entity &rule, void (*mismatch)())
{
    const auto trigger = call.services.entities.find(referenceName(rule.trigger));
    if (trigger && trigger->kind != Kind::Trigger)
        mismatch();
    return trigger;
}

QString statusIn(const EntityPtr &trigger, const EntityName &rule)
{
    const auto *link = trigger ? trigger->rules.find(rule.full()) : nullptr;
    return link ? link->value(u"status").toString() : inactive;
}

/// A change of the trigger's links alone: neither its version nor its place in lists moves.
EntityChange linked(const EntityPtr &trigger, const EntityName &rule, const json::Value &action, const QString &status)
{
    auto after = std::make_shared<Entity>(*trigger);
    if (after->rules.isNull())
        after->rules = json::Value::object();
    after->rules.remove(rule.full()); // a link that is written again moves to the end
    after->rules.set(rule.full(), json::Value::object({{u"action"_s, action}, {u"status"_s, json::Value::string(status)}}));
    after->rules = mapInServerOrder(after->rules);
    return {trigger, after};
}

EntityChange unlinked(const EntityPtr &trigger, const EntityName &rule)
{
    auto after = std::make_shared<Entity>(*trigger);
    after->rules.remove(rule.full());
    return {trigger, after};
}

HttpResponse answerRule(const Call &call, const Entity &rule, const QString &status)
{
    Extras extras;
    extras.status = status;
    return answerJson(call, detailOf(rule, extras));
}

struct References {
    std::optional<Reference> trigger;
    std::optional<Reference> action;
};

References readReferences(const Call &call, const PutBody &body)
{
    References references;
    if (const auto *trigger = body.given(u"trigger"))
        references.trigger = readReference(*trigger, call.user.ns);
    if (const auto *action = body.given(u"action"))
        references.action = readReference(*action, call.user.ns);
    return references;
}

/// All that may not be read are told together.
void checkReferenceRights(const Call &call, const References &references)
{
    QStringList forbidden;
    if (references.trigger && references.trigger->name.ns != call.user.ns)
        forbidden.append(references.trigger->name.full());
    if (references.action && references.action->name.package.isEmpty() && references.action->name.ns != call.user.ns)
        forbidden.append(references.action->name.full());
    if (!forbidden.isEmpty())
        refuseForbidden(forbidden.join(u", "_s));
    if (references.action)
        checkActionRight(call, references.action->name);
}

QString className(Kind kind, bool metadata)
{
    switch (kind) {
    case Kind::Action: return metadata ? u"WhiskActionMetaData"_s : u"WhiskAction"_s;
    case Kind::Package: return u"WhiskPackage"_s;
    case Kind::Trigger: return u"WhiskTrigger"_s;
    case Kind::Rule: return u"WhiskRule"_s;
    }
    return {};
}

/// The server lets its store's words through here, as a 400.
void checkClass(const EntityPtr &entity, Kind expected)
{
    const auto prefix = u"class org.apache.openwhisk.core.entity."_s;
    if (entity->kind != expected)
        refuse(400, u"document type %1 did not match expected type %2."_s.arg(prefix + className(entity->kind, false),
                                                                            prefix + className(expected, true)));
}

EntityPtr checkTrigger(const Call &call, const EntityName &name)
{
    const auto trigger = call.services.entities.find(name);
    if (!trigger)
        refuse(400, u"trigger %1 does not exist"_s.arg(withLeadingSlash(name)));
    checkClass(trigger, Kind::Trigger);
    return trigger;
}

void checkAction(const Call &call, const EntityName &name)
{
    const auto action = call.services.entities.find(checkActionRight(call, name));
    if (!action)
        refuse(400, u"action %1 does not exist"_s.arg(withLeadingSlash(name)));
    checkClass(action, Kind::Action);
}

Entity newRule(const PutBody &body, const EntityName &name, const EntityPtr &before, const References &references)
{
    Entity rule;
    if (before)
        rule = *before;
    rule.kind = Kind::Rule;
    rule.name = name;
    rule.version = putVersion(body, before);
    rule.publish = body.publish.value_or(rule.publish);
    rule.annotations = body.annotations.value_or(rule.annotations);
    if (references.trigger)
        rule.trigger = referenceValue(*references.trigger);
    if (references.action)
        rule.action = referenceValue(*references.action);
    return rule;
}

HttpResponse putRule(const Call &call, const EntityName &name)
{
    requireOwn(call, name.full());
    const auto body = readPut(call, Kind::Rule);
    const auto references = readReferences(call, body);
    checkReferenceRights(call, references);
    const auto before = call.services.entities.find(name);
    checkOverwrite(before, Kind::Rule, body);
    if (!before && (!references.trigger || !references.action))
        refuse(400, u"rule requires a valid trigger and a valid action"_s);
    auto rule = newRule(body, name, before, references);
    const auto trigger = checkTrigger(call, referenceName(rule.trigger));
    checkAction(call, referenceName(rule.action));
    const auto oldTrigger = before ? triggerOf(call, *before, refuseKind) : nullptr;
    const auto status = before ? statusIn(oldTrigger, name) : active;
    rule.sequence = 0;
    rule.updated = call.services.clock.now();
    const auto stored = std::make_shared<const Entity>(std::move(rule));
    QList<EntityChange> changes{{before, stored}, linked(trigger, name, stored->action, status)};
    if (oldTrigger && oldTrigger != trigger && oldTrigger->rules.contains(name.full()))
        changes.append(unlinked(oldTrigger, name));
    storeAll(call, changes);
    return answerRule(call, *stored, status);
}

HttpResponse deleteRule(const Call &call, const EntityName &name)
{
    requireOwn(call, name.full());
    const auto rule = existing(call, name, Kind::Rule);
    const auto trigger = triggerOf(call, *rule, refuseKind);
    QList<EntityChange> changes{{rule, {}}};
    if (trigger && trigger->rules.contains(name.full()))
        changes.append(unlinked(trigger, name));
    storeAll(call, changes);
    return answerRule(call, *rule, inactive);
}

QString scalaText(const json::Value &value)
{
    static const QMap<json::Type, QString> names{{json::Type::Null, u"JsNull$"_s},     {json::Type::Number, u"JsNumber"_s},
                                                 {json::Type::String, u"JsString"_s},  {json::Type::Array, u"JsArray"_s},
                                                 {json::Type::Object, u"JsObject"_s}};
    const auto name = value.isBool() ? (value.toBool() ? u"JsTrue$"_s : u"JsFalse$"_s) : names.value(value.type());
    return QString::fromUtf8(json::compact(value)) + u" (of class spray.json."_s + name + u')';
}

QString readStatus(const Call &call)
{
    const auto body = readBody(call);
    if (!body.isObject())
        rejectMalformed(scalaText(body));
    const auto *status = body.find(u"status");
    if (!status)
        rejectMalformed(u"key not found: status"_s);
    if (!status->isString())
        rejectMalformed(scalaText(*status));
    const auto word = status->toString().trimmed();
    if (word.isEmpty())
        rejectMalformed(u"requirement failed: argument undefined"_s);
    if (word != active && word != inactive)
        rejectMalformed(u"requirement failed: %1 is not a recognized rule state"_s.arg(word));
    return word;
}

HttpResponse postRule(const Call &call, const EntityName &name)
{
    requireOwn(call, name.full());
    checkPayloadSize(call);
    const auto status = readStatus(call);
    const auto rule = existing(call, name, Kind::Rule);
    const auto trigger = triggerOf(call, *rule, refuseInternal);
    if (!trigger && status == active)
        refuse(404, u"Only rules with existing triggers can be activated"_s);
    const bool isLinked = trigger && trigger->rules.contains(name.full());
    if (trigger && (status == active || isLinked) && statusIn(trigger, name) != status)
        storeAll(call, {linked(trigger, name, rule->action, status)});
    return answerText(call, "OK");
}

} // namespace

HttpResponse serveRules(const Call &call)
{
    const auto &method = call.request.method;
    if (isCollection(call)) {
        if (method != "GET")
            refuseUnknown();
        requireOwn(call, call.ns);
        return answerList(call, Kind::Rule, call.ns, u"rules"_s);
    }
    if (method == "PUT")
        return putRule(call, entityName(call));
    if (method == "DELETE")
        return deleteRule(call, entityName(call));
    if (method == "POST")
        return postRule(call, entityName(call));
    if (method != "GET")
        refuseUnknown();
    const auto name = entityName(call);
    requireOwn(call, name.full());
    const auto rule = existing(call, name, Kind::Rule);
    return answerRule(call, *rule, statusIn(triggerOf(call, *rule, refuseInternal), name));
}

} // namespace sandbox
