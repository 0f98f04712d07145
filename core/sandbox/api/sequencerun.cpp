#include "core/sandbox/api/sequencerun.h"

#include "core/sandbox/api/refusal.h"
#include "core/sandbox/api/sequence.h"
#include "core/sandbox/setup/clock.h"

#include <QDateTime>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostActions = 50;

void fail(RunOutcome *outcome, const QString &error)
{
    outcome->status = RunStatus::ApplicationError;
    outcome->result = json::Value::object({{u"error"_s, json::Value::string(error)}});
    outcome->size = {};
}

json::Value item(const QString &key, json::Value value)
{
    return json::Value::object({{u"key"_s, json::Value::string(key)}, {u"value"_s, std::move(value)}});
}

RecordHead headOf(const Invocation &sequence, qint64 memory)
{
    const auto &action = *sequence.target.action;
    auto limits = action.limits;
    if (memory > 0)
        limits.set(u"memory", json::Value::number(memory));
    return {sequence.id, sequence.user.ns, action.name.package, action.name.name, action.version, action.name.full(),
            u"sequence"_s, sequence.target.binding, limits, sequence.cause};
}

json::Value annotationsOf(const RecordHead &head, const RunOutcome &outcome)
{
    auto all = json::Value::array();
    if (!head.binding.isEmpty())
        all.append(item(u"binding"_s, json::Value::string(head.binding)));
    all.append(item(u"topmost"_s, json::Value::boolean(head.cause.isEmpty())));
    if (!head.cause.isEmpty())
        all.append(item(u"causedBy"_s, json::Value::string(u"sequence"_s)));
    all.append(item(u"path"_s, json::Value::string(head.path)));
    all.append(item(u"waitTime"_s, json::Value::number(outcome.waitTime)));
    all.append(item(u"kind"_s, json::Value::string(head.kind)));
    all.append(item(u"limits"_s, head.limits));
    return all;
}

} // namespace

SequenceRun::SequenceRun(Services &services, const Invocation &invocation)
    : m_services(services)
    , m_invocation(invocation)
    , m_call{services, m_noRequest, invocation.transaction, invocation.user, invocation.user.ns}
{
}

Ran SequenceRun::run(const Invocation &sequence)
{
    Progress progress;
    progress.outcome.start = m_services.clock.now();
    progress.outcome.waitTime = std::max<qint64>(0, progress.outcome.start - sequence.received - m_services.clock.offset());
    progress.outcome.result = sequence.arguments;
    for (const auto &name : componentsOf(*sequence.target.action))
        if (!runStep(name, sequence, &progress))
            break;
    progress.outcome.end = m_services.clock.now();
    return finish(sequence, progress);
}

/// False when the sequence ends with this step.
bool SequenceRun::runStep(const EntityName &name, const Invocation &sequence, Progress *progress)
{
    auto &outcome = progress->outcome;
    std::optional<ActionTarget> target;
    try {
        target = resolveAction(m_call, name);
    } catch (const Refusal &) {
        fail(&outcome, u"Sequence component does not exist."_s);
        return false;
    }
    if (!target->action->isSequence() && ++m_atomic > mostActions) {
        fail(&outcome, u"Too many actions in the sequence."_s);
        return false;
    }
    const auto ran = runComponent(*target, sequence, outcome.result);
    progress->ids.append(ran.id);
    progress->duration += ran.duration;
    progress->memory = std::max(progress->memory, ran.memory);
    outcome.status = ran.outcome.status;
    outcome.result = ran.outcome.result;
    outcome.size = ran.outcome.size;
    return outcome.status == RunStatus::Success;
}

Ran SequenceRun::runComponent(const ActionTarget &target, const Invocation &sequence, const json::Value &arguments)
{
    auto component = sequence;
    component.id = newActivationId();
    component.target = target;
    component.arguments = arguments;
    component.received = QDateTime::currentMSecsSinceEpoch();
    component.cause = sequence.id;
    return target.action->isSequence() ? run(component) : m_services.runs->start(component).get();
}

Ran SequenceRun::finish(const Invocation &sequence, const Progress &progress)
{
    const auto head = headOf(sequence, progress.memory);
    auto record = recordOf(head, progress.outcome, annotationsOf(head, progress.outcome), progress.ids, progress.duration);
    m_services.runs->store(record).wait();
    return {sequence.id, progress.outcome, std::move(record), progress.duration, progress.memory, true};
}

} // namespace sandbox
