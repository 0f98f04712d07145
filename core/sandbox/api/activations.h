#pragma once

#include "core/sandbox/api/context.h"

#include <memory>

namespace sandbox {

/// Opens the store of activations in services.database (Services::activations).
std::shared_ptr<ActivationStore> openActivations(Services &services);

/// Everything below /namespaces/{ns}/activations (call.rest: what follows). Done before: key, namespace's name.
/// To do here: method, id, rights, query, answer.
HttpResponse serveActivations(const Call &call);

/// --fill activations=N: made-up rows for the namespace, straight into the store; what went wrong, or nothing.
QString fillActivations(Services &services, const QString &ns, int count);
/// --load N: adds N made-up activations a second from now on, until the store goes.
void loadActivations(Services &services, const QString &ns, int perSecond);

/// The fault burst=N: N made-up activations within one millisecond, called once whenever the fault is set.
void burstActivations(Services &services, const QString &ns, int count);

} // namespace sandbox
