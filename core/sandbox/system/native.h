#pragma once

#include "core/sandbox/api/context.h"
#include "core/sandbox/run/request.h"

namespace sandbox {

/// A run of an action that is a part of the sandbox, so that it needs no Node.js.
struct NativeCall {
    Services &services;
    const Identity &user; ///< who calls
    const json::Value &arguments; ///< merged with the parameters of package and action
    QString apiHost;              ///< as the caller addresses this server: "http://127.0.0.1:3233"
};

/// What the action gives; an object with the one member "error" is an application error, as it is from any action.
using Native = json::Value (*)(const NativeCall &);

/// What carries that action out (Entity::native); nullptr for an ordinary one.
Native nativeOf(const Entity &action);
/// Runs it here and now.
RunOutcome runNative(Native native, const NativeCall &call, qint64 received);

} // namespace sandbox
