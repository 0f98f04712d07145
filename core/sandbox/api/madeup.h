#pragma once

#include "core/sandbox/api/record.h"

#include <QRandomGenerator>

#include <deque>

namespace sandbox {

/// Makes up activations that look like a busy namespace's: several actions with habits of their own, mostly fine,
/// some failing, some slow, some cold, some with logs. The same seed gives the same ones.
class MadeUp {
public:
    MadeUp(QString ns, quint32 seed);
    /// One that started then (ms).
    StoredActivation next(qint64 start);

    enum class Anchor { Starts, Ends };
    /// One of a mix: single runs, sequences with their members, fires with what their rules started. What belongs
    /// together comes one after the other; time is when the first of it starts, or the last of it ends.
    StoredActivation mixed(qint64 time, Anchor anchor);

private:
    struct Habit {
        QString package;
        QString name;
        QString kind;
        int usual;    ///< ms
        int failing;  ///< of 1000
        QString version;
    };
    struct Made {
        RecordHead head;
        RunOutcome outcome;
    };
    const Habit &someHabit();
    Made made(const Habit &habit, qint64 start);
    StoredActivation stored(Made one);
    void makeSequence(qint64 time, Anchor anchor);
    void makeFire(qint64 time, Anchor anchor);
    RunOutcome outcomeOf(const Habit &habit, qint64 start);
    QString newId();
    QStringList logsOf(const QString &name, const RunOutcome &outcome);

    QString m_ns;
    QRandomGenerator m_random;
    QList<Habit> m_habits;
    json::Value m_limits;
    std::deque<StoredActivation> m_rest; ///< of what belongs together
};

} // namespace sandbox
