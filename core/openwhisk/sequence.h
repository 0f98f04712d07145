#pragma once

#include "core/openwhisk/entities.h"

#include <QHash>
#include <QSet>

#include <functional>

/// What can be said of a sequence before it is saved (facts 4.5). Pure: what is known of other sequences is given.
namespace openwhisk {

constexpr int longestSequence = 50;         ///< atomic actions, nested sequences taken apart
constexpr qint64 longestBlockingMs = 60'000;

/// "/ns/pkg/a" as a name in terms of this namespace: its own becomes "_". None: not fully qualified.
std::optional<EntityName> memberName(const QString &component, const QString &ownNamespace);
/// As it is sent; "_" is resolved by the server.
QString componentOf(const EntityName &name);

/// What is known of one member.
struct Member {
    enum class State { Unknown, There, Missing, Unreadable };
    State state = State::Unknown;
    QString kind;
    ActionLimits limits;
    QString problem; ///< of an unreadable one
    bool operator==(const Member &) const = default;
};

/// Components of other sequences by full name ("/_/pkg/s"); what is not in it is no sequence, or not known.
using SequenceMap = QHash<EntityName, QList<EntityName>>;

struct SequenceCount {
    int actions = 0;       ///< nested ones counted with all their members
    bool cycle = false;    ///< it comes back to itself
    qint64 longestMs = 0;  ///< every action using all its time
    qint64 memoryMb = 0;   ///< of the largest
    bool exact = true;     ///< false: something in it is not known
};
/// self: empty for a sequence without a name yet.
SequenceCount countSequence(const EntityName &self, const QList<EntityName> &members, const SequenceMap &sequences,
                            const std::function<std::optional<Member>(const EntityName &)> &known);
/// candidate leads back to self.
bool leadsTo(const EntityName &candidate, const EntityName &self, const SequenceMap &sequences);
/// The server's words for what it would refuse, or empty.
QString sequenceProblem(const SequenceCount &count, qsizetype members);

} // namespace openwhisk
