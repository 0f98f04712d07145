#pragma once

#include "core/json/value.h"

#include <QStringList>

namespace sandbox {

/// An array of {key, value[, init][, encryption]}, canonical: doubled keys collapsed, other members dropped, in hash
/// order beyond four. malformed otherwise.
json::Value readParameters(const json::Value &value);

/// weaker overridden by stronger, item by item.
json::Value mergedParameters(const json::Value &weaker, const json::Value &stronger);
/// Without the items of these keys.
json::Value withoutKeys(const json::Value &list, const QStringList &keys);
/// With one more item, replacing that of the same key.
json::Value withItem(const json::Value &list, const QString &key, const json::Value &value);

/// The members of a map in the order in which the real server walks through it: as they came, by hash beyond four.
json::Value mapInServerOrder(const json::Value &map);

/// As the real server counts: bytes of the keys and of the compact values.
qsizetype sizeOfParameters(const json::Value &list);

} // namespace sandbox
