#include "core/async/memory.h"

#if defined(__GLIBC__)
#include <malloc.h>
#endif

void keepFreedMemory()
{
#if defined(__GLIBC__)
    constexpr int mostKept = 16 * 1024 * 1024; // of one thread
    constexpr int largestKept = 8 * 1024 * 1024;
    mallopt(M_TRIM_THRESHOLD, mostKept);
    mallopt(M_MMAP_THRESHOLD, largestKept);
#endif
}
