#pragma once

#include "core/sandbox/run/container.h"

namespace sandbox {

/// How OpenWhisk judges what a container did; sets status, result, size and timedOut.
void judgeInit(const RunRequest &request, const Reply &reply, RunOutcome *outcome);
void judgeRun(const Reply &reply, RunOutcome *outcome);
/// The process ended without an answer.
void judgeDeath(const RunRequest &request, bool duringInit, RunOutcome *outcome);
void judgeTimeout(const RunRequest &request, bool duringInit, RunOutcome *outcome);
void judgeMemory(const RunRequest &request, bool duringInit, RunOutcome *outcome);

bool isPython(const RunRequest &request);
bool isNode(const RunRequest &request);
bool isProgram(const RunRequest &request);
/// There is nothing here that could run it.
void judgeMissing(const RunRequest &request, RunOutcome *outcome);
/// The sandbox ends.
void judgeStopped(RunOutcome *outcome);

} // namespace sandbox
