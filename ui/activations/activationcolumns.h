#pragma once

#include "core/openwhisk/activation.h"
#include "ui/models/tablemodel.h"

class QTableView;

using ActivationModel = TableModel<openwhisk::ActivationSummary>;

/// Columns of the tables of activations, and how they sort.
namespace activationcolumns {

enum Full { Started, Action, Status, Duration, PhaseBars, Id };
enum Live { Time, LiveAction, LiveStatus, LiveDuration, Start, Kind };

QList<Column<openwhisk::ActivationSummary>> full();
ActivationModel *makeLive(QObject *parent);
void setUpFull(QTableView *table);
void setUpLive(QTableView *table);

} // namespace activationcolumns
