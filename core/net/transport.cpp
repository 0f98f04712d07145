#include "core/net/transport.h"

using namespace Qt::StringLiterals;

namespace net {

Transport ofCode(QNetworkReply::NetworkError code)
{
    switch (code) {
    case QNetworkReply::ConnectionRefusedError:
        return Transport::Refused;
    case QNetworkReply::HostNotFoundError:
        return Transport::UnknownHost;
    case QNetworkReply::RemoteHostClosedError:
        return Transport::Closed;
    case QNetworkReply::ContentReSendError:
        return Transport::SentOnce;
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return Transport::ProxyKey;
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::UnknownProxyError:
        return Transport::Proxy;
    default:
        return Transport::Other;
    }
}

Transport ofHandshake(const TlsFailure &failure, const QString &reason)
{
    const bool noTls = failure.reasons.isEmpty()
        && (reason.contains(u"wrong version number"_s) || reason.contains(u"packet length too long"_s)
            || reason.contains(u"record layer failure"_s));
    return noTls ? Transport::NoTls : Transport::Tls;
}

} // namespace net
