#include "core/sandbox/run/guard.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace sandbox {

namespace {

constexpr size_t mostGroups = 4096;

/// Only calls that are safe between fork and exec: other threads may have held any lock.
[[noreturn]] void keepGuard(int pipe)
{
    std::array<pid_t, mostGroups> groups{};
    size_t count = 0;
    pid_t word = 0;
    for (;;) {
        const auto got = read(pipe, &word, sizeof word);
        if (got < 0 && errno == EINTR)
            continue;
        if (got != sizeof word || word == 0)
            break;
        if (word > 0 && count < mostGroups)
            groups[count++] = word;
        else
            count = size_t(std::remove(groups.begin(), groups.begin() + count, -word) - groups.begin());
    }
    for (size_t i = 0; i < count; ++i)
        kill(-groups[i], SIGKILL);
    _exit(0);
}

} // namespace

Guard::Guard()
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return;
    m_pid = fork();
    if (m_pid == 0) {
        setpgid(0, 0); // a Ctrl+C in the terminal must not end it before its time
        dup2(ends[0], 0);
        close_range(1, ~0U, 0);
        keepGuard(0);
    }
    close(ends[0]);
    m_pipe = ends[1];
}

Guard::~Guard()
{
    tell(0); // some other child may hold the pipe's end, so that closing it says nothing
    if (m_pipe >= 0)
        close(m_pipe);
    if (m_pid > 0)
        waitpid(m_pid, nullptr, 0);
}

void Guard::tell(pid_t word)
{
    while (m_pipe >= 0 && write(m_pipe, &word, sizeof word) < 0 && errno == EINTR) { }
}

void Guard::watch(pid_t group)
{
    tell(group);
}

void Guard::forget(pid_t group)
{
    tell(-group);
}

} // namespace sandbox
