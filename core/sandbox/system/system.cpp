#include "core/sandbox/system/system.h"

#include "core/sandbox/api/fire.h"
#include "core/sandbox/api/refusal.h"
#include "core/sandbox/setup/clock.h"
#include "core/sandbox/setup/users.h"
#include "core/sandbox/store/entities.h"

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostConflicts = 20; ///< with others who write the same trigger

EntityPtr triggerOf(const Services &services, const Alarm &alarm)
{
    const auto entity = services.entities.find({alarm.ns, {}, alarm.trigger});
    return entity && entity->kind == Kind::Trigger ? entity : nullptr;
}

EntityPtr ruleOf(const Services &services, const QString &fullName)
{
    const auto entity = services.entities.find({fullName.section(u'/', 0, 0), {}, fullName.section(u'/', 1)});
    return entity && entity->kind == Kind::Rule ? entity : nullptr;
}

} // namespace

System::System(Services &services) : m_services(services), m_alarms(services.database, bell()), m_apis(services.database) {}

QString System::load()
{
    auto error = m_alarms.load();
    return error.isEmpty() ? m_apis.load() : error;
}

AlarmBell System::bell()
{
    return {[this] { return m_services.clock.now(); }, [this](const Alarm &alarm) { return fire(alarm); },
            [this](const Alarm &alarm) { return triggerOf(m_services, alarm) != nullptr; },
            [this](const Alarm &alarm, bool rulesToo) { deleteTrigger(alarm, rulesToo); }};
}

/// As the owner of the trigger would, so it counts as any fire.
int System::fire(const Alarm &alarm)
{
    const auto *owner = m_services.users.ofNamespace(alarm.ns);
    if (!owner)
        return 401;
    try {
        return fireTriggerAs(m_services, *owner, alarm.trigger, alarm.payload).isEmpty() ? 204 : 202;
    } catch (const Refusal &refusal) {
        return refusal.status;
    }
}

void System::deleteTrigger(const Alarm &alarm, bool rulesToo)
{
    for (int i = 0; i < mostConflicts; ++i) {
        const auto trigger = triggerOf(m_services, alarm);
        if (!trigger)
            return;
        QList<EntityChange> changes{{trigger, {}}};
        for (const auto &link : trigger->rules.members())
            if (const auto rule = ruleOf(m_services, link.name); rule && rulesToo)
                changes.append({rule, {}});
        if (m_services.entities.commit(changes) != Commit::Conflict)
            return;
    }
}

} // namespace sandbox
