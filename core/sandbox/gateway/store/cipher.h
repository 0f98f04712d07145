#pragma once

#include <QString>

#include <optional>

namespace sandbox::gateway {

/// AES-128-CBC with the first key of the server's keyring as key and as start, in base64.
QString encrypted(const QString &plain);
/// None when it is no such text.
std::optional<QString> decrypted(const QString &cipher);

} // namespace sandbox::gateway
