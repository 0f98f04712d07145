#pragma once

#include "core/json/value.h"

#include <QStringList>

namespace schema {

/// References to other parts of the schema replaced by those parts. One that leads back into itself takes anything.
json::Value inlined(const json::Value &schema);

/// The value as the server sees it when it checks: defaults are there, and what is empty has the type that is wanted.
json::Value filled(const json::Value &schema, const json::Value &value);

/// The keywords that valijson is not asked for, as it cannot read PCRE and says less than it knows.
namespace keyword {
inline constexpr QStringView leaf = u"whiskboard:leaf";       ///< the node, for leafProblem()
inline constexpr QStringView choices = u"whiskboard:choices"; ///< [{"exactly": bool, "of": [schema ...]} ...]
inline constexpr QStringView names = u"whiskboard:names";     ///< {"known": [...], "patterns": {...}, "further": ...}
inline constexpr QStringView never = u"whiskboard:never";     ///< schema of "not"
} // namespace keyword

/// The schema with those keywords moved to ours, and without what only describes. Malformed parts go.
json::Value prepared(const json::Value &schema);

/// What is wrong with the value itself: type, bounds, pattern, format, enum, count. In one sentence, or nothing.
std::optional<QString> leafProblem(const json::Value &schema, const json::Value &value);

/// PCRE, found anywhere in the text. A wrong pattern matches everything: the server has the last word.
bool matches(const QString &pattern, const QString &text);

} // namespace schema
