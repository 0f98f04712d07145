#pragma once

#include "core/schema/field.h"

namespace schema {

/// Where a schema belongs, as that tells more than it says itself.
struct Origin {
    QString plugin;      ///< empty: a resource of the gateway
    QStringList secrets; ///< dotted paths of further secrets, beside those in encrypt_fields; lists are passed through
};

/// The tree of fields of a schema. What it does not understand becomes a Json field for that node alone.
FieldPtr parse(const json::Value &schema, const Origin &origin = {});

} // namespace schema
