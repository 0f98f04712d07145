#include "core/sandbox/gateway/plane/plugins/auth.h"

#include "core/sandbox/gateway/plane/configuration.h"

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

Exit unauthorized(Exchange &exchange, const PluginConf &plugin, const QByteArray &scheme, const QString &message)
{
    setHeader(exchange.answer.headers, "WWW-Authenticate", scheme + " realm=\"" + plugin.conf.value(u"realm").toString().toUtf8() + '"');
    return exitWithMessage(401, message);
}

std::optional<Exit> settle(Exchange &exchange, const PluginConf &plugin, const QByteArray &scheme, const Found &found)
{
    const auto *consumer = found.consumer;
    if (!consumer) {
        const auto *anonymous = plugin.conf.find(u"anonymous_consumer");
        if (!anonymous)
            return unauthorized(exchange, plugin, scheme, found.wrong);
        consumer = exchange.configuration.consumerNamed(anonymous->toString());
        if (!consumer)
            return unauthorized(exchange, plugin, scheme, u"Invalid user authorization"_s);
    }
    exchange.attach(*consumer);
    return {};
}

} // namespace sandbox::gateway
