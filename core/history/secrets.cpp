#include "core/history/secrets.h"

#include "core/history/secretnames.h"
#include "core/json/edit.h"

using namespace Qt::StringLiterals;

namespace history {

namespace {

/// An item of a list of parameters or annotations.
bool isNamedItem(const json::Value &value)
{
    return value.isObject() && value.contains(u"value") && value.value(u"key").isString();
}

bool isSecret(QStringView name, const json::Value &value)
{
    if (value.isBool() || value.isNull())
        return false;
    return isSecretName(name) || (value.isString() && isSecretText(value.toString()));
}

class Stripper {
public:
    json::Value strip(const json::Value &value, const QString &pointer)
    {
        if (value.isObject())
            return isNamedItem(value) ? item(value, pointer) : object(value, pointer);
        if (value.isArray())
            return array(value, pointer);
        return value;
    }
    QStringList leftOut;

private:
    json::Value item(const json::Value &value, const QString &pointer)
    {
        json::Value kept = value;
        const QString place = pointer + "/value"_L1;
        if (isSecret(value.value(u"key").toString(), value.value(u"value"))) {
            kept.remove(u"value");
            leftOut.append(place);
        } else {
            kept.set(u"value", strip(value.value(u"value"), place));
        }
        return kept;
    }

    json::Value object(const json::Value &value, const QString &pointer)
    {
        QList<json::Member> kept;
        for (const json::Member &member : value.members()) {
            const QString place = pointer + u'/' + json::escapePointer(member.name);
            if (isSecret(member.name, member.value))
                leftOut.append(place);
            else
                kept.append({member.name, strip(member.value, place)});
        }
        return json::Value::object(std::move(kept));
    }

    json::Value array(const json::Value &value, const QString &pointer)
    {
        QList<json::Value> kept;
        for (qsizetype i = 0; i < value.size(); ++i)
            kept.append(strip(value.items().at(i), pointer + u'/' + QString::number(i)));
        return json::Value::array(std::move(kept));
    }
};

/// The pointer of the item with the same key in the list that source has at the same place.
QString counterpart(const json::Value &document, const QString &pointer, const json::Value &source)
{
    const QString item = pointer.chopped(pointer.size() - pointer.lastIndexOf(u'/'));
    const QString list = item.left(item.lastIndexOf(u'/'));
    const auto mine = json::at(document, item);
    const auto theirs = json::at(source, list);
    if (!mine || !theirs || !theirs->isArray() || !mine->value(u"key").isString())
        return pointer;
    const QString key = mine->value(u"key").toString();
    for (qsizetype i = 0; i < theirs->size(); ++i) {
        if (theirs->items().at(i).value(u"key").toString() == key)
            return list + u'/' + QString::number(i) + "/value"_L1;
    }
    return {};
}

/// The place in source that has what is missing at pointer; empty when there is none.
QString sourcePointer(const json::Value &document, const QString &pointer, const json::Value &source)
{
    return pointer.endsWith("/value"_L1) ? counterpart(document, pointer, source) : pointer;
}

} // namespace

Public withoutSecrets(const json::Value &document)
{
    Stripper stripper;
    json::Value kept = stripper.strip(document, {});
    if (stripper.leftOut.isEmpty())
        return {document, {}};
    return {std::move(kept), std::move(stripper.leftOut)};
}

json::Value refill(const json::Value &document, const QStringList &leftOut, const json::Value &source,
                   QStringList *missing)
{
    QList<json::Change> additions;
    for (const QString &pointer : leftOut) {
        const QString place = sourcePointer(document, pointer, source);
        const auto value = place.isEmpty() ? std::nullopt : json::at(source, place);
        if (value)
            additions.append({pointer, std::nullopt, *value});
        else if (missing)
            missing->append(pointer);
    }
    const auto filled = json::patch(document, additions);
    return filled ? *filled : document;
}

} // namespace history
