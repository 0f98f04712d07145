#pragma once

#include "core/openwhisk/triggers.h"

namespace openwhisk {

/// A rule as GET gives it, with the status that lists lack.
struct Rule {
    EntityName name;
    QString version;
    qint64 updated = 0;
    EntityName trigger;
    EntityName action;
    bool active = false;
    QList<KeyValue> annotations;
    json::Value document;

    static Result<Rule> fromJson(const json::Value &document);
};

struct RuleEdit {
    EntityName trigger;
    EntityName action;
    QList<KeyValue> annotations;
    bool operator==(const RuleEdit &) const = default;
};
RuleEdit editOf(const Rule &rule);
/// Body for PUT ?overwrite=true: changed parts only. The link moves, the status stays (facts 4.9).
json::Value updateBody(const RuleEdit &was, const RuleEdit &now);
json::Value createBody(const RuleEdit &edit);

Async<Rule> getRule(net::Client &client, const EntityName &name, QObject *owner);
Async<Rule> putRule(net::Client &client, const EntityName &name, const json::Value &body, Overwrite overwrite,
                    QObject *owner, const NamespaceLimits &limits = {});
Async<Rule> deleteRule(net::Client &client, const EntityName &name, QObject *owner);
/// Alters neither version nor time of rule or trigger. Two at once for one trigger: one may end with 409.
Async<Done> setRuleStatus(net::Client &client, const EntityName &name, bool active, QObject *owner);

/// Does what the rule needs to run still exist? What could not be read is Unknown.
enum class End { Unknown, There, Missing, Forbidden, OtherKind };
End endOf(const Error &error); ///< of a GET
struct RuleEnds {
    End trigger = End::Unknown;
    End action = End::Unknown;
    bool linked = true; ///< the trigger knows the rule; one that was deleted and made anew does not (facts 4.2)
    bool broken() const;
    bool operator==(const RuleEnds &) const = default;
};
/// Reads trigger and action of a rule.
Async<RuleEnds> ruleEnds(net::Client &client, const Rule &rule, QObject *owner);
/// Why nothing runs, as a sentence; empty when nothing is broken.
QString brokenSentence(const RuleEnds &ends, const EntityName &trigger, const EntityName &action);
/// Makes the trigger know the rule again: a status of active links it, one of inactive does not, but a PUT does.
Async<Done> relinkRule(net::Client &client, const Rule &rule, bool active, QObject *owner);

} // namespace openwhisk
