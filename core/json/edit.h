#pragma once

#include "core/json/value.h"

#include "core/async/result.h"

namespace json {

/// RFC 6901. "" is the whole document, "/a/0" a place in it.
std::optional<Value> at(const Value &document, const QString &pointer);
QString escapePointer(QStringView name);

/// One difference. before is absent for an addition, after for a removal.
struct Change {
    QString pointer;
    std::optional<Value> before;
    std::optional<Value> after;
    bool operator==(const Change &) const = default;
};

/// Semantic: 5 equals 5.0, order of members does not count; arrays are compared item by item after a common
/// head and tail. In the order of a, then additions in the order of b.
QList<Change> diff(const Value &a, const Value &b);

/// Applies changes to a document; members that no change names stay as they were, in their order.
Result<Value> patch(const Value &document, const QList<Change> &changes);

} // namespace json
