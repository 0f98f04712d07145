#pragma once

#include "core/sandbox/gateway/admin/answer.h"

namespace sandbox::gateway {

/// GET /schema/NAME
Answer describeResource(const QString &name);
/// GET /plugins/NAME, /schema/plugins/NAME, /plugins?all=true
Answer describePlugin(const QString &name, const Query &query);
/// GET /plugins/list; none: the query is wrong, as plain text.
std::optional<json::Value> listPlugins(const Query &query);

} // namespace sandbox::gateway
