#pragma once

#include "core/sandbox/system/alarm.h"

namespace sandbox {

/// Thrown where a parameter is no good: the known package's own words.
struct AlarmRefusal {
    QString text;
    QString message = {};
};

/// Fills a new alarm; ns and trigger are set already. "fireOnce" and "isInterval" tell which feed was called.
void readNewAlarm(const json::Value &arguments, qint64 now, Alarm *alarm);
/// Takes over what an UPDATE names.
void updateAlarm(const json::Value &arguments, qint64 now, Alarm *alarm);

} // namespace sandbox
