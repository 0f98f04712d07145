#pragma once

/// Memory that long lists gave back stays ours for a while. glibc returns it to the system as soon as 4 MB are free, and
/// to get it again, page by page, takes longer than to copy ten thousand rows into it. For main(), before any thread.
void keepFreedMemory();
