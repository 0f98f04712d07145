#pragma once

#include "core/sandbox/gateway/plane/plugin.h"

namespace sandbox::gateway {

/// Configurations of plugins by name: what is laid on later replaces what was there, whole.
class PluginSet {
public:
    void lay(const json::Value &plugins, const QString &place, bool ofConsumer = false);
    /// In the order in which they run; those that are off are left out.
    PluginConfs ordered(Exchange &exchange) const;

private:
    struct Entry {
        json::Value conf;
        QString place;
        bool isOfConsumer;
    };
    QMap<QString, Entry> m_entries;
};

/// Runs a phase; what ended the request, if anything did. skip: which not.
std::optional<Exit> runPhase(PluginConfs &plugins, Exchange &exchange, Plugin::Phase Plugin::*phase,
                             bool (*skip)(const PluginConf &) = nullptr);
void runFilters(PluginConfs &plugins, Exchange &exchange, Plugin::Filter Plugin::*filter);

} // namespace sandbox::gateway
