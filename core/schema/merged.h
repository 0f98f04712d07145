#pragma once

#include "core/json/value.h"

namespace schema {

/// A node with the parts of its allOf: what is true of the value as a whole.
struct Merged {
    json::Value node;               ///< the node's own keywords, properties and required with those of allOf
    QList<json::Value> choices;     ///< {"exactly": bool, "of": [schema ...]}
    QList<json::Value> conditions;  ///< nodes that have "if"
    QList<json::Member> dependencies;
};
Merged merged(const json::Value &node);

/// Says something of the type or form of a value, not only of which members it has.
bool shapes(const json::Value &schema);
/// The members that it wants, those of alternatives inside put in one text: "limit + time_window / instances".
QString wantedTitle(const json::Value &schema);
QStringList wantedMembers(const json::Value &schema);
QStringList stringList(const json::Value &list);
/// The values that "if" wants a member to have: of enum, const or contains.
QList<json::Value> decidingValues(const json::Value &schema);

} // namespace schema
