#pragma once

#include "ui/shell/paletteindex.h"

struct OpenTabs;

/// A profile itself, then the actions and the gateway's objects that were open there last time: that much is known of it
/// without a request.
QList<PaletteItem> otherConnection(const connections::Profile &profile, const OpenTabs &tabs);
