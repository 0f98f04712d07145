#pragma once

#include "core/gateway/send.h"

#include <QVersionNumber>

namespace gateway {

/// What a gateway is and can do, from its answers.
struct Server {
    QVersionNumber version; ///< null: it does not say, and is taken for the newest
    bool v2 = false;        ///< node.nodes and action in place of list
    bool standalone = false; ///< one configuration in place of resources
    bool readOnly = false;  ///< the key has the role viewer
    bool streams = true;    ///< it has a stream proxy

    bool isAtLeast(int major, int minor) const { return version.isNull() || version >= QVersionNumber(major, minor); }
    bool canDryRun() const { return isAtLeast(3, 17) || (standalone && isAtLeast(3, 15)); }
    bool hasCredentials() const { return isAtLeast(3, 11); }
    /// A PATCH of these versions encrypts what is encrypted already.
    bool spoilsSecretsByPatch() const { return isAtLeast(3, 10) && !isAtLeast(3, 18); }
    bool operator==(const Server &) const = default;
};

/// From the headers of any answer, as far as they tell.
void takeHeaders(Server &server, const net::Response &response);

/// Asks: version, shape of answers, standalone or not, what the key may do. A good answer means that the key is right.
/// patience: for each of its requests, which wait for the gateway's store.
Async<Server> detect(net::Client &client, QObject *owner, std::chrono::milliseconds patience = net::etcdWriteDeadline);
/// May this kind be changed by PATCH without harm?
bool mayPatch(const Server &server, Kind kind);
/// Does this server have that kind at all?
bool has(const Server &server, Kind kind);

} // namespace gateway
