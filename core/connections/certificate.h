#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QSslCertificate>
#include <QString>
#include <QStringList>

namespace connections {

/// What a person wants to know of a certificate.
struct CertificateFacts {
    QString subject;
    QString issuer;
    QStringList names; ///< DNS names and addresses it is good for; the common name when it lists none
    QDateTime from;
    QDateTime until;
    QByteArray sha256; ///< hex
    bool selfSigned = false;
};

QList<QSslCertificate> certificates(const QByteArray &pem); ///< those that can be read
CertificateFacts facts(const QSslCertificate &certificate);
/// "7F:3A:91 ..." of hex digits, as browsers show it.
QString fingerprint(const QByteArray &hex);
/// 64 lower-case hex digits out of what people paste (colons, blanks, capitals); empty when it is none.
QString sha256FromText(const QString &text);

} // namespace connections
