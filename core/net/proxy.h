#pragma once

#include "core/net/endpoint.h"

#include <QNetworkProxy>

#include <optional>

namespace net {

/// None: as the environment says.
std::optional<QNetworkProxy> proxyOf(const Endpoint &endpoint);
/// The same for QNetworkAccessManager, in the form that costs least.
class ProxyChoice : public QNetworkProxyFactory {
public:
    explicit ProxyChoice(const Endpoint &endpoint);
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override;

private:
    std::optional<QNetworkProxy> m_proxy;
};

/// "host:port" of the proxy that a request to url goes through, empty when there is none.
QString proxyPlace(const Endpoint &endpoint, const QUrl &url);

} // namespace net
