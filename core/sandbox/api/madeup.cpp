#include "core/sandbox/api/madeup.h"

#include "core/json/text.h"
#include "core/sandbox/api/firerecord.h"
#include "core/sandbox/api/orchestration.h"
#include "core/sandbox/run/loglines.h"

#include <cmath>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int coldOnes = 60;   ///< of 1000
constexpr int loggedOnes = 300; ///< of 1000
constexpr int sequences = 50;   ///< of 1000 beginnings in a mix
constexpr int fires = 70;       ///< of 1000 beginnings in a mix

json::Value errorResult(const QString &text)
{
    return json::Value::object({{u"error"_s, json::Value::string(text)}});
}

void shift(RunOutcome *outcome, qint64 by)
{
    outcome->start += by;
    outcome->end += by;
}

json::Value eventOf(bool order, QRandomGenerator &random)
{
    if (!order)
        return json::Value::object();
    return json::Value::object({{u"order"_s, json::Value::number(random.bounded(1000, 100'000))},
                                {u"total"_s, json::Value::number(random.bounded(5, 900))}});
}

} // namespace

MadeUp::MadeUp(QString ns, quint32 seed)
    : m_ns(std::move(ns))
    , m_random(seed)
    , m_habits{{u"orders"_s, u"price-quote"_s, u"nodejs:20"_s, 12, 12, u"0.0.7"_s},
               {u"orders"_s, u"place-order"_s, u"nodejs:20"_s, 85, 45, u"0.0.12"_s},
               {u"orders"_s, u"check-stock"_s, u"python:3.11"_s, 28, 8, u"0.0.3"_s},
               {u"orders"_s, u"send-receipt"_s, u"nodejs:20"_s, 240, 90, u"0.0.5"_s},
               {{}, u"resize-image"_s, u"python:3.11"_s, 900, 30, u"0.0.21"_s},
               {{}, u"nightly-report"_s, u"python:3.11"_s, 4200, 150, u"0.0.2"_s},
               {{}, u"heartbeat"_s, u"nodejs:20"_s, 3, 1, u"0.0.1"_s}}
{
    for (const auto &[name, value] : {std::pair{u"concurrency"_s, 1}, {u"logs"_s, 10}, {u"memory"_s, 256}, {u"timeout"_s, 60000}})
        m_limits.set(name, json::Value::number(value));
}

QString MadeUp::newId()
{
    QByteArray bytes(16, Qt::Uninitialized);
    m_random.fillRange(reinterpret_cast<quint32 *>(bytes.data()), 4);
    return QString::fromLatin1(bytes.toHex());
}

RunOutcome MadeUp::outcomeOf(const Habit &habit, qint64 start)
{
    RunOutcome outcome;
    const auto spread = std::exp(m_random.generateDouble() * 2 - 0.7);
    auto duration = std::max<qint64>(1, std::llround(habit.usual * spread));
    outcome.waitTime = m_random.bounded(2, 9);
    if (m_random.bounded(1000) < coldOnes) {
        outcome.initTime = m_random.bounded(40, 400);
        outcome.waitTime += m_random.bounded(20, 600);
        duration += *outcome.initTime;
    }
    outcome.result.set(u"ok", json::Value::boolean(true));
    outcome.result.set(u"items", json::Value::number(m_random.bounded(1, 40)));
    if (m_random.bounded(1000) < habit.failing) {
        const bool timeout = m_random.bounded(8) == 0;
        outcome.status = timeout || m_random.bounded(3) == 0 ? RunStatus::DeveloperError : RunStatus::ApplicationError;
        outcome.timedOut = timeout;
        duration = timeout ? 60000 + m_random.bounded(40) : duration;
        outcome.result = errorResult(timeout ? u"The action exceeded its time limits of 60000 milliseconds."_s
                                             : u"no stock for item %1"_s.arg(m_random.bounded(1000)));
    }
    if (!outcome.timedOut)
        outcome.size = json::compact(outcome.result).size();
    outcome.start = start;
    outcome.end = start + duration;
    return outcome;
}

QStringList MadeUp::logsOf(const QString &name, const RunOutcome &outcome)
{
    QStringList lines;
    if (outcome.status == RunStatus::Success && m_random.bounded(1000) >= loggedOnes)
        return lines;
    const auto at = [&](int ms) { return logTime((outcome.start + ms) * 1000000 + m_random.bounded(999999)); };
    lines.append(at(1) + u" stdout: %1 started"_s.arg(name));
    if (outcome.status != RunStatus::Success)
        lines.append(at(2) + u" stderr: failed: "_s + outcome.result.value(u"error").toString());
    return lines;
}

const MadeUp::Habit &MadeUp::someHabit()
{
    // The earlier in the list, the busier.
    return m_habits.at(int(double(m_habits.size()) * std::pow(m_random.generateDouble(), 1.7)));
}

MadeUp::Made MadeUp::made(const Habit &habit, qint64 start)
{
    const auto path = m_ns + u'/' + (habit.package.isEmpty() ? QString() : habit.package + u'/') + habit.name;
    return {{newId(), m_ns, habit.package, habit.name, habit.version, path, habit.kind, {}, m_limits}, outcomeOf(habit, start)};
}

StoredActivation MadeUp::stored(Made one)
{
    one.outcome.logs = logsOf(one.head.name, one.outcome);
    auto record = recordOf(one.head, one.outcome);
    record.visible = one.outcome.end;
    return record;
}

StoredActivation MadeUp::next(qint64 start)
{
    return stored(made(someHabit(), start));
}

StoredActivation MadeUp::mixed(qint64 time, Anchor anchor)
{
    const int kind = m_rest.empty() ? m_random.bounded(1000) : 0;
    if (m_rest.empty() && kind < sequences)
        makeSequence(time, anchor);
    else if (m_rest.empty() && kind < sequences + fires)
        makeFire(time, anchor);
    if (m_rest.empty()) {
        Made one = made(someHabit(), time);
        shift(&one.outcome, anchor == Anchor::Ends ? time - one.outcome.end : 0);
        return stored(std::move(one));
    }
    auto first = std::move(m_rest.front());
    m_rest.pop_front();
    return first;
}

/// orders/checkout: what is in stock is priced, ordered and confirmed; the first that fails ends it.
void MadeUp::makeSequence(qint64 time, Anchor anchor)
{
    Made whole{{newId(), m_ns, u"orders"_s, u"checkout"_s, u"0.0.4"_s, m_ns + u"/orders/checkout"_s, u"sequence"_s, {}, m_limits}, {}};
    whole.outcome.start = time;
    QList<Made> members;
    qint64 at = time + 1;
    for (const int habit : {2, 0, 1, 3}) {
        members.append(made(m_habits.at(habit), at));
        members.back().head.cause = whole.head.id;
        at = members.back().outcome.end + m_random.bounded(1, 4);
        if (members.back().outcome.status != RunStatus::Success)
            break;
    }
    const RunOutcome &last = members.constLast().outcome;
    whole.outcome.status = last.status;
    whole.outcome.result = last.result;
    whole.outcome.size = last.size;
    whole.outcome.end = at;
    const qint64 by = anchor == Anchor::Ends ? time - at : 0;
    Steps steps;
    shift(&whole.outcome, by);
    for (Made &member : members) {
        shift(&member.outcome, by);
        steps.ids.append(member.head.id);
        steps.duration += member.outcome.end - member.outcome.start;
    }
    m_rest.push_back(wholeRecord(whole.head, whole.outcome, steps, false, 256));
    m_rest.back().visible = whole.outcome.end;
    for (Made &member : members)
        m_rest.push_back(stored(std::move(member)));
}

/// Every minute the heart beats; an order starts two runs, and a rule that is off starts none.
void MadeUp::makeFire(qint64 time, Anchor anchor)
{
    const bool order = m_random.bounded(3) > 0;
    QList<std::pair<QString, Made>> runs;
    const auto run = [&](const QString &rule, int habit) { runs.append({rule, made(m_habits.at(habit), time + m_random.bounded(1, 6))}); };
    if (order) {
        run(u"order-to-receipt"_s, 3);
        run(u"order-to-picture"_s, 4);
    } else {
        run(u"every-minute-to-heartbeat"_s, 6);
    }
    qint64 end = time;
    for (const auto &[rule, one] : std::as_const(runs))
        end = std::max(end, one.outcome.end);
    const qint64 by = anchor == Anchor::Ends ? time - end : 0;
    const FireHead head{newId(), m_ns, order ? u"new-order"_s : u"every-minute"_s, u"0.0.2"_s, time + by};
    QStringList lines;
    for (const auto &[rule, one] : std::as_const(runs))
        lines.append(startedLine(one.head.id, rule, one.head.path));
    if (order)
        lines.append(refusedLine(400, u"Rule 'order-to-audit' is inactive, action '%1/audit' was not activated."_s.arg(m_ns),
                                 u"order-to-audit"_s, m_ns + u"/audit"_s));
    m_rest.push_back(fireRecord(head, eventOf(order, m_random), lines));
    m_rest.back().visible = head.start;
    for (auto &[rule, one] : runs) {
        shift(&one.outcome, by);
        m_rest.push_back(stored(std::move(one)));
    }
}

} // namespace sandbox
