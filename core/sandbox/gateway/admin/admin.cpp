#include "core/sandbox/gateway/admin/admin.h"

#include "core/sandbox/gateway/admin/conditional.h"
#include "core/sandbox/gateway/admin/describe.h"
#include "core/sandbox/gateway/admin/dryrun.h"
#include "core/sandbox/gateway/admin/kinds.h"
#include "core/sandbox/gateway/admin/resources.h"
#include "core/sandbox/gateway/admin/shape.h"
#include "core/sandbox/gateway/admin/yaml.h"
#include "core/sandbox/gateway/store/cjson.h"
#include "core/sandbox/http/manners.h"
#include "core/sandbox/setup/faults.h"

#include <QElapsedTimer>
#include <QThread>

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostBody = 1572864;
constexpr qint64 hangsFor = 120000; ///< longer than any client has patience
const QByteArray server = "APISIX/3.18.0";

/// Its own pages and those of nginx differ in what comes before them.
HttpResponse withCors(HttpResponse response)
{
    return response.with("Access-Control-Allow-Origin", "*")
        .with("Access-Control-Allow-Credentials", "true")
        .with("Access-Control-Expose-Headers", "*")
        .with("Access-Control-Max-Age", "3600");
}

HttpResponse finished(HttpResponse response)
{
    response.headers.prepend({"Content-Type", "application/json"});
    response.with("Server", server);
    return withCors(std::move(response));
}

HttpResponse preflight()
{
    HttpResponse response;
    return response.with("Content-Type", "text/plain; charset=utf-8")
        .with("Server", server)
        .with("Access-Control-Allow-Origin", "*")
        .with("Access-Control-Allow-Methods", "POST, GET, PUT, OPTIONS, DELETE, PATCH")
        .with("Access-Control-Max-Age", "3600")
        .with("Access-Control-Allow-Headers", "*")
        .with("Access-Control-Allow-Credentials", "true");
}

QString cookieOf(const HttpRequest &request, const QByteArray &name)
{
    for (const auto &part : request.headers.find("Cookie").value_or(QByteArray()).split(';'))
        if (const auto pair = part.trimmed(); pair.startsWith(name + '='))
            return QString::fromUtf8(pair.mid(name.size() + 1));
    return {};
}

/// The first place that has one counts, even when it is wrong.
std::optional<QString> keyOf(const HttpRequest &request)
{
    if (const auto key = request.query.find(u"api_key"))
        return key;
    if (const auto key = request.headers.find("X-API-KEY"))
        return QString::fromUtf8(key->trimmed());
    const auto cookie = cookieOf(request, "x_api_key");
    return cookie.isEmpty() ? std::nullopt : std::optional(cookie);
}

[[noreturn]] void refuseKey(const QString &reason)
{
    auto body = errorBody(u"failed to check token"_s);
    body.set(u"description", text(reason));
    throw Refusal{401, body};
}

using Decode = std::optional<json::Value> (*)(const QByteArray &text, QString *error);

std::optional<json::Value> bodyOf(const HttpRequest &request, Decode decode = decodeJson)
{
    if (request.body.size() > mostBody)
        refuse(400, u"invalid request body: request size %1 is greater than the maximum size %2 allowed"_s.arg(request.body.size()).arg(mostBody));
    if (request.body.isEmpty())
        return {};
    QString error;
    auto body = decode(request.body, &error);
    if (!body) {
        auto refusal = errorBody(u"invalid request body: "_s + error);
        refusal.set(u"req_body", text(QString::fromUtf8(request.body)));
        throw Refusal{400, refusal};
    }
    return body;
}

/// segments: apisix, admin, KIND, ...
Place placeOf(const QStringList &segments)
{
    Place place;
    auto name = segments.value(2);
    place.id = segments.value(3);
    auto from = 4;
    const bool nested = segments.size() >= 5
        && ((name == u"consumers" && segments[4] == u"credentials") || (name == u"services" && segments[4] == u"graphql_cost_decorations"));
    if (nested) {
        place.parent = place.id;
        name = segments[4];
        place.id = segments.value(5);
        from = 6;
    } else if (name == u"secrets") {
        // The manager belongs to the name; alone it is none.
        place.id = segments.size() > 4 ? segments[3] + u'/' + segments[4] : QString();
        from = 5;
    }
    place.kind = findKind(name);
    place.subPath = segments.mid(from);
    return place;
}

void requireNumber(const HttpRequest &request)
{
    if (const auto ttl = request.query.find(u"ttl"); ttl && !toNumber(*ttl))
        refuse(400, u"invalid argument ttl: should be a number"_s);
}

HttpResponse plain(int status, const QByteArray &body)
{
    HttpResponse response;
    response.status = status;
    response.body = body;
    return response;
}

} // namespace

void Admin::requireKey(const HttpRequest &request) const
{
    if (!m_setup.needsKey)
        return;
    const auto key = keyOf(request);
    if (!key)
        refuseKey(u"missing apikey"_s);
    if (*key == m_setup.viewerKey && request.method != "GET")
        refuseKey(u"invalid method for role viewer"_s);
    if (*key != m_setup.adminKey && *key != m_setup.viewerKey)
        refuseKey(u"wrong apikey"_s);
}

void Admin::requireEtcd(const HttpRequest &request, bool *hung) const
{
    const auto path = QString::fromUtf8(request.path);
    QElapsedTimer timer;
    for (timer.start(); m_faults.value(u"etcd", path) == u"hung"_s && timer.elapsed() < hangsFor && !m_stopping; *hung = true)
        QThread::msleep(50);
    if (m_faults.value(u"etcd", path) == u"down"_s)
        refuse(503, u"has no healthy etcd endpoint available"_s);
}

HttpResponse Admin::answered(const HttpRequest &request, const Place &place)
{
    const auto &segments = request.segments;
    if (!place.kind) {
        const bool ofPlugin = segments.value(2) == u"plugins" || segments.value(3) == u"plugins";
        const auto answer = ofPlugin ? describePlugin(m_library, segments.value(segments.value(2) == u"plugins" ? 3 : 4), request.query)
                                     : describeResource(m_library, segments.value(3));
        return jsonResponse(answer.status, answer.body);
    }
    bool hung = false;
    requireEtcd(request, &hung);
    if (hung) {
        // Whoever asked is gone by now, and with him what he asked for.
        HttpResponse response;
        response.drop = true;
        return response;
    }
    const auto answer = Resources(m_library, m_etcd, m_setup.v3).handle(request.method, place);
    return m_setup.v3 ? shapedV3(answer, place.kind->name, request.query) : shapedV2(answer);
}

HttpResponse Admin::resource(const HttpRequest &request)
{
    const auto name = request.segments.value(2);
    auto place = placeOf(request.segments);
    place.query = request.query;
    if (name == u"stream_routes" && !m_setup.hasStreams)
        refuse(400, u"stream mode is disabled, can not add stream routes"_s);
    if (!place.kind && name != u"schema" && name != u"plugins")
        refuse(404, u"Unsupported resource type: "_s + name);
    if (!place.kind && request.method != "GET")
        refuse(404, u"not found"_s);
    place.body = bodyOf(request);
    requireNumber(request);
    HttpResponse response;
    try {
        response = answered(request, place);
    } catch (const Refusal &refusal) {
        response = jsonResponse(refusal.status, refusal.body);
    }
    return response.with("X-API-VERSION", m_setup.v3 ? "v3" : "v2");
}

HttpResponse Admin::dryRun(const HttpRequest &request)
{
    const bool isYaml = request.headers.find("Content-Type").value_or(QByteArray()).startsWith("application/yaml");
    const bool ofSchema = request.segments.value(2) == u"schema";
    const auto body = bodyOf(request, isYaml && !ofSchema ? readYaml : decodeJson);
    if (ofSchema) {
        const auto wrong = checkSchemaOf(m_library, request.segments.value(4), body);
        return wrong ? jsonResponse(400, errorBody(*wrong)) : plain(200, {});
    }
    if (!body)
        refuse(400, u"invalid request body: empty request body"_s);
    const auto errors = checkConfigs(m_library, m_etcd, *body);
    if (errors.isEmpty())
        return jsonResponse(200, json::Value::object());
    auto answer = errorBody(u"Configuration validation failed"_s);
    answer.set(u"errors", json::Value::array(errors));
    return jsonResponse(400, answer);
}

HttpResponse Admin::fixed(const HttpRequest &request, bool *found)
{
    const auto path = request.segments.mid(2).join(u'/');
    *found = true;
    if (path == u"plugins/list" && request.method == "GET") {
        const auto names = listPlugins(m_library, request.query);
        return names ? jsonResponse(200, *names) : plain(400, "invalid subsystem passed");
    }
    if (path == u"plugins/reload")
        return request.method == "PUT"
            ? plain(200, "done")
            : jsonResponse(405, errorBody(u"please use PUT method to reload the plugins, %1 method is not allowed."_s.arg(
                                    QString::fromLatin1(request.method))));
    if (request.method == "POST" && (path.startsWith(u"schema/validate/") || path == u"configs/validate"))
        return dryRun(request);
    *found = false;
    return {};
}

HttpResponse Admin::routed(const HttpRequest &request)
{
    static const QList<QByteArray> methods{"GET", "PUT", "POST", "DELETE", "PATCH"};
    if (request.method == "OPTIONS")
        return preflight();
    if (request.segments.size() == 2 && !request.path.endsWith('/'))
        return request.method == "HEAD" ? finished({}) : withCors(nginxPage(404));
    if (!methods.contains(request.method))
        return withCors(nginxPage(404));
    try {
        requireKey(request);
        if (request.segments.size() == 2)
            throw Crash();
        bool found = false;
        auto response = fixed(request, &found);
        return finished(found ? std::move(response) : resource(request));
    } catch (const Refusal &refusal) {
        return finished(jsonResponse(refusal.status, refusal.body));
    } catch (const Crash &) {
        return withCors(nginxPage(500));
    }
}

HttpResponse Admin::handle(const HttpRequest &request)
{
    const bool isApi = request.segments.value(0) == u"apisix" && request.segments.value(1) == u"admin";
    const bool isUi = request.segments.value(0) == u"ui";
    if ((isApi || isUi) && !m_setup.admitsClient)
        return nginxPage(403);
    if (isApi)
        return conditional(request, routed(request));
    return isUi && request.path == "/ui" ? nginxPage(301).with("Location", "/ui/") : nginxPage(404);
}

} // namespace sandbox::gateway
