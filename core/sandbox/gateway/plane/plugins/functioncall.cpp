#include "core/sandbox/gateway/plane/plugins/functioncall.h"

#include "core/sandbox/gateway/plane/plugins/jwt.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QRegularExpression>

#include <algorithm>

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

bool hasBlank(const QByteArray &path)
{
    return std::any_of(path.begin(), path.end(), [](char c) { return quint8(c) <= 0x20 || c == 0x7f; });
}

QByteArray sha256(const QByteArray &text) { return QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex(); }

QByteArray textOf(const json::Value &conf, QStringView name, const QByteArray &otherwise)
{
    const auto *value = conf.find(name);
    return value ? value->toString().toUtf8() : otherwise;
}

QByteArray canonicalUri(QByteArray path)
{
    path.replace("//", "/");
    if (path.size() > 1 && path.endsWith('/'))
        path.chop(1);
    return path.startsWith('/') ? path : '/' + path;
}

QByteArray canonicalQuery(const Arguments &arguments)
{
    QByteArrayList parts;
    for (const auto &argument : arguments)
        parts.append(argument.name + '=' + argument.value.value_or(QByteArray()));
    std::sort(parts.begin(), parts.end());
    return parts.join('&');
}

} // namespace

std::optional<FunctionAddress> FunctionAddress::parse(const QByteArray &address)
{
    static const QRegularExpression pattern(u"^(?:(https?):)?//((?:[^\\[\\]:/?]+)|(?:\\[.+\\]))(?::(\\d+))?([^?]*)"_s);
    const auto match = pattern.match(QString::fromUtf8(address));
    if (!match.hasMatch())
        return {};
    FunctionAddress place;
    place.isSecure = match.captured(1) == u"https";
    place.host = match.captured(2).toUtf8();
    place.port = match.captured(3).isEmpty() ? (place.isSecure ? 443 : 80) : quint16(match.captured(3).toUInt());
    place.path = match.captured(4).toUtf8();
    return place;
}

QByteArray FunctionAddress::hostHeader() const
{
    return port == (isSecure ? 443 : 80) ? host : host + ':' + QByteArray::number(port);
}

std::optional<Incoming> callFunction(Exchange &exchange, const FunctionRequest &request, const json::Value &conf)
{
    if (hasBlank(request.path))
        return {};
    Outgoing outgoing;
    outgoing.host = QString::fromUtf8(request.place.host);
    outgoing.port = request.place.port;
    outgoing.isSecure = request.place.isSecure;
    outgoing.verifies = conf.value(u"ssl_verify").toBool();
    outgoing.serverName = outgoing.host;
    outgoing.hasNoBody = request.method == "HEAD";
    outgoing.connectMs = outgoing.sendMs = outgoing.readMs = int(conf.value(u"timeout").toInteger().value_or(3000));
    outgoing.bytes = request.method + ' ' + request.path + request.query + " HTTP/1.1\r\n";
    for (const auto &header : request.headers)
        outgoing.bytes += header.name + ": " + header.value + "\r\n";
    if (!request.headers.contains("User-Agent"))
        outgoing.bytes += "User-Agent: lua-resty-http/0.16.1 (Lua) ngx_lua/10031\r\n";
    if (!request.body.isEmpty() || request.method == "POST" || request.method == "PUT" || request.method == "PATCH")
        outgoing.bytes += "Content-Length: " + QByteArray::number(request.body.size()) + "\r\n";
    outgoing.bytes += "\r\n" + request.body;
    const auto incoming = send(outgoing, exchange.state);
    const bool isWhole = incoming.outcome == Incoming::Outcome::Answered && !incoming.isCut;
    return isWhole ? std::optional(incoming) : std::nullopt;
}

void signForAws(FunctionRequest &request, const json::Value &iam, const Arguments &arguments)
{
    const auto now = QDateTime::currentDateTimeUtc();
    const auto time = now.toString(u"yyyyMMdd'T'hhmmss'Z'"_s).toLatin1();
    const auto day = time.left(8);
    setHeader(request.headers, "X-Amz-Date", time);
    QMap<QByteArray, QByteArray> headers;
    for (const auto &header : std::as_const(request.headers))
        if (const auto name = header.name.toLower(); name != "connection")
            headers.insert(name, header.value.trimmed());
    QByteArray lines;
    for (auto it = headers.cbegin(); it != headers.cend(); ++it)
        lines += it.key() + ':' + it.value() + '\n';
    const auto names = headers.keys().join(';');
    const auto text = request.method + '\n' + canonicalUri(request.path) + '\n' + canonicalQuery(arguments) + '\n' + lines + '\n' + names + '\n'
        + sha256(request.body);
    const auto region = textOf(iam, u"aws_region", "us-east-1");
    const auto service = textOf(iam, u"service", "execute-api");
    const auto scope = day + '/' + region + '/' + service + "/aws4_request";
    auto key = hmac("SHA256", "AWS4" + iam.value(u"secretkey").toString().toUtf8(), day);
    for (const auto &part : {region, service, QByteArray("aws4_request")})
        key = hmac("SHA256", key, part);
    const auto signature = hmac("SHA256", key, "AWS4-HMAC-SHA256\n" + time + '\n' + scope + '\n' + sha256(text)).toHex();
    setHeader(request.headers, "Authorization",
              "AWS4-HMAC-SHA256 Credential=" + iam.value(u"accesskey").toString().toUtf8() + '/' + scope + ", SignedHeaders=" + names
                  + ", Signature=" + signature);
}

} // namespace sandbox::gateway
