#include "core/gateway/testrequest.h"

#include "core/gateway/functions.h"
#include "core/json/text.h"
#include "core/net/redact.h"
#include "core/net/upload.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <numeric>

using namespace Qt::StringLiterals;

namespace gateway {

namespace {

constexpr qsizetype mostUrls = 50;

QString tr(const char *text)
{
    return QCoreApplication::translate("gateway", text);
}

struct Address {
    QString scheme;
    QString authority;
    QString rest; ///< path and query
};

/// An URL, or a path alone.
std::optional<Address> addressOf(const QString &url)
{
    static const QRegularExpression form(u"^(?:(https?)://([^/?#\\s]+))?([/?][^#]*)?(?:#.*)?$"_s, QRegularExpression::CaseInsensitiveOption);
    const auto match = form.match(url.trimmed());
    if (!match.hasMatch() || (match.captured(2).isEmpty() && match.captured(3).isEmpty()))
        return {};
    QString rest = match.captured(3);
    if (!rest.startsWith(u'/'))
        rest.prepend(u'/');
    return Address{match.captured(1).toLower(), match.captured(2), rest};
}

QStringList textsOf(const json::Value &object, QStringView one, QStringView several)
{
    QStringList texts;
    if (const QString text = object.value(one).toString(); !text.isEmpty())
        texts.append(text);
    for (const json::Value &item : object.value(several).items())
        texts.append(item.toString());
    return texts;
}

bool isToken(const QByteArray &word)
{
    static const QRegularExpression form(u"\\A[!#$%&'*+.^_`|~0-9A-Za-z-]+\\z"_s);
    return form.match(QString::fromLatin1(word)).hasMatch();
}

bool isWrongEscape(const QString &text)
{
    static const QRegularExpression form(u"%(?![0-9A-Fa-f]{2})"_s);
    return text.contains(form);
}

bool isPort(const QString &authority)
{
    static const QRegularExpression form(u"\\A(\\[[0-9a-fA-F:.]+\\]|[^:\\[\\]@]+)(:[0-9]{1,5})?\\z"_s);
    return form.match(authority).hasMatch();
}

QString placeProblem(const QString &url)
{
    const auto address = addressOf(url);
    if (!address)
        return tr("Write an http or https address, or a path that begins with a slash.");
    if (address->authority.contains(u'*'))
        return tr("Fill in what the * of the host stands for.");
    if (!address->authority.isEmpty() && !isPort(address->authority))
        return tr("“%1” is no host.").arg(address->authority);
    if (address->rest.section(u'?', 0, 0).contains(u'*'))
        return tr("Fill in what the * of the path stands for.");
    return isWrongEscape(address->rest) ? tr("A % is followed by two hexadecimal digits: %25 is the sign itself.") : QString();
}

QString headerProblem(const QList<net::Header> &headers)
{
    for (const auto &[name, value] : headers) {
        if (!isToken(name))
            return tr("“%1” is no name of a header.").arg(QString::fromUtf8(name));
        if (value.contains('\r') || value.contains('\n') || value.contains('\0'))
            return tr("The header %1 has a line break in it.").arg(QString::fromUtf8(name));
    }
    return {};
}

QByteArray guessedType(const QByteArray &body)
{
    return json::read(body) ? "application/json" : "text/plain; charset=utf-8";
}

QList<int> allStatuses()
{
    QList<int> all(900);
    std::iota(all.begin(), all.end(), 100);
    return all;
}

/// Keys that were typed come back in answers that echo headers: neither log nor error may show them.
QList<QByteArray> secretsOf(const QList<net::Header> &headers)
{
    QList<QByteArray> secrets;
    for (const auto &[name, value] : headers)
        if (isSecretHeader(name) && value.size() > 3)
            secrets += net::formsOf(value);
    return secrets;
}

net::Request requestFor(const TestRequest &test, const net::Endpoint &plane)
{
    static const QList<int> statuses = allStatuses();
    net::Request request;
    request.method = test.method;
    request.target = testTarget(test.url);
    request.body = test.body;
    if (const QByteArray host = testHost(test.url, plane); !host.isEmpty())
        request.headers.append({"Host", host});
    request.headers += test.headers;
    const auto isType = [](const net::Header &header) { return header.first.compare("Content-Type", Qt::CaseInsensitive) == 0; };
    if (!test.body.isEmpty() && std::none_of(test.headers.begin(), test.headers.end(), isType))
        request.headers.append({"Content-Type", guessedType(test.body)});
    request.expect = net::Expect::Anything;
    request.parseJson = false;
    request.lane = net::Lane::Invoke;
    request.deadline = net::invokeDeadline;
    request.idleTimeout = net::invokeDeadline;
    request.bodyCap = largestTestAnswer;
    request.cutsBody = true;
    request.acceptStatus = statuses;
    request.starts = !plane.readOnly; // sent once; a read-only connection still lets one read
    request.withKey = false;
    request.secrets = secretsOf(test.headers);
    return request;
}

Result<TestAnswer> answerOf(const net::Reply &reply)
{
    TestAnswer answer{reply->status, reply->headers, reply->body, false, reply->startedMs, reply->durationMs};
    const qint64 length = reply->header("Content-Length").toLongLong();
    const bool tooLong = answer.body.size() > largestTestAnswer;
    answer.cut = tooLong || (length > answer.body.size() && !answer.body.isEmpty());
    if (tooLong)
        answer.body.truncate(largestTestAnswer);
    return answer;
}

} // namespace

QStringList testUrls(const json::Value &route, const net::Endpoint &plane, const QStringList &serviceHosts)
{
    QStringList hosts = textsOf(route, u"host", u"hosts");
    if (hosts.isEmpty())
        hosts = serviceHosts;
    QString path = plane.base.path(QUrl::FullyEncoded);
    while (path.endsWith(u'/'))
        path.chop(1);
    if (hosts.isEmpty() || hosts.contains(u"*"_s))
        hosts = {net::place(plane.base)};
    QStringList urls;
    for (const QString &host : std::as_const(hosts))
        for (const QString &uri : textsOf(route, u"uri", u"uris"))
            if (urls.size() < mostUrls)
                urls.append(plane.base.scheme() + u"://"_s + host + (uri.startsWith(u'/') ? uri : u'/' + uri));
    return urls;
}

QByteArray testMethod(const json::Value &route)
{
    const json::Value methods = route.value(u"methods");
    if (methods.size() > 0)
        return methods.items().first().toString().toLatin1();
    return route.value(u"plugins").contains(u"openwhisk") ? "POST" : "GET";
}

QString testProblem(const TestRequest &request)
{
    if (!isToken(request.method))
        return tr("“%1” is no method.").arg(QString::fromUtf8(request.method));
    if (const QString problem = placeProblem(request.url); !problem.isEmpty())
        return problem;
    return headerProblem(request.headers);
}

QByteArray testTarget(const QString &url)
{
    const auto address = addressOf(url);
    QByteArray target = address ? QUrl::toPercentEncoding(address->rest, "!$&'()*+,;=:@/?-._~[]") : QByteArray();
    return target.replace("%25", "%"); // escapes that were typed stay
}

QByteArray testHost(const QString &url, const net::Endpoint &plane)
{
    const auto address = addressOf(url);
    if (!address || address->authority.isEmpty())
        return {};
    const QUrl typed(plane.base.scheme() + u"://"_s + address->authority);
    const int usual = plane.base.scheme() == u"https" ? 443 : 80;
    const bool same = typed.host() == plane.base.host() && typed.port(usual) == plane.base.port(usual);
    return same ? QByteArray() : QUrl::toAce(typed.host()).isEmpty() ? address->authority.toUtf8() : net::place(typed).toUtf8();
}

std::optional<QList<net::Header>> headersOf(const QString &text, int *wrong)
{
    QList<net::Header> headers;
    int number = 0;
    for (const QString &line : text.split(u'\n')) {
        ++number;
        if (line.trimmed().isEmpty())
            continue;
        const QByteArray name = line.section(u':', 0, 0).trimmed().toUtf8();
        if (!line.contains(u':') || !isToken(name)) {
            if (wrong)
                *wrong = number;
            return {};
        }
        headers.append({name, line.section(u':', 1).trimmed().toUtf8()});
    }
    return headers;
}

QString headerText(const QList<net::Header> &headers)
{
    QStringList lines;
    for (const auto &[name, value] : headers)
        lines.append(QString::fromUtf8(name) + u": "_s + QString::fromUtf8(value));
    return lines.join(u'\n');
}

bool isSecretHeader(QByteArrayView name)
{
    const QByteArray lower = name.toByteArray().toLower();
    return net::isSecretName(lower) || lower.contains("auth") || lower.contains("cookie") || lower.contains("key")
        || lower.contains("token") || lower.contains("secret") || lower.contains("signature") || lower.contains("session");
}

QByteArray TestAnswer::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers)
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    return {};
}

Async<TestAnswer> sendTest(net::Client &plane, const TestRequest &request, const std::shared_ptr<net::Upload> &stop, QObject *owner)
{
    if (const QString problem = testProblem(request); !problem.isEmpty())
        return ready<TestAnswer>(Error{Error::Kind::Rejected, problem, {}});
    net::Request made = requestFor(request, plane.endpoint());
    made.upload = stop;
    return plane.send(made, owner).then([](const Result<net::Reply> &reply) -> Result<TestAnswer> {
        return reply.andThen(answerOf);
    });
}

} // namespace gateway
