#include "ui/gateway/resource/kept.h"

#include "core/json/edit.h"
#include "core/json/merge.h"
#include "core/json/text.h"
#include "ui/models/target.h"

using namespace Qt::StringLiterals;

namespace kept {

namespace {

json::Value textList(const QStringList &texts)
{
    json::Value list = json::Value::array();
    for (const QString &text : texts)
        list.append(json::Value::string(text));
    return list;
}

QStringList listOf(const json::Value &value)
{
    QStringList texts;
    for (const json::Value &item : value.items())
        texts.append(item.toString());
    return texts;
}

} // namespace

history::Key keyOf(const QString &profileId, const gateway::Key &key)
{
    return {profileId, gatewayObject(key).toText()};
}

json::Value documentOf(const json::Value &value, const QStringList &secretPlaces, const QString &written)
{
    json::Value document = json::Value::object();
    if (!written.isEmpty())
        document.set(u"version", json::Value::string(written));
    document.set(u"text", json::Value::string(QString::fromUtf8(json::compact(secrets::withheld(value, secretPlaces)))));
    document.set(u"withheld", textList(secretPlaces));
    return document;
}

std::optional<Object> objectOf(const json::Value &document)
{
    const auto parsed = json::read(document.value(u"text").toString().toUtf8());
    if (!parsed || !parsed->value.isObject())
        return std::nullopt;
    return Object{parsed->value, listOf(document.value(u"withheld"))};
}

history::Draft draftOf(const history::Key &key, const QString &id, const json::Value &before, const QStringList &placesBefore,
                       const json::Value &now, const QStringList &placesNow)
{
    history::Draft draft{key, documentOf(now, placesNow), {}, 0, {}};
    draft.document.set(u"id", json::Value::string(id));
    QStringList typed;
    for (const QString &place : placesNow)
        if (json::at(before, place) != json::at(now, place))
            typed.append(place);
    draft.document.set(u"typed", textList(typed));
    if (!before.isNull())
        draft.base = documentOf(before, placesBefore);
    return draft;
}

json::Value draftOver(const history::Draft &draft, const json::Value &server, QStringList *missing)
{
    const auto mine = objectOf(draft.document);
    if (!mine)
        return server;
    if (missing)
        *missing = listOf(draft.document.value(u"typed"));
    QStringList absent;
    const json::Value edit = secrets::restored(mine->value, mine->withheld, server, &absent);
    if (missing)
        for (const QString &place : absent)
            if (!missing->contains(place))
                missing->append(place);
    const auto base = objectOf(draft.base);
    if (!base)
        return edit;
    const json::Value opened = secrets::restored(base->value, base->withheld, server);
    return opened == server ? edit : json::merge(opened, edit, server).merged;
}

} // namespace kept
