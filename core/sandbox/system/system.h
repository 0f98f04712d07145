#pragma once

#include "core/sandbox/api/context.h"
#include "core/sandbox/system/alarms.h"
#include "core/sandbox/system/apistore.h"

namespace sandbox {

/// What stands behind the packages of whisk.system: alarms that ring and APIs that are served.
class System {
public:
    explicit System(Services &services);

    /// Reads what is stored; what went wrong, or nothing.
    QString load();
    /// Alarms ring from now on.
    void start() { m_alarms.start(); }
    /// They do no longer, when it returns.
    void stop() { m_alarms.stop(); }

    Alarms &alarms() { return m_alarms; }
    ApiStore &apis() { return m_apis; }

private:
    AlarmBell bell();
    int fire(const Alarm &alarm);
    void deleteTrigger(const Alarm &alarm, bool rulesToo);

    Services &m_services;
    Alarms m_alarms;
    ApiStore m_apis;
};

} // namespace sandbox
