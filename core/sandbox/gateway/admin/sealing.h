#pragma once

#include "core/json/value.h"

namespace sandbox::gateway {

class SchemaLibrary;
struct Kind;

/// As it is stored: the secrets of plugins and certificates encrypted.
json::Value sealed(const SchemaLibrary &library, const Kind &kind, json::Value conf);
/// As it is read: those of plugins in plain text. What cannot be decrypted stays.
json::Value opened(const SchemaLibrary &library, const Kind &kind, json::Value conf);
/// A private key as it is stored; one that is no PEM is taken for encrypted already.
QString sealedKey(const QString &pem);

} // namespace sandbox::gateway
