#pragma once

#include "core/sandbox/api/record.h"

namespace sandbox {

/// What a fire's record says beside the event and what became of the rules.
struct FireHead {
    QString id;
    QString ns;
    QString trigger;
    QString version;
    qint64 start = 0;
};

/// What a rule did, as the record's log has it.
QString startedLine(const QString &id, const QString &rule, const QString &action);
QString refusedLine(int status, const QString &error, const QString &rule, const QString &action);

/// Unlike a run's it has no end, no duration, no annotations.
StoredActivation fireRecord(const FireHead &head, const json::Value &event, const QStringList &lines);

} // namespace sandbox
