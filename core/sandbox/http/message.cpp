#include "core/sandbox/http/message.h"

namespace sandbox {

std::optional<QByteArray> Headers::find(QByteArrayView name) const
{
    for (const auto &header : *this)
        if (header.name.compare(name, Qt::CaseInsensitive) == 0)
            return header.value;
    return {};
}

std::optional<QString> Query::find(QStringView name) const
{
    for (const auto &item : *this)
        if (item.name == name)
            return item.value;
    return {};
}

QByteArray reasonOf(int status)
{
    switch (status) {
    case 200: return "OK";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 308: return "Permanent Redirect";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 406: return "Not Acceptable";
    case 409: return "Conflict";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 422: return "Unprocessable Content";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    case 505: return "HTTP Version Not Supported";
    default: return "Status";
    }
}

HttpResponse plainText(int status, const QByteArray &text)
{
    HttpResponse response;
    response.status = status;
    response.body = text;
    return response.with("Content-Type", "text/plain; charset=UTF-8");
}

} // namespace sandbox
