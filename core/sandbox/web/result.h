#pragma once

#include "core/json/value.h"
#include "core/sandbox/http/message.h"

#include <optional>

namespace sandbox {

/// {"statusCode", "headers", "body"} of an action that answers HTTP itself.
struct HttpResult {
    std::optional<int> status;
    Headers headers; ///< those that may go out; not Content-Type
    std::optional<QByteArray> contentType;
    json::Value body;
};

/// None where the result is not of that form.
std::optional<HttpResult> readHttpResult(const json::Value &result);

/// Would the real server take it for an archive?
bool looksBase64(const QString &text);
/// As Java decodes it: no blanks, padding right or left out.
std::optional<QByteArray> fromStrictBase64(const QString &text);

} // namespace sandbox
