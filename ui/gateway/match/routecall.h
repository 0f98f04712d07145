#pragma once

#include "core/gateway/routing.h"

#include <QList>
#include <QPair>

/// A request that somebody thinks of, as the gateway would see it. Pure.
struct CallText {
    QString method = QStringLiteral("GET");
    QString url;  ///< "https://host/path?query", or a path alone
    QList<QPair<QByteArray, QByteArray>> headers = {};
    QString address = {}; ///< of the client
    bool operator==(const CallText &) const = default;
};

/// Decoded, with slashes merged and dots resolved, and its variables by name.
gateway::Call callOf(const CallText &text);
/// "Name: value", one a line; what is none is left out.
QList<QPair<QByteArray, QByteArray>> headersOf(const QString &text);
/// A request that the route itself would take, to begin with: its first path, host, method and address.
CallText exampleFor(const json::Value &route, const QString &dataPlane);
