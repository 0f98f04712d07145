#include "core/sandbox/web/web.h"

#include "core/sandbox/api/input.h"
#include "core/sandbox/api/refusal.h"
#include "core/sandbox/api/start.h"
#include "core/sandbox/setup/settings.h"
#include "core/sandbox/web/answer.h"
#include "core/sandbox/web/arguments.h"
#include "core/sandbox/web/export.h"
#include "core/sandbox/web/prettyjson.h"
#include "core/sandbox/web/requestheaders.h"

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr auto longestWait = std::chrono::seconds(60);

HttpResponse errorPage(const Call &call, int status, const QString &text)
{
    HttpResponse response;
    response.status = status;
    response.body = prettyJson(json::Value::object(
        {{u"code"_s, json::Value::string(call.transaction)}, {u"error"_s, json::Value::string(text)}}));
    return response.with("Content-Type", "application/json");
}

HttpResponse withCors(const Call &call, HttpResponse response)
{
    static const QByteArray usual = "Authorization, Origin, X-Requested-With, Content-Type, Accept, User-Agent";
    if (!call.services.settings.cors)
        return response;
    const auto asked = call.request.headers.find("Access-Control-Request-Headers");
    const auto allowed = asked ? headerAsSeen({"Access-Control-Request-Headers", *asked}).toUtf8() : usual;
    response.headers.prepend({"Access-Control-Allow-Headers", allowed});
    response.headers.prepend({"Access-Control-Allow-Methods", "OPTIONS, GET, DELETE, POST, PUT, HEAD, PATCH"});
    response.headers.prepend({"Access-Control-Allow-Origin", "*"});
    return response;
}

/// What of the run's outcome becomes the answer; refusals for those of which nothing does.
json::Value projectionOf(const RunOutcome &outcome)
{
    if (!outcome.result.isObject())
        refuseUncaught(); // the real server takes every result for an object
    if (outcome.status == RunStatus::Success)
        return outcome.result;
    const auto *error = outcome.result.find(u"error");
    if (outcome.status != RunStatus::ApplicationError)
        refuse(400, u"There was an error processing your request."_s);
    if (!error)
        refuse(404, u"Response does not include requested property."_s);
    return *error;
}

HttpResponse answerRan(const Call &call, const WebPlace &place, const RunOutcome &outcome)
{
    try {
        return webAnswer(call.request, place.form, projectionOf(outcome));
    } catch (const Refusal &refusal) {
        if (!refusal.handled)
            throw;
        return errorPage(call, refusal.status, refusal.text);
    }
}

HttpResponse run(const Call &call, const WebPlace &place, const WebExport &found)
{
    const auto arguments = webArguments(call, place, found);
    auto owned = call; // what runs is the owner's, whoever calls
    owned.user = found.owner;
    const auto started = startUnchecked(owned, found.target, arguments, RunMode::Blocking);
    auto response = started.ran.wait_for(longestWait) == std::future_status::ready
        ? answerRan(call, place, started.ran.get().outcome)
        : errorPage(call, 202, u"Response not yet ready."_s);
    response.headers.prepend({"x-openwhisk-activation-id", started.id.toLatin1()});
    return response;
}

/// What comes of a call of an action that is there and open to calls.
HttpResponse serveExport(const Call &call, const WebPlace &place, const WebExport &found, bool answersOptions)
{
    const bool asksOptions = call.request.method == "OPTIONS";
    if (asksOptions && !answersOptions)
        return {};
    if (!asksOptions && !isAllowed(call, found))
        return errorPage(call, 401, u"Authentication is possible but has failed or not yet been provided."_s);
    try {
        return run(call, place, found);
    } catch (const Refusal &refusal) {
        if (!refusal.handled)
            throw;
        return errorPage(call, refusal.status, refusal.text);
    }
}

} // namespace

HttpResponse serveWeb(const Call &call, const WebPlace &place)
{
    try {
        checkPayloadSize(call);
        const auto found = findExport(call, place.action);
        const bool answersOptions = found.has(u"web-custom-options");
        auto response = serveExport(call, place, found, answersOptions);
        return answersOptions ? response : withCors(call, std::move(response));
    } catch (const Refusal &refusal) {
        if (!refusal.handled)
            throw;
        return errorPage(call, refusal.status, refusal.text);
    }
}

} // namespace sandbox
