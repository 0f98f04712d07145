#pragma once

#include "core/history/activations.h"

#include <QSqlQuery>
#include <QVariantList>

namespace history {

/// How rows of activations lie in the file.
QVariant idValue(const QString &id);      ///< 16 bytes where it is 32 hex digits, else the text; NULL when empty
QString idFrom(const QVariant &value);
const QString &putRow();                  ///< changes nothing where the row is the same
QVariantList valuesOf(const SeenActivation &row, qint64 label);
const QString &readRows();                ///< newest first; takes the limit
QList<SeenActivation> rowsFrom(QSqlQuery &query);

} // namespace history
