#include "core/sandbox/gateway/admin/answer.h"

#include <cmath>
#include <cstdlib>

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

json::Value text(const QString &text) { return json::Value::string(text); }

json::Value errorBody(const QString &errorMessage) { return json::Value::object({{u"error_msg"_s, text(errorMessage)}}); }

void refuse(int status, const QString &errorMessage) { throw Refusal{status, errorBody(errorMessage)}; }

void refuseMissing() { throw Refusal{404, json::Value::object({{u"message"_s, text(u"Key not found"_s)}})}; }

std::optional<double> toNumber(const QString &text)
{
    const auto bytes = text.trimmed().toLatin1();
    char *end = nullptr;
    const double number = std::strtod(bytes.constData(), &end);
    return bytes.isEmpty() || *end || !std::isfinite(number) ? std::nullopt : std::optional(number);
}

} // namespace sandbox::gateway
