#include "ui/editors/trigger/firetree.h"

#include "ui/editors/runtext.h"
#include "ui/widgets/timetext.h"

using namespace Qt::StringLiterals;
using insight::TraceKind;
using insight::TraceNode;
using insight::TraceState;

QString firetexts::outcome(const TraceNode &node, qint64 nowMs)
{
    switch (node.state) {
    case TraceState::Done:
        if (node.kind == TraceKind::Trigger)
            return FireTree::tr("202 fired");
        return node.kind == TraceKind::Rule ? FireTree::tr("✓ started its action") : FireTree::tr("✓ success");
    case TraceState::Failed:
        if (node.kind == TraceKind::Rule)
            return FireTree::tr("✕ not started");
        return statusText(node.status, node.timedOut, {}).text;
    case TraceState::Loading:
        return FireTree::tr("◷ looking");
    case TraceState::Pending:
        return FireTree::tr("◷ pending, looked for %1").arg(durationText(double(std::max<qint64>(0, nowMs - node.pendingSinceMs))));
    case TraceState::NotStored:
        return FireTree::tr("○ no record found");
    case TraceState::Unreadable:
        return FireTree::tr("✕ not readable");
    case TraceState::NotReached:
        return FireTree::tr("not reached");
    case TraceState::NotStarted:
        return FireTree::tr("not started: rule is off");
    case TraceState::LeftOut:
        return FireTree::tr("not loaded");
    }
    return {};
}

Chip::Tone firetexts::tone(const TraceNode &node)
{
    switch (node.state) {
    case TraceState::Done:
        return Chip::Tone::Success;
    case TraceState::Failed:
        return node.timedOut ? Chip::Tone::Warning : Chip::Tone::Error;
    case TraceState::Unreadable:
        return Chip::Tone::Error;
    case TraceState::Loading:
    case TraceState::Pending:
        return Chip::Tone::Accent;
    case TraceState::NotStarted:
    case TraceState::NotStored:
        return Chip::Tone::Warning;
    case TraceState::NotReached:
    case TraceState::LeftOut:
        break;
    }
    return Chip::Tone::Neutral;
}

QString firetexts::explanation(const TraceNode &node)
{
    if (node.state == TraceState::NotStored)
        return FireTree::tr("This server may store only failures, or none; that is set by who runs it and cannot be seen from here.");
    if (node.state == TraceState::NotReached && !node.note.isEmpty())
        return FireTree::tr("%1 ended the sequence").arg(node.note);
    return node.note;
}
