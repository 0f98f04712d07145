#include "core/openwhisk/triggerplan.h"

#include "core/openwhisk/rules.h"
#include "core/openwhisk/triggerparts.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace openwhisk {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("openwhisk", text);
}

/// The cause with a further sentence. Nothing is left to look for: all is said.
Error with(const Error &cause, const QString &sentence)
{
    Error error = cause;
    error.message = (cause.message + u' ' + sentence).trimmed();
    return error;
}

/// The cause, once the action that was made before is gone again.
template<typename T> Async<T> undoAction(net::Client &client, const EntityName &action, const Error &cause)
{
    return afterwards(&client, deleteAction(client, action, nullptr), [action, cause](const Result<Done> &done) {
        const QString what = done || done.error().kind == Error::Kind::NotFound
            ? tr("The action %1 was removed again.").arg(action.shown())
            : tr("The action %1 was made and could not be removed again: %2").arg(action.shown(), done.error().message);
        return ready<T>(with(cause, what));
    });
}

Async<Trigger> failWithoutAction(net::Client &client, const TriggerPlan &plan, const Error &cause)
{
    if (!plan.actionBody || cause.maybeDone)
        return ready<Trigger>(cause);
    return undoAction<Trigger>(client, plan.action, cause);
}

/// Feed, then trigger, then action.
Async<Trigger> undoTrigger(net::Client &client, const TriggerPlan &plan, const Trigger &trigger, const Error &cause)
{
    const FeedCall ended{plan.feed ? plan.feed->feed : EntityName{}, plan.trigger};
    const auto gone = plan.feed ? deleteFeedTrigger(client, ended, trigger)
                                : chainIn(&client, deleteTrigger(client, plan.trigger, nullptr),
                                          [](const Trigger &) { return ready<FeedChange>(FeedChange{}); });
    return afterwards(&client, gone, [&client, plan, cause](const Result<FeedChange> &change) {
        const bool removed = change && !change->trigger;
        const QString why = change ? outcomeSentence(*change, plan.trigger) : change.error().message;
        const QString what = removed ? tr("The trigger %1 was removed again.").arg(plan.trigger.name)
                                     : tr("The trigger %1 was made and could not be removed again: %2").arg(plan.trigger.name, why);
        return failWithoutAction(client, plan, with(cause, what));
    });
}

Async<Trigger> makeRule(net::Client &client, const TriggerPlan &plan, const Trigger &trigger)
{
    if (!plan.rule)
        return ready<Trigger>(trigger);
    const json::Value body = createBody({plan.trigger, plan.action, {}});
    return afterwards(&client, putRule(client, *plan.rule, body, Overwrite::No, nullptr),
                      [&client, plan, trigger](const Result<Rule> &rule) {
        if (rule)
            return getTrigger(client, plan.trigger, nullptr); // it has the rule now
        if (rule.error().maybeDone)
            return ready<Trigger>(with(rule.error(), tr("The trigger %1 is made; look whether its rule is.").arg(plan.trigger.name)));
        return undoTrigger(client, plan, trigger, rule.error());
    });
}

Async<Trigger> makeTrigger(net::Client &client, const TriggerPlan &plan, const NamespaceLimits &limits)
{
    if (!plan.feed) {
        const auto made = putTrigger(client, plan.trigger, createBody(plan.edit), Overwrite::No, nullptr, limits);
        return afterwards(&client, made, [&client, plan](const Result<Trigger> &trigger) {
            return trigger ? makeRule(client, plan, *trigger) : failWithoutAction(client, plan, trigger.error());
        });
    }
    return afterwards(&client, createFeedTrigger(client, *plan.feed, plan.edit, limits),
                      [&client, plan](const Result<FeedChange> &change) {
        if (!change)
            return failWithoutAction(client, plan, change.error());
        if (!change->failure)
            return makeRule(client, plan, *change->trigger);
        const Error told{Error::Kind::Rejected, outcomeSentence(*change, plan.trigger), change->failure->detail};
        return failWithoutAction(client, plan, told);
    });
}

} // namespace

Async<Trigger> createTrigger(net::Client &client, const TriggerPlan &plan, const NamespaceLimits &limits)
{
    if (!plan.actionBody)
        return makeTrigger(client, plan, limits);
    const auto made = putAction(client, plan.action, *plan.actionBody, Overwrite::No, nullptr, limits);
    return chainIn(&client, made, [&client, plan, limits](const Action &) { return makeTrigger(client, plan, limits); });
}

Async<Done> createRuleAndAction(net::Client &client, const EntityName &rule, const json::Value &ruleBody,
                                const EntityName &action, const json::Value &actionBody, const NamespaceLimits &limits)
{
    const auto made = putAction(client, action, actionBody, Overwrite::No, nullptr, limits);
    return chainIn(&client, made, [&client, rule, ruleBody, action](const Action &) {
        const auto put = putRule(client, rule, ruleBody, Overwrite::No, nullptr);
        return afterwards(&client, put, [&client, action](const Result<Rule> &written) {
            if (written || written.error().maybeDone)
                return ready<Done>(written ? Result<Done>(Done{}) : Result<Done>(written.error()));
            return undoAction<Done>(client, action, written.error());
        });
    });
}

} // namespace openwhisk
