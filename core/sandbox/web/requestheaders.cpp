#include "core/sandbox/web/requestheaders.h"

#include <QMap>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

/// "0.8" of "0.800"; nothing where it is 1.
QString weightText(double weight)
{
    const auto bounded = std::clamp(weight, 0.0, 1.0);
    if (bounded == 1)
        return {};
    const auto text = QString::number(bounded, 'g', 7);
    return u";q="_s + (text.contains(u'.') ? text : text + u".0"_s);
}

/// One item of an Accept header or its relatives: parameters after "; ", the weight last. Nothing for another form.
std::optional<QString> rangeText(const QString &item, bool isMedia)
{
    static const QRegularExpression media(u"\\A(\\*|[\\w!#$%&'*+.^`|~-]+)/[\\w!#$%&'*+.^`|~-]+\\z"_s);
    const auto parts = item.split(u';');
    auto text = parts.first().trimmed();
    if (text.isEmpty() || (isMedia && !media.match(text).hasMatch()))
        return {};
    QString weight;
    for (qsizetype i = 1; i < parts.size(); ++i) {
        const auto part = parts[i].trimmed();
        bool isNumber = true;
        if (part.startsWith(u"q="_s, Qt::CaseInsensitive))
            weight = weightText(part.mid(2).toDouble(&isNumber));
        else
            text += u"; "_s + part;
        if (!isNumber)
            return {};
    }
    return text + weight;
}

QString rangesText(const QString &value, bool isMedia)
{
    QStringList items;
    for (const auto &item : value.split(u',')) {
        const auto text = rangeText(item, isMedia);
        if (!text) // what cannot be read is handed on as it came
            return value;
        items.append(*text);
    }
    return items.join(u", "_s);
}

QString listText(const QString &value, QChar separator)
{
    if (value.contains(u'"'))
        return value;
    QStringList items;
    for (const auto &item : value.split(separator))
        if (const auto text = item.trimmed(); !text.isEmpty())
            items.append(text);
    return items.join(separator + u" "_s);
}

QString keyText(const QString &value)
{
    const auto blank = value.indexOf(u' ');
    if (blank < 0)
        return value;
    const auto scheme = value.left(blank).toLower();
    const auto rest = value.mid(blank + 1).trimmed();
    if (scheme == u"bearer")
        return u"Bearer "_s + rest;
    const auto bytes = QByteArray::fromBase64Encoding(rest.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    return scheme == u"basic" && bytes ? u"Basic "_s + QString::fromLatin1((*bytes).toBase64()) : value;
}

} // namespace

QString headerAsSeen(const Header &header)
{
    static const QSet<QByteArray> ranges{"accept-charset", "accept-encoding", "accept-language"};
    static const QSet<QByteArray> lists{"access-control-request-headers", "cache-control", "connection", "if-match",
                                        "if-none-match", "x-forwarded-for"};
    const auto name = header.name.toLower();
    const auto value = QString::fromUtf8(header.value.trimmed());
    if (name == "accept" || ranges.contains(name))
        return rangesText(value, name == "accept");
    if (lists.contains(name))
        return listText(value, u',');
    if (name == "cookie")
        return listText(value, u';');
    return name == "authorization" ? keyText(value) : value;
}

json::Value headersAsSeen(const Headers &headers)
{
    static const QSet<QByteArray> unseen{"content-type", "content-length", "transfer-encoding"};
    QMap<QString, QString> values;
    for (const auto &header : headers)
        if (const auto name = header.name.toLower(); !unseen.contains(name))
            values.insert(QString::fromUtf8(name), headerAsSeen(header));
    auto object = json::Value::object();
    for (auto value = values.begin(); value != values.end(); ++value)
        object.set(value.key(), json::Value::string(value.value()));
    return object;
}

} // namespace sandbox
