#pragma once

#include "core/sandbox/http/message.h"

namespace sandbox::gateway {

/// nginx judges the conditions of a request only when the answer, and what it stands for, is done.
HttpResponse conditional(const HttpRequest &request, HttpResponse response);

} // namespace sandbox::gateway
