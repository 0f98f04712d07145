#include "core/openwhisk/invoke.h"

#include "core/json/text.h"
#include "core/openwhisk/sizes.h"
#include "core/openwhisk/steps.h"

#include <QPointer>

using namespace Qt::StringLiterals;

namespace openwhisk {

namespace {

constexpr qint64 resultCap = 64LL * 1024 * 1024;

QByteArray query(Invoke mode)
{
    switch (mode) {
    case Invoke::Blocking:
        return "?blocking=true&result=false";
    case Invoke::BlockingResultOnly:
        return "?blocking=true&result=true";
    case Invoke::NonBlocking:
        break;
    }
    return "?blocking=false";
}

net::Request invokeRequest(const EntityName &name, const QByteArray &payload, Invoke mode, KeepRecord keep)
{
    net::Request request;
    request.method = "POST";
    request.target = invokeTarget(name, mode);
    request.body = payload;
    request.headers = invokeHeaders(keep);
    request.parseJson = false;
    request.lane = net::Lane::Invoke;
    request.deadline = uploadDeadline(net::invokeDeadline, payload.size());
    request.bodyCap = resultCap;
    request.acceptStatus = {500, 502};
    request.acceptHeader = "x-openwhisk-activation-id"; // without it they are the server's own, or a proxy's
    return request;
}

/// An answer with the record, as far as it is one: an array comes bare, whatever was asked for.
bool hasRecord(const json::Value &document, Invoke mode)
{
    return mode != Invoke::BlockingResultOnly && document.value(u"activationId").isString()
        && document.value(u"response").isObject();
}

Result<InvokeOutcome> finished(const json::Value &document, Invoke mode, InvokeOutcome outcome)
{
    outcome.finished = true;
    outcome.result = document;
    if (!hasRecord(document, mode))
        return outcome;
    const auto record = Activation::fromJson(document);
    if (!record)
        return record.error();
    outcome.activationId = record->summary.id;
    outcome.result = record->result;
    outcome.activation = *record;
    return outcome;
}

} // namespace

QByteArray invokeTarget(const EntityName &name, Invoke mode)
{
    return entityPath(Collection::Actions, name) + query(mode);
}

QList<net::Header> invokeHeaders(KeepRecord keep)
{
    return keep == KeepRecord::Always ? QList<net::Header>{{"X-OW-EXTRA-LOGGING", "on"}} : QList<net::Header>();
}

Result<InvokeOutcome> outcomeOf(const net::Response &response, Invoke mode)
{
    InvokeOutcome outcome;
    outcome.activationId = QString::fromLatin1(response.header("x-openwhisk-activation-id"));
    outcome.httpStatus = response.status;
    outcome.failed = response.status >= 500;
    outcome.roundTripMs = response.durationMs;
    return json::parse(response.body).andThen([&](const json::Value &document) -> Result<InvokeOutcome> {
        if (response.status != 202)
            return finished(document, mode, outcome);
        if (outcome.activationId.isEmpty())
            outcome.activationId = document.value(u"activationId").toString();
        return outcome;
    });
}

Async<InvokeOutcome> invokeAction(net::Client &client, const EntityName &name, const QByteArray &payload, Invoke mode,
                                  QObject *owner, const NamespaceLimits &limits, KeepRecord keep)
{
    const auto text = onPool([payload, limits] { return payloadText(payload, limits); });
    const QPointer<QObject> guard(owner);
    const auto reply = chainIn(&client, text, [&client, name, mode, guard, keep](const QByteArray &body) {
        return client.send(invokeRequest(name, body, mode, keep), guard);
    });
    return thenOnPool(reply, [mode](const net::Reply &response) { return outcomeOf(*response, mode); });
}

} // namespace openwhisk
