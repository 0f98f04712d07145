#include "core/sandbox/run/process.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dirent.h>
#include <unistd.h>

namespace sandbox {

namespace {

/// Group and resident pages out of /proc/PID/stat, whose second field may hold blanks and brackets.
bool readStat(const char *pid, pid_t *group, long *pages)
{
    char path[64];
    char line[1024];
    std::snprintf(path, sizeof path, "/proc/%.20s/stat", pid);
    FILE *file = std::fopen(path, "re");
    if (!file)
        return false;
    const auto count = std::fread(line, 1, sizeof line - 1, file);
    std::fclose(file);
    line[count] = 0;
    const char *rest = std::strrchr(line, ')');
    return rest
        && std::sscanf(rest + 1, " %*c %*d %d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d %*u %*u %ld",
                       group, pages)
        == 2;
}

} // namespace

qint64 residentBytes(pid_t process)
{
    char pid[24];
    std::snprintf(pid, sizeof pid, "%d", int(process));
    pid_t group = 0;
    long pages = 0;
    return readStat(pid, &group, &pages) ? pages * sysconf(_SC_PAGESIZE) : 0;
}

std::unordered_map<pid_t, qint64> residentByGroup()
{
    std::unordered_map<pid_t, qint64> sums;
    DIR *folder = opendir("/proc");
    if (!folder)
        return sums;
    const qint64 page = sysconf(_SC_PAGESIZE);
    while (const dirent *entry = readdir(folder)) {
        pid_t group = 0;
        long pages = 0;
        if (entry->d_name[0] >= '1' && entry->d_name[0] <= '9' && readStat(entry->d_name, &group, &pages))
            sums[group] += pages * page;
    }
    closedir(folder);
    return sums;
}

} // namespace sandbox
