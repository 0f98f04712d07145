#include "core/sandbox/system/native.h"

#include "core/json/text.h"
#include "core/sandbox/setup/clock.h"
#include "core/sandbox/system/alarmfeed.h"
#include "core/sandbox/system/apimgmt.h"

#include <QHash>

namespace sandbox {

using namespace Qt::StringLiterals;

Native nativeOf(const Entity &action)
{
    static const QHash<QString, Native> natives{{u"whisk.system/alarms/alarm"_s, runAlarmFeed},
                                                {u"whisk.system/alarms/interval"_s, runAlarmFeed},
                                                {u"whisk.system/alarms/once"_s, runAlarmFeed},
                                                {u"whisk.system/apimgmt/createApi"_s, createApi},
                                                {u"whisk.system/apimgmt/getApi"_s, getApi},
                                                {u"whisk.system/apimgmt/deleteApi"_s, deleteApi}};
    return action.native ? natives.value(action.name.full()) : nullptr;
}

RunOutcome runNative(Native native, const NativeCall &call, qint64 received)
{
    RunOutcome outcome;
    outcome.start = call.services.clock.now();
    outcome.waitTime = std::max<qint64>(0, outcome.start - received - call.services.clock.offset());
    outcome.result = native(call);
    outcome.status = outcome.result.contains(u"error") ? RunStatus::ApplicationError : RunStatus::Success;
    outcome.size = json::compact(outcome.result).size();
    outcome.end = call.services.clock.now();
    return outcome;
}

} // namespace sandbox
