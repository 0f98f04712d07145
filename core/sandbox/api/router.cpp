#include "core/sandbox/api/router.h"

#include "core/json/text.h"
#include "core/sandbox/api/activations.h"
#include "core/sandbox/api/answer.h"
#include "core/sandbox/api/collections.h"
#include "core/sandbox/api/faulty.h"
#include "core/sandbox/api/info.h"
#include "core/sandbox/api/limits.h"
#include "core/sandbox/api/names.h"
#include "core/sandbox/api/refusal.h"
#include "core/sandbox/api/storing.h"
#include "core/sandbox/setup/users.h"
#include "core/sandbox/system/apigateway.h"
#include "core/sandbox/web/web.h"

#include <QRandomGenerator>

#include <cstdio>
#include <exception>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

const QByteArray supportedByWebActions = "GET, DELETE, POST, PUT, HEAD, OPTIONS, PATCH";

/// As sent by the client, or 32 random letters and digits.
QString transactionOf(const HttpRequest &request)
{
    const auto sent = request.headers.find("X-Request-ID");
    if (sent && !sent->startsWith("sid_"))
        return QString::fromUtf8(*sent);
    static constexpr QStringView letters = u"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    QString id(32, Qt::Uninitialized);
    for (auto &c : id)
        c = letters[QRandomGenerator::global()->bounded(int(letters.size()))];
    return id;
}

[[noreturn]] void rejectKey(const QString &sentence)
{
    reject(401, sentence, {{"WWW-Authenticate", "Basic realm=\"OpenWhisk secure realm\",charset=UTF-8"}});
}

/// "UUID:KEY" of a Basic header; none for another scheme or broken base64.
std::optional<QString> basicCredentials(const HttpRequest &request)
{
    const auto header = request.headers.find("Authorization").value_or(QByteArray()).trimmed();
    const auto blank = header.indexOf(' ');
    if (blank < 0 || header.left(blank).toLower() != "basic")
        return {};
    const auto text = QByteArray::fromBase64Encoding(header.mid(blank + 1).trimmed(), QByteArray::AbortOnBase64DecodingErrors);
    return text ? std::optional(QString::fromUtf8(*text)) : std::nullopt;
}

HttpResponse refusedAs(const Call &call, const Refusal &refusal)
{
    if (refusal.plain)
        return plainText(refusal.status, refusal.text.toUtf8());
    const auto body = json::Value::object(
        {{u"code"_s, json::Value::string(call.transaction)}, {u"error"_s, json::Value::string(refusal.text)}});
    HttpResponse response;
    response.status = refusal.status;
    response.headers = refusal.headers;
    response.body = json::compact(body);
    response.with("Content-Type", "application/json");
    if (refusal.handled)
        addCors(call.services, response);
    return response;
}

HttpResponse identified(const Call &call, HttpResponse response)
{
    response.headers.prepend({"X-Request-ID", call.transaction.toUtf8()});
    return response;
}

bool isJson(const HttpResponse &response) { return response.headers.find("Content-Type") == "application/json"; }

HttpResponse serveLimits(const Call &call)
{
    if (call.request.method != "GET")
        refuseUnknown();
    requireOwn(call, call.ns);
    if (!isCollection(call))
        reject(400, u"Inner entity level routes for limits are not yet implemented."_s);
    auto document = limitsDocument(call.services.settings);
    if (keepsNothing(call.services.faults))
        document.set(u"storeActivations", json::Value::boolean(false));
    return answerJson(call, document);
}

} // namespace

HttpResponse Router::handle(const HttpRequest &request)
{
    const Call call{m_services, request, transactionOf(request)};
    if (auto broken = faultInstead(call))
        return *broken;
    auto response = answer(call);
    addFaults(call, response);
    return response;
}

HttpResponse Router::answer(const Call &call)
{
    try {
        auto response = serve(call);
        // The work is done by now, as on the real server; an error is sent as it is whatever the client accepts.
        if (response.status < 300 && isJson(response))
            checkAccept(call.request, "application/json");
        return identified(call, std::move(response));
    } catch (const Refusal &refusal) {
        return refusal.plain ? refusedAs(call, refusal) : identified(call, refusedAs(call, refusal));
    } catch (const std::exception &error) {
        std::fprintf(stderr, "whiskboard-sandbox: %s %s: %s\n", call.request.method.constData(),
                     call.request.path.constData(), error.what());
        return plainText(500, "There was an internal server error.");
    }
}

HttpResponse Router::serve(Call call)
{
    if (isGatewayPath(m_services, call.request))
        return serveGateway(call, [&](const HttpRequest &inner) { return answer({m_services, inner, call.transaction}); });
    if (const auto place = call.request.method == "TRACE" ? std::nullopt : webPlaceOf(call.request)) {
        if (const auto *user = userOf(call.request))
            call.user = *user;
        return serveWeb(call, *place);
    }
    if (call.request.method == "OPTIONS")
        return answerText(call, "OK");
    const auto &path = call.request.segments;
    if (path.size() >= 2 && path[0] == u"api" && path[1] == u"v1")
        return serveApi(std::move(call));
    if (call.request.method == "TRACE")
        reject(405, u"HTTP method not allowed, supported methods: OPTIONS"_s, {{"Allow", "OPTIONS"}});
    return serveRoot(call);
}

HttpResponse Router::serveApi(Call call)
{
    const auto path = call.request.segments.sliced(2);
    if (auto response = serveOpen(call, path))
        return *response;
    if (call.request.method == "TRACE")
        reject(405, u"HTTP method not allowed, supported methods: "_s + QString::fromLatin1(supportedByWebActions),
               {{"Allow", supportedByWebActions}});
    call.user = authenticate(call);
    if (path.value(0) == u"namespaces")
        return serveNamespaces(std::move(call), path.sliced(1));
    refuseUnknown();
}

Identity Router::authenticate(const Call &call) const
{
    if (!basicCredentials(call.request))
        rejectKey(u"The resource requires authentication, which was not supplied with the request"_s);
    const auto *user = userOf(call.request);
    if (!user)
        rejectKey(u"The supplied authentication is invalid"_s);
    return *user;
}

const Identity *Router::userOf(const HttpRequest &request) const
{
    const auto credentials = basicCredentials(request);
    return credentials ? m_services.users.find(*credentials) : nullptr;
}

HttpResponse Router::serveNamespaces(Call call, const QStringList &path)
{
    if (path.isEmpty() || path == QStringList{QString()}) {
        if (call.request.method != "GET")
            refuseUnknown();
        return answerJson(call, json::Value::array({json::Value::string(call.user.ns)}));
    }
    static const QHash<QString, HttpResponse (*)(const Call &)> collections{
        {u"actions"_s, serveActions},   {u"packages"_s, servePackages},       {u"triggers"_s, serveTriggers},
        {u"rules"_s, serveRules},       {u"activations"_s, serveActivations}, {u"limits"_s, serveLimits}};
    static const QList<QByteArray> methods{"GET", "PUT", "POST", "DELETE"};
    const auto &ns = path.first();
    const auto collection = collections.value(path.value(1));
    // The real server's matcher tries "_" first and does not go back: "_x" is no namespace to it.
    if (!collection || !methods.contains(call.request.method) || ns.isEmpty() || (ns.startsWith(u'_') && ns.size() > 1))
        refuseUnknown();
    if (ns != u"_")
        checkNamespace(ns);
    call.ns = ns == u"_" ? call.user.ns : ns;
    call.rest = path.sliced(2);
    return collection(call);
}

} // namespace sandbox
