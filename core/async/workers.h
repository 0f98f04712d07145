#pragma once

class QThreadPool;

/// Threads for what would stop an event loop. Not the global pool: the toolkit draws large areas in parts on that one
/// and waits for them, so a window would stand still while two long pieces of work are under way there. Done with all
/// its work when the application ends.
QThreadPool *workers();
