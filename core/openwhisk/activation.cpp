#include "core/openwhisk/activation.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace openwhisk {

namespace {

ActivationStatus statusFromText(const QString &text)
{
    if (text == u"success"_s)
        return ActivationStatus::Success;
    if (text == u"application error"_s)
        return ActivationStatus::ApplicationError;
    if (text == u"action developer error"_s)
        return ActivationStatus::DeveloperError;
    return text == u"whisk internal error"_s ? ActivationStatus::InternalError : ActivationStatus::Unknown;
}

std::optional<qint64> integerOf(const QList<KeyValue> &items, QStringView key)
{
    const json::Value *value = findValue(items, key);
    return value ? value->toInteger() : std::nullopt;
}

QString textOf(const QList<KeyValue> &items, QStringView key)
{
    const json::Value *value = findValue(items, key);
    return value ? value->toString() : QString();
}

void setTimes(const json::Value &document, ActivationSummary &summary)
{
    summary.start = document.value(u"start").toInteger().value_or(0);
    summary.end = document.value(u"end").toInteger();
    summary.durationMs = document.value(u"duration").toInteger();
    completeTimes(summary);
}

void setAnnotations(const QList<KeyValue> &annotations, ActivationSummary &summary)
{
    summary.kind = textOf(annotations, u"kind");
    summary.waitMs = integerOf(annotations, u"waitTime");
    summary.initMs = integerOf(annotations, u"initTime");
    summary.timedOut = isTrue(annotations, u"timeout");
    summary.binding = textOf(annotations, u"binding");
    if (const QString path = textOf(annotations, u"path"); !path.isEmpty())
        summary.name = nameFromPath(path);
}

/// The texts of a 429 (facts 0.4, 4.11), which a failed member hands up to what called it.
bool isThrottling(const json::Value &result)
{
    const QString text = result.value(u"error").toString();
    return text.startsWith("Too many requests"_L1) || text.startsWith("Too many concurrent requests"_L1);
}

/// The end of "2026-01-01T00:00:00.123456789Z" at the start of a line, 0 when there is none.
qsizetype timeLength(QStringView line)
{
    static constexpr QStringView shape = u"dddd-dd-ddTdd:dd:dd.";
    if (line.size() < shape.size() + 2)
        return 0;
    for (qsizetype i = 0; i < shape.size(); ++i)
        if (shape[i] == u'd' ? !line[i].isDigit() : line[i] != shape[i])
            return 0;
    qsizetype end = shape.size();
    while (end < line.size() && line[end].isDigit())
        ++end;
    return end > shape.size() && end < line.size() && line[end] == u'Z' ? end + 1 : 0;
}

} // namespace

void completeTimes(ActivationSummary &summary)
{
    if (summary.end == 0) // how a trigger's record is stored
        summary.end.reset();
    if (!summary.durationMs && summary.end)
        summary.durationMs = *summary.end - summary.start;
}

EntityName nameFromPath(const QString &path)
{
    const qsizetype slash = path.lastIndexOf(u'/');
    return slash < 0 ? EntityName{u"_"_s, {}, path} : fromMembers(path.first(slash), path.sliced(slash + 1));
}

LogLine parseLogLine(const QString &line)
{
    const qsizetype time = timeLength(line);
    if (!time)
        return {{}, LogLine::Stream::Unmarked, line};
    LogLine result{line.first(time), LogLine::Stream::Unmarked, {}};
    // A deployment pads the time with blanks before the stream's name; a line without one keeps its own indent.
    QStringView rest = QStringView(line).sliced(time);
    qsizetype blanks = 0;
    while (blanks < rest.size() && rest[blanks] == u' ')
        ++blanks;
    const QStringView marked = rest.sliced(blanks);
    if (blanks && marked.startsWith(u"stdout:"))
        result.stream = LogLine::Stream::Stdout;
    else if (blanks && marked.startsWith(u"stderr:"))
        result.stream = LogLine::Stream::Stderr;
    if (result.stream != LogLine::Stream::Unmarked)
        rest = marked.sliced(7);
    result.text = (rest.startsWith(u' ') ? rest.sliced(1) : rest).toString();
    return result;
}

Result<Activation> Activation::fromJson(const json::Value &document)
{
    if (!document.value(u"activationId").isString() || !document.value(u"name").isString())
        return Error{Error::Kind::Protocol,
                     QCoreApplication::translate("openwhisk", "The answer is no activation record: it lacks an id or name."),
                     {}};
    Activation result;
    ActivationSummary &summary = result.summary;
    const json::Value response = document.value(u"response");
    result.annotations = keyValuesFromJson(document.value(u"annotations"));
    summary.id = document.value(u"activationId").toString();
    summary.name = fromMembers(document.value(u"namespace").toString(), document.value(u"name").toString());
    summary.version = document.value(u"version").toString();
    summary.cause = document.value(u"cause").toString();
    summary.status = statusFromText(response.value(u"status").toString());
    summary.throttled = summary.status != ActivationStatus::Success && isThrottling(response.value(u"result"));
    setTimes(document, summary);
    setAnnotations(result.annotations, summary);
    result.subject = document.value(u"subject").toString();
    result.result = response.value(u"result");
    result.hasResult = response.contains(u"result");
    result.size = response.value(u"size").toInteger();
    for (const json::Value &line : document.value(u"logs").items())
        result.logs.append(parseLogLine(line.toString()));
    result.document = document;
    return result;
}

} // namespace openwhisk
