#pragma once

#include "core/history/activations.h"
#include "core/openwhisk/activation.h"

/// The same record as lists give it and as the local store has it.
history::SeenActivation seenOf(const openwhisk::ActivationSummary &row);
openwhisk::ActivationSummary summaryOf(const history::SeenActivation &row);
