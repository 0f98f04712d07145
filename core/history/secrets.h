#pragma once

#include "core/json/value.h"

#include <QStringList>

namespace history {

/// A document without what looks secret, and the JSON pointers of what is missing.
struct Public {
    json::Value document;
    QStringList leftOut;
};

/// Members with secret names go; of {"key": K, "value": V} items (parameters, annotations) with a secret K only the
/// value goes, so that the item is not taken for a deleted one.
Public withoutSecrets(const json::Value &document);

/// Puts back what was left out as far as source has it: the same pointer, for items of key and value the same key in
/// the same list. missing (may be null) gets the pointers that source could not fill.
json::Value refill(const json::Value &document, const QStringList &leftOut, const json::Value &source,
                   QStringList *missing = nullptr);

} // namespace history
