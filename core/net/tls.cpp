#include "core/net/tls.h"

#include <QCoreApplication>
#include <QSslCertificate>
#include <QSslKey>

#include <algorithm>

namespace net {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("net", text);
}

QByteArray fingerprint(const QSslCertificate &certificate)
{
    return certificate.digest(QCryptographicHash::Sha256).toHex();
}

// "AB:CD ..." and "abcd..." are the same fingerprint.
QByteArray plainHex(QByteArray hex)
{
    return hex.toLower().replace(':', "").replace(' ', "");
}

QSslKey privateKey(const QByteArray &pem)
{
    for (const auto algorithm : {QSsl::Rsa, QSsl::Ec, QSsl::Dsa})
        if (const QSslKey key(pem, algorithm); !key.isNull())
            return key;
    return {};
}

// OpenSSL takes no leaf for an authority that does not call itself one, even when it was given as such.
bool vouchedByItself(const TlsOptions &options, const QList<QSslCertificate> &chain)
{
    return !chain.isEmpty() && !options.caPem.isEmpty()
        && QSslCertificate::fromData(options.caPem, QSsl::Pem).contains(chain.first());
}

bool onlyAuthorityMissing(const QList<QSslError> &errors)
{
    return std::all_of(errors.cbegin(), errors.cend(), [](const QSslError &error) {
        return error.error() == QSslError::SelfSignedCertificate || error.error() == QSslError::InvalidCaCertificate
            || error.error() == QSslError::UnableToGetLocalIssuerCertificate
            || error.error() == QSslError::CertificateUntrusted
            || error.error() == QSslError::UnableToVerifyFirstCertificate;
    });
}

QString reason(const QSslError &error)
{
    switch (error.error()) {
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
        return tr("the certificate is self-signed, no authority vouches for it");
    case QSslError::HostNameMismatch:
        return tr("the certificate is for another name");
    case QSslError::CertificateExpired:
        return tr("the certificate ran out on %1").arg(error.certificate().expiryDate().date().toString(Qt::ISODate));
    case QSslError::CertificateNotYetValid:
        return tr("the certificate is valid only from %1 on")
            .arg(error.certificate().effectiveDate().date().toString(Qt::ISODate));
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
        return tr("the authority that signed the certificate is not known here");
    default:
        return error.errorString();
    }
}

} // namespace

QSslConfiguration sslConfiguration(const TlsOptions &options)
{
    auto configuration = QSslConfiguration::defaultConfiguration();
    if (!options.verify)
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    if (!options.pinnedSha256.isEmpty()) // no authority at all: every certificate then comes before accepts()
        configuration.setCaCertificates({});
    else if (!options.caPem.isEmpty())
        configuration.addCaCertificates(QSslCertificate::fromData(options.caPem, QSsl::Pem));
    if (!options.clientCertificatePem.isEmpty()) {
        configuration.setLocalCertificateChain(QSslCertificate::fromData(options.clientCertificatePem, QSsl::Pem));
        configuration.setPrivateKey(privateKey(options.clientKeyPem));
    }
    return configuration;
}

bool accepts(const TlsOptions &options, const QList<QSslCertificate> &chain, const QList<QSslError> &errors)
{
    if (!options.pinnedSha256.isEmpty())
        return !chain.isEmpty() && fingerprint(chain.first()) == plainHex(options.pinnedSha256);
    return !options.verify || (vouchedByItself(options, chain) && onlyAuthorityMissing(errors));
}

TlsFailure failureOf(const QList<QSslCertificate> &chain, const QList<QSslError> &errors, const TlsOptions &options)
{
    TlsFailure failure;
    for (const QSslCertificate &certificate : chain)
        failure.chainPem.append(certificate.toPem());
    if (!chain.isEmpty())
        failure.leafSha256 = fingerprint(chain.first());
    if (!options.pinnedSha256.isEmpty() && !chain.isEmpty()) {
        failure.reasons.append(tr("it is not the certificate that was pinned for this connection"));
        return failure;
    }
    for (const QSslError &error : errors)
        if (const QString text = reason(error); !failure.reasons.contains(text))
            failure.reasons.append(text);
    return failure;
}

} // namespace net
