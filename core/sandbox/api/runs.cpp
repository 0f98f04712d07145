#include "core/sandbox/api/runs.h"

#include "core/json/text.h"
#include "core/sandbox/api/sequencerun.h"
#include "core/sandbox/setup/clock.h"
#include "core/sandbox/setup/faults.h"
#include "core/sandbox/setup/settings.h"
#include "core/sandbox/store/entities.h"

#include <QDateTime>

#include <algorithm>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostSequences = 1000; ///< at once: their threads only wait

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
    , m_runner(Runner::Options{services.settings.dataDir + u"/run"_s})
{
    m_sequences.setMaxThreadCount(mostSequences);
}

RunRequest Runs::requestFor(const Invocation &invocation) const
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
    const auto fetch = [&entities = m_services.entities, name = action.name] {
        const auto code = json::read(entities.code(name));
        return code ? code->value.toString().toUtf8() : QByteArray();
    };
    // The action may be changed before a process is there for it, so what is cold takes its code along.
    if (m_runner.isWarm(request.key))
        request.code = fetch;
    else
        request.code = [code = fetch()] { return code; };
    return request;
}

RanFuture Runs::start(const Invocation &invocation)
{
    auto promise = std::make_shared<std::promise<Ran>>();
    begin(invocation.id, invocation.user.ns, invocation.target.action->name.full());
    m_runner.run(requestFor(invocation), [this, promise, head = headOf(invocation)](const RunOutcome &outcome) {
        auto record = recordOf(head, outcome);
        store(record);
        // The store works in order: who waits for the run waits for its record, too; the runner's thread does not.
        m_services.database.start([this, promise, ran = Ran{head.id, outcome, std::move(record), outcome.end - outcome.start,
                                                                head.limits.value(u"memory").toInteger().value_or(0)}](QSqlDatabase &) {
            end(ran.id);
            promise->set_value(ran);
        });
    });
    return promise->get_future().share();
}

RanFuture Runs::startSequence(const Invocation &invocation)
{
    auto promise = std::make_shared<std::promise<Ran>>();
    begin(invocation.id, invocation.user.ns, invocation.target.action->name.full());
    m_sequences.start([this, promise, sequence = std::make_shared<SequenceRun>(m_services, invocation)] {
        const auto ran = sequence->run();
        end(ran.id);
        promise->set_value(ran);
    });
    return promise->get_future().share();
}

void Runs::stop()
{
    m_runner.stop();
    m_sequences.waitForDone();
}

std::future<QString> Runs::store(StoredActivation activation)
{
    auto &faults = m_services.faults;
    activation.visible = QDateTime::currentMSecsSinceEpoch() + faults.number(u"late") * 1000;
    std::vector<StoredActivation> one;
    if (!faults.everyNth(u"lose"))
        one.push_back(std::move(activation));
    return m_services.activations->add(std::move(one));
}

void Runs::begin(const QString &id, const QString &ns, const QString &fullName)
{
    const std::lock_guard lock(m_mutex);
    m_running.insert(id, {ns, fullName});
}

void Runs::end(const QString &id)
{
    const std::lock_guard lock(m_mutex);
    m_running.remove(id);
}

int Runs::inFlight(const QString &ns) const
{
    const std::lock_guard lock(m_mutex);
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
