#include "core/gateway/dryrun.h"

#include "core/async/steps.h"
#include "core/gateway/documents.h"
#include "core/json/text.h"
#include "core/net/sentences.h"

#include <QPointer>

using namespace Qt::StringLiterals;

namespace gateway {

namespace {

json::Value bodyOf(const net::Reply &reply)
{
    const auto parsed = json::read(reply->body);
    return parsed ? parsed->value : json::Value();
}

/// The object as it stands in a whole configuration, where it must have an id.
json::Value item(const Key &key, const json::Value &value)
{
    json::Value object = sendable(key, value);
    const QString member = rulesOf(key.kind).idMember;
    const QString id = key.kind == Kind::Credential ? key.parent + u"/credentials/"_s + key.id : key.id;
    if (!object.contains(member))
        object.set(member, json::Value::string(id.isEmpty() ? u"new"_s : id));
    return object;
}

json::Value asConfigs(const Key &key, const json::Value &value)
{
    const QString collection = key.kind == Kind::Credential ? u"consumers"_s : QString::fromLatin1(rulesOf(key.kind).path);
    return json::Value::object({{collection, json::Value::array({item(key, value)})}});
}

Result<DryRun> wholeResult(const net::Reply &reply, const net::Request &request, const QString &at)
{
    DryRun result{DryRun::Depth::Whole, {}};
    if (reply->status == 200)
        return result;
    const json::Value errors = bodyOf(reply).value(u"errors");
    for (const json::Value &error : errors.items())
        result.complaints.append(complaintOf(error.value(u"error").toString()));
    if (result.complaints.isEmpty())
        return errorOf(request, *reply, at);
    return result;
}

Result<DryRun> schemaResult(const net::Reply &reply, const net::Request &request, const QString &at)
{
    DryRun result{DryRun::Depth::Schema, {}};
    if (reply->status == 404)
        return DryRun{};
    if (reply->status == 400)
        result.complaints.append(complaintOf(serverWords(reply->body)));
    else if (reply->status != 200)
        return errorOf(request, *reply, at);
    return result;
}

using Judge = Result<DryRun> (*)(const net::Reply &, const net::Request &, const QString &);

Async<DryRun> ask(net::Client &client, const QByteArray &target, const json::Value &body, Judge judge, QObject *owner)
{
    const auto text = onPool([body] { return bodyText(body); });
    const QPointer<QObject> guard(owner);
    const QString at = net::place(client.endpoint().base);
    return chainIn(&client, text, [&client, target, judge, guard, at](const QByteArray &bytes) {
        const net::Request request = requestOf("POST", target, bytes);
        return chain(sendRaw(client, request, guard),
                     [request, judge, at](const net::Reply &reply) { return ready<DryRun>(judge(reply, request, at)); });
    });
}

/// These have no schema of their own that could be asked for.
bool hasSchema(Kind kind)
{
    return kind != Kind::Secret && kind != Kind::PluginMetadata && kind != Kind::Credential && kind != Kind::CostDecoration;
}

Async<DryRun> bySchema(net::Client &client, const Key &key, const json::Value &value, QObject *owner)
{
    if (!hasSchema(key.kind))
        return ready<DryRun>(DryRun{});
    return ask(client, "/apisix/admin/schema/validate/" + rulesOf(key.kind).path, item(key, value), schemaResult, owner);
}

} // namespace

Async<DryRun> dryRun(net::Client &client, const Server &server, const Key &key, const json::Value &value, QObject *owner)
{
    if (!server.canDryRun() || key.kind == Kind::CostDecoration)
        return bySchema(client, key, value, owner);
    const QPointer<QObject> guard(owner);
    const auto whole = ask(client, "/apisix/admin/configs/validate", asConfigs(key, value), wholeResult, owner);
    return afterwards(&client, whole, [&client, key, value, guard](const Result<DryRun> &result) {
        // A server that does not tell its version may be too old for it.
        const bool missing = !result && (result.error().kind == Error::Kind::NotFound || result.error().kind == Error::Kind::Protocol);
        return missing || (!result && result.error().detail.contains(u"Unsupported resource type: configs"))
            ? bySchema(client, key, value, guard)
            : ready<DryRun>(result);
    });
}

} // namespace gateway
