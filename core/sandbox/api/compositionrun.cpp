#include "core/sandbox/api/compositionrun.h"

#include "core/json/text.h"
#include "core/sandbox/api/canonical.h"
#include "core/sandbox/api/names.h"
#include "core/sandbox/api/refusal.h"

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostComponents = 50;
const QString tooLong = u"Too many actions in the composition."_s;

json::Value boxed(const json::Value &value, QStringView name)
{
    return value.isObject() ? value : json::Value::object({{name.toString(), value}});
}

json::Value errorOf(const QString &text) { return json::Value::object({{u"error"_s, json::Value::string(text)}}); }

/// "a" and "pkg/a" are the caller's own, three parts and a leading slash begin with the namespace.
std::optional<EntityName> nextName(const json::Value &action, const QString &own)
{
    const auto path = action.toString();
    if (!action.isString() || !isPath(path))
        return {};
    auto parts = path.split(u'/', Qt::SkipEmptyParts);
    const bool absolute = path.startsWith(u'/');
    if (parts.size() > 3 || (absolute && parts.size() == 1))
        return {};
    if (!absolute && parts.size() < 3)
        parts.prepend(own);
    if (parts.first() == u"_")
        parts.first() = own;
    return EntityName{parts.first(), parts.size() == 3 ? parts[1] : QString(), parts.last()};
}

} // namespace

CompositionRun::CompositionRun(Services &services, const Invocation &invocation)
    : CompositionRun(services, invocation, std::make_shared<Account>())
{
}

CompositionRun::CompositionRun(Services &services, const Invocation &invocation, std::shared_ptr<Account> account)
    : m_services(services)
    , m_invocation(invocation)
    , m_call{services, m_noRequest, invocation.transaction, invocation.user, invocation.user.ns}
    , m_account(std::move(account))
{
}

Ran CompositionRun::run()
{
    auto outcome = begun(m_services, m_invocation);
    const auto end = conduct();
    outcome.status = end.status;
    outcome.result = end.result;
    return finished(m_services, m_invocation, std::move(outcome), m_steps, true);
}

json::Value CompositionRun::withState(json::Value payload) const
{
    if (m_state)
        for (const auto &member : m_state->members())
            payload.set(member.name, member.value);
    return canonical(payload);
}

/// Adds the component to what has been run. Something: the composition ends with that.
std::optional<RunOutcome> CompositionRun::failureOf(const Invocation &component, const std::optional<Ran> &ran)
{
    if (ran) {
        m_steps.add(*ran);
        return {};
    }
    m_steps.ids.append(component.id);
    RunOutcome outcome;
    failWith(&outcome, RunStatus::InternalError,
             u"Timeout reached when retrieving activation %1 during composition."_s.arg(component.id));
    return outcome;
}

RunOutcome CompositionRun::conduct()
{
    auto payload = m_invocation.arguments;
    for (;;) {
        try {
            if (const auto end = round(&payload))
                return *end;
        } catch (const Refusal &) {
            if (!tell(&payload))
                throw;
        }
    }
}

/// False when there is nobody left to blame.
bool CompositionRun::tell(json::Value *payload)
{
    static const QString texts[] = {u"Failed to resolve action with name '%1' during composition."_s,
                                    u"Failed entitlement check for action with name '%1' during composition."_s};
    while (!m_components.isEmpty() && m_components.last().told == 2)
        m_components.removeLast();
    if (m_components.isEmpty())
        return false;
    auto &last = m_components.last();
    *payload = errorOf(texts[last.told++].arg(last.name));
    return true;
}

std::optional<RunOutcome> CompositionRun::round(json::Value *payload)
{
    if (m_account->conductors > 2 * mostComponents || m_invocation.depth > deepest) {
        RunOutcome outcome;
        failWith(&outcome, RunStatus::ApplicationError, tooLong);
        return outcome;
    }
    ++m_account->conductors;
    const auto conductor = componentOf(m_invocation, m_invocation.target, withState(*payload));
    // As the plain action that it is.
    const auto ran = m_services.runs->startAndWait(conductor);
    if (auto failure = failureOf(conductor, ran))
        return failure;
    return proceed(ran->outcome, payload);
}

/// What the conductor wants: its result is the end, or names the next action.
std::optional<RunOutcome> CompositionRun::proceed(const RunOutcome &conductor, json::Value *payload)
{
    const auto &result = conductor.result;
    if (!result.isObject())
        refuseInternal();
    const auto *given = result.find(u"params");
    const auto *state = result.find(u"state");
    const auto *action = result.find(u"action");
    m_state = state ? std::optional(boxed(*state, u"state")) : std::nullopt;
    if (!action) {
        auto end = conductor;
        end.result = given ? boxed(*given, u"value") : result;
        return end;
    }
    const auto name = nextName(*action, m_invocation.user.ns);
    if (name && m_account->components < mostComponents)
        return runNext(*name, given ? boxed(*given, u"value") : json::Value::object(), payload);
    const auto unknown = u"Failed to parse action name from json value %1 during composition."_s;
    *payload = errorOf(name ? tooLong : unknown.arg(QString::fromUtf8(json::compact(*action))));
    return {};
}

std::optional<Ran> CompositionRun::ranComponent(const Invocation &component)
{
    if (isComposition(*component.target.action))
        return CompositionRun(m_services, component, m_account).run();
    ++m_account->components;
    return m_services.runs->runAndWait(component);
}

std::optional<RunOutcome> CompositionRun::runNext(const EntityName &name, const json::Value &params, json::Value *payload)
{
    m_components.append({name.full(), 1});
    checkActionRight(m_call, name);
    m_components.last().told = 0;
    const auto component = componentOf(m_invocation, resolveComponent(m_services, name), params);
    std::optional<Ran> ran;
    try {
        ran = ranComponent(component);
    } catch (const Refusal &) {
        RunOutcome outcome;
        failWith(&outcome, RunStatus::InternalError, u"Activation failure during composition."_s);
        return outcome;
    }
    if (auto failure = failureOf(component, ran))
        return failure;
    if (!ran->outcome.result.isObject())
        refuseInternal();
    *payload = ran->outcome.result;
    return {};
}

} // namespace sandbox
