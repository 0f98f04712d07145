#pragma once

#include "core/sandbox/api/context.h"
#include "core/sandbox/api/router.h"
#include "core/sandbox/api/throttle.h"
#include "core/sandbox/gateway/gateway.h"
#include "core/sandbox/http/server.h"
#include "core/sandbox/setup/clock.h"
#include "core/sandbox/setup/datadir.h"
#include "core/sandbox/setup/faults.h"
#include "core/sandbox/setup/settings.h"
#include "core/sandbox/store/database.h"
#include "core/sandbox/store/entities.h"
#include "core/sandbox/system/system.h"

namespace sandbox {

/// The server as a whole, put together by its settings.
class Sandbox {
public:
    enum class Start { Ready, Busy, Failed };

    explicit Sandbox(Settings settings);
    ~Sandbox();

    /// Ready or Busy: *detail is the address of this or of the other process. Failed: a sentence.
    Start start(QString *detail);
    /// Where the gateway listens; empty where there is none.
    QString gatewayAdminAddress() const;
    QString gatewayAddress() const;
    QString gatewayControlAddress() const;
    /// Reads the faults of the data directory again; what is wrong with them is told on standard error.
    void readFaults();

private:
    QString openStore();
    QString fillStore();
    QString openGateway();
    QString listen();

    Settings m_settings;
    DataDir m_dir;
    Clock m_clock;
    Users m_users;
    Faults m_faults;
    Throttle m_throttle;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Entities> m_entities;
    std::unique_ptr<Services> m_services;
    std::shared_ptr<ActivationStore> m_activations;
    std::shared_ptr<Runs> m_runs;
    std::unique_ptr<System> m_system;
    std::unique_ptr<Router> m_router;
    std::unique_ptr<HttpServer> m_server;
    std::unique_ptr<gateway::Gateway> m_gateway;
};

} // namespace sandbox
