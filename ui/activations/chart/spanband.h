#pragma once

#include "core/insight/histogram.h"

/// The buckets of a chart's time.
struct TimeGrid {
    qint64 fromMs = 0;
    qint64 widthMs = 1;
    int count = 0;

    qint64 toMs() const { return fromMs + widthMs * count; } ///< exclusive
    qint64 start(int bucket) const { return fromMs + widthMs * bucket; }
    int bucketAt(double ms) const; ///< the nearest one
    bool operator==(const TimeGrid &) const = default;
};

/// What keys and mouse do to the span chosen in a chart. Steps are buckets; nothing leaves the grid. Pure.
namespace spanband {

using Span = insight::TimeSpan;
std::optional<Span> dragged(const TimeGrid &grid, double fromMs, double toMs); ///< whole buckets
Span moved(const TimeGrid &grid, const std::optional<Span> &span, int steps);    ///< none yet: the first or last bucket
Span extended(const TimeGrid &grid, const std::optional<Span> &span, int steps); ///< the later end, and back again

} // namespace spanband
