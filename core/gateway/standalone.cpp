#include "core/gateway/standalone.h"

#include "core/async/steps.h"
#include "core/json/text.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QPointer>

using namespace Qt::StringLiterals;

namespace gateway {

namespace {

const QByteArray address = "/apisix/admin/configs";

QString collectionOf(Kind kind)
{
    return kind == Kind::Credential ? u"consumers"_s : QString::fromLatin1(rulesOf(kind).path);
}

/// As the object is called in the configuration.
QString idOf(const Key &key)
{
    return key.kind == Kind::Credential ? key.parent + u"/credentials/"_s + key.id : key.id;
}

QString idMemberOf(const Key &key)
{
    return key.kind == Kind::Consumer ? u"username"_s : u"id"_s;
}

qsizetype placeOf(const json::Value &items, const Key &key)
{
    const QString wanted = idOf(key);
    for (qsizetype i = 0; i < items.size(); ++i) {
        const json::Value id = items.items()[i].value(idMemberOf(key));
        if ((id.isString() ? id.toString() : QString::fromLatin1(id.numberText())) == wanted)
            return i;
    }
    return -1;
}

/// Every kind says its version, so that nothing that was left out is emptied; only the changed one goes up.
json::Value withVersions(json::Value configs, const QString &changed)
{
    for (const json::Member &member : QList<json::Member>(configs.members()))
        if (member.name.endsWith(u"_conf_version"))
            if (const QString kind = member.name.chopped(13); kind == changed)
                configs.set(member.name, json::Value::number(member.value.toInteger().value_or(0) + 1));
    configs.remove(u"X-Digest");
    configs.remove(u"X-Last-Modified");
    return configs;
}

Result<Configs> configsOf(const net::Reply &reply)
{
    const auto parsed = json::parse(reply->body);
    if (!parsed)
        return parsed.error();
    return Configs{*parsed, reply->header("X-Digest")};
}

Error raced()
{
    return {Error::Kind::Conflict,
            QCoreApplication::translate("gateway", "Somebody else changed the gateway's configuration at the same moment. Look at what is there now, then try again."),
            {}};
}

} // namespace

Async<Configs> getConfigs(net::Client &client, QObject *owner)
{
    return thenOnPool(send(client, requestOf("GET", address), owner), configsOf);
}

Async<Done> putConfigs(net::Client &client, const json::Value &configs, QObject *owner)
{
    const auto text = onPool([configs] { return bodyText(configs); });
    const QPointer<QObject> guard(owner);
    return chainIn(&client, text, [&client, guard](const QByteArray &body) {
        net::Request request = requestOf("PUT", address, body);
        request.headers.append({"X-Digest", QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex()});
        return chain(send(client, request, guard), [](const net::Reply &) { return ready<Done>(Done{}); });
    });
}

json::Value inConfigs(const json::Value &configs, const Key &key)
{
    const json::Value items = configs.value(collectionOf(key.kind));
    const qsizetype place = placeOf(items, key);
    return place < 0 ? json::Value() : items.items()[place];
}

json::Value withObject(json::Value configs, const Key &key, const json::Value &value)
{
    const QString collection = collectionOf(key.kind);
    json::Value items = configs.value(collection);
    if (!items.isArray())
        items = json::Value::array();
    const qsizetype place = placeOf(items, key);
    json::Value object = value;
    if (object.isObject() && !object.value(idMemberOf(key)).isNumber())
        object.set(idMemberOf(key), json::Value::string(idOf(key)));
    object.remove(u"modifiedIndex"); // the same index would be taken for "not changed"
    if (value.isNull() && place >= 0)
        items.removeItem(place);
    else if (place >= 0)
        items.setItem(place, object);
    else if (!value.isNull())
        items.append(object);
    configs.set(collection, items);
    return withVersions(configs, collection);
}

Async<Done> changeConfigs(net::Client &client, const Configs &read, const Key &key, const json::Value &value, QObject *owner)
{
    const QPointer<QObject> guard(owner);
    return chainIn(&client, getConfigs(client, owner), [&client, key, value, guard, read](const Configs &now) {
        if (now.digest != read.digest || !equal(now.value, read.value))
            return ready<Done>(raced());
        return putConfigs(client, withObject(now.value, key, value), guard);
    });
}

} // namespace gateway
