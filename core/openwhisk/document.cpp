#include "core/openwhisk/document.h"

#include "core/json/text.h"
#include "core/openwhisk/steps.h"

namespace openwhisk {

Async<json::Value> getDocument(net::Client &client, Collection collection, const EntityName &name, QObject *owner)
{
    net::Request request;
    request.target = entityPath(collection, name);
    request.parseJson = false;
    return thenOnPool(client.send(request, owner), [](const net::Reply &reply) { return json::parse(reply->body); });
}

} // namespace openwhisk
