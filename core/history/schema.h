#pragma once

#include <QStringList>

namespace history {

/// Step n brings a file of user_version n to n + 1. Steps that were released are never changed.
const QList<QStringList> &schemaSteps();

} // namespace history
