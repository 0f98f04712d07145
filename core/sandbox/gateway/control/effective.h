#pragma once

#include "core/json/value.h"

namespace sandbox::gateway {

struct Record;
class SchemaLibrary;

/// What a node of the data plane makes of something stored, as its control API shows it: defaults filled in, secrets in
/// plain text, an upstream's nodes as a list. key: "/routes/1".
json::Value effectiveItem(const SchemaLibrary &library, const QString &key, const Record &record);
/// The same of a plugin's metadata, which is shown without its indexes.
json::Value effectiveMetadata(const SchemaLibrary &library, const QString &plugin, const json::Value &stored);

} // namespace sandbox::gateway
