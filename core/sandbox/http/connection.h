#pragma once

#include "core/sandbox/http/manners.h"
#include "core/sandbox/http/server.h"

#include <QThreadPool>

#include <boost/asio/ip/tcp.hpp>

#include <atomic>

namespace sandbox {

/// What the connections of one server share.
struct ConnectionShared {
    HttpHandler handler;
    const HttpManners &manners;
    QThreadPool workers;
    std::atomic<bool> stopping = false;
};

/// Reads requests from a socket and answers them, one after the other, until it closes. Keeps itself alive.
void serveConnection(boost::asio::ip::tcp::socket socket, std::shared_ptr<ConnectionShared> shared);

} // namespace sandbox
