#pragma once

#include "core/async/result.h"
#include "core/net/endpoint.h"

#include <functional>
#include <optional>

class QObject;
class QSettings;

namespace gateway {
class Session;
}
namespace history {
class Store;
}
namespace openwhisk {
class Session;
}

/// What the screens of one gateway share. The sessions may end while a screen is open: it watches them. What is kept
/// on this machine outlives all screens.
struct GatewayServices {
    gateway::Session &gateway;
    openwhisk::Session *openwhisk = nullptr;  ///< of the same profile, for function pickers and activations
    history::Store *store = nullptr;          ///< earlier versions and drafts; none: nothing is kept
    QSettings *settings = nullptr;            ///< columns, filters; none: nothing is remembered
    std::optional<net::Endpoint> dataPlane = {}; ///< where test requests go; none: the profile names none
    std::function<Async<QByteArray>(QObject *owner)> openwhiskKey = {}; ///< the profile's UUID:KEY from the keychain
    QString openwhiskHost = {};               ///< as the profile says it, for api_host
    std::optional<net::Endpoint> control = {}; ///< control API of one data-plane node; none: the profile names none
    std::function<void()> editConnection = {}; ///< shows the profile in the dialog of connections; none: nobody can
};
