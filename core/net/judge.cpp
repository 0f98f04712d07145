#include "core/net/judge.h"

#include "core/json/text.h"
#include "core/net/sentences.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace net {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("net", text);
}

Error::Kind transportKind(Transport transport)
{
    switch (transport) {
    case Transport::Tls:
    case Transport::NoTls:
        return Error::Kind::Tls;
    case Transport::TooLarge:
        return Error::Kind::TooLarge;
    case Transport::Unpack:
        return Error::Kind::Protocol;
    case Transport::Stopped:
        return Error::Kind::Canceled;
    default:
        return Error::Kind::Network;
    }
}

Error::Kind statusKind(const Response &response)
{
    switch (response.status) {
    case 401:
        return Error::Kind::Unauthorized;
    case 403:
        return Error::Kind::Forbidden;
    case 404:
        return isWebPage(response) ? Error::Kind::Protocol : Error::Kind::NotFound;
    case 409:
        return Error::Kind::Conflict;
    case 413:
        return Error::Kind::TooLarge;
    case 429:
        return Error::Kind::Throttled;
    case 400:
        return response.body.contains("Request too large") ? Error::Kind::TooLarge : Error::Kind::Rejected;
    default:
        return response.status >= 500 ? Error::Kind::Server
            : response.status >= 400  ? Error::Kind::Rejected
                                      : Error::Kind::Protocol;
    }
}

bool succeeded(const Response &response)
{
    return response.status >= 200 && response.status < 300;
}

bool isAccepted(const Outcome &outcome)
{
    const QByteArray &header = outcome.request.acceptHeader;
    return outcome.request.acceptStatus.contains(outcome.response.status)
        && (header.isEmpty() || !outcome.response.header(header).isEmpty());
}

bool isEmptyByRight(const Outcome &outcome)
{
    const int status = outcome.response.status;
    return outcome.response.body.isEmpty() && (status == 204 || status == 205 || outcome.request.method == "HEAD");
}

Error failure(const Outcome &outcome, Error::Kind kind, const QString &message)
{
    return {kind, message, detailOf(outcome)};
}

// Without a right answer nobody knows whether a write was done.
Error unsettled(const Outcome &outcome, Error::Kind kind, const QString &message)
{
    Error error = failure(outcome, kind, message);
    error.maybeDone = !doneOrNot(outcome).isEmpty();
    return error;
}

Error statusError(const Outcome &outcome)
{
    return failure(outcome, statusKind(outcome.response), statusSentence(outcome));
}

// A status that the caller accepts beside 2xx, but with a body that only something in front of the server writes.
Error protocolError(const Outcome &outcome, const QString &message)
{
    if (!succeeded(outcome.response))
        return statusError(outcome);
    return unsettled(outcome, Error::Kind::Protocol, message + doneOrNot(outcome));
}

std::optional<Error> typeError(const Outcome &outcome)
{
    const QByteArray type = outcome.response.header("Content-Type").toLower();
    const bool json = type.isEmpty() || type.contains("json");
    const Expect expect = outcome.request.expect;
    if (expect == Expect::Anything || isEmptyByRight(outcome)
        || (expect == Expect::Json ? json : !isWebPage(outcome.response)))
        return {};
    const QString at = place(outcome.url);
    if (isWebPage(outcome.response))
        return protocolError(outcome,
                             tr("%1 answered with a web page, so this is not the API: check host and port.").arg(at));
    return protocolError(
        outcome,
        tr("%1 answered with %2 instead of JSON: check host and port.").arg(at, QString::fromLatin1(type.left(100))));
}

QString jsonSentence(const Outcome &outcome, const json::ParseError &error)
{
    const QString at = place(outcome.url);
    if (outcome.response.body.isEmpty())
        return tr("%1 answered with nothing where JSON was expected. Try again; if it stays so, check host and port.")
            .arg(at);
    if (error.incomplete)
        return tr("The answer of %1 broke off after %2 bytes. Try again.").arg(at).arg(outcome.response.body.size());
    return tr("The answer of %1 is no right JSON (line %2, column %3: %4) Check host and port, and what stands in "
              "between.")
        .arg(at)
        .arg(error.line)
        .arg(error.column)
        .arg(error.message);
}

std::optional<Error> jsonError(const Outcome &outcome, json::Value &document)
{
    if (outcome.request.expect != Expect::Json || !outcome.request.parseJson || isEmptyByRight(outcome))
        return {};
    json::ParseError error;
    auto parsed = json::read(outcome.response.body, &error);
    if (!parsed)
        return protocolError(outcome, jsonSentence(outcome, error));
    document = std::move(parsed->value);
    return {};
}

std::optional<Error> memberError(const Outcome &outcome, const json::Value &document)
{
    for (const QString &name : outcome.request.requiredMembers)
        if (succeeded(outcome.response) && !document.contains(name))
            return protocolError(
                outcome,
                tr("The answer of %1 lacks “%2”, so this is not the API that was expected: check host and port.")
                    .arg(place(outcome.url), name));
    return {};
}

} // namespace

Result<Reply> judge(const Outcome &outcome)
{
    if (outcome.transport != Transport::Good)
        return unsettled(outcome, transportKind(outcome.transport), transportSentence(outcome));
    if (!succeeded(outcome.response) && !isAccepted(outcome))
        return statusError(outcome);
    if (const auto error = typeError(outcome))
        return *error;
    auto response = std::make_shared<Response>(outcome.response);
    if (const auto error = jsonError(outcome, response->document))
        return *error;
    if (const auto error = memberError(outcome, response->document))
        return *error;
    return Reply(response);
}

bool mayTryAgain(const Outcome &outcome)
{
    return !isWrite(outcome.request)
        && (outcome.transport == Transport::Closed || outcome.transport == Transport::Broken);
}

} // namespace net
