#include "core/sandbox/api/parameters.h"

#include "core/json/text.h"
#include "core/sandbox/api/canonical.h"
#include "core/sandbox/api/refusal.h"

#include <QHash>

#include <algorithm>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype smallMap = 4; ///< up to so many entries Scala's maps keep the order of insertion

QString keyOf(const json::Value &item) { return item.value(u"key").toString(); }

quint32 javaHash(const QString &text)
{
    quint32 hash = 0;
    for (const auto c : text)
        hash = hash * 31 + c.unicode();
    return hash;
}

/// What Scala's collections make of a hash before they use its bits.
quint32 improved(quint32 hash)
{
    hash += ~(hash << 9);
    hash ^= hash >> 14;
    hash += hash << 4;
    return hash ^ (hash >> 10);
}

/// Place in the walk through Scala's immutable hash map: a trie of 5 bits a level, where a node's own entries come
/// before those of its branches.
struct Placed {
    quint32 hash;
    json::Value item;
};

void walk(QList<Placed> entries, int shift, QList<json::Value> *out)
{
    if (shift >= 32) {
        for (const auto &entry : entries)
            out->append(entry.item);
        return;
    }
    QList<Placed> slots_[32];
    for (auto &entry : entries)
        slots_[(entry.hash >> shift) & 31u].append(std::move(entry));
    for (const auto &slot : slots_)
        if (slot.size() == 1)
            out->append(slot.first().item);
    for (const auto &slot : slots_)
        if (slot.size() > 1)
            walk(slot, shift + 5, out);
}

json::Value inServerOrder(const QList<json::Value> &items)
{
    if (items.size() <= smallMap)
        return json::Value::array(items);
    QList<Placed> entries;
    entries.reserve(items.size());
    for (const auto &item : items)
        entries.append({improved(javaHash(keyOf(item))), item});
    QList<json::Value> ordered;
    walk(entries, 0, &ordered);
    return json::Value::array(ordered);
}

/// The last value of a key stands at its first place.
QList<json::Value> collapsed(const QList<json::Value> &items)
{
    QList<json::Value> out;
    QHash<QString, qsizetype> places;
    for (const auto &item : items) {
        const auto key = keyOf(item);
        const auto place = places.constFind(key);
        if (place != places.constEnd()) {
            out[*place] = item;
        } else {
            places.insert(key, out.size());
            out.append(item);
        }
    }
    return out;
}

[[noreturn]] void malformed() { rejectMalformed(u"parameters malformed!"_s); }

json::Value readItem(const json::Value &item)
{
    const auto *key = item.find(u"key");
    const auto *value = item.find(u"value");
    const auto *init = item.find(u"init");
    const auto *encryption = item.find(u"encryption");
    if (!key || !key->isString() || !value || (init && !init->isBool()))
        malformed();
    // As observed: what is no word is refused, but not beside "init", where it is only dropped.
    if (encryption && !encryption->isString() && !init)
        malformed();
    auto out = json::Value::object();
    if (encryption && encryption->isString())
        out.set(u"encryption", *encryption);
    if (init && init->toBool())
        out.set(u"init", *init);
    out.set(u"key", canonical(*key));
    out.set(u"value", canonical(*value));
    return out;
}

} // namespace

json::Value readParameters(const json::Value &value)
{
    if (!value.isArray())
        malformed();
    QList<json::Value> items;
    items.reserve(value.size());
    for (const auto &item : value.items())
        items.append(readItem(item));
    return inServerOrder(collapsed(items));
}

json::Value mergedParameters(const json::Value &weaker, const json::Value &stronger)
{
    return inServerOrder(collapsed(weaker.items() + stronger.items()));
}

json::Value mapInServerOrder(const json::Value &map)
{
    QList<json::Value> items;
    for (const auto &member : map.members())
        items.append(json::Value::object({{u"key"_s, json::Value::string(member.name)}, {u"value"_s, member.value}}));
    auto ordered = json::Value::object();
    const auto sorted = inServerOrder(items);
    for (const auto &item : sorted.items())
        ordered.set(keyOf(item), item.value(u"value"));
    return ordered;
}

json::Value withoutKeys(const json::Value &list, const QStringList &keys)
{
    auto items = list.items();
    items.removeIf([&keys](const json::Value &item) { return keys.contains(keyOf(item)); });
    return inServerOrder(items);
}

json::Value withItem(const json::Value &list, const QString &key, const json::Value &value)
{
    const auto item = json::Value::object({{u"key"_s, json::Value::string(key)}, {u"value"_s, value}});
    return mergedParameters(list, json::Value::array({item}));
}

qsizetype sizeOfParameters(const json::Value &list)
{
    qsizetype size = 0;
    for (const auto &item : list.items())
        size += keyOf(item).toUtf8().size() + json::compact(item.value(u"value")).size();
    return size;
}

} // namespace sandbox
