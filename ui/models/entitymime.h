#pragma once

#include "ui/models/target.h"

#include <QList>

class QMimeData;

/// Entities on their way by drag and drop inside the console; as plain text they are their full names.
namespace entitymime {

QStringList types();
QMimeData *make(const QList<Target> &targets);
QList<Target> read(const QMimeData *data); ///< empty: there are none in it

} // namespace entitymime
