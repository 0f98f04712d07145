#include "core/openwhisk/serverfacts.h"

#include "core/async/chain.h"
#include "core/openwhisk/serverinfo.h"

#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace openwhisk {

namespace {

constexpr int page = 200;

QList<RuntimeFacts> runtimesOf(const json::Value &root)
{
    QList<RuntimeFacts> runtimes;
    for (const json::Member &family : root.value(u"runtimes").members())
        for (const json::Value &item : family.value.items())
            runtimes.append({{item.value(u"kind").toString(), family.name, item.value(u"default").toBool(),
                              item.value(u"deprecated").toBool(), item.value(u"requireMain").toBool()},
                             item.value(u"image").toString(),
                             item.value(u"attached").toBool()});
    std::stable_sort(runtimes.begin(), runtimes.end(),
                     [](const auto &a, const auto &b) { return a.runtime.family < b.runtime.family; });
    return runtimes;
}

Result<ServerFacts> factsOf(const QList<ServerPart> &parts)
{
    const auto &[root, api, limits, inFlight, invokers] = std::tie(parts[0], parts[1], parts[2], parts[3], parts[4]);
    if (root.error && api.error && limits.error)
        return *limits.error;
    ServerFacts facts{root.document, api.document, limits.document, runtimesOf(root.document),
                      inFlight.document.toInteger(), {}};
    for (const json::Member &invoker : invokers.document.members())
        facts.invokers.append({invoker.name, invoker.value.toString()});
    return facts;
}

Async<QList<ServerPart>> gather(QList<Async<ServerPart>> futures, QList<ServerPart> done)
{
    if (futures.isEmpty())
        return ready<QList<ServerPart>>(std::move(done));
    const Async<ServerPart> first = futures.takeFirst();
    return chain(first, [futures, done](const ServerPart &one) { return gather(futures, done + QList<ServerPart>{one}); });
}

} // namespace

Async<ServerFacts> serverFacts(net::Client &client, QObject *owner)
{
    QList<Async<ServerPart>> parts;
    for (const char *target : {"/", "/api/v1", "/api/v1/namespaces/_/limits", "/activation/count", "/invokers"})
        parts.append(serverPart(client, target, owner));
    return chain(gather(parts, {}), [](const QList<ServerPart> &done) { return ready<ServerFacts>(factsOf(done)); });
}

MinuteUse countUse(const QList<ActivationSummary> &rows, qint64 sinceMs, qsizetype most)
{
    MinuteUse use;
    use.sinceMs = sinceMs;
    use.more = rows.size() >= most;
    for (const ActivationSummary &row : rows) {
        if (row.start < sinceMs || !row.cause.isEmpty())
            continue; // a member of a sequence is not counted by the throttle
        const bool fired = row.kind.isEmpty() && !row.end;
        ++(fired ? use.fires : use.runs);
    }
    return use;
}

Async<MinuteUse> useOfMinute(net::Client &client, QObject *owner)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch() + client.serverClockOffsetMs();
    ActivationQuery query;
    query.since = now - now % 60'000;
    query.limit = page;
    return chain(listActivations(client, query, owner), [query](const List<ActivationSummary> &rows) {
        return ready<MinuteUse>(countUse(*rows, *query.since, page));
    });
}

} // namespace openwhisk
