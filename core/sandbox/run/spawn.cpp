#include "core/sandbox/run/spawn.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace sandbox {

namespace {

void resetSignals()
{
    for (int number = 1; number < NSIG; ++number)
        signal(number, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
}

/// Moves the descriptors to their places. They may stand in each other's way, so all go above those places first.
int arrange(const Spawn &plan, int report)
{
    const int given[] = {plan.standard[0], plan.standard[1], plan.standard[2], plan.requests, plan.answers, report};
    int above[6];
    for (int i = 0; i < 6; ++i)
        above[i] = given[i] < 0 ? -1 : fcntl(given[i], F_DUPFD_CLOEXEC, 10);
    for (int i = 0; i < 5; ++i)
        if (above[i] >= 0)
            dup2(above[i], i);
    return above[5];
}

void closeOthers(const Spawn &plan, int report)
{
    const unsigned first = plan.requests < 0 ? 3 : 5;
    close_range(first, unsigned(report) - 1, 0);
    close_range(unsigned(report) + 1, ~0U, 0);
}

[[noreturn]] void child(const Spawn &plan, pid_t parent, int report)
{
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(127);
    resetSignals();
    report = arrange(plan, report);
    closeOthers(plan, report);
    if (chdir(plan.folder) == 0)
        execve(plan.path, plan.arguments, plan.environment);
    const int why = errno;
    (void)!write(report, &why, sizeof why);
    _exit(127);
}

} // namespace

pid_t spawn(const Spawn &plan, int *error)
{
    int report[2];
    *error = 0;
    if (pipe2(report, O_CLOEXEC) != 0) {
        *error = errno;
        return -1;
    }
    const pid_t parent = getpid();
    const pid_t pid = fork();
    if (pid == 0)
        child(plan, parent, report[1]);
    if (pid < 0)
        *error = errno;
    else
        setpgid(pid, pid); // both sides, so that the group is there whoever comes first
    close(report[1]);
    if (pid > 0 && read(report[0], error, sizeof *error) > 0)
        waitpid(pid, nullptr, 0);
    close(report[0]);
    return *error ? -1 : pid;
}

} // namespace sandbox
