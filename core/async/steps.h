#pragma once

#include "core/async/chain.h"
#include "core/async/deliver.h"
#include "core/async/workers.h"

#include <QtConcurrent>

/// next(value) on the event loop of context's thread, for steps that send: chain() would run where first ends, maybe on
/// a worker. When context dies the result is a cancellation.
template<typename T, typename Next>
auto chainIn(QObject *context, const Async<T> &first, Next next) -> std::invoke_result_t<Next, const T &>
{
    using Future = std::invoke_result_t<Next, const T &>;
    using R = Result<typename async::FutureValue<Future>::type>;
    auto promise = std::make_shared<QPromise<R>>();
    promise->start();
    const auto finish = [promise](const R &result) {
        promise->addResult(result);
        promise->finish();
    };
    deliver(first, context, [context, finish, next = std::move(next)](const Result<T> &result) mutable {
        if (result)
            deliver(next(*result), context, finish);
        else
            finish(result.error());
    });
    return promise->future();
}

/// Like chainIn(), but next sees failures, too: undoing begins with one.
template<typename T, typename Next>
auto afterwards(QObject *context, const Async<T> &first, Next next) -> std::invoke_result_t<Next, const Result<T> &>
{
    using Future = std::invoke_result_t<Next, const Result<T> &>;
    using R = Result<typename async::FutureValue<Future>::type>;
    auto promise = std::make_shared<QPromise<R>>();
    promise->start();
    deliver(first, context, [context, promise, next = std::move(next)](const Result<T> &result) mutable {
        deliver(next(result), context, [promise](const R &last) {
            promise->addResult(last);
            promise->finish();
        });
    });
    return promise->future();
}

/// work() gives a Result; it runs on the pool.
template<typename Work> auto onPool(Work work)
{
    return QtConcurrent::run(workers(), std::move(work));
}

/// work(value) on the pool.
template<typename T, typename Work> auto thenOnPool(const Async<T> &first, Work work)
{
    return chainOn(workers(), first, std::move(work));
}
