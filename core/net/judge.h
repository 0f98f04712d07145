#pragma once

#include "core/net/outcome.h"

namespace net {

/// Judges what came in fixed phases: transport, status, size, type, JSON, required members. Pure; may run on a worker.
Result<Reply> judge(const Outcome &outcome);
/// An idempotent request whose connection broke may be tried again.
bool mayTryAgain(const Outcome &outcome);

} // namespace net
