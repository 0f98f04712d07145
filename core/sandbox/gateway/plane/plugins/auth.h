#pragma once

#include "core/sandbox/gateway/plane/plugin.h"

namespace sandbox::gateway {

struct Consumer;

/// 401 that says how to do better: `scheme` and the realm of the plugin.
Exit unauthorized(Exchange &exchange, const PluginConf &plugin, const QByteArray &scheme, const QString &message);

/// Whom an authentication found, or why it found nobody.
struct Found {
    const Consumer *consumer = nullptr;
    QString wrong = {};
};

/// Makes it the consumer of the request; or the anonymous one, where there is one; or refuses.
std::optional<Exit> settle(Exchange &exchange, const PluginConf &plugin, const QByteArray &scheme, const Found &found);

} // namespace sandbox::gateway
