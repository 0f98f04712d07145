#pragma once

#include "core/openwhisk/bulk.h"
#include "ui/models/target.h"

#include <QList>

namespace history {
class Store;
}
namespace openwhisk {
class Session;
}

/// What will be done to one entity, as the plan lists it before anything is done.
struct BulkRow {
    int step = 0; ///< its place among the plan's steps
    Target target;
    QString kind; ///< "action", "rule"
    QString note; ///< what it means for others
    bool warning = false;
    bool operator==(const BulkRow &) const = default;
};

/// Work on many entities: what the user is asked, and the steps that do it. A row and a step for each entity.
struct BulkPlan {
    QString title;
    QString sentence;
    QString verb;     ///< of the button: "Delete 3"
    QString doneWord; ///< of a row: "deleted"
    QList<BulkRow> rows;
    QList<openwhisk::BulkRun::Step> steps;
    bool deletes = false;
    bool writes = true; ///< to the server
};

namespace bulk {

/// Rules and triggers first, then what is made of others, packages after their contents (which are listed, too).
/// What is deleted goes into the local history first.
BulkPlan planDelete(openwhisk::Session &session, history::Store &store, const QList<Target> &targets);
/// Rules on or off; what is no rule is left out.
BulkPlan planSwitch(openwhisk::Session &session, const QList<Target> &targets, bool on);
/// Each entity as a JSON file below directory, without the values of secret parameters; existing files stay.
BulkPlan planExport(openwhisk::Session &session, const QList<Target> &targets, const QString &directory);

} // namespace bulk
