#include "core/sandbox/api/input.h"

#include "core/json/text.h"
#include "core/sandbox/api/canonical.h"
#include "core/sandbox/api/jsonerror.h"
#include "core/sandbox/api/refusal.h"

#include <QRegularExpression>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype payloadLimit = 1048576;
constexpr int listDefault = 30;
constexpr int listLimit = 200;

/// type/subtype of the Content-Type as sent; a missing or unreadable one counts as octet-stream.
QString contentType(const HttpRequest &request)
{
    static const QRegularExpression form(u"^[\\w!#$%&'*+.^`|~-]+/[\\w!#$%&'*+.^`|~-]+$"_s);
    const auto header = request.headers.find("Content-Type").value_or(QByteArray());
    const auto type = QString::fromLatin1(header.split(';').first().trimmed());
    return form.match(type).hasMatch() && type != u"*/*" ? type.toLower() : u"application/octet-stream"_s;
}

void checkType(const HttpRequest &request)
{
    const auto type = contentType(request);
    if (type != u"application/json")
        reject(415, u"The request's Content-Type [%1] is not supported. Expected:\napplication/json"_s.arg(type));
}

/// Bytes that are no UTF-8 become U+FFFD, together with as many after them as their first one announces: the real
/// server's reader, which may so lose a closing quote.
QByteArray readable(const QByteArray &body)
{
    if (body.isValidUtf8())
        return body;
    QByteArray out;
    out.reserve(body.size());
    for (qsizetype i = 0; i < body.size();) {
        const auto lead = uchar(body[i]);
        const qsizetype length = lead < 0x80 ? 1 : (lead & 0xE0) == 0xC0 ? 2 : (lead & 0xF0) == 0xE0 ? 3 : (lead & 0xF8) == 0xF0 ? 4 : 1;
        const auto piece = body.mid(i, length);
        out += piece.size() == length && piece.isValidUtf8() ? piece : QByteArray("\xEF\xBF\xBD");
        i += length;
    }
    return out;
}

/// Scala's toInt: digits with an optional minus sign, 32 bits.
std::optional<int> wholeNumber(const QString &text)
{
    static const QRegularExpression form(u"^-?[0-9]+$"_s);
    bool fits = false;
    const auto number = text.toInt(&fits);
    return fits && form.match(text).hasMatch() ? std::optional(number) : std::nullopt;
}

int queryInt(const Call &call, const QString &name, int otherwise, const QString &collection)
{
    const auto text = call.request.query.find(name);
    if (!text)
        return otherwise;
    const auto number = wholeNumber(*text);
    if (!number)
        rejectQuery(name, u"The value '%1' is not an integer for %2."_s.arg(*text, collection));
    return *number;
}

} // namespace

json::Value parseBody(const QByteArray &sent)
{
    const auto body = readable(sent);
    const auto result = body.startsWith("\xEF\xBB\xBF") ? std::nullopt : json::read(body);
    if (!result)
        rejectMalformed(jsonErrorOf(body));
    checkNumbers(result->value);
    return result->value;
}

json::Value readBody(const Call &call)
{
    if (!call.request.body.isEmpty())
        checkType(call.request);
    else if (call.request.headers.contains("Content-Type"))
        checkType(call.request);
    return parseBody(call.request.body);
}

json::Value readPayload(const Call &call)
{
    const auto &request = call.request;
    if (!request.body.isEmpty() || request.headers.contains("Content-Type"))
        checkType(request);
    if (request.body.isEmpty())
        return json::Value::object();
    auto value = parseBody(request.body);
    if (!value.isObject())
        rejectMalformed(u"JSON object expected"_s);
    return value;
}

void checkPayloadSize(qsizetype bytes)
{
    if (bytes > payloadLimit)
        refuse(413, u"Request larger than allowed: %1 > %2 bytes."_s.arg(bytes).arg(payloadLimit));
}

void checkPayloadSize(const Call &call) { checkPayloadSize(call.request.body.size()); }

bool queryBool(const Call &call, const QString &name, bool otherwise)
{
    const auto text = call.request.query.find(name);
    if (!text || text->isEmpty())
        return otherwise;
    const auto word = text->toLower();
    if (word == u"true" || word == u"yes" || word == u"on" || word == u"1")
        return true;
    if (word == u"false" || word == u"no" || word == u"off" || word == u"0")
        return false;
    rejectQuery(name, u"'"_s + *text + u"' is not a valid Boolean value"_s);
}

ListQuery listQuery(const Call &call, const QString &collection)
{
    ListQuery query;
    const auto skip = queryInt(call, u"skip"_s, 0, collection);
    if (skip < 0)
        rejectQuery(u"skip"_s, u"The value '%1' is not greater than or equal to 0 for %2."_s.arg(skip).arg(collection));
    const auto limit = queryInt(call, u"limit"_s, listDefault, collection);
    if (limit < 0 || limit > listLimit)
        rejectQuery(u"limit"_s, u"The value '%1' is not in the range of 0 to %2 for %3."_s.arg(limit).arg(listLimit).arg(collection));
    query.skip = skip;
    query.limit = limit == 0 ? listLimit : limit;
    query.count = queryBool(call, u"count"_s, false);
    return query;
}

} // namespace sandbox
