#pragma once

#include "core/async/result.h"
#include "core/history/records.h"

#include <QList>

namespace history {

class Database;

Result<Payload> storePayload(Database &database, const Key &key, const Payload &payload);
Result<QList<Payload>> namedPayloads(Database &database, const Key &key);
Result<Done> removePayload(Database &database, qint64 id);
Result<Done> storeSent(Database &database, const Key &key, const QString &text);
Result<QList<Payload>> sentPayloads(Database &database, const Key &key);

} // namespace history
