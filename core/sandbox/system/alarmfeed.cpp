#include "core/sandbox/system/alarmfeed.h"

#include "core/sandbox/setup/clock.h"
#include "core/sandbox/setup/users.h"
#include "core/sandbox/store/entities.h"
#include "core/sandbox/system/alarminput.h"
#include "core/sandbox/system/alarms.h"
#include "core/sandbox/system/system.h"

namespace sandbox {

using namespace Qt::StringLiterals;
using json::Value;

namespace {

const QString failedAuthentication = u"Trigger authentication request failed."_s;

Value errorOf(const AlarmRefusal &refusal)
{
    auto error = Value::object({{u"error"_s, Value::string(refusal.text)}});
    if (!refusal.message.isEmpty())
        error.set(u"message", Value::string(refusal.message));
    return Value::object({{u"error"_s, error}});
}

Value success() { return Value::object({{u"status"_s, Value::string(u"success"_s)}}); }

/// The last part of "/ns/name" or the name as it is: the namespace is always the caller's.
QString triggerName(const Value &arguments)
{
    const auto name = arguments.value(u"triggerName").toString();
    if (name.isEmpty())
        throw AlarmRefusal{u"no trigger name parameter was provided"_s};
    return name.startsWith(u'/') ? name.section(u'/', 2) : name;
}

/// The key must be the caller's own; the trigger must be there, but to take its alarm away.
void checkTrigger(const NativeCall &call, const QString &trigger, bool deleting)
{
    const auto *owner = call.services.users.find(call.arguments.value(u"authKey").toString());
    if (!owner || owner->ns != call.user.ns)
        throw AlarmRefusal{failedAuthentication};
    const auto entity = call.services.entities.find({call.user.ns, {}, trigger});
    const bool there = entity && entity->kind == Kind::Trigger;
    if (!there && !deleting)
        throw AlarmRefusal{failedAuthentication};
}

void stored(const QString &error)
{
    if (!error.isEmpty())
        throw AlarmRefusal{u"error storing the alarm trigger."_s, error};
}

Alarm existing(const Alarms &alarms, const QString &key)
{
    const auto alarm = alarms.find(key);
    if (!alarm)
        throw AlarmRefusal{u"could not find trigger /%1 in the database"_s.arg(key)};
    return *alarm;
}

Value create(Alarms &alarms, const Alarm &alarm)
{
    if (alarms.find(alarm.key()))
        throw AlarmRefusal{u"error creating alarm trigger."_s, u"Document update conflict."_s};
    stored(alarms.put(alarm));
    return success();
}

Value update(const NativeCall &call, Alarms &alarms, const QString &key)
{
    auto alarm = existing(alarms, key);
    updateAlarm(call.arguments, call.services.clock.now(), &alarm);
    stored(alarms.put(alarm));
    return success();
}

/// Switches it off or on. An alarm whose times are over stays off.
Value switched(const NativeCall &call, Alarms &alarms, const QString &key, bool on)
{
    auto alarm = existing(alarms, key);
    const auto now = call.services.clock.now();
    if (on && !alarm.next(now))
        throw AlarmRefusal{alarm.ended(now)};
    if (on)
        alarm.enable(now);
    else
        alarm.disable(now, u"Paused by the user"_s, 0, u"USER"_s);
    stored(alarms.put(alarm));
    return success();
}

Value removed(Alarms &alarms, const QString &key)
{
    existing(alarms, key);
    stored(alarms.remove(key));
    return success();
}

Value served(const NativeCall &call, const QString &event)
{
    static const QStringList events{u"CREATE"_s, u"READ"_s, u"UPDATE"_s, u"DELETE"_s, u"PAUSE"_s, u"UNPAUSE"_s};
    if (!events.contains(event))
        return Value::object({{u"error"_s, Value::string(u"unsupported lifecycleEvent"_s)}});
    auto &alarms = call.services.system->alarms();
    Alarm fresh{call.user.ns, triggerName(call.arguments)};
    const auto key = fresh.key();
    // As the known package does it, what is wrong with the parameters comes before the trigger is looked at.
    if (event == u"CREATE")
        readNewAlarm(call.arguments, call.services.clock.now(), &fresh);
    checkTrigger(call, fresh.trigger, event == u"DELETE");
    if (event == u"CREATE")
        return create(alarms, fresh);
    if (event == u"READ")
        return described(existing(alarms, key));
    if (event == u"UPDATE")
        return update(call, alarms, key);
    return event == u"DELETE" ? removed(alarms, key) : switched(call, alarms, key, event == u"UNPAUSE");
}

} // namespace

Value runAlarmFeed(const NativeCall &call)
{
    try {
        return served(call, call.arguments.value(u"lifecycleEvent").toString());
    } catch (const AlarmRefusal &refusal) {
        return errorOf(refusal);
    }
}

} // namespace sandbox
