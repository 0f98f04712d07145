#pragma once

#include "core/json/value.h"

namespace sandbox::gateway {

/// RFC 7396 as the server has it: null removes where there is something to merge with, lists are replaced.
json::Value merged(json::Value origin, const json::Value &change);
/// Puts conf at the path; members on the way are made. Refuses a path through something that is no table.
json::Value replacedAt(json::Value origin, const QStringList &path, const json::Value &conf);

} // namespace sandbox::gateway
