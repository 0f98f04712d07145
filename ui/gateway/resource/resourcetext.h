#pragma once

#include "core/gateway/kinds.h"
#include "core/json/edit.h"

#include <QStringList>

/// What objects of the gateway are called, and how their members are. Pure.
namespace resource {

/// What a user knows it by: the path of a route, else its name, else its id.
QString titleOf(const gateway::Key &key, const json::Value &value);
QString glyphOf(gateway::Kind kind);
/// "route quote · id 42": what the title does not say yet.
QString aboutText(const gateway::Key &key, const json::Value &value);
/// An object of its kind to begin with.
json::Value emptyObject(gateway::Kind kind);
/// Without what must be its own: id, times, user name, and another name.
json::Value copyOf(const gateway::Key &key, const json::Value &value);

bool hasStatus(gateway::Kind kind); ///< can be switched off
bool isEnabled(const json::Value &value);

/// "/plugins/openwhisk/timeout" as "plugins › openwhisk › timeout"
QString placeText(const QString &pointer);
QString valueText(const std::optional<json::Value> &value, int most = 80); ///< "nothing" for none
/// Without a key: the one who runs it puts it in.
QString curlFor(const QByteArray &method, const QString &address, const json::Value &body);

} // namespace resource
