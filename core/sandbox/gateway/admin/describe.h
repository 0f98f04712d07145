#pragma once

#include "core/sandbox/gateway/admin/answer.h"

namespace sandbox::gateway {

class SchemaLibrary;

/// GET /schema/NAME
Answer describeResource(const SchemaLibrary &library, const QString &name);
/// GET /plugins/NAME, /schema/plugins/NAME, /plugins?all=true
Answer describePlugin(const SchemaLibrary &library, const QString &name, const Query &query);
/// GET /plugins/list; none: the query is wrong, as plain text.
std::optional<json::Value> listPlugins(const SchemaLibrary &library, const Query &query);

} // namespace sandbox::gateway
