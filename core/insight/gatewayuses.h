#pragma once

#include "core/gateway/rows.h"
#include "core/openwhisk/names.h"

#include <QHash>

/// What uses what on a gateway. Pure functions over its lists.
namespace insight {

/// The lists as far as they are known.
using GatewayLists = QHash<gateway::Kind, gateway::Rows>;

struct GatewayUse {
    gateway::Key user;
    QString name;
    bool enabled = true;
    bool operator==(const GatewayUse &) const = default;
};

/// What refers to an object: by id, inside plugins, too. All of them, where the server names the first one only.
QList<GatewayUse> usersOf(const gateway::Key &target, const GatewayLists &lists);

/// A reference to what is not there. Kinds whose list is not known are not judged.
struct BrokenReference {
    gateway::Key user;
    gateway::Key missing;
    bool operator==(const BrokenReference &) const = default;
};
QList<BrokenReference> brokenReferences(const GatewayLists &lists);

/// A route that runs an action, itself or by its service, plugin config, or a global rule (then that is the user).
struct ActionRoute {
    GatewayUse route;
    gateway::Key through; ///< what has the plugin; the route itself when it is its own
    gateway::FunctionCall call;
    bool operator==(const ActionRoute &) const = default;
};
/// All routes with the plugin openwhisk, with the action as the plugin names it: "_" is the key's own namespace.
QList<ActionRoute> actionRoutes(const GatewayLists &lists);
openwhisk::EntityName actionOf(const gateway::FunctionCall &call, const QString &ownNamespace);

/// "routes a, b and 3 more; service s"; empty for none.
QString usesSentence(const QList<GatewayUse> &uses, int most = 5);

} // namespace insight
