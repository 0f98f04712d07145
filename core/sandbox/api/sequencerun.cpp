#include "core/sandbox/api/sequencerun.h"

#include "core/sandbox/api/refusal.h"
#include "core/sandbox/api/sequence.h"

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostActions = 50;
constexpr int mostInner = 500; ///< those of a ring run no action that would be counted

} // namespace

SequenceRun::SequenceRun(Services &services, const Invocation &invocation)
    : m_services(services)
    , m_invocation(invocation)
{
}

Ran SequenceRun::run(const Invocation &sequence)
{
    Steps steps;
    auto outcome = begun(m_services, sequence);
    outcome.result = sequence.arguments;
    for (const auto &name : componentsOf(*sequence.target.action))
        if (!runStep(name, sequence, &outcome, &steps))
            break;
    return finished(m_services, sequence, std::move(outcome), steps, false);
}

/// False when the sequence ends with this step.
bool SequenceRun::runStep(const EntityName &name, const Invocation &sequence, RunOutcome *outcome, Steps *steps)
{
    if (m_atomic >= mostActions || m_inner > mostInner || sequence.depth > deepest) {
        failWith(outcome, RunStatus::ApplicationError, u"Too many actions in the sequence."_s);
        return false;
    }
    std::optional<ActionTarget> target;
    try {
        target = resolveComponent(m_services, name);
    } catch (const Refusal &) {
        failWith(outcome, RunStatus::ApplicationError, u"Sequence component does not exist."_s);
        return false;
    }
    const auto component = componentOf(sequence, *std::move(target), outcome->result);
    try {
        return runComponent(component, outcome, steps);
    } catch (const Refusal &) {
        failWith(outcome, RunStatus::InternalError, u"Sequence failed."_s);
        return false;
    }
}

bool SequenceRun::runComponent(const Invocation &component, RunOutcome *outcome, Steps *steps)
{
    const bool inner = component.target.action->isSequence();
    ++(inner ? m_inner : m_atomic);
    const auto ran = inner ? run(component) : m_services.runs->runAndWait(component);
    if (!ran) {
        steps->ids.append(component.id);
        failWith(outcome, RunStatus::InternalError,
                 u"Timeout reached when retrieving activation %1 for sequence component."_s.arg(component.id));
        return false;
    }
    steps->add(*ran);
    outcome->status = ran->outcome.status;
    outcome->result = ran->outcome.result;
    outcome->size = ran->outcome.size;
    // It is the result that counts: a composition may end well with an error in it.
    return outcome->status == RunStatus::Success && !outcome->result.contains(u"error");
}

} // namespace sandbox
