#pragma once

#include "core/sandbox/api/context.h"

namespace sandbox {

/// The actions that a stored sequence names.
QList<EntityName> componentsOf(const Entity &sequence);
/// May the caller read each component? 403, 404, 409.
void checkComponentRights(const Call &call, const QList<EntityName> &components);
/// 400 for none, too many, a missing one, or a way back to the sequence itself.
void checkSequence(const Call &call, const EntityName &sequence, const QList<EntityName> &components);

} // namespace sandbox
