#pragma once

#include "core/sandbox/http/message.h"

#include <atomic>

namespace sandbox {
class Faults;
}

namespace sandbox::gateway {

class Etcd;
class SchemaLibrary;
struct Place;

/// How the server is set up: the recorded phases.
struct AdminSetup {
    bool v3 = true;
    bool needsKey = true;
    bool hasStreams = true;
    bool admitsClient = true; ///< allow_admin
    QString adminKey = {};
    QString viewerKey = {};
};

/// The gateway's Admin API.
class Admin {
public:
    Admin(const SchemaLibrary &library, Etcd &etcd, const Faults &faults, AdminSetup setup)
        : m_library(library), m_etcd(etcd), m_faults(faults), m_setup(std::move(setup))
    {
    }

    HttpResponse handle(const HttpRequest &request);
    /// Requests that hang on purpose end.
    void stop() { m_stopping = true; }

private:
    HttpResponse routed(const HttpRequest &request);
    HttpResponse fixed(const HttpRequest &request, bool *found);
    HttpResponse dryRun(const HttpRequest &request);
    HttpResponse resource(const HttpRequest &request);
    HttpResponse answered(const HttpRequest &request, const Place &place);
    void requireKey(const HttpRequest &request) const;
    void requireEtcd(const HttpRequest &request, bool *hung) const;

    const SchemaLibrary &m_library;
    Etcd &m_etcd;
    const Faults &m_faults;
    const AdminSetup m_setup;
    std::atomic<bool> m_stopping = false;
};

} // namespace sandbox::gateway
