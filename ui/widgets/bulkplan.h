#pragma once

#include "core/openwhisk/bulk.h"
#include "ui/models/target.h"

#include <QList>

/// What will be done to one thing, as the plan lists it before anything is done.
struct BulkRow {
    int step = 0; ///< its place among the plan's steps
    Target target;
    QString kind; ///< "action", "rule"
    QString note; ///< what it means for others
    bool warning = false;
    QString name = {}; ///< where the target's says too little
    QString doneWord = {}; ///< where it differs from the plan's
    bool operator==(const BulkRow &) const = default;
};

/// A choice that the user has for the whole plan before it begins; the steps look at it.
struct BulkOption {
    QString text;
    QString hint; ///< what it means, and what breaks
    std::shared_ptr<bool> chosen;
};

/// Work on many things: what the user is asked, and the steps that do it. A row and a step for each.
struct BulkPlan {
    QString title;
    QString sentence;
    QString verb;     ///< of the button: "Delete 3"
    QString doneWord; ///< of a row: "deleted"
    QList<BulkRow> rows;
    QList<openwhisk::BulkRun::Step> steps;
    bool deletes = false;
    bool writes = true; ///< to the server
    std::optional<BulkOption> option = {};
};
