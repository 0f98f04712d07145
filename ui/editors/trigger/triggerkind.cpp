#include "ui/editors/trigger/triggerkind.h"

#include "core/openwhisk/session.h"
#include "core/openwhisk/steps.h"
#include "core/openwhisk/triggerparts.h"
#include "core/openwhisk/triggerplan.h"
#include "ui/editors/reviewtext.h"
#include "ui/editors/trigger/feededit.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QPointer>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("TriggerKind", text);
}

/// What differs from what the feed told: an unchanged start in the past would be refused.
json::Value changedMembers(const FeedEdit &edit)
{
    json::Value changed = json::Value::object();
    for (const json::Member &member : edit.parameters.members())
        if (const json::Value *was = edit.before.find(member.name); !was || !equal(*was, member.value))
            changed.set(member.name, member.value);
    return changed;
}

json::Value startable(const std::optional<EntityName> &feed, json::Value parameters)
{
    const bool alarm = feed && (feed->name == alarmAction(AlarmSort::Cron) || feed->name == alarmAction(AlarmSort::Every));
    const AlarmSchedule schedule = scheduleFrom(parameters, AlarmSort::Cron);
    if (alarm && schedule.startMs && !withoutPast(schedule, QDateTime::currentMSecsSinceEpoch()).startMs)
        parameters.remove(u"startDate");
    return parameters;
}

std::optional<FeedCall> callTo(const std::optional<EntityName> &feed, const EntityName &trigger, const json::Value &parameters)
{
    return feed ? std::optional(FeedCall{*feed, trigger, startable(feed, parameters)}) : std::nullopt;
}

TriggerPlan planOf(const EntityName &name, const json::Value &step)
{
    TriggerPlan plan;
    plan.trigger = name;
    plan.edit = {keyValuesFromJson(step.value(u"parameters")), keyValuesFromJson(step.value(u"annotations"))};
    if (const auto feed = FeedEdit::fromJson(step.value(u"feed")))
        plan.feed = callTo(feed->to, name, feed->parameters);
    if (const auto rule = FirstRule::fromJson(step.value(u"rule"))) {
        plan.rule = EntityName{u"_"_s, {}, rule->rule};
        plan.action = rule->action;
        if (!rule->kind.isEmpty()) {
            ActionEdit action;
            action.exec.kind = rule->kind;
            action.exec.code = rule->code;
            plan.actionBody = createBody(action);
        }
    }
    return plan;
}

Async<Done> updateFeed(net::Client &client, const EntityName &name, const FeedEdit &edit)
{
    if (edit.isUpdate()) {
        const auto told = callFeed(client, {*edit.to, name, changedMembers(edit)}, Lifecycle::Update, nullptr);
        return chainIn(&client, told, [](const json::Value &) { return ready<Done>(Done{}); });
    }
    const auto read = getTrigger(client, name, nullptr);
    return chainIn(&client, read, [&client, name, edit](const Trigger &trigger) {
        const FeedSwap swap{trigger, callTo(edit.from, name, edit.before), callTo(edit.to, name, edit.parameters)};
        return chainIn(&client, changeFeed(client, swap), [name](const FeedChange &change) {
            return ready<Done>(change.failure ? Result<Done>(feedError(outcomeSentence(change, name), *change.failure))
                                              : Result<Done>(Done{}));
        });
    });
}

Result<Done> plainly(const Result<Done> &done)
{
    if (done || !done.error().maybeDone)
        return done;
    return feedError(done.error().message + u' ' + tr("It is not known what the feed has done; ask it."), done.error());
}

} // namespace

json::Value FirstRule::toJson() const
{
    json::Value value = json::Value::object();
    value.set(u"rule", json::Value::string(rule));
    value.set(u"action", json::Value::string(action.full()));
    if (kind.isEmpty())
        return value;
    value.set(u"kind", json::Value::string(kind));
    value.set(u"code", json::Value::string(code));
    return value;
}

std::optional<FirstRule> FirstRule::fromJson(const json::Value &value)
{
    const auto action = parseActionName(value.value(u"action").toString());
    if (!value.isObject() || !action)
        return std::nullopt;
    return FirstRule{value.value(u"rule").toString(), *action, value.value(u"kind").toString(), value.value(u"code").toString()};
}

QString TriggerKind::word() const
{
    return tr("trigger");
}

QList<EntityArea> TriggerKind::areas() const
{
    return EntityKind::areas() + QList<EntityArea>{{u"feed"_s, tr("Feed"), EntityArea::Sort::Value},
                                                   {u"rule"_s, tr("Rule"), EntityArea::Sort::Value}};
}

Result<EntityCopy> TriggerKind::copyOf(const json::Value &document) const
{
    return EntityKind::copyOf(document).transform([](EntityCopy copy) {
        copy.edit.set(u"feed", json::Value());
        copy.edit.set(u"rule", json::Value());
        return copy;
    });
}

QList<json::Value> TriggerKind::updateSteps(const EntityCopy &server, const json::Value &after) const
{
    json::Value body = EntityKind::updateSteps(server, after).constFirst();
    json::Value feedStep = json::Value::object();
    feedStep.set(u"feed", after.value(u"feed"));
    body.remove(u"feed");
    body.remove(u"rule");
    QList<json::Value> steps;
    if (body.size() > 0 || !after.value(u"feed").isObject())
        steps.append(body);
    if (after.value(u"feed").isObject())
        steps.append(feedStep);
    return steps;
}

QList<json::Value> TriggerKind::createSteps(const json::Value &edit) const
{
    json::Value step = EntityKind::createSteps(edit).constFirst();
    for (const QString &member : {u"feed"_s, u"rule"_s})
        if (step.value(member).isNull())
            step.remove(member);
    return {step};
}

Async<EntityCopy> TriggerKind::write(Session &session, const EntityName &name, const json::Value &step, Overwrite overwrite,
                                     QObject *owner) const
{
    const auto self = std::static_pointer_cast<const TriggerKind>(shared_from_this());
    if (overwrite == Overwrite::No) {
        const auto made = createTrigger(session.client(), planOf(name, step), session.limits());
        return chainIn(&session.client(), made, [self](const Trigger &trigger) { return ready<EntityCopy>(self->copyOf(trigger.document)); });
    }
    const auto feed = FeedEdit::fromJson(step.value(u"feed"));
    if (!feed)
        return EntityKind::write(session, name, step, overwrite, owner);
    auto done = updateFeed(session.client(), name, *feed);
    const auto told = done.then([](const Result<Done> &result) { return plainly(result); });
    return chainIn(&session.client(), told, [self, name, guard = QPointer<Session>(&session)](const Done &) {
        return guard ? self->read(*guard, name, nullptr) : ready<EntityCopy>(Error{Error::Kind::Canceled, {}, {}});
    });
}

Async<Done> TriggerKind::remove(Session &session, const EntityName &name, QObject *) const
{
    net::Client &client = session.client();
    return chainIn(&client, getTrigger(client, name, nullptr), [&client, name](const Trigger &trigger) {
        const auto feed = feedOf(trigger);
        if (!feed)
            return chainIn(&client, deleteTrigger(client, name, nullptr), [](const Trigger &) { return ready<Done>(Done{}); });
        return chainIn(&client, deleteFeedTrigger(client, {*feed, name}, trigger), [name](const FeedChange &change) {
            return ready<Done>(change.failure ? Result<Done>(feedError(outcomeSentence(change, name), *change.failure))
                                              : Result<Done>(Done{}));
        });
    });
}

QList<ReviewChange> TriggerKind::changes(const json::Value &opened, const json::Value &server, const json::Value &after) const
{
    const auto without = [](json::Value edit) {
        edit.remove(u"feed");
        edit.remove(u"rule");
        return edit;
    };
    QList<ReviewChange> changes = EntityKind::changes(without(opened), without(server), without(after));
    if (const auto feed = FeedEdit::fromJson(after.value(u"feed")))
        changes.append({tr("Feed"), feed->isUpdate() ? tr("schedule") : tr("source"),
                        feed->from ? feedWords(feed->from, feed->before) : QString(), feedWords(feed->to, feed->parameters)});
    if (const auto rule = FirstRule::fromJson(after.value(u"rule"))) {
        const QString action = rule->kind.isEmpty() ? rule->action.shown() : tr("%1, a new %2 action").arg(rule->action.shown(), rule->kind);
        changes.append({tr("Rule"), rule->rule, {}, tr("runs %1").arg(action)});
    }
    return changes;
}

QStringList TriggerKind::differences(const json::Value &sent, const json::Value &stored) const
{
    json::Value asStored = sent;
    const auto feed = FeedEdit::fromJson(sent.value(u"feed"));
    if (feed) // its annotation is written with it
        asStored.set(u"annotations", toJson(withFeed(keyValuesFromJson(sent.value(u"annotations")), feed->to)));
    asStored.set(u"feed", json::Value());
    asStored.set(u"rule", json::Value());
    return EntityKind::differences(asStored, stored);
}

QString TriggerKind::requestLine(const EntityName &name, const json::Value &step, bool overwrite) const
{
    QStringList lines;
    if (const auto rule = FirstRule::fromJson(step.value(u"rule")); rule && !rule->kind.isEmpty())
        lines.append(u"PUT "_s + QString::fromLatin1(entityPath(Collection::Actions, rule->action)));
    const auto feed = FeedEdit::fromJson(step.value(u"feed"));
    const auto post = [](const EntityName &action, Lifecycle event) {
        return u"POST %1 (%2)"_s.arg(QString::fromLatin1(entityPath(Collection::Actions, action)), lifecycleWord(event));
    };
    if (overwrite && feed && feed->isUpdate())
        return post(*feed->to, Lifecycle::Update);
    if (overwrite && feed && feed->from)
        lines.append(post(*feed->from, Lifecycle::Delete));
    lines.append(EntityKind::requestLine(name, step, overwrite));
    if (feed && feed->to)
        lines.append(post(*feed->to, Lifecycle::Create));
    if (const auto rule = FirstRule::fromJson(step.value(u"rule")))
        lines.append(u"PUT "_s + QString::fromLatin1(entityPath(Collection::Rules, {u"_"_s, {}, rule->rule})));
    return lines.join(u'\n');
}

json::Value TriggerKind::restored(const json::Value &edit, const json::Value &now) const
{
    const auto isFeed = [](const KeyValue &item) { return item.key == u"feed"_s; };
    QList<KeyValue> annotations = keyValuesFromJson(edit.value(u"annotations"));
    annotations.removeIf(isFeed);
    for (const KeyValue &item : keyValuesFromJson(now.value(u"annotations")))
        if (isFeed(item))
            annotations.append(item);
    json::Value kept = edit;
    kept.set(u"annotations", toJson(annotations));
    kept.set(u"feed", json::Value());
    kept.set(u"rule", json::Value());
    return kept;
}

QStringList TriggerKind::serverOwn(const QString &version, const QList<json::Value> &steps) const
{
    const bool feedOnly = steps.size() == 1 && FeedEdit::fromJson(steps.constFirst().value(u"feed"))
        && FeedEdit::fromJson(steps.constFirst().value(u"feed"))->isUpdate();
    return feedOnly ? QStringList() : review::serverOwnText(version, steps, {});
}
