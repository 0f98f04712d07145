#include "core/sandbox/gateway/plane/configuration.h"
#include "core/sandbox/gateway/plane/plugins/auth.h"

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

void hide(Exchange &exchange, bool isInHeader, const QByteArray &name)
{
    if (isInHeader)
        return removeHeader(exchange.headers, name);
    auto arguments = exchange.arguments();
    arguments.removeIf([&name](const Argument &argument) { return argument.name == name; });
    exchange.setArguments(arguments);
}

std::optional<Exit> rewrite(Exchange &exchange, const PluginConf &plugin)
{
    const auto header = plugin.conf.value(u"header").toString().toUtf8();
    const auto query = plugin.conf.value(u"query").toString().toUtf8();
    const auto sent = exchange.headers.find(header);
    const auto key = sent ? std::optional(json::Value::string(QString::fromUtf8(*sent))) : argumentValue(exchange.arguments(), query);
    Found found{nullptr, u"Missing API key in request"_s};
    if (key) {
        found = {exchange.configuration.consumer(u"key-auth"_s, u"key"_s, *key), u"Invalid API key in request"_s};
        if (plugin.conf.value(u"hide_credentials").toBool())
            hide(exchange, sent.has_value(), sent ? header : query);
    }
    return settle(exchange, plugin, "apikey", found);
}

} // namespace

const Plugin keyAuthPlugin{rewrite, nullptr, nullptr, nullptr, true};

} // namespace sandbox::gateway
