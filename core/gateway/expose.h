#pragma once

#include "core/json/value.h"

#include <QStringList>

namespace gateway {

/// An action that becomes reachable through the gateway.
struct Exposure {
    QString apiHost;  ///< of OpenWhisk as the gateway reaches it; a slash at the end goes
    QString key;      ///< UUID:KEY, or a reference to a secret
    QString nameSpace; ///< "_" is the key's own
    QString package;
    QString action;
    qint64 actionTimeoutMs = 60'000; ///< the action's own limit
    QString uri;      ///< empty: /package/action
    QStringList hosts = {};
    QStringList methods = {}; ///< empty: all
};

/// The route that runs it. It waits as long as the action may run, as far as the plugin lets it.
json::Value routeFor(const Exposure &exposure);
/// An id that says what the route is for: made of package and action, as far as ids take their letters.
QString routeIdFor(const Exposure &exposure);

} // namespace gateway
