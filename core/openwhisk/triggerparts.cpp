#include "core/openwhisk/triggerparts.h"

#include "core/openwhisk/sizes.h"

#include <QCoreApplication>
#include <QPointer>

namespace openwhisk {

Result<EntityHead> entityHead(const json::Value &document, const QString &what)
{
    const json::Value name = document.value(u"name");
    const json::Value ns = document.value(u"namespace");
    if (!name.isString() || !ns.isString())
        return Error{Error::Kind::Protocol,
                     QCoreApplication::translate("openwhisk", "The answer is no %1: it lacks a name or namespace.").arg(what),
                     {}};
    return EntityHead{fromMembers(ns.toString(), name.toString()), document.value(u"version").toString(),
                      document.value(u"updated").toInteger().value_or(0)};
}

EntityName referenceFromJson(const json::Value &reference)
{
    if (!reference.isString())
        return fromMembers(reference.value(u"path").toString(), reference.value(u"name").toString());
    const QString path = reference.toString();
    return nameFromPath(path.startsWith(u'/') ? path.sliced(1) : path);
}

EntityName asOwn(EntityName name, const QString &ownNamespace)
{
    if (name.ns == ownNamespace)
        name.ns = QStringLiteral("_");
    return name;
}

net::Request getRequest(Collection collection, const EntityName &name)
{
    net::Request request;
    request.target = entityPath(collection, name);
    request.parseJson = false;
    return request;
}

net::Request deleteRequest(Collection collection, const EntityName &name)
{
    net::Request request = getRequest(collection, name);
    request.method = "DELETE";
    request.deadline = net::etcdWriteDeadline;
    return request;
}

Async<net::Reply> sendPut(net::Client &client, Collection collection, const EntityName &name, const json::Value &body,
                          Overwrite overwrite, QObject *owner, const NamespaceLimits &limits)
{
    const auto text = onPool([body, limits] { return putText(body, limits); });
    const QPointer<QObject> guard(owner);
    return chainIn(&client, text, [&client, collection, name, overwrite, guard](const QByteArray &bytes) {
        net::Request request = getRequest(collection, name);
        request.method = "PUT";
        request.target += overwrite == Overwrite::Yes ? "?overwrite=true" : "?overwrite=false";
        request.body = bytes;
        request.deadline = uploadDeadline(net::etcdWriteDeadline, bytes.size());
        return client.send(request, guard);
    });
}

} // namespace openwhisk
