#pragma once

#include "core/sandbox/api/context.h"

#include <functional>

namespace sandbox {

/// Is this the path of somebody's API: "/api/<guid>/..."?
bool isGatewayPath(const Services &services, const HttpRequest &request);

/// Serves it: finds the operation and has its web action run by forward(), which answers a request to "/api/v1/web/...".
HttpResponse serveGateway(const Call &call, const std::function<HttpResponse(const HttpRequest &)> &forward);

} // namespace sandbox
