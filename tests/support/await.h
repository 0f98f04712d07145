#pragma once

#include "core/async/result.h"

#include <QTest>

/// The result of a future, with the event loop running meanwhile. Tests only: the product never waits.
template<typename T> Result<T> await(const Async<T> &future, int timeoutMs = 15'000)
{
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, timeoutMs))
        return Error{Error::Kind::Network, QStringLiteral("the test waited too long"), {}};
    return future.resultCount() ? future.resultAt(0) : Result<T>(Error{Error::Kind::Canceled, {}, {}});
}
