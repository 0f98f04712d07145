#pragma once

#include "core/sandbox/api/orchestration.h"

namespace sandbox {

/// One run of a composition: its conductor says which action comes next, until it names none. Lives on a thread of
/// its own, as it waits for each step.
class CompositionRun {
public:
    CompositionRun(Services &services, const Invocation &invocation);
    /// Throws Refusal (500) where the real server has no answer: the conductor gave an array.
    Ran run();

private:
    /// Shared with the compositions inside.
    struct Account {
        int components = 0;
        int conductors = 0;
    };
    CompositionRun(Services &services, const Invocation &invocation, std::shared_ptr<Account> account);
    RunOutcome conduct(const json::Value &payload);
    RunOutcome proceed(const RunOutcome &conductor);
    RunOutcome runNext(const EntityName &name, const json::Value &params);
    RunOutcome runComponent(const ActionTarget &target, const json::Value &params);
    std::optional<Ran> ranComponent(const Invocation &component);
    RunOutcome tell(const QString &error);
    json::Value withState(json::Value payload) const;
    std::optional<RunOutcome> failureOf(const Invocation &component, const std::optional<Ran> &ran);

    Services &m_services;
    Invocation m_invocation;
    HttpRequest m_noRequest; ///< rights are looked up as for a call, whose request has gone
    Call m_call;
    std::shared_ptr<Account> m_account;
    std::optional<json::Value> m_state;
    Steps m_steps;
};

} // namespace sandbox
