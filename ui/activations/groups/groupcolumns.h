#pragma once

#include "ui/activations/groups/groupview.h"
#include "ui/activations/groups/versus.h"

struct VersusRow {
    versus::Line line;
    bool operator==(const VersusRow &) const = default;
};

namespace groupcolumns {

enum Columns { Action, Version, Count, Errors, P50, P95, P99, Cold };
QList<Column<GroupRow>> groups();
QList<Column<VersusRow>> versus();
QString key(const GroupRow &row);

} // namespace groupcolumns
