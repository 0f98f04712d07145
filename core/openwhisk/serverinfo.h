#pragma once

#include "core/openwhisk/operations.h"

namespace openwhisk {

/// From GET / and GET /api/v1; null for one that a proxy hides.
ServerInfo serverInfoFromJson(const json::Value &root, const json::Value &api);
NamespaceLimits limitsFromDocument(const json::Value &document);
/// "1048576 B", "1 MB"; none when it is neither that nor a number.
std::optional<qint64> bytesFromText(const json::Value &size);
/// What a deployment of today has, for servers that do not say.
QList<ServerInfo::Runtime> builtInRuntimes();

/// What a part of the server's description gave: a document, or why there is none.
struct ServerPart {
    json::Value document;
    std::optional<Error> error;
};
Async<ServerPart> serverPart(net::Client &client, const QByteArray &target, QObject *owner);

} // namespace openwhisk
