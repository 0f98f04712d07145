#include "core/sandbox/gateway/plane/plugin.h"
#include "core/sandbox/gateway/plane/state.h"
#include "core/sandbox/gateway/store/cjson.h"

#include <QRandomGenerator>

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

bool isHit(Exchange &exchange, const json::Value &fault)
{
    if (const auto *percentage = fault.find(u"percentage"))
        if (QRandomGenerator::global()->bounded(1, 101) > percentage->toDouble())
            return false;
    const auto *vars = fault.find(u"vars");
    if (!vars)
        return true;
    const auto &ways = vars->items();
    return std::any_of(ways.begin(), ways.end(), [&](const json::Value &way) { return ::gateway::holds(way, exchange.variables()); });
}

std::optional<Exit> rewrite(Exchange &exchange, const PluginConf &plugin)
{
    if (const auto *delay = plugin.conf.find(u"delay"); delay && delay->contains(u"duration") && isHit(exchange, *delay))
        exchange.state.sleep(qint64(delay->value(u"duration").toDouble() * 1000));
    const auto *abort = plugin.conf.find(u"abort");
    if (!abort || !isHit(exchange, *abort))
        return {};
    const auto headers = abort->value(u"headers");
    for (const auto &header : headers.members()) {
        const auto value = header.value.isNumber() ? QString::fromLatin1(luaNumber(header.value.toDouble()))
                                                   : exchange.filled(header.value.toString());
        setHeader(exchange.answer.headers, header.name.toUtf8(), value.toUtf8());
    }
    Exit exit{int(abort->value(u"http_status").toInteger().value_or(500))};
    if (const auto *body = abort->find(u"body"))
        exit.body = exchange.filled(body->toString()).toUtf8();
    return exit;
}

} // namespace

const Plugin faultInjectionPlugin{rewrite};

} // namespace sandbox::gateway
