#pragma once

#include "core/net/client.h"
#include "core/openwhisk/names.h"

namespace openwhisk {

/// Any one entity as the server gives it, for what is shown and not edited.
Async<json::Value> getDocument(net::Client &client, Collection collection, const EntityName &name, QObject *owner);

} // namespace openwhisk
