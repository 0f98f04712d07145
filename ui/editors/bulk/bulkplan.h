#pragma once

#include "ui/widgets/bulkplan.h"

namespace history {
class Store;
}
namespace openwhisk {
class Session;
}

namespace bulk {

/// Rules and triggers first, then what is made of others, packages after their contents (which are listed, too).
/// What is deleted goes into the local history first.
BulkPlan planDelete(openwhisk::Session &session, history::Store &store, const QList<Target> &targets);
/// Rules on or off; what is no rule is left out.
BulkPlan planSwitch(openwhisk::Session &session, const QList<Target> &targets, bool on);
/// Each entity as a JSON file below directory, without the values of secret parameters; existing files stay.
BulkPlan planExport(openwhisk::Session &session, const QList<Target> &targets, const QString &directory);

} // namespace bulk
