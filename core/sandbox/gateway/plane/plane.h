#pragma once

#include "core/sandbox/http/message.h"

namespace sandbox::gateway {

/// What a client of the gateway gets where no route takes its request.
HttpResponse noRoute();

} // namespace sandbox::gateway
