#include "core/gateway/send.h"

#include "core/async/steps.h"
#include "core/json/text.h"
#include "core/net/redact.h"
#include "core/net/sentences.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gateway {

namespace {

constexpr auto lostRace = "value changed before overwritten";
constexpr auto streamOff = "stream mode is disabled";
constexpr auto viewer = "invalid method for role viewer";

QString tr(const char *text)
{
    return QCoreApplication::translate("gateway", text);
}

json::Value bodyOf(const QByteArray &body)
{
    const auto parsed = json::read(body);
    return parsed ? parsed->value : json::Value();
}

QString ended(const QString &words)
{
    return words.endsWith(u'.') || words.endsWith(u'!') || words.endsWith(u'?') ? words : words + u'.';
}

/// Nothing of the body but the server's words: it may echo what was sent, and hold other resources.
QString detailOf(const net::Request &request, const net::Response &response, const QString &at)
{
    QString text = QString::fromLatin1(request.method) + u' ' + at
        + QString::fromUtf8(net::redactedTarget(request.target)) + u'\n' + tr("Status %1").arg(response.status);
    if (const QString words = serverWords(response.body); !words.isEmpty())
        text += u"\n\n"_s + words.left(2000);
    return text;
}

Error unauthorized(const json::Value &body)
{
    const QString why = body.value(u"description").toString();
    if (why == QLatin1String(viewer))
        return {Error::Kind::Forbidden, tr("The admin key of this connection may only read (role viewer). Use one with the role admin."), why};
    if (why == u"missing apikey")
        return {Error::Kind::Unauthorized, tr("The gateway wants an admin key, and this connection has none. Enter it in the connection."), {}};
    return {Error::Kind::Unauthorized, tr("The gateway refuses the admin key of this connection. Check it in the connection."), {}};
}

Error forbidden(const QString &at)
{
    return {Error::Kind::Forbidden,
            tr("The gateway at %1 does not let this computer in: its address is not in allow_admin of the gateway's "
               "configuration (with Docker, that of the bridge counts). Add it there and restart the gateway.")
                .arg(at),
            {}};
}

Error notFound(const net::Response &response, const json::Value &body, const QString &at)
{
    if (net::isWebPage(response))
        return {Error::Kind::Protocol,
                tr("%1 has no Admin API: check the port (9180, or 9080 before version 3).").arg(at), {}};
    const QString words = body.value(u"error_msg").toString();
    if (words.startsWith(u"Unsupported resource type"))
        return {Error::Kind::Rejected, tr("This gateway does not know such things: its version is too old."), {}};
    return {Error::Kind::NotFound,
            words.isEmpty() || words == u"not found" ? tr("It is not there: it may have been deleted meanwhile. Refresh.") : ended(words), {}};
}

Error rejected(const QString &words)
{
    if (words.contains(u"greater than the maximum size"))
        return {Error::Kind::TooLarge, ended(words), {}};
    if (words.startsWith(u"can not delete this"))
        return {Error::Kind::Conflict, ended(words), {}};
    return {Error::Kind::Rejected, words.isEmpty() ? tr("The gateway refuses this without saying why.") : ended(words), {}};
}

Error broken(const net::Request &request, const net::Response &response, const QString &words, const QString &at)
{
    if (words.startsWith(QLatin1String(lostRace)))
        return {Error::Kind::Conflict, tr("Somebody else changed this at the same moment. Try again."), {}};
    if (response.status == 503 && !words.isEmpty())
        return {Error::Kind::Server,
                tr("The gateway cannot reach its etcd (%1): nothing can be read or written until it is back. Traffic goes on.").arg(words), {}};
    Error error{Error::Kind::Server,
                tr("The gateway at %1 failed on this request (status %2). Its own error log tells why.").arg(at).arg(response.status), {}};
    error.maybeDone = net::isWrite(request);
    return error;
}

/// An answer that never came: the gateway waits for its etcd without end.
Error late(const Error &error, const net::Request &request)
{
    Error result = error;
    result.message = tr("The gateway did not answer within %1 s: its etcd seems to hang. Try again; if it stays so, look at etcd.")
                         .arg(request.deadline.count() / 1000);
    if (error.maybeDone)
        result.message += u' ' + tr("It is unknown whether it was done: look before you repeat it.");
    return result;
}

} // namespace

net::Request requestOf(const QByteArray &method, const QByteArray &target, const QByteArray &body)
{
    net::Request request;
    request.method = method;
    request.target = target;
    request.body = body;
    request.expect = net::Expect::Anything;
    request.parseJson = false; // a worker reads it
    request.deadline = net::etcdWriteDeadline; // reads wait for etcd, too
    request.secretMembers = secretMembers();
    request.acceptStatus = {400, 401, 403, 404, 405, 413, 414, 500, 502, 503, 504};
    return request;
}

Async<net::Reply> sendRaw(net::Client &client, const net::Request &request, QObject *owner)
{
    QElapsedTimer clock;
    clock.start();
    return client.send(request, owner).then([clock, request](const Result<net::Reply> &reply) -> Result<net::Reply> {
        const bool inTime = clock.elapsed() < request.deadline.count() * 9 / 10; // timers are not that exact
        if (reply || reply.error().kind != Error::Kind::Network || inTime)
            return reply;
        return late(reply.error(), request);
    });
}

Async<net::Reply> send(net::Client &client, const net::Request &request, QObject *owner)
{
    const QString at = net::place(client.endpoint().base);
    return sendRaw(client, request, owner).then([request, at](const Result<net::Reply> &reply) -> Result<net::Reply> {
        if (!reply || ((*reply)->status >= 200 && (*reply)->status < 300))
            return reply;
        return errorOf(request, **reply, at);
    });
}

Error errorOf(const net::Request &request, const net::Response &response, const QString &at)
{
    const json::Value body = bodyOf(response.body);
    const QString words = serverWords(response.body);
    Error error = response.status == 401 ? unauthorized(body)
        : response.status == 403         ? forbidden(at)
        : response.status == 404         ? notFound(response, body, at)
        : response.status >= 500         ? broken(request, response, words, at)
                                         : rejected(words);
    error.detail = detailOf(request, response, at);
    return error;
}

QString serverWords(const QByteArray &body)
{
    const json::Value document = bodyOf(body);
    for (const QStringView name : {u"error_msg", u"message"})
        if (const QString words = document.value(name).toString().trimmed(); !words.isEmpty())
            return words;
    const bool isText = !document.isObject() && !document.isArray() && !body.trimmed().startsWith('<');
    return isText ? QString::fromUtf8(body.left(400)).simplified() : QString();
}

std::optional<Key> referrerOf(const QString &words)
{
    static const QRegularExpression form(u", (?:plugin in )?([a-z_ ]+) \\[([^\\]]+)\\] is still using it"_s);
    const auto match = form.match(words);
    if (!match.hasMatch())
        return {};
    const QString name = match.captured(1).replace(u' ', u'_');
    for (const Kind kind : allKinds())
        if (name == rulesOf(kind).schema || name == QString::fromLatin1(rulesOf(kind).path))
            return Key{kind, match.captured(2)};
    return {};
}

bool isLostRace(const Error &error)
{
    return error.kind == Error::Kind::Conflict && error.detail.contains(QLatin1String(lostRace));
}

bool isStreamOff(const Error &error)
{
    return error.kind == Error::Kind::Rejected && error.detail.contains(QLatin1String(streamOff));
}

bool isKeptOut(const Error &error)
{
    return error.kind == Error::Kind::Forbidden && error.detail.contains(tr("Status %1").arg(403));
}

bool isReadOnlyKey(const Error &error)
{
    return error.kind == Error::Kind::Forbidden && error.detail.contains(tr("Status %1").arg(401));
}

} // namespace gateway
