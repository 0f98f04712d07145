#pragma once

#include "core/sandbox/run/request.h"
#include "core/sandbox/store/activations.h"

namespace sandbox {

/// What a record says beside what the run gave.
struct RecordHead {
    QString id;
    QString ns; ///< of who called it, also the subject
    QString package;
    QString name;
    QString version;
    QString path; ///< the action's own
    QString kind;
    QString binding = {}; ///< "ns/binding" it was reached through
    json::Value limits;
    QString cause = {}; ///< id of the sequence it is a part of
};

/// The annotations of one action's run.
json::Value runAnnotations(const RecordHead &head, const RunOutcome &outcome);

StoredActivation recordOf(const RecordHead &head, const RunOutcome &outcome);
/// The same with annotations and logs of another making. duration: where it is not end less start.
StoredActivation recordOf(const RecordHead &head, const RunOutcome &outcome, const json::Value &annotations,
                          const QStringList &logs, qint64 duration);

/// {"result", "size"?, "status", "success"}
QByteArray responseText(const RunOutcome &outcome);
/// Log lines as the store keeps them.
QByteArray logTexts(const QStringList &lines);
int httpStatus(RunStatus status);

} // namespace sandbox
