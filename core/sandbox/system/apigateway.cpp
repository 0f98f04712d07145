#include "core/sandbox/system/apigateway.h"

#include "core/json/text.h"
#include "core/sandbox/http/target.h"
#include "core/sandbox/setup/settings.h"
#include "core/sandbox/system/apidoc.h"
#include "core/sandbox/system/system.h"

#include <QUrl>
#include <QUuid>

namespace sandbox {

using namespace Qt::StringLiterals;
using json::Value;

namespace {

/// A path of an API that a request has come to.
struct Resource {
    Value api;
    Value operations;
    qsizetype length = 0; ///< segments of the request that belong to it; the rest is handed on
};

HttpResponse errorAnswer(int status, const QString &text)
{
    HttpResponse response;
    response.status = status;
    response.body = json::compact(Value::object({{u"status"_s, Value::number(status)}, {u"message"_s, Value::string(u"Error: "_s + text)}})) + '\n';
    response.with("Content-Type", "application/json; charset=utf-8");
    return response;
}

QStringList partsOf(const QString &path) { return path.split(u'/', Qt::SkipEmptyParts); }

bool matches(const QStringList &pattern, const QStringList &path, bool literally)
{
    if (pattern.size() > path.size() || (literally && pattern.size() != path.size()))
        return false;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const bool parameter = pattern[i].startsWith(u'{') && pattern[i].endsWith(u'}');
        if (pattern[i] != path[i] && (literally || !parameter))
            return false;
    }
    return true;
}

/// The same path word by word; else the longest that fits its beginning, with parameters filled in.
std::optional<Resource> resourceFor(const QList<Value> &apis, const QStringList &path)
{
    std::optional<Resource> best;
    for (const auto &api : apis) {
        const auto base = partsOf(api.value(u"basePath").toString());
        for (const auto &one : api.value(u"paths").members()) {
            const auto pattern = base + partsOf(one.name);
            if (matches(pattern, path, true))
                return Resource{api, one.value, pattern.size()};
            if (matches(pattern, path, false) && (!best || best->length < pattern.size()))
                best = Resource{api, one.value, pattern.size()};
        }
    }
    return best;
}

/// "/a/b" of the request's address, as it was sent, from that segment on; without the tenant.
QByteArray rawRest(const HttpRequest &request, qsizetype from)
{
    QByteArray rest;
    const auto parts = request.path.mid(1).split('/').mid(2);
    for (const auto &part : parts)
        if (!part.isEmpty() && from-- <= 0)
            rest += '/' + part;
    return rest;
}

QByteArray queryOf(const QByteArray &target)
{
    const auto mark = target.indexOf('?');
    return mark < 0 ? QByteArray() : target.mid(mark);
}

bool hasCors(const Value &api)
{
    return api.value(u"x-ibm-configuration").value(u"cors").value(u"enabled").toBool();
}

void addGatewayCors(const HttpRequest &request, HttpResponse &response)
{
    response.headers.removeIf([](const Header &header) {
        const auto name = header.name.toLower();
        return name == "access-control-allow-origin" || name == "access-control-allow-methods";
    });
    response.with("Access-Control-Allow-Origin", request.headers.find("Origin").value_or("*"))
        .with("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE, PATCH, HEAD, OPTIONS")
        .with("Access-Control-Allow-Credentials", "true");
}

HttpResponse preflight(const HttpRequest &request)
{
    HttpResponse response;
    if (const auto wanted = request.headers.find("Access-Control-Request-Headers"))
        response.with("Access-Control-Allow-Headers", *wanted);
    return response;
}

/// The request to the web action; none when the API leads elsewhere. Where the url points to does not count: this server
/// may have had another port when the API was made.
std::optional<HttpRequest> backendRequest(const HttpRequest &request, const Backend &backend, qsizetype length)
{
    static const QString passedPath = u"$(request.path)"_s;
    auto inner = request;
    auto url = backend.url;
    const bool whole = url.endsWith(passedPath);
    if (whole)
        url.chop(passedPath.size());
    const auto path = QUrl(url).path(QUrl::FullyEncoded).toLatin1();
    if (!path.startsWith("/api/v1/web/"))
        return {};
    inner.target = path + rawRest(request, whole ? 0 : length) + queryOf(request.target);
    inner.segments.clear();
    inner.query.clear();
    if (splitTarget(inner))
        return {};
    if (backend.verb != u"keep" && !backend.verb.isEmpty())
        inner.method = backend.verb.toUpper().toLatin1();
    for (const auto &[name, value] : backend.headers)
        inner.headers.append({name, value});
    return inner;
}

HttpResponse answerOf(const HttpRequest &request, const Resource &resource,
                      const std::function<HttpResponse(const HttpRequest &)> &forward)
{
    const auto *operation = resource.operations.find(QString::fromLatin1(request.method.toLower()));
    if (!operation)
        return errorAnswer(404, u"Whoops. Verb not supported."_s);
    const auto backend = backendOf(resource.api, *operation);
    const auto inner = backend ? backendRequest(request, *backend, resource.length) : std::nullopt;
    if (!inner)
        return errorAnswer(502, u"This gateway serves web actions of this sandbox only, not '%1'."_s.arg(backend ? backend->url : QString()));
    auto response = forward(*inner);
    response.headers.removeIf([](const Header &header) { return header.name == "X-Request-ID"; }); // comes once, at the end
    return response;
}

} // namespace

bool isGatewayPath(const Services &services, const HttpRequest &request)
{
    const auto &path = request.segments;
    if (path.size() < 2 || path[0] != u"api" || path[1] == u"v1")
        return false;
    return services.system->apis().hasTenant(path[1]) || !QUuid::fromString(path[1]).isNull();
}

HttpResponse serveGateway(const Call &call, const std::function<HttpResponse(const HttpRequest &)> &forward)
{
    auto path = call.request.segments.sliced(2);
    path.removeAll(QString());
    const auto resource = resourceFor(call.services.system->apis().apis(call.request.segments[1]), path);
    if (!resource)
        return errorAnswer(404, u"Not found."_s);
    const bool cors = hasCors(resource->api);
    auto response = cors && call.request.method == "OPTIONS" ? preflight(call.request)
                                                             : answerOf(call.request, *resource, forward);
    if (cors && call.services.settings.cors)
        addGatewayCors(call.request, response);
    return response;
}

} // namespace sandbox
