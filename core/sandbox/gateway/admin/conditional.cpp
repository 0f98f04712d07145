#include "core/sandbox/gateway/admin/conditional.h"

#include "core/sandbox/http/manners.h"

namespace sandbox::gateway {

namespace {

/// No answer has a tag, so only "*" fits it.
bool fits(const HttpRequest &request, QByteArrayView header) { return request.headers.find(header).value_or(QByteArray()).trimmed() == "*"; }

} // namespace

HttpResponse conditional(const HttpRequest &request, HttpResponse response)
{
    const auto &headers = request.headers;
    if (response.status != 200)
        return response;
    if (headers.contains("If-Unmodified-Since") || (headers.contains("If-Match") && !fits(request, "If-Match")))
        return nginxPage(412);
    // Without a date of change everything is newer than what the client has.
    if (headers.contains("If-Modified-Since") || !headers.contains("If-None-Match") || !fits(request, "If-None-Match"))
        return response;
    response.status = 304;
    response.body.clear();
    response.headers.removeIf([](const Header &header) { return header.name == "Content-Type"; });
    return response;
}

} // namespace sandbox::gateway
