#include "core/openwhisk/sizes.h"

#include "core/json/text.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace openwhisk {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("openwhisk", text);
}

Error tooLarge(const QString &what, qint64 size, qint64 allowed)
{
    const auto shown = [](qint64 bytes) { return QLocale().formattedDataSize(bytes); };
    return {Error::Kind::TooLarge,
            tr("%1 too large: %2, the server takes up to %3. Nothing was sent.").arg(what, shown(size), shown(allowed)), {}};
}

/// As the server counts: keys and compact values.
qint64 itemBytes(const json::Value &items)
{
    qint64 bytes = 0;
    for (const json::Value &item : items.items())
        bytes += item.value(u"key").toString().toUtf8().size() + json::compact(item.value(u"value")).size();
    return bytes;
}

std::optional<Error> sizeProblem(const json::Value &body, const NamespaceLimits &limits)
{
    if (const qint64 bytes = json::compact(body.value(u"exec")).size(); bytes > maxExecBytes)
        return tooLarge(tr("The code is"), bytes, maxExecBytes);
    if (const qint64 bytes = itemBytes(body.value(u"parameters")); bytes > limits.maxParameterBytes)
        return tooLarge(tr("The parameters are"), bytes, limits.maxParameterBytes);
    if (const qint64 bytes = itemBytes(body.value(u"annotations")); bytes > limits.maxParameterBytes)
        return tooLarge(tr("The annotations are"), bytes, limits.maxParameterBytes);
    return std::nullopt;
}

} // namespace

Result<QByteArray> putText(const json::Value &body, const NamespaceLimits &limits)
{
    const auto text = json::toSend(body);
    if (text && text->size() > std::min(maxExecBytes, limits.maxParameterBytes))
        if (const auto problem = sizeProblem(body, limits))
            return *problem;
    return text;
}

Result<QByteArray> payloadText(const QByteArray &payload, const NamespaceLimits &limits)
{
    if (payload.trimmed().isEmpty())
        return QByteArray("{}");
    if (payload.size() > limits.maxPayloadBytes)
        return tooLarge(tr("The payload is"), payload.size(), limits.maxPayloadBytes);
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
