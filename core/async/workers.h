#pragma once

#include <QThreadPool>

#include <utility>

/// Threads for what would stop an event loop. Not the global pool: the toolkit draws large areas in parts on that one
/// and waits for them, so a window would stand still while two long pieces of work are under way there. Done with all
/// its work when the application ends.
QThreadPool *workers();

/// Ends things on a worker: to give back tens of thousands takes the event loop longer than a frame. Things must be the
/// last to hold what they hold.
template<typename T> void endOnWorker(T things)
{
    workers()->start([things = std::move(things)]() mutable { things = T(); });
}
