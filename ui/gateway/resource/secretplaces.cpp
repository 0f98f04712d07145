#include "ui/gateway/resource/secretplaces.h"

#include "core/gateway/plugins.h"
#include "core/history/secretnames.h"
#include "core/json/edit.h"
#include "core/schema/uses.h"
#include "ui/gateway/plugins/keychaintoken.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace secrets {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("gateway", text);
}

QString step(const QString &pointer, const QString &name)
{
    return pointer + u'/' + json::escapePointer(name);
}

const json::Value *schemaOf(const gateway::Catalogue *catalogue, const QString &plugin, gateway::Kind kind)
{
    using gateway::Kind;
    const gateway::Plugin *known = catalogue ? catalogue->find(plugin, kind == Kind::StreamRoute) : nullptr;
    if (!known)
        return nullptr;
    const bool ofConsumer = kind == Kind::Consumer || kind == Kind::Credential;
    return &gateway::schemaFor(*known, ofConsumer                    ? gateway::Part::Consumer
                                           : kind == Kind::PluginMetadata ? gateway::Part::Metadata
                                                                          : gateway::Part::Route);
}

/// Names that hold secrets in some configuration; among the members of a known plugin its schema tells better.
bool looksSecret(const QString &name, bool schemaKnown)
{
    return history::isSecretName(name) || (!schemaKnown && gateway::secretMembers().contains(name.toLatin1()));
}

/// What names a secret is none.
bool isStandIn(const QString &text)
{
    return schema::isReference(text) || text == keychain::openwhiskToken();
}

class Finder {
public:
    Finder(gateway::Kind kind, const gateway::Catalogue *catalogue)
        : m_kind(kind)
        , m_catalogue(catalogue)
        , m_resource(json::Value(), {{}, gateway::secretPaths(kind)})
    {
    }

    QStringList find(const json::Value &value)
    {
        for (const json::Member &member : value.members()) {
            if (member.name == u"plugins" && member.value.isObject())
                for (const json::Member &plugin : member.value.members())
                    inPlugin(plugin);
            else
                walk(member.value, step({}, member.name), {member.name}, m_resource, true);
        }
        return m_found;
    }

private:
    void inPlugin(const json::Member &plugin)
    {
        const json::Value *schema = schemaOf(m_catalogue, plugin.name, m_kind);
        const schema::Uses uses(schema ? *schema : json::Value(), {plugin.name, {}});
        for (const json::Member &member : plugin.value.members())
            walk(member.value, step(step(u"/plugins"_s, plugin.name), member.name), {member.name}, uses, schema != nullptr);
    }

    /// path: names of members, as schemas speak of them; lists are passed through.
    void walk(const json::Value &value, const QString &pointer, const QStringList &path, const schema::Uses &uses, bool schemaKnown)
    {
        for (const json::Member &member : value.members())
            walk(member.value, step(pointer, member.name), path + QStringList{member.name}, uses, schemaKnown);
        if (value.isArray())
            for (qsizetype i = 0; i < value.size(); ++i)
                walk(value.items().at(i), step(pointer, QString::number(i)), path, uses, schemaKnown);
        if (isSecret(value, path, uses, schemaKnown))
            m_found.append(pointer);
    }

    static bool isSecret(const json::Value &value, const QStringList &path, const schema::Uses &uses, bool schemaKnown)
    {
        if (value.isNumber())
            return uses.of(path) == schema::Use::Secret;
        if (!value.isString() || value.toString().isEmpty() || isStandIn(value.toString()))
            return false;
        return uses.of(path) == schema::Use::Secret || looksSecret(path.last(), schemaKnown) || history::isSecretText(value.toString());
    }

    gateway::Kind m_kind;
    const gateway::Catalogue *m_catalogue;
    schema::Uses m_resource;
    QStringList m_found;
};

json::Value replaced(const json::Value &value, const QList<json::Change> &changes)
{
    const auto made = json::patch(value, changes);
    return made ? *made : value;
}

qsizetype lengthOf(const json::Value &value)
{
    return value.isString() ? value.toString().size() : value.numberText().size();
}

} // namespace

QStringList placesIn(const json::Value &value, gateway::Kind kind, const CataloguePtr &catalogue)
{
    return Finder(kind, catalogue.get()).find(value);
}

QString dots()
{
    return u"••••••"_s;
}

json::Value shown(const json::Value &value, const QStringList &places, const json::Value &other)
{
    QList<json::Change> changes;
    for (const QString &place : places) {
        const auto mine = json::at(value, place);
        if (!mine)
            continue;
        const auto theirs = other.isNull() ? mine : json::at(other, place);
        const bool changed = !theirs || !(*theirs == *mine);
        changes.append({place, json::Value(), json::Value::string(changed ? tr("%1 changed, %2 characters").arg(dots()).arg(lengthOf(*mine)) : dots())});
    }
    return replaced(value, changes);
}

Covered covered(const json::Value &value, const QStringList &places, const QMap<QString, json::Value> &known)
{
    Covered made{{}, known};
    QList<json::Change> changes;
    for (const QString &place : places) {
        const auto secret = json::at(value, place);
        if (!secret)
            continue;
        QString cover = made.covers.key(*secret);
        if (cover.isEmpty())
            cover = made.covers.isEmpty() ? dots() : dots() + u' ' + QString::number(made.covers.size() + 1);
        made.covers.insert(cover, *secret);
        changes.append({place, json::Value(), json::Value::string(cover)});
    }
    made.value = replaced(value, changes);
    return made;
}

json::Value uncovered(const json::Value &value, const QMap<QString, json::Value> &covers)
{
    if (covers.isEmpty())
        return value;
    if (value.isString())
        return covers.value(value.toString(), value);
    json::Value whole = value;
    if (value.isArray())
        for (qsizetype i = 0; i < value.size(); ++i)
            whole.setItem(i, uncovered(value.items().at(i), covers));
    for (const json::Member &member : value.members())
        whole.set(member.name, uncovered(member.value, covers));
    return whole;
}

QString strayCover(const json::Value &value, const QMap<QString, json::Value> &covers)
{
    if (value.isString() && value.toString().startsWith(dots()) && !covers.contains(value.toString()))
        return value.toString();
    for (const json::Value &item : value.items())
        if (const QString stray = strayCover(item, covers); !stray.isEmpty())
            return stray;
    for (const json::Member &member : value.members())
        if (const QString stray = strayCover(member.value, covers); !stray.isEmpty())
            return stray;
    return {};
}

json::Value withheld(const json::Value &value, const QStringList &places)
{
    QList<json::Change> changes;
    for (const QString &place : places)
        changes.append({place, json::Value(), json::Value()});
    return replaced(value, changes);
}

json::Value restored(const json::Value &value, const QStringList &places, const json::Value &source, QStringList *missing)
{
    QList<json::Change> changes;
    for (const QString &place : places) {
        if (!json::at(value, place))
            continue;
        const auto secret = json::at(source, place);
        changes.append({place, json::Value(), secret});
        if (!secret && missing)
            missing->append(place);
    }
    return replaced(value, changes);
}

} // namespace secrets
