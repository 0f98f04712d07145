#include "core/gateway/control.h"

#include "core/async/steps.h"
#include "core/gateway/send.h"
#include "core/json/text.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace gateway {

namespace {

NodeHealth nodeOf(const json::Value &node)
{
    const json::Value counter = node.value(u"counter");
    const auto count = [&counter](QStringView name) { return counter.value(name).toInteger().value_or(0); };
    const QString host = node.value(u"hostname").toString();
    return {host.isEmpty() ? node.value(u"ip").toString() : host,
            int(node.value(u"port").toInteger().value_or(0)),
            node.value(u"status").toString(),
            count(u"success"),
            count(u"http_failure"),
            count(u"tcp_failure"),
            count(u"timeout_failure")};
}

/// "/apisix/upstreams/1"
std::optional<Key> keyOf(const QString &path)
{
    for (const Kind kind : {Kind::Route, Kind::Service, Kind::Upstream, Kind::StreamRoute})
        if (path.section(u'/', -2, -2) == QString::fromLatin1(rulesOf(kind).path))
            return Key{kind, path.section(u'/', -1)};
    return {};
}

Result<QList<UpstreamHealth>> healthOf(const net::Reply &reply)
{
    const auto parsed = json::parse(reply->body);
    if (!parsed)
        return parsed.error();
    const bool isEmpty = parsed->isObject() && parsed->size() == 0; // {} stands for an empty list
    if (!parsed->isArray() && !isEmpty)
        return Error{Error::Kind::Protocol, QCoreApplication::translate("gateway", "The answer is no list of the health of upstreams."), {}};
    QList<UpstreamHealth> list;
    for (const json::Value &one : parsed->items())
        if (const auto key = keyOf(one.value(u"name").toString())) {
            UpstreamHealth upstream{*key, {}};
            for (const json::Value &node : one.value(u"nodes").items())
                upstream.nodes.append(nodeOf(node));
            list.append(upstream);
        }
    return list;
}

net::Request ask(const QByteArray &target)
{
    net::Request request = requestOf("GET", target);
    request.withKey = false;
    request.deadline = std::chrono::seconds(10); // it asks no store
    return request;
}

QByteArray targetOf(const Key &key)
{
    switch (key.kind) {
    case Kind::Route:
        return "/v1/route/" + key.id.toLatin1();
    case Kind::Service:
        return "/v1/service/" + key.id.toLatin1();
    case Kind::Upstream:
        return "/v1/upstream/" + key.id.toLatin1();
    case Kind::PluginMetadata:
        return "/v1/plugin_metadata/" + key.id.toLatin1();
    default:
        return {};
    }
}

Result<Effective> effectiveOf(const net::Reply &reply)
{
    return json::parse(reply->body).transform([](const json::Value &item) {
        return Effective{item.contains(u"value") ? item.value(u"value") : item, item.value(u"modifiedIndex").toInteger().value_or(0)};
    });
}

} // namespace

Async<QList<UpstreamHealth>> health(net::Client &control, QObject *owner)
{
    return thenOnPool(send(control, ask("/v1/healthcheck"), owner), healthOf);
}

Async<Effective> effective(net::Client &control, const Key &key, QObject *owner)
{
    const QByteArray target = targetOf(key);
    if (target.isEmpty() || !idProblem(key).isEmpty())
        return ready<Effective>(
            Error{Error::Kind::NotFound, QCoreApplication::translate("gateway", "The control API does not tell of such things."), {}});
    return thenOnPool(send(control, ask(target), owner), effectiveOf);
}

} // namespace gateway
