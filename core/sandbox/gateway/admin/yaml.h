#pragma once

#include "core/json/value.h"

#include <optional>

namespace sandbox::gateway {

/// Reads YAML as configurations are written in it: blocks of maps and lists, flow collections, quoted and literal
/// texts, comments. No anchors, tags or several documents. None: it is none of that, *error says where.
std::optional<json::Value> readYaml(const QByteArray &text, QString *error);

} // namespace sandbox::gateway
