#include "core/openwhisk/feeds.h"

#include "core/async/workers.h"
#include "core/net/redact.h"
#include "core/openwhisk/triggerparts.h"

#include <QCoreApplication>
#include <QPointer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace openwhisk {

namespace {

constexpr int followMs = 120'000; ///< beyond the 60 s that the server waited
const QString feedKey = u"feed"_s;
const QString mark = u"•••"_s;

QString tr(const char *text)
{
    return QCoreApplication::translate("openwhisk", text);
}

QByteArray keyOf(const QByteArray &authorization)
{
    return QByteArray::fromBase64(authorization.mid(authorization.indexOf(' ') + 1));
}

QByteArray lifecycleBody(const net::Client &client, const FeedCall &call, Lifecycle event)
{
    json::Value body = call.parameters;
    body.set(u"authKey", json::Value::string(QString::fromUtf8(keyOf(client.endpoint().authorization))));
    body.set(u"lifecycleEvent", json::Value::string(lifecycleWord(event)));
    body.set(u"triggerName", json::Value::string(u"/_/"_s + call.trigger.name));
    return json::compact(body);
}

QString errorText(const json::Value &result)
{
    const json::Value error = result.value(u"error");
    if (error.isString())
        return error.toString();
    const QString inner = error.value(u"error").toString(), more = error.value(u"message").toString();
    if (inner.isEmpty() && more.isEmpty())
        return QString::fromUtf8(json::compact(error));
    return (inner + u' ' + more).trimmed();
}

Result<json::Value> judged(const json::Value &result, bool failed, const QByteArray &authorization)
{
    const json::Value clean = withoutKey(result, authorization);
    if (!failed && !(clean.isObject() && clean.contains(u"error")))
        return clean;
    const QString words = errorText(clean);
    const bool ends = words.endsWith(u'.') || words.endsWith(u'!') || words.endsWith(u'?');
    return Error{Error::Kind::Rejected, tr("The feed answered: %1").arg(words + (ends ? u""_s : u"."_s)), // more may follow
                 QString::fromUtf8(json::pretty(clean))};
}

Error unfinished(const Error &error, const QString &activationId)
{
    return {error.kind == Error::Kind::Canceled ? Error::Kind::Canceled : Error::Kind::Server,
            tr("The feed did not come to an end within %1 s; it may still do what was asked. Its activation is %2.")
                .arg(60 + followMs / 1000)
                .arg(activationId),
            error.detail, true};
}

/// The call came back without the end of the run: its record tells.
Async<json::Value> followed(net::Client &client, const InvokeOutcome &outcome, QObject *owner)
{
    const QByteArray authorization = client.endpoint().authorization;
    auto record = awaitActivation(client, outcome.activationId, followMs, owner);
    return record.then(workers(),
                       [authorization, id = outcome.activationId](const Result<Activation> &run) -> Result<json::Value> {
        if (!run)
            return unfinished(run.error(), id);
        return judged(run->result, run->summary.status != ActivationStatus::Success, authorization);
    });
}

Error explained(const Error &error, const FeedCall &call)
{
    Error told = error;
    if (error.kind == Error::Kind::NotFound)
        told.message = tr("There is no feed action %1.").arg(call.feed.full());
    else if (error.kind == Error::Kind::Forbidden)
        told.message = tr("The feed action %1 may not be used with this key, or its package is gone. %2")
                           .arg(call.feed.full(), error.message);
    return told;
}

/// Found in the text even where it is part of a longer one.
QString withoutText(QString text, const QByteArray &authorization)
{
    const QList<QByteArray> forms = net::formsOf(authorization);
    for (const QByteArray &form : forms)
        text.replace(QString::fromUtf8(form), mark);
    return text;
}

} // namespace

QString lifecycleWord(Lifecycle event)
{
    static const std::array words{u"CREATE"_s, u"READ"_s, u"UPDATE"_s, u"DELETE"_s, u"PAUSE"_s, u"UNPAUSE"_s};
    return words[size_t(event)];
}

QString feedText(const QList<KeyValue> &annotations)
{
    const json::Value *feed = findValue(annotations, feedKey);
    if (!feed)
        return {};
    return feed->isString() ? feed->toString() : QString::fromUtf8(json::compact(*feed));
}

std::optional<EntityName> feedOf(const Trigger &trigger)
{
    const QString text = feedText(trigger.annotations);
    // A path in an annotation begins with its namespace, slash or not.
    const auto name = parseActionName(text.startsWith(u'/') ? text : u'/' + text);
    return !text.isEmpty() && name ? std::optional(asOwn(*name, trigger.name.ns)) : std::nullopt;
}

QList<KeyValue> withFeed(QList<KeyValue> annotations, const std::optional<EntityName> &feed)
{
    const auto known = std::find_if(annotations.begin(), annotations.end(), [](const KeyValue &a) { return a.key == feedKey; });
    if (!feed) {
        annotations.removeIf([](const KeyValue &item) { return item.key == feedKey; });
    } else if (known == annotations.end()) {
        annotations.append({feedKey, json::Value::string(feed->full())});
    } else {
        known->value = json::Value::string(feed->full());
    }
    return annotations;
}

json::Value withoutKey(const json::Value &answer, const QByteArray &authorization)
{
    if (answer.isString())
        return json::Value::string(withoutText(answer.toString(), authorization));
    if (answer.isArray()) {
        QList<json::Value> items;
        for (const json::Value &item : answer.items())
            items.append(withoutKey(item, authorization));
        return json::Value::array(items);
    }
    if (!answer.isObject())
        return answer;
    QList<json::Member> members;
    for (const json::Member &member : answer.members())
        if (!net::isSecretName(member.name.toUtf8()))
            members.append({member.name, withoutKey(member.value, authorization)});
    return json::Value::object(members);
}

Async<json::Value> callFeed(net::Client &client, const FeedCall &call, Lifecycle event, QObject *owner)
{
    const QPointer<QObject> guard(owner);
    const QByteArray authorization = client.endpoint().authorization;
    const auto invoked = invokeAction(client, call.feed, lifecycleBody(client, call, event), Invoke::Blocking, owner)
                             .then([call](const Result<InvokeOutcome> &outcome) {
                                 return outcome ? outcome : Result<InvokeOutcome>(explained(outcome.error(), call));
                             });
    return chainIn(&client, invoked, [&client, guard, authorization](const InvokeOutcome &outcome) {
        return outcome.finished ? ready<json::Value>(judged(outcome.result, outcome.failed, authorization))
                                : followed(client, outcome, guard);
    });
}

} // namespace openwhisk
