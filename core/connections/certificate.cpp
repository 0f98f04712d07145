#include "core/connections/certificate.h"

#include <QCryptographicHash>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace connections {

namespace {

QString firstOf(const QStringList &common, const QStringList &organization)
{
    return common.isEmpty() ? organization.value(0) : common.first();
}

} // namespace

QList<QSslCertificate> certificates(const QByteArray &pem)
{
    auto found = QSslCertificate::fromData(pem, QSsl::Pem);
    found.removeIf([](const QSslCertificate &certificate) { return certificate.isNull(); });
    return found;
}

CertificateFacts facts(const QSslCertificate &certificate)
{
    CertificateFacts result;
    result.subject = firstOf(certificate.subjectInfo(QSslCertificate::CommonName),
                             certificate.subjectInfo(QSslCertificate::Organization));
    result.issuer = firstOf(certificate.issuerInfo(QSslCertificate::CommonName),
                            certificate.issuerInfo(QSslCertificate::Organization));
    result.names = certificate.subjectAlternativeNames().values();
    std::sort(result.names.begin(), result.names.end());
    if (result.names.isEmpty() && !result.subject.isEmpty())
        result.names.append(result.subject);
    result.from = certificate.effectiveDate();
    result.until = certificate.expiryDate();
    result.sha256 = certificate.digest(QCryptographicHash::Sha256).toHex();
    result.selfSigned = certificate.isSelfSigned();
    return result;
}

QString fingerprint(const QByteArray &hex)
{
    return QString::fromLatin1(QByteArray::fromHex(hex).toHex(':').toUpper());
}

QString sha256FromText(const QString &text)
{
    static const QRegularExpression filler(u"[:\\s]"_s);
    static const QRegularExpression digest(u"^[0-9a-f]{64}$"_s);
    QString hex = text.trimmed().toLower();
    if (hex.startsWith("sha256:"_L1))
        hex.remove(0, 7);
    hex.remove(filler);
    return digest.match(hex).hasMatch() ? hex : QString();
}

} // namespace connections
