#include "core/sandbox/api/invoke.h"

#include "core/json/text.h"
#include "core/sandbox/api/answer.h"
#include "core/sandbox/api/canonical.h"
#include "core/sandbox/api/input.h"
#include "core/sandbox/api/refusal.h"
#include "core/sandbox/api/start.h"

#include <QRegularExpression>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int longestWait = 60000; ///< ms

struct InvokeQuery {
    bool blocking;
    bool resultOnly;
    int timeout;
};

int queryTimeout(const Call &call)
{
    const auto text = call.request.query.find(u"timeout");
    if (!text)
        return longestWait;
    static const QRegularExpression form(u"^\\+?[0-9]+$"_s);
    bool fits = false;
    const auto number = text->toInt(&fits);
    if (!fits || number < 1 || number > longestWait || !form.match(*text).hasMatch())
        rejectQuery(u"timeout"_s, u"Timeout must be number of milliseconds up to %1."_s.arg(longestWait));
    return number;
}

InvokeQuery invokeQuery(const Call &call)
{
    const bool blocking = queryBool(call, u"blocking"_s, false);
    const bool resultOnly = queryBool(call, u"result"_s, false);
    return {blocking, resultOnly, queryTimeout(call)};
}

QByteArray answerBody(const Ran &ran, bool resultOnly)
{
    if (resultOnly || ran.outcome.result.isArray())
        return json::compact(ran.outcome.result);
    auto record = ran.record;
    record.logs = ran.orchestrated ? record.logs : "[]"; // the answer leaves before the logs of a process are collected
    return detailOf(record);
}

HttpResponse answerAccepted(const Call &call, const QString &id)
{
    return answerJson(call, json::Value::object({{u"activationId"_s, json::Value::string(id)}}), 202);
}

HttpResponse answerInvoke(const Call &call, const InvokeQuery &query, const Started &started)
{
    if (!query.blocking || started.ran.wait_for(std::chrono::milliseconds(query.timeout)) != std::future_status::ready)
        return answerAccepted(call, started.id);
    const auto &ran = started.ran.get();
    return answerJson(call, answerBody(ran, query.resultOnly), httpStatus(ran.outcome.status));
}

} // namespace

std::shared_ptr<Runs> startRuns(Services &services)
{
    return std::make_shared<Runs>(services);
}

void stopRuns(Runs &runs)
{
    runs.stop();
}

int runsInFlight(const Services &services, const QString &ns)
{
    return services.runs->inFlight(ns);
}

json::Value runsUnderWay(const Services &services)
{
    return services.runs->underWay();
}

HttpResponse invokeAction(const Call &call, const EntityName &name)
{
    const auto query = invokeQuery(call);
    const auto arguments = canonical(readPayload(call));
    const auto target = resolveAction(call, name);
    checkFinal(target, arguments);
    const auto started = startAction(call, target, arguments, query.blocking ? RunMode::Blocking : RunMode::NonBlocking);
    return answerInvoke(call, query, started).with("x-openwhisk-activation-id", started.id.toLatin1());
}

} // namespace sandbox
