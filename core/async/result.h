#pragma once

#include "core/async/error.h"

#include <QFuture>

#include <utility>
#include <variant>

/// A value or an Error: the part of std::expected (C++23) that this project uses.
template<typename T> class [[nodiscard]] Result {
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    explicit operator bool() const { return m_state.index() == 0; }
    const T &operator*() const & { return std::get<0>(m_state); }
    T &operator*() & { return std::get<0>(m_state); }
    T &&operator*() && { return std::get<0>(std::move(m_state)); }
    const T *operator->() const { return &std::get<0>(m_state); }
    T *operator->() { return &std::get<0>(m_state); }
    const Error &error() const { return std::get<1>(m_state); }

    /// f(value) gives another Result; an error passes through.
    template<typename F> auto andThen(F f) const -> decltype(f(std::declval<const T &>()))
    {
        if (*this)
            return f(**this);
        return error();
    }
    /// f(value) gives a plain value; an error passes through.
    template<typename F> auto transform(F f) const -> Result<decltype(f(std::declval<const T &>()))>
    {
        if (*this)
            return f(**this);
        return error();
    }

private:
    std::variant<T, Error> m_state;
};

/// Stands for "done" where there is no value.
struct Done {
    bool operator==(const Done &) const = default;
};

template<typename T> using Async = QFuture<Result<T>>;

/// A future that is finished already.
template<typename T> Async<T> ready(Result<T> result)
{
    QPromise<Result<T>> promise;
    promise.start();
    promise.addResult(std::move(result));
    promise.finish();
    return promise.future();
}
