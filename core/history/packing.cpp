#include "core/history/packing.h"

#include "core/history/text.h"
#include "core/json/text.h"

namespace history {

namespace {

constexpr int fast = 1;

} // namespace

QByteArray packed(const json::Value &document)
{
    return qCompress(json::compact(document), fast);
}

Result<json::Value> unpacked(const QByteArray &blob)
{
    const QByteArray text = qUncompress(blob);
    if (text.isEmpty())
        return Error{Error::Kind::Protocol, Text::tr("A document of the local history is damaged."), {}};
    return json::parse(text);
}

/// As JSON: a pointer may hold any character.
QString packedList(const QStringList &pointers)
{
    json::Value list = json::Value::array();
    for (const QString &pointer : pointers)
        list.append(json::Value::string(pointer));
    return QString::fromUtf8(json::compact(list));
}

QStringList unpackedList(const QString &text)
{
    QStringList pointers;
    if (const auto list = json::parse(text.toUtf8())) {
        for (const json::Value &item : list->items())
            pointers.append(item.toString());
    }
    return pointers;
}

} // namespace history
