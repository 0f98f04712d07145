#include "core/sandbox/api/fire.h"

#include "core/json/text.h"
#include "core/sandbox/api/canonical.h"
#include "core/sandbox/api/collections.h"
#include "core/sandbox/api/firerecord.h"
#include "core/sandbox/api/input.h"
#include "core/sandbox/api/invoke.h"
#include "core/sandbox/api/names.h"
#include "core/sandbox/api/refusal.h"
#include "core/sandbox/api/start.h"
#include "core/sandbox/api/throttle.h"
#include "core/sandbox/setup/clock.h"
#include "core/sandbox/setup/settings.h"
#include "core/sandbox/web/requestheaders.h"

#include <algorithm>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

/// A fire that goes on after its request was answered, with a copy of what it needs of that.
struct Firing {
    HttpRequest request;
    Call call;
    EntityPtr trigger;
    json::Value event;
    json::Value arguments; ///< for the actions
    QString id = newActivationId();
    qint64 start = 0;
    bool kept = false;

    Firing(const Call &of, EntityPtr fired, json::Value sent)
        : request(of.request), call{of.services, request, of.transaction, of.user, of.user.ns},
          trigger(std::move(fired)), event(std::move(sent)), start(of.services.clock.now()),
          kept(wantsRecord(of))
    {
        // The real server does not hand it on when it calls the actions.
        request.headers.removeIf([](const Header &header) { return header.name.toLower() == "x-ow-extra-logging"; });
    }
};

bool isActive(const json::Member &rule) { return rule.value.value(u"status").toString() == u"active"; }

/// Parameters of the trigger, under the request's headers, under the event.
json::Value argumentsOf(const Firing &firing, const HttpRequest &request)
{
    auto arguments = json::Value::object();
    for (const auto &parameter : firing.trigger->parameters.items())
        arguments.set(parameter.value(u"key").toString(), parameter.value(u"value"));
    arguments.set(u"__ow_headers", headersAsSeen(request.headers));
    for (const auto &member : firing.event.members())
        arguments.set(member.name, member.value);
    return canonical(arguments);
}

/// The checks are those of a POST of the action, which the real server makes to itself.
QString startRule(const Firing &firing, const EntityName &action)
{
    const auto &call = firing.call;
    call.services.throttle.charge(Throttle::What::Invoke, call.user.ns, runsInFlight(call.services, call.user.ns));
    checkActionRight(call, action);
    checkPayloadSize(json::compact(firing.arguments).size());
    const auto target = resolveAction(call, action);
    checkFinal(target, firing.arguments);
    return startAction(call, target, firing.arguments, RunMode::Fired).id;
}

QString lineOf(const Firing &firing, const json::Member &rule)
{
    const auto action = referenceName(rule.value.value(u"action"));
    if (!isActive(rule))
        return refusedLine(400, u"Rule '%1' is inactive, action '%2' was not activated."_s.arg(rule.name, action.full()),
                           rule.name, action.full());
    try {
        return startedLine(startRule(firing, action), rule.name, action.full());
    } catch (const Refusal &refusal) {
        return refusedLine(refusal.status, refusal.text, rule.name, action.full());
    }
}

void activateRules(const Firing &firing)
{
    QStringList lines;
    for (const auto &rule : firing.trigger->rules.members())
        lines.append(lineOf(firing, rule));
    const FireHead head{firing.id, firing.call.user.ns, firing.trigger->name.name, firing.trigger->version, firing.start};
    firing.call.services.runs->store(RunStatus::Success, false, firing.kept, fireRecord(head, firing.event, lines));
}

} // namespace

QString fireTrigger(const Call &call, const EntityName &name, const json::Value &event)
{
    const auto trigger = existing(call, name, Kind::Trigger);
    const auto &rules = trigger->rules.members();
    if (std::none_of(rules.begin(), rules.end(), isActive))
        return {};
    const auto firing = std::make_shared<Firing>(call, trigger, canonical(event));
    firing->arguments = argumentsOf(*firing, call.request);
    call.services.runs->later([firing] { activateRules(*firing); });
    return firing->id;
}

QString fireTriggerAs(Services &services, const Identity &user, const QString &trigger, const json::Value &event)
{
    HttpRequest request;
    request.method = "POST";
    request.headers = {{"Host", "127.0.0.1:" + QByteArray::number(services.settings.port)},
                       {"Authorization", "Basic " + user.auth().toLatin1().toBase64()}};
    const Call call{services, request, newActivationId(), user, user.ns};
    services.throttle.charge(Throttle::What::Fire, user.ns);
    return fireTrigger(call, {user.ns, {}, trigger}, event);
}

} // namespace sandbox
