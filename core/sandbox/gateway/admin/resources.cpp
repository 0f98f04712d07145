#include "core/sandbox/gateway/admin/resources.h"

#include "core/sandbox/gateway/admin/checks.h"
#include "core/sandbox/gateway/admin/kinds.h"
#include "core/sandbox/gateway/admin/patch.h"
#include "core/sandbox/gateway/admin/references.h"
#include "core/sandbox/gateway/admin/sealing.h"
#include "core/sandbox/gateway/store/cjson.h"
#include "core/sandbox/gateway/store/etcd.h"

#include <QDateTime>

#include <cmath>

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

json::Value now() { return json::Value::number(QDateTime::currentSecsSinceEpoch()); }

/// Readers see all but private keys, and secrets in plain text.
json::Value shown(const SchemaLibrary &library, const Kind &kind, json::Value value)
{
    if (kind.name == u"ssls") {
        value.remove(u"key");
        value.remove(u"keys");
        return value;
    }
    return opened(library, kind, value);
}

json::Value recordBody(const QString &key, const json::Value &value)
{
    return json::Value::object({{u"key"_s, text(u"/apisix"_s + key)}, {u"value"_s, value}});
}

json::Value recordBody(const QString &key, const json::Value &value, const Record &record)
{
    auto body = recordBody(key, value);
    body.set(u"createdIndex", json::Value::number(record.created));
    body.set(u"modifiedIndex", json::Value::number(record.modified));
    return body;
}

QString textOf(const json::Value &id) { return id.isNumber() ? QString::fromLatin1(id.numberText()) : id.toString(); }

void refuseTimes(const json::Value &conf, const QString &place = {})
{
    for (const auto &name : {u"create_time"_s, u"update_time"_s})
        if (conf.contains(name))
            refuse(400, u"the property is forbidden:  "_s + place + name);
}

/// Of the configuration, its upstream and its plugins.
void refuseAllTimes(const json::Value &conf)
{
    refuseTimes(conf);
    refuseTimes(conf.value(u"upstream"), u"upstream."_s);
    for (const auto &plugin : conf.value(u"plugins").members())
        refuseTimes(plugin.value, u"plugins.%1."_s.arg(plugin.name));
}

/// A table with names and numbers as an object, which is what giving a list an id makes of it.
json::Value asObject(const json::Value &value)
{
    auto object = value.isArray() ? json::Value::object() : value;
    for (qsizetype i = 0; value.isArray() && i < value.size(); ++i)
        object.set(QString::number(i + 1), value.items()[i]);
    return object;
}

qint64 lifetimeOf(const Place &place)
{
    const auto ttl = place.query.find(u"ttl");
    const auto seconds = ttl ? toNumber(*ttl) : std::nullopt;
    if (seconds && std::floor(*seconds) != *seconds)
        refuse(503, u"ttl must be integer"_s);
    return seconds ? std::max<qint64>(0, qint64(*seconds)) : 0;
}

/// What a name that nobody has brings along: what else begins with it, as it is stored.
[[noreturn]] void refuseUnknown(Etcd &etcd, const QString &key)
{
    const auto similar = etcd.list(key);
    auto body = json::Value::object({{u"message"_s, text(u"Key not found"_s)}});
    auto others = json::Value::array();
    for (auto it = similar.cbegin(); it != similar.cend(); ++it) {
        auto other = recordBody(it.key(), it->value);
        other.set(u"create_revision", text(QString::number(it->created)));
        other.set(u"mod_revision", text(QString::number(it->modified)));
        other.set(u"version", text(u"1"_s));
        others.append(other);
    }
    if (others.size() > 0)
        body.set(u"kvs", others);
    throw Refusal{404, body};
}

/// Credentials and decorations belong to something that must be there.
void requireParent(Etcd &etcd, const Place &place)
{
    if (place.kind->name == u"credentials" && !etcd.get(u"/consumers/"_s + place.parent))
        refuse(404, u"consumer not found"_s);
    if (place.kind->name == u"graphql_cost_decorations" && !etcd.get(u"/services/"_s + place.parent))
        refuse(404, u"service not found"_s);
}

/// The id of path and body, which must agree; the body has it afterwards.
QString namedId(const Place &place, json::Value &conf, bool needsId)
{
    const auto &words = place.kind->words;
    const auto *own = conf.find(u"id");
    if (needsId && place.id.isEmpty() && !own)
        refuse(400, u"missing %1 id"_s.arg(words));
    if (!needsId && (!place.id.isEmpty() || own))
        refuse(400, u"wrong %1 id, do not need it"_s.arg(words));
    if (needsId && !place.id.isEmpty() && own && textOf(*own) != place.id)
        refuse(400, u"wrong %1 id"_s.arg(words));
    if (place.id.isEmpty())
        return own ? textOf(*own) : QString();
    conf.set(u"id", text(place.id));
    return place.id;
}

void setTimes(json::Value &conf, const std::optional<Record> &before)
{
    if (const auto *created = before ? before->value.find(u"create_time") : nullptr)
        conf.set(u"create_time", *created);
    else
        conf.set(u"create_time", now());
    conf.set(u"update_time", now());
}

} // namespace

Answer Resources::handle(const QByteArray &method, const Place &place)
{
    if (place.kind->lacks.contains(QString::fromLatin1(method)))
        refuse(405, u"not supported `%1` method for %2"_s.arg(QString::fromLatin1(method), place.kind->words));
    if (method == "GET")
        return place.id.isEmpty() ? list(place) : get(place);
    if (method == "PUT")
        return put(place);
    if (method == "POST")
        return post(place);
    return method == "PATCH" ? patch(place) : remove(place);
}

Answer Resources::get(const Place &place)
{
    const auto key = keyOf(*place.kind, place.id, place.parent);
    const auto record = m_etcd.get(key);
    if (!record)
        refuseUnknown(m_etcd, key);
    const auto value = shown(m_library, *place.kind, record->value);
    return {200, m_v3 ? recordBody(key, value, *record) : recordBody(key, value), Answer::Form::Record, u"get"_s};
}

Answer Resources::list(const Place &place)
{
    const bool isNested = !place.parent.isEmpty();
    // Credentials without a consumer are those of nobody: the server then reads all of the consumers.
    const auto prefix = !isNested && place.kind->name == u"credentials" ? u"/consumers/"_s : keyOf(*place.kind, {}, place.parent);
    const auto records = m_etcd.list(prefix);
    if (isNested && records.isEmpty())
        refuseMissing();
    // Lists of v2 and those of metadata show what is stored.
    const bool plain = m_v3 && place.kind->name != u"plugin_metadata";
    QList<json::Value> items;
    for (auto it = records.cbegin(); it != records.cend(); ++it) {
        if (m_v3 && place.kind->name == u"consumers" && it.key().count(u'/') > 2)
            continue;
        const bool first = isNested && items.isEmpty();
        items.append(recordBody(it.key(), plain || first || place.kind->name == u"ssls" ? shown(m_library, *place.kind, it->value) : it->value, *it));
    }
    auto body = json::Value::object({{u"key"_s, text(u"/apisix"_s + prefix.chopped(1))}, {u"list"_s, json::Value::array(items)}});
    if (isNested)
        body.set(u"value", items.first().value(u"value"));
    return {200, body, Answer::Form::List, u"get"_s};
}

QString Resources::checked(const Place &place, json::Value &conf, bool needsId, bool mayHaveTimes)
{
    const auto &kind = *place.kind;
    if (!isTable(conf) || (kind.name == u"secrets" && place.id.isEmpty()))
        throw Crash();
    conf = asObject(conf);
    const auto id = kind.hasId ? namedId(place, conf, needsId) : place.id;
    if (!mayHaveTimes)
        refuseAllTimes(conf);
    const auto whole = kind.name == u"credentials" ? place.parent + u"/credentials/"_s + id : id;
    if (const auto wrong = Checks(m_library, m_etcd, true).check(kind, whole, conf))
        refuse(400, *wrong);
    if (kind.name == u"consumers")
        return conf.value(u"username").toString();
    if (kind.name == u"plugin_metadata")
        conf.set(u"id", text(id));
    return id;
}

Answer Resources::written(const Place &place, const QString &id, const json::Value &conf, bool isNew, std::optional<qint64> ifModified)
{
    const auto key = keyOf(*place.kind, id, place.parent);
    const auto value = sealed(m_library, *place.kind, conf);
    const auto lifetime = lifetimeOf(place);
    const auto done = m_etcd.put(key, value, lifetime, ifModified);
    if (done == Etcd::Put::Conflict)
        refuse(503, u"value changed before overwritten"_s);
    if (done == Etcd::Put::Failed)
        refuse(503, u"etcdserver: mvcc: database space exceeded"_s);
    Answer answer{done == Etcd::Put::Created ? 201 : 200, recordBody(key, value), Answer::Form::Record};
    answer.action = ifModified ? u"compareAndSwap"_s : isNew ? u"create"_s : u"set"_s;
    answer.lease = lifetime > 0 ? m_etcd.nextRevision() : 0;
    return answer;
}

Answer Resources::put(const Place &place)
{
    if (!place.body)
        refuse(400, u"missing configurations"_s);
    auto conf = *place.body;
    const auto id = checked(place, conf, true, false);
    requireParent(m_etcd, place);
    if (place.kind->name != u"plugin_metadata")
        setTimes(conf, m_etcd.get(keyOf(*place.kind, id, place.parent)));
    return written(place, id, conf, false);
}

Answer Resources::post(const Place &place)
{
    if (!place.body)
        refuse(400, u"missing configurations"_s);
    auto conf = *place.body;
    checked(place, conf, false, false);
    requireParent(m_etcd, place);
    const auto id = QString::number(m_etcd.nextRevision()).rightJustified(20, u'0');
    setTimes(conf, {});
    conf.set(u"id", text(id));
    return written(place, id, conf, true);
}

Answer Resources::patch(const Place &place)
{
    if (place.id.isEmpty())
        refuse(400, (place.kind->name == u"secrets" ? u"no %1 id"_s : u"missing %1 id"_s).arg(place.kind->words));
    if (!place.body || (place.body->isBool() && !place.body->toBool()))
        refuse(400, u"missing new configuration"_s);
    if (place.subPath.isEmpty() && !isTable(*place.body))
        refuse(400, u"invalid configuration"_s);
    const auto record = m_etcd.get(keyOf(*place.kind, place.id, place.parent));
    if (!record)
        refuseMissing();
    auto conf = opened(m_library, *place.kind, record->value);
    conf = place.subPath.isEmpty() ? merged(conf, asObject(*place.body)) : replacedAt(conf, place.subPath, *place.body);
    if (!conf.contains(u"create_time"))
        conf.set(u"create_time", now());
    if (!place.subPath.isEmpty() || !place.body->contains(u"update_time") || !conf.contains(u"update_time"))
        conf.set(u"update_time", now());
    checked(place, conf, true, true);
    return written(place, place.id, conf, false, record->modified);
}

Answer Resources::remove(const Place &place)
{
    if (place.id.isEmpty())
        refuse(400, u"missing %1 id"_s.arg(place.kind->words));
    if (place.query.find(u"force") != u"true"_s)
        if (const auto used = stillUsed(m_etcd, *place.kind, place.id))
            refuse(400, *used);
    const auto key = keyOf(*place.kind, place.id, place.parent);
    const auto count = m_etcd.remove(key);
    if (count == 0)
        refuseMissing();
    if (place.kind->name == u"consumers")
        m_etcd.removeAll(key + u"/credentials/"_s);
    if (place.kind->name == u"services")
        m_etcd.removeAll(key + u"/graphql_cost_decorations/"_s);
    const auto body = json::Value::object({{u"key"_s, text(u"/apisix"_s + key)}, {u"deleted"_s, text(QString::number(count))}});
    return {200, body, Answer::Form::Deleted, u"delete"_s};
}

} // namespace sandbox::gateway
