#pragma once

#include "core/sandbox/gateway/admin/answer.h"

namespace sandbox::gateway {

class Etcd;
class SchemaLibrary;

/// POST /schema/validate/KIND: the schema of the resource alone. None: it is right.
std::optional<QString> checkSchemaOf(const SchemaLibrary &library, const QString &kind, const std::optional<json::Value> &conf);
/// POST /configs/validate: everything but references, of all that is in the body; the errors, one each.
QList<json::Value> checkConfigs(const SchemaLibrary &library, Etcd &etcd, const json::Value &body);

} // namespace sandbox::gateway
