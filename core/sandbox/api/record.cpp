#include "core/sandbox/api/record.h"

#include "core/sandbox/store/jsonwriter.h"

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

json::Value item(const QString &key, json::Value value)
{
    return json::Value::object({{u"key"_s, json::Value::string(key)}, {u"value"_s, std::move(value)}});
}

QString statusText(RunStatus status)
{
    static const QStringList words{u"success"_s, u"application error"_s, u"action developer error"_s, u"whisk internal error"_s};
    return words[int(status)];
}

} // namespace

QByteArray logTexts(const QStringList &lines)
{
    QList<QByteArray> quoted;
    quoted.reserve(lines.size());
    for (const auto &line : lines)
        quoted.append(json::quoted(line).toUtf8());
    return jsonArray(quoted);
}

int httpStatus(RunStatus status)
{
    return status == RunStatus::Success ? 200 : status == RunStatus::InternalError ? 500 : 502;
}

json::Value runAnnotations(const RecordHead &head, const RunOutcome &outcome)
{
    auto all = json::Value::array();
    if (!head.binding.isEmpty())
        all.append(item(u"binding"_s, json::Value::string(head.binding)));
    if (!head.cause.isEmpty())
        all.append(item(u"causedBy"_s, json::Value::string(u"sequence"_s)));
    all.append(item(u"path"_s, json::Value::string(head.path)));
    all.append(item(u"waitTime"_s, json::Value::number(outcome.waitTime)));
    all.append(item(u"kind"_s, json::Value::string(head.kind)));
    all.append(item(u"timeout"_s, json::Value::boolean(outcome.timedOut)));
    all.append(item(u"limits"_s, head.limits));
    if (outcome.initTime)
        all.append(item(u"initTime"_s, json::Value::number(*outcome.initTime)));
    return all;
}

QByteArray responseText(const RunOutcome &outcome)
{
    JsonWriter writer;
    writer.add(u"result", outcome.result);
    if (outcome.size)
        writer.add(u"size", *outcome.size);
    return writer.add(u"status", statusText(outcome.status)).add(u"success", outcome.status == RunStatus::Success).text();
}

StoredActivation recordOf(const RecordHead &head, const RunOutcome &outcome)
{
    return recordOf(head, outcome, runAnnotations(head, outcome), outcome.logs, outcome.end - outcome.start);
}

namespace {

QByteArray rowOf(const RecordHead &head, const RunOutcome &outcome, const QByteArray &annotations)
{
    JsonWriter row;
    row.add(u"statusCode", qint64(outcome.status)).add(u"duration", outcome.end - outcome.start).add(u"name", head.name);
    row.add(u"activationId", head.id).add(u"end", outcome.end).add(u"start", outcome.start).add(u"namespace", head.ns);
    row.add(u"publish", false).add(u"annotations", annotations).add(u"version", head.version);
    return (head.cause.isEmpty() ? row : row.add(u"cause", head.cause)).text();
}

QByteArray headOf(const RecordHead &head, const RunOutcome &outcome, const QByteArray &annotations, qint64 duration)
{
    JsonWriter record;
    record.add(u"activationId", head.id).add(u"annotations", annotations);
    if (!head.cause.isEmpty())
        record.add(u"cause", head.cause);
    record.add(u"duration", duration).add(u"end", outcome.end).add(u"name", head.name).add(u"namespace", head.ns);
    return record.add(u"publish", false).add(u"start", outcome.start).add(u"subject", head.ns).add(u"version", head.version).text();
}

} // namespace

StoredActivation recordOf(const RecordHead &head, const RunOutcome &outcome, const json::Value &annotations,
                          const QStringList &logs, qint64 duration)
{
    const auto text = json::compact(annotations);
    StoredActivation stored;
    stored.id = head.id;
    stored.ns = head.ns;
    stored.name = head.package.isEmpty() ? head.name : head.package + u'/' + head.name;
    stored.start = outcome.start;
    stored.summary = rowOf(head, outcome, text);
    stored.head = headOf(head, outcome, text, duration);
    stored.response = responseText(outcome);
    stored.logs = logTexts(logs);
    return stored;
}

} // namespace sandbox
