#include "ui/gateway/resource/resourcetext.h"

#include "core/json/text.h"
#include "ui/models/target.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace resource {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("gateway", text);
}

QString firstOf(const json::Value &value, QStringView one, QStringView list)
{
    if (const QString text = value.value(one).toString(); !text.isEmpty())
        return text;
    const json::Value texts = value.value(list);
    return texts.size() == 0 ? QString() : texts.items().first().toString();
}

QString quotedForShell(const QString &text)
{
    return u'\'' + QString(text).replace(u"'"_s, u"'\\''"_s) + u'\'';
}

} // namespace

QString titleOf(const gateway::Key &key, const json::Value &value)
{
    QString title;
    if (key.kind == gateway::Kind::Route)
        title = firstOf(value, u"uri", u"uris");
    if (key.kind == gateway::Kind::Ssl)
        title = firstOf(value, u"sni", u"snis");
    if (title.isEmpty())
        title = value.value(u"name").toString();
    return title.isEmpty() ? key.id : title;
}

QString glyphOf(gateway::Kind kind)
{
    return gatewayGlyph(kind);
}

QString aboutText(const gateway::Key &key, const json::Value &value)
{
    const QString title = titleOf(key, value);
    const QString name = value.value(u"name").toString();
    QStringList parts{name.isEmpty() || name == title ? gateway::singular(key.kind) : gateway::singular(key.kind) + u' ' + name};
    if (!key.parent.isEmpty())
        parts.append(tr("of %1").arg(key.parent));
    if (!key.id.isEmpty() && key.id != title)
        parts.append(tr("id %1").arg(key.id));
    return parts.join(u" · "_s);
}

json::Value emptyObject(gateway::Kind kind)
{
    using gateway::Kind;
    json::Value value = json::Value::object();
    switch (kind) {
    case Kind::Route:
        value.set(u"uri", json::Value::string(u"/"_s));
        break;
    case Kind::PluginConfig:
    case Kind::GlobalRule:
    case Kind::ConsumerGroup:
    case Kind::Credential:
        value.set(u"plugins", json::Value::object());
        break;
    case Kind::Upstream:
        value.set(u"type", json::Value::string(u"roundrobin"_s));
        value.set(u"nodes", json::Value::array());
        break;
    default:
        break;
    }
    return value;
}

json::Value copyOf(const gateway::Key &key, const json::Value &value)
{
    json::Value copy = gateway::sendable({key.kind, {}, key.parent}, value);
    copy.remove(u"id");
    if (const QString member = gateway::rulesOf(key.kind).idMember; !member.isEmpty())
        copy.remove(member);
    if (const QString name = value.value(u"name").toString(); !name.isEmpty())
        copy.set(u"name", json::Value::string(tr("%1 copy").arg(name)));
    return copy;
}

bool hasStatus(gateway::Kind kind)
{
    return kind == gateway::Kind::Route || kind == gateway::Kind::Ssl;
}

bool isEnabled(const json::Value &value)
{
    return value.value(u"status").toInteger().value_or(1) != 0;
}

QString placeText(const QString &pointer)
{
    QStringList steps = pointer.split(u'/').mid(1);
    for (QString &step : steps)
        step.replace(u"~1"_s, u"/"_s).replace(u"~0"_s, u"~"_s);
    return steps.isEmpty() ? tr("the whole") : steps.join(u" › "_s);
}

QString valueText(const std::optional<json::Value> &value, int most)
{
    if (!value)
        return tr("nothing");
    const QString text = value->isString() ? value->toString() : QString::fromUtf8(json::compact(*value));
    return text.size() > most ? text.left(most - 1) + u'…' : text;
}

QString curlFor(const QByteArray &method, const QString &address, const json::Value &body)
{
    return u"curl -X %1 %2 -H \"X-API-KEY: $ADMIN_KEY\" -H 'Content-Type: application/json' \\\n  -d %3"_s.arg(
        QString::fromLatin1(method), quotedForShell(address), quotedForShell(QString::fromUtf8(json::compact(body))));
}

} // namespace resource
