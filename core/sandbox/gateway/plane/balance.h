#pragma once

#include "core/sandbox/gateway/health/probe.h"
#include "core/sandbox/gateway/plane/exchange.h"

#include <QSet>

namespace sandbox::gateway {

struct Node {
    QString host;
    quint16 port;
    qint64 weight;
    qint64 priority;
    bool operator==(const Node &) const = default;
};

/// The servers of an upstream.
QList<Node> nodesOf(const json::Value &upstream, bool isSecure);

/// Where their health is looked at.
QList<ProbeTarget> probeTargets(const json::Value &upstream, const QList<Node> &nodes, PlaneState &state);

/// Chooses one of them after the other for a request.
class Balance {
public:
    /// key: of the upstream, for its turns. without: places of those that are not to be asked.
    Balance(Exchange &exchange, const json::Value &upstream, QList<Node> nodes, QString key, const QSet<qsizetype> &without = {});

    /// The next one to try; none: all were tried.
    std::optional<Node> next();
    bool isKnown() const; ///< the way of choosing
    qsizetype place() const { return m_place; } ///< of the last one

private:
    qsizetype choose(const QList<qint64> &weights);
    qsizetype leastBusy(const QList<qint64> &weights);
    qsizetype byHash(const QList<qint64> &weights);
    QString hashKey();

    Exchange &m_exchange;
    json::Value m_upstream;
    QList<Node> m_nodes;
    QString m_key;
    QString m_type;
    QSet<qsizetype> m_tried;
    qsizetype m_place = 0;
};

} // namespace sandbox::gateway
