#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace sandbox {

/// Calls give(count) several times a second from a thread of its own, so that it comes to perSecond.
class Feeder {
public:
    Feeder(int perSecond, std::function<void(int)> give);
    ~Feeder();
    Feeder(const Feeder &) = delete;
    Feeder &operator=(const Feeder &) = delete;

private:
    void work(int perSecond);

    std::function<void(int)> m_give;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_stop = false;
    std::thread m_thread;
};

} // namespace sandbox
