#pragma once

#include "core/json/value.h"

#include <QStringList>

/// Parts of schemas, and schemas that no server has to give.
namespace schemapart {

/// An object of these members alone. Rules over several members (oneOf and the like) go, but those named in rules.
json::Value membersOf(const json::Value &schema, const QStringList &members, const QStringList &rules = {});
/// What a manager of secrets wants: "vault", "aws", "gcp". Null for others.
json::Value secretManager(const QString &manager);
/// Members of the schema's object, as far as there are any.
QStringList namesIn(const json::Value &schema);

} // namespace schemapart
