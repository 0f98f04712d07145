#pragma once

#include "core/connections/profile.h"
#include "core/json/value.h"

namespace connections {

/// A profile of profiles.json. What is missing or unknown falls back to the safe side: System trust, production.
Profile profileFromJson(const json::Value &object);
/// Sets only what differs from what the object says already, so that members and values of newer versions stay.
void writeProfile(json::Value &object, const Profile &profile);

} // namespace connections
