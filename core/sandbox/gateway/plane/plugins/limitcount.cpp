#include "core/json/text.h"
#include "core/sandbox/gateway/plane/configuration.h"
#include "core/sandbox/gateway/plane/plugin.h"
#include "core/sandbox/gateway/plane/state.h"

#include <QCryptographicHash>

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

/// One limit as it stands for a request.
struct Limit {
    qint64 count = 0;
    double window = 0;
    QString key = {};
    QString prefix = {}; ///< of its headers; empty: the usual ones
};

std::optional<double> numberOf(Exchange &exchange, const json::Value &value)
{
    return value.isString() ? ::gateway::luaNumber(exchange.filled(value.toString())) : ::gateway::luaNumber(value);
}

QString keyOf(Exchange &exchange, const json::Value &conf)
{
    const auto key = conf.value(u"key").toString();
    const auto type = conf.value(u"key_type").toString();
    if (type == u"constant")
        return key;
    if (type == u"var_combination") {
        int resolved = 0;
        const auto text = exchange.filled(key, nullptr, &resolved);
        return resolved > 0 ? text : exchange.address;
    }
    const auto value = exchange.variable(key);
    return value ? value->toString() : exchange.address;
}

/// None: a number is none.
std::optional<Limit> limitOf(Exchange &exchange, const json::Value &conf)
{
    const auto count = numberOf(exchange, conf.value(u"count"));
    const auto window = numberOf(exchange, conf.value(u"time_window"));
    return count && window ? std::optional(Limit{qint64(*count), *window}) : std::nullopt;
}

/// Rules whose key says nothing about this request are left out.
QList<Limit> limitsOf(Exchange &exchange, const json::Value &conf)
{
    QList<Limit> limits;
    const auto rules = conf.value(u"rules");
    for (qsizetype i = 0; i < rules.size(); ++i) {
        const auto &rule = rules.items()[i];
        int resolved = 0;
        const auto key = exchange.filled(rule.value(u"key").toString(), nullptr, &resolved);
        auto limit = limitOf(exchange, rule);
        if (!limit || resolved == 0)
            continue;
        limit->key = key;
        limit->prefix = rule.contains(u"header_prefix") ? rule.value(u"header_prefix").toString() : QString::number(i + 1);
        limits.append(*limit);
    }
    if (!rules.isNull())
        return limits;
    if (auto limit = limitOf(exchange, conf)) {
        limit->key = keyOf(exchange, conf);
        limits.append(*limit);
    }
    return limits;
}

/// The same configuration at the same place counts on.
QString scopeOf(const PluginConf &plugin)
{
    if (const auto *group = plugin.conf.find(u"group"))
        return u"group:"_s + group->toString();
    const auto version = QCryptographicHash::hash(json::compact(plugin.conf), QCryptographicHash::Sha1).toHex();
    return plugin.place + u':' + QString::fromLatin1(version);
}

QByteArray headerName(const Exchange &exchange, const Limit &limit, const QString &member, const QByteArray &usual)
{
    if (!limit.prefix.isEmpty())
        return "X-" + limit.prefix.toUtf8() + "-RateLimit-" + usual;
    const auto metadata = exchange.configuration.metadata(u"limit-count"_s);
    const auto *own = metadata ? metadata->find(member) : nullptr;
    return own ? own->toString().toUtf8() : "X-RateLimit-" + usual;
}

std::optional<Exit> held(Exchange &exchange, const PluginConf &plugin, const Limit &limit)
{
    const auto &conf = plugin.conf;
    const auto key = scopeOf(plugin) + u':' + limit.key + u':' + limit.prefix;
    const bool slides = conf.value(u"window_type").toString() == u"sliding";
    const auto count = slides ? exchange.state.countSliding(key, limit.window, limit.count) : exchange.state.count(key, limit.window);
    if (conf.value(u"show_limit_quota_header").toBool()) {
        auto &headers = exchange.answer.headers;
        setHeader(headers, headerName(exchange, limit, u"limit_header"_s, "Limit"), QByteArray::number(limit.count));
        setHeader(headers, headerName(exchange, limit, u"remaining_header"_s, "Remaining"),
                  QByteArray::number(std::max<qint64>(0, limit.count - count.used)));
        setHeader(headers, headerName(exchange, limit, u"reset_header"_s, "Reset"), QByteArray::number(count.resetsIn, 'g', 5));
    }
    if (count.used <= limit.count)
        return {};
    const auto code = int(conf.value(u"rejected_code").toInteger().value_or(503));
    const auto *message = conf.find(u"rejected_msg");
    return message ? exitWith(code, json::Value::object({{u"error_msg"_s, *message}})) : Exit{code};
}

std::optional<Exit> access(Exchange &exchange, const PluginConf &plugin)
{
    const auto &conf = plugin.conf;
    const bool mayPass = conf.value(u"allow_degradation").toBool();
    // Counters of other servers are out of reach.
    if (const auto policy = conf.value(u"policy").toString(); policy != u"local" && !policy.isEmpty())
        return mayPass ? std::nullopt
                       : std::optional(exitWith(500, json::Value::object({{u"error_msg"_s, json::Value::string(u"failed to limit count"_s)}})));
    const auto limits = limitsOf(exchange, conf);
    if (limits.isEmpty())
        return mayPass ? std::nullopt : std::optional(Exit{500});
    for (const auto &limit : limits)
        if (auto exit = held(exchange, plugin, limit))
            return exit;
    return {};
}

} // namespace

const Plugin limitCountPlugin{nullptr, access};

} // namespace sandbox::gateway
