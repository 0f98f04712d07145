#pragma once

#include "core/sandbox/api/context.h"

namespace sandbox {

/// Fires a trigger: the actions of its active rules are started soon, its record is stored when all have been. Gives
/// the activation's id; empty when no rule is active, and then nothing is recorded. 404, 409 for the trigger.
QString fireTrigger(const Call &call, const EntityName &trigger, const json::Value &event);

/// The same for what lives in the sandbox itself, as that user would by POST: throttled, too (429).
QString fireTriggerAs(Services &services, const Identity &user, const QString &trigger, const json::Value &event);

} // namespace sandbox
