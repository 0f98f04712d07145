#pragma once

#include "core/openwhisk/operations.h"

namespace openwhisk {

/// A rule as its trigger knows it.
struct RuleLink {
    EntityName rule;
    EntityName action;
    bool active = false;
    bool operator==(const RuleLink &) const = default;
};

/// A trigger as GET gives it. document is what the server sent; what this struct does not know stays there.
struct Trigger {
    EntityName name;
    QString version;
    qint64 updated = 0;
    QList<KeyValue> parameters;
    QList<KeyValue> annotations;
    QList<RuleLink> rules; ///< in the order in which a fire starts them
    json::Value document;

    static Result<Trigger> fromJson(const json::Value &document);
    int activeRules() const;
};

struct TriggerEdit {
    QList<KeyValue> parameters;
    QList<KeyValue> annotations;
    bool operator==(const TriggerEdit &) const = default;
};
TriggerEdit editOf(const Trigger &trigger);
/// Body for PUT ?overwrite=true: what was changed, each list whole, since the server replaces it (facts 4.1). What is
/// left out it keeps, the rules too.
json::Value updateBody(const TriggerEdit &was, const TriggerEdit &now);
json::Value createBody(const TriggerEdit &edit);

Async<Trigger> getTrigger(net::Client &client, const EntityName &name, QObject *owner);
Async<Trigger> putTrigger(net::Client &client, const EntityName &name, const json::Value &body, Overwrite overwrite,
                          QObject *owner, const NamespaceLimits &limits = {});
/// Its rules stay and are inactive from now on (facts 4.2). Gives the trigger as it was.
Async<Trigger> deleteTrigger(net::Client &client, const EntityName &name, QObject *owner);

struct FireOutcome {
    QString activationId; ///< empty: no rule is active, nothing ran and nothing is recorded (204)
    double roundTripMs = 0;
    bool reachedRules() const { return !activationId.isEmpty(); }
};
Async<FireOutcome> fireTrigger(net::Client &client, const EntityName &name, const QByteArray &payload, QObject *owner,
                               const NamespaceLimits &limits = {});

/// One argument of the fired actions and where it comes from (facts 4.9).
struct EventMember {
    enum class From { Server, Trigger, Payload, PayloadOverTrigger };
    QString name;
    json::Value value;
    From from = From::Payload;
    bool operator==(const EventMember &) const = default;
};
/// What each action will get; payload is an object or null.
QList<EventMember> eventMembers(const QList<KeyValue> &parameters, const json::Value &payload);

/// What became of one rule, from the trigger record's log.
struct RuleRun {
    EntityName rule;
    EntityName action;
    QString activationId; ///< empty: not started
    QString problem;      ///< the server's words when it was not
    bool operator==(const RuleRun &) const = default;
};
QList<RuleRun> ruleRuns(const Activation &triggerRecord);

} // namespace openwhisk
