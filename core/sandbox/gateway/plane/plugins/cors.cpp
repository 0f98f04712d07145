#include "core/sandbox/gateway/admin/answer.h"
#include "core/sandbox/gateway/plane/configuration.h"
#include "core/sandbox/gateway/plane/plugin.h"

#include <QRegularExpression>

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

using Origin = std::optional<QByteArray>;

Origin fromList(const QString &allowed, const Origin &origin)
{
    const auto text = allowed == u"**" ? origin.value_or("*") : allowed.toUtf8();
    if (!text.contains(','))
        return text;
    return origin && text.split(',').contains(*origin) ? origin : Origin();
}

Origin fromPatterns(const json::Value &patterns, const Origin &origin)
{
    QStringList all;
    for (const auto &pattern : patterns.items())
        all.append(u'(' + pattern.toString() + u')');
    const bool fits = origin && QRegularExpression(all.join(u'|')).match(QString::fromUtf8(*origin)).hasMatch();
    return fits ? origin : Origin();
}

bool fits(const Origin &allowed, const Origin &origin) { return allowed && (*allowed == "*" || allowed == origin); }

/// Lists that have names, kept beside.
Origin fromMetadata(const Exchange &exchange, const json::Value &names, const Origin &origin)
{
    const auto metadata = names.isNull() ? std::nullopt : exchange.configuration.metadata(u"cors"_s);
    const auto lists = metadata ? metadata->value(u"allow_origins") : json::Value();
    for (const auto &name : names.items()) {
        if (lists.isNull())
            break;
        const auto *list = lists.find(name.toString());
        if (!list)
            throw Crash();
        if (fits(fromList(list->toString(), origin), origin))
            return origin;
    }
    return {};
}

Origin allowedOrigin(const Exchange &exchange, const json::Value &conf, const Origin &origin)
{
    const auto patterns = conf.value(u"allow_origins_by_regex");
    const auto allowed = patterns.isNull() ? fromList(conf.value(u"allow_origins").toString(), origin) : fromPatterns(patterns, origin);
    return fits(allowed, origin) ? allowed : fromMetadata(exchange, conf.value(u"allow_origins_by_metadata"), origin);
}

void setHeaders(Exchange &exchange, const json::Value &conf, const QByteArray &allowed)
{
    auto &headers = exchange.answer.headers;
    const auto methods = conf.value(u"allow_methods").toString().toUtf8();
    setHeader(headers, "Access-Control-Allow-Origin", allowed);
    setHeader(headers, "Access-Control-Allow-Methods",
              methods == "**" ? QByteArray("GET,POST,PUT,DELETE,PATCH,HEAD,OPTIONS,CONNECT,TRACE") : methods);
    setHeader(headers, "Access-Control-Max-Age", QByteArray::number(conf.value(u"max_age").toInteger().value_or(5)));
    if (const auto exposed = conf.value(u"expose_headers").toString(); !exposed.isEmpty())
        setHeader(headers, "Access-Control-Expose-Headers", exposed.toUtf8());
    const auto allowedHeaders = conf.value(u"allow_headers").toString().toUtf8();
    setHeader(headers, "Access-Control-Allow-Headers",
              allowedHeaders == "**" ? exchange.headers.find("Access-Control-Request-Headers").value_or(QByteArray()) : allowedHeaders);
    if (conf.value(u"allow_credential").toBool())
        setHeader(headers, "Access-Control-Allow-Credentials", "true");
}

std::optional<Exit> rewrite(Exchange &exchange, const PluginConf &)
{
    exchange.origin = exchange.headers.find("Origin");
    return exchange.method == "OPTIONS" ? std::optional(Exit{200}) : std::nullopt;
}

void filterHeaders(Exchange &exchange, const PluginConf &plugin)
{
    const auto &conf = plugin.conf;
    const auto origin = exchange.origin ? exchange.origin : exchange.headers.find("Origin");
    const auto allowed = allowedOrigin(exchange, conf, origin);
    if (conf.value(u"allow_origins").toString() != u"*")
        exchange.answer.headers.append(Header{"Vary", "Origin"});
    if (allowed)
        setHeaders(exchange, conf, *allowed);
    const auto patterns = conf.value(u"timing_allow_origins_by_regex");
    const auto *list = conf.find(u"timing_allow_origins");
    const auto timing = !patterns.isNull() ? fromPatterns(patterns, origin) : list ? fromList(list->toString(), origin) : Origin();
    if (fits(timing, origin))
        setHeader(exchange.answer.headers, "Timing-Allow-Origin", *timing);
}

} // namespace

const Plugin corsPlugin{rewrite, nullptr, filterHeaders};

} // namespace sandbox::gateway
