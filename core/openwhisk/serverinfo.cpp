#include "core/openwhisk/serverinfo.h"

#include "core/openwhisk/steps.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace openwhisk {

namespace {

ServerInfo::Runtime runtimeFromJson(const QString &family, const json::Value &item)
{
    return {item.value(u"kind").toString(), family, item.value(u"default").toBool(), item.value(u"deprecated").toBool(),
            item.value(u"requireMain").toBool()};
}

QList<ServerInfo::Runtime> runtimesFromJson(const json::Value &runtimes)
{
    QList<ServerInfo::Runtime> result;
    for (const json::Member &family : runtimes.members())
        for (const json::Value &item : family.value.items())
            if (item.value(u"kind").isString())
                result.append(runtimeFromJson(family.name, item));
    std::stable_sort(result.begin(), result.end(), [](const auto &a, const auto &b) { return a.family < b.family; });
    return result;
}

void take(const json::Value &document, QStringView name, qint64 &target)
{
    target = document.value(name).toInteger().value_or(target);
}

} // namespace

Async<ServerPart> serverPart(net::Client &client, const QByteArray &target, QObject *owner)
{
    net::Request request;
    request.target = target;
    return client.send(request, owner).then([](const Result<net::Reply> &reply) {
        return Result<ServerPart>(reply ? ServerPart{(*reply)->document, {}} : ServerPart{{}, reply.error()});
    });
}

QList<ServerInfo::Runtime> builtInRuntimes()
{
    const auto runtime = [](const QString &kind, bool isDefault = true, bool requireMain = false) {
        return ServerInfo::Runtime{kind, kind.section(u':', 0, 0), isDefault, false, requireMain};
    };
    return {runtime(u"dotnet:6.0"_s, true, true), runtime(u"go:1.20"_s),         runtime(u"java:8"_s, true, true),
            runtime(u"nodejs:20"_s),              runtime(u"nodejs:18"_s, false), runtime(u"php:8.1"_s),
            runtime(u"python:3.11"_s, false),     runtime(u"python:3.10"_s),     runtime(u"ruby:2.5"_s),
            runtime(u"rust:1.34"_s),              runtime(u"swift:5.7"_s)};
}

ServerInfo serverInfoFromJson(const json::Value &root, const json::Value &api)
{
    ServerInfo info;
    info.description = (api.contains(u"description") ? api : root).value(u"description").toString();
    info.apiVersion = api.value(u"api_version").toString();
    info.build = api.value(u"build").toString();
    info.buildNumber = api.value(u"buildno").toString();
    info.runtimes = runtimesFromJson(root.value(u"runtimes"));
    info.runtimesKnown = !info.runtimes.isEmpty();
    if (!info.runtimesKnown)
        info.runtimes = builtInRuntimes();
    return info;
}

std::optional<qint64> bytesFromText(const json::Value &size)
{
    if (size.isNumber())
        return size.toInteger();
    const QStringList parts = size.toString().trimmed().split(u' ', Qt::SkipEmptyParts);
    bool good = false;
    const qint64 number = parts.value(0).toLongLong(&good);
    const qsizetype power = QStringList{u"B"_s, u"KB"_s, u"MB"_s, u"GB"_s}.indexOf(parts.value(1, u"B"_s).toUpper());
    if (!good || number < 0 || power < 0 || number > (std::numeric_limits<qint64>::max() >> (10 * power)))
        return std::nullopt;
    return number << (10 * power);
}

NamespaceLimits limitsFromDocument(const json::Value &document)
{
    NamespaceLimits limits;
    take(document, u"invocationsPerMinute", limits.invocationsPerMinute);
    take(document, u"concurrentInvocations", limits.concurrentInvocations);
    take(document, u"firesPerMinute", limits.firesPerMinute);
    take(document, u"minActionMemory", limits.minMemoryMb);
    take(document, u"maxActionMemory", limits.maxMemoryMb);
    take(document, u"minActionLogs", limits.minLogsMb);
    take(document, u"maxActionLogs", limits.maxLogsMb);
    take(document, u"minActionTimeout", limits.minTimeoutMs);
    take(document, u"maxActionTimeout", limits.maxTimeoutMs);
    take(document, u"minActionConcurrency", limits.minConcurrency);
    take(document, u"maxActionConcurrency", limits.maxConcurrency);
    limits.maxParameterBytes = bytesFromText(document.value(u"maxParameterSize")).value_or(limits.maxParameterBytes);
    limits.maxPayloadBytes = bytesFromText(document.value(u"maxPayloadSize")).value_or(limits.maxPayloadBytes);
    return limits;
}

Async<ServerInfo> serverInfo(net::Client &client, QObject *owner)
{
    const auto api = serverPart(client, "/api/v1", owner);
    return chain(serverPart(client, "/", owner), [api](const ServerPart &root) {
        return chain(api, [root](const ServerPart &version) {
            if (root.error && version.error)
                return ready<ServerInfo>(*version.error);
            return ready<ServerInfo>(serverInfoFromJson(root.document, version.document));
        });
    });
}

Async<QStringList> namespaces(net::Client &client, QObject *owner)
{
    net::Request request;
    request.target = "/api/v1/namespaces";
    return chain(client.send(request, owner), [](const net::Reply &reply) {
        QStringList names;
        for (const json::Value &name : reply->document.items())
            names.append(name.toString());
        if (!reply->document.isArray())
            return ready<QStringList>(Error{Error::Kind::Protocol,
                                            QCoreApplication::translate("openwhisk", "The list of namespaces is no list."), {}});
        return ready<QStringList>(names);
    });
}

Async<NamespaceLimits> namespaceLimits(net::Client &client, QObject *owner)
{
    net::Request request;
    request.target = "/api/v1/namespaces/_/limits";
    return chain(client.send(request, owner),
                 [](const net::Reply &reply) { return ready<NamespaceLimits>(limitsFromDocument(reply->document)); });
}

} // namespace openwhisk
