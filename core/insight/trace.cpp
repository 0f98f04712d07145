#include "core/insight/trace.h"

#include "core/insight/activationrow.h"
#include "core/openwhisk/triggers.h"

#include <algorithm>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace insight {

namespace {

constexpr int deepest = 100; ///< the server stops at 50 actions; records of a foreign store may say anything

QString errorText(const Activation &record)
{
    return record.result.value(u"error").toString();
}

bool isSuccess(const TraceNode &node)
{
    return node.status == ActivationStatus::Success;
}

/// Is that the action by its record and by what names it, "/ns/pkg/a"? The namespace may be written as "_".
bool isNamed(const EntityName &name, const QString &full)
{
    const EntityName named = nameFromPath(full.startsWith(u'/') ? full.sliced(1) : full);
    return named.name == name.name; // through a binding the package differs
}

class Builder {
public:
    explicit Builder(const TraceParts &parts) : m_parts(parts) {}

    Trace build(const QString &root)
    {
        addActivation(root, -1, 0);
        setSpan();
        return m_trace;
    }

private:
    TraceNode &node(int index) { return m_trace.nodes[index]; }

    int append(TraceNode node, int parent, int depth)
    {
        node.parent = parent;
        node.depth = depth;
        m_trace.nodes.append(std::move(node));
        return int(m_trace.nodes.size()) - 1;
    }

    void addActivation(const QString &id, int parent, int depth)
    {
        if (m_seen.contains(id) || depth > deepest)
            return;
        m_seen.insert(id);
        const auto record = m_parts.records.constFind(id);
        if (record == m_parts.records.cend())
            return addUnknown(id, parent, depth);
        const int index = append(known(*record), parent, depth);
        if (node(index).kind == TraceKind::Trigger)
            addRules(*record, index);
        else if (node(index).kind != TraceKind::Action)
            addMembers(*record, index);
        stretch(index);
    }

    static TraceNode known(const Activation &record)
    {
        const ActivationSummary &from = record.summary;
        TraceNode node;
        node.id = from.id;
        node.name = from.name;
        node.version = from.version;
        node.kind = kindOf(record);
        node.status = from.status;
        node.state = from.status == ActivationStatus::Success ? TraceState::Done : TraceState::Failed;
        node.timedOut = from.timedOut;
        node.startMs = from.start;
        node.waitMs = from.waitMs;
        node.initMs = from.initMs;
        if (from.durationMs)
            node.runMs = std::max<qint64>(0, *from.durationMs - from.initMs.value_or(0));
        node.endMs = from.end;
        if (!node.endMs && from.durationMs)
            node.endMs = from.start + *from.durationMs;
        if (node.state == TraceState::Failed)
            node.note = errorText(record);
        return node;
    }

    /// No record. What names it as its cause belongs below it all the same: a sequence is stored after its members.
    void addUnknown(const QString &id, int parent, int depth)
    {
        TraceNode node;
        node.id = id;
        const QString full = m_parts.names.value(id);
        node.name = full.isEmpty() ? EntityName{u"_"_s, {}, {}} : nameFromPath(full.startsWith(u'/') ? full.sliced(1) : full);
        node.state = stateOf(id);
        node.pendingSinceMs = m_parts.pending.value(id);
        node.note = m_parts.unreadable.value(id);
        QList<const Activation *> children;
        for (const Activation &record : m_parts.records)
            if (record.summary.cause == id)
                children.append(&record);
        std::sort(children.begin(), children.end(), [](const Activation *a, const Activation *b) {
            return std::pair(a->summary.start, a->summary.id) < std::pair(b->summary.start, b->summary.id);
        });
        node.kind = children.isEmpty() ? TraceKind::Action : TraceKind::Sequence;
        const int index = append(node, parent, depth);
        for (const Activation *child : children)
            addActivation(child->summary.id, index, depth + 1);
        stretch(index);
    }

    TraceState stateOf(const QString &id) const
    {
        if (m_parts.notStored.contains(id))
            return TraceState::NotStored;
        if (m_parts.unreadable.contains(id))
            return TraceState::Unreadable;
        if (m_parts.pending.contains(id))
            return TraceState::Pending;
        return m_parts.loading.contains(id) ? TraceState::Loading : TraceState::LeftOut;
    }

    void addRules(const Activation &trigger, int parent)
    {
        for (const RuleRun &run : ruleRuns(trigger)) {
            TraceNode rule;
            rule.name = run.rule;
            rule.kind = TraceKind::Rule;
            rule.startMs = trigger.summary.start;
            rule.note = run.problem;
            if (run.activationId.isEmpty())
                rule.state = run.problem.contains("is inactive"_L1) ? TraceState::NotStarted : TraceState::Failed;
            const int index = append(rule, parent, node(parent).depth + 1);
            if (!run.activationId.isEmpty())
                addActivation(run.activationId, index, node(index).depth + 1);
            const auto action = std::find_if(m_trace.nodes.cbegin() + index, m_trace.nodes.cend(),
                                             [index](const TraceNode &child) { return child.parent == index; });
            if (action != m_trace.nodes.cend() && action->fromMs())
                node(index).startMs = std::max(trigger.summary.start, *action->fromMs());
        }
    }

    void addMembers(const Activation &sequence, int parent)
    {
        const QStringList ids = startedBy(sequence);
        int last = -1;
        for (const QString &id : ids) {
            const int next = int(m_trace.nodes.size());
            addActivation(id, parent, node(parent).depth + 1);
            if (next < m_trace.nodes.size())
                last = next;
        }
        if (node(parent).kind != TraceKind::Sequence || isSuccess(node(parent)))
            return;
        if (last >= 0 && node(last).state == TraceState::Failed)
            node(last).endedParent = true;
        addNotReached(sequence, parent, last, ids.size());
    }

    /// Members that the sequence had, if it was not changed since: those that ran must be its first.
    void addNotReached(const Activation &sequence, int parent, int last, qsizetype reached)
    {
        const QStringList members = m_parts.components.value(sequence.summary.id);
        qsizetype at = 0;
        for (qsizetype i = 0; i < m_trace.nodes.size(); ++i) {
            const TraceNode &child = m_trace.nodes[i];
            if (child.parent != parent)
                continue;
            if (at >= members.size() || (!child.name.name.isEmpty() && !isNamed(child.name, members[at])))
                return;
            ++at;
        }
        const bool byMember = last >= 0 && node(last).endedParent;
        for (const QString &full : members.mid(reached)) {
            TraceNode member;
            member.name = nameFromPath(full.startsWith(u'/') ? full.sliced(1) : full);
            member.state = TraceState::NotReached;
            member.note = byMember ? node(last).name.shown() : errorText(sequence);
            append(member, parent, node(parent).depth + 1);
        }
    }

    /// What encloses others ends with the last of them and begins with the first, where its own record does not say.
    void stretch(int index)
    {
        if (node(index).kind != TraceKind::Sequence && node(index).kind != TraceKind::Composition)
            return;
        for (qsizetype i = index + 1; i < m_trace.nodes.size(); ++i) {
            const TraceNode &child = m_trace.nodes[i];
            if (child.parent != index)
                continue;
            if (child.endMs)
                node(index).endMs = std::max(node(index).endMs.value_or(*child.endMs), *child.endMs);
            if (child.startMs && node(index).state != TraceState::Done && node(index).state != TraceState::Failed)
                node(index).startMs = std::min(node(index).startMs.value_or(*child.fromMs()), *child.fromMs());
        }
        if (node(index).startMs && node(index).endMs)
            node(index).runMs = *node(index).endMs - *node(index).startMs;
    }

    void setSpan()
    {
        std::optional<qint64> from, to;
        for (const TraceNode &one : std::as_const(m_trace.nodes)) {
            if (!one.startMs)
                continue;
            from = std::min(from.value_or(*one.fromMs()), *one.fromMs());
            const qint64 end = one.endMs.value_or(*one.startMs);
            to = std::max(to.value_or(end), end);
        }
        m_trace.fromMs = from.value_or(0);
        m_trace.toMs = to.value_or(0);
    }

    const TraceParts &m_parts;
    Trace m_trace;
    QSet<QString> m_seen;
};

} // namespace

std::optional<qint64> TraceNode::fromMs() const
{
    return startMs ? std::optional(*startMs - waitMs.value_or(0)) : std::nullopt;
}

qsizetype Trace::find(const QString &id) const
{
    for (qsizetype i = 0; i < nodes.size(); ++i)
        if (nodes[i].id == id)
            return i;
    return -1;
}

bool isTrigger(const Activation &record)
{
    return record.summary.kind.isEmpty() && !record.summary.durationMs && !findValue(record.annotations, u"path");
}

TraceKind kindOf(const Activation &record)
{
    if (isTrigger(record))
        return TraceKind::Trigger;
    if (record.summary.kind != "sequence"_L1)
        return TraceKind::Action;
    return isTrue(record.annotations, u"conductor") ? TraceKind::Composition : TraceKind::Sequence;
}

QStringList startedBy(const Activation &record)
{
    QStringList ids;
    const TraceKind kind = kindOf(record);
    if (kind == TraceKind::Action)
        return ids; // its log lines are text, whatever they look like
    if (kind == TraceKind::Trigger) {
        for (const RuleRun &run : ruleRuns(record))
            if (!run.activationId.isEmpty())
                ids.append(run.activationId);
        return ids;
    }
    for (const LogLine &line : record.logs)
        if (ActivationId::isPlain(line.text))
            ids.append(line.text);
    return ids;
}

Trace buildTrace(const QString &root, const TraceParts &parts)
{
    return Builder(parts).build(root);
}

} // namespace insight
