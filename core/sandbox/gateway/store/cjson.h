#pragma once

#include "core/json/value.h"

#include <optional>

namespace sandbox::gateway {

/// Reads JSON as the server's library does: numbers become doubles of 14 digits, of members that come twice the last
/// one stays, hexadecimal and infinite numbers are taken. On failure nothing, and the library's own words in *error.
std::optional<json::Value> decodeJson(const QByteArray &text, QString *error);

/// A number as Lua prints it.
QByteArray luaNumber(double number);
/// Lua's %q: in quotes, with line breaks and quotes escaped.
QString luaQuoted(const QString &text);
/// What Lua's type() says of it.
QString luaType(const json::Value &value);
/// An object with at least one member, or an array with at least one item: what Lua's `#` and `next` tell apart.
bool isEmptyTable(const json::Value &value);
bool isTable(const json::Value &value);

} // namespace sandbox::gateway
