#pragma once

#include "core/gateway/plugins.h"

namespace gateway {

/// The schema that a form of the plugin is made from: the server's, with `_meta` also where consumers have a schema of
/// their own, and with the object that openfunction means by its authorization.
json::Value formSchema(const Plugin &plugin, Part part);

/// What a plugin is for, to choose among a hundred.
enum class PluginGroup { Traffic, Security, Ai, Function, Observe, Transform };
PluginGroup groupOf(const Plugin &plugin);

/// Names of configured plugins in the order in which they run: by phase, then by priority, their own in `_meta` first.
/// Those that the gateway does not know come last.
QStringList runningOrder(const json::Value &plugins, const Catalogue *catalogue, bool inStream);
qint64 priorityOf(const json::Value &conf, const Plugin &plugin);

bool isDisabled(const json::Value &conf);
/// before: what it was when it was loaded, so that switching off and on again leaves no trace.
json::Value withDisabled(const json::Value &conf, bool disabled, const std::optional<json::Value> &before);

} // namespace gateway
