#pragma once

#include "core/sandbox/api/context.h"

namespace sandbox {

/// Puts the sample packages, actions, triggers and rules there, once in the life of a data directory; what went wrong, or
/// nothing.
QString addSamples(Services &services);

} // namespace sandbox
