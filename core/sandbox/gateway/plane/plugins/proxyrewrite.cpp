#include "core/sandbox/gateway/plane/plugin.h"
#include "core/sandbox/gateway/plane/plugins/substitute.h"
#include "core/sandbox/gateway/store/cjson.h"

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

/// A question mark that comes with a value begins no query.
QString withoutMark(const QString &value) { return QString(value).replace(u'?', u"%3F"_s); }

/// A text with what a rewritten uri has captured, then with variables.
QByteArray filled(Exchange &exchange, const json::Value &value)
{
    if (value.isNumber())
        return luaNumber(value.toDouble());
    return exchange.filled(withCaptures(value.toString(), exchange.captures)).toUtf8();
}

/// New values come one by one, or as a list.
QByteArrayList filledAll(Exchange &exchange, const json::Value &value)
{
    QByteArrayList all;
    for (const auto &one : value.isArray() ? value.items() : QList<json::Value>{value})
        all.append(filled(exchange, one));
    return all;
}

void changeHeaders(Exchange &exchange, const json::Value &conf)
{
    auto &headers = exchange.headers;
    const bool isSorted = conf.value(u"add").isObject() || conf.value(u"set").isObject() || conf.value(u"remove").isArray();
    const auto added = isSorted ? conf.value(u"add") : json::Value();
    for (const auto &member : added.members())
        for (const auto &value : filledAll(exchange, member.value))
            if (!value.isEmpty())
                headers.append({member.name.toUtf8(), withoutControls(value)});
    const auto set = isSorted ? conf.value(u"set") : conf;
    for (const auto &member : set.members()) {
        const auto values = filledAll(exchange, member.value);
        setHeader(headers, member.name.toUtf8(), values.first());
        for (const auto &more : values.mid(1))
            headers.append({member.name.toUtf8(), withoutControls(more)});
    }
    const auto removed = isSorted ? conf.value(u"remove") : json::Value();
    for (const auto &name : removed.items())
        removeHeader(headers, name.toString().toUtf8());
}

/// The first pair whose expression fits says what comes instead.
QString substituted(Exchange &exchange, const json::Value &pairs, const QString &uri)
{
    for (qsizetype i = 0; i + 1 < pairs.size(); i += 2) {
        const QRegularExpression expression(pairs.items()[i].toString());
        const auto match = expression.match(uri);
        if (!match.hasMatch())
            continue;
        exchange.captures = match.capturedTexts();
        return substitute(uri, expression, pairs.items()[i + 1].toString(), false);
    }
    return uri;
}

void rewriteUri(Exchange &exchange, const json::Value &conf)
{
    const bool isRaw = conf.value(u"use_real_request_uri_unsafe").toBool();
    auto uri = QString::fromUtf8(isRaw ? exchange.target : exchange.path);
    bool mayHaveQuery = false;
    if (const auto *fixed = conf.find(u"uri")) {
        uri = exchange.filled(fixed->toString(), withoutMark);
        mayHaveQuery = true;
    } else if (const auto *pairs = conf.find(u"regex_uri")) {
        mayHaveQuery = !uri.contains(u'?');
        uri = substituted(exchange, *pairs, uri);
    }
    exchange.upstreamUri = uri.toUtf8();
    if (isRaw)
        return;
    const auto mark = mayHaveQuery ? uri.indexOf(u'?') : -1;
    auto &whole = *exchange.upstreamUri;
    whole = mark < 0 ? escapedPath(uri.toUtf8()) : escapedPath(uri.left(mark).toUtf8()) + uri.mid(mark).toUtf8();
    if (exchange.args && !exchange.args->isEmpty())
        whole += (mark < 0 ? '?' : '&') + *exchange.args;
}

std::optional<Exit> rewrite(Exchange &exchange, const PluginConf &plugin)
{
    const auto &conf = plugin.conf;
    if (const auto *host = conf.find(u"host"))
        exchange.upstreamHost = host->toString().toUtf8();
    rewriteUri(exchange, conf);
    changeHeaders(exchange, conf.value(u"headers"));
    if (const auto *method = conf.find(u"method"))
        exchange.method = method->toString().toLatin1();
    return {};
}

} // namespace

const Plugin proxyRewritePlugin{rewrite};

} // namespace sandbox::gateway
