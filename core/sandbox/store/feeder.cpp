#include "core/sandbox/store/feeder.h"

#include <algorithm>
#include <chrono>

namespace sandbox {

namespace {

constexpr int mostSteps = 20; ///< a second

} // namespace

Feeder::Feeder(int perSecond, std::function<void(int)> give)
    : m_give(std::move(give))
    , m_thread([this, perSecond] { work(perSecond); })
{
}

Feeder::~Feeder()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void Feeder::work(int perSecond)
{
    using namespace std::chrono;
    const auto begin = steady_clock::now();
    const auto step = milliseconds(1000 / std::clamp(perSecond, 1, mostSteps));
    long long given = 0;
    std::unique_lock lock(m_mutex);
    while (!m_wake.wait_for(lock, step, [this] { return m_stop; })) {
        // What is due by now, so that a late wake-up is made good.
        const auto due = duration_cast<milliseconds>(steady_clock::now() - begin).count() * perSecond / 1000;
        if (due > given)
            m_give(int(due - given));
        given = due;
    }
}

} // namespace sandbox
