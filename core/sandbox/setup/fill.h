#pragma once

#include "core/sandbox/api/context.h"

namespace sandbox {

/// --fill: made-up packages, actions, triggers and rules for the namespace; what went wrong, or nothing.
QString fillEntities(Services &services, const QString &ns);

} // namespace sandbox
