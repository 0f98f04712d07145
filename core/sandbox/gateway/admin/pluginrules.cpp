#include "core/sandbox/gateway/admin/plugincheck.h"
#include "core/sandbox/gateway/schema/expression.h"
#include "core/sandbox/gateway/schema/lua.h"
#include "core/sandbox/gateway/schema/validator.h"

#include <QHash>

#include <arpa/inet.h>

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

using Wrong = std::optional<QString>;

/// Wrong patterns are told as PCRE2 tells them.
Wrong checkPattern(const QString &pattern)
{
    QString error;
    matchesPattern(pattern, {}, &error);
    return error.isEmpty() ? Wrong() : Wrong(u"pcre2_compile() failed: %1 in \"%2\""_s.arg(error, pattern));
}

Wrong checkServerless(const json::Value &conf)
{
    static const QHash<LuaResult, QString> names{{LuaResult::Nothing, u"nil"_s},     {LuaResult::Number, u"number"_s},
                                                 {LuaResult::String, u"string"_s},   {LuaResult::Boolean, u"boolean"_s},
                                                 {LuaResult::Table, u"table"_s}};
    const auto functions = conf.value(u"functions");
    for (const auto &function : functions.items()) {
        const auto source = function.toString();
        if (const auto wrong = compileLua(source, source))
            return u"failed to loadstring: "_s + *wrong;
        const auto result = resultOf(source);
        if (result == LuaResult::Crash)
            return u"pcall error: [string \"%1\"]:1: attempt to call a nil value"_s.arg(source.section(u'\n', 0, 0));
        if (result != LuaResult::Function)
            return u"only accept Lua function, the input code type is "_s + names.value(result);
    }
    return {};
}

Wrong checkCors(const json::Value &conf)
{
    if (conf.value(u"allow_credential").toBool())
        for (const auto &name : {u"allow_origins"_s, u"allow_methods"_s, u"allow_headers"_s, u"expose_headers"_s})
            if (conf.value(name).toString() == u"*")
                return u"you can not set '*' for other option when 'allow_credential' is true"_s;
    for (const auto &name : {u"allow_origins_by_regex"_s, u"timing_allow_origins_by_regex"_s}) {
        const auto patterns = conf.value(name);
        for (const auto &pattern : patterns.items())
            if (auto wrong = checkPattern(pattern.toString()))
                return wrong;
    }
    return {};
}

bool isNetwork(const QString &text)
{
    const auto host = text.section(u'/', 0, 0).toLatin1();
    const bool isV6 = host.contains(':');
    in6_addr address;
    bool isNumber = true;
    const int bits = text.contains(u'/') ? text.section(u'/', 1).toInt(&isNumber) : 0;
    return inet_pton(isV6 ? AF_INET6 : AF_INET, host.constData(), &address) == 1 && isNumber && bits >= 0 && bits <= (isV6 ? 128 : 32);
}

Wrong checkAddresses(const json::Value &list)
{
    for (const auto &address : list.items())
        if (!isNetwork(address.toString()))
            return u"invalid ip address: "_s + address.toString();
    return {};
}

Wrong checkIpRestriction(const json::Value &conf)
{
    if (auto wrong = checkAddresses(conf.value(u"whitelist")))
        return wrong;
    return checkAddresses(conf.value(u"blacklist"));
}

Wrong checkRealIp(const json::Value &conf) { return checkAddresses(conf.value(u"trusted_addresses")); }

Wrong checkUriBlocker(const json::Value &conf)
{
    const auto rules = conf.value(u"block_rules");
    for (const auto &rule : rules.items())
        if (auto wrong = checkPattern(rule.toString()))
            return wrong;
    return {};
}

Wrong checkLimitCount(const json::Value &conf)
{
    const bool hasRules = conf.contains(u"rules");
    if (hasRules && (conf.contains(u"count") || conf.contains(u"time_window")))
        return u"count/time_window and rules cannot be specified at the same time"_s;
    if (hasRules && conf.contains(u"group"))
        return u"group and rules cannot be specified at the same time"_s;
    return {};
}

Wrong checkRegexUri(const json::Value &conf)
{
    const auto parts = conf.value(u"regex_uri");
    if (parts.size() % 2 != 0)
        return u"The length of regex_uri should be an even number"_s;
    for (qsizetype i = 0; i < parts.size(); i += 2) {
        QString error;
        matchesPattern(parts.items()[i].toString(), {}, &error);
        if (!error.isEmpty())
            return u"invalid regex_uri(%1, %2): pcre2_compile() failed: %3 in \"%1\""_s.arg(
                parts.items()[i].toString(), parts.items()[i + 1].toString(), error);
    }
    return {};
}

Wrong checkVars(const json::Value &conf)
{
    const auto *vars = conf.find(u"vars");
    const auto wrong = vars ? checkExpression(*vars) : Wrong();
    return wrong ? Wrong(u"failed to validate the 'vars' expression: "_s + *wrong) : Wrong();
}

Wrong checkResponseRewrite(const json::Value &conf)
{
    if (conf.value(u"body_base64").toBool()) {
        const auto body = conf.value(u"body").toString();
        if (body.isEmpty())
            return u"invalid base64 content"_s;
        if (!QByteArray::fromBase64Encoding(body.toUtf8(), QByteArray::AbortOnBase64DecodingErrors))
            return u"invalid base64 content"_s;
    }
    const auto filters = conf.value(u"filters");
    for (const auto &filter : filters.items())
        if (const auto wrong = checkPattern(filter.value(u"regex").toString()))
            return u"regex \"%1\" validation failed: %2"_s.arg(filter.value(u"regex").toString(), *wrong);
    return checkVars(conf);
}

Wrong checkTrafficSplit(const json::Value &conf)
{
    const auto rules = conf.value(u"rules");
    for (const auto &rule : rules.items()) {
        const auto matches = rule.value(u"match");
        for (const auto &match : matches.items())
            if (auto wrong = checkVars(match))
                return wrong;
    }
    return {};
}

Wrong checkFaultInjection(const json::Value &conf)
{
    for (const auto &part : {u"abort"_s, u"delay"_s}) {
        const auto vars = conf.value(part).value(u"vars");
        for (const auto &expression : vars.items())
            if (const auto wrong = checkExpression(expression))
                return u"failed to create vars expression: "_s + *wrong;
    }
    return {};
}

Wrong checkJwtConsumer(const json::Value &conf)
{
    if (!conf.value(u"algorithm").toString().startsWith(u"HS")) // a public key, which the schema asks for
        return {};
    const auto secret = conf.value(u"secret").toString();
    if (secret.isEmpty())
        return u"property \"secret\" is required when using HS based algorithms"_s;
    const bool broken = conf.value(u"base64_secret").toBool()
        && !QByteArray::fromBase64Encoding(secret.toUtf8(), QByteArray::AbortOnBase64DecodingErrors);
    return broken ? Wrong(u"base64_secret required but the secret is not in base64 format"_s) : Wrong();
}

} // namespace

Wrong checkBeyondSchema(const QString &plugin, const json::Value &conf, bool ofConsumer)
{
    using Rule = Wrong (*)(const json::Value &);
    static const QHash<QString, Rule> rules{{u"serverless-pre-function"_s, checkServerless},
                                            {u"serverless-post-function"_s, checkServerless},
                                            {u"cors"_s, checkCors},
                                            {u"ip-restriction"_s, checkIpRestriction},
                                            {u"real-ip"_s, checkRealIp},
                                            {u"uri-blocker"_s, checkUriBlocker},
                                            {u"limit-count"_s, checkLimitCount},
                                            {u"proxy-rewrite"_s, checkRegexUri},
                                            {u"redirect"_s, checkRegexUri},
                                            {u"response-rewrite"_s, checkResponseRewrite},
                                            {u"traffic-split"_s, checkTrafficSplit},
                                            {u"fault-injection"_s, checkFaultInjection}};
    static const QHash<QString, Rule> consumerRules{{u"jwt-auth"_s, checkJwtConsumer}};
    const auto rule = (ofConsumer ? consumerRules : rules).value(plugin);
    return rule ? rule(conf) : Wrong();
}

} // namespace sandbox::gateway
