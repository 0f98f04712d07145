#pragma once

#include "core/sandbox/api/context.h"
#include "core/sandbox/web/place.h"

namespace sandbox {

struct WebExport;

/// What the action gets: query, body, and the request itself in "__ow_..." members. Malformed bodies and names that
/// the caller may not use are refused.
json::Value webArguments(const Call &call, const WebPlace &place, const WebExport &found);

} // namespace sandbox
