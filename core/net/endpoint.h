#pragma once

#include <QByteArray>
#include <QString>
#include <QUrl>

namespace net {

/// How TLS is judged for one address. PEM texts, not paths, so that a moved file changes nothing unseen.
struct TlsOptions {
    bool verify = true;
    QByteArray caPem; ///< own authority, beside the system's
    QByteArray clientCertificatePem;
    QByteArray clientKeyPem; ///< a secret: comes from the keychain
    QByteArray pinnedSha256; ///< hex of the one self-signed certificate that is trusted
    bool operator==(const TlsOptions &) const = default;
};

/// Where requests go and what they carry. Held in memory only: it has the secret.
struct Endpoint {
    QUrl base; ///< scheme, host, port and maybe a path in front of /api
    QByteArray authorization; ///< value of the header named below, empty for none
    QByteArray authorizationHeader = "Authorization"; ///< X-API-KEY for the gateway
    TlsOptions tls;
    QUrl proxy; ///< empty: as the environment says; "direct:": none
    bool readOnly = false; ///< writes are refused below the window (Error::Kind::Forbidden); an invoke is a write
};

/// Keys travel in the clear: http to anything but loopback.
bool isPlainToOthers(const QUrl &base);
/// "host" or "host:port", for sentences.
QString place(const QUrl &url);
/// The base with an encoded path and query behind it; user, query and fragment of the base go.
QUrl address(const QUrl &base, const QByteArray &target);

} // namespace net
