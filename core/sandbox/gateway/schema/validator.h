#pragma once

#include "core/json/value.h"

#include <optional>

namespace sandbox::gateway {

/// Checks data by a JSON schema as the server's validator does, defaults filled in on the way (they count for what is
/// checked later). Gives what is wrong in its words, or nothing.
std::optional<QString> validate(const json::Value &schema, json::Value &data);

/// Finds pattern in text as PCRE does; false where the pattern itself is wrong, which *error then tells.
bool matchesPattern(const QString &pattern, const QString &text, QString *error = nullptr);

/// "$secret://..." or "$env://...": taken from elsewhere when it is used, so that its text says nothing.
bool isReference(const QString &text);

} // namespace sandbox::gateway
