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
    /// What the conductor hears when something breaks while or after this component runs: first that it cannot be
    /// resolved, then that the rights are missing; as on the real server, whatever it was in truth.
    struct Component {
        QString name;
        int told = 0;
    };
    /// Runs the conductor, and what it names next: its outcome when that is the end, else *payload is what the conductor
    /// gets in the next round.
    std::optional<RunOutcome> round(json::Value *payload);
    std::optional<RunOutcome> proceed(const RunOutcome &conductor, json::Value *payload);
    std::optional<RunOutcome> runNext(const EntityName &name, const json::Value &params, json::Value *payload);
    std::optional<Ran> ranComponent(const Invocation &component);
    RunOutcome conduct();
    bool tell(json::Value *payload);
    json::Value withState(json::Value payload) const;
    std::optional<RunOutcome> failureOf(const Invocation &component, const std::optional<Ran> &ran);

    Services &m_services;
    Invocation m_invocation;
    HttpRequest m_noRequest; ///< rights are looked up as for a call, whose request has gone
    Call m_call;
    std::shared_ptr<Account> m_account;
    std::optional<json::Value> m_state;
    Steps m_steps;
    QList<Component> m_components; ///< that something may still be told about
};

} // namespace sandbox
