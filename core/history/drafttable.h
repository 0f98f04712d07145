#pragma once

#include "core/async/result.h"
#include "core/history/records.h"

#include <QList>

#include <optional>

namespace history {

class Database;

Result<Draft> storeDraft(Database &database, const Draft &draft);
Result<std::optional<Draft>> readDraft(Database &database, const Key &key);
Result<Done> removeDraft(Database &database, const Key &key);
Result<QList<DraftInfo>> listDrafts(Database &database, const QString &profileId);

} // namespace history
