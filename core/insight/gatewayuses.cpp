#include "core/insight/gatewayuses.h"

#include <QCoreApplication>
#include <QSet>

using namespace Qt::StringLiterals;

namespace insight {

using gateway::Key;
using gateway::Kind;
using gateway::Row;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("insight", text);
}

template<typename Visit> void forEach(const GatewayLists &lists, Visit visit)
{
    for (const Kind kind : gateway::allKinds())
        if (const gateway::Rows rows = lists.value(kind))
            for (const Row &row : *rows)
                visit(row);
}

GatewayUse useOf(const Row &row)
{
    return {row.key, row.name, row.enabled};
}

bool isOpenWhisk(const Row &row)
{
    return row.function && row.function->plugin == u"openwhisk";
}

/// Which one counts for a route is the server's rule: its own, then its plugin config's, then its service's.
std::optional<ActionRoute> actionRouteOf(const Row &route, const QHash<QString, const Row *> &configs,
                                         const QHash<QString, const Row *> &services)
{
    const Row *source = isOpenWhisk(route) ? &route : nullptr;
    for (const auto &[kind, rows] : {std::pair(Kind::PluginConfig, &configs), std::pair(Kind::Service, &services)})
        for (const Key &reference : route.references)
            if (!source && reference.kind == kind)
                source = rows->value(reference.id);
    if (!source)
        return {};
    return ActionRoute{useOf(route), source->key, *source->function};
}

QHash<QString, const Row *> withOpenWhisk(const GatewayLists &lists, Kind kind)
{
    QHash<QString, const Row *> found;
    if (const gateway::Rows rows = lists.value(kind))
        for (const Row &row : *rows)
            if (isOpenWhisk(row))
                found.insert(row.key.id, &row);
    return found;
}

QString shown(const GatewayUse &use)
{
    return use.name.isEmpty() || use.name == use.user.id ? use.user.id : use.name + u" ("_s + use.user.id + u')';
}

QString partOf(Kind kind, const QStringList &names, int most)
{
    const QString head = names.size() == 1 ? gateway::singular(kind) : gateway::plural(kind).toLower();
    const QString list = head + u' ' + names.mid(0, most).join(u", "_s);
    return names.size() > most ? tr("%1 and %2 more").arg(list).arg(names.size() - most) : list;
}

} // namespace

QList<GatewayUse> usersOf(const Key &target, const GatewayLists &lists)
{
    QList<GatewayUse> users;
    forEach(lists, [&](const Row &row) {
        if (row.references.contains(target))
            users.append(useOf(row));
    });
    return users;
}

QList<BrokenReference> brokenReferences(const GatewayLists &lists)
{
    QHash<Kind, QSet<QString>> ids;
    for (auto list = lists.cbegin(); list != lists.cend(); ++list)
        if (*list)
            for (const Row &row : **list)
                ids[list.key()].insert(row.key.id);
    QList<BrokenReference> broken;
    forEach(lists, [&](const Row &row) {
        for (const Key &reference : row.references)
            if (lists.value(reference.kind) && !ids.value(reference.kind).contains(reference.id))
                broken.append({row.key, reference});
    });
    return broken;
}

QList<ActionRoute> actionRoutes(const GatewayLists &lists)
{
    const auto configs = withOpenWhisk(lists, Kind::PluginConfig);
    const auto services = withOpenWhisk(lists, Kind::Service);
    QList<ActionRoute> found;
    if (const gateway::Rows routes = lists.value(Kind::Route))
        for (const Row &route : *routes)
            if (const auto made = actionRouteOf(route, configs, services))
                found.append(*made);
    if (const gateway::Rows rules = lists.value(Kind::GlobalRule))
        for (const Row &rule : *rules)
            if (isOpenWhisk(rule))
                found.append({useOf(rule), rule.key, *rule.function});
    return found;
}

openwhisk::EntityName actionOf(const gateway::FunctionCall &call, const QString &ownNamespace)
{
    const bool own = call.nameSpace.isEmpty() || call.nameSpace == u"_" || call.nameSpace == ownNamespace;
    return {own ? u"_"_s : call.nameSpace, call.package, call.action};
}

QString usesSentence(const QList<GatewayUse> &uses, int most)
{
    QStringList parts;
    for (const Kind kind : gateway::allKinds()) {
        QStringList names;
        for (const GatewayUse &use : uses)
            if (use.user.kind == kind)
                names.append(shown(use));
        if (!names.isEmpty())
            parts.append(partOf(kind, names, most));
    }
    return parts.join(u"; "_s);
}

} // namespace insight
