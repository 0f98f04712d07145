#include "core/openwhisk/feeds.h"

#include "core/openwhisk/triggerparts.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace openwhisk {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("openwhisk", text);
}

Async<FeedChange> now(const FeedChange &change)
{
    return ready<FeedChange>(change);
}

bool isGone(const Error &error)
{
    return error.kind == Error::Kind::NotFound;
}

/// A feed that is not there cannot have begun anything.
bool neverRan(const Error &error)
{
    return error.kind == Error::Kind::NotFound || error.kind == Error::Kind::Forbidden
        || error.kind == Error::Kind::Throttled || error.kind == Error::Kind::TooLarge;
}

Async<FeedChange> removeTrigger(net::Client &client, FeedChange change, const EntityName &name)
{
    return afterwards(&client, deleteTrigger(client, name, nullptr), [change](const Result<Trigger> &deleted) mutable {
        if (deleted || isGone(deleted.error())) {
            change.trigger.reset();
            if (change.rollBack != RollBack::Failed)
                change.rollBack = RollBack::Done;
        } else {
            change.rollBack = RollBack::Failed;
            change.leftOver = deleted.error();
        }
        return now(change);
    });
}

/// What the feed may have begun is ended, then the trigger goes.
Async<FeedChange> undoCreate(net::Client &client, const FeedChange &change, const FeedCall &call)
{
    if (neverRan(*change.failure))
        return removeTrigger(client, change, call.trigger);
    const FeedCall ended{call.feed, call.trigger};
    return afterwards(&client, callFeed(client, ended, Lifecycle::Delete, nullptr),
                      [&client, change, call](const Result<json::Value> &) mutable {
        // A feed that made nothing refuses DELETE, too: that is no news.
        return removeTrigger(client, change, call.trigger);
    });
}

Async<FeedChange> restoreFeed(net::Client &client, FeedChange change, const std::optional<FeedCall> &from)
{
    if (!from)
        return now(change);
    return afterwards(&client, callFeed(client, *from, Lifecycle::Create, nullptr),
                      [change](const Result<json::Value> &alive) mutable {
        if (!alive) {
            change.rollBack = RollBack::Failed;
            change.leftOver = alive.error();
        }
        return now(change);
    });
}

/// The annotation as it was, then the old feed again.
Async<FeedChange> undoSwap(net::Client &client, FeedChange change, const FeedSwap &swap)
{
    json::Value body = json::Value::object();
    body.set(u"annotations", toJson(swap.trigger.annotations));
    const EntityName name = asOwn(swap.trigger.name, swap.trigger.name.ns);
    return afterwards(&client, putTrigger(client, name, body, Overwrite::Yes, nullptr),
                      [&client, change, swap](const Result<Trigger> &trigger) mutable {
        change.rollBack = trigger ? RollBack::Done : RollBack::Failed;
        if (trigger)
            change.trigger = *trigger;
        else
            change.leftOver = trigger.error();
        return restoreFeed(client, change, swap.from);
    });
}

Async<FeedChange> startNewFeed(net::Client &client, const FeedSwap &swap, const Trigger &trigger)
{
    FeedChange change;
    change.trigger = trigger;
    if (!swap.to)
        return now(change);
    return afterwards(&client, callFeed(client, *swap.to, Lifecycle::Create, nullptr),
                      [&client, swap, change](const Result<json::Value> &answer) mutable {
        if (answer) {
            change.answer = *answer;
            return now(change);
        }
        change.failure = answer.error();
        return undoSwap(client, change, swap);
    });
}

Async<FeedChange> annotate(net::Client &client, const FeedSwap &swap)
{
    json::Value body = json::Value::object();
    const std::optional<EntityName> feed = swap.to ? std::optional(swap.to->feed) : std::nullopt;
    body.set(u"annotations", toJson(withFeed(swap.trigger.annotations, feed)));
    const EntityName name = asOwn(swap.trigger.name, swap.trigger.name.ns);
    return afterwards(&client, putTrigger(client, name, body, Overwrite::Yes, nullptr),
                      [&client, swap](const Result<Trigger> &trigger) {
        if (trigger)
            return startNewFeed(client, swap, *trigger);
        FeedChange change;
        change.trigger = swap.trigger;
        change.failure = trigger.error();
        change.rollBack = RollBack::Done; // unless the old feed does not come back
        return restoreFeed(client, change, swap.from);
    });
}

} // namespace

QString outcomeSentence(const FeedChange &change, const EntityName &trigger)
{
    if (!change.failure)
        return {};
    const QString cause = change.failure->message;
    const QString unsure = change.failure->maybeDone ? u" "_s + tr("It is not known what the feed has done.") : QString();
    if (change.rollBack == RollBack::Failed)
        return tr("%1 Undoing failed, too: %2 The trigger %3 is there, but without a working feed.")
                   .arg(cause, change.leftOver ? change.leftOver->message : QString(), trigger.name)
            + unsure;
    if (!change.trigger)
        return tr("%1 The trigger %2 was removed again; nothing is left of it.").arg(cause, trigger.name) + unsure;
    if (change.rollBack == RollBack::Done)
        return tr("%1 The trigger %2 is as it was before.").arg(cause, trigger.name) + unsure;
    return tr("%1 The trigger %2 was not deleted.").arg(cause, trigger.name) + unsure;
}

Async<FeedChange> createFeedTrigger(net::Client &client, const FeedCall &call, const TriggerEdit &edit,
                                    const NamespaceLimits &limits)
{
    const json::Value body = createBody({edit.parameters, withFeed(edit.annotations, call.feed)});
    const auto made = putTrigger(client, call.trigger, body, Overwrite::No, nullptr, limits);
    return chainIn(&client, made, [&client, call](const Trigger &trigger) {
        FeedChange change;
        change.trigger = trigger;
        return afterwards(&client, callFeed(client, call, Lifecycle::Create, nullptr),
                          [&client, call, change](const Result<json::Value> &answer) mutable {
            if (answer) {
                change.answer = *answer;
                return now(change);
            }
            change.failure = answer.error();
            return undoCreate(client, change, call);
        });
    });
}

Async<FeedChange> changeFeed(net::Client &client, const FeedSwap &swap)
{
    if (!swap.from)
        return annotate(client, swap);
    const FeedCall ended{swap.from->feed, swap.from->trigger};
    return afterwards(&client, callFeed(client, ended, Lifecycle::Delete, nullptr),
                      [&client, swap](const Result<json::Value> &answer) -> Async<FeedChange> {
        // A feed that is gone has nothing that could be ended.
        if (!answer && !isGone(answer.error()))
            return ready<FeedChange>(answer.error());
        FeedSwap rest = swap;
        if (!answer)
            rest.from.reset();
        return annotate(client, rest);
    });
}

Async<FeedChange> deleteFeedTrigger(net::Client &client, const FeedCall &call, const Trigger &trigger)
{
    return afterwards(&client, callFeed(client, call, Lifecycle::Delete, nullptr),
                      [&client, call, trigger](const Result<json::Value> &answer) -> Async<FeedChange> {
        FeedChange change;
        change.trigger = trigger;
        if (!answer) {
            change.failure = answer.error();
            return now(change);
        }
        change.answer = *answer;
        return chainIn(&client, deleteTrigger(client, call.trigger, nullptr), [change](const Trigger &) mutable {
            change.trigger.reset();
            return now(change);
        });
    });
}

} // namespace openwhisk
