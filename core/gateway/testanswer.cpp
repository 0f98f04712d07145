#include "core/gateway/testanswer.h"

#include "core/gateway/functions.h"
#include "core/json/text.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gateway {

namespace {

using By = TestVerdict::By;
using Weight = TestVerdict::Weight;

constexpr qsizetype largestRead = 64 * 1024; ///< of a body that is looked into

QString tr(const char *text)
{
    return QCoreApplication::translate("gateway", text);
}

json::Value smallBody(const TestAnswer &answer)
{
    if (answer.body.size() > largestRead)
        return {};
    const auto parsed = json::read(answer.body);
    return parsed ? parsed->value : json::Value();
}

/// The page that nginx makes for a status by itself.
bool isStockPage(const TestAnswer &answer)
{
    return answer.header("Content-Type").startsWith("text/html") && answer.body.contains("<center><h1>");
}

/// What plugins write when they refuse; parts of it.
QString refusingPlugin(const TestAnswer &answer)
{
    static const std::pair<const char *, const char *> words[] = {
        {"API key in request", "key-auth"},
        {"JWT token", "jwt-auth"},
        {"failed to verify jwt", "jwt-auth"},
        {"Missing authorization in request", "basic-auth"},
        {"Invalid authorization in request", "basic-auth"},
        {"Invalid user authorization", "basic-auth"},
        {"Your IP address is not allowed", "ip-restriction"},
        {"Your referer host is not allowed", "referer-restriction"},
        {"csrf token", "csrf"},
        {"consumer_name is forbidden", "consumer-restriction"},
        {"The request is rejected, please check the", "consumer-restriction"},
    };
    if (answer.status < 400 || answer.body.size() > largestRead)
        return {};
    for (const auto &[part, plugin] : words)
        if (answer.body.contains(part))
            return QString::fromLatin1(plugin);
    const bool limited = answer.status == 429 || answer.status == 503;
    return limited && answer.header("X-RateLimit-Remaining") == "0" ? u"limit-count"_s : QString();
}

TestVerdict ofOpenWhisk(const TestAnswer &answer, const FunctionCall &call)
{
    TestVerdict verdict{By::Function, Weight::Good, call.plugin, {}};
    if (isStockPage(answer) && answer.status == 503)
        return {By::Plugin, Weight::Failure, call.plugin,
                tr("The plugin had no usable answer: OpenWhisk was not reached, took longer than %1 ms, or the action's reply is no "
                   "JSON. The gateway's error log tells which.")
                    .arg(call.timeoutMs.value_or(3000))};
    if (isStockPage(answer) && answer.status == 413)
        return {By::Plugin, Weight::Failure, call.plugin, tr("The body is larger than the plugin's max_req_body_size.")};
    if (answer.status == 500 && (answer.body.isEmpty() || isStockPage(answer)))
        return {By::Plugin, Weight::Failure, call.plugin,
                tr("The plugin could not use the action's reply: it has to be an object, and its statusCode a number.")};
    if (answer.status == 502) {
        verdict.weight = Weight::Failure;
        verdict.sentence = tr("The action failed: this is its error, not the gateway's.");
    } else if (answer.status == 202) {
        verdict.weight = Weight::Warning;
        verdict.sentence = tr("The action still runs: OpenWhisk gave up waiting for it.");
    } else if (answer.status >= 400) {
        verdict.weight = Weight::Warning;
        verdict.sentence = tr("OpenWhisk or the action chose this status.");
    }
    return verdict;
}

TestVerdict ofFunction(const TestAnswer &answer, const FunctionCall &call)
{
    if (call.plugin == u"openwhisk")
        return ofOpenWhisk(answer, call);
    if (isStockPage(answer) && answer.status == 503)
        return {By::Plugin, Weight::Failure, call.plugin,
                tr("The plugin had no answer: the function was not reached or took longer than %1 ms. The gateway's error log tells which.")
                    .arg(call.timeoutMs.value_or(3000))};
    return {By::Function, answer.status >= 400 ? Weight::Warning : Weight::Good, call.plugin, {}};
}

/// An answer with the header that OpenWhisk sets came from there, whatever lay between.
TestVerdict withActivation(const TestAnswer &answer, const std::optional<FunctionCall> &call)
{
    TestVerdict verdict{By::Function, Weight::Good, call ? call->plugin : QString(), {}};
    if (answer.status >= 500)
        return {By::Function, Weight::Failure, verdict.plugin, tr("The action failed: this is its error, not the gateway's.")};
    if (answer.status >= 400)
        verdict.weight = Weight::Warning;
    return verdict;
}

TestVerdict ofUpstream(const TestAnswer &answer)
{
    const QString tries = QString::fromLatin1(answer.header("X-APISIX-Upstream-Status"));
    if (tries.isEmpty())
        return {By::Unknown, answer.status >= 400 ? Weight::Warning : Weight::Good, {}, {}};
    const bool own = isStockPage(answer) && (answer.status == 502 || answer.status == 504);
    if (!own)
        return {By::Upstream, Weight::Failure, {}, tr("The upstream answered so (%1).").arg(tries)};
    return {By::Gateway, Weight::Failure, {},
            answer.status == 504 ? tr("The upstream took too long (%1).").arg(tries)
                                 : tr("The gateway had no answer from the upstream (%1).").arg(tries)};
}

bool isRouteMissing(const TestAnswer &answer)
{
    return answer.status == 404 && answer.body.startsWith("{\"error_msg\":\"404 Route Not Found\"}");
}

} // namespace

TestVerdict verdictOf(const TestAnswer &answer, const std::optional<FunctionCall> &call)
{
    if (isRouteMissing(answer))
        return {By::Gateway, Weight::Failure, {},
                tr("No route takes this request. What was saved a moment ago may not have reached the data plane yet.")};
    if (!answer.header("X-Openwhisk-Activation-Id").isEmpty())
        return withActivation(answer, call);
    if (const QString plugin = refusingPlugin(answer); !plugin.isEmpty())
        return {By::Plugin, Weight::Warning, plugin, tr("The plugin %1 refused it.").arg(plugin)};
    if (answer.header("X-APISIX-Upstream-Status").isEmpty() && call && call->enabled)
        return ofFunction(answer, *call);
    if (answer.status == 503 && isStockPage(answer) && answer.header("X-APISIX-Upstream-Status").isEmpty())
        return {By::Gateway, Weight::Failure, {}, tr("The gateway has nowhere to send this to: no node, or something that the route refers to is gone.")};
    return ofUpstream(answer);
}

QString activationIdOf(const TestAnswer &answer)
{
    static const QRegularExpression form(u"\\A[0-9a-f]{32}\\z"_s);
    const QString sent = QString::fromLatin1(answer.header("X-Openwhisk-Activation-Id"));
    if (form.match(sent).hasMatch())
        return sent;
    const QString id = smallBody(answer).value(u"activationId").toString();
    return form.match(id).hasMatch() ? id : QString();
}

} // namespace gateway
