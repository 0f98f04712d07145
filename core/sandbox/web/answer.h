#pragma once

#include "core/sandbox/web/place.h"

namespace json {
class Value;
}

namespace sandbox {

/// The answer that an action's result (or the value of its "error") asks for. Refusals: 400 and 404 for a result of
/// another shape, 406 where the client accepts none such.
HttpResponse webAnswer(const HttpRequest &request, WebForm form, const json::Value &result);

} // namespace sandbox
