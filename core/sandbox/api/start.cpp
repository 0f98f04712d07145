#include "core/sandbox/api/start.h"

#include "core/sandbox/api/refusal.h"
#include "core/sandbox/api/retired.h"
#include "core/sandbox/api/sequence.h"
#include "core/sandbox/setup/settings.h"

#include <QDateTime>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

QString apiHostOf(const Call &call)
{
    const auto host = QString::fromLatin1(call.request.headers.find("Host").value_or(QByteArray()));
    return u"http://"_s + (host.isEmpty() ? u"127.0.0.1:%1"_s.arg(call.services.settings.port) : host);
}

Invocation invocationOf(const Call &call, const ActionTarget &target, const json::Value &arguments, RunMode mode)
{
    Invocation invocation{newActivationId(), call.user, call.transaction, apiHostOf(call), target, arguments};
    invocation.received = QDateTime::currentMSecsSinceEpoch();
    invocation.awaited = mode == RunMode::Blocking;
    invocation.background = mode == RunMode::Fired;
    invocation.kept = wantsRecord(call);
    return invocation;
}

} // namespace

Started startAction(const Call &call, const ActionTarget &target, const json::Value &arguments, RunMode mode)
{
    if (target.action->isSequence())
        checkComponentRights(call, componentsOf(*target.action));
    return startUnchecked(call, target, arguments, mode);
}

Started startUnchecked(const Call &call, const ActionTarget &target, const json::Value &arguments, RunMode mode)
{
    checkNotRetired(call.services, target.action->execKind());
    const auto invocation = invocationOf(call, target, arguments, mode);
    return {invocation.id, call.services.runs->run(invocation)};
}

bool wantsRecord(const Call &call)
{
    return call.request.headers.find("X-OW-EXTRA-LOGGING").value_or(QByteArray()).trimmed().toLower() == "on";
}

void checkFinal(const ActionTarget &target, const json::Value &arguments)
{
    const auto *final = keyed(target.action->annotations, u"final");
    if (!final || !final->toBool())
        return;
    for (const auto &parameter : target.parameters.items())
        if (!parameter.value(u"value").isNull() && arguments.contains(parameter.value(u"key").toString()))
            refuse(400, u"Request defines parameters that are not allowed (e.g., reserved properties)."_s);
}

} // namespace sandbox
