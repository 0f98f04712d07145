#include "core/net/pause.h"

#include <algorithm>

namespace net {

namespace {

constexpr int longestPauseMs = 60'000;

} // namespace

int pauseAfter(int intervalMs, int failures, double random)
{
    if (failures == 0)
        return intervalMs;
    const double pause = double(intervalMs) * double(1 << std::min(failures, 10)) * (0.5 + random);
    return int(std::min(pause, double(longestPauseMs) * (0.75 + random / 4)));
}

} // namespace net
