#include "core/sandbox/api/answer.h"
#include "core/sandbox/api/collections.h"
#include "core/sandbox/api/input.h"
#include "core/sandbox/api/lists.h"
#include "core/sandbox/api/parameters.h"
#include "core/sandbox/api/put.h"
#include "core/sandbox/api/refusal.h"
#include "core/sandbox/store/jsonwriter.h"

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

HttpResponse listPackages(const Call &call)
{
    if (call.ns == call.user.ns)
        return answerList(call, Kind::Package, call.ns, u"packages"_s);
    return answerList(call, Kind::Package, call.ns, u"packages"_s,
                      [](const Entity &package) { return package.publish && !package.isBinding(); });
}

bool readable(const Call &call, const EntityName &name, const EntityPtr &package)
{
    return name.ns == call.user.ns || (package && package->kind == Kind::Package && package->publish && !package->isBinding());
}

/// The package whose actions a binding shows; for a chain also the binding nearest to it.
EntityPtr providerOf(const Call &call, EntityPtr *shown)
{
    auto package = *shown;
    const auto binding = package->name.full();
    while (package->isBinding()) {
        *shown = package;
        const auto name = package->provider();
        package = call.services.entities.find(name);
        if (!readable(call, name, package))
            refuseForbidden(binding);
        if (!package)
            refuse(404, u"The requested resource '%1' does not exist."_s.arg(binding));
        if (package->kind != Kind::Package)
            refuseKind();
    }
    return package;
}

/// "actions" and "feeds" of GET: complete, newest change first.
QList<std::pair<QString, QByteArray>> contents(const Call &call, const Entity &package)
{
    QList<QByteArray> actions;
    QList<QByteArray> feeds;
    const auto inside = [&package](const Entity &action) { return action.name.package == package.name.name; };
    for (const auto &action : call.services.entities.list(Kind::Action, package.name.ns, inside)) {
        const auto row = JsonWriter()
                             .add(u"name", action->name.name)
                             .add(u"version", action->version)
                             .add(u"annotations", action->annotations)
                             .text();
        (keyed(action->annotations, u"feed") ? feeds : actions).append(row);
    }
    return {{u"actions"_s, jsonArray(actions)}, {u"feeds"_s, jsonArray(feeds)}};
}

HttpResponse getPackage(const Call &call, const EntityName &name)
{
    auto package = call.services.entities.find(name);
    if (!readable(call, name, package))
        refuseForbidden(name.full());
    if (!package)
        refuse(404, u"The requested resource '%1' does not exist."_s.arg(name.full()));
    if (package->kind != Kind::Package)
        refuseKind();
    const auto provider = providerOf(call, &package);
    Extras extras;
    if (provider != package)
        extras.parameters = mergedParameters(provider->parameters, package->parameters);
    extras.members = contents(call, *provider);
    return answerJson(call, detailOf(*package, extras));
}

/// What "binding" of a PUT names; none when there is no such member, or {}.
std::optional<EntityName> readBinding(const Call &call, const PutBody &body)
{
    const auto *binding = body.document.find(u"binding");
    if (!binding)
        return {};
    if (!binding->isObject())
        rejectMalformed(u"Object expected in field 'namespace'"_s);
    if (binding->size() == 0)
        return {};
    QString parts[2];
    const QString names[2] = {u"namespace"_s, u"name"_s};
    for (int i = 0; i < 2; ++i) {
        const auto *part = binding->find(names[i]);
        if (!part)
            rejectMalformed(u"Object is missing required member '%1'"_s.arg(names[i]));
        if (!part->isString() || !isName(part->toString()))
            rejectMalformed(u"entity name malformed"_s);
        parts[i] = part->toString();
    }
    return EntityName{parts[0] == u"_" ? call.user.ns : parts[0], {}, parts[1]};
}

void checkBindingTarget(const Call &call, const EntityName &target)
{
    const auto package = call.services.entities.find(target);
    if (!package)
        refuse(400, u"Binding references a package that does not exist."_s);
    if (package->kind != Kind::Package)
        refuse(409, u"Cannot bind to a resource that is not a package."_s);
    if (package->isBinding())
        refuse(400, u"Cannot bind to another package binding."_s);
}

json::Value bindingValue(const EntityName &target)
{
    return json::Value::object(
        {{u"name"_s, json::Value::string(target.name)}, {u"namespace"_s, json::Value::string(target.ns)}});
}

Entity newPackage(const PutBody &body, const EntityName &name, const EntityPtr &before,
                  const std::optional<EntityName> &target)
{
    Entity package;
    if (before)
        package = *before;
    package.kind = Kind::Package;
    package.name = name;
    package.version = putVersion(body, before);
    package.publish = body.publish.value_or(package.publish);
    package.parameters = body.parameters.value_or(package.parameters);
    if (target)
        package.binding = bindingValue(*target);
    else if (!before)
        package.binding = json::Value::object();
    // The server's own annotation, always the last.
    package.annotations = withoutKeys(body.annotations.value_or(package.annotations), {u"binding"_s});
    if (package.isBinding())
        package.annotations = withItem(package.annotations, u"binding"_s, package.binding);
    return package;
}

HttpResponse putPackage(const Call &call, const EntityName &name)
{
    requireOwn(call, name.full());
    const auto body = readPut(call, Kind::Package);
    const auto target = readBinding(call, body);
    if (target && !readable(call, *target, call.services.entities.find(*target)))
        refuseForbidden(target->full());
    if (name.name == u"default")
        refuse(400, u"Package name 'default' is reserved."_s);
    const auto before = call.services.entities.find(name);
    checkOverwrite(before, Kind::Package, body);
    if (before && target && !before->isBinding())
        refuse(409, u"Resource is a package and cannot be converted into a binding."_s);
    if (target)
        checkBindingTarget(call, *target);
    const auto stored = store(call, before, newPackage(body, name, before, target));
    return answerJson(call, detailOf(*stored));
}

HttpResponse deletePackage(const Call &call, const EntityName &name)
{
    requireOwn(call, name.full());
    const bool force = queryBool(call, u"force"_s, false);
    const auto package = existing(call, name, Kind::Package);
    QList<EntityChange> changes;
    if (!package->isBinding()) {
        const auto inside = [&name](const Entity &action) { return action.name.package == name.name; };
        for (const auto &action : call.services.entities.list(Kind::Action, name.ns, inside))
            changes.append({action, {}});
    }
    if (!changes.isEmpty() && !force)
        refuse(409, u"Package not empty (contains %1 %2). Set force param or delete package contents."_s.arg(changes.size())
                        .arg(changes.size() == 1 ? u"entity"_s : u"entities"_s));
    changes.append({package, {}});
    storeAll(call, changes);
    return answerJson(call, detailOf(*package));
}

} // namespace

HttpResponse servePackages(const Call &call)
{
    const auto &method = call.request.method;
    if (isCollection(call)) {
        if (method != "GET")
            refuseUnknown();
        return listPackages(call);
    }
    if (method == "GET")
        return getPackage(call, entityName(call));
    if (method == "PUT")
        return putPackage(call, entityName(call));
    if (method == "DELETE")
        return deletePackage(call, entityName(call));
    refuseUnknown();
}

} // namespace sandbox
