#pragma once

#include "core/sandbox/gateway/plane/exchange.h"

namespace sandbox::gateway {

/// Hands the request to the upstream of its route and takes over the answer, or the failure.
void proxy(Exchange &exchange);

} // namespace sandbox::gateway
