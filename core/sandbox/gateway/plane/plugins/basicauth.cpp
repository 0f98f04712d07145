#include "core/sandbox/gateway/plane/configuration.h"
#include "core/sandbox/gateway/plane/plugins/auth.h"

#include <QRegularExpression>

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

/// Base64 as nginx reads it: the padding may be missing, and what follows it does not count.
std::optional<QByteArray> decoded(QByteArray text)
{
    if (const auto padding = text.indexOf('='); padding >= 0)
        text.truncate(padding);
    const auto result = QByteArray::fromBase64Encoding(text, QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
    return result && text.size() % 4 != 1 ? std::optional(*result) : std::nullopt;
}

QString withoutBlanks(const QByteArray &text)
{
    static const QRegularExpression blanks(u"\\s+"_s);
    return QString::fromUtf8(text).remove(blanks);
}

Found find(const Exchange &exchange)
{
    const auto header = exchange.headers.find("Authorization");
    if (!header)
        return {nullptr, u"Missing authorization in request"_s};
    static const QRegularExpression basic(u"Basic\\s(.+)"_s, QRegularExpression::CaseInsensitiveOption);
    const auto match = basic.match(QString::fromUtf8(*header));
    const auto plain = match.hasMatch() ? decoded(match.captured(1).toUtf8()) : std::nullopt;
    auto parts = plain.value_or(QByteArray()).split(':');
    while (!parts.isEmpty() && parts.last().isEmpty())
        parts.removeLast();
    if (parts.size() < 2)
        return {nullptr, u"Invalid authorization in request"_s};
    const auto *consumer = exchange.configuration.consumer(u"basic-auth"_s, u"username"_s, json::Value::string(withoutBlanks(parts[0])));
    const bool isRight = consumer && consumer->auth.value(u"password").toString() == withoutBlanks(parts[1]);
    return {isRight ? consumer : nullptr, u"Invalid user authorization"_s};
}

std::optional<Exit> rewrite(Exchange &exchange, const PluginConf &plugin)
{
    auto exit = settle(exchange, plugin, "Basic", find(exchange));
    if (!exit && plugin.conf.value(u"hide_credentials").toBool())
        removeHeader(exchange.headers, "Authorization");
    return exit;
}

} // namespace

const Plugin basicAuthPlugin{rewrite, nullptr, nullptr, nullptr, true};

} // namespace sandbox::gateway
