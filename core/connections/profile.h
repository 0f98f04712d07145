#pragma once

#include "core/async/result.h"
#include "core/net/endpoint.h"

#include <QList>
#include <QString>
#include <QUrl>

namespace connections {

enum class Environment { Sandbox, Dev, Staging, Production };
enum class Trust { System, OwnCa, Pinned, None };
enum class ProxyMode { Environment, None, Manual };

/// What a connection is, without its secrets. Stored in profiles.json (0600).
struct Profile {
    QString id; ///< made once, names the keychain entries
    QString name;
    Environment environment = Environment::Dev;
    QUrl openwhiskHost;
    QUrl gatewayAdmin; ///< optional
    QUrl dataPlane;    ///< optional
    QUrl controlApi;   ///< optional, of one node of the data plane
    Trust trust = Trust::System;
    QString caFile;
    QString pinnedSha256; ///< hex
    QString clientCertificateFile;
    QString clientKeyFile;
    ProxyMode proxyMode = ProxyMode::Environment;
    QUrl proxy; ///< without user and password
    bool readOnly = false;
    QString lastNamespace; ///< as the server said last time, for display
    bool operator==(const Profile &) const = default;
};

enum class Secret { OpenWhiskKey, GatewayAdminKey, ClientKeyPassphrase, ProxyPassword };

/// Problems that keep a profile from being used, by field name; empty when there are none.
QList<std::pair<QString, QString>> problems(const Profile &profile);
/// "host", "host:port" or URL as users type it; without scheme https is put in front (http for loopback); a
/// trailing / goes. Invalid: empty URL.
QUrl hostFromText(const QString &text);

struct Secrets {
    QByteArray openwhiskKey; ///< UUID:KEY
    QByteArray gatewayAdminKey;
    QByteArray clientKeyPassphrase;
    QByteArray proxyPassword;
};
/// Reads the files that the profile names; an unreadable one is an Error that says which.
Result<net::Endpoint> openwhiskEndpoint(const Profile &profile, const Secrets &secrets);
Result<net::Endpoint> gatewayEndpoint(const Profile &profile, const Secrets &secrets);
Result<net::Endpoint> dataPlaneEndpoint(const Profile &profile, const Secrets &secrets); ///< without any key
Result<net::Endpoint> controlEndpoint(const Profile &profile, const Secrets &secrets);   ///< without any key

} // namespace connections
