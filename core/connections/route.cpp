#include "core/connections/route.h"

using namespace Qt::StringLiterals;

namespace connections {

namespace {

QNetworkProxy fromUrl(const QUrl &url)
{
    const auto type = url.scheme() == "socks5"_L1 ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy;
    return {type, url.host(), quint16(url.port(0)), url.userName(QUrl::FullyDecoded), url.password(QUrl::FullyDecoded)};
}

QNetworkProxy proxyOf(const net::Endpoint &endpoint)
{
    if (endpoint.proxy.scheme() == "direct"_L1)
        return QNetworkProxy(QNetworkProxy::NoProxy);
    if (!endpoint.proxy.isEmpty())
        return fromUrl(endpoint.proxy);
    const auto system = QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(endpoint.base));
    return system.value(0, QNetworkProxy(QNetworkProxy::NoProxy));
}

bool isDirect(const QNetworkProxy &proxy)
{
    return proxy.type() == QNetworkProxy::NoProxy || proxy.type() == QNetworkProxy::DefaultProxy;
}

} // namespace

Route routeTo(const net::Endpoint &endpoint)
{
    const bool tls = endpoint.base.scheme() == "https"_L1;
    Route route;
    route.host = endpoint.base.host();
    route.port = quint16(endpoint.base.port(tls ? 443 : 80));
    route.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
    const QNetworkProxy proxy = proxyOf(endpoint);
    if (isDirect(proxy))
        return route;
    route.throughProxy = true;
    // Plain http is handed to a proxy as a whole; many let tunnels through to port 443 only.
    if (tls || proxy.type() == QNetworkProxy::Socks5Proxy) {
        route.proxy = proxy;
    } else {
        route.host = proxy.hostName();
        route.port = proxy.port();
    }
    return route;
}

} // namespace connections
