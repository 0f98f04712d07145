#include "ui/gateway/match/routecall.h"

#include "ui/gateway/match/matchmembers.h"

#include <QUrl>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace {

QByteArray normalPath(const QByteArray &raw)
{
    QByteArrayList kept;
    const QByteArray path = QByteArray::fromPercentEncoding(raw);
    const QByteArrayList segments = path.split('/');
    for (qsizetype i = 0; i < segments.size(); ++i) {
        const QByteArray &segment = segments.at(i);
        if (segment == "..") {
            if (!kept.isEmpty())
                kept.removeLast();
        } else if (!segment.isEmpty() && segment != ".") {
            kept.append(segment);
        }
    }
    const bool open = segments.last().isEmpty() || segments.last() == "." || segments.last() == "..";
    return '/' + kept.join('/') + (open && !kept.isEmpty() ? "/" : "");
}

std::optional<json::Value> headerOf(const CallText &call, const QString &name)
{
    QByteArrayList values;
    for (const auto &[header, value] : call.headers)
        if (QString::fromLatin1(header).toLower().replace(u'-', u'_') == name.toLower().replace(u'-', u'_'))
            values.append(value);
    if (values.isEmpty())
        return std::nullopt;
    return json::Value::string(QString::fromUtf8(values.join(name == u"cookie" ? "; " : ", ")));
}

std::optional<json::Value> cookieOf(const CallText &call, const QString &name)
{
    const auto header = headerOf(call, u"cookie"_s);
    std::optional<json::Value> found;
    for (const QString &pair : header.value_or(json::Value()).toString().split(u';'))
        if (pair.section(u'=', 0, 0).trimmed() == name && pair.contains(u'='))
            found = json::Value::string(pair.section(u'=', 1).trimmed());
    return found;
}

/// A bare "?n" is true, which is neither "" nor "true".
std::optional<json::Value> argumentOf(const QString &query, const QString &name)
{
    for (const QString &pair : query.split(u'&', Qt::SkipEmptyParts)) {
        const QString key = QUrl::fromPercentEncoding(pair.section(u'=', 0, 0).toUtf8());
        if (key != name)
            continue;
        if (!pair.contains(u'='))
            return json::Value::boolean(true);
        return json::Value::string(QUrl::fromPercentEncoding(pair.section(u'=', 1).replace(u'+', u' ').toUtf8()));
    }
    return std::nullopt;
}

std::optional<json::Value> variable(const CallText &call, const gateway::Call &made, const QString &query, const QString &name)
{
    if (name.startsWith(u"arg_"))
        return argumentOf(query, name.mid(4));
    if (name.startsWith(u"cookie_"))
        return cookieOf(call, name.mid(7));
    if (name.startsWith(u"http_"))
        return headerOf(call, name.mid(5));
    const QHash<QString, QString> plain{{u"uri"_s, QString::fromUtf8(made.path)},
                                        {u"document_uri"_s, QString::fromUtf8(made.path)},
                                        {u"host"_s, made.host},
                                        {u"request_method"_s, QString::fromLatin1(made.method)},
                                        {u"method"_s, QString::fromLatin1(made.method)},
                                        {u"remote_addr"_s, made.address},
                                        {u"args"_s, query},
                                        {u"query_string"_s, query},
                                        {u"scheme"_s, call.url.section(u"://"_s, 0, 0)}};
    const auto found = plain.constFind(name);
    return found == plain.cend() ? std::nullopt : std::optional(json::Value::string(*found));
}

} // namespace

gateway::Call callOf(const CallText &text)
{
    const bool whole = text.url.contains(u"://"_s);
    const QString rest = whole ? text.url.section(u"://"_s, 1) : text.url;
    const QString target = whole ? u'/' + rest.section(u'/', 1) : (rest.startsWith(u'/') ? rest : u'/' + rest);
    const QString query = target.section(u'#', 0, 0).section(u'?', 1);
    gateway::Call call;
    call.method = text.method.toLatin1();
    call.path = normalPath(target.section(u'#', 0, 0).section(u'?', 0, 0).toUtf8());
    call.host = whole ? QUrl(u"http://"_s + rest.section(u'/', 0, 0).section(u'?', 0, 0)).host().toLower() : QString();
    if (const auto host = headerOf(text, u"host"_s))
        call.host = host->toString().section(u':', 0, 0).toLower();
    call.address = text.address.isEmpty() ? u"127.0.0.1"_s : text.address;
    gateway::Call bare = call;
    call.variables = [text, bare, query](const QString &name) { return variable(text, bare, query, name); };
    return call;
}

QList<QPair<QByteArray, QByteArray>> headersOf(const QString &text)
{
    QList<QPair<QByteArray, QByteArray>> headers;
    for (const QString &line : text.split(u'\n')) {
        const QString name = line.section(u':', 0, 0).trimmed();
        if (!name.isEmpty() && line.contains(u':'))
            headers.append({name.toUtf8(), line.section(u':', 1).trimmed().toUtf8()});
    }
    return headers;
}

CallText exampleFor(const json::Value &route, const QString &dataPlane)
{
    CallText call;
    const QStringList uris = matchmembers::texts(route, matchmembers::uris());
    const QStringList hosts = matchmembers::texts(route, matchmembers::hosts());
    const QString path = uris.isEmpty() ? u"/"_s : QString::fromUtf8(gateway::UriPattern(uris.first().toUtf8()).sample());
    const QString scheme = dataPlane.contains(u"://"_s) ? dataPlane.section(u"://"_s, 0, 0) : u"http"_s;
    QString host = hosts.isEmpty() ? dataPlane.section(u"://"_s, 1) : hosts.first();
    if (host.startsWith(u'*'))
        host = u"www"_s + (host.startsWith(u"*."_s) ? host.mid(1) : u'.' + host.mid(1));
    call.url = host.isEmpty() ? path : scheme + u"://"_s + host + path;
    const json::Value methods = route.value(u"methods");
    if (methods.size() > 0)
        call.method = methods.items().first().toString();
    const QStringList addresses = matchmembers::texts(route, matchmembers::addresses());
    call.address = addresses.isEmpty() ? QString() : addresses.first().section(u'/', 0, 0);
    return call;
}
