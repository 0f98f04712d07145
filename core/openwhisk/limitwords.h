#pragma once

#include "core/openwhisk/operations.h"

namespace openwhisk {

/// What the server would say to limits out of its bounds, in its order: memory, time, logs, concurrency. Only those
/// that are sent are looked at. Empty: it would take them (facts 3.2).
QString limitRefusal(const ActionLimits &sent, const NamespaceLimits &bounds);
/// The same for one: name is "memory", "timeout", "logs" or "concurrency".
QString limitRefusal(QStringView name, qint64 value, const NamespaceLimits &bounds);
/// "parameters larger than allowed: 1048577 > 1048576 bytes."; empty when it fits.
QString sizeRefusal(const QString &field, qint64 bytes, qint64 allowed);

} // namespace openwhisk
