#pragma once

#include "core/json/value.h"

#include <optional>

namespace sandbox::gateway {

/// What is wrong with a condition ([[var, operator, value], ...], with "OR" and the like), or nothing.
std::optional<QString> checkExpression(const json::Value &rule);

} // namespace sandbox::gateway
