#include "core/net/sentences.h"

#include "core/json/text.h"
#include "core/net/redact.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace net {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("net", text);
}

QString seconds(std::chrono::milliseconds time)
{
    return QString::number(double(time.count()) / 1000);
}

QString megabytes(qint64 bytes)
{
    return QString::number(double(bytes) / (1024 * 1024), 'g', 3);
}

QString closedSentence(const Outcome &outcome, const QString &at)
{
    if (outcome.url.scheme() == u"http"_s)
        return tr("%1 closed the connection without an answer. Try again; if it stays so, check the port, or whether "
                  "the address should begin with https.")
            .arg(at);
    return tr("%1 closed the connection without an answer. Try again; if it stays so, check host and port.").arg(at);
}

QString brokenSentence(const Outcome &outcome, const QString &at)
{
    const QByteArray length = outcome.response.header("Content-Length");
    const QString came = QString::number(outcome.response.body.size());
    if (length.isEmpty())
        return tr("The connection to %1 broke after %2 bytes of the answer. Try again.").arg(at, came);
    return tr("The connection to %1 broke after %2 of %3 bytes of the answer. Try again.")
        .arg(at, came, QString::fromLatin1(length));
}

QString deadlineSentence(const Outcome &outcome, const QString &at)
{
    const QString time = seconds(outcome.request.deadline);
    if (outcome.response.status > 0)
        return tr("%1 began to answer, but had not finished after %2 s. Try again, or ask for less.").arg(at, time);
    return tr("%1 did not answer within %2 s. Try again; if it stays so, check whether the server is well.")
        .arg(at, time);
}

QString tlsSentence(const Outcome &outcome, const QString &at)
{
    if (outcome.tls.reasons.isEmpty())
        return tr("The encrypted connection to %1 could not be made: %2. Check the certificates of this connection.")
            .arg(at, outcome.reason);
    return tr("%1 cannot be trusted: %2. If you know this certificate, pin it for this connection, or name the "
              "authority that signed it.")
        .arg(at, outcome.tls.reasons.join(u"; "_s));
}

QString withoutAnswer(const Outcome &outcome)
{
    const QString at = place(outcome.url);
    switch (outcome.transport) {
    case Transport::Refused:
        return tr("%1 refuses the connection: nothing listens there. Check the port, and whether the server runs.")
            .arg(at);
    case Transport::UnknownHost:
        return tr("The name %1 is not known. Check its spelling and your network.").arg(outcome.url.host());
    case Transport::Closed:
        return closedSentence(outcome, at);
    case Transport::Broken:
        return brokenSentence(outcome, at);
    case Transport::Deadline:
        return deadlineSentence(outcome, at);
    case Transport::Idle:
        return tr("%1 stopped in the middle of its answer: nothing came for %2 s. Try again.")
            .arg(at, seconds(outcome.request.idleTimeout));
    case Transport::TooLarge:
        return tr("The answer of %1 is larger than %2 MB and was not read. Ask for less, or fetch it with curl.")
            .arg(at, megabytes(outcome.request.bodyCap));
    case Transport::Tls:
        return tlsSentence(outcome, at);
    case Transport::NoTls:
        return tr("%1 does not speak TLS. Check the port, or begin the address with http instead of https.").arg(at);
    case Transport::ProxyKey:
        return tr("The proxy wants a user and a password. Set them in this connection.");
    case Transport::Proxy:
        return tr("%1 could not be reached through the proxy %2: %3. Check the proxy of this connection.")
            .arg(at, outcome.proxy, outcome.reason);
    case Transport::SentOnce:
        return tr("%1 closed the connection without an answer.").arg(at);
    case Transport::Stopped:
        return outcome.sentWhole ? tr("You stopped waiting after all was sent to %1.").arg(at)
                                 : tr("Stopped before the last byte was sent: %1 has saved nothing.").arg(at);
    case Transport::Unpack:
        return tr("The answer of %1 could not be unpacked: it is damaged, or larger than %2 MB. "
                  "Try again, or ask for less.")
            .arg(at, megabytes(outcome.request.bodyCap));
    default:
        return tr("%1 could not be reached: %2. Check your network, then try again.").arg(at, outcome.reason);
    }
}

QString memberWords(const json::Value &document)
{
    for (const QStringView name : {u"error", u"error_msg", u"message", u"description"})
        if (const QString words = document.value(name).toString().trimmed(); !words.isEmpty())
            return words;
    return {};
}

QString titleOf(const QByteArray &page)
{
    static const QRegularExpression title(u"<title>([^<]*)</title>"_s, QRegularExpression::CaseInsensitiveOption);
    return title.match(QString::fromUtf8(page.left(4096))).captured(1).simplified();
}

// A sentence of the server ends as one, so that another can follow.
QString ended(const QString &words)
{
    return words.isEmpty() || words.endsWith(u'.') || words.endsWith(u'!') || words.endsWith(u'?') ? words
                                                                                                   : words + u'.';
}

QString wayOn(int status)
{
    switch (status) {
    case 401:
        return tr("Check the key of this connection.");
    case 403:
        return tr("Use a connection whose key may do that.");
    case 404:
        return tr("It may have been deleted or renamed meanwhile: refresh.");
    case 409:
        return tr("Look at what is there now, then try again.");
    case 413:
        return tr("Make it smaller, or raise the limit on the server.");
    case 429:
        return tr("Wait a minute, then try again.");
    default:
        return status >= 500 ? tr("Try again in a moment; if it stays so, look at the server's own log.")
                             : tr("Correct the request, then try again.");
    }
}

QString plainCause(const Outcome &outcome, const QString &at)
{
    const int status = outcome.response.status;
    if (isWebPage(outcome.response) && status < 500)
        return tr("%1 answered %2 with a web page, so this is not the API: check host and port.").arg(at).arg(status);
    const QString title = isWebPage(outcome.response) ? titleOf(outcome.response.body) : QString();
    if (!title.isEmpty())
        return tr("%1 answered “%2”: what stands in front of the server cannot reach it.").arg(at, title.left(100));
    return tr("%1 answered with status %2.").arg(at).arg(status);
}

} // namespace

bool isWebPage(const Response &response)
{
    return response.header("Content-Type").toLower().contains("html");
}

QString serverWords(const Response &response)
{
    const QByteArray type = response.header("Content-Type").toLower();
    if (isWebPage(response) || response.body.size() > 1024 * 1024)
        return {};
    if (const auto parsed = json::read(response.body); parsed && !parsed->value.isString())
        return memberWords(parsed->value).left(2000);
    if (!type.startsWith("text/plain"))
        return {};
    const QString text = QString::fromUtf8(redacted(response.body.left(2000))).simplified();
    return text.size() <= 400 ? text : text.left(400) + u'…';
}

QString doneOrNot(const Outcome &outcome)
{
    if (!isWrite(outcome.request))
        return {};
    switch (outcome.transport) {
    case Transport::Refused:
    case Transport::UnknownHost:
    case Transport::Tls:
    case Transport::NoTls:
    case Transport::Proxy:
    case Transport::ProxyKey:
        return {}; // nothing got there
    default:
        break;
    }
    if (outcome.transport == Transport::Stopped && !outcome.sentWhole)
        return {};
    const int status = outcome.response.status;
    if (status >= 200 && status < 300)
        return u' '
            + tr("The server had accepted it (status %1), so it was probably done: look before you repeat it.")
                  .arg(status);
    return u' ' + tr("It is unknown whether it was done: look before you repeat it.");
}

QString transportSentence(const Outcome &outcome)
{
    QString sentence = withoutAnswer(outcome);
    if (const QString done = doneOrNot(outcome); !done.isEmpty())
        sentence += done;
    return sentence;
}

QString statusSentence(const Outcome &outcome)
{
    const int status = outcome.response.status;
    const QString at = place(outcome.url);
    if (status >= 300 && status < 400) {
        const QString location = QString::fromUtf8(outcome.response.header("Location")).left(500);
        return tr("%1 has moved to %2; redirects are not followed, as the key would go along. Change the address of "
                  "this connection if that place is right.")
            .arg(at, location.isEmpty() ? tr("another place") : location);
    }
    const QString words = withoutKeys(serverWords(outcome.response), outcome.secrets);
    if (status == 400
        && (words.contains(u"plain HTTP request"_s) || words.contains(u"HTTP request to an HTTPS"_s)
            || titleOf(outcome.response.body).contains(u"plain HTTP request"_s)))
        return tr("%1 wants https: begin the address with https.").arg(at);
    const int meaning = status == 400 && words.contains(u"too large"_s, Qt::CaseInsensitive) ? 413 : status;
    const QString cause = words.isEmpty() ? plainCause(outcome, at) : ended(words);
    return isWebPage(outcome.response) && status < 500 ? cause : cause + u' ' + wayOn(meaning);
}

QByteArray transactionId(const Response &response)
{
    const QByteArray header = response.header("X-Request-ID");
    if (!header.isEmpty() || response.status < 400 || response.body.size() > 64 * 1024)
        return header.left(100);
    const auto parsed = json::read(response.body);
    return parsed ? parsed->value.value(u"code").toString().left(100).toUtf8() : QByteArray();
}

QString detailOf(const Outcome &outcome)
{
    const QUrl origin = outcome.url.adjusted(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveUserInfo);
    QByteArray text = outcome.request.method + ' ' + origin.toEncoded() + redactedTarget(outcome.request.target);
    const Response &response = outcome.response;
    if (response.status > 0)
        text += "\n" + tr("Status %1").arg(response.status).toUtf8();
    if (const QByteArray id = transactionId(response); !id.isEmpty())
        text += "\n" + tr("Transaction").toUtf8() + ' ' + id;
    if (!outcome.reason.isEmpty())
        text += "\n" + outcome.reason.toUtf8();
    if (!response.body.isEmpty())
        text += "\n\n" + excerpt(response.body, 4096, outcome.request.secretMembers, outcome.secrets);
    return QString::fromUtf8(text);
}

} // namespace net
