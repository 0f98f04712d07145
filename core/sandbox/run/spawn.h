#pragma once

#include <sys/types.h>

namespace sandbox {

/// All that a child needs, laid out before the fork: in the child no memory may be asked for.
struct Spawn {
    const char *path;
    char *const *arguments;
    char *const *environment;
    const char *folder;
    int standard[3];     ///< its standard input, output and error
    int requests = -1;   ///< becomes 3
    int answers = -1;    ///< becomes 4
};

/// fork and exec; the child leads a new process group and dies with the calling thread. -1 and *error on failure.
pid_t spawn(const Spawn &plan, int *error);

} // namespace sandbox
