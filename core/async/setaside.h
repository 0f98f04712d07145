#pragma once

#include <QString>

/// Where a damaged file is moved, so that a new one can be begun beside it: a name that nothing has yet.
QString placeForDamaged(const QString &file);
