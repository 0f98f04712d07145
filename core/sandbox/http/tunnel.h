#pragma once

#include <QByteArray>

namespace sandbox {

/// What goes on over a connection once both of its ends have agreed to leave HTTP.
class Tunnel {
public:
    virtual ~Tunnel() = default;
    /// Takes over the client's socket and what has come on it already. Returns when it is over.
    virtual void run(int socket, const QByteArray &early) = 0;
};

} // namespace sandbox
