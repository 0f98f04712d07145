#pragma once

#include "core/gateway/documents.h"

namespace gateway {

/// The one configuration of a gateway that is driven through its API without a store.
struct Configs {
    json::Value value;
    QByteArray digest;   ///< of what is there now, as somebody gave it; empty: never configured, or before 3.14
};
Async<Configs> getConfigs(net::Client &client, QObject *owner);
/// Replaces all; what the document leaves out is emptied. The digest is made from the text.
Async<Done> putConfigs(net::Client &client, const json::Value &configs, QObject *owner);

/// One object in it: null when there is none.
json::Value inConfigs(const json::Value &configs, const Key &key);
/// With the object replaced, added, or (null) taken out. The version of its kind goes up, the others stay as they are.
json::Value withObject(json::Value configs, const Key &key, const json::Value &value);

/// Writes all with one object changed. Conflict when somebody else wrote since it was read.
Async<Done> changeConfigs(net::Client &client, const Configs &read, const Key &key, const json::Value &value, QObject *owner);

} // namespace gateway
