#include "core/sandbox/gateway/plane/plugin.h"
#include "core/sandbox/gateway/plane/plugins/substitute.h"

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

constexpr int securePort = 9443; ///< where the recorded server listens with TLS

QString textOf(Exchange &exchange, const QString &name)
{
    const auto value = exchange.variable(name);
    return value ? value->toString() : QString();
}

/// "$name" and "${name}" are variables, "\$name" stays with its backslash; other backslashes go.
QString filled(Exchange &exchange, const QString &uri)
{
    static const QRegularExpression part(u"(\\\\\\$[0-9a-zA-Z_]+)|\\$\\{([0-9a-zA-Z_]+)\\}|\\$([0-9a-zA-Z_]+)|(\\$|[^$\\\\]+)"_s);
    QString out;
    for (auto all = part.globalMatch(uri); all.hasNext();) {
        const auto match = all.next();
        const auto name = match.captured(2) + match.captured(3);
        out += name.isEmpty() ? match.captured() : textOf(exchange, name);
    }
    return out;
}

/// Where to; none: the plugin has nothing to say.
std::optional<QString> destination(Exchange &exchange, const json::Value &conf, bool toSecure)
{
    if (toSecure)
        return filled(exchange, u"https://$host:%1$request_uri"_s.arg(securePort));
    if (const auto *uri = conf.find(u"uri"))
        return filled(exchange, uri->toString());
    const auto *pair = conf.find(u"regex_uri");
    if (!pair || pair->size() < 2)
        return {};
    const auto path = QString::fromUtf8(exchange.path);
    const QRegularExpression expression(pair->items()[0].toString());
    if (!expression.match(path).hasMatch())
        return {};
    return substitute(path, expression, pair->items()[1].toString(), false);
}

std::optional<Exit> rewrite(Exchange &exchange, const PluginConf &plugin)
{
    const auto &conf = plugin.conf;
    const bool toSecure = conf.value(u"http_to_https").toBool();
    const auto to = destination(exchange, conf, toSecure);
    if (!to)
        return {};
    auto uri = to->toUtf8();
    const auto mark = uri.indexOf('?');
    if (conf.value(u"encode_uri").toBool())
        uri = mark < 0 ? escapedPath(uri) : escapedPath(uri.left(mark)) + uri.mid(mark);
    if (conf.value(u"append_query_string").toBool() && exchange.args && !exchange.args->isEmpty())
        uri += (mark < 0 ? '?' : '&') + *exchange.args;
    setHeader(exchange.answer.headers, "Location", uri);
    const bool isReading = exchange.method == "GET" || exchange.method == "HEAD";
    return Exit{toSecure ? (isReading ? 301 : 308) : int(conf.value(u"ret_code").toInteger().value_or(302))};
}

} // namespace

const Plugin redirectPlugin{rewrite};

} // namespace sandbox::gateway
