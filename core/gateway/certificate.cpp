#include "core/gateway/certificate.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QSslCertificate>
#include <QSslCertificateExtension>
#include <QSslKey>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>

using namespace Qt::StringLiterals;

namespace gateway {

namespace {

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;

Bio bytes(const QByteArray &text)
{
    return {BIO_new_mem_buf(text.constData(), int(text.size())), BIO_free};
}

/// "shop.example, Example Ltd."
QString shortName(const QSslCertificate &certificate, bool issuer)
{
    QStringList parts;
    for (const auto info : {QSslCertificate::CommonName, QSslCertificate::Organization})
        parts += issuer ? certificate.issuerInfo(info) : certificate.subjectInfo(info);
    return parts.isEmpty() ? (issuer ? certificate.issuerDisplayName() : certificate.subjectDisplayName()) : parts.join(u", "_s);
}

QStringList namesOf(const QSslCertificate &certificate)
{
    QStringList names;
    const auto others = certificate.subjectAlternativeNames();
    for (const QSsl::AlternativeNameEntryType type : {QSsl::DnsEntry, QSsl::IpAddressEntry})
        names += others.values(type);
    names.sort();
    names.removeDuplicates();
    return names.isEmpty() ? certificate.subjectInfo(QSslCertificate::CommonName) : names;
}

QString keyKindOf(const QSslKey &key)
{
    const QString size = QString::number(key.length());
    switch (key.algorithm()) {
    case QSsl::Rsa:
        return u"RSA "_s + size;
    case QSsl::Ec:
        return u"EC "_s + size;
    case QSsl::Dsa:
        return u"DSA "_s + size;
    default:
        return {};
    }
}

} // namespace

int CertificateFacts::daysLeft(qint64 nowMs) const
{
    constexpr qint64 day = 24LL * 60 * 60 * 1000;
    const qint64 left = validToMs - nowMs;
    return int(left >= 0 ? left / day : -((-left + day - 1) / day));
}

std::optional<CertificateFacts> certificateFacts(const QString &pem)
{
    const QList<QSslCertificate> all = QSslCertificate::fromData(pem.toUtf8(), QSsl::Pem);
    if (all.isEmpty() || all.first().isNull())
        return {};
    const QSslCertificate &one = all.first();
    return CertificateFacts{shortName(one, false),
                            shortName(one, true),
                            namesOf(one),
                            one.effectiveDate().toMSecsSinceEpoch(),
                            one.expiryDate().toMSecsSinceEpoch(),
                            keyKindOf(one.publicKey()),
                            QString::fromLatin1(one.digest(QCryptographicHash::Sha256).toHex()),
                            one.isSelfSigned(),
                            int(all.size())};
}

KeyMatch keyMatch(const QString &certificatePem, const QString &keyPem)
{
    const QByteArray certificateText = certificatePem.toUtf8();
    QByteArray keyText = keyPem.toUtf8();
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(
        PEM_read_bio_X509_AUX(bytes(certificateText).get(), nullptr, nullptr, nullptr), X509_free);
    // A password is never asked for: the terminal belongs to somebody else
    const auto noPassword = [](char *, int, int, void *) { return 0; };
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
        PEM_read_bio_PrivateKey(bytes(keyText).get(), nullptr, noPassword, nullptr), EVP_PKEY_free);
    keyText.fill('\0');
    const bool matches = certificate && key && X509_check_private_key(certificate.get(), key.get()) == 1;
    ERR_clear_error(); // the queue of this thread is OpenSSL's and QtNetwork's, too
    if (!certificate)
        return KeyMatch::NoCertificate;
    return !key ? KeyMatch::NoKey : matches ? KeyMatch::Matches : KeyMatch::OtherKey;
}

} // namespace gateway
