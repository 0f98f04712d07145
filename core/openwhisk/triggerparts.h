#pragma once

#include "core/json/text.h"
#include "core/openwhisk/operations.h"
#include "core/openwhisk/steps.h"

namespace openwhisk {

/// What triggers and rules have in common: their requests and the members that every entity has.
struct EntityHead {
    EntityName name;
    QString version;
    qint64 updated = 0;
};
Result<EntityHead> entityHead(const json::Value &document, const QString &what);
/// {"path":"ns/pkg","name":"a"}, or "/ns/pkg/a" in very old records.
EntityName referenceFromJson(const json::Value &reference);
/// Own entities are known by "_" here; a namespace whose name begins with _ cannot be reached otherwise (facts 0.1).
EntityName asOwn(EntityName name, const QString &ownNamespace);

net::Request getRequest(Collection collection, const EntityName &name);
net::Request deleteRequest(Collection collection, const EntityName &name);
/// What is too large for the server is refused before it is sent.
Async<net::Reply> sendPut(net::Client &client, Collection collection, const EntityName &name, const json::Value &body,
                          Overwrite overwrite, QObject *owner, const NamespaceLimits &limits = {});

template<typename Entity> Async<Entity> readEntity(const Async<net::Reply> &reply)
{
    return thenOnPool(reply, [](const net::Reply &response) {
        return json::parse(response->body).andThen([](const json::Value &document) { return Entity::fromJson(document); });
    });
}

} // namespace openwhisk
