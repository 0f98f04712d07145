#include "core/openwhisk/entities.h"

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

} // namespace openwhisk
