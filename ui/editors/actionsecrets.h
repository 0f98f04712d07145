#pragma once

#include "core/openwhisk/entities.h"

/// By the same rule that keeps values out of drafts and history.
bool isSecret(const openwhisk::KeyValue &item);
/// One line for a table: JSON text, cut when it is long.
QString valueText(const json::Value &value);
/// The same without what is secret: dots in its place.
QString shownValue(const openwhisk::KeyValue &item);
/// "text", "number" ... as the tables name them.
QString typeName(const openwhisk::KeyValue &item);
/// Length of what is hidden, in characters.
qsizetype secretLength(const json::Value &value);
