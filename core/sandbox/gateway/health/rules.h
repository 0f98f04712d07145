#pragma once

#include "core/json/value.h"

#include <QSet>

namespace sandbox::gateway {

/// What a look at a server, or a request to it, came to.
enum class Sign { Success, HttpFailure, TcpFailure, Timeout };

/// One side of an upstream's checks: which answers are good or bad, and how many of them change a server's state (0:
/// none ever does).
struct HealthLimits {
    QSet<int> goodStatuses;
    QSet<int> badStatuses;
    int successes = 0;
    int httpFailures = 0;
    int tcpFailures = 0;
    int timeouts = 0;

    int of(Sign sign) const;
    /// None: the status says nothing.
    std::optional<Sign> signOf(int status) const;
};

/// An upstream's "checks", with the schema's defaults.
struct HealthRules {
    explicit HealthRules(const json::Value &checks);

    QString type; ///< http, https, tcp
    QString host; ///< empty: that of the server
    quint16 port = 0; ///< 0: that of the server
    QByteArray method;
    QByteArray path;
    QByteArray body;
    QList<QByteArray> headers; ///< "Name: value"
    bool verifies = true; ///< the certificate
    int timeoutMs = 1000;
    int healthyMs = 1000;   ///< between two looks at a server that does well
    int unhealthyMs = 1000; ///< and at one that does not
    HealthLimits active;
    std::optional<HealthLimits> passive;
};

enum class Health { Healthy, MostlyHealthy, MostlyUnhealthy, Unhealthy };
QString wordFor(Health health);

/// How one server does, as the balancer's library counts it: what is said already is not counted, and a sign of the
/// one sort ends the row of the other.
class HealthCount {
public:
    void add(Sign sign, const HealthLimits &limits);
    Health health() const { return m_health; }
    bool isUsable() const { return m_health == Health::Healthy || m_health == Health::MostlyHealthy; }
    int count(Sign sign) const { return m_counts[int(sign)]; }

private:
    Health m_health = Health::Healthy;
    int m_counts[4] = {};
};

} // namespace sandbox::gateway
