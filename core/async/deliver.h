#pragma once

#include "core/async/result.h"

#include <QFutureWatcher>
#include <QObject>

/// Calls callback(result) once, later, from the event loop, unless context is destroyed first.
/// A future that was canceled arrives as Error::Kind::Canceled.
template<typename T, typename Callback>
void deliver(const QFuture<Result<T>> &future, QObject *context, Callback callback)
{
    auto *watcher = new QFutureWatcher<Result<T>>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, callback = std::move(callback)]() mutable {
        watcher->deleteLater();
        const auto done = watcher->future();
        callback(done.resultCount() ? done.resultAt(0) : Result<T>(Error{Error::Kind::Canceled, {}, {}}));
    });
    watcher->setFuture(future);
}
