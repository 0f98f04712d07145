#pragma once

#include "core/sandbox/api/runs.h"

namespace sandbox {

/// One run of a sequence and of the sequences in it; lives on a thread of its own, as it waits for each step.
class SequenceRun {
public:
    SequenceRun(Services &services, const Invocation &invocation);
    Ran run() { return run(m_invocation); }

private:
    struct Progress {
        RunOutcome outcome;
        QStringList ids;
        qint64 duration = 0; ///< sum of the components'
        qint64 memory = 0;   ///< of the largest component
    };
    Ran run(const Invocation &sequence);
    bool runStep(const EntityName &name, const Invocation &sequence, Progress *progress);
    Ran runComponent(const ActionTarget &target, const Invocation &sequence, const json::Value &arguments);
    Ran finish(const Invocation &sequence, const Progress &progress);

    Services &m_services;
    Invocation m_invocation;
    HttpRequest m_noRequest; ///< rights and parameters are looked up as for a call, whose request has gone
    Call m_call;
    int m_atomic = 0; ///< actions run, those of inner sequences included
};

} // namespace sandbox
