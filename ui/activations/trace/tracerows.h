#pragma once

#include "core/insight/trace.h"
#include "ui/widgets/waterfall.h"

/// A trace as lines of a waterfall. Pure.
namespace tracerows {

QString keyOf(const insight::Trace &trace, qsizetype node); ///< the activation's id where it has one
QList<WaterfallRow> rows(const insight::Trace &trace, qint64 nowMs);
QList<TimeScale::Gap> gaps(const insight::Trace &trace);
QString note(const insight::TraceNode &node, qint64 nowMs);
QString name(const insight::TraceNode &node);
QString glyph(insight::TraceKind kind);

} // namespace tracerows
