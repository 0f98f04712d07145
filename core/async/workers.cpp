#include "core/async/workers.h"

#include <QCoreApplication>

QThreadPool *workers()
{
    static QThreadPool pool;
    static const bool awaited = [] {
        qAddPostRoutine([] { pool.waitForDone(); }); // as the application awaits the global one
        return true;
    }();
    Q_UNUSED(awaited)
    return &pool;
}
