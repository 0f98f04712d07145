#include "core/openwhisk/keyvalues.h"

#include "core/json/text.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace openwhisk {

namespace {

KeyValue keyValueFromJson(const json::Value &item)
{
    KeyValue result;
    for (const json::Member &member : item.members()) {
        if (member.name == u"key"_s)
            result.key = member.value.toString();
        else if (member.name == u"value"_s)
            result.value = member.value;
        else if (member.name == u"init"_s && member.value.isBool())
            result.init = member.value.toBool();
        else if (member.name == u"encryption"_s && member.value.isString())
            result.encryption = member.value.toString();
        else
            result.rest.append(member);
    }
    return result;
}

json::Value toJson(const KeyValue &item)
{
    json::Value object = json::Value::object();
    object.set(u"key", json::Value::string(item.key));
    object.set(u"value", item.value);
    if (item.init)
        object.set(u"init", json::Value::boolean(true));
    if (!item.encryption.isEmpty())
        object.set(u"encryption", json::Value::string(item.encryption));
    for (const json::Member &member : item.rest)
        object.set(member.name, member.value);
    return object;
}

} // namespace

QList<KeyValue> keyValuesFromJson(const json::Value &array)
{
    QList<KeyValue> items;
    items.reserve(array.items().size());
    for (const json::Value &item : array.items())
        if (item.isObject())
            items.append(keyValueFromJson(item));
    return items;
}

json::Value toJson(const QList<KeyValue> &items)
{
    QList<json::Value> array;
    array.reserve(items.size());
    for (const KeyValue &item : items)
        array.append(toJson(item));
    return json::Value::array(array);
}

const json::Value *findValue(const QList<KeyValue> &items, QStringView key)
{
    const auto found = std::find_if(items.begin(), items.end(), [key](const KeyValue &item) { return item.key == key; });
    return found == items.end() ? nullptr : &found->value;
}

bool isTrue(const QList<KeyValue> &items, QStringView key)
{
    const json::Value *value = findValue(items, key);
    return value && value->toBool(false);
}

QList<KeyValue> withValue(QList<KeyValue> items, const QString &key, const json::Value &value)
{
    const auto found = std::find_if(items.begin(), items.end(), [&key](const KeyValue &item) { return item.key == key; });
    if (found == items.end()) {
        items.append({key, value});
    } else if (!(found->value == value) || !found->encryption.isEmpty()) {
        found->value = value;
        found->encryption.clear();
    }
    return items;
}

QList<KeyValue> withoutKey(QList<KeyValue> items, const QString &key)
{
    items.removeIf([&key](const KeyValue &item) { return item.key == key; });
    return items;
}

QList<KeyValue> withFlag(QList<KeyValue> items, const QString &key, bool on)
{
    return on || findValue(items, key) ? withValue(std::move(items), key, json::Value::boolean(on)) : items;
}

QList<KeyValue> keyValuesFromObject(const json::Value &object)
{
    QList<KeyValue> items;
    for (const json::Member &member : object.members())
        items = withValue(std::move(items), member.name, member.value);
    return items;
}

json::Value objectOf(const QList<KeyValue> &items)
{
    json::Value object = json::Value::object();
    for (const KeyValue &item : items)
        object.set(item.key, item.value);
    return object;
}

qint64 itemBytes(const QList<KeyValue> &items)
{
    qint64 bytes = 0;
    for (const KeyValue &item : items)
        bytes += item.key.toUtf8().size() + json::compact(item.value).size();
    return bytes;
}

bool isTruthy(const json::Value &value)
{
    switch (value.type()) {
    case json::Type::Null:
        return false;
    case json::Type::Bool:
        return value.toBool();
    case json::Type::Number:
        return value.toInteger() != 0;
    case json::Type::String:
        return !value.toString().isEmpty();
    default:
        return true;
    }
}

QString valueProblem(const json::Value &value)
{
    constexpr qsizetype longestNumber = 100;
    const auto tr = [](const char *text) { return QCoreApplication::translate("openwhisk", text); };
    if (value.isNumber() && value.numberText().size() > longestNumber)
        return tr("Number too long: the server takes up to %1 characters.").arg(longestNumber);
    if (json::depth(value) > json::sendDepth)
        return tr("It is nested too deeply: more than %1 levels.").arg(json::sendDepth);
    for (const json::Value &item : value.items())
        if (const QString problem = valueProblem(item); !problem.isEmpty())
            return problem;
    for (const json::Member &member : value.members())
        if (const QString problem = valueProblem(member.value); !problem.isEmpty())
            return problem;
    return {};
}

} // namespace openwhisk
