#pragma once

#include "core/async/result.h"
#include "core/json/value.h"

#include <optional>

namespace connections {

/// The document of profiles.json; none when there is no such file. A corrupt file is renamed first: the Error is then
/// of kind Protocol and says where it is. Any other kind: the file is as it was and must not be written over.
Result<std::optional<json::Value>> readProfileFile(const QString &file);
/// The folder of the file, for the owner alone where it has to be made.
Result<Done> makeProfileFolder(const QString &file);
/// All or nothing, readable by the owner alone.
Result<Done> writeProfileFile(const QString &file, const json::Value &document);

} // namespace connections
