#pragma once

#include "core/json/value.h"

namespace exchange {

/// A plain scalar by YAML 1.2's core schema: null, true, 12, 0x1f, 1.50, text. Nothing: a number that JSON cannot say.
std::optional<json::Value> plainScalar(const QByteArray &text);

} // namespace exchange
