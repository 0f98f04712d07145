#pragma once

#include "core/sandbox/http/tunnel.h"

#include <memory>

namespace sandbox::gateway {

struct Link;
class PlaneState;

/// Carries bytes both ways between a client and the server that the link leads to, until one of them closes, nothing
/// came for idleMs, or the sandbox ends.
std::shared_ptr<Tunnel> relayOver(std::shared_ptr<Link> link, int idleMs, const PlaneState &state);

} // namespace sandbox::gateway
