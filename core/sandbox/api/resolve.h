#pragma once

#include "core/sandbox/api/context.h"
#include "core/sandbox/api/parameters.h"

namespace sandbox {

/// An action as found, directly or through a binding.
struct ActionTarget {
    EntityPtr action;
    QList<EntityPtr> packages;  ///< whose parameters count, weakest first: provider, then binding
    QString binding;            ///< "ns/binding" when reached through one
    json::Value parameters;     ///< merged: packages, then the action's own; items {key, value, init?}
};

/// Names in a path: [package/]name after the collection; 400 for illegal ones.
EntityName actionName(const Call &call);

/// May this user read or invoke it? 403, 404 of packages; the action itself need not exist.
/// Gives the name of the action where it really stands (the provider's, behind a binding).
EntityName checkActionRight(const Call &call, const EntityName &name);
/// The action, its packages and merged parameters; 403, 404, 409.
ActionTarget resolveAction(const Call &call, const EntityName &name);
/// The same for a component whose rights were looked at before the run, if at all. 404, 409.
ActionTarget resolveComponent(const Services &services, const EntityName &name);

} // namespace sandbox
