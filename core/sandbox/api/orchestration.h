#pragma once

#include "core/sandbox/api/runs.h"

namespace sandbox {

/// What a sequence or a composition has gathered from its components.
struct Steps {
    QStringList ids;     ///< in order of execution
    qint64 duration = 0; ///< sum of theirs
    qint64 memory = 0;   ///< MB, of the largest; 0 when none has run

    void add(const Ran &ran);
};

/// Deeper than anybody nests them. The real server runs what refers to itself in a ring until it is restarted; here
/// it ends as if it were too long.
constexpr int deepest = 300;

/// The call of one component: as the whole was called, but for these.
Invocation componentOf(const Invocation &whole, ActionTarget target, json::Value arguments);

RunOutcome begun(const Services &services, const Invocation &whole);
void failWith(RunOutcome *outcome, RunStatus status, const QString &error);

/// The record of a sequence or composition. memory: MB of what it ran; 0: nothing.
StoredActivation wholeRecord(RecordHead head, const RunOutcome &outcome, const Steps &steps, bool composition, qint64 memory);

/// Stores the record of a sequence or composition that is over.
Ran finished(Services &services, const Invocation &whole, RunOutcome outcome, const Steps &steps, bool composition);

/// An annotation "conductor" that is truthy makes a composition of a plain action; on a sequence it says nothing.
bool isComposition(const Entity &action);

} // namespace sandbox
