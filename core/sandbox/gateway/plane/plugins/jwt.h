#pragma once

#include "core/json/value.h"

#include <optional>

namespace sandbox::gateway {

/// A signed token, taken apart.
struct Jwt {
    QByteArray signedText; ///< head and claims as they came
    QByteArray signature;
    json::Value head;
    json::Value claims;
};

/// None when it is no such token.
std::optional<Jwt> readJwt(const QByteArray &token);
/// Is it signed with the secret or the key of that consumer, and in the way that is agreed with him?
bool isSigned(const Jwt &jwt, const json::Value &auth);

/// HMAC with a digest of OpenSSL's name.
QByteArray hmac(const char *digest, const QByteArray &key, const QByteArray &text);

} // namespace sandbox::gateway
