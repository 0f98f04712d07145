#pragma once

#include "core/sandbox/system/native.h"

namespace sandbox {

/// The feeds of /whisk.system/alarms: CREATE, READ, UPDATE, DELETE, PAUSE, UNPAUSE of an alarm for a trigger of the caller.
json::Value runAlarmFeed(const NativeCall &call);

} // namespace sandbox
