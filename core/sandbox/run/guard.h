#pragma once

#include <sys/types.h>

namespace sandbox {

/// A small process of its own that ends the process groups told to it when this process ends in whatever way,
/// kill -9 included: an action may have started programs that nobody else would end then.
class Guard {
public:
    Guard();
    ~Guard();
    Guard(const Guard &) = delete;
    Guard &operator=(const Guard &) = delete;

    void watch(pid_t group);
    void forget(pid_t group); ///< the group is empty, its number may be given to others

private:
    void tell(pid_t word);

    int m_pipe = -1;
    pid_t m_pid = -1;
};

} // namespace sandbox
