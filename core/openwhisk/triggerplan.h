#pragma once

#include "core/openwhisk/feeds.h"

namespace openwhisk {

/// A trigger with all that shall come to life with it, as one piece: when a part fails, what was made before it goes
/// again.
struct TriggerPlan {
    EntityName trigger;
    TriggerEdit edit;
    std::optional<FeedCall> feed;
    std::optional<EntityName> rule;
    EntityName action;                     ///< of the rule
    std::optional<json::Value> actionBody; ///< none: the action exists
};
/// Action, trigger, feed, rule. The Error's sentence says which part failed and what became of the others.
Async<Trigger> createTrigger(net::Client &client, const TriggerPlan &plan, const NamespaceLimits &limits = {});

/// A rule and the action that it runs, which goes again when the rule is refused.
Async<Done> createRuleAndAction(net::Client &client, const EntityName &rule, const json::Value &ruleBody,
                                const EntityName &action, const json::Value &actionBody, const NamespaceLimits &limits = {});

} // namespace openwhisk
