#include "core/gateway/address.h"
#include "core/sandbox/gateway/plane/plugin.h"

#include <QRegularExpression>

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

bool lists(const json::Value &addresses, const QString &address)
{
    QStringList texts;
    for (const auto &one : addresses.items())
        texts.append(one.toString());
    return ::gateway::AddressList(texts).contains(address);
}

std::optional<Exit> restrictAddress(Exchange &exchange, const PluginConf &plugin)
{
    const auto *black = plugin.conf.find(u"blacklist");
    const auto *white = plugin.conf.find(u"whitelist");
    const bool isRefused = (black && lists(*black, exchange.address)) || (white && !lists(*white, exchange.address));
    if (!isRefused)
        return {};
    return exitWithMessage(int(plugin.conf.value(u"response_code").toInteger().value_or(403)), plugin.conf.value(u"message").toString());
}

/// No rule at all blocks everything: the empty expression fits.
std::optional<Exit> blockUri(Exchange &exchange, const PluginConf &plugin)
{
    QStringList rules;
    const auto all = plugin.conf.value(u"block_rules");
    for (const auto &rule : all.items())
        rules.append(rule.toString());
    const auto options = plugin.conf.value(u"case_insensitive").toBool() ? QRegularExpression::CaseInsensitiveOption
                                                                         : QRegularExpression::NoPatternOption;
    if (!QRegularExpression(rules.join(u'|'), options).match(exchange.normalTarget()).hasMatch())
        return {};
    const auto code = int(plugin.conf.value(u"rejected_code").toInteger().value_or(403));
    const auto *message = plugin.conf.find(u"rejected_msg");
    return message ? exitWith(code, json::Value::object({{u"error_msg"_s, *message}})) : Exit{code};
}

} // namespace

const Plugin ipRestrictionPlugin{nullptr, restrictAddress};
const Plugin uriBlockerPlugin{blockUri};

} // namespace sandbox::gateway
