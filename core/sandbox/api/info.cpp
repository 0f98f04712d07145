#include "core/sandbox/api/info.h"

#include "core/json/text.h"
#include "core/sandbox/api/answer.h"
#include "core/sandbox/api/canonical.h"
#include "core/sandbox/api/invoke.h"
#include "core/sandbox/api/limits.h"
#include "core/sandbox/api/refusal.h"
#include "core/sandbox/api/retired.h"
#include "core/sandbox/setup/settings.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QLocale>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

json::Value text(const QString &text) { return json::Value::string(text); }

HttpResponse jsonWithoutCors(const json::Value &body, int status = 200)
{
    HttpResponse response;
    response.status = status;
    response.body = json::compact(body);
    return response.with("Content-Type", "application/json");
}

json::Value hostDocument(const Services &services)
{
    return json::Value::object({{u"api_paths"_s, json::Value::array({text(u"/api/v1"_s)})},
                                {u"description"_s, text(u"OpenWhisk"_s)},
                                {u"limits"_s, hostLimits(services.settings)},
                                {u"runtimes"_s, runtimesOf(services)},
                                {u"support"_s, json::Value::object({{u"github"_s, text(u"https://github.com/apache/openwhisk/issues"_s)},
                                                                    {u"slack"_s, text(u"http://slack.openwhisk.org"_s)}})}});
}

json::Value apiDocument()
{
    return json::Value::object({{u"api_version"_s, text(u"1.0.0"_s)},
                                {u"api_version_path"_s, text(u"v1"_s)},
                                {u"build"_s, text(u"???"_s)},
                                {u"buildno"_s, text(u"standalone"_s)},
                                {u"description"_s, text(u"OpenWhisk API"_s)},
                                {u"swagger_paths"_s, json::Value::object({{u"api-docs"_s, text(u"/api-docs"_s)}, {u"ui"_s, text(u"/docs"_s)}})}});
}

/// What can be called, for tools that look for a description.
json::Value swagger(const QString &title, const QList<std::pair<QString, QStringList>> &paths)
{
    auto described = json::Value::object();
    for (const auto &[path, methods] : paths) {
        auto operations = json::Value::object();
        for (const auto &method : methods)
            operations.set(method, json::Value::object({{u"responses"_s, json::Value::object({{u"200"_s, json::Value::object({{u"description"_s, text(u"OK"_s)}})}})}}));
        described.set(path, operations);
    }
    const auto info = json::Value::object({{u"title"_s, text(title)}, {u"version"_s, text(u"1.0.0"_s)}});
    return json::Value::object({{u"swagger"_s, text(u"2.0"_s)}, {u"info"_s, info}, {u"paths"_s, described}});
}

json::Value apiSwagger()
{
    const QStringList list{u"get"_s};
    const QStringList entity{u"get"_s, u"put"_s, u"delete"_s};
    const auto base = u"/namespaces/{namespace}"_s;
    return swagger(u"OpenWhisk REST API"_s,
                   {{u"/namespaces"_s, list},
                    {base + u"/limits"_s, list},
                    {base + u"/actions"_s, list},
                    {base + u"/actions/{actionName}"_s, entity + QStringList{u"post"_s}},
                    {base + u"/actions/{packageName}/{actionName}"_s, entity + QStringList{u"post"_s}},
                    {base + u"/packages"_s, list},
                    {base + u"/packages/{packageName}"_s, entity},
                    {base + u"/triggers"_s, list},
                    {base + u"/triggers/{triggerName}"_s, entity + QStringList{u"post"_s}},
                    {base + u"/rules"_s, list},
                    {base + u"/rules/{ruleName}"_s, entity + QStringList{u"post"_s}},
                    {base + u"/activations"_s, list},
                    {base + u"/activations/{activationid}"_s, list},
                    {base + u"/activations/{activationid}/logs"_s, list},
                    {base + u"/activations/{activationid}/result"_s, list}});
}

/// A file of the real server: clients may ask whether they have this version of it already.
HttpResponse unlessKnown(const Call &call, HttpResponse response)
{
    static const auto since = QLocale::c().toString(QDateTime::currentDateTimeUtc(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'").toLatin1();
    const auto tag = '"' + QCryptographicHash::hash(response.body, QCryptographicHash::Md5).toHex().left(16) + '"';
    response.with("Last-Modified", since).with("ETag", tag).with("Accept-Ranges", "bytes");
    const auto known = call.request.headers.find("If-None-Match");
    if (known && (*known == "*" || known->contains(tag))) {
        response.status = 304;
        response.body.clear();
        response.headers.removeIf([](const Header &header) { return header.name == "Content-Type"; });
    }
    return response;
}

HttpResponse redirectToDocs(const QByteArray &docs)
{
    const QByteArray place = "docs/index.html?url=" + docs;
    HttpResponse response;
    response.status = 308;
    response.body = "The request, and all future requests should be repeated using <a href=\"" + place + "\">this URI</a>.";
    return response.with("Location", place).with("Content-Type", "text/html; charset=UTF-8");
}

[[noreturn]] void rejectMethod(const QByteArray &supported)
{
    reject(405, u"HTTP method not allowed, supported methods: "_s + QString::fromLatin1(supported), {{"Allow", supported}});
}

void requireMethod(const Call &call, const QByteArray &method, const QByteArray &supported)
{
    if (call.request.method != method)
        rejectMethod(supported);
}

/// The routes of operators have CORS rules of their own.
HttpResponse withAdminCors(const Call &call, HttpResponse response)
{
    if (call.services.settings.cors)
        response.with("Access-Control-Allow-Origin", "*")
            .with("Access-Control-Allow-Headers", "Authorization, Origin, X-Requested-With, Content-Type, Accept, User-Agent")
            .with("Access-Control-Allow-Methods", "OPTIONS, GET, POST");
    return response;
}

/// The standalone server names no invoker and so never calls itself ready; a deployment has one here.
HttpResponse serveInvokers(const Call &call, const QStringList &rest)
{
    const bool standalone = call.services.settings.standalone;
    if (rest.isEmpty() || rest == QStringList{QString()})
        return withAdminCors(call, jsonWithoutCors(standalone ? json::Value::object()
                                                              : json::Value::object({{u"invoker0/0"_s, text(u"up"_s)}})));
    if (rest == QStringList{u"healthy"_s, u"count"_s})
        return withAdminCors(call, jsonWithoutCors(json::Value::number(standalone ? 0 : 1)));
    if (rest != QStringList{u"ready"_s})
        refuseUnknown();
    const auto state = standalone ? json::Member{u"unhealthy"_s, text(u"0/0"_s)} : json::Member{u"healthy"_s, text(u"1/1"_s)};
    return withAdminCors(call, jsonWithoutCors(json::Value::object({state}), standalone ? 500 : 200));
}

HttpResponse serveDisable(const Call &call)
{
    const auto sentence = call.request.headers.contains("Authorization")
        ? u"username or password are wrong."_s
        : u"Authentication is possible but has failed or not yet been provided."_s;
    HttpResponse response;
    response.status = 401;
    response.body = json::pretty(json::Value::object({{u"code"_s, text(call.transaction)}, {u"error"_s, text(sentence)}}));
    response.with("Content-Type", "application/json");
    return withAdminCors(call, response);
}

HttpResponse servePing(const Call &call)
{
    checkAccept(call.request, "text/plain");
    return plainText(200, "pong");
}

HttpResponse serveUnderWay(const Call &call, const QStringList &rest)
{
    if (rest == QStringList{u"count"_s})
        return withAdminCors(call, jsonWithoutCors(json::Value::number(runsInFlight(call.services, {}))));
    if (rest.isEmpty() || rest == QStringList{QString()})
        return withAdminCors(call, jsonWithoutCors(runsUnderWay(call.services)));
    rejectMethod("OPTIONS");
}

} // namespace

HttpResponse serveRoot(const Call &call)
{
    const auto &path = call.request.segments;
    if (path == QStringList{QString()}) {
        requireMethod(call, "GET", "GET, OPTIONS");
        return jsonWithoutCors(hostDocument(call.services));
    }
    if (path == QStringList{u"ping"_s}) {
        requireMethod(call, "GET", "GET, OPTIONS");
        return servePing(call);
    }
    if (path == QStringList{u"disable"_s}) {
        requireMethod(call, "POST", "OPTIONS, POST");
        return serveDisable(call);
    }
    requireMethod(call, "GET", "OPTIONS");
    if (path.first() == u"invokers")
        return serveInvokers(call, path.sliced(1));
    if (path.first() == u"activation")
        return serveUnderWay(call, path.sliced(1));
    if (path == QStringList{u"docs"_s})
        return redirectToDocs("/api-docs");
    if (path.first() == u"docs" && !path[1].isEmpty()) // the files of the documentation's pages, which are not there
        refuseUnknown();
    if (path.first() == u"api-docs" && (path.size() == 1 || path == QStringList{u"api-docs"_s, QString()}))
        return unlessKnown(call, jsonWithoutCors(swagger(u"OpenWhisk"_s, {{u"/"_s, {u"get"_s}}, {u"/ping"_s, {u"get"_s}}})));
    rejectMethod("OPTIONS");
}

std::optional<HttpResponse> serveOpen(const Call &call, const QStringList &path)
{
    if (call.request.method != "GET")
        return {};
    if (path.isEmpty() || path == QStringList{QString()})
        return answerJson(call, apiDocument());
    if (path == QStringList{u"docs"_s})
        return redirectToDocs("/api/v1/api-docs");
    if (path.first() == u"api-docs" && (path.size() == 1 || path == QStringList{u"api-docs"_s, QString()}))
        return unlessKnown(call, answerJson(call, apiSwagger()));
    return {};
}

} // namespace sandbox
