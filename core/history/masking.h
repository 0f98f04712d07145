#pragma once

#include "core/json/value.h"

#include <QStringList>

namespace history {

/// A text with the secrets in it replaced by dots: passwords in addresses, values behind secret names ("token=..",
/// "\"apiKey\": \"..\""), bearer headers, private keys. For log lines and messages.
QString maskedText(const QString &text);

/// A document as it may be written or leave the machine: what withoutSecrets() takes out is gone, every other text in it
/// is masked.
struct Masked {
    json::Value document;
    QStringList leftOut; ///< JSON pointers
    bool masked = false; ///< a text had something in it
};
Masked maskedDocument(const json::Value &document);

} // namespace history
