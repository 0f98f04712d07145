#include "core/net/endpoint.h"

#include <QHostAddress>

using namespace Qt::StringLiterals;

namespace net {

namespace {

bool isLoopback(const QString &host)
{
    const QHostAddress address(host);
    return host.compare(u"localhost"_s, Qt::CaseInsensitive) == 0 || host.endsWith(u".localhost"_s, Qt::CaseInsensitive)
        || (!address.isNull() && address.isLoopback());
}

} // namespace

bool isPlainToOthers(const QUrl &base)
{
    return base.scheme().compare(u"https"_s, Qt::CaseInsensitive) != 0 && !isLoopback(base.host());
}

QString place(const QUrl &url)
{
    const QString host = url.host().contains(u':') ? u'[' + url.host() + u']' : url.host();
    return url.port() < 0 ? host : host + u':' + QString::number(url.port());
}

QUrl address(const QUrl &base, const QByteArray &target)
{
    const auto without = QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::StripTrailingSlash;
    QByteArray front = base.toEncoded(without);
    if (front.endsWith('/')) // "http://host/" keeps its one
        front.chop(1);
    return QUrl::fromEncoded(front + target, QUrl::StrictMode);
}

} // namespace net
