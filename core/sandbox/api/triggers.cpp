#include "core/sandbox/api/answer.h"
#include "core/sandbox/api/collections.h"
#include "core/sandbox/api/fire.h"
#include "core/sandbox/api/input.h"
#include "core/sandbox/api/lists.h"
#include "core/sandbox/api/put.h"
#include "core/sandbox/api/refusal.h"
#include "core/sandbox/api/throttle.h"

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

/// Looked at on creation only: an overwrite takes anything.
void checkFeed(const PutBody &body)
{
    const auto *feed = body.annotations ? keyed(*body.annotations, u"feed") : nullptr;
    if (feed && !(feed->isString() && isPath(feed->toString())))
        refuse(400, u"Feed name is not valid"_s);
}

HttpResponse putTrigger(const Call &call, const EntityName &name)
{
    requireOwn(call, name.full());
    const auto body = readPut(call, Kind::Trigger);
    const auto before = call.services.entities.find(name);
    checkOverwrite(before, Kind::Trigger, body);
    if (!before)
        checkFeed(body);
    Entity trigger;
    if (before)
        trigger = *before;
    trigger.kind = Kind::Trigger;
    trigger.name = name;
    trigger.version = putVersion(body, before);
    trigger.publish = body.publish.value_or(trigger.publish);
    trigger.parameters = body.parameters.value_or(trigger.parameters);
    trigger.annotations = body.annotations.value_or(trigger.annotations);
    return answerJson(call, detailOf(*store(call, before, std::move(trigger))));
}

HttpResponse deleteTrigger(const Call &call, const EntityName &name)
{
    requireOwn(call, name.full());
    const auto trigger = existing(call, name, Kind::Trigger);
    storeAll(call, {{trigger, {}}});
    return answerJson(call, detailOf(*trigger));
}

HttpResponse postTrigger(const Call &call, const EntityName &name)
{
    call.services.throttle.charge(Throttle::What::Fire, call.user.ns);
    requireOwn(call, name.full());
    checkPayloadSize(call);
    const auto id = fireTrigger(call, name, readPayload(call));
    if (!id.isEmpty())
        return answerJson(call, json::Value::object({{u"activationId"_s, json::Value::string(id)}}), 202)
            .with("x-openwhisk-activation-id", id.toLatin1());
    HttpResponse response;
    response.status = 204;
    addCors(call.services, response);
    return response;
}

} // namespace

HttpResponse serveTriggers(const Call &call)
{
    const auto &method = call.request.method;
    if (isCollection(call)) {
        if (method != "GET")
            refuseUnknown();
        requireOwn(call, call.ns);
        return answerList(call, Kind::Trigger, call.ns, u"triggers"_s);
    }
    if (method == "PUT")
        return putTrigger(call, entityName(call));
    if (method == "DELETE")
        return deleteTrigger(call, entityName(call));
    if (method == "POST")
        return postTrigger(call, entityName(call));
    if (method != "GET")
        refuseUnknown();
    const auto name = entityName(call);
    requireOwn(call, name.full());
    return answerJson(call, detailOf(*existing(call, name, Kind::Trigger)));
}

} // namespace sandbox
