#pragma once

#include "core/sandbox/api/record.h"

#include <QRandomGenerator>

namespace sandbox {

/// Makes up activations that look like a busy namespace's: several actions with habits of their own, mostly fine,
/// some failing, some slow, some cold, some with logs. The same seed gives the same ones.
class MadeUp {
public:
    MadeUp(QString ns, quint32 seed);
    /// One that started then (ms).
    StoredActivation next(qint64 start);

private:
    struct Habit {
        QString package;
        QString name;
        QString kind;
        int usual;    ///< ms
        int failing;  ///< of 1000
        QString version;
    };
    RunOutcome outcomeOf(const Habit &habit, qint64 start);
    QString newId();
    QStringList logsOf(const Habit &habit, const RunOutcome &outcome);

    QString m_ns;
    QRandomGenerator m_random;
    QList<Habit> m_habits;
    json::Value m_limits;
};

} // namespace sandbox
