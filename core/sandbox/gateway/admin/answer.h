#pragma once

#include "core/json/value.h"
#include "core/sandbox/http/message.h"

namespace sandbox::gateway {

/// What a resource says, before it takes the form of the API's version.
struct Answer {
    enum class Form { Value, Record, List, Deleted };

    int status = 200;
    json::Value body;
    Form form = Form::Value;
    QString action = {}; ///< of v2: get, set, create, compareAndSwap, delete
    qint64 lease = 0;    ///< of v2
};

/// Ends the handling of a request.
struct Refusal {
    int status;
    json::Value body;
};

/// A script of the server that breaks off: nginx answers, not the API.
struct Crash {};

[[noreturn]] void refuse(int status, const QString &errorMessage);
json::Value errorBody(const QString &errorMessage);
[[noreturn]] void refuseMissing();

json::Value text(const QString &text);
/// Like Lua's tonumber.
std::optional<double> toNumber(const QString &text);

} // namespace sandbox::gateway
