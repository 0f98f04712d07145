#pragma once

#include "core/sandbox/api/context.h"

namespace sandbox {

/// What the faults "delay", "drop" and "status" make of a request: waits, then perhaps an answer in place of the real one.
std::optional<HttpResponse> faultInstead(const Call &call);
/// What the fault "cut" makes of an answer.
void addFaults(const Call &call, HttpResponse &response);

} // namespace sandbox
