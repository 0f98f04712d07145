#pragma once

#include "core/openwhisk/operations.h"
#include "core/openwhisk/ownparameters.h"
#include "tests/support/await.h"

/// An action as an editor has it: with the parameters that are its own, not its package's.
struct OpenedAction {
    openwhisk::Action action;
    openwhisk::ActionEdit edit;
};

inline std::optional<OpenedAction> openAction(net::Client &client, const openwhisk::EntityName &name, QObject *owner)
{
    const auto action = await(openwhisk::getAction(client, name, openwhisk::WithCode::Yes, owner));
    if (!action)
        return std::nullopt;
    QList<openwhisk::KeyValue> own = action->parameters;
    if (!name.package.isEmpty()) {
        const auto package = await(openwhisk::getPackage(client, {name.ns, {}, name.package}, owner));
        if (!package)
            return std::nullopt;
        own = openwhisk::ownParameters(*action, *package);
    }
    return OpenedAction{*action, openwhisk::editOf(*action, own)};
}
