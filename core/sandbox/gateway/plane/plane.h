#pragma once

#include "core/sandbox/gateway/plane/configuration.h"
#include "core/sandbox/gateway/plane/state.h"
#include "core/sandbox/http/message.h"

#include <atomic>

namespace sandbox::gateway {

class Etcd;

/// The gateway's data plane: finds the route of a request, runs the plugins that hold for it, and asks the server
/// behind it.
class Plane {
public:
    Plane(const SchemaLibrary &library, Etcd &etcd);

    HttpResponse handle(const HttpRequest &request);
    /// Requests that wait for somebody else end.
    void stop() { m_state.stop(); }
    void setPort(quint16 port) { m_port = port; }
    HealthChecks &health() { return m_state.health(); }

private:
    std::shared_ptr<const Configuration> configuration();

    const SchemaLibrary &m_library;
    Etcd &m_etcd;
    PlaneState m_state;
    std::atomic<quint16> m_port = 0;
    std::mutex m_mutex;
    std::shared_ptr<const Configuration> m_configuration;
    quint64 m_generation = 0;
};

} // namespace sandbox::gateway
