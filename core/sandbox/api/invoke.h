#pragma once

#include "core/sandbox/api/context.h"

#include <memory>

namespace sandbox {

/// Starts what runs actions (Services::runs); it lives as long as the pointer.
std::shared_ptr<Runs> startRuns(Services &services);
/// Ends all runs at once: their invokes are answered, their processes gone, before it returns.
void stopRuns(Runs &runs);
/// Activations under way: of one namespace, or of all when ns is empty. For the throttle and /activation/count.
int runsInFlight(const Services &services, const QString &ns);
/// [activationId, action's full name] of each, for /activation.
json::Value runsUnderWay(const Services &services);

/// POST /namespaces/{ns}/actions/[{package}/]{name}. Done before: key, names, throttle, rights, size of the body.
/// To do here: query, body, action, final parameters, run, record, answer.
HttpResponse invokeAction(const Call &call, const EntityName &name);

} // namespace sandbox
