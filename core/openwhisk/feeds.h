#pragma once

#include "core/openwhisk/triggers.h"

namespace openwhisk {

/// The protocol between a trigger and the action that feeds it (facts 4.8); the server knows of it by annotations only.
enum class Lifecycle { Create, Read, Update, Delete, Pause, Unpause };
QString lifecycleWord(Lifecycle event); ///< "CREATE"

/// The feed that a trigger's annotation names; none for an ordinary trigger or a text that is no action.
std::optional<EntityName> feedOf(const Trigger &trigger);
QList<KeyValue> withFeed(QList<KeyValue> annotations, const std::optional<EntityName> &feed);
/// The feed of a trigger as text, whatever it says; empty for none.
QString feedText(const QList<KeyValue> &annotations);

struct FeedCall {
    EntityName feed; ///< through a binding or a public package
    EntityName trigger;
    json::Value parameters = json::Value::object();
};
/// The feed's answer, without the key that it was given. A run that outlives the wait of 60 s is followed to its end.
/// An Error with maybeDone: the feed may have done it.
Async<json::Value> callFeed(net::Client &client, const FeedCall &call, Lifecycle event, QObject *owner);
/// What was given as key is nowhere in a text or document that a feed answered.
json::Value withoutKey(const json::Value &answer, const QByteArray &authorization);

/// How a piece of work of several steps ended.
enum class RollBack { NotNeeded, Done, Failed };
struct FeedChange {
    std::optional<Trigger> trigger;  ///< as the server has it now; none: there is none
    json::Value answer;              ///< the feed's, when it did what was asked
    std::optional<Error> failure;    ///< the feed refused, failed or was not found
    RollBack rollBack = RollBack::NotNeeded;
    std::optional<Error> leftOver;   ///< why not all could be undone
};
/// One sentence or two for the user, what became of the trigger included. Empty when all went well.
QString outcomeSentence(const FeedChange &change, const EntityName &trigger);

/// PUT of a new trigger, then CREATE. When the feed fails it is told DELETE, and the trigger goes again; the steps run
/// to their end whoever closes the page meanwhile. An Error: the trigger was not made.
Async<FeedChange> createFeedTrigger(net::Client &client, const FeedCall &call, const TriggerEdit &edit,
                                    const NamespaceLimits &limits = {});
/// Another feed (or the same anew), a first one, or none: DELETE at the old one, PUT of the annotation, CREATE at the
/// new one; undone when that fails. An Error: nothing was changed.
struct FeedSwap {
    Trigger trigger;
    std::optional<FeedCall> from; ///< with the parameters that brought it to life, so that it can be brought back
    std::optional<FeedCall> to;
};
Async<FeedChange> changeFeed(net::Client &client, const FeedSwap &swap);

/// DELETE at the feed, then of the trigger. The feed's failure leaves the trigger where it is (trigger is set then).
Async<FeedChange> deleteFeedTrigger(net::Client &client, const FeedCall &call, const Trigger &trigger);

/// A feed action that can be chosen.
struct FeedSource {
    EntityName feed;
    QString provider; ///< name of the package behind a binding, or of the package itself
    QString description;
    QStringList parameters; ///< names from its annotation
    bool operator==(const FeedSource &) const = default;
};
QList<FeedSource> feedsIn(const Package &package, const EntityName &reachedAs);
/// Those of whisk.system's public packages and of the packages and bindings named; what cannot be read is left out.
Async<QList<FeedSource>> feedSources(net::Client &client, const QList<EntityName> &packages, QObject *owner);

} // namespace openwhisk
