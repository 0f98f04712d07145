#pragma once

#include <QStringList>

#include <optional>

namespace gateway {

/// What a certificate says, for those who have to tell one from another.
struct CertificateFacts {
    QString subject;
    QString issuer;
    QStringList names;     ///< DNS names and addresses; the common name where there are none
    qint64 validFromMs = 0;
    qint64 validToMs = 0;
    QString keyKind;       ///< "RSA 2048"
    QString fingerprint;   ///< SHA-256, hex
    bool selfSigned = false;
    int chain = 1;         ///< certificates in the text, this one included

    /// Whole days from then on; negative: it has expired.
    int daysLeft(qint64 nowMs) const;
    bool operator==(const CertificateFacts &) const = default;
};
/// Of the first one in a PEM text.
std::optional<CertificateFacts> certificateFacts(const QString &pem);

enum class KeyMatch { Matches, OtherKey, NoKey, NoCertificate };
/// Is this the private key of the certificate? Nothing of the key is kept.
KeyMatch keyMatch(const QString &certificatePem, const QString &keyPem);

} // namespace gateway
