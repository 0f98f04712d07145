#pragma once

#include "core/schema/field.h"

namespace schema {

/// What an object of a form shows for a value that it has.
struct Shape {
    QList<FieldPtr> members;      ///< with those of the branches that hold now; others of the value are not in here
    QStringList required;         ///< names, those of the chosen options included
    QList<const Group *> groups;  ///< owned by the field or its branches
    QList<int> options;           ///< for each group: which option the value is in, -1 for none
    QStringList hidden;           ///< members that only other options want, and that are not set
    QStringList deciding;         ///< members whose value decides which further ones there are
};
Shape shapeOf(const Field &object, const json::Value &value);

/// Which option of a group a value is in: the first that holds, else the one of which most is there. -1: none.
int optionOf(const Group &group, const json::Value &value);
/// Which alternative of a choice a value is: the first of its type that takes it, else one that takes it, else one of its
/// type. -1: none.
int alternativeOf(const Field &choice, const json::Value &value);
/// The field of one member of an object or map: named, by the pattern of its name, or further; a Json field for what
/// the schema does not know. Branches that hold for the value count.
FieldPtr memberField(const Field &object, const json::Value &value, const QString &name);
/// Is this a value that an editor of the field's kind can show? Otherwise it is JSON for this node alone.
bool fits(const Field &field, const json::Value &value);
/// Is this member known to the schema as it stands now? One that is not is kept, but may be a slip of the pen.
bool isKnown(const Field &object, const json::Value &value, const QString &name);
/// A new value of the field's kind: its default where it has one, else the least that fits.
json::Value freshValue(const Field &field);

} // namespace schema
