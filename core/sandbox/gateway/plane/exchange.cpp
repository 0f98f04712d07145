#include "core/sandbox/gateway/plane/exchange.h"

#include "core/json/text.h"
#include "core/sandbox/gateway/plane/configuration.h"

#include <algorithm>

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

constexpr char hexDigits[] = "0123456789ABCDEF";

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char low = char(c | 0x20);
    return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

template<typename Keeps> QByteArray escaped(const QByteArray &text, Keeps keeps)
{
    QByteArray out;
    for (const char c : text) {
        if (keeps(c)) {
            out += c;
        } else {
            out += '%';
            out += hexDigits[quint8(c) >> 4];
            out += hexDigits[quint8(c) & 15];
        }
    }
    return out;
}

bool isPlainInArgument(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c && strchr("-._~!'()*", c));
}

/// What nginx takes for a header; others are as good as not sent.
bool isHeaderName(const QByteArray &name)
{
    return std::all_of(name.begin(), name.end(), [](char c) { return c == '-' || c == '_' || std::isalnum(quint8(c)); });
}

QString portOf(const QByteArray &host, const QString &otherwise)
{
    const auto colon = host.lastIndexOf(':');
    const bool has = colon >= 0 && colon > host.lastIndexOf(']') && colon + 1 < host.size();
    return has ? QString::fromLatin1(host.mid(colon + 1)) : otherwise;
}

QString withoutPort(QByteArray host)
{
    const auto colon = host.startsWith('[') ? host.indexOf(':', host.indexOf(']') + 1) : host.indexOf(':');
    if (colon >= 0)
        host.truncate(colon);
    if (host.endsWith('.'))
        host.chop(1);
    return QString::fromUtf8(host).toLower();
}

} // namespace

Exit exitWith(int status, const json::Value &table) { return {status, json::compact(table) + '\n'}; }

Exit exitWithMessage(int status, const QString &message)
{
    return exitWith(status, json::Value::object({{u"message"_s, json::Value::string(message)}}));
}

QByteArray escapedPath(const QByteArray &path)
{
    return escaped(path, [](char c) { return quint8(c) > 0x20 && quint8(c) < 0x7f && c != '#' && c != '%' && c != '?'; });
}

QByteArray withoutControls(const QByteArray &value)
{
    return escaped(value, [](char c) { return quint8(c) >= 0x20 && c != 0x7f; });
}

QByteArray unescaped(const QByteArray &text)
{
    QByteArray out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const int high = text[i] == '%' && i + 2 < text.size() ? hexValue(text[i + 1]) : -1;
        const int low = high >= 0 ? hexValue(text[i + 2]) : -1;
        out += low >= 0 ? char(high * 16 + low) : text[i];
        i += low >= 0 ? 2 : 0;
    }
    return out;
}

Arguments parseArguments(const QByteArray &text)
{
    Arguments arguments;
    for (auto part : text.split('&')) {
        if (part.isEmpty())
            continue;
        part.replace('+', ' ');
        const auto equals = part.indexOf('=');
        arguments.append({unescaped(equals < 0 ? part : part.left(equals)),
                          equals < 0 ? std::nullopt : std::optional(unescaped(part.mid(equals + 1)))});
    }
    return arguments;
}

QByteArray encodeArguments(const Arguments &arguments)
{
    QByteArrayList parts;
    for (const auto &argument : arguments)
        parts.append(escaped(argument.name, isPlainInArgument)
                     + (argument.value ? '=' + escaped(*argument.value, isPlainInArgument) : QByteArray()));
    return parts.join('&');
}

std::optional<json::Value> argumentValue(const Arguments &arguments, const QByteArray &name)
{
    QList<json::Value> values;
    for (const auto &argument : arguments)
        if (argument.name == name)
            values.append(argument.value ? json::Value::string(QString::fromUtf8(*argument.value)) : json::Value::boolean(true));
    if (values.isEmpty())
        return {};
    return values.size() == 1 ? values.first() : json::Value::array(values);
}

void removeHeader(Headers &headers, QByteArrayView name)
{
    headers.removeIf([name](const Header &header) { return header.name.compare(name, Qt::CaseInsensitive) == 0; });
}

void setHeader(Headers &headers, const QByteArray &name, const QByteArray &value)
{
    removeHeader(headers, name);
    if (!value.isEmpty())
        headers.append({name, withoutControls(value)});
}

std::optional<QByteArray> joinedHeader(const Headers &headers, QByteArrayView name)
{
    QByteArrayList values;
    for (const auto &header : headers)
        if (header.name.compare(name, Qt::CaseInsensitive) == 0)
            values.append(header.value);
    if (values.isEmpty())
        return {};
    return values.join(name.compare("Cookie", Qt::CaseInsensitive) == 0 ? "; " : ", ");
}

Exchange::Exchange(const HttpRequest &request, const Configuration &itsConfiguration, PlaneState &itsState, quint16 itsPort)
    : configuration(itsConfiguration), state(itsState), method(request.method), clientMethod(request.method), target(request.target), path(request.path),
      protocol(request.protocol), body(request.body), port(itsPort)
{
    for (const auto &header : request.headers)
        if (isHeaderName(header.name))
            headers.append(header);
    takeHost(request);
    takeAddress(request);
    if (const auto mark = target.indexOf('?'); mark >= 0)
        args = target.mid(mark + 1);
    const auto sent = headers.find("Host").value_or(QByteArray());
    sentHost = sent;
    // Nobody in front of the gateway is trusted with these.
    setHeader(headers, "X-Forwarded-Proto", "http");
    setHeader(headers, "X-Forwarded-Host", sent.isEmpty() ? host.toUtf8() : sent);
    setHeader(headers, "X-Forwarded-Port", portOf(sent, QString::number(port)).toLatin1());
    removeHeader(headers, "Forwarded");
}

void Exchange::takeHost(const HttpRequest &request)
{
    host = withoutPort(headers.find("Host").value_or(QByteArray()));
    if (const auto scheme = target.indexOf("://"); scheme > 0 && !target.startsWith('/')) {
        const auto slash = request.target.indexOf('/', scheme + 3);
        host = withoutPort(slash < 0 ? target.mid(scheme + 3) : target.mid(scheme + 3, slash - scheme - 3));
        target = slash < 0 ? QByteArray("/") : target.mid(slash);
    }
    if (host.isEmpty())
        host = u"_"_s; // the server's own name
}

void Exchange::takeAddress(const HttpRequest &request)
{
    const auto colon = request.client.lastIndexOf(':');
    address = QString::fromLatin1(request.client.left(colon));
    remotePort = QString::fromLatin1(request.client.mid(colon + 1));
    auto said = QString::fromLatin1(headers.find("X-Real-IP").value_or(QByteArray()));
    const bool hasPort = said.startsWith(u'[') ? said.contains(u"]:"_s) : said.count(u':') == 1;
    if (hasPort)
        said.truncate(said.lastIndexOf(u':'));
    if (const auto real = ::gateway::Address::parse(said))
        address = real->toString();
}

::gateway::Call Exchange::call() { return {method, path, host, address, variables()}; }

::gateway::Variables Exchange::variables()
{
    return [this](const QString &name) { return variable(name); };
}

QString Exchange::normalTarget() const
{
    return QString::fromUtf8(path + (args && !args->isEmpty() ? '?' + *args : QByteArray()));
}

void Exchange::setArguments(const Arguments &arguments)
{
    args = arguments.isEmpty() ? std::nullopt : std::optional(encodeArguments(arguments));
    hasChangedArguments = true;
}

void Exchange::attach(const Consumer &found)
{
    consumer = &found;
    setHeader(headers, "X-Consumer-Username", found.name.toUtf8());
    setHeader(headers, "X-Credential-Identifier", found.credential.toUtf8());
    setHeader(headers, "X-Consumer-Custom-Id", found.customId.toUtf8());
}

} // namespace sandbox::gateway
