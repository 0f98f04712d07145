#include "core/net/request.h"

namespace net {

QByteArray Response::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers)
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    return {};
}

bool isWrite(const Request &request)
{
    return request.starts || (request.method != "GET" && request.method != "HEAD" && request.method != "OPTIONS");
}

} // namespace net
