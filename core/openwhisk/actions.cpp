#include "core/openwhisk/operations.h"

#include "core/async/workers.h"
#include "core/json/text.h"
#include "core/openwhisk/document.h"
#include "core/openwhisk/steps.h"

#include <QCoreApplication>
#include <QPointer>

using namespace Qt::StringLiterals;

namespace openwhisk {

namespace {

/// 48 MB of code, escaped.
constexpr qint64 codeCap = 160LL * 1024 * 1024;
constexpr std::chrono::milliseconds codeDeadline{120'000};

net::Request get(const QByteArray &target)
{
    net::Request request;
    request.target = target;
    request.parseJson = false; // documents with code are large: a worker reads them
    return request;
}

template<typename Entity> Async<Entity> read(const Async<net::Reply> &reply)
{
    return thenOnPool(reply, [](const net::Reply &response) {
        return json::parse(response->body).andThen([](const json::Value &document) { return Entity::fromJson(document); });
    });
}

/// Servers can be set up to answer "OK" only; then the action has to be read.
Async<Action> fromPutReply(net::Client &client, const EntityName &name, const Async<json::Value> &reply, QObject *owner)
{
    const auto echo = thenOnPool(reply, [](const json::Value &document) -> Result<std::optional<Action>> {
        const auto action = Action::fromJson(document);
        return action ? std::optional(*action) : std::nullopt;
    });
    return chainIn(&client, echo, [&client, name, owner = QPointer<QObject>(owner)](const std::optional<Action> &action) {
        return action ? ready<Action>(*action) : getAction(client, name, WithCode::Yes, owner);
    });
}

Async<Action> halfSaved(Async<Action> second)
{
    return second.then([](const Result<Action> &action) -> Result<Action> {
        if (action)
            return action;
        Error error = action.error();
        error.message = QCoreApplication::translate("openwhisk", "The annotations were removed, the rest was not saved: %1")
                            .arg(error.message);
        return error;
    });
}

} // namespace

Async<Package> getPackage(net::Client &client, const EntityName &name, QObject *owner)
{
    return read<Package>(client.send(get(entityPath(Collection::Packages, name)), owner));
}

Async<Action> getAction(net::Client &client, const EntityName &name, WithCode code, QObject *owner)
{
    const bool whole = code == WithCode::Yes;
    net::Request request = get(entityPath(Collection::Actions, name) + (whole ? "?code=true" : "?code=false"));
    if (whole) {
        request.bodyCap = codeCap;
        request.deadline = codeDeadline;
    }
    return read<Action>(client.send(request, owner));
}

Async<Action> putAction(net::Client &client, const EntityName &name, const json::Value &body, Overwrite overwrite,
                        QObject *owner, const NamespaceLimits &limits, const std::shared_ptr<net::Upload> &upload)
{
    // Sent on the client's account: what the user saved is saved, even when its page is closed meanwhile.
    const auto sent = putDocument(client, Collection::Actions, name, body, overwrite, owner, limits, upload);
    return fromPutReply(client, name, sent, owner);
}

Async<Action> saveAction(net::Client &client, const EntityName &name, const json::Value &body, QObject *owner,
                         const NamespaceLimits &limits)
{
    const QList<json::Value> steps = updateSteps(body);
    auto saved = putAction(client, name, steps.first(), Overwrite::Yes, owner, limits);
    if (steps.size() == 1)
        return saved;
    const QPointer<QObject> guard(owner);
    return chainIn(&client, saved, [&client, name, limits, guard, last = steps.last()](const Action &) {
        return halfSaved(putAction(client, name, last, Overwrite::Yes, guard, limits));
    });
}

Async<Done> deleteAction(net::Client &client, const EntityName &name, QObject *owner)
{
    return deleteDocument(client, Collection::Actions, name, owner);
}

Async<Written> verifyWrite(net::Client &client, const EntityName &name, const json::Value &body,
                           const QString &versionBefore, QObject *owner)
{
    auto now = getAction(client, name, WithCode::Yes, owner);
    return now.then(workers(), [body, versionBefore](const Result<Action> &action) -> Result<Written> {
        if (!action && action.error().kind == Error::Kind::NotFound)
            return Written::No;
        if (!action)
            return action.error();
        if (action->version == versionBefore) // every PUT makes a new one
            return Written::No;
        return holds(*action, body) ? Written::Yes : Written::Otherwise;
    });
}

} // namespace openwhisk
