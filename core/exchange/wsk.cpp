#include "core/exchange/commands.h"

#include "core/json/text.h"

#include <QUrl>
#include <QUrlQuery>

#include <algorithm>
#include <array>
#include <optional>

using namespace Qt::StringLiterals;

namespace exchange {

namespace {

/// A target taken apart: "/api/v1/namespaces/NS/COLLECTION/REST...?QUERY".
struct Place {
    QString ns;
    QString collection;
    QStringList rest; ///< decoded segments
    QUrlQuery query;

    bool has(const QString &name) const { return query.hasQueryItem(name); }
    bool isTrue(const QString &name) const { return query.queryItemValue(name) == u"true"_s; }
    QString value(const QString &name) const { return query.queryItemValue(name, QUrl::FullyDecoded); }
    /// As wsk wants it: "pkg/a" of one's own namespace, else "/ns/pkg/a".
    QString entity() const { return ns == u"_"_s ? rest.join(u'/') : u'/' + ns + u'/' + rest.join(u'/'); }
};

std::optional<Place> placeOf(const QByteArray &target)
{
    const QByteArray path = target.left(target.indexOf('?') < 0 ? target.size() : target.indexOf('?'));
    QStringList segments;
    for (const QByteArray &segment : path.split('/'))
        segments.append(QUrl::fromPercentEncoding(segment));
    if (segments.size() < 6 || segments.mid(0, 4) != QStringList{u""_s, u"api"_s, u"v1"_s, u"namespaces"_s})
        return std::nullopt;
    Place place{segments[4], segments[5], segments.mid(6), {}};
    if (path.size() < target.size())
        place.query = QUrlQuery(QString::fromLatin1(target.mid(path.size() + 1)));
    return place;
}

/// The word of wsk for a collection; empty for what it does not know.
QString noun(const QString &collection)
{
    static constexpr std::array words{"actions", "packages", "triggers", "rules", "activations"};
    const bool known = std::find(words.begin(), words.end(), collection.toStdString()) != words.end();
    return known ? collection.chopped(1) : QString();
}

QString option(const Place &place, const QString &name)
{
    return place.has(name) ? u" --"_s + name + u' ' + shellWord(place.value(name)) : QString();
}

QString listCommand(const Place &place)
{
    if (place.isTrue(u"count"_s)) // wsk cannot count
        return {};
    QString command = noun(place.collection) + u" list"_s;
    const QString name = place.value(u"name"_s);
    if (!name.isEmpty())
        command += u' ' + shellWord(name);
    else if (place.ns != u"_"_s)
        command += u' ' + shellWord(u'/' + place.ns);
    for (const QString &known : {u"limit"_s, u"skip"_s, u"since"_s, u"upto"_s})
        command += option(place, known);
    return command;
}

QString activationCommand(const Place &place)
{
    const QString part = place.rest.value(1);
    const QString verb = part.isEmpty() ? u"get"_s : part; // logs and result are verbs of wsk
    return u"activation "_s + verb + u' ' + shellWord(place.rest.first());
}

/// wsk takes a value as JSON where it is JSON, else as a text.
QString parameter(const json::Member &member)
{
    const QString plain = member.value.toString();
    const bool asText = member.value.isString() && !plain.isEmpty() && !json::read(plain.toUtf8());
    return u" -p "_s + shellWord(member.name) + u' '
        + shellWord(asText ? plain : QString::fromUtf8(json::compact(member.value)));
}

std::optional<QString> parameters(const QByteArray &body)
{
    const auto payload = json::read(body.isEmpty() ? QByteArray("{}") : body);
    if (!payload || !payload->value.isObject())
        return std::nullopt;
    QString text;
    for (const json::Member &member : payload->value.members())
        text += parameter(member);
    return text;
}

QString callCommand(const Place &place, const QByteArray &body)
{
    const auto with = parameters(body);
    if (!with)
        return {};
    if (place.collection == u"triggers"_s)
        return u"trigger fire "_s + shellWord(place.entity()) + *with;
    if (place.collection == u"actions"_s) {
        const bool blocking = place.isTrue(u"blocking"_s);
        return u"action invoke "_s + shellWord(place.entity()) + (blocking ? u" --blocking"_s : QString())
            + (blocking && place.isTrue(u"result"_s) ? u" --result"_s : QString()) + *with;
    }
    const auto rule = json::read(body);
    const QString status = rule ? rule->value.value(u"status").toString() : QString();
    if (place.collection != u"rules"_s || (status != u"active"_s && status != u"inactive"_s))
        return {};
    return (status == u"active"_s ? u"rule enable "_s : u"rule disable "_s) + shellWord(place.entity());
}

QString entityCommand(const Call &call, const Place &place)
{
    if (call.method == "POST")
        return callCommand(place, call.body);
    if (call.method != "GET" && call.method != "DELETE")
        return {}; // wsk reads code from files, and merges in its own way
    if (place.collection == u"activations"_s)
        return call.method == "GET" ? activationCommand(place) : QString();
    return noun(place.collection) + (call.method == "GET" ? u" get "_s : u" delete "_s) + shellWord(place.entity());
}

QString commandOf(const Call &call)
{
    if (call.method == "GET" && call.target == "/api/v1/namespaces")
        return u"namespace list"_s;
    const auto place = placeOf(call.target);
    if (!place || noun(place->collection).isEmpty())
        return {};
    const bool list = place->rest.isEmpty() || place->rest == QStringList{QString()};
    if (list)
        return call.method == "GET" ? listCommand(*place) : QString();
    return entityCommand(call, *place);
}

} // namespace

QString wskCommand(const Call &call)
{
    const QString command = commandOf(call);
    if (command.isEmpty())
        return {};
    return u"wsk --apihost "_s + shellWord(call.base) + u" --auth \"$WHISK_AUTH\" "_s + command;
}

} // namespace exchange
