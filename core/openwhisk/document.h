#pragma once

#include "core/openwhisk/operations.h"

namespace openwhisk {

/// Any one entity as the server gives it, for what is shown and not edited.
Async<json::Value> getDocument(net::Client &client, Collection collection, const EntityName &name, QObject *owner);
/// PUT of any entity: what the server made of it; null where it is set up to answer "OK" only. What is too large for
/// the server is refused before the upload. It is sent on the client's account, also when owner dies meanwhile.
Async<json::Value> putDocument(net::Client &client, Collection collection, const EntityName &name,
                               const json::Value &body, Overwrite overwrite, QObject *owner,
                               const NamespaceLimits &limits = {}, const std::shared_ptr<net::Upload> &upload = {});
/// query: "?force=true" or nothing.
Async<Done> deleteDocument(net::Client &client, Collection collection, const EntityName &name, QObject *owner,
                           const QByteArray &query = {});

} // namespace openwhisk
