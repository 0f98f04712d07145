#include "core/connections/certificate.h"
#include "core/connections/profile.h"
#include "core/connections/text.h"

#include <QFileInfo>
#include <QSslKey>

using namespace Qt::StringLiterals;

namespace connections {

namespace {

constexpr qint64 pemCap = 1024 * 1024;

Error fileError(const QString &sentence, const QString &file)
{
    return {Error::Kind::Tls, sentence.arg(file), {}};
}

/// Regular files only: opening a pipe would wait for somebody to write into it.
Result<QByteArray> readPem(const QString &file)
{
    const QFileInfo info(file);
    if (!info.exists())
        return fileError(Text::tr("There is no file %1."), file);
    if (!info.isFile() || info.size() > pemCap)
        return fileError(Text::tr("%1 is no certificate or key: it must be a file of less than 1 MB."), file);
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly))
        return fileError(Text::tr("%1 cannot be read: %2.").arg(u"%1"_s, source.errorString()), file);
    return source.read(pemCap);
}

Result<QByteArray> readCertificates(const QString &file)
{
    return readPem(file).andThen([&file](const QByteArray &pem) -> Result<QByteArray> {
        if (certificates(pem).isEmpty())
            return fileError(Text::tr("%1 holds no certificate in PEM form."), file);
        return pem;
    });
}

/// The key as PEM without its passphrase: it is held in memory only.
Result<QByteArray> readKey(const QString &file, const QByteArray &passphrase)
{
    const auto pem = readPem(file);
    if (!pem)
        return pem.error();
    if (!pem->contains("PRIVATE KEY-----"))
        return fileError(Text::tr("%1 holds no private key in PEM form."), file);
    for (const auto algorithm : {QSsl::Rsa, QSsl::Ec, QSsl::Dsa}) {
        const QSslKey key(*pem, algorithm, QSsl::Pem, QSsl::PrivateKey, passphrase);
        if (!key.isNull())
            return key.toPem();
    }
    if (pem->contains("ENCRYPTED"))
        return fileError(passphrase.isEmpty() ? Text::tr("The key in %1 needs its passphrase.")
                                              : Text::tr("The passphrase does not open the key in %1."),
                         file);
    return fileError(Text::tr("The private key in %1 cannot be used; RSA and EC keys can."), file);
}

Result<net::TlsOptions> trusted(const Profile &profile)
{
    net::TlsOptions tls;
    tls.verify = profile.trust != Trust::None;
    if (profile.trust == Trust::Pinned)
        tls.pinnedSha256 = profile.pinnedSha256.toLatin1().toLower();
    if (profile.trust != Trust::OwnCa)
        return tls;
    return readCertificates(profile.caFile).transform([tls](const QByteArray &pem) {
        net::TlsOptions with = tls;
        with.caPem = pem;
        return with;
    });
}

Result<net::TlsOptions> tlsOptions(const Profile &profile, const Secrets &secrets)
{
    auto tls = trusted(profile);
    if (!tls || profile.clientCertificateFile.isEmpty())
        return tls;
    const auto certificate = readCertificates(profile.clientCertificateFile);
    if (!certificate)
        return certificate.error();
    const auto key = readKey(profile.clientKeyFile, secrets.clientKeyPassphrase);
    if (!key)
        return key.error();
    tls->clientCertificatePem = *certificate;
    tls->clientKeyPem = *key;
    return tls;
}

QUrl proxyUrl(const Profile &profile, const Secrets &secrets)
{
    if (profile.proxyMode == ProxyMode::Environment)
        return {};
    if (profile.proxyMode == ProxyMode::None)
        return QUrl(u"direct:"_s);
    QUrl proxy = profile.proxy;
    if (!secrets.proxyPassword.isEmpty())
        proxy.setUserInfo(QString::fromUtf8(secrets.proxyPassword), QUrl::TolerantMode);
    return proxy;
}

Result<net::Endpoint> endpoint(const QUrl &base, const Profile &profile, const Secrets &secrets)
{
    return tlsOptions(profile, secrets).transform([&](const net::TlsOptions &tls) {
        net::Endpoint result;
        result.base = base;
        result.tls = tls;
        result.proxy = proxyUrl(profile, secrets);
        result.readOnly = profile.readOnly;
        return result;
    });
}

} // namespace

Result<net::Endpoint> openwhiskEndpoint(const Profile &profile, const Secrets &secrets)
{
    if (const auto found = problems(profile); !found.isEmpty())
        return Error{Error::Kind::Rejected, found.first().second, {}};
    auto result = endpoint(profile.openwhiskHost, profile, secrets);
    const QByteArray key = secrets.openwhiskKey.trimmed();
    if (result && !key.isEmpty())
        result->authorization = "Basic " + key.toBase64();
    return result;
}

Result<net::Endpoint> dataPlaneEndpoint(const Profile &profile, const Secrets &secrets)
{
    if (profile.dataPlane.isEmpty())
        return Error{Error::Kind::Rejected, Text::tr("This connection names no data plane."), {}};
    return endpoint(profile.dataPlane, profile, secrets);
}

Result<net::Endpoint> controlEndpoint(const Profile &profile, const Secrets &secrets)
{
    if (profile.controlApi.isEmpty())
        return Error{Error::Kind::Rejected, Text::tr("This connection names no control API."), {}};
    return endpoint(profile.controlApi, profile, secrets);
}

Result<net::Endpoint> gatewayEndpoint(const Profile &profile, const Secrets &secrets)
{
    if (profile.gatewayAdmin.isEmpty())
        return Error{Error::Kind::Rejected, Text::tr("This connection has no gateway."), {}};
    if (const auto found = problems(profile); !found.isEmpty())
        return Error{Error::Kind::Rejected, found.first().second, {}};
    auto result = endpoint(profile.gatewayAdmin, profile, secrets);
    if (result) {
        result->authorization = secrets.gatewayAdminKey.trimmed();
        result->authorizationHeader = "X-API-KEY";
    }
    return result;
}

} // namespace connections
