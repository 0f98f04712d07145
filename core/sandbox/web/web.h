#pragma once

#include "core/sandbox/api/context.h"
#include "core/sandbox/web/place.h"

namespace sandbox {

/// A call of a web action. call.user: who sent a good key, or nobody.
HttpResponse serveWeb(const Call &call, const WebPlace &place);

} // namespace sandbox
