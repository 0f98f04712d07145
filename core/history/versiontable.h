#pragma once

#include "core/async/result.h"
#include "core/history/records.h"

#include <QList>

#include <optional>

namespace history {

class Database;

Result<VersionInfo> storeVersion(Database &database, const Key &key, VersionInfo::Reason reason,
                                 const json::Value &document);
Result<QList<VersionInfo>> listVersions(Database &database, const Key &key);
Result<std::optional<Version>> readVersion(Database &database, qint64 id);

} // namespace history
