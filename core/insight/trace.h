#pragma once

#include "core/openwhisk/activation.h"

#include <QHash>
#include <QSet>

namespace insight {

enum class TraceKind { Trigger, Rule, Sequence, Composition, Action };
enum class TraceState {
    Done,       ///< success; of a rule: it started its action
    Failed,     ///< of a rule: the server refused the start, note has its words
    Loading,    ///< being asked for
    Pending,    ///< the server has no record yet, looked for since pendingSinceMs
    NotStored,  ///< looked for long enough: the server may not store it
    Unreadable, ///< asking failed otherwise, note says why
    NotReached, ///< a member behind the one that ended its sequence, note has that one's name
    NotStarted, ///< a rule that is off, note has the server's words
    LeftOut     ///< beyond the bound of records to load
};

/// One line of the waterfall. Times in ms.
struct TraceNode {
    QString id;                   ///< of the activation; empty for rules and members not reached
    openwhisk::EntityName name;
    QString version;
    TraceKind kind = TraceKind::Action;
    TraceState state = TraceState::Done;
    openwhisk::ActivationStatus status = openwhisk::ActivationStatus::Unknown;
    bool timedOut = false;
    int depth = 0;
    int parent = -1;              ///< index in Trace::nodes
    std::optional<qint64> startMs; ///< epoch; the wait is before it, init is the beginning of the run
    std::optional<qint64> waitMs;
    std::optional<qint64> initMs;
    std::optional<qint64> runMs;  ///< without init
    std::optional<qint64> endMs;  ///< epoch; of sequences the end of the last member, too
    qint64 pendingSinceMs = 0;    ///< local epoch ms
    bool endedParent = false;     ///< the member whose error ended its sequence
    QString note;                 ///< the server's words
    bool operator==(const TraceNode &) const = default;

    bool isLeaf() const { return kind == TraceKind::Action; }
    std::optional<qint64> fromMs() const; ///< start of the wait
};

/// Depth first, in the order of starting.
struct Trace {
    QList<TraceNode> nodes;
    qint64 fromMs = 0; ///< epoch; from the root's start
    qint64 toMs = 0;
    qsizetype find(const QString &id) const; ///< -1: none
    bool operator==(const Trace &) const = default;
};

/// What is known about a tree: pure input of buildTrace().
struct TraceParts {
    QHash<QString, openwhisk::Activation> records;
    QSet<QString> loading;
    QHash<QString, qint64> pending;   ///< looked for since, local epoch ms
    QSet<QString> notStored;
    QHash<QString, QString> unreadable; ///< why
    QHash<QString, QString> names;    ///< of what has no record: "/ns/[pkg/]action" as a rule or sequence names it
    QHash<QString, QStringList> components; ///< of a sequence by its id: members by full name, where it was read
};
/// The tree below root, which may be a trigger, sequence, composition or action.
Trace buildTrace(const QString &root, const TraceParts &parts);
/// Ids of the activations that a record tells to have started, in order.
QStringList startedBy(const openwhisk::Activation &record);
bool isTrigger(const openwhisk::Activation &record);
TraceKind kindOf(const openwhisk::Activation &record);

/// A stretch in which nothing ran but the clock: only waits and enclosing bars go through it.
struct TraceGap {
    qint64 fromMs = 0;
    qint64 toMs = 0;
    bool operator==(const TraceGap &) const = default;
};
QList<TraceGap> gapsOf(const Trace &trace, qint64 longerThanMs = 1000);

/// Time to place on an axis from 0 to 1 on which each gap takes foldShare.
class TraceAxis {
public:
    TraceAxis(const Trace &trace, QList<TraceGap> gaps, double foldShare = 0.06);
    double at(qint64 ms) const;     ///< epoch ms; what is outside goes to the ends
    qint64 msAt(double place) const;
    const QList<TraceGap> &gaps() const { return m_gaps; }

private:
    qint64 m_fromMs;
    qint64 m_toMs;
    QList<TraceGap> m_gaps;
    double m_foldShare;
    double m_perMs;
};

} // namespace insight
