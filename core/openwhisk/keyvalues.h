#pragma once

#include "core/openwhisk/entities.h"

namespace openwhisk {

/// The value in the item of that name, whose init mark and further members stay; a new item at the end where none is.
/// An encrypted value becomes an ordinary one.
QList<KeyValue> withValue(QList<KeyValue> items, const QString &key, const json::Value &value);
QList<KeyValue> withoutKey(QList<KeyValue> items, const QString &key);
/// On: the JSON boolean true. Off: false where something stands there, and nothing where nothing does.
QList<KeyValue> withFlag(QList<KeyValue> items, const QString &key, bool on);

/// One item for each member, the last one counting where a name comes twice.
QList<KeyValue> keyValuesFromObject(const json::Value &object);
/// An object with a member for each item; init marks are not in it.
json::Value objectOf(const QList<KeyValue> &items);

/// As the server counts them: keys and compact values (facts 2.0).
qint64 itemBytes(const QList<KeyValue> &items);
/// As the server judges annotation conductor (facts 2.0): true, a number but 0, a text but the empty one, any other.
bool isTruthy(const json::Value &value);
/// Why the server would refuse a value, in its own words as far as it has some; empty when it takes it.
QString valueProblem(const json::Value &value);

} // namespace openwhisk
