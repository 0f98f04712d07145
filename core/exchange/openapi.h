#pragma once

#include "core/json/text.h"

namespace exchange {

/// A description of an API in the words of Swagger 2.0, which is all that the gateway takes.
struct Swagger {
    json::Value document;
    QStringList lost; ///< what Swagger 2.0 cannot say, each with its place; empty when all came along
};

/// JSON, or else YAML.
Result<json::Value> readApiDocument(const QByteArray &text);

/// Swagger 2.0 stays as it is, OpenAPI 3 is said in its words.
Result<Swagger> swaggerOf(const json::Value &document);

} // namespace exchange
