#pragma once

#include "core/async/deliver.h"

#include <QEventLoop>
#include <QTimer>

#include <optional>

/// Waits for a future while the event loop runs, so that servers in the same loop can answer (QTest::qWait would sleep
/// 10 ms between two rounds). Canceled when it ends without a result; Network with the message "timeout" after ms.
template<typename T> Result<T> await(const Async<T> &future, int ms = 30'000)
{
    std::optional<Result<T>> got;
    QEventLoop loop;
    deliver(future, &loop, [&got, &loop](const Result<T> &result) {
        got = result;
        loop.quit();
    });
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
    return got.value_or(Result<T>(Error{Error::Kind::Network, QStringLiteral("timeout"), {}}));
}
