#include "core/sandbox/gateway/plane/plane.h"

namespace sandbox::gateway {

HttpResponse noRoute()
{
    HttpResponse response;
    response.status = 404;
    response.body = "{\"error_msg\":\"404 Route Not Found\"}\n";
    return response.with("Content-Type", "text/plain; charset=utf-8").with("Server", "APISIX/3.18.0");
}

} // namespace sandbox::gateway
