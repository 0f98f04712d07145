#include "core/openwhisk/ownparameters.h"

namespace openwhisk {

QStringList unclearKeys(const QList<KeyValue> &own, const QList<KeyValue> &ofPackage, const QList<KeyValue> &after)
{
    QStringList keys;
    for (const KeyValue &item : ofPackage)
        if (!findValue(own, item.key) && !findValue(after, item.key))
            keys.append(item.key);
    return keys;
}

QList<KeyValue> withUnseen(QList<KeyValue> after, const QList<KeyValue> &seen, const QList<KeyValue> &own)
{
    for (const KeyValue &item : own)
        if (!findValue(seen, item.key) && !findValue(after, item.key))
            after.append(item);
    return after;
}

json::Value writeOfNothing(const QString &version)
{
    json::Value body = json::Value::object();
    body.set(u"version", json::Value::string(version)); // else it would be the next one
    return body;
}

} // namespace openwhisk
