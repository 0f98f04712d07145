#include "core/sandbox/api/firerecord.h"

#include "core/sandbox/store/jsonwriter.h"

namespace sandbox {

using namespace Qt::StringLiterals;

QString startedLine(const QString &id, const QString &rule, const QString &action)
{
    return QString::fromUtf8(JsonWriter()
                                 .add(u"statusCode", qint64(0))
                                 .add(u"success", true)
                                 .add(u"activationId", id)
                                 .add(u"rule", rule)
                                 .add(u"action", action)
                                 .text());
}

QString refusedLine(int status, const QString &error, const QString &rule, const QString &action)
{
    return QString::fromUtf8(JsonWriter()
                                 .add(u"statusCode", qint64(status >= 500 ? RunStatus::InternalError : RunStatus::ApplicationError))
                                 .add(u"success", false)
                                 .add(u"rule", rule)
                                 .add(u"error", error)
                                 .add(u"action", action)
                                 .text());
}

StoredActivation fireRecord(const FireHead &head, const json::Value &event, const QStringList &lines)
{
    RunOutcome outcome;
    outcome.result = event;
    StoredActivation record;
    record.id = head.id;
    record.ns = head.ns;
    record.name = head.trigger;
    record.start = head.start;
    record.summary = JsonWriter()
                         .add(u"statusCode", qint64(0))
                         .add(u"name", head.trigger)
                         .add(u"activationId", head.id)
                         .add(u"start", head.start)
                         .add(u"namespace", head.ns)
                         .add(u"publish", false)
                         .add(u"annotations", QByteArray("[]"))
                         .add(u"version", head.version)
                         .text();
    record.head = JsonWriter()
                      .add(u"activationId", head.id)
                      .add(u"annotations", QByteArray("[]"))
                      .add(u"name", head.trigger)
                      .add(u"namespace", head.ns)
                      .add(u"publish", false)
                      .add(u"start", head.start)
                      .add(u"subject", head.ns)
                      .add(u"version", head.version)
                      .text();
    record.response = responseText(outcome);
    record.logs = logTexts(lines);
    return record;
}

} // namespace sandbox
