#pragma once

#include "core/json/value.h"

#include <functional>
#include <optional>

namespace gateway {

/// The value of a variable ("arg_x", "http_user_agent", "uri" ...); none where there is no such thing.
using Variables = std::function<std::optional<json::Value>(const QString &name)>;

/// Does an expression of the gateway (vars, a plugin's filter) hold? One that is no expression holds never, an empty
/// one always.
bool holds(const json::Value &expression, const Variables &variables);

/// A number as Lua reads it: "0x5", " 5" and "5e0" are five; none for what is none.
std::optional<double> luaNumber(const json::Value &value);
std::optional<double> luaNumber(const QString &text);

} // namespace gateway
