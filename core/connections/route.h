#pragma once

#include "core/net/endpoint.h"

#include <QNetworkProxy>

namespace connections {

/// How sockets of a test get to an address: the proxy that requests to it use, and where TCP itself goes.
struct Route {
    QNetworkProxy proxy;      ///< for a socket; NoProxy when TCP goes straight to host
    QString host;             ///< whose name has to be known here
    quint16 port = 0;
    bool throughProxy = false;
};
Route routeTo(const net::Endpoint &endpoint);

} // namespace connections
