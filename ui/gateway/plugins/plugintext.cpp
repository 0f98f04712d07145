#include "ui/gateway/plugins/plugintext.h"

#include "core/json/edit.h"
#include "core/json/text.h"
#include "ui/gateway/plugins/keychaintoken.h"
#include "ui/gateway/plugins/pluginfields.h"
#include "ui/gateway/resource/secretplaces.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

json::Value changed(const json::Value &document, const QList<json::Change> &changes)
{
    const auto made = json::patch(document, changes);
    return made ? *made : document;
}

void findDots(const json::Value &value, const QString &pointer, QList<schema::Problem> &found)
{
    if (value.isString() && value.toString().startsWith(secrets::dots()))
        found.append({pointer, QCoreApplication::translate("PluginText", "There is no secret under these dots. Type it, or refer to one.")});
    for (qsizetype i = 0; i < value.items().size(); ++i)
        findDots(value.items()[i], pointer + u'/' + QString::number(i), found);
    for (const json::Member &member : value.members())
        findDots(member.value, pointer + u'/' + json::escapePointer(member.name), found);
}

} // namespace

QStringList PluginText::secretsIn(const json::Value &conf) const
{
    const json::Value whole = json::Value::object({{u"plugins"_s, json::Value::object({{m_plugin, conf}})}});
    const qsizetype head = (u"/plugins/"_s + json::escapePointer(m_plugin)).size();
    QStringList places;
    for (const QString &place : secrets::placesIn(whole, m_fields.kind(), m_fields.shared()))
        if (const auto secret = json::at(whole, place); secret && secret->toString() != keychain::openwhiskToken())
            places.append(place.mid(head));
    return places;
}

QString PluginText::textOf(const json::Value &conf)
{
    const secrets::Covered covered = secrets::covered(conf, secretsIn(conf));
    m_covers = covered.covers;
    return QString::fromUtf8(json::pretty(covered.value));
}

json::Value PluginText::confOf(const json::Value &typed) const
{
    return secrets::uncovered(typed, m_covers);
}

QList<schema::Problem> PluginText::strayDots(const json::Value &conf)
{
    QList<schema::Problem> found;
    findDots(conf, {}, found);
    return found;
}

json::Value PluginText::withoutSecrets(const json::Value &conf) const
{
    QList<json::Change> changes;
    for (const QString &place : secretsIn(conf))
        changes.append({place, json::at(conf, place), std::nullopt});
    return changed(conf, changes);
}

json::Value PluginText::refilled(const json::Value &pasted, const json::Value &present) const
{
    json::Value made = pasted;
    for (const QString &place : secretsIn(present)) {
        const auto holder = json::at(made, place.left(place.lastIndexOf(u'/')));
        if (holder && holder->isObject() && !json::at(made, place))
            made = changed(made, {{place, std::nullopt, json::at(present, place)}});
    }
    return made;
}
