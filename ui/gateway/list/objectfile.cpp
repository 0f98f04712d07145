#include "ui/gateway/list/objectfile.h"

#include "core/exchange/yaml.h"
#include "core/json/text.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using gateway::Key;
using gateway::Kind;

namespace {

const QString note = u"_withheld"_s; ///< {"/routes/0/plugins/...": true}; names like this mean nothing to a gateway

QString tr(const char *text)
{
    return QCoreApplication::translate("ObjectFile", text);
}

Error wrong(const QString &sentence)
{
    return {Error::Kind::Rejected, sentence, {}};
}

/// Credentials stand among the consumers, as the file of a standalone gateway has them.
QString memberOf(Kind kind)
{
    return QString::fromLatin1(gateway::rulesOf(kind == Kind::Credential ? Kind::Consumer : kind).path);
}

std::optional<Kind> kindOf(const QString &member)
{
    for (const Kind kind : gateway::allKinds())
        if (kind != Kind::Credential && kind != Kind::CostDecoration && member == QString::fromLatin1(gateway::rulesOf(kind).path))
            return kind;
    return {};
}

json::Value valueOf(const gateway::Document &object)
{
    const Key &key = object.key;
    json::Value value = gateway::sendable(key, object.value);
    if (key.kind == Kind::Credential)
        value.set(u"id", json::Value::string(key.parent + u"/credentials/"_s + key.id));
    else if (!value.contains(gateway::rulesOf(key.kind).idMember))
        value.set(gateway::rulesOf(key.kind).idMember, json::Value::string(key.id));
    return value;
}

QString idIn(const json::Value &value, const QString &member)
{
    const json::Value id = value.value(member);
    return id.isNumber() ? QString::fromLatin1(id.numberText()) : id.toString();
}

Result<objectfile::Item> itemOf(Kind kind, json::Value value)
{
    QString id = idIn(value, gateway::rulesOf(kind).idMember);
    if (id.isEmpty())
        id = idIn(value, u"id"_s);
    objectfile::Item item{{kind, id}, value, {}};
    if (const qsizetype at = id.indexOf(u"/credentials/"); kind == Kind::Consumer && at > 0) {
        item.key = {Kind::Credential, id.mid(at + 13), id.left(at)};
        item.value.remove(u"id");
    }
    if (const QString problem = gateway::idProblem(item.key); !problem.isEmpty())
        return wrong(tr("%1 “%2”: %3").arg(gateway::singular(kind), id, problem));
    item.value = gateway::sendable(item.key, item.value);
    return item;
}

bool isYaml(const QString &fileName)
{
    return fileName.endsWith(u".yaml", Qt::CaseInsensitive) || fileName.endsWith(u".yml", Qt::CaseInsensitive);
}

Result<json::Value> parsed(const QByteArray &text, const QString &fileName)
{
    return isYaml(fileName) ? exchange::readYaml(text) : json::parse(text);
}

Result<Done> readKind(const json::Member &member, const json::Value &withheld, QList<objectfile::Item> &items)
{
    const auto kind = kindOf(member.name);
    if (!kind)
        return wrong(tr("“%1” is no kind of object of a gateway.").arg(member.name));
    if (!member.value.isArray())
        return wrong(tr("“%1” must be a list.").arg(member.name));
    for (qsizetype i = 0; i < member.value.size(); ++i) {
        const json::Value &value = member.value.items().at(i);
        if (!value.isObject())
            return wrong(tr("“%1” must be a list of objects.").arg(member.name));
        auto item = itemOf(*kind, value);
        if (!item)
            return item.error();
        const json::Value places = withheld.value(member.name + u'/' + QString::number(i));
        for (const json::Value &place : places.items())
            item->withheld.append(place.toString());
        items.append(*item);
    }
    return Done{};
}

} // namespace

json::Value objectfile::fileOf(const QList<gateway::Document> &objects, const secrets::CataloguePtr &catalogue, bool withSecrets)
{
    auto file = json::Value::object();
    auto missing = json::Value::object();
    for (const gateway::Document &object : objects) {
        const QString member = memberOf(object.key.kind);
        json::Value list = file.contains(member) ? file.value(member) : json::Value::array();
        json::Value value = valueOf(object);
        const QStringList places = withSecrets ? QStringList() : secrets::placesIn(value, object.key.kind, catalogue);
        if (!places.isEmpty()) {
            auto texts = json::Value::array();
            for (const QString &place : places)
                texts.append(json::Value::string(place));
            missing.set(member + u'/' + QString::number(list.size()), texts);
            value = secrets::withheld(value, places);
        }
        list.append(value);
        file.set(member, list);
    }
    if (missing.size() > 0)
        file.set(note, missing);
    return file;
}

Result<QByteArray> objectfile::textOf(const json::Value &file, const QString &fileName)
{
    if (!isYaml(fileName))
        return json::pretty(file) + '\n';
    // Without its last line a gateway does not take the file.
    return exchange::writeYaml(file).transform([](const QByteArray &text) { return QByteArray(text + "#END\n"); });
}

Result<QList<objectfile::Item>> objectfile::itemsOf(const QByteArray &text, const QString &fileName)
{
    const auto file = parsed(text, fileName);
    if (!file)
        return file.error();
    if (!file->isObject())
        return wrong(tr("The file must hold an object with lists of routes, services, upstreams …"));
    QList<Item> items;
    for (const json::Member &member : file->members()) {
        if (member.name == note || member.name == u"plugins" || member.name.endsWith(u"_conf_version") || member.name == u"X-Digest")
            continue;
        if (const auto done = readKind(member, file->value(note), items); !done)
            return done.error();
    }
    const QList<Kind> order = gateway::allKinds();
    std::stable_sort(items.begin(), items.end(), [&order](const Item &a, const Item &b) { return order.indexOf(a.key.kind) < order.indexOf(b.key.kind); });
    return items;
}
