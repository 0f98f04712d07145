#pragma once

#include <QStringList>

#include <algorithm>
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
constexpr double frameMs = 16;
constexpr double knownWorkMs = 4.4;
#else
constexpr double frameMs = 80;
constexpr double knownWorkMs = 22;
#endif

/// How often longer than where the limits were set a known piece of work takes here: machines differ, and sanitizers cost.
inline double pace()
{
    static const double times = [] {
        double best = 1e9;
        for (int i = 0; i < 5; ++i)
            best = std::min(best, threadMs([] {
                QStringList list;
                for (int n = 0; n < 20'000; ++n)
                    list.append(QString::number(n * 7919 % 20'011));
                std::sort(list.begin(), list.end());
            }));
        return std::max(1.0, best / knownWorkMs);
    }();
    return times;
}

/// What one piece of work on the event loop may take in a test on this machine.
inline double mostMs(double ms = frameMs)
{
    return ms * pace();
}
