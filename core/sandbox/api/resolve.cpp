#include "core/sandbox/api/resolve.h"

#include "core/sandbox/api/names.h"
#include "core/sandbox/api/refusal.h"
#include "core/sandbox/store/entities.h"

namespace sandbox {

namespace {

bool isShared(const EntityPtr &package) { return package->publish && !package->isBinding(); }

/// From the package named in the path to the one that holds the actions; provider first.
QList<EntityPtr> packageChain(const Call &call, const EntityName &name, const QString &binding = {})
{
    const auto package = call.services.entities.find(name);
    const bool own = name.ns == call.user.ns;
    if (!own && (!package || package->kind != Kind::Package || !isShared(package)))
        refuseForbidden(binding.isEmpty() ? name.full() : binding);
    if (!package)
        refuseMissing();
    if (package->kind != Kind::Package)
        refuseKind();
    if (!package->isBinding())
        return {package};
    auto chain = packageChain(call, package->provider(), binding.isEmpty() ? name.full() : binding);
    chain.append(package);
    return chain;
}

/// The same without a look at rights.
QList<EntityPtr> packagesFrom(const Services &services, const EntityName &name)
{
    const auto package = services.entities.find(name);
    if (!package)
        refuseMissing();
    if (package->kind != Kind::Package)
        refuseKind();
    return package->isBinding() ? packagesFrom(services, package->provider()) << package : QList<EntityPtr>{package};
}

EntityName packageOf(const EntityName &action) { return {action.ns, {}, action.package}; }

EntityName inProvider(const QList<EntityPtr> &chain, const EntityName &action)
{
    return {chain.first()->name.ns, chain.first()->name.name, action.name};
}

} // namespace

EntityName actionName(const Call &call)
{
    for (const auto &part : call.rest)
        checkName(part);
    return call.rest.size() == 1 ? EntityName{call.ns, {}, call.rest[0]} : EntityName{call.ns, call.rest[0], call.rest[1]};
}

EntityName checkActionRight(const Call &call, const EntityName &name)
{
    if (name.package.contains(u'/')) // a reference of more than three parts leads nowhere
        name.ns == call.user.ns ? refuseMissing() : refuseForbidden(packageOf(name).full());
    if (!name.package.isEmpty())
        return inProvider(packageChain(call, packageOf(name)), name);
    if (name.ns != call.user.ns)
        refuseForbidden(name.full());
    return name;
}

ActionTarget resolveAction(const Call &call, const EntityName &name)
{
    checkActionRight(call, name);
    return resolveComponent(call.services, name);
}

ActionTarget resolveComponent(const Services &services, const EntityName &name)
{
    ActionTarget target;
    auto place = name;
    if (!name.package.isEmpty()) {
        target.packages = packagesFrom(services, packageOf(name));
        place = inProvider(target.packages, name);
        if (target.packages.size() > 1)
            target.binding = target.packages.last()->name.full();
    }
    target.action = services.entities.find(place);
    if (!target.action)
        refuseMissing();
    if (target.action->kind != Kind::Action)
        refuseKind();
    target.parameters = json::Value::array();
    for (const auto &package : std::as_const(target.packages))
        target.parameters = mergedParameters(target.parameters, package->parameters);
    target.parameters = mergedParameters(target.parameters, target.action->parameters);
    return target;
}

} // namespace sandbox
