#pragma once

#include "core/sandbox/api/context.h"

namespace sandbox {

/// Everything below /namespaces/{ns}/ACTIONS and so on; done before: key, namespace's name.
HttpResponse serveActions(const Call &call);
HttpResponse servePackages(const Call &call);
HttpResponse serveTriggers(const Call &call);
HttpResponse serveRules(const Call &call);

/// Does the path end here (with or without a slash)?
bool isCollection(const Call &call);
/// The name of the one entity in the path; 404 when there is more, 400 for an illegal name.
EntityName entityName(const Call &call);
/// 403 for another's namespace.
void requireOwn(const Call &call, const QString &what);
/// The entity of that kind; 404, 409.
EntityPtr existing(const Call &call, const EntityName &name, Kind kind);

} // namespace sandbox
