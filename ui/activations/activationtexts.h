#pragma once

#include "core/openwhisk/activation.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/logview.h"
#include "ui/widgets/phasebar.h"

/// How activations are put into words. Pure.
namespace activationtexts {

QString status(const openwhisk::ActivationSummary &summary); ///< "✓ success", "✕ application error", "◷ timed out"
Chip::Tone tone(const openwhisk::ActivationSummary &summary);
QString kind(const QString &kind);                            ///< "node 20" for "nodejs:20"
Phases phases(const openwhisk::ActivationSummary &summary);
bool hasPhases(const openwhisk::ActivationSummary &summary);
QString duration(const openwhisk::ActivationSummary &summary); ///< "60,012 ms", empty for a trigger
QString glyph(const openwhisk::ActivationSummary &summary);
QString annotationMeaning(const QString &key);                 ///< of the keys that OpenWhisk sets itself

/// Times of log lines in the window's zone; what is no RFC 3339 stays as it is.
QList<LogRow> logRows(const QList<openwhisk::LogLine> &lines, bool utc);

} // namespace activationtexts
