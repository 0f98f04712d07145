#pragma once

#include "core/sandbox/gateway/plane/exchange.h"

#include <QMap>

namespace sandbox::gateway {

class SchemaLibrary;

/// What the data plane does for a plugin. A phase that gives an Exit ends the request.
struct Plugin {
    using Phase = std::optional<Exit> (*)(Exchange &exchange, const struct PluginConf &plugin);
    using Filter = void (*)(Exchange &exchange, const struct PluginConf &plugin);

    Phase rewrite = nullptr;
    Phase access = nullptr;
    Filter filterHeaders = nullptr;
    Filter filterBody = nullptr;
    bool isAuth = false;
};

/// A plugin with its configuration, as it stands for one request.
struct PluginConf {
    QString name;
    const Plugin *plugin = nullptr;
    json::Value conf;  ///< defaults filled in
    QString place;     ///< what it stands in: "/routes/1"
    qint64 priority = 0;
    bool isOfConsumer = false;
    std::optional<bool> fits = {}; ///< its filter, once it was asked
};
using PluginConfs = QList<PluginConf>;

/// nullptr: the sandbox keeps its configuration, but does not run it.
const Plugin *findPlugin(const QString &name);

extern const Plugin requestIdPlugin, faultInjectionPlugin, mockingPlugin, corsPlugin, ipRestrictionPlugin, uriBlockerPlugin,
    requestValidationPlugin, basicAuthPlugin, jwtAuthPlugin, keyAuthPlugin, proxyRewritePlugin, limitCountPlugin, redirectPlugin,
    responseRewritePlugin, awsLambdaPlugin, azureFunctionsPlugin, openwhiskPlugin, openfunctionPlugin;

} // namespace sandbox::gateway
