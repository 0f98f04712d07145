#include "core/sandbox/gateway/plane/configuration.h"
#include "core/sandbox/gateway/plane/plugins/auth.h"
#include "core/sandbox/gateway/plane/plugins/jwt.h"

#include <QDateTime>

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

/// Where a token came from, so that it can be hidden.
struct Token {
    enum class From { Nowhere, Header, Query, Cookie };
    QByteArray text = {};
    From from = From::Nowhere;
};

Token tokenOf(Exchange &exchange, const json::Value &conf)
{
    if (auto header = exchange.headers.find(conf.value(u"header").toString().toUtf8())) {
        const bool hasScheme = header->startsWith("Bearer ") || header->startsWith("bearer ");
        return {hasScheme ? header->mid(7) : *header, Token::From::Header};
    }
    if (const auto query = exchange.variable(u"arg_"_s + conf.value(u"query").toString()))
        return {query->toString().toUtf8(), Token::From::Query};
    const auto cookie = exchange.variable(u"cookie_"_s + conf.value(u"cookie").toString());
    return cookie ? Token{cookie->toString().toUtf8(), Token::From::Cookie} : Token();
}

void hideCookie(Exchange &exchange, const QByteArray &name)
{
    QByteArrayList kept;
    for (const auto &part : joinedHeader(exchange.headers, "Cookie").value_or(QByteArray()).split(';'))
        if (!part.trimmed().startsWith(name + '='))
            kept.append(part.trimmed());
    setHeader(exchange.headers, "Cookie", kept.join("; "));
}

void hide(Exchange &exchange, const json::Value &conf, Token::From from)
{
    if (from == Token::From::Header) {
        removeHeader(exchange.headers, conf.value(u"header").toString().toUtf8());
    } else if (from == Token::From::Cookie) {
        hideCookie(exchange, conf.value(u"cookie").toString().toUtf8());
    } else if (from == Token::From::Query) {
        auto arguments = exchange.arguments();
        const auto name = conf.value(u"query").toString().toUtf8();
        arguments.removeIf([&name](const Argument &argument) { return argument.name == name; });
        exchange.setArguments(arguments);
    }
}

/// Is it the time for it? Claims that have to be there are in conf.
bool isTimely(const json::Value &claims, const json::Value &conf, qint64 grace)
{
    const auto now = double(QDateTime::currentSecsSinceEpoch());
    const auto required = conf.value(u"claims_to_verify");
    for (const auto &name : required.items())
        if (!claims.value(name.toString()).isNumber())
            return false;
    for (const auto &name : {u"exp"_s, u"nbf"_s})
        if (claims.contains(name) && !claims.value(name).isNumber())
            return false;
    if (claims.contains(u"exp") && claims.value(u"exp").toDouble() + double(grace) <= now)
        return false;
    return !claims.contains(u"nbf") || claims.value(u"nbf").toDouble() - double(grace) <= now;
}

Found find(const Exchange &exchange, const json::Value &conf, const Token &token)
{
    if (token.from == Token::From::Nowhere)
        return {nullptr, u"Missing JWT token in request"_s};
    const auto jwt = readJwt(token.text);
    if (!jwt)
        return {nullptr, u"JWT token invalid"_s};
    const auto *key = jwt->claims.find(conf.value(u"key_claim_name").toString());
    if (!key || key->isNull())
        return {nullptr, u"missing user key in JWT token"_s};
    const auto *consumer = exchange.configuration.consumer(u"jwt-auth"_s, u"key"_s, *key);
    if (!consumer)
        return {nullptr, u"Invalid user key in JWT token"_s};
    const auto grace = consumer->auth.value(u"lifetime_grace_period").toInteger().value_or(0);
    const bool isRight = isSigned(*jwt, consumer->auth) && isTimely(jwt->claims, conf, grace);
    return {isRight ? consumer : nullptr, u"failed to verify jwt"_s};
}

std::optional<Exit> rewrite(Exchange &exchange, const PluginConf &plugin)
{
    const auto token = tokenOf(exchange, plugin.conf);
    auto exit = settle(exchange, plugin, "Bearer", find(exchange, plugin.conf, token));
    if (!exit && plugin.conf.value(u"hide_credentials").toBool())
        hide(exchange, plugin.conf, token.from);
    return exit;
}

} // namespace

const Plugin jwtAuthPlugin{rewrite, nullptr, nullptr, nullptr, true};

} // namespace sandbox::gateway
