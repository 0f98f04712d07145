#pragma once

#include "core/gateway/kinds.h"
#include "core/net/client.h"

/// The control API of one data-plane node, where it can be reached. It wants no key; the client has none.
namespace gateway {

struct NodeHealth {
    QString host;
    int port = 0;
    QString status; ///< "healthy", "mostly_healthy", "mostly_unhealthy", "unhealthy"
    qint64 successes = 0, httpFailures = 0, tcpFailures = 0, timeouts = 0;
    bool operator==(const NodeHealth &) const = default;
};
struct UpstreamHealth {
    Key key; ///< what holds the upstream: a route, a service or an upstream
    QList<NodeHealth> nodes;
    bool operator==(const UpstreamHealth &) const = default;
};
/// Only what has checks and was asked since the node started.
Async<QList<UpstreamHealth>> health(net::Client &control, QObject *owner);

/// What the node really uses: defaults filled in, nodes as a list. modifiedIndex tells how new it is.
struct Effective {
    json::Value value;
    qint64 modifiedIndex = 0;
};
/// Of routes, services, upstreams and plugin metadata. NotFound: the change has not got there yet, or it is none of these.
Async<Effective> effective(net::Client &control, const Key &key, QObject *owner);

} // namespace gateway
