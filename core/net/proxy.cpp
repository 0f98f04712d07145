#include "core/net/proxy.h"

using namespace Qt::StringLiterals;

namespace net {

std::optional<QNetworkProxy> proxyOf(const Endpoint &endpoint)
{
    const QUrl &url = endpoint.proxy;
    if (url.isEmpty())
        return {};
    if (url.scheme() == u"direct"_s)
        return QNetworkProxy(QNetworkProxy::NoProxy);
    const bool socks = url.scheme().startsWith(u"socks"_s);
    return QNetworkProxy(socks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy, url.host(),
                         quint16(url.port(socks ? 1080 : 8080)), url.userName(QUrl::FullyDecoded),
                         url.password(QUrl::FullyDecoded));
}

QString proxyPlace(const Endpoint &endpoint, const QUrl &url)
{
    auto proxy = proxyOf(endpoint);
    if (!proxy)
        proxy = QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(url)).value(0);
    const bool none = proxy->type() == QNetworkProxy::NoProxy || proxy->type() == QNetworkProxy::DefaultProxy;
    return none ? QString() : proxy->hostName() + u':' + QString::number(proxy->port());
}

} // namespace net
