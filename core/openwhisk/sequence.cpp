#include "core/openwhisk/sequence.h"

#include "core/openwhisk/names.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace openwhisk {

namespace {

constexpr qint64 usualTimeMs = 60'000;
constexpr qint64 usualMemoryMb = 256;

/// One walk through a sequence and all that it holds.
class Counter {
public:
    Counter(const SequenceMap &sequences, const std::function<std::optional<Member>(const EntityName &)> &known)
        : m_sequences(sequences)
        , m_known(known)
    {
    }

    void walk(const QList<EntityName> &members, QSet<EntityName> above)
    {
        for (const EntityName &member : members) {
            if (count.cycle || count.actions > 100 * longestSequence)
                return; // enough is known
            if (above.contains(member)) {
                count.cycle = true;
                return;
            }
            if (const auto inner = m_sequences.constFind(member); inner != m_sequences.constEnd())
                walk(*inner, QSet<EntityName>(above) << member);
            else
                take(member);
        }
    }

    SequenceCount count;

private:
    void take(const EntityName &action)
    {
        ++count.actions;
        const auto known = m_known(action);
        const bool there = known && known->state == Member::State::There;
        count.exact = count.exact && there && known->kind != u"sequence"_s;
        count.longestMs += there ? known->limits.timeoutMs.value_or(usualTimeMs) : usualTimeMs;
        count.memoryMb = std::max(count.memoryMb, there ? known->limits.memoryMb.value_or(usualMemoryMb) : 0);
    }

    const SequenceMap &m_sequences;
    const std::function<std::optional<Member>(const EntityName &)> &m_known;
};

bool reaches(const EntityName &from, const EntityName &goal, const SequenceMap &sequences, QSet<EntityName> &seen)
{
    if (from == goal)
        return true;
    if (seen.contains(from))
        return false;
    seen.insert(from);
    const QList<EntityName> members = sequences.value(from);
    return std::any_of(members.begin(), members.end(),
                       [&](const EntityName &member) { return reaches(member, goal, sequences, seen); });
}

} // namespace

std::optional<EntityName> memberName(const QString &component, const QString &ownNamespace)
{
    const QStringList parts = component.split(u'/', Qt::SkipEmptyParts);
    if (parts.size() < 2 || parts.size() > 3)
        return std::nullopt;
    const QString ns = parts.first() == ownNamespace ? u"_"_s : parts.first();
    return parts.size() == 3 ? EntityName{ns, parts[1], parts[2]} : EntityName{ns, {}, parts[1]};
}

QString componentOf(const EntityName &name)
{
    return name.full();
}

SequenceCount countSequence(const EntityName &self, const QList<EntityName> &members, const SequenceMap &sequences,
                            const std::function<std::optional<Member>(const EntityName &)> &known)
{
    Counter counter(sequences, known);
    counter.walk(members, self.name.isEmpty() ? QSet<EntityName>() : QSet<EntityName>{self});
    return counter.count;
}

bool leadsTo(const EntityName &candidate, const EntityName &self, const SequenceMap &sequences)
{
    QSet<EntityName> seen;
    return reaches(candidate, self, sequences, seen);
}

QString sequenceProblem(const SequenceCount &count, qsizetype members)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("openwhisk", text); };
    if (members == 0)
        return tr("No component specified for the sequence.");
    if (count.cycle)
        return tr("Sequence may not refer to itself.");
    return count.actions > longestSequence ? tr("Too many actions in the sequence.") : QString();
}

} // namespace openwhisk
