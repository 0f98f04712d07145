#pragma once

#include "core/json/value.h"

#include <QString>

#include <optional>

namespace sandbox {

/// Thrown where an API cannot be made or changed: the known actions' own words, without "API creation failure: ".
struct ApiRefusal {
    QString text;
};

/// One path and verb as `wsk api create` describes it: gatewayPath, gatewayMethod, action, pathParameters.
using Endpoint = json::Value;

json::Value newApi(const QString &basePath, const QString &name);
void addEndpoint(json::Value &api, const Endpoint &endpoint, const QString &responseType);
/// operation may be empty: the whole path.
void removeEndpoint(json::Value &api, const QString &path, const QString &operation);
/// Path parameters, and what the gateway needs to know.
void checkApi(const json::Value &api);

/// "get" and "/u/{id}": "getUId".
QString operationId(const QString &operation, const QString &path);

/// What the gateway does with an operation of an API.
struct Backend {
    QString url;
    QString verb; ///< "keep": that of the request
    QList<std::pair<QByteArray, QByteArray>> headers;
};
std::optional<Backend> backendOf(const json::Value &api, const json::Value &operation);

} // namespace sandbox
