#include "core/sandbox/system/alarm.h"

#include "core/sandbox/system/cron.h"

#include <QCryptographicHash>

#include <cmath>

namespace sandbox {

using namespace Qt::StringLiterals;
using json::Value;

namespace {

const QStringList kinds{u"cron"_s, u"interval"_s, u"once"_s};

/// 0 to 59, by the trigger's name, so that it stays the same from start to start.
int secondOf(const Alarm &alarm)
{
    return quint8(QCryptographicHash::hash(alarm.key().toUtf8(), QCryptographicHash::Sha1).at(0)) % 60;
}

std::optional<qint64> nextCron(const Alarm &alarm, qint64 after)
{
    auto cron = Cron::parse(alarm.cron);
    const auto zone = alarm.timezone.isEmpty() ? QTimeZone::utc() : QTimeZone(alarm.timezone.toUtf8());
    if (!cron || !zone.isValid())
        return {};
    if (!alarm.strict && !cron->hasSeconds())
        cron = cron->atSecond(secondOf(alarm));
    return cron->next(std::max(after, dateOf(alarm.startDate).value_or(0) - 1), zone);
}

std::optional<qint64> nextInterval(const Alarm &alarm, qint64 after)
{
    const auto start = dateOf(alarm.startDate).value_or(0);
    const auto step = alarm.minutes * 60000;
    return start > after ? start : start + ((after - start) / step + 1) * step;
}

/// Members that have no value are left out, as JavaScript's undefined is.
void setText(Value &object, QStringView name, const QString &text)
{
    if (!text.isEmpty())
        object.set(name, Value::string(text));
}

void setGiven(Value &object, QStringView name, const Value &value)
{
    if (!value.isNull())
        object.set(name, value);
}

Value configOf(const Alarm &alarm)
{
    auto config = Value::object({{u"name"_s, Value::string(alarm.trigger)},
                                 {u"namespace"_s, Value::string(alarm.ns)},
                                 {u"payload"_s, alarm.payload}});
    if (alarm.kind == Alarm::Kind::Once) {
        config.set(u"date", alarm.date);
        setText(config, u"deleteAfterFire", alarm.deleteAfterFire);
        return config;
    }
    setGiven(config, u"startDate", alarm.startDate);
    setGiven(config, u"stopDate", alarm.stopDate);
    if (alarm.kind == Alarm::Kind::Interval) {
        config.set(u"minutes", Value::number(alarm.minutes));
    } else {
        config.set(u"cron", Value::string(alarm.cron));
        setText(config, u"timezone", alarm.timezone);
    }
    return config;
}

} // namespace

std::optional<qint64> dateOf(const json::Value &value)
{
    if (value.isNumber()) {
        const auto ms = value.toDouble();
        return std::isfinite(ms) && std::abs(ms) <= 8.64e15 ? std::optional(qint64(ms)) : std::nullopt;
    }
    const auto text = value.toString().trimmed();
    auto time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!time.isValid())
        time = QDateTime::fromString(text, Qt::RFC2822Date);
    if (!value.isString() || !time.isValid())
        return {};
    if (time.timeSpec() == Qt::LocalTime)
        time.setTimeSpec(Qt::UTC);
    return time.toMSecsSinceEpoch();
}

std::optional<qint64> Alarm::next(qint64 after) const
{
    if (kind == Kind::Once) {
        const auto at = dateOf(date);
        return at && *at > after ? at : std::nullopt;
    }
    const auto at = kind == Kind::Cron ? nextCron(*this, after) : nextInterval(*this, after);
    const auto stop = dateOf(stopDate);
    return at && stop && *at > *stop ? std::nullopt : at;
}

QString Alarm::ended(qint64 now) const
{
    if (kind == Kind::Once)
        return u"the fire once date has expired"_s;
    return dateOf(stopDate).value_or(now) <= now ? u"the stop date has expired"_s
                                                 : u"the next scheduled trigger fire is after the stop date"_s;
}

void Alarm::disable(qint64 now, const QString &message, int status, const QString &by)
{
    active = false;
    changed = now;
    reason = Value::object({{u"kind"_s, Value::string(by)}});
    if (status != 0)
        reason.set(u"statusCode", Value::number(status));
    reason.set(u"message", Value::string(message));
}

void Alarm::enable(qint64 now)
{
    active = true;
    changed = now;
    reason = {};
}

json::Value described(const Alarm &alarm)
{
    const auto changed = QDateTime::fromMSecsSinceEpoch(alarm.changed, Qt::UTC);
    auto status = Value::object({{u"active"_s, Value::boolean(alarm.active)},
                                 {u"dateChanged"_s, Value::number(alarm.changed)},
                                 {u"dateChangedISO"_s, Value::string(changed.toString(Qt::ISODate))}});
    setGiven(status, u"reason", alarm.reason);
    return Value::object({{u"config"_s, configOf(alarm)}, {u"status"_s, status}});
}

json::Value toJson(const Alarm &alarm)
{
    auto stored = configOf(alarm);
    stored.set(u"kind", Value::string(kinds[int(alarm.kind)]));
    stored.set(u"strict", Value::boolean(alarm.strict));
    stored.set(u"left", Value::number(alarm.left));
    stored.set(u"active", Value::boolean(alarm.active));
    stored.set(u"changed", Value::number(alarm.changed));
    setGiven(stored, u"reason", alarm.reason);
    return stored;
}

Alarm alarmOf(const json::Value &stored)
{
    Alarm alarm;
    alarm.ns = stored.value(u"namespace").toString();
    alarm.trigger = stored.value(u"name").toString();
    alarm.kind = Alarm::Kind(std::max<qsizetype>(0, kinds.indexOf(stored.value(u"kind").toString())));
    alarm.cron = stored.value(u"cron").toString();
    alarm.timezone = stored.value(u"timezone").toString();
    alarm.strict = stored.value(u"strict").toBool(true);
    alarm.minutes = stored.value(u"minutes").toInteger().value_or(1);
    alarm.date = stored.value(u"date");
    alarm.deleteAfterFire = stored.value(u"deleteAfterFire").toString();
    alarm.startDate = stored.value(u"startDate");
    alarm.stopDate = stored.value(u"stopDate");
    alarm.payload = stored.value(u"payload");
    alarm.left = stored.value(u"left").toInteger().value_or(-1);
    alarm.active = stored.value(u"active").toBool();
    alarm.changed = stored.value(u"changed").toInteger().value_or(0);
    alarm.reason = stored.value(u"reason");
    return alarm;
}

} // namespace sandbox
