#include "core/sandbox/api/orchestration.h"

#include "core/sandbox/setup/clock.h"

#include <QDateTime>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

json::Value item(const QString &key, json::Value value)
{
    return json::Value::object({{u"key"_s, json::Value::string(key)}, {u"value"_s, std::move(value)}});
}

RecordHead headOf(const Invocation &whole)
{
    const auto &action = *whole.target.action;
    return {whole.id, whole.user.ns, action.name.package, action.name.name, action.version, action.name.full(),
            u"sequence"_s, whole.target.binding, action.limits, whole.cause};
}

json::Value annotationsOf(const RecordHead &head, qint64 waitTime, bool composition, bool limited)
{
    auto all = json::Value::array();
    if (!head.binding.isEmpty())
        all.append(item(u"binding"_s, json::Value::string(head.binding)));
    all.append(item(u"topmost"_s, json::Value::boolean(head.cause.isEmpty())));
    if (!head.cause.isEmpty())
        all.append(item(u"causedBy"_s, json::Value::string(u"sequence"_s)));
    all.append(item(u"path"_s, json::Value::string(head.path)));
    all.append(item(u"waitTime"_s, json::Value::number(waitTime)));
    if (composition)
        all.append(item(u"conductor"_s, json::Value::boolean(true)));
    all.append(item(u"kind"_s, json::Value::string(head.kind)));
    if (limited)
        all.append(item(u"limits"_s, head.limits));
    return all;
}

} // namespace

void Steps::add(const Ran &ran)
{
    ids.append(ran.id);
    duration += ran.duration;
    memory = std::max(memory, ran.memory);
}

Invocation componentOf(const Invocation &whole, ActionTarget target, json::Value arguments)
{
    auto component = whole;
    component.id = newActivationId();
    component.target = std::move(target);
    component.arguments = std::move(arguments);
    component.received = QDateTime::currentMSecsSinceEpoch();
    component.cause = whole.id;
    ++component.depth;
    component.awaited = true;
    return component;
}

RunOutcome begun(const Services &services, const Invocation &whole)
{
    RunOutcome outcome;
    outcome.start = services.clock.now();
    outcome.waitTime = std::max<qint64>(0, outcome.start - whole.received - services.clock.offset());
    return outcome;
}

void failWith(RunOutcome *outcome, RunStatus status, const QString &error)
{
    outcome->status = status;
    outcome->result = json::Value::object({{u"error"_s, json::Value::string(error)}});
    outcome->size = {};
}

StoredActivation wholeRecord(RecordHead head, const RunOutcome &outcome, const Steps &steps, bool composition, qint64 memory)
{
    head.limits.set(u"memory", json::Value::number(memory));
    return recordOf(head, outcome, annotationsOf(head, outcome.waitTime, composition, memory > 0), steps.ids, steps.duration);
}

Ran finished(Services &services, const Invocation &whole, RunOutcome outcome, const Steps &steps, bool composition)
{
    const auto own = whole.target.action->limits.value(u"memory").toInteger().value_or(0);
    // A composition's conductor counts among its runs; a sequence is as large as what it ran.
    const auto memory = composition ? std::max(steps.memory, own) : steps.memory;
    outcome.end = services.clock.now();
    auto record = wholeRecord(headOf(whole), outcome, steps, composition, memory);
    services.runs->store(outcome.status, whole.awaited, whole.kept, record).wait();
    return {whole.id, std::move(outcome), std::move(record), steps.duration, memory, true};
}

bool isComposition(const Entity &action)
{
    return !action.isSequence() && isTruthy(keyed(action.annotations, u"conductor"));
}

} // namespace sandbox
