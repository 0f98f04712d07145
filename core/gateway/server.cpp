#include "core/gateway/server.h"

#include "core/async/steps.h"
#include "core/json/text.h"
#include "core/net/sentences.h"

#include <QPointer>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gateway {

namespace {

json::Value bodyOf(const net::Response &response)
{
    const auto parsed = json::read(response.body);
    return parsed ? parsed->value : json::Value();
}

bool succeeded(const net::Response &response)
{
    return response.status >= 200 && response.status < 300;
}

/// A gateway with one configuration has no resources: they are a page of nginx.
bool mayBeStandalone(const net::Response &response)
{
    return response.status == 404 && net::isWebPage(response);
}

net::Request questionOf(const QByteArray &method, const QByteArray &target, std::chrono::milliseconds patience, const QByteArray &body = {})
{
    net::Request request = requestOf(method, target, body);
    request.deadline = patience;
    return request;
}

Async<Server> asStandalone(net::Client &client, const Server &server, const Error &otherwise, std::chrono::milliseconds patience, QObject *owner)
{
    const auto configs = sendRaw(client, questionOf("GET", "/apisix/admin/configs", patience), owner);
    return chain(configs, [server, otherwise](const net::Reply &reply) {
        if (!succeeded(*reply) || !bodyOf(*reply).isObject())
            return ready<Server>(otherwise);
        Server found = server;
        takeHeaders(found, *reply);
        found.standalone = true;
        return ready<Server>(found);
    });
}

/// The role shows in what is refused: an empty route is checked and not stored, if the key may.
Async<Server> withRole(net::Client &client, const Server &server, std::chrono::milliseconds patience, QObject *owner)
{
    if (client.endpoint().readOnly) // nothing would be sent, and nothing will be written
        return ready<Server>(server);
    const net::Request probe = questionOf("POST", "/apisix/admin/schema/validate/routes", patience, "{}");
    const QString at = net::place(client.endpoint().base);
    return chain(sendRaw(client, probe, owner), [server, probe, at](const net::Reply &reply) {
        Server found = server;
        found.readOnly = reply->status == 401 && isReadOnlyKey(errorOf(probe, *reply, at));
        return ready<Server>(found);
    });
}

} // namespace

void takeHeaders(Server &server, const net::Response &response)
{
    static const QRegularExpression form(u"^APISIX/(\\d+(?:\\.\\d+)*)"_s);
    const auto match = form.match(QString::fromLatin1(response.header("Server")));
    if (match.hasMatch())
        server.version = QVersionNumber::fromString(match.captured(1));
    if (const QByteArray api = response.header("X-API-VERSION"); !api.isEmpty())
        server.v2 = api == "v2";
}

Async<Server> detect(net::Client &client, QObject *owner, std::chrono::milliseconds patience)
{
    const net::Request probe = questionOf("GET", "/apisix/admin/routes?page=1&page_size=10", patience);
    const QString at = net::place(client.endpoint().base);
    const QPointer<QObject> guard(owner);
    return chainIn(&client, sendRaw(client, probe, owner), [&client, probe, at, patience, guard](const net::Reply &reply) {
        Server server;
        takeHeaders(server, *reply);
        if (mayBeStandalone(*reply))
            return asStandalone(client, server, errorOf(probe, *reply, at), patience, guard);
        if (!succeeded(*reply))
            return ready<Server>(errorOf(probe, *reply, at));
        const json::Value body = bodyOf(*reply);
        if (!body.contains(u"list") && !body.contains(u"node"))
            return ready<Server>(Error{Error::Kind::Protocol,
                                       QCoreApplication::translate("gateway", "%1 is no Admin API: check host and port.").arg(at), {}});
        if (reply->header("X-API-VERSION").isEmpty())
            server.v2 = body.contains(u"node");
        return withRole(client, server, patience, guard);
    });
}

bool mayPatch(const Server &server, Kind kind)
{
    if (server.standalone || !rulesOf(kind).patch)
        return false;
    // What a certificate keeps to itself could not be sent back by a PUT.
    return kind == Kind::Ssl || !server.spoilsSecretsByPatch();
}

bool has(const Server &server, Kind kind)
{
    switch (kind) {
    case Kind::Credential:
        return server.hasCredentials();
    case Kind::ConsumerGroup:
    case Kind::Ssl: // "ssl" and "proto" before
    case Kind::Proto:
        return server.isAtLeast(3, 0);
    case Kind::Secret:
        return server.isAtLeast(3, 2);
    case Kind::CostDecoration:
        return server.isAtLeast(3, 18);
    case Kind::StreamRoute:
        return server.streams;
    default:
        return true;
    }
}

} // namespace gateway
