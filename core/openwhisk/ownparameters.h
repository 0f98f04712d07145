#pragma once

#include "core/openwhisk/operations.h"

namespace openwhisk {

// A GET of a packaged action shows the package's parameters among its own (facts 4.4). One that has the value of the
// package's may be the action's as well: only the answer to a write lists the action's own alone.

/// Keys of parameters that a write of `after` would drop if they should be the action's own.
QStringList unclearKeys(const QList<KeyValue> &own, const QList<KeyValue> &ofPackage, const QList<KeyValue> &after);

/// after, with those of own that could not be seen when it was made.
QList<KeyValue> withUnseen(QList<KeyValue> after, const QList<KeyValue> &seen, const QList<KeyValue> &own);

/// The body of a write that changes nothing but the time of change.
json::Value writeOfNothing(const QString &version);

} // namespace openwhisk
