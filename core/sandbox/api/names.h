#pragma once

#include "core/sandbox/api/context.h"

namespace sandbox {

/// The grammar of names: 1..256 of letters, digits, _ @ . & - and inner blanks, beginning with a letter, digit or _.
bool isName(const QString &text);
/// 400 for what is no name of an entity, as told for path segments.
void checkName(const QString &text);
/// The same for a namespace.
void checkNamespace(const QString &text);

/// A reference in a body ("/ns/a", "ns/pkg/a", {"path", "name"}) to an entity; malformed otherwise.
struct Reference {
    EntityName name;
    QString version; ///< kept when it was given
};
Reference readReference(const json::Value &value, const QString &own);
/// {"name", "path"[, "version"]}, as rules show it.
json::Value referenceValue(const Reference &reference);
EntityName referenceName(const json::Value &value); ///< of what referenceValue() made
QString withLeadingSlash(const EntityName &name);

/// Parts of a path in a body, empty ones dropped; malformed when a part is no name or nothing is left.
QStringList pathParts(const QString &path);
/// The same without an exception: is it a path at all?
bool isPath(const QString &path);

} // namespace sandbox
