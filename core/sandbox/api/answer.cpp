#include "core/sandbox/api/answer.h"

#include "core/json/text.h"
#include "core/sandbox/api/refusal.h"
#include "core/sandbox/setup/settings.h"

#include <QUuid>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

struct Range {
    QByteArray type;
    bool excluded = false;
};

/// "text/html, */*;q=0.5"; empty when it cannot be read.
QList<Range> rangesOf(const QByteArray &header)
{
    QList<Range> ranges;
    const auto parts = header.split(',');
    for (const auto &part : parts) {
        const auto pieces = part.split(';');
        Range range{pieces.first().trimmed().toLower()};
        for (qsizetype i = 1; i < pieces.size(); ++i) {
            const auto piece = pieces[i].trimmed().toLower();
            if (piece.startsWith("q="))
                range.excluded = piece.mid(2).toDouble() == 0;
        }
        ranges.append(range);
    }
    return ranges;
}

bool matches(const QByteArray &range, const QByteArray &type)
{
    return range == type || range == "*/*" || range == "*" || range == type.left(type.indexOf('/') + 1) + '*';
}

/// As pekko does: the most special range that matches decides.
bool allows(const QList<Range> &ranges, const QByteArray &type)
{
    const Range *best = nullptr;
    for (const auto &range : ranges)
        if (matches(range.type, type) && (!best || range.type.count('*') < best->type.count('*')))
            best = &range;
    return best && !best->excluded;
}

[[noreturn]] void refuseType(const QByteArray &type)
{
    reject(406, u"Resource representation is only available with these types:\n"_s + QString::fromLatin1(type));
}

} // namespace

void checkAccept(const HttpRequest &request, const QByteArray &type)
{
    if (const auto accept = request.headers.find("Accept"); accept && accept->contains('/'))
        if (!allows(rangesOf(*accept), type.split(';').first().trimmed().toLower()))
            refuseType(type);
    if (const auto charset = request.headers.find("Accept-Charset"); charset && !charset->trimmed().isEmpty())
        if (!allows(rangesOf(*charset), "utf-8"))
            refuseType(type);
}

void addCors(const Services &services, HttpResponse &response)
{
    if (!services.settings.cors)
        return;
    response.with("Access-Control-Allow-Origin", "*")
        .with("Access-Control-Allow-Headers", "Authorization, Origin, X-Requested-With, Content-Type, Accept, User-Agent")
        .with("Access-Control-Allow-Methods", "GET, DELETE, POST, PUT, HEAD");
}

HttpResponse answerJson(const Call &call, const QByteArray &body, int status)
{
    HttpResponse response;
    response.status = status;
    response.body = body;
    response.with("Content-Type", "application/json");
    addCors(call.services, response);
    return response;
}

HttpResponse answerJson(const Call &call, const json::Value &body, int status)
{
    return answerJson(call, json::compact(body), status);
}

HttpResponse answerText(const Call &call, const QByteArray &body, int status)
{
    auto response = plainText(status, body);
    addCors(call.services, response);
    return response;
}

QString newActivationId() { return QUuid::createUuid().toString(QUuid::Id128); }

} // namespace sandbox
