#pragma once

#include "core/sandbox/api/context.h"

namespace sandbox {

/// Everything outside /api/v1: "/", ping, swagger, invokers, activations under way.
HttpResponse serveRoot(const Call &call);
/// Open paths of /api/v1 (its document, swagger); nothing when the path is none of them.
std::optional<HttpResponse> serveOpen(const Call &call, const QStringList &path);

} // namespace sandbox
