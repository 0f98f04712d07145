#include "core/openwhisk/sizes.h"

#include "core/json/text.h"
#include "core/openwhisk/keyvalues.h"
#include "core/openwhisk/limitwords.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace openwhisk {

namespace {

constexpr qint64 maxRequestBytes = 52428800;

QString tr(const char *text)
{
    return QCoreApplication::translate("openwhisk", text);
}

/// A plain sentence, and the server's own words behind it; none when it fits. field: the server's name for it.
std::optional<Error> tooLarge(const QString &what, const QString &field, qint64 size, qint64 allowed)
{
    const QString words = sizeRefusal(field, size, allowed);
    if (words.isEmpty())
        return std::nullopt;
    const auto shown = [](qint64 bytes) { return QLocale().formattedDataSize(bytes); };
    return Error{Error::Kind::TooLarge,
                 tr("%1 too large: %2, the server takes up to %3. Nothing was sent.").arg(what, shown(size), shown(allowed))
                     + u" ("_s + words + u')',
                 {}};
}

/// In the server's order: exec, parameters, annotations.
std::optional<Error> sizeProblem(const json::Value &body, const NamespaceLimits &limits)
{
    const auto bytes = [&body](QStringView name) { return itemBytes(keyValuesFromJson(body.value(name))); };
    const qint64 most = limits.maxParameterBytes;
    const qint64 code = body.value(u"exec").value(u"code").toString().toUtf8().size();
    if (auto problem = tooLarge(tr("The code is"), u"exec"_s, code, maxExecBytes))
        return problem;
    if (auto problem = tooLarge(tr("The parameters are"), u"parameters"_s, bytes(u"parameters"), most))
        return problem;
    return tooLarge(tr("The annotations are"), u"annotations"_s, bytes(u"annotations"), most);
}

} // namespace

Result<QByteArray> putText(const json::Value &body, const NamespaceLimits &limits)
{
    const auto text = json::toSend(body);
    if (!text || text->size() <= std::min(maxExecBytes, limits.maxParameterBytes))
        return text;
    if (const auto problem = sizeProblem(body, limits))
        return *problem;
    // Escapes make code longer on its way; a server answers "Request too large" to that, before it looks inside.
    if (const auto problem = tooLarge(tr("The request is"), u"Request"_s, text->size(), maxRequestBytes))
        return *problem;
    return text;
}

Result<QByteArray> payloadText(const QByteArray &payload, const NamespaceLimits &limits)
{
    if (payload.trimmed().isEmpty())
        return QByteArray("{}");
    if (const auto problem = tooLarge(tr("The payload is"), u"Request"_s, payload.size(), limits.maxPayloadBytes))
        return *problem;
    return json::parse(payload).andThen([](const json::Value &value) -> Result<QByteArray> {
        if (!value.isObject())
            return Error{Error::Kind::Rejected, tr("The payload must be a JSON object, such as {\"name\": \"value\"}."), {}};
        return json::toSend(value);
    });
}

std::chrono::milliseconds uploadDeadline(std::chrono::milliseconds usual, qsizetype bytes)
{
    return usual + std::chrono::seconds(bytes / (256 * 1024));
}

} // namespace openwhisk
