#include "ui/activations/trace/tracerows.h"

#include "ui/widgets/timetext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using insight::Trace;
using insight::TraceKind;
using insight::TraceNode;
using insight::TraceState;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("TraceRows", text);
}

bool hasTimes(const TraceNode &node)
{
    return node.startMs && node.state != TraceState::NotReached && node.state != TraceState::NotStored;
}

Phases phasesOf(const TraceNode &node)
{
    const bool failed = node.state == TraceState::Failed && !node.timedOut;
    return {double(node.waitMs.value_or(0)), double(node.initMs.value_or(0)), double(node.runMs.value_or(0)),
            node.initMs.has_value(), failed};
}

/// Where the bar lies; a sequence is as long as from its start to the end of its last member.
void setTimes(const TraceNode &node, qint64 zeroMs, WaterfallRow *row)
{
    row->startMs = double(node.fromMs().value_or(*node.startMs) - zeroMs);
    switch (node.kind) {
    case TraceKind::Trigger:
    case TraceKind::Rule:
        row->look = WaterfallRow::Look::Moment;
        break;
    case TraceKind::Sequence:
    case TraceKind::Composition:
        row->look = WaterfallRow::Look::Span;
        row->phases = {0, 0, double(std::max<qint64>(0, node.endMs.value_or(*node.startMs) - zeroMs) - qint64(row->startMs)), false,
                       node.state == TraceState::Failed};
        break;
    case TraceKind::Action:
        row->look = WaterfallRow::Look::Run;
        row->phases = phasesOf(node);
    }
}

QString doneNote(const TraceNode &node)
{
    switch (node.kind) {
    case TraceKind::Trigger:
        return tr("fired");
    case TraceKind::Rule:
        return tr("started its action");
    case TraceKind::Action:
        return durationText(double(node.initMs.value_or(0) + node.runMs.value_or(0)));
    case TraceKind::Sequence:
    case TraceKind::Composition:
        break;
    }
    return {};
}

/// Why: the name of the member before it, or the server's words.
QString notReached(const QString &why)
{
    if (why.isEmpty())
        return tr("not reached");
    return why.contains(u' ') ? tr("not reached: %1").arg(why)
                              : tr("not reached: %1 ended the sequence").arg(why.section(u'/', -1));
}

} // namespace

QString tracerows::keyOf(const Trace &trace, qsizetype node)
{
    const QString &id = trace.nodes.at(node).id;
    return id.isEmpty() ? u"node %1"_s.arg(node) : id;
}

QString tracerows::glyph(TraceKind kind)
{
    switch (kind) {
    case TraceKind::Trigger:
        return u"trigger"_s;
    case TraceKind::Rule:
        return u"rule"_s;
    case TraceKind::Sequence:
    case TraceKind::Composition:
        return u"sequence"_s;
    case TraceKind::Action:
        break;
    }
    return u"action"_s;
}

QString tracerows::name(const TraceNode &node)
{
    if (node.name.name.isEmpty())
        return tr("activation %1").arg(shortId(node.id));
    return node.depth > 0 && node.kind == TraceKind::Action ? node.name.name : node.name.shown();
}

QString tracerows::note(const TraceNode &node, qint64 nowMs)
{
    switch (node.state) {
    case TraceState::Done:
        return doneNote(node);
    case TraceState::Failed: {
        const QString words = node.timedOut ? tr("timed out") : node.note.isEmpty() ? tr("failed") : node.note;
        const QString time = node.kind == TraceKind::Action ? doneNote(node) : QString();
        return time.isEmpty() ? words : time + u", "_s + words;
    }
    case TraceState::Loading:
        return tr("loading …");
    case TraceState::Pending:
        return tr("pending, looked for %1").arg(durationText(double(std::max<qint64>(0, nowMs - node.pendingSinceMs))));
    case TraceState::NotStored:
        return tr("not stored: the server may keep no record of it");
    case TraceState::Unreadable:
        return node.note;
    case TraceState::NotReached:
        return notReached(node.note);
    case TraceState::NotStarted:
        return node.note.isEmpty() ? tr("not started: the rule is off") : tr("not started: %1").arg(node.note);
    case TraceState::LeftOut:
        return tr("not loaded: there are too many members");
    }
    return {};
}

QList<WaterfallRow> tracerows::rows(const Trace &trace, qint64 nowMs)
{
    QList<WaterfallRow> rows;
    rows.reserve(trace.nodes.size());
    for (qsizetype i = 0; i < trace.nodes.size(); ++i) {
        const TraceNode &node = trace.nodes.at(i);
        WaterfallRow row;
        row.key = keyOf(trace, i);
        row.name = name(node);
        row.glyph = glyph(node.kind);
        row.depth = node.depth;
        row.note = note(node, nowMs);
        row.muted = node.state == TraceState::NotReached || node.state == TraceState::NotStarted
            || node.state == TraceState::LeftOut;
        if (hasTimes(node))
            setTimes(node, trace.fromMs, &row);
        else
            row.look = WaterfallRow::Look::Nothing;
        rows.append(row);
    }
    return rows;
}

QList<TimeScale::Gap> tracerows::gaps(const Trace &trace)
{
    QList<TimeScale::Gap> gaps;
    for (const insight::TraceGap &gap : insight::gapsOf(trace))
        gaps.append({double(gap.fromMs - trace.fromMs), double(gap.toMs - trace.fromMs)});
    return gaps;
}
