#include "core/connections/profile.h"

#include "core/connections/text.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace connections {

namespace {

bool isLoopback(QUrl url)
{
    url.setScheme(u"http"_s);
    return !net::isPlainToOthers(url);
}

/// User info would end in the configuration file in the clear, query and fragment would be dropped unseen.
bool isAddress(const QUrl &url)
{
    return url.isValid() && !url.host().isEmpty() && url.userInfo().isEmpty() && !url.hasQuery() && !url.hasFragment()
        && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1);
}

QUrl withoutTrailingSlash(QUrl url)
{
    QString path = url.path(QUrl::FullyEncoded);
    while (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path, QUrl::TolerantMode);
    return url;
}

using Problems = QList<std::pair<QString, QString>>;

void checkAddresses(const Profile &profile, Problems &found)
{
    if (!isAddress(profile.openwhiskHost))
        found.append({u"openwhiskHost"_s,
                      Text::tr("The OpenWhisk host must be a name, a name with a port, or an http or https address.")});
    const std::pair<QString, QUrl> others[]
        = {{u"gatewayAdmin"_s, profile.gatewayAdmin}, {u"dataPlane"_s, profile.dataPlane}, {u"controlApi"_s, profile.controlApi}};
    for (const auto &[field, url] : others) {
        if (!url.isEmpty() && !isAddress(url))
            found.append({field, Text::tr("This must be an http or https address, or empty.")});
    }
}

void checkTls(const Profile &profile, Problems &found)
{
    static const QRegularExpression digest(u"^[0-9A-Fa-f]{64}$"_s);
    if (profile.trust == Trust::OwnCa && profile.caFile.isEmpty())
        found.append({u"caFile"_s, Text::tr("“Own CA” needs a file with the certificate of that authority.")});
    if (profile.trust == Trust::Pinned && !digest.match(profile.pinnedSha256).hasMatch())
        found.append({u"pinnedSha256"_s, Text::tr("A pinned certificate is named by its SHA-256, 64 hex digits.")});
    if (profile.clientCertificateFile.isEmpty() && !profile.clientKeyFile.isEmpty())
        found.append({u"clientCertificateFile"_s, Text::tr("A client key needs its certificate, too.")});
    if (!profile.clientCertificateFile.isEmpty() && profile.clientKeyFile.isEmpty())
        found.append({u"clientKeyFile"_s, Text::tr("A client certificate needs its key, too.")});
}

void checkProxy(const Profile &profile, Problems &found)
{
    static const QStringList schemes{u"http"_s, u"socks5"_s};
    if (profile.proxyMode != ProxyMode::Manual)
        return;
    const QUrl &proxy = profile.proxy;
    if (!proxy.isValid() || proxy.host().isEmpty() || proxy.port() <= 0 || !schemes.contains(proxy.scheme()))
        found.append({u"proxy"_s, Text::tr("A proxy is written as http://host:port or socks5://host:port.")});
}

} // namespace

QList<std::pair<QString, QString>> problems(const Profile &profile)
{
    Problems found;
    if (profile.name.trimmed().isEmpty())
        found.append({u"name"_s, Text::tr("The connection needs a name.")});
    checkAddresses(profile, found);
    checkTls(profile, found);
    checkProxy(profile, found);
    return found;
}

QUrl hostFromText(const QString &text)
{
    const QString typed = text.trimmed();
    if (typed.contains("://"_L1)) {
        const QUrl url = withoutTrailingSlash(QUrl(typed, QUrl::StrictMode));
        return isAddress(url) ? url : QUrl();
    }
    QUrl url = withoutTrailingSlash(QUrl("https://"_L1 + typed, QUrl::StrictMode));
    if (!isAddress(url))
        return {};
    if (isLoopback(url))
        url.setScheme(u"http"_s);
    return url;
}

} // namespace connections
