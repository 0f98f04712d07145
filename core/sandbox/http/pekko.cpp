#include "core/sandbox/http/manners.h"
#include "core/sandbox/http/target.h"

#include <boost/beast/http/error.hpp>

namespace sandbox {

namespace http = boost::beast::http;

namespace {

constexpr qsizetype headerNameLimit = 64;
constexpr qsizetype headerCountLimit = 64;
constexpr const char *tooLongStream
    = "EntityStreamSizeException: incoming entity size (while streaming) exceeded size limit (52428800 bytes)! This may "
      "have been a parser limit (set via `pekko.http.[server|client].parsing.max-content-length`), a decoder limit (set "
      "via `pekko.http.routing.decode-max-size`), or a custom limit set with `withSizeLimit`.";

HttpResponse refusal(int status, const QByteArray &text)
{
    auto response = plainText(status, text);
    response.close = true;
    return response;
}

/// The answer to bytes that are no HTTP; none where nobody waits for one.
std::optional<HttpResponse> answerTo(const boost::system::error_code &error)
{
    if (error == http::error::bad_method)
        return refusal(400, "Unsupported HTTP method");
    if (error == http::error::bad_version)
        return refusal(505, "The server does not support the HTTP protocol version used in the request.");
    if (error == http::error::bad_target)
        return refusal(400, "Illegal request-target: Unexpected end of input");
    if (error == http::error::header_limit)
        return refusal(431, "HTTP header value exceeds the configured limit of 8192 characters");
    if (error == http::error::body_limit)
        return refusal(413, tooLongStream);
    if (error == http::error::bad_content_length || error == http::error::multiple_content_length)
        return refusal(400, "Illegal `Content-Length` header value");
    if (error.category() == make_error_code(http::error::bad_field).category() && error != http::error::end_of_stream
        && error != http::error::partial_message)
        return refusal(400, "Illegal HTTP message: " + QByteArray::fromStdString(error.message()));
    return {};
}

std::optional<HttpResponse> checkHeaders(const HttpRequest &request)
{
    if (request.headers.size() > headerCountLimit)
        return refusal(431, "HTTP message contains more than the configured limit of 64 headers");
    for (const auto &header : request.headers) {
        if (header.value.size() > lineLimit)
            return refusal(431, "HTTP header value exceeds the configured limit of 8192 characters");
        if (header.name.size() > headerNameLimit)
            return refusal(431, "HTTP header name exceeds the configured limit of 64 characters");
    }
    return {};
}

/// What the real server's HTTP layer refuses before any route is looked at.
std::optional<HttpResponse> checkHead(HttpRequest &request, bool modern)
{
    static const QList<QByteArray> known {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"};
    if (request.method == "CONNECT")
        return refusal(400, "CONNECT requests are not supported");
    if (!known.contains(request.method))
        return refusal(501, "Unsupported HTTP method");
    if (request.target.size() > lineLimit)
        return refusal(414, "URI length exceeds the configured limit of 8192 characters");
    if (const auto wrong = splitTarget(request))
        return refusal(400, "Illegal request-target: " + *wrong);
    if (auto wrong = checkHeaders(request))
        return wrong;
    if (modern && !request.headers.contains("Host"))
        return refusal(400, "Request is missing required `Host` header");
    return {};
}

} // namespace

const HttpManners &pekkoManners()
{
    static const HttpManners manners{"pekko-http/1.1.0", checkHead, answerTo, [] { return refusal(400, "Request too large"); }, hasContent};
    return manners;
}

} // namespace sandbox
