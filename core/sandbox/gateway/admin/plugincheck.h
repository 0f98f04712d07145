#pragma once

#include "core/json/value.h"

#include <optional>

namespace sandbox::gateway {

class SchemaLibrary;

/// What is wrong with the configurations of plugins, by name, or nothing.
std::optional<QString> checkPlugins(const SchemaLibrary &library, const json::Value &plugins, bool ofConsumer = false);
std::optional<QString> checkStreamPlugins(const SchemaLibrary &library, const json::Value &plugins);

/// What a plugin checks beyond its schema. conf has its defaults.
std::optional<QString> checkBeyondSchema(const QString &plugin, const json::Value &conf, bool ofConsumer);

} // namespace sandbox::gateway
