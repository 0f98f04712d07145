#include "core/sandbox/gateway/plane/exchange.h"
#include "core/sandbox/gateway/store/cjson.h"

#include <QRegularExpression>

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

using Found = std::optional<json::Value>;

json::Value tableOf(const Arguments &arguments)
{
    auto table = json::Value::object();
    for (const auto &argument : arguments)
        table.set(QString::fromUtf8(argument.name), *argumentValue(arguments, argument.name));
    return table;
}

/// The fields of a form with several parts.
json::Value partsOf(const QByteArray &body, const QByteArray &type)
{
    auto table = json::Value::object();
    static const QRegularExpression boundary(u"boundary=\"?([^\";]+)"_s);
    static const QRegularExpression name(u"\\bname=\"([^\"]*)\""_s);
    const auto mark = boundary.match(QString::fromLatin1(type)).captured(1).toLatin1();
    if (mark.isEmpty())
        return table;
    for (qsizetype at = body.indexOf("--" + mark); at >= 0;) {
        const auto next = body.indexOf("--" + mark, at + 2);
        const auto part = body.mid(at, next < 0 ? -1 : next - at);
        const auto head = part.indexOf("\r\n\r\n");
        const auto found = name.match(QString::fromUtf8(part.left(head)));
        if (head > 0 && found.hasMatch() && next >= 0)
            table.set(found.captured(1), json::Value::string(QString::fromUtf8(part.mid(head + 4).chopped(2))));
        at = next;
    }
    return table;
}

Found tableOf(const Exchange &exchange)
{
    const auto type = exchange.headers.find("Content-Type").value_or(QByteArray());
    QString wrong;
    if (type.contains("application/json"))
        return decodeJson(exchange.body, &wrong);
    if (type.contains("application/x-www-form-urlencoded"))
        return tableOf(parseArguments(exchange.body));
    return type.contains("multipart/form-data") ? Found(partsOf(exchange.body, type)) : Found();
}

void collectAll(const json::Value &value, const QString &name, QList<json::Value> *out)
{
    for (const auto &member : value.members()) {
        if (member.name == name)
            out->append(member.value);
        collectAll(member.value, name, out);
    }
    for (const auto &item : value.items())
        collectAll(item, name, out);
}

/// One step of a JSON path over all values that are there so far.
QList<json::Value> step(const QList<json::Value> &values, const QString &word, bool deep)
{
    QList<json::Value> out;
    bool isIndex = false;
    const auto index = word.toInt(&isIndex);
    for (const auto &value : values) {
        if (deep) {
            collectAll(value, word, &out);
        } else if (word == u"*") {
            out += value.items();
            for (const auto &member : value.members())
                out.append(member.value);
        } else if (isIndex && index >= 0 && index < value.items().size()) {
            out.append(value.items()[index]);
        } else if (const auto *member = value.isObject() ? value.find(word) : nullptr) {
            out.append(*member);
        }
    }
    return out;
}

Found query(const json::Value &table, const QString &path)
{
    static const QRegularExpression part(u"(\\.\\.)?([^.\\[\\]'\"]+)"_s);
    QList<json::Value> values{table};
    for (auto all = part.globalMatch(path); all.hasNext();) {
        const auto match = all.next();
        values = step(values, match.captured(2), !match.captured(1).isEmpty());
    }
    return values.isEmpty() ? Found() : Found(json::Value::array(values));
}

Found member(const json::Value &table, const QStringList &path)
{
    auto value = table;
    for (const auto &name : path) {
        const auto *found = value.isObject() ? value.find(name) : nullptr;
        if (!found || found->isNull())
            return {};
        value = json::Value(*found);
    }
    return value;
}

} // namespace

Found bodyArgument(const Exchange &exchange, const QString &name)
{
    const auto path = name.mid(9);
    if (name.startsWith(u"post_arg_")) {
        const auto type = exchange.headers.find("Content-Type").value_or(QByteArray());
        const auto found = argumentValue(parseArguments(exchange.body), path.toUtf8());
        if (!type.startsWith("application/x-www-form-urlencoded") || !found)
            return {};
        return found->isArray() ? found->items().first() : *found;
    }
    const auto table = tableOf(exchange);
    if (!table || !isTable(*table))
        return {};
    if (path.contains(u'[') || path.contains(u'*') || path.contains(u".."_s))
        return query(*table, path);
    return member(*table, path.split(u'.', Qt::SkipEmptyParts));
}

} // namespace sandbox::gateway
