#include "core/sandbox/web/export.h"

#include "core/sandbox/api/invoke.h"
#include "core/sandbox/api/parameters.h"
#include "core/sandbox/api/refusal.h"
#include "core/sandbox/api/throttle.h"
#include "core/sandbox/setup/users.h"
#include "core/sandbox/store/entities.h"

#include <algorithm>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int longestChain = 50; ///< of bindings to bindings

/// From the package in the address to the one that holds the actions; provider first. Rights do not count yet.
QList<EntityPtr> packagesOf(const Services &services, const EntityName &action)
{
    QList<EntityPtr> chain;
    EntityName name{action.ns, {}, action.package};
    for (int i = 0; i < longestChain; ++i) {
        auto package = services.entities.find(name);
        if (!package || package->kind != Kind::Package)
            refuseMissing();
        name = package->provider();
        const bool last = !package->isBinding();
        chain.prepend(std::move(package));
        if (last)
            return chain;
    }
    refuseMissing();
}

ActionTarget targetOf(const Services &services, const EntityName &name)
{
    ActionTarget target;
    auto place = name;
    if (!name.package.isEmpty()) {
        target.packages = packagesOf(services, name);
        const auto &provider = target.packages.first()->name;
        place = {provider.ns, provider.name, name.name};
        if (target.packages.size() > 1)
            target.binding = target.packages.last()->name.full();
    }
    target.action = services.entities.find(place);
    if (!target.action || target.action->kind != Kind::Action)
        refuseMissing();
    target.parameters = json::Value::array();
    for (const auto &package : std::as_const(target.packages))
        target.parameters = mergedParameters(target.parameters, package->parameters);
    target.parameters = mergedParameters(target.parameters, target.action->parameters);
    return target;
}

void checkProvider(const WebExport &found)
{
    if (found.target.packages.isEmpty())
        return;
    const auto &provider = *found.target.packages.first();
    if (provider.name.ns != found.owner.ns && !provider.publish)
        refuseForbidden(provider.name.full());
}

} // namespace

bool WebExport::has(QStringView annotation) const
{
    const auto *value = keyed(target.action->annotations, annotation);
    return value && value->toBool();
}

WebExport findExport(const Call &call, const EntityName &name)
{
    const auto *owner = call.services.users.ofNamespace(name.ns);
    if (!owner)
        refuseMissing();
    WebExport found{*owner, targetOf(call.services, name)};
    if (!found.has(u"web-export"))
        refuseMissing();
    call.services.throttle.charge(Throttle::What::Invoke, owner->ns, runsInFlight(call.services, owner->ns));
    checkProvider(found);
    return found;
}

bool isAllowed(const Call &call, const WebExport &found)
{
    const auto *wanted = keyed(found.target.action->annotations, u"require-whisk-auth");
    if (!wanted || (wanted->isBool() && !wanted->toBool()))
        return true;
    if (wanted->isBool())
        return !call.user.ns.isEmpty();
    const auto secret = wanted->isNumber() ? QString::fromLatin1(wanted->numberText()) : wanted->toString();
    const auto sent = call.request.headers.find("X-Require-Whisk-Auth");
    return (wanted->isString() || wanted->isNumber()) && sent && QString::fromUtf8(*sent) == secret;
}

void checkNames(const WebExport &found, const QStringList &arguments)
{
    QStringList taken{u"__ow_method"_s, u"__ow_headers"_s, u"__ow_path"_s, u"__ow_user"_s, u"__ow_query"_s, u"__ow_body"_s};
    if (found.has(u"final"))
        for (const auto &parameter : found.target.parameters.items())
            if (!parameter.value(u"value").isNull())
                taken.append(parameter.value(u"key").toString());
    if (std::any_of(arguments.begin(), arguments.end(), [&taken](const QString &name) { return taken.contains(name); }))
        refuse(400, u"Request defines parameters that are not allowed (e.g., reserved properties)."_s);
}

} // namespace sandbox
