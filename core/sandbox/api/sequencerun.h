#pragma once

#include "core/sandbox/api/orchestration.h"

namespace sandbox {

/// One run of a sequence and of the sequences in it; lives on a thread of its own, as it waits for each step.
class SequenceRun {
public:
    SequenceRun(Services &services, const Invocation &invocation);
    Ran run() { return run(m_invocation); }

private:
    Ran run(const Invocation &sequence);
    bool runStep(const EntityName &name, const Invocation &sequence, RunOutcome *outcome, Steps *steps);
    bool runComponent(const Invocation &component, RunOutcome *outcome, Steps *steps);

    Services &m_services;
    Invocation m_invocation;
    int m_atomic = 0; ///< actions run, those of inner sequences included; a composition is one
    int m_inner = 0;  ///< sequences run inside
};

} // namespace sandbox
