#pragma once

#include "core/net/client.h"
#include "core/openwhisk/entities.h"

/// The API gateway, as `wsk api` manages it: by the web actions of package whisk.system/apimgmt (facts 7).
namespace openwhisk {

struct ApiOperation {
    QString path; ///< relative to the base path
    QString verb; ///< "get"
    QString operationId;
    EntityName action;
    QString responseType; ///< "json", "http" ...; empty when the address does not tell
    bool operator==(const ApiOperation &) const = default;
};

/// One API: all operations of one base path.
struct Api {
    QString name; ///< title of its swagger document
    QString basePath;
    QString url;  ///< where the gateway serves it, without a path
    bool activated = true;
    QList<ApiOperation> operations;
    json::Value swagger;
    bool operator==(const Api &) const = default;

    static Result<Api> fromJson(const json::Value &value); ///< {apidoc, gwApiUrl, ...}
};

/// All of them; a server without a gateway answers NotFound.
Async<QList<Api>> listApis(net::Client &client, QObject *owner);

struct ApiDraft {
    QString name; ///< empty: the base path; ignored where the base path has an API already
    QString basePath;
    QString path;
    QString verb = QStringLiteral("get");
    EntityName action;
    QString responseType = QStringLiteral("json");
};
QStringList apiVerbs();
QStringList apiResponseTypes();
/// wsk's own rules, which the server lacks; empty when it may be sent.
QString apiDraftProblem(const ApiDraft &draft);
/// Reads the action first: it has to be there and a web action, and its secret goes along. An operation of the same
/// path and verb is replaced, all others of the base path stay.
Async<Api> createApi(net::Client &client, const ApiDraft &draft, QObject *owner);

/// Why a swagger document cannot be imported; empty when it can.
QString swaggerProblem(const json::Value &swagger);
/// The gateway needs to know where each operation leads (x-ibm-configuration); where that is missing it is made from
/// the operations' own x-openwhisk addresses.
json::Value completedSwagger(const json::Value &swagger);
/// Without the secrets of actions that stand in it; how many were left out.
json::Value swaggerWithoutSecrets(const json::Value &swagger, int *leftOut);
/// It replaces an API of the same base path.
Async<Api> importApi(net::Client &client, const json::Value &swagger, QObject *owner);

/// path empty: the whole API; verb empty: all verbs of the path.
Async<Done> deleteApi(net::Client &client, const QString &basePath, const QString &path, const QString &verb,
                      QObject *owner);

} // namespace openwhisk
