#pragma once

#include "ui/models/target.h"

class Page;
class QWidget;

namespace history {
class Store;
}
namespace openwhisk {
class ActivationFeed;
class Session;
}

namespace editors {

/// The page for an action, a new one, a package or binding, a trigger or a rule; nullptr for what is no entity. The feed
/// of the session's activations lets a trigger's page follow its fires.
Page *createPage(openwhisk::Session &session, history::Store &store, const Target &target, QWidget *parent = nullptr,
                 openwhisk::ActivationFeed *feed = nullptr);

/// The target of an empty new action; place is the package ("" for none).
/// name: what it shall be called. It goes without ns, which tells it from what duplicateOf() copies.
/// The lists of the session have it; false where they do not, or are not there yet.
bool isListed(const openwhisk::Session &session, const Target &target);
Target newAction(const QString &place = {}, const QString &name = {});
/// The target of another new entity; about: see Target::name.
Target newEntity(Target::Kind kind, const openwhisk::EntityName &about = {});
/// The target of a new action that begins as a copy of another.
Target duplicateOf(const openwhisk::EntityName &name);

} // namespace editors
