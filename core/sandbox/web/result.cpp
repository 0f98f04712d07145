#include "core/sandbox/web/result.h"

#include <QSet>

#include <algorithm>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

/// Java's HTTP libraries cut characters down to a byte.
QByteArray lowBytes(const QString &text)
{
    QByteArray bytes;
    bytes.reserve(text.size());
    for (const auto c : text)
        bytes.append(char(c.unicode() & 0xff));
    return bytes;
}

bool breaksLine(const QByteArray &text) { return text.contains('\r') || text.contains('\n'); }

void appendHeader(const QString &name, const QString &value, HttpResult *result)
{
    static const QSet<QByteArray> owned{"server", "date", "content-length", "connection", "transfer-encoding"};
    const Header header{lowBytes(name), lowBytes(value)};
    const auto lower = header.name.toLower();
    if (lower == "content-type") {
        if (!result->contentType)
            result->contentType = value.toUtf8();
        return;
    }
    // Who could end a line here could write an answer of his own behind this one.
    if (!owned.contains(lower) && !breaksLine(header.name) && !breaksLine(header.value))
        result->headers.append(header);
}

/// False for values that no header can have.
bool appendHeaders(const QString &name, const json::Value &value, HttpResult *result)
{
    if (value.isArray())
        return std::all_of(value.items().begin(), value.items().end(),
                           [&](const json::Value &item) { return appendHeaders(name, item, result); });
    if (value.isNull() || value.isObject())
        return false;
    appendHeader(name, value.isString() ? value.toString()
                                        : value.isBool() ? (value.toBool() ? u"true"_s : u"false"_s)
                                                         : QString::fromLatin1(value.numberText()),
                 result);
    return true;
}

bool readHeaders(const json::Value &headers, HttpResult *result)
{
    const auto &members = headers.members();
    return headers.isObject() && std::all_of(members.begin(), members.end(), [result](const json::Member &member) {
        return appendHeaders(member.name, member.value, result);
    });
}

/// A number without a fraction or its text.
std::optional<qint64> wholeNumber(const json::Value &value)
{
    if (value.isNumber())
        return value.toInteger();
    const auto text = value.toString();
    const auto digits = QStringView(text).sliced(text.startsWith(u'+') || text.startsWith(u'-') ? 1 : 0);
    const bool wellFormed = !digits.isEmpty() && std::all_of(digits.begin(), digits.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    bool fits = false;
    const auto number = text.toInt(&fits);
    return value.isString() && wellFormed && fits ? std::optional<qint64>(number) : std::nullopt;
}

bool readStatus(const json::Value &value, HttpResult *result)
{
    const auto number = wholeNumber(value);
    if (!number || *number < 100 || *number > 599)
        return false;
    result->status = int(*number);
    return true;
}

bool isBase64Letter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'+' || c == u'/';
}

} // namespace

std::optional<HttpResult> readHttpResult(const json::Value &value)
{
    if (!value.isObject())
        return {};
    HttpResult result;
    const auto *headers = value.find(u"headers");
    const auto *status = value.find(u"statusCode");
    if ((headers && !readHeaders(*headers, &result)) || (status && !readStatus(*status, &result)))
        return {};
    result.body = value.value(u"body");
    return result;
}

bool looksBase64(const QString &text)
{
    const auto trimmed = QStringView(text).trimmed();
    return !trimmed.isEmpty() && trimmed.size() % 4 == 0 && fromStrictBase64(trimmed.toString());
}

std::optional<QByteArray> fromStrictBase64(const QString &text)
{
    QStringView letters = text;
    const auto padding = letters.endsWith(u"==") ? 2 : letters.endsWith(u'=') ? 1 : 0;
    letters.chop(padding);
    if (!std::all_of(letters.begin(), letters.end(), isBase64Letter) || letters.size() % 4 == 1
        || (padding > 0 && text.size() % 4 != 0))
        return {};
    return QByteArray::fromBase64(letters.toLatin1());
}

} // namespace sandbox
