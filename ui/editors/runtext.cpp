#include "ui/editors/runtext.h"

#include "ui/widgets/timetext.h"

#include <QCoreApplication>
#include <QDateTime>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("RunText", text);
}

QString localTime(const QString &given)
{
    const QDateTime time = QDateTime::fromString(given.left(23) + u'Z', Qt::ISODateWithMs); // to the millisecond
    return time.isValid() ? timeText(time.toMSecsSinceEpoch()) : given;
}

} // namespace

StatusText statusText(ActivationStatus status, bool timedOut, std::optional<qint64> durationMs)
{
    const QString time = durationMs ? u" · "_s + durationText(double(*durationMs)) : QString();
    switch (status) {
    case ActivationStatus::Success:
        return {u"✓ "_s + tr("success") + time, Chip::Tone::Success};
    case ActivationStatus::ApplicationError:
        return {u"✕ "_s + tr("application error") + time, Chip::Tone::Error};
    case ActivationStatus::DeveloperError:
        return {u"✕ "_s + (timedOut ? tr("time limit") : tr("developer error")) + time, Chip::Tone::Error};
    case ActivationStatus::InternalError:
        return {u"✕ "_s + tr("internal error") + time, Chip::Tone::Error};
    case ActivationStatus::Unknown:
        break;
    }
    return {tr("status unknown") + time, Chip::Tone::Neutral};
}

Phases phasesOf(const ActivationSummary &summary)
{
    Phases phases;
    phases.waitMs = double(summary.waitMs.value_or(0));
    phases.initMs = double(summary.initMs.value_or(0));
    phases.runMs = std::max(0.0, double(summary.durationMs.value_or(0)) - phases.initMs);
    phases.cold = summary.initMs.has_value();
    phases.failed = summary.status != ActivationStatus::Success;
    return phases;
}

QList<LogRow> logRows(const QList<LogLine> &lines)
{
    QList<LogRow> rows;
    rows.reserve(lines.size());
    for (const LogLine &line : lines)
        rows.append({line.time.isEmpty() ? QString() : localTime(line.time), int(line.stream), line.text});
    return rows;
}
