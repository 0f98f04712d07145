#include "core/sandbox/http/manners.h"

#include <QHash>

#include <boost/beast/http/error.hpp>

#include <algorithm>

namespace sandbox {

namespace http = boost::beast::http;

namespace {

constexpr qsizetype versionLength = 11; ///< " HTTP/1.1" and the blanks around

HttpResponse page(int status, const QByteArray &title, const QByteArray &heading = {}, const QByteArray &reason = {})
{
    HttpResponse response;
    response.status = status;
    response.body = "<html>\r\n<head><title>" + title + "</title></head>\r\n<body>\r\n<center><h1>"
        + (heading.isEmpty() ? title : heading) + "</h1></center>\r\n"
        + (reason.isEmpty() ? QByteArray() : "<center>" + reason + "</center>\r\n") + "<hr><center>openresty</center>\r\n<p><em>Powered by <a href=\"https://apisix.apache.org/\">"
          "APISIX</a>.</em></p></body>\r\n</html>\r\n";
    return response.with("Content-Type", status == 301 ? "text/html" : "text/html; charset=utf-8");
}

HttpResponse closing(int status, const QByteArray &title)
{
    auto response = page(status, title);
    response.close = true;
    return response;
}

HttpResponse headTooLarge()
{
    auto response = page(400, "400 Request Header Or Cookie Too Large", "400 Bad Request", "Request Header Or Cookie Too Large");
    response.close = true;
    return response;
}

HttpResponse badRequest() { return closing(400, "400 Bad Request"); }

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char low = char(c | 0x20);
    return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

std::optional<QByteArray> unescaped(const QByteArray &text)
{
    QByteArray out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        const int high = i + 1 < text.size() ? hexValue(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? hexValue(text[i + 2]) : -1;
        if (high < 0 || low < 0 || (high == 0 && low == 0))
            return {};
        out += char(high * 16 + low);
        i += 2;
    }
    return out;
}

/// Slashes merged, dots resolved; none where it would lead above the root.
std::optional<QByteArray> normalized(const QByteArray &path)
{
    const auto parts = path.split('/');
    QList<QByteArray> out;
    for (const auto &part : parts) {
        if (part == "..") {
            if (out.isEmpty())
                return {};
            out.removeLast();
        } else if (!part.isEmpty() && part != ".") {
            out.append(part);
        }
    }
    const bool isFolder = parts.last().isEmpty() || parts.last() == "." || parts.last() == "..";
    return '/' + out.join('/') + (isFolder && !out.isEmpty() ? "/" : "");
}

/// Arguments as Lua code gets them: wrong escapes stay as they are.
Query arguments(const QByteArray &text)
{
    Query query;
    const auto parts = text.split('&');
    for (const auto &part : parts) {
        if (part.isEmpty())
            continue;
        const auto plain = [](QByteArray piece) {
            return QString::fromUtf8(QByteArray::fromPercentEncoding(piece.replace('+', ' ')));
        };
        const auto equals = part.indexOf('=');
        query.append({plain(equals < 0 ? part : part.left(equals)), equals < 0 ? QString() : plain(part.mid(equals + 1))});
    }
    return query;
}

std::optional<HttpResponse> splitTarget(HttpRequest &request)
{
    auto target = request.target;
    if (const auto scheme = target.indexOf("://"); scheme > 0 && !target.startsWith('/')) {
        const auto slash = target.indexOf('/', scheme + 3);
        target = slash < 0 ? "/" : target.mid(slash);
    }
    const auto mark = target.indexOf('?');
    if (mark >= 0)
        request.query = arguments(target.mid(mark + 1));
    auto raw = mark < 0 ? target : target.left(mark);
    if (const auto fragment = raw.indexOf('#'); fragment >= 0)
        raw.truncate(fragment);
    const auto plain = unescaped(raw);
    const auto path = plain && plain->startsWith('/') ? normalized(*plain) : std::nullopt;
    if (!path)
        return badRequest();
    request.path = *path;
    for (const auto &part : path->mid(1).split('/'))
        if (!part.isEmpty())
            request.segments.append(QString::fromUtf8(part));
    return {};
}

/// Small letters make no method of HTTP.
bool isMethod(const QByteArray &method)
{
    return std::all_of(method.begin(), method.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == '_' || c == '-'; });
}

bool isHost(const QByteArray &host)
{
    const bool isPlain = std::none_of(host.begin(), host.end(), [](char c) { return quint8(c) <= 0x20 || c == 0x7f || c == '/'; });
    return isPlain && !host.isEmpty() && !host.startsWith(':') && host != "." && !host.contains("..");
}

std::optional<HttpResponse> checkHead(HttpRequest &request, bool modern)
{
    if (request.method.size() + request.target.size() + versionLength > lineLimit)
        return closing(414, "414 Request-URI Too Large");
    int hosts = 0;
    for (const auto &header : request.headers) {
        if (header.name.size() + header.value.size() > lineLimit)
            return headTooLarge();
        const bool isOne = header.name.compare("Host", Qt::CaseInsensitive) == 0;
        hosts += isOne ? 1 : 0;
        if (isOne && !isHost(header.value))
            return badRequest();
    }
    if (hosts > 1 || (modern && hosts == 0) || !isMethod(request.method))
        return badRequest();
    if (request.method == "TRACE" || request.method == "CONNECT")
        return closing(405, "405 Not Allowed");
    return splitTarget(request);
}

std::optional<HttpResponse> answerTo(const boost::system::error_code &error)
{
    if (error == http::error::header_limit)
        return headTooLarge();
    if (error == http::error::body_limit)
        return closing(413, "413 Request Entity Too Large");
    if (error.category() == make_error_code(http::error::bad_field).category() && error != http::error::end_of_stream
        && error != http::error::partial_message)
        return badRequest();
    return {};
}

} // namespace

HttpResponse nginxPage(int status)
{
    // Its words are older than those of the rest of the world.
    static const QHash<int, QByteArray> words{{302, "302 Found"}, {405, "405 Not Allowed"}, {413, "413 Request Entity Too Large"},
                                              {503, "503 Service Temporarily Unavailable"}, {504, "504 Gateway Time-out"}};
    return page(status, words.value(status, QByteArray::number(status) + ' ' + reasonOf(status)));
}

const HttpManners &nginxManners()
{
    static const HttpManners manners{"openresty", checkHead, answerTo, [] { return closing(413, "413 Request Entity Too Large"); },
                                    [](int status) { return status >= 200 && status != 204 && status != 304; }};
    return manners;
}

} // namespace sandbox
