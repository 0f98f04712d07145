#include "core/openwhisk/triggers.h"

#include "core/json/text.h"
#include "core/openwhisk/sizes.h"
#include "core/openwhisk/steps.h"
#include "core/openwhisk/triggerparts.h"

#include <QCoreApplication>
#include <QPointer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace openwhisk {

namespace {

EntityName ruleName(const QString &key)
{
    return {key.section(u'/', 0, 0), {}, key.section(u'/', 1)};
}

QList<RuleLink> linksOf(const json::Value &rules)
{
    QList<RuleLink> links;
    for (const json::Member &rule : rules.members())
        links.append({ruleName(rule.name), referenceFromJson(rule.value.value(u"action")),
                      rule.value.value(u"status").toString() == "active"_L1});
    return links;
}

net::Request fireRequest(const EntityName &name, const QByteArray &payload)
{
    net::Request request;
    request.method = "POST";
    request.target = entityPath(Collection::Triggers, name);
    request.body = payload;
    request.lane = net::Lane::Invoke;
    request.expect = net::Expect::Anything; // 204 has no body
    request.parseJson = false;
    request.deadline = uploadDeadline(net::etcdWriteDeadline, payload.size());
    return request;
}

Result<FireOutcome> outcomeOf(const net::Reply &reply)
{
    FireOutcome outcome{{}, reply->durationMs};
    if (reply->status == 204)
        return outcome;
    outcome.activationId = QString::fromLatin1(reply->header("x-openwhisk-activation-id"));
    if (outcome.activationId.isEmpty())
        if (const auto body = json::read(reply->body))
            outcome.activationId = body->value.value(u"activationId").toString();
    if (outcome.activationId.isEmpty())
        return Error{Error::Kind::Protocol,
                     QCoreApplication::translate("openwhisk", "The server took the fire, but named no activation."), {}, true};
    return outcome;
}

} // namespace

Result<Trigger> Trigger::fromJson(const json::Value &document)
{
    const auto head = entityHead(document, QCoreApplication::translate("openwhisk", "trigger"));
    if (!head)
        return head.error();
    Trigger trigger;
    trigger.name = head->name;
    trigger.version = head->version;
    trigger.updated = head->updated;
    trigger.parameters = keyValuesFromJson(document.value(u"parameters"));
    trigger.annotations = keyValuesFromJson(document.value(u"annotations"));
    trigger.rules = linksOf(document.value(u"rules"));
    trigger.document = document;
    return trigger;
}

int Trigger::activeRules() const
{
    return int(std::count_if(rules.begin(), rules.end(), [](const RuleLink &link) { return link.active; }));
}

TriggerEdit editOf(const Trigger &trigger)
{
    return {trigger.parameters, trigger.annotations};
}

json::Value updateBody(const TriggerEdit &was, const TriggerEdit &now)
{
    json::Value body = json::Value::object();
    if (was.parameters != now.parameters)
        body.set(u"parameters", toJson(now.parameters));
    if (was.annotations != now.annotations)
        body.set(u"annotations", toJson(now.annotations));
    return body;
}

json::Value createBody(const TriggerEdit &edit)
{
    json::Value body = json::Value::object();
    body.set(u"parameters", toJson(edit.parameters));
    body.set(u"annotations", toJson(edit.annotations));
    return body;
}

Async<Trigger> getTrigger(net::Client &client, const EntityName &name, QObject *owner)
{
    return readEntity<Trigger>(client.send(getRequest(Collection::Triggers, name), owner));
}

Async<Trigger> putTrigger(net::Client &client, const EntityName &name, const json::Value &body, Overwrite overwrite,
                          QObject *owner, const NamespaceLimits &limits)
{
    return readEntity<Trigger>(sendPut(client, Collection::Triggers, name, body, overwrite, owner, limits));
}

Async<Trigger> deleteTrigger(net::Client &client, const EntityName &name, QObject *owner)
{
    return readEntity<Trigger>(client.send(deleteRequest(Collection::Triggers, name), owner));
}

Async<FireOutcome> fireTrigger(net::Client &client, const EntityName &name, const QByteArray &payload, QObject *owner,
                               const NamespaceLimits &limits)
{
    const auto text = onPool([payload, limits] { return payloadText(payload, limits); });
    const QPointer<QObject> guard(owner);
    const auto reply = chainIn(&client, text, [&client, name, guard](const QByteArray &body) {
        return client.send(fireRequest(name, body), guard);
    });
    return thenOnPool(reply, &outcomeOf);
}

QList<EventMember> eventMembers(const QList<KeyValue> &parameters, const json::Value &payload)
{
    QList<EventMember> members;
    for (const KeyValue &parameter : parameters)
        members.append({parameter.key, parameter.value, EventMember::From::Trigger});
    for (const json::Member &member : payload.members()) {
        const auto known = std::find_if(members.begin(), members.end(),
                                        [&member](const EventMember &m) { return m.name == member.name; });
        if (known == members.end())
            members.append({member.name, member.value, EventMember::From::Payload});
        else
            *known = {member.name, member.value, EventMember::From::PayloadOverTrigger};
    }
    const QString headers = u"__ow_headers"_s;
    if (std::none_of(members.cbegin(), members.cend(), [&headers](const EventMember &m) { return m.name == headers; }))
        members.append({headers, json::Value::object(), EventMember::From::Server});
    return members;
}

QList<RuleRun> ruleRuns(const Activation &triggerRecord)
{
    QList<RuleRun> runs;
    for (const LogLine &line : triggerRecord.logs) {
        const auto parsed = json::read(line.text.toUtf8());
        if (!parsed || !parsed->value.value(u"rule").isString())
            continue; // a store may add lines of its own
        const json::Value entry = parsed->value;
        RuleRun run{ruleName(entry.value(u"rule").toString()), nameFromPath(entry.value(u"action").toString()),
                    entry.value(u"activationId").toString(), {}};
        if (run.activationId.isEmpty())
            run.problem = entry.value(u"error").toString();
        runs.append(run);
    }
    return runs;
}

} // namespace openwhisk
