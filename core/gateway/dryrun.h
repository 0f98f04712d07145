#pragma once

#include "core/gateway/server.h"
#include "core/gateway/complaint.h"

namespace gateway {

/// What the server would say to a configuration, nothing being stored.
struct DryRun {
    enum class Depth {
        None,      ///< this server cannot check such a thing beforehand
        Schema,    ///< the resource's own members, not its plugins
        Whole      ///< all but references to other objects
    };
    Depth depth = Depth::None;
    QList<Complaint> complaints;
};

/// Asks /configs/validate where there is one, else /schema/validate. Lua in it is run on the gateway, as a save does.
Async<DryRun> dryRun(net::Client &client, const Server &server, const Key &key, const json::Value &value, QObject *owner);

} // namespace gateway
