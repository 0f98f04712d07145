#pragma once

#include "core/sandbox/api/context.h"
#include "core/sandbox/api/resolve.h"

namespace sandbox {

/// An action that may be called by everybody, and for whom it then runs.
struct WebExport {
    Identity owner; ///< of the namespace in the address: what runs there is his
    ActionTarget target;

    bool has(QStringView annotation) const; ///< it is there and true, no word "true"
};

/// 404 for what is missing or not exported; the owner's throttle; 403 for a private package behind a binding.
WebExport findExport(const Call &call, const EntityName &name);

/// Does the request bring what "require-whisk-auth" asks for?
bool isAllowed(const Call &call, const WebExport &found);
/// 400 for arguments that stand for a fixed parameter or for what the server itself adds.
void checkNames(const WebExport &found, const QStringList &arguments);

} // namespace sandbox
