#include "core/sandbox/system/alarminput.h"

#include "core/json/text.h"
#include "core/sandbox/api/runs.h"
#include "core/sandbox/system/cron.h"

#include <cmath>

namespace sandbox {

using namespace Qt::StringLiterals;
using json::Value;

namespace {

[[noreturn]] void refuseInput(const QString &text) { throw AlarmRefusal{text}; }

bool given(const Value &arguments, QStringView name) { return isTruthy(arguments.find(name)); }

/// A value within a sentence, as JavaScript would write it there.
QString shown(const Value &value)
{
    return value.isString() ? value.toString() : value.isObject() ? u"[object Object]"_s : QString::fromUtf8(json::compact(value));
}

Value checkedDate(const Value &date, const QString &name, qint64 now, const Value &start = {})
{
    const auto at = dateOf(date);
    if (!at)
        refuseInput(u"%1 parameter '%2' is not a valid Date"_s.arg(name, shown(date)));
    if (*at <= now)
        refuseInput(u"%1 parameter '%2' must be in the future"_s.arg(name, shown(date)));
    if (const auto first = dateOf(start); first && *at <= *first)
        refuseInput(u"%1 parameter '%2' must be greater than the startDate parameter '%3'"_s.arg(name, shown(date), shown(start)));
    return date;
}

QString checkedDeletion(const Value &value)
{
    const auto word = shown(value).trimmed().toLower();
    if (!QStringList{u"false"_s, u"true"_s, u"rules"_s}.contains(word))
        refuseInput(u"deleteAfterFire parameter must be one of [false, true, rules]."_s);
    return word;
}

qint64 checkedMinutes(const Value &value)
{
    bool isNumber = value.isNumber();
    const double number = isNumber ? value.toDouble() : value.toString().trimmed().toDouble(&isNumber);
    if (!isNumber || number != std::trunc(number) || std::abs(number) > 1e9)
        refuseInput(u"the minutes parameter must be an integer"_s);
    if (number <= 0)
        refuseInput(u"the minutes parameter must be an integer greater than zero"_s);
    return qint64(number);
}

void checkCron(const Alarm &alarm)
{
    if (!alarm.timezone.isEmpty() && !QTimeZone(alarm.timezone.toUtf8()).isValid())
        refuseInput(u"Invalid timezone."_s);
    if (!Cron::parse(alarm.cron))
        refuseInput(u"cron pattern '%1' is not valid"_s.arg(alarm.cron));
}

/// A text becomes {"payload": text}.
Value payloadOf(const Value &value)
{
    return value.isString() ? Value::object({{u"payload"_s, value}}) : value;
}

void readOnce(const Value &arguments, qint64 now, Alarm *alarm)
{
    alarm->kind = Alarm::Kind::Once;
    if (!given(arguments, u"date"))
        refuseInput(u"alarms once trigger feed is missing the date parameter"_s);
    alarm->date = checkedDate(arguments.value(u"date"), u"date"_s, now);
    if (given(arguments, u"deleteAfterFire"))
        alarm->deleteAfterFire = checkedDeletion(arguments.value(u"deleteAfterFire"));
}

void readInterval(const Value &arguments, Alarm *alarm)
{
    alarm->kind = Alarm::Kind::Interval;
    if (!given(arguments, u"minutes"))
        refuseInput(u"interval trigger feed is missing the minutes parameter"_s);
    alarm->minutes = checkedMinutes(arguments.value(u"minutes"));
}

void readCron(const Value &arguments, Alarm *alarm)
{
    if (!given(arguments, u"cron"))
        refuseInput(u"alarms trigger feed is missing the cron parameter"_s);
    alarm->cron = shown(arguments.value(u"cron"));
    alarm->timezone = arguments.value(u"timezone").toString();
    alarm->strict = !arguments.contains(u"strict") || shown(arguments.value(u"strict")) != u"false";
    checkCron(*alarm);
}

void readSpan(const Value &arguments, qint64 now, Alarm *alarm)
{
    const bool interval = alarm->kind == Alarm::Kind::Interval;
    if (given(arguments, u"startDate"))
        alarm->startDate = checkedDate(arguments.value(u"startDate"), u"startDate"_s, now);
    else if (interval)
        alarm->startDate = Value::number(now + 30000);
    if (!given(arguments, u"stopDate"))
        return;
    if (given(arguments, u"maxTriggers"))
        refuseInput(interval ? u"maxTriggers is not supported for the interval trigger feed"_s
                             : u"maxTriggers is not allowed when the stopDate parameter is specified"_s);
    alarm->stopDate = checkedDate(arguments.value(u"stopDate"), u"stopDate"_s, now, alarm->startDate);
    if (!alarm->next(now))
        refuseInput(u"the first scheduled trigger fire is not until after the stop date"_s);
}

bool updateOnce(const Value &arguments, qint64 now, Alarm *alarm)
{
    if (given(arguments, u"date"))
        alarm->date = checkedDate(arguments.value(u"date"), u"date"_s, now);
    if (given(arguments, u"deleteAfterFire"))
        alarm->deleteAfterFire = checkedDeletion(arguments.value(u"deleteAfterFire"));
    return given(arguments, u"date") || given(arguments, u"deleteAfterFire");
}

bool updateSchedule(const Value &arguments, Alarm *alarm)
{
    if (alarm->kind == Alarm::Kind::Interval) {
        if (given(arguments, u"minutes"))
            alarm->minutes = checkedMinutes(arguments.value(u"minutes"));
        return given(arguments, u"minutes");
    }
    if (given(arguments, u"cron"))
        alarm->cron = shown(arguments.value(u"cron"));
    if (given(arguments, u"timezone"))
        alarm->timezone = arguments.value(u"timezone").toString();
    checkCron(*alarm);
    return given(arguments, u"cron") || given(arguments, u"timezone");
}

bool updateSpan(const Value &arguments, qint64 now, Alarm *alarm)
{
    const bool start = given(arguments, u"startDate");
    const bool stop = given(arguments, u"stopDate");
    if (start)
        alarm->startDate = checkedDate(arguments.value(u"startDate"), u"startDate"_s, now);
    if (stop)
        alarm->stopDate = checkedDate(arguments.value(u"stopDate"), u"stopDate"_s, now, alarm->startDate);
    else if (const auto end = dateOf(alarm->stopDate); start && end && dateOf(alarm->startDate) >= end)
        refuseInput(u"startDate parameter '%1' must be less than the stopDate parameter '%2'"_s.arg(shown(alarm->startDate),
                                                                                                   shown(alarm->stopDate)));
    return start || stop;
}

} // namespace

void readNewAlarm(const Value &arguments, qint64 now, Alarm *alarm)
{
    const auto payload = payloadOf(arguments.value(u"trigger_payload"));
    alarm->payload = payload.isObject() ? payload : Value::object();
    if (given(arguments, u"fireOnce")) {
        readOnce(arguments, now, alarm);
    } else {
        given(arguments, u"isInterval") ? readInterval(arguments, alarm) : readCron(arguments, alarm);
        readSpan(arguments, now, alarm);
    }
    if (const auto most = arguments.value(u"maxTriggers").toInteger(); most && *most > 0 && alarm->kind != Alarm::Kind::Once)
        alarm->left = *most;
    alarm->enable(now);
}

void updateAlarm(const Value &arguments, qint64 now, Alarm *alarm)
{
    bool changed = false;
    if (given(arguments, u"trigger_payload")) {
        const auto payload = payloadOf(arguments.value(u"trigger_payload"));
        if (payload.isObject())
            alarm->payload = payload;
        changed = true;
    }
    if (alarm->kind == Alarm::Kind::Once) {
        changed |= updateOnce(arguments, now, alarm);
    } else {
        changed |= updateSchedule(arguments, alarm);
        changed |= updateSpan(arguments, now, alarm);
    }
    if (!changed)
        refuseInput(u"no updatable parameters were specified"_s);
    alarm->enable(now);
}

} // namespace sandbox
