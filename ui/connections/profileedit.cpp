#include "ui/connections/profileedit.h"

#include "core/connections/certificate.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using connections::Profile;
using connections::Secret;

namespace {

QString sentence(const char *text)
{
    return QCoreApplication::translate("ProfileEdit", text);
}

QString shown(const QUrl &url)
{
    return url.toString(QUrl::FullyEncoded);
}

QUrl proxyFromText(const QString &text)
{
    const QString typed = text.trimmed();
    return QUrl(typed.contains("://"_L1) || typed.isEmpty() ? typed : "http://"_L1 + typed, QUrl::StrictMode);
}

} // namespace

ProfileInput inputOf(const Profile &profile)
{
    return {profile, shown(profile.openwhiskHost), shown(profile.gatewayAdmin), shown(profile.dataPlane),
            shown(profile.controlApi), shown(profile.proxy), connections::fingerprint(profile.pinnedSha256.toLatin1())};
}

Profile toProfile(const ProfileInput &input)
{
    Profile profile = input.profile;
    profile.name = profile.name.trimmed();
    profile.openwhiskHost = connections::hostFromText(input.host);
    profile.gatewayAdmin = connections::hostFromText(input.gatewayAdmin);
    profile.dataPlane = connections::hostFromText(input.dataPlane);
    profile.controlApi = connections::hostFromText(input.controlApi);
    profile.proxy = proxyFromText(input.proxy);
    profile.pinnedSha256 = connections::sha256FromText(input.pin);
    return profile;
}

QList<std::pair<QString, QString>> problemsOf(const ProfileInput &input)
{
    const Profile profile = toProfile(input);
    auto found = connections::problems(profile);
    const std::tuple<QString, QString, QUrl> optional[] = {{u"gatewayAdmin"_s, input.gatewayAdmin, profile.gatewayAdmin},
                                                           {u"dataPlane"_s, input.dataPlane, profile.dataPlane},
                                                           {u"controlApi"_s, input.controlApi, profile.controlApi}};
    for (const auto &[field, typed, url] : optional) {
        if (!typed.trimmed().isEmpty() && url.isEmpty())
            found.append({field, sentence("This must be an http or https address, or empty.")});
    }
    return found;
}

QByteArray takeUserInfo(QString &proxy)
{
    QUrl url = proxyFromText(proxy);
    const QString info = url.userInfo(QUrl::FullyEncoded);
    if (info.isEmpty())
        return {};
    url.setUserInfo(QString());
    proxy = shown(url);
    return info.toUtf8();
}

connections::Secrets ProfileEdit::allSecrets() const
{
    return {secrets.value(Secret::OpenWhiskKey), secrets.value(Secret::GatewayAdminKey),
            secrets.value(Secret::ClientKeyPassphrase), secrets.value(Secret::ProxyPassword)};
}

QString ProfileEdit::title() const
{
    const QString name = input.profile.name.trimmed();
    return name.isEmpty() ? sentence("(no name yet)") : name;
}

QString freeName(const QString &wanted, const QStringList &taken)
{
    QString name = wanted;
    for (int n = 2; taken.contains(name); ++n)
        name = wanted + u' ' + QString::number(n);
    return name;
}
