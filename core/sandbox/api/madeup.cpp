#include "core/sandbox/api/madeup.h"

#include "core/json/text.h"
#include "core/sandbox/run/loglines.h"

#include <cmath>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int coldOnes = 60;   ///< of 1000
constexpr int loggedOnes = 300; ///< of 1000

json::Value errorResult(const QString &text)
{
    return json::Value::object({{u"error"_s, json::Value::string(text)}});
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

QStringList MadeUp::logsOf(const Habit &habit, const RunOutcome &outcome)
{
    QStringList lines;
    if (outcome.status == RunStatus::Success && m_random.bounded(1000) >= loggedOnes)
        return lines;
    const auto at = [&](int ms) { return logTime((outcome.start + ms) * 1000000 + m_random.bounded(999999)); };
    lines.append(at(1) + u" stdout: %1 started"_s.arg(habit.name));
    if (outcome.status != RunStatus::Success)
        lines.append(at(2) + u" stderr: failed: "_s + outcome.result.value(u"error").toString());
    return lines;
}

StoredActivation MadeUp::next(qint64 start)
{
    // The earlier in the list, the busier.
    const auto &habit = m_habits[int(double(m_habits.size()) * std::pow(m_random.generateDouble(), 1.7))];
    auto outcome = outcomeOf(habit, start);
    outcome.logs = logsOf(habit, outcome);
    const auto path = m_ns + u'/' + (habit.package.isEmpty() ? QString() : habit.package + u'/') + habit.name;
    const RecordHead head{newId(), m_ns, habit.package, habit.name, habit.version, path, habit.kind, {}, m_limits};
    auto record = recordOf(head, outcome);
    record.visible = outcome.end;
    return record;
}

} // namespace sandbox
