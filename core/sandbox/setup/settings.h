#pragma once

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace sandbox {

enum class Samples { Demo, System, None };

/// What the command line says.
struct Settings {
    quint16 port = 0;
    QString dataDir;
    QString usersFile;
    Samples samples = Samples::Demo;
    bool standalone = false; ///< --as: form of log lines; throttles where perMinute is not given
    int perMinute = 600000;  ///< invokes and fires a minute, as shown in /limits
    int inFlight = 2000;     ///< at once
    bool wellKnownKeys = false;
    bool cors = false;
    QStringList faults;        ///< NAME=VALUE[@PATH-PREFIX]
    QMap<QString, int> fill;
    int load = 0;
    std::optional<quint16> gatewayAdmin; ///< port of the gateway's Admin API, where there is to be one
    std::optional<quint16> gateway;      ///< port of its data plane
    std::optional<quint16> gatewayControl; ///< port of the data plane's control API
    QString gatewayAs = QStringLiteral("v3");
};

/// Reads the arguments (without the program's name); what is wrong with them, or nothing.
QString readArguments(const QStringList &arguments, Settings *settings);
QString usage();

} // namespace sandbox
