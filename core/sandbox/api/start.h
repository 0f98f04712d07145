#pragma once

#include "core/sandbox/api/runs.h"

namespace sandbox {

enum class RunMode {
    Blocking, ///< somebody waits for the result
    NonBlocking,
    Fired ///< by a rule: calls come before it
};

struct Started {
    QString id;
    RanFuture ran; ///< get() throws Refusal (500) where the real server has no answer: a conductor that gives an array
};

/// Starts an action for call.user, whatever it is: a plain one, a sequence, a composition. The record goes to the
/// user's namespace. 403, 404, 409 when a sequence has components that the user may not run. Done before: throttle,
/// rights, resolveAction(), checkFinal(). The arguments are canonical. To wait with a deadline: ran.wait_for().
Started startAction(const Call &call, const ActionTarget &target, const json::Value &arguments, RunMode mode);
/// The same without a look at the components: nobody asks for rights on them in a web call.
Started startUnchecked(const Call &call, const ActionTarget &target, const json::Value &arguments, RunMode mode);

/// X-OW-EXTRA-LOGGING: on, which asks for the record even where storing is reduced.
bool wantsRecord(const Call &call);

/// An action marked "final" lets nobody change a parameter that has a value: 400.
void checkFinal(const ActionTarget &target, const json::Value &arguments);

} // namespace sandbox
