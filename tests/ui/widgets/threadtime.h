#pragma once

#include <ctime>

/// How long something holds up the event loop of this thread. What the thread waits for a core is not counted, so that a
/// busy machine fails no test.
template<typename Work> double threadMs(Work work)
{
    const auto now = [] {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
    };
    const double before = now();
    work();
    return now() - before;
}

/// A frame at 60 Hz where the product is optimised, else only what keeps the order of magnitude.
#ifdef __OPTIMIZE__
constexpr double mostMs = 16;
#else
constexpr double mostMs = 80;
#endif
