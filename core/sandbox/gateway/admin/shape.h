#pragma once

#include "core/sandbox/gateway/admin/answer.h"

namespace sandbox::gateway {

/// The body in the form of v3; lists filtered and paged as the query says.
HttpResponse shapedV3(const Answer &answer, const QString &kind, const Query &query);
HttpResponse shapedV2(const Answer &answer);
/// JSON with a line's end, without headers.
HttpResponse jsonResponse(int status, const json::Value &body);

} // namespace sandbox::gateway
