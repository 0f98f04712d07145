#pragma once

#include "core/gateway/rows.h"
#include "core/gateway/testrequest.h"

namespace gateway {

/// Who gave an answer, as far as it tells: the gateway itself, one of its plugins, the function or the upstream behind.
struct TestVerdict {
    enum class By { Unknown, Gateway, Plugin, Function, Upstream };
    enum class Weight { Good, Warning, Failure };
    By by = By::Unknown;
    Weight weight = Weight::Good;
    QString plugin;   ///< that answered or called; may be empty
    QString sentence; ///< may be empty
    bool operator==(const TestVerdict &) const = default;
};

/// call: the function that the route runs, if it does: by itself, its service or its plugin config.
TestVerdict verdictOf(const TestAnswer &answer, const std::optional<FunctionCall> &call = {});

/// From the header that OpenWhisk sets, or from a body that is a record or says "accepted". The plugin openwhisk hands no
/// headers of OpenWhisk on, so mostly there is none.
QString activationIdOf(const TestAnswer &answer);

} // namespace gateway
