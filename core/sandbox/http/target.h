#pragma once

#include "core/sandbox/http/message.h"

namespace sandbox {

/// Takes request.target apart into path, segments and query.
/// Gives what is wrong with it, as the real server's parser words it, or nothing.
std::optional<QByteArray> splitTarget(HttpRequest &request);

/// Percent-decoded UTF-8.
QString decoded(QByteArrayView text);

} // namespace sandbox
