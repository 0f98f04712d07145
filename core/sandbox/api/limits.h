#pragma once

#include "core/sandbox/api/context.h"

namespace sandbox {

/// The "limits" of an action's PUT: members given, as whole numbers of 32 bits; malformed otherwise. null: nothing.
json::Value readLimits(const json::Value &value);
/// 400 where a given one is out of range.
void checkLimits(const Services &services, const json::Value &given);
/// The defaults, overridden by what is there already, overridden by what is given.
json::Value mergedLimits(const json::Value &before, const json::Value &given);

/// GET /namespaces/{ns}/limits.
json::Value limitsDocument(const Settings &settings);
/// The "limits" of GET /.
json::Value hostLimits(const Settings &settings);

} // namespace sandbox
