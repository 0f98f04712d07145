#include "core/insight/compare.h"

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace insight {

namespace {

std::optional<qint64> runOf(const ActivationSummary &summary)
{
    if (!summary.durationMs)
        return std::nullopt;
    return std::max<qint64>(0, *summary.durationMs - summary.initMs.value_or(0));
}

json::Value byKey(const QList<KeyValue> &annotations)
{
    json::Value object = json::Value::object();
    for (const KeyValue &item : annotations)
        if (item.key != "waitTime"_L1 && item.key != "initTime"_L1)
            object.set(item.key, item.value);
    return object;
}

QStringList textsOf(const QList<LogLine> &lines)
{
    QStringList texts;
    for (const LogLine &line : lines)
        texts.append(line.text);
    return texts;
}

} // namespace

bool Comparison::sameLogs() const
{
    return std::all_of(logs.begin(), logs.end(), [](const LinePair &pair) { return pair.change == LinePair::Change::Same; });
}

Comparison compare(const Activation &a, const Activation &b)
{
    Comparison result;
    result.wait = {a.summary.waitMs, b.summary.waitMs};
    result.init = {a.summary.initMs, b.summary.initMs};
    result.run = {runOf(a.summary), runOf(b.summary)};
    result.duration = {a.summary.durationMs, b.summary.durationMs};
    result.size = {a.size, b.size};
    result.sameAction = a.summary.name == b.summary.name;
    result.sameVersion = a.summary.version == b.summary.version;
    result.sameStatus = a.summary.status == b.summary.status && a.summary.timedOut == b.summary.timedOut;
    result.result = json::diff(a.result, b.result);
    result.annotations = json::diff(byKey(a.annotations), byKey(b.annotations));
    result.logs = diffLines(textsOf(a.logs), textsOf(b.logs), &result.logsExact);
    return result;
}

} // namespace insight
