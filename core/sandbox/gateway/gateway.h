#pragma once

#include "core/sandbox/gateway/admin/admin.h"
#include "core/sandbox/gateway/control/control.h"
#include "core/sandbox/gateway/plane/plane.h"
#include "core/sandbox/gateway/schema/library.h"
#include "core/sandbox/gateway/store/etcd.h"
#include "core/sandbox/http/server.h"

#include <memory>

namespace sandbox {
class DataDir;
struct Settings;
} // namespace sandbox

namespace sandbox::gateway {

/// The sandbox's gateway: the Admin API on one port, what it configures on another, its control API on a third.
class Gateway {
public:
    Gateway(Database &database, Faults &faults, const Settings &settings);
    ~Gateway();

    /// Takes the ports and writes gateway.json; what went wrong, or nothing.
    QString open(const DataDir &dir);
    void start();
    QString adminAddress() const;
    QString address() const; ///< empty: no data plane
    QString controlAddress() const; ///< empty: no control API

private:
    QString fill();
    std::unique_ptr<HttpServer> serverOf(HttpHandler handle);
    QString listen(std::unique_ptr<HttpServer> &server, quint16 port);

    const Settings &m_settings;
    Faults &m_faults;
    SchemaLibrary m_library;
    Etcd m_etcd;
    std::unique_ptr<Admin> m_admin;
    Plane m_plane{m_library, m_etcd};
    Control m_control{m_library, m_etcd, m_plane.health()};
    std::unique_ptr<HttpServer> m_adminServer;
    std::unique_ptr<HttpServer> m_planeServer;
    std::unique_ptr<HttpServer> m_controlServer;
};

} // namespace sandbox::gateway
