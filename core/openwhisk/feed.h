#pragma once

#include "core/openwhisk/activation.h"

namespace openwhisk {

/// The rows of a live list with those that came, each id once, newest start first, no more than capacity. The same
/// pointer when nothing changed.
List<ActivationSummary> withNew(const List<ActivationSummary> &known, const QList<ActivationSummary> &came,
                                qsizetype capacity);

/// When to ask again after that many failures in a row; random is from 0 to 1.
int pauseAfter(int intervalMs, int failures, double random);

} // namespace openwhisk
