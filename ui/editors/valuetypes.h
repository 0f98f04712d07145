#pragma once

#include "core/json/value.h"

#include <QString>

/// How a value becomes one of another type, and the names of the types, for tables and choosers.

QList<json::Type> valueTypes(); ///< in the order of choosers
QString typeTitle(json::Type type); ///< "text", "number" ...
/// The value as that type, as far as it can be read so: the text 42 as the number 42, with its digits. unparsed: what
/// was typed instead of it, but is no JSON yet.
json::Value asType(const json::Value &value, const QString &unparsed, json::Type type);
/// Why a text is no JSON: a sentence with line and column.
QString parseProblem(const QString &text);
