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

ProxyChoice::ProxyChoice(const Endpoint &endpoint)
    : m_proxy(proxyOf(endpoint))
{
}

QList<QNetworkProxy> ProxyChoice::queryProxy(const QNetworkProxyQuery &query)
{
    const QList<QNetworkProxy> asked = m_proxy ? QList<QNetworkProxy>{*m_proxy} : proxyForQuery(query);
    // Qt reads the heads of answers byte by byte from the system where a connection has the type "no proxy": 22,000 calls
    // for a list of 10,000 actions. One of the type "default" has a buffer, and ends at the same place as long as the
    // socket, which asks once more for itself, finds no proxy either.
    const QUrl url = query.url();
    const bool none = url.scheme() == u"http"_s && asked.value(0).type() == QNetworkProxy::NoProxy
        && proxyForQuery(QNetworkProxyQuery(url.host(), url.port(80))).value(0).type() == QNetworkProxy::NoProxy;
    return none ? QList<QNetworkProxy>{QNetworkProxy(QNetworkProxy::DefaultProxy)} : asked;
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
