#include "core/gateway/documents.h"

#include "core/async/steps.h"
#include "core/gateway/standalone.h"
#include "core/json/text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPointer>

using namespace Qt::StringLiterals;

namespace gateway {

namespace {

constexpr int mostTries = 4; ///< of a PATCH that meets others

QString tr(const char *text)
{
    return QCoreApplication::translate("gateway", text);
}

Error noDocument()
{
    return {Error::Kind::Protocol, tr("The answer of the gateway is no configuration. Check host and port, and what stands in between."), {}};
}

Error gone()
{
    return {Error::Kind::NotFound, tr("It is not there: it may have been deleted meanwhile. Refresh."), {}};
}

Rows noRows()
{
    return std::make_shared<const QList<Row>>();
}

/// A list that is not there is empty: without an entry the server has no place for it.
bool isEmptyList(const Error &error, Kind kind)
{
    const bool isPart = kind == Kind::Credential || kind == Kind::CostDecoration;
    return isStreamOff(error) || (isPart && error.kind == Error::Kind::NotFound && error.detail.endsWith(u"Key not found"));
}

Async<Done> write(net::Client &client, const QByteArray &method, const QByteArray &target, const json::Value &value, QObject *owner)
{
    const auto text = onPool([value] { return bodyText(value); });
    const QPointer<QObject> guard(owner);
    return chainIn(&client, text, [&client, method, target, guard](const QByteArray &body) {
        return chain(send(client, requestOf(method, target, body), guard), [](const net::Reply &) { return ready<Done>(Done{}); });
    });
}

Async<Done> patchAgain(net::Client &client, const QByteArray &target, const QByteArray &body, const QPointer<QObject> &owner, int tries)
{
    const auto sent = chain(send(client, requestOf("PATCH", target, body), owner), [](const net::Reply &) { return ready<Done>(Done{}); });
    return afterwards(&client, sent, [&client, target, body, owner, tries](const Result<Done> &done) {
        if (!done && isLostRace(done.error()) && tries > 1)
            return patchAgain(client, target, body, owner, tries - 1);
        return ready<Done>(done);
    });
}

Result<Key> createdKey(const QByteArray &body, Kind kind, const QString &parent)
{
    const auto document = documentOf(body, Key{kind, {}, parent});
    if (!document)
        return document.error();
    const json::Value id = document->value.value(u"id");
    return Key{kind, id.isString() ? id.toString() : QString::fromLatin1(id.numberText()), parent};
}

/// An id that is a number would become a text if it stood in the address.
bool hasNumericId(const Key &key, const json::Value &value)
{
    return rulesOf(key.kind).bodyId && value.value(u"id").isNumber()
        && key.id == QString::fromLatin1(value.value(u"id").numberText());
}

} // namespace

Result<QByteArray> bodyText(const json::Value &value)
{
    if (!value.isObject())
        return Error{Error::Kind::Rejected, tr("A configuration must be a JSON object."), {}};
    const auto text = json::toSend(value);
    if (text && text->size() > largestBody)
        return Error{Error::Kind::TooLarge,
                     tr("This is %1 long, and the gateway takes at most 1.5 MiB. Make it smaller.").arg(QLocale().formattedDataSize(text->size())),
                     {}};
    return text;
}

Async<Rows> list(net::Client &client, const Server &server, Kind kind, QObject *owner, const QString &parent)
{
    const bool standalone = server.standalone;
    const QByteArray target = standalone ? QByteArray("/apisix/admin/configs") : collectionPath(kind, parent);
    auto rows = thenOnPool(send(client, requestOf("GET", target), owner), [kind, parent, standalone](const net::Reply &reply) {
        return standalone ? decodeConfigs(reply->body, kind) : decodeList(reply->body, kind, parent);
    });
    return rows.then([kind](const Result<Rows> &result) -> Result<Rows> {
        return !result && isEmptyList(result.error(), kind) ? Result<Rows>(noRows()) : result;
    });
}

Result<Document> documentOf(const QByteArray &body, const Key &key)
{
    const auto parsed = json::parse(body);
    if (!parsed)
        return parsed.error();
    const json::Value item = parsed->contains(u"node") ? parsed->value(u"node") : *parsed;
    Document document{key, item.value(u"value"), 0, 0};
    document.createdIndex = item.value(u"createdIndex").toInteger().value_or(0);
    document.modifiedIndex = item.value(u"modifiedIndex").toInteger().value_or(0);
    if (!document.value.isObject())
        return noDocument();
    return document;
}

Async<Document> getDocument(net::Client &client, const Server &server, const Key &key, QObject *owner)
{
    const auto path = pathOf(key);
    if (!path)
        return ready<Document>(path.error());
    if (server.standalone)
        return chain(getConfigs(client, owner), [key](const Configs &configs) {
            const json::Value value = inConfigs(configs.value, key);
            return value.isNull() ? ready<Document>(gone()) : ready<Document>(Document{key, value, 0, 0});
        });
    return thenOnPool(send(client, requestOf("GET", *path), owner),
                      [key](const net::Reply &reply) { return documentOf(reply->body, key); });
}

Async<Done> putDocument(net::Client &client, const Key &key, const json::Value &value, QObject *owner)
{
    const auto path = pathOf(key);
    if (!path)
        return ready<Done>(path.error());
    const json::Value body = sendable(key, value);
    return write(client, "PUT", hasNumericId(key, body) ? collectionPath(key.kind) : *path, body, owner);
}

Async<Key> postDocument(net::Client &client, Kind kind, const json::Value &value, QObject *owner, const QString &parent)
{
    json::Value without = sendable(Key{kind, {}, parent}, value);
    const auto text = onPool([without] { return bodyText(without); });
    const QPointer<QObject> guard(owner);
    const auto sent = chainIn(&client, text, [&client, kind, parent, guard](const QByteArray &body) {
        return send(client, requestOf("POST", collectionPath(kind, parent), body), guard);
    });
    return thenOnPool(sent, [kind, parent](const net::Reply &reply) { return createdKey(reply->body, kind, parent); });
}

Async<Done> patchDocument(net::Client &client, const Key &key, const json::Value &patch, QObject *owner)
{
    const auto path = pathOf(key);
    if (!path)
        return ready<Done>(path.error());
    const auto text = onPool([patch] { return bodyText(patch); });
    const QPointer<QObject> guard(owner);
    return chainIn(&client, text, [&client, target = *path, guard](const QByteArray &body) {
        return patchAgain(client, target, body, guard, mostTries);
    });
}

Async<Done> deleteDocument(net::Client &client, const Key &key, QObject *owner, Force force)
{
    const auto path = pathOf(key);
    if (!path)
        return ready<Done>(path.error());
    const QByteArray target = force == Force::Yes ? *path + "?force=true" : *path;
    return chain(send(client, requestOf("DELETE", target), owner), [](const net::Reply &) { return ready<Done>(Done{}); });
}

} // namespace gateway
