#include "core/openwhisk/document.h"

#include "core/json/text.h"
#include "core/openwhisk/sizes.h"
#include "core/openwhisk/steps.h"

#include <QPointer>

namespace openwhisk {

namespace {

constexpr qint64 echoCap = 160LL * 1024 * 1024; ///< 48 MB of code come back, escaped

net::Request requestOf(const QByteArray &method, const QByteArray &target)
{
    net::Request request;
    request.method = method;
    request.target = target;
    request.parseJson = false; // a worker reads it
    return request;
}

net::Request putRequest(const QByteArray &path, const QByteArray &text, Overwrite overwrite,
                        const std::shared_ptr<net::Upload> &upload)
{
    net::Request request = requestOf("PUT", overwrite == Overwrite::Yes ? path + "?overwrite=true" : path);
    request.body = text;
    request.expect = net::Expect::Anything;
    request.bodyCap = echoCap;
    request.deadline = uploadDeadline(net::etcdWriteDeadline, text.size());
    request.upload = upload;
    return request;
}

} // namespace

Async<json::Value> getDocument(net::Client &client, Collection collection, const EntityName &name, QObject *owner)
{
    return thenOnPool(client.send(requestOf("GET", entityPath(collection, name)), owner),
                      [](const net::Reply &reply) { return json::parse(reply->body); });
}

Async<json::Value> putDocument(net::Client &client, Collection collection, const EntityName &name,
                               const json::Value &body, Overwrite overwrite, QObject *owner,
                               const NamespaceLimits &limits, const std::shared_ptr<net::Upload> &upload)
{
    const auto text = onPool([body, limits] { return putText(body, limits); });
    const QByteArray path = entityPath(collection, name);
    const QPointer<QObject> guard(owner);
    const auto sent = chainIn(&client, text, [&client, path, overwrite, guard, upload](const QByteArray &bytes) {
        return client.send(putRequest(path, bytes, overwrite, upload), guard);
    });
    return thenOnPool(sent, [](const net::Reply &reply) -> Result<json::Value> {
        const auto document = json::read(reply->body);
        return document && document->value.isObject() ? document->value : json::Value();
    });
}

Async<Done> deleteDocument(net::Client &client, Collection collection, const EntityName &name, QObject *owner,
                           const QByteArray &query)
{
    net::Request request = requestOf("DELETE", entityPath(collection, name) + query);
    request.expect = net::Expect::Anything; // the whole entity, or nothing at all
    request.bodyCap = echoCap;
    request.deadline = net::etcdWriteDeadline;
    return chain(client.send(request, owner), [](const net::Reply &) { return ready<Done>(Done{}); });
}

} // namespace openwhisk
