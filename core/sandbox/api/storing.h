#pragma once

#include "core/sandbox/run/request.h"

namespace sandbox {

class Faults;

/// Is the record of such a run kept? Operators may reduce it (fault "store"), for what was waited for and for the rest.
bool isKept(const Faults &faults, RunStatus status, bool awaited, bool extraLogging);
/// The namespace's own switch: no record at all, as its limits tell.
bool keepsNothing(const Faults &faults);

} // namespace sandbox
