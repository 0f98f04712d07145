#include "core/openwhisk/rules.h"

#include "core/openwhisk/triggerparts.h"

#include <QCoreApplication>
#include <QPointer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace openwhisk {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("openwhisk", text);
}

json::Value reference(const EntityName &name)
{
    return json::Value::string(name.full());
}

bool isSame(const EntityName &key, const Rule &rule)
{
    return key.name == rule.name.name;
}

/// The answer of a GET as news about what was asked for: an end that is gone is no error here.
template<typename T> Async<Result<T>> asNews(Async<T> read)
{
    return read.then([](const Result<T> &result) { return Result<Result<T>>(result); });
}

RuleEnds endsFrom(const Rule &rule, const Result<Trigger> &trigger, const Result<Action> &action)
{
    RuleEnds ends;
    ends.trigger = trigger ? End::There : endOf(trigger.error());
    ends.action = action ? End::There : endOf(action.error());
    ends.linked = !trigger || std::any_of(trigger->rules.begin(), trigger->rules.end(),
                                          [&rule](const RuleLink &link) { return isSame(link.rule, rule); });
    return ends;
}

QString shownName(const EntityName &name)
{
    return name.ns == "_"_L1 ? name.shown() : name.full();
}

QString actionSentence(End end, const EntityName &action)
{
    switch (end) {
    case End::Missing:
        return tr("There is no action %1.").arg(shownName(action));
    case End::Forbidden:
        return tr("The action %1 may not be used with this key, or its package is gone.").arg(shownName(action));
    case End::OtherKind:
        return tr("%1 is no action.").arg(shownName(action));
    default:
        return {};
    }
}

} // namespace

Result<Rule> Rule::fromJson(const json::Value &document)
{
    const auto head = entityHead(document, tr("rule"));
    if (!head)
        return head.error();
    Rule rule;
    rule.name = head->name;
    rule.version = head->version;
    rule.updated = head->updated;
    rule.trigger = referenceFromJson(document.value(u"trigger"));
    rule.action = referenceFromJson(document.value(u"action"));
    rule.active = document.value(u"status").toString() == "active"_L1;
    rule.annotations = keyValuesFromJson(document.value(u"annotations"));
    rule.document = document;
    return rule;
}

RuleEdit editOf(const Rule &rule)
{
    return {rule.trigger, rule.action, rule.annotations};
}

json::Value updateBody(const RuleEdit &was, const RuleEdit &now)
{
    json::Value body = json::Value::object();
    if (was.trigger != now.trigger)
        body.set(u"trigger", reference(now.trigger));
    if (was.action != now.action)
        body.set(u"action", reference(now.action));
    if (was.annotations != now.annotations)
        body.set(u"annotations", toJson(now.annotations));
    return body;
}

json::Value createBody(const RuleEdit &edit)
{
    json::Value body = json::Value::object();
    body.set(u"trigger", reference(edit.trigger));
    body.set(u"action", reference(edit.action));
    if (!edit.annotations.isEmpty())
        body.set(u"annotations", toJson(edit.annotations));
    return body;
}

Async<Rule> getRule(net::Client &client, const EntityName &name, QObject *owner)
{
    return readEntity<Rule>(client.send(getRequest(Collection::Rules, name), owner));
}

Async<Rule> putRule(net::Client &client, const EntityName &name, const json::Value &body, Overwrite overwrite,
                    QObject *owner, const NamespaceLimits &limits)
{
    return readEntity<Rule>(sendPut(client, Collection::Rules, name, body, overwrite, owner, limits));
}

Async<Rule> deleteRule(net::Client &client, const EntityName &name, QObject *owner)
{
    return readEntity<Rule>(client.send(deleteRequest(Collection::Rules, name), owner));
}

Async<Done> setRuleStatus(net::Client &client, const EntityName &name, bool active, QObject *owner)
{
    net::Request request = getRequest(Collection::Rules, name);
    request.method = "POST";
    request.body = active ? R"({"status":"active"})" : R"({"status":"inactive"})";
    request.expect = net::Expect::Anything; // "OK" as text
    request.deadline = net::etcdWriteDeadline;
    return chain(client.send(request, owner), [](const net::Reply &) { return ready<Done>(Done{}); });
}

End endOf(const Error &error)
{
    switch (error.kind) {
    case Error::Kind::NotFound:
        return End::Missing;
    case Error::Kind::Forbidden:
        return End::Forbidden;
    case Error::Kind::Conflict:
        return End::OtherKind;
    default:
        return End::Unknown;
    }
}

bool RuleEnds::broken() const
{
    const auto good = [](End end) { return end == End::There || end == End::Unknown; };
    return !good(trigger) || !good(action) || !linked;
}

Async<RuleEnds> ruleEnds(net::Client &client, const Rule &rule, QObject *owner)
{
    const QPointer<QObject> guard(owner);
    const QString ns = rule.name.ns;
    const auto trigger = asNews(getTrigger(client, asOwn(rule.trigger, ns), owner));
    return chainIn(&client, trigger, [&client, rule, ns, guard](const Result<Trigger> &read) {
        const auto action = asNews(getAction(client, asOwn(rule.action, ns), WithCode::No, guard));
        return thenOnPool(action, [rule, read](const Result<Action> &a) { return Result<RuleEnds>(endsFrom(rule, read, a)); });
    });
}

QString brokenSentence(const RuleEnds &ends, const EntityName &trigger, const EntityName &action)
{
    if (ends.trigger == End::Missing)
        return tr("There is no trigger %1, so the rule is off and cannot be switched on.").arg(shownName(trigger));
    if (ends.trigger == End::OtherKind)
        return tr("%1 is no trigger any more: the server can neither read nor delete this rule until that name is free.")
            .arg(shownName(trigger));
    if (const QString sentence = actionSentence(ends.action, action); !sentence.isEmpty())
        return sentence;
    if (!ends.linked)
        return tr("The trigger %1 was made anew and does not know this rule.").arg(shownName(trigger));
    return {};
}

Async<Done> relinkRule(net::Client &client, const Rule &rule, bool active, QObject *owner)
{
    const EntityName name = asOwn(rule.name, rule.name.ns);
    if (active)
        return setRuleStatus(client, name, true, owner);
    json::Value body = json::Value::object();
    body.set(u"trigger", reference(rule.trigger));
    body.set(u"action", reference(rule.action));
    return chain(putRule(client, name, body, Overwrite::Yes, owner), [](const Rule &) { return ready<Done>(Done{}); });
}

} // namespace openwhisk
