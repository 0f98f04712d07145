#pragma once

#include <QStringList>

namespace history {

/// As schemaSteps(), of a profile's file of activations.
const QList<QStringList> &activationSteps();
/// Said before anything is written: space that is freed can be given back bit by bit.
QStringList activationPragmas();
/// The index over names, results and logs; emptied by making it anew.
QStringList makeSearchIndex();
QStringList dropSearchIndex();

} // namespace history
