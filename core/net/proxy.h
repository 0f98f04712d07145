#pragma once

#include "core/net/endpoint.h"

#include <QNetworkProxy>

#include <optional>

namespace net {

/// None: as the environment says.
std::optional<QNetworkProxy> proxyOf(const Endpoint &endpoint);
/// "host:port" of the proxy that a request to url goes through, empty when there is none.
QString proxyPlace(const Endpoint &endpoint, const QUrl &url);

} // namespace net
