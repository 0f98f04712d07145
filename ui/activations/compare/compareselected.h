#pragma once

#include "ui/models/target.h"

#include <functional>

class QAction;
class QTableView;

namespace openwhisk {
class Session;
}

/// Lets two rows of a table of activations be chosen (Ctrl or Shift) and compared. The action is on while there are
/// exactly two; the table owns it.
QAction *addCompareSelected(QTableView *table, openwhisk::Session &session, std::function<QString(int row)> idAt,
                            std::function<void(const Target &)> open);
