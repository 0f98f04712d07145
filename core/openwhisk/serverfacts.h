#pragma once

#include "core/openwhisk/operations.h"

namespace openwhisk {

struct RuntimeFacts {
    ServerInfo::Runtime runtime;
    QString image;
    bool attached = false; ///< its code may be an archive
    bool operator==(const RuntimeFacts &other) const
    {
        return runtime.kind == other.runtime.kind && image == other.image && attached == other.attached;
    }
};

/// All that a server tells of itself; what a proxy hides or an old server lacks is null.
struct ServerFacts {
    json::Value root;   ///< GET /
    json::Value api;    ///< GET /api/v1
    json::Value limits; ///< GET /namespaces/_/limits
    QList<RuntimeFacts> runtimes; ///< by family
    std::optional<qint64> inFlight; ///< runs on the whole server at this moment
    QList<QPair<QString, QString>> invokers; ///< id and state
};
/// An Error only when none of the three documents could be read.
Async<ServerFacts> serverFacts(net::Client &client, QObject *owner);

/// What is known of this clock minute, by which the server throttles. A lower bound: records come late.
struct MinuteUse {
    qint64 runs = 0;
    qint64 fires = 0;
    bool more = false; ///< a page was not enough
    qint64 sinceMs = 0;
};
Async<MinuteUse> useOfMinute(net::Client &client, QObject *owner);
MinuteUse countUse(const QList<ActivationSummary> &rows, qint64 sinceMs, qsizetype page);

} // namespace openwhisk
