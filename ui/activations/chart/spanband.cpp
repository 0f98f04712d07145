#include "ui/activations/chart/spanband.h"

#include <algorithm>
#include <cmath>

using spanband::Span;

namespace {

Span ofBuckets(const TimeGrid &grid, int first, int last)
{
    return {grid.start(first), grid.start(last + 1)};
}

int firstOf(const TimeGrid &grid, const Span &span)
{
    return grid.bucketAt(double(span.fromMs));
}

int lastOf(const TimeGrid &grid, const Span &span)
{
    return grid.bucketAt(double(span.toMs - 1));
}

} // namespace

int TimeGrid::bucketAt(double ms) const
{
    const double place = std::floor((ms - double(fromMs)) / double(widthMs));
    return int(std::clamp(place, 0.0, double(std::max(0, count - 1))));
}

std::optional<Span> spanband::dragged(const TimeGrid &grid, double fromMs, double toMs)
{
    if (grid.count == 0)
        return {};
    const auto [first, last] = std::minmax(fromMs, toMs);
    return ofBuckets(grid, grid.bucketAt(first), grid.bucketAt(last));
}

Span spanband::moved(const TimeGrid &grid, const std::optional<Span> &span, int steps)
{
    if (!span) {
        const int bucket = steps < 0 ? std::max(0, grid.count - 1) : 0;
        return ofBuckets(grid, bucket, bucket);
    }
    const int first = firstOf(grid, *span);
    const int last = lastOf(grid, *span);
    const int step = std::clamp(steps, -first, grid.count - 1 - last);
    return ofBuckets(grid, first + step, last + step);
}

Span spanband::extended(const TimeGrid &grid, const std::optional<Span> &span, int steps)
{
    if (!span)
        return moved(grid, span, steps);
    const int first = firstOf(grid, *span);
    return ofBuckets(grid, first, std::clamp(lastOf(grid, *span) + steps, first, grid.count - 1));
}
