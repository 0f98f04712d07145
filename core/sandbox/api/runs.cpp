#include "core/sandbox/api/runs.h"

#include "core/json/text.h"
#include "core/sandbox/api/compositionrun.h"
#include "core/sandbox/api/sequencerun.h"
#include "core/sandbox/api/storing.h"
#include "core/sandbox/api/throttle.h"
#include "core/sandbox/setup/clock.h"
#include "core/sandbox/setup/faults.h"
#include "core/sandbox/setup/settings.h"

#include <QDateTime>

#include <algorithm>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostWaiters = 1000; ///< at once: their threads only wait
constexpr int mostFiredWaiters = 200;
constexpr int mostErrands = 8;
constexpr qint64 patience = 60000; ///< ms beyond an action's own time limit

/// The text of an environment variable.
QByteArray environmentText(const json::Value &value)
{
    return value.isNull() ? QByteArray() : value.isString() ? value.toString().toUtf8() : json::compact(value);
}

/// Parameters of the action under the call's arguments; those marked "init" go to the environment alone.
void mergeArguments(const json::Value &parameters, const json::Value &arguments, RunRequest *request)
{
    request->arguments = arguments;
    const bool named = arguments.isObject(); // a step of a sequence may get an array
    for (const auto &parameter : parameters.items()) {
        const auto key = parameter.value(u"key").toString();
        const auto *given = arguments.find(key);
        const auto value = given ? *given : parameter.value(u"value");
        if (parameter.value(u"init").toBool()) {
            request->initParameters.append({key.toUtf8(), environmentText(value)});
            request->arguments.remove(key);
        } else if (!given && named) {
            request->arguments.set(key, value);
        }
    }
}

Environment contextOf(const Invocation &invocation)
{
    const auto &action = *invocation.target.action;
    Environment context{{"api_host", invocation.apiHost.toUtf8()},
                        {"namespace", invocation.user.ns.toUtf8()},
                        {"action_name", '/' + action.name.full().toUtf8()},
                        {"action_version", action.version.toUtf8()},
                        {"activation_id", invocation.id.toUtf8()},
                        {"transaction_id", invocation.transaction.toUtf8()}};
    const auto *wanted = keyed(action.annotations, u"provide-api-key");
    if (!wanted || isTruthy(wanted))
        context.append({"api_key", invocation.user.auth().toUtf8()});
    return context;
}

int limitOf(const Entity &action, QStringView name, int otherwise)
{
    return int(action.limits.value(name).toInteger().value_or(otherwise));
}

RecordHead headOf(const Invocation &invocation)
{
    const auto &action = *invocation.target.action;
    return {invocation.id, invocation.user.ns, action.name.package, action.name.name, action.version, action.name.full(),
            action.execKind(), invocation.target.binding, action.limits, invocation.cause};
}

} // namespace

bool isTruthy(const json::Value *value)
{
    if (!value || value->isNull())
        return false;
    if (value->isBool())
        return value->toBool();
    return value->isNumber() ? value->toDouble() != 0 : !value->isString() || !value->toString().isEmpty();
}

Runs::Runs(Services &services)
    : m_services(services)
    , m_codes(services.entities)
    , m_runner(Runner::Options{services.settings.dataDir + u"/run"_s})
{
    m_waiters.setMaxThreadCount(mostWaiters);
    m_firedWaiters.setMaxThreadCount(mostFiredWaiters);
    m_errands.setMaxThreadCount(mostErrands);
    m_natives.setMaxThreadCount(mostErrands);
}

RunRequest Runs::requestFor(const Invocation &invocation)
{
    const auto &action = *invocation.target.action;
    RunRequest request;
    request.key = u"%1 %2 %3 %4"_s.arg(invocation.user.ns, action.name.full()).arg(action.updated).arg(action.sequence);
    request.kind = action.execKind();
    request.image = action.exec.value(u"image").toString();
    const auto *main = action.exec.find(u"main");
    request.main = main ? main->toString() : u"main"_s;
    request.binary = action.exec.value(u"binary").toBool();
    request.timeout = limitOf(action, u"timeout", request.timeout);
    request.memory = limitOf(action, u"memory", request.memory);
    request.logs = limitOf(action, u"logs", request.logs);
    mergeArguments(invocation.target.parameters, invocation.arguments, &request);
    request.context = contextOf(invocation);
    request.clockOffset = m_services.clock.offset();
    request.received = invocation.received + request.clockOffset;
    request.standaloneLogs = m_services.settings.standalone;
    request.background = invocation.background;
    const auto fetch = [this, key = request.key, name = action.name] { return m_codes.take(key, name); };
    // The action may be changed before a process is there for it, so what is cold takes its code along.
    if (m_runner.isWarm(request.key))
        request.code = [fetch] { return *fetch(); };
    else
        request.code = [code = fetch()] { return *code; };
    return request;
}

RanFuture Runs::start(const Invocation &invocation)
{
    auto promise = std::make_shared<std::promise<Ran>>();
    begin(invocation);
    const auto done = [this, promise, invocation](const RunOutcome &outcome) {
        const auto head = headOf(invocation);
        auto record = recordOf(head, outcome);
        store(outcome.status, invocation.awaited, invocation.kept, record);
        // The store works in order: who waits for the run waits for its record, too; the runner's thread does not.
        m_services.database.start([this, promise, ran = Ran{head.id, outcome, std::move(record), outcome.end - outcome.start,
                                                                head.limits.value(u"memory").toInteger().value_or(0)}](QSqlDatabase &) {
            end(ran.id);
            promise->set_value(ran);
        });
    };
    if (const auto native = nativeOf(*invocation.target.action))
        m_natives.start([this, native, invocation, done] { done(runNatively(native, invocation)); });
    else
        m_runner.run(requestFor(invocation), done);
    return promise->get_future().share();
}

RunOutcome Runs::runNatively(Native native, const Invocation &invocation)
{
    RunRequest request;
    mergeArguments(invocation.target.parameters, invocation.arguments, &request);
    return runNative(native, {m_services, invocation.user, request.arguments, invocation.apiHost}, invocation.received);
}

std::optional<Ran> Runs::startAndWait(const Invocation &invocation)
{
    const auto ran = start(invocation);
    const std::chrono::milliseconds most(limitOf(*invocation.target.action, u"timeout", 60000) + patience);
    return ran.wait_for(most) == std::future_status::ready ? std::optional(ran.get()) : std::nullopt;
}

std::optional<Ran> Runs::runAndWait(const Invocation &invocation)
{
    if (invocation.target.action->isSequence())
        return SequenceRun(m_services, invocation).run();
    return isComposition(*invocation.target.action) ? CompositionRun(m_services, invocation).run() : startAndWait(invocation);
}

RanFuture Runs::run(const Invocation &invocation)
{
    const auto &action = *invocation.target.action;
    if (!action.isSequence() && !isComposition(action))
        return start(invocation);
    auto promise = std::make_shared<std::promise<Ran>>();
    (invocation.background ? m_firedWaiters : m_waiters).start([this, promise, invocation] {
        try {
            promise->set_value(*runAndWait(invocation));
        } catch (...) {
            promise->set_exception(std::current_exception());
        }
    });
    return promise->get_future().share();
}

void Runs::stop()
{
    m_runner.stop();
    for (auto *pool : {&m_errands, &m_waiters, &m_firedWaiters, &m_natives})
        pool->waitForDone();
}

std::future<QString> Runs::store(RunStatus status, bool awaited, bool kept, StoredActivation activation)
{
    auto &faults = m_services.faults;
    activation.visible = QDateTime::currentMSecsSinceEpoch() + faults.number(u"late") * 1000;
    std::vector<StoredActivation> one;
    if (isKept(faults, status, awaited, kept) && !faults.everyNth(u"lose"))
        one.push_back(std::move(activation));
    return m_services.activations->add(std::move(one));
}

void Runs::begin(const Invocation &invocation)
{
    const std::lock_guard lock(m_mutex);
    // Calls that came together have all seen the same number; components are not held up.
    if (invocation.cause.isEmpty())
        m_services.throttle.checkRunning(count(invocation.user.ns));
    m_running.insert(invocation.id, {invocation.user.ns, invocation.target.action->name.full()});
}

void Runs::end(const QString &id)
{
    const std::lock_guard lock(m_mutex);
    m_running.remove(id);
}

int Runs::inFlight(const QString &ns) const
{
    const std::lock_guard lock(m_mutex);
    return count(ns);
}

int Runs::count(const QString &ns) const
{
    return int(std::count_if(m_running.begin(), m_running.end(), [&](const Entry &e) { return ns.isEmpty() || e.ns == ns; }));
}

json::Value Runs::underWay() const
{
    const std::lock_guard lock(m_mutex);
    auto all = json::Value::array();
    for (auto entry = m_running.begin(); entry != m_running.end(); ++entry)
        all.append(json::Value::array({json::Value::string(entry.key()), json::Value::string(entry->fullName)}));
    return all;
}

} // namespace sandbox
