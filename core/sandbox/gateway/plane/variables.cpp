#include "core/json/text.h"
#include "core/sandbox/gateway/plane/configuration.h"
#include "core/sandbox/gateway/plane/exchange.h"
#include "core/sandbox/gateway/store/cjson.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QSysInfo>

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

using Found = std::optional<json::Value>;

Found text(const QString &value) { return json::Value::string(value); }
Found text(const std::optional<QByteArray> &value) { return value ? text(QString::fromUtf8(*value)) : Found(); }
Found textUnlessEmpty(const QString &value) { return value.isEmpty() ? Found() : text(value); }

QString idOf(const json::Value &id) { return id.isNumber() ? QString::fromLatin1(id.numberText()) : id.toString(); }

Found firstOf(const Found &value) { return value && value->isArray() ? value->items().first() : value; }

/// As Lua's tostring has it.
QString luaText(const json::Value &value)
{
    if (value.isString())
        return value.toString();
    return value.isNumber() ? QString::fromLatin1(luaNumber(value.toDouble())) : QString::fromUtf8(json::compact(value));
}

/// The pairs of a Cookie header; of several of one name the last one counts.
Found cookieIn(const QByteArray &header, const QByteArray &name)
{
    Found found;
    static const QRegularExpression pair(u"([^=]*)=([^;\\s]*)(?:[;\\s]\\s*|$)"_s);
    for (auto all = pair.globalMatch(QString::fromUtf8(header)); all.hasNext();)
        if (const auto match = all.next(); match.captured(1).toUtf8() == name)
            found = text(match.captured(2));
    return found;
}

} // namespace

Found Exchange::headerVariable(const QString &name)
{
    auto wanted = name.toLower().toUtf8();
    wanted.replace('-', '_');
    QByteArrayList values;
    for (const auto &header : headers) {
        auto known = header.name.toLower();
        if (known.replace('-', '_') == wanted)
            values.append(header.value);
    }
    return values.isEmpty() ? Found() : text(QString::fromUtf8(values.join(wanted == "cookie" ? "; " : ", ")));
}

Found Exchange::cookie(const QString &name)
{
    const auto header = joinedHeader(headers, "Cookie");
    return header ? cookieIn(*header, name.toUtf8()) : Found();
}

Found Exchange::ownVariable(const QString &name)
{
    if (name == u"consumer_name")
        return consumer ? text(consumer->name) : Found();
    if (name == u"consumer_group_id")
        return consumer ? textUnlessEmpty(consumer->group) : Found();
    if (name == u"route_id" || name == u"service_id" || name == u"route_name")
        return textUnlessEmpty(idOf(route.value(name == u"route_id" ? u"id" : name == u"route_name" ? u"name" : u"service_id")));
    if (name == u"matched_uri" || name == u"curr_req_matched")
        return matched ? text(QString::fromUtf8(matched->uri)) : Found();
    if (name == u"balancer_ip")
        return textUnlessEmpty(upstreamAddress.section(u':', 0, -2));
    if (name == u"balancer_port")
        return textUnlessEmpty(upstreamAddress.section(u':', -1));
    if (name == u"upstream_addr")
        return textUnlessEmpty(upstreamAddress);
    if (name == u"upstream_status")
        return textUnlessEmpty(QString::fromLatin1(upstreamStatus));
    if (name == u"status")
        return isAnswering ? text(QString::number(answer.status)) : text(u"000"_s);
    return {};
}

Found Exchange::plainVariable(const QString &name)
{
    using Read = Found (*)(Exchange &);
    static const QHash<QString, Read> known{
        {u"uri"_s, [](Exchange &e) { return text(QString::fromUtf8(e.path)); }},
        {u"document_uri"_s, [](Exchange &e) { return text(QString::fromUtf8(e.path)); }},
        {u"request_uri"_s, [](Exchange &e) { return text(e.normalTarget()); }},
        {u"real_request_uri"_s, [](Exchange &e) { return text(QString::fromUtf8(e.target)); }},
        {u"args"_s, [](Exchange &e) { return text(e.args); }},
        {u"query_string"_s, [](Exchange &e) { return text(e.args); }},
        {u"is_args"_s, [](Exchange &e) { return text(e.args && !e.args->isEmpty() ? u"?"_s : QString()); }},
        {u"host"_s, [](Exchange &e) { return text(e.host); }},
        {u"server_name"_s, [](Exchange &) { return text(u"_"_s); }},
        {u"hostname"_s, [](Exchange &) { return text(QSysInfo::machineHostName()); }},
        {u"scheme"_s, [](Exchange &) { return text(u"http"_s); }},
        {u"request_method"_s, [](Exchange &e) { return text(QString::fromLatin1(e.method)); }},
        {u"method"_s, [](Exchange &e) { return text(QString::fromLatin1(e.method)); }},
        {u"server_protocol"_s, [](Exchange &e) { return text(QString::fromLatin1(e.protocol)); }},
        {u"server_addr"_s, [](Exchange &) { return text(u"127.0.0.1"_s); }},
        {u"server_port"_s, [](Exchange &e) { return text(QString::number(e.port)); }},
        {u"remote_addr"_s, [](Exchange &e) { return text(e.address); }},
        {u"remote_port"_s, [](Exchange &e) { return text(e.remotePort); }},
        {u"content_type"_s, [](Exchange &e) { return text(e.headers.find("Content-Type")); }},
        {u"content_length"_s, [](Exchange &e) { return text(e.headers.find("Content-Length")); }},
        {u"request_body"_s, [](Exchange &e) { return textUnlessEmpty(QString::fromUtf8(e.body)); }},
        {u"time_iso8601"_s, [](Exchange &) { return text(QDateTime::currentDateTime().toOffsetFromUtc(0).toString(Qt::ISODate)); }},
        {u"msec"_s, [](Exchange &) { return text(QString::number(double(QDateTime::currentMSecsSinceEpoch()) / 1000, 'f', 3)); }}};
    const auto read = known.value(name);
    return read ? read(*this) : ownVariable(name);
}

Found Exchange::variable(const QString &name)
{
    if (name.startsWith(u"arg_"))
        return firstOf(argumentValue(arguments(), name.mid(4).toUtf8()));
    if (name.startsWith(u"http_"))
        return headerVariable(name.mid(5));
    if (name.startsWith(u"cookie_"))
        return cookie(name.mid(7));
    if (name.startsWith(u"post_arg_") || name.startsWith(u"post_arg."))
        return bodyArgument(*this, name);
    if (name.startsWith(u"graphql_"))
        return graphqlVariable(*this, name.mid(8));
    if (name.startsWith(u"sent_http_"))
        return text(joinedHeader(answer.headers, name.mid(10).replace(u'_', u'-').toLatin1()));
    return plainVariable(name);
}

QString Exchange::filled(const QString &text, QString (*escape)(const QString &), int *resolved)
{
    static const QRegularExpression place(u"(?<!\\\\)\\$(\\{\\s*([^}]+?)\\s*\\}|([\\w.]+))"_s);
    static const QRegularExpression otherwise(u"\\s*\\?\\?\\s*"_s);
    QString out;
    qsizetype end = 0;
    for (auto all = place.globalMatch(text); all.hasNext();) {
        const auto match = all.next();
        out += QStringView(text).mid(end, match.capturedStart() - end);
        end = match.capturedEnd();
        const auto parts = (match.captured(2).isEmpty() ? match.captured(3) : match.captured(2)).split(otherwise);
        const auto value = variable(parts.first());
        if (!value && parts.size() == 1)
            continue;
        const auto words = value ? luaText(*value) : parts[1];
        out += escape ? escape(words) : words;
        if (resolved)
            ++*resolved;
    }
    return out += QStringView(text).mid(end);
}

} // namespace sandbox::gateway
