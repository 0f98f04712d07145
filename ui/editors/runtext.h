#pragma once

#include "core/openwhisk/activation.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/logview.h"
#include "ui/widgets/phasebar.h"

/// How the editors put a run into words.
struct StatusText {
    QString text;
    Chip::Tone tone = Chip::Tone::Neutral;
};
StatusText statusText(openwhisk::ActivationStatus status, bool timedOut, std::optional<qint64> durationMs);
Phases phasesOf(const openwhisk::ActivationSummary &summary);
/// Takes microseconds a line: for a worker.
QList<LogRow> logRows(const QList<openwhisk::LogLine> &lines);
