#pragma once

#include "core/openwhisk/operations.h"

namespace openwhisk {

/// Path and query of an invoke.
QByteArray invokeTarget(const EntityName &name, Invoke mode);
QList<net::Header> invokeHeaders(KeepRecord keep); ///< beyond the usual ones
/// What an answer with 200, 202, or 500 and 502 with an activation, means (facts 1.5).
Result<InvokeOutcome> outcomeOf(const net::Response &response, Invoke mode);

} // namespace openwhisk
