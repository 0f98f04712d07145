#include "core/sandbox/http/message.h"

#include <QHash>

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
    static const QHash<int, QByteArray> reasons{
        {100, "Continue"}, {101, "Switching Protocols"}, {102, "Processing"}, {103, "Early Hints"},
        {200, "OK"}, {201, "Created"}, {202, "Accepted"}, {203, "Non-Authoritative Information"}, {204, "No Content"},
        {205, "Reset Content"}, {206, "Partial Content"}, {207, "Multi-Status"}, {208, "Already Reported"}, {226, "IM Used"},
        {300, "Multiple Choices"}, {301, "Moved Permanently"}, {302, "Found"}, {303, "See Other"}, {304, "Not Modified"},
        {305, "Use Proxy"}, {307, "Temporary Redirect"}, {308, "Permanent Redirect"},
        {400, "Bad Request"}, {401, "Unauthorized"}, {402, "Payment Required"}, {403, "Forbidden"}, {404, "Not Found"},
        {405, "Method Not Allowed"}, {406, "Not Acceptable"}, {407, "Proxy Authentication Required"}, {408, "Request Timeout"},
        {409, "Conflict"}, {410, "Gone"}, {411, "Length Required"}, {412, "Precondition Failed"}, {413, "Content Too Large"},
        {414, "URI Too Long"}, {415, "Unsupported Media Type"}, {416, "Range Not Satisfiable"}, {417, "Expectation Failed"},
        {418, "I'm a teapot"}, {420, "Enhance Your Calm"}, {421, "Misdirected Request"}, {422, "Unprocessable Content"},
        {423, "Locked"}, {424, "Failed Dependency"}, {425, "Too Early"}, {426, "Upgrade Required"},
        {428, "Precondition Required"}, {429, "Too Many Requests"}, {431, "Request Header Fields Too Large"},
        {449, "Retry With"}, {450, "Blocked by Windows Parental Controls"}, {451, "Unavailable For Legal Reasons"},
        {500, "Internal Server Error"}, {501, "Not Implemented"}, {502, "Bad Gateway"}, {503, "Service Unavailable"},
        {504, "Gateway Timeout"}, {505, "HTTP Version Not Supported"}, {506, "Variant Also Negotiates"},
        {507, "Insufficient Storage"}, {508, "Loop Detected"}, {509, "Bandwidth Limit Exceeded"}, {510, "Not Extended"},
        {511, "Network Authentication Required"}, {598, "Network read timeout error"}, {599, "Network connect timeout error"}};
    return reasons.value(status); // none for others: an action may answer with any number
}

bool hasContent(int status)
{
    return status >= 200 && status != 204 && status != 205 && status != 304;
}

HttpResponse plainText(int status, const QByteArray &text)
{
    HttpResponse response;
    response.status = status;
    response.body = text;
    return response.with("Content-Type", "text/plain; charset=UTF-8");
}

} // namespace sandbox
