#pragma once

#include "core/async/result.h"

#include <QThreadPool>

#include <memory>
#include <type_traits>

namespace async {

template<typename F, typename T> using NextFuture = std::invoke_result_t<F, const T &>;
template<typename Future> struct FutureValue;
template<typename T> struct FutureValue<QFuture<Result<T>>> {
    using type = T;
};

} // namespace async

/// next(value) starts the following step; an error or a cancellation of first skips it.
/// Runs where first finishes: next must be cheap and capture values only.
template<typename T, typename Next>
auto chain(QFuture<Result<T>> first, Next next) -> async::NextFuture<Next, T>
{
    using U = typename async::FutureValue<async::NextFuture<Next, T>>::type;
    return first
        .then([next = std::move(next)](const Result<T> &result) mutable -> Async<U> {
            return result ? next(*result) : ready<U>(result.error());
        })
        .unwrap();
}

/// work(value), a plain value or a Result, on the pool: for what may take longer than a millisecond.
template<typename T, typename Work> auto chainOn(QThreadPool *pool, QFuture<Result<T>> first, Work work)
{
    return first.then(pool, [work = std::move(work)](const Result<T> &result) mutable { return result.andThen(work); });
}
