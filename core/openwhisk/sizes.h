#pragma once

#include "core/openwhisk/operations.h"

namespace openwhisk {

/// The text of a PUT, or why the server would refuse its size or depth. Slow for large code: for workers.
Result<QByteArray> putText(const json::Value &body, const NamespaceLimits &limits);
/// The text of an invoke: a JSON object, {} for nothing.
Result<QByteArray> payloadText(const QByteArray &payload, const NamespaceLimits &limits);
/// An upload gets a second for each 256 KiB beside the usual time.
std::chrono::milliseconds uploadDeadline(std::chrono::milliseconds usual, qsizetype bytes);

} // namespace openwhisk
