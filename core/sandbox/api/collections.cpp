#include "core/sandbox/api/collections.h"

#include "core/sandbox/api/names.h"
#include "core/sandbox/api/refusal.h"
#include "core/sandbox/store/entities.h"

namespace sandbox {

bool isCollection(const Call &call) { return call.rest.isEmpty() || call.rest == QStringList{QString()}; }

EntityName entityName(const Call &call)
{
    if (call.rest.size() != 1)
        refuseUnknown();
    checkName(call.rest.first());
    return {call.ns, {}, call.rest.first()};
}

void requireOwn(const Call &call, const QString &what)
{
    if (call.ns != call.user.ns)
        refuseForbidden(what);
}

EntityPtr existing(const Call &call, const EntityName &name, Kind kind)
{
    auto entity = call.services.entities.find(name);
    if (!entity)
        refuseMissing();
    if (entity->kind != kind)
        refuseKind();
    return entity;
}

} // namespace sandbox
