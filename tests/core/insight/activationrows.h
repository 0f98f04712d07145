#pragma once

#include "core/openwhisk/activation.h"

#include <QRandomGenerator>

/// Made-up activations for tests, the same in each run.
namespace rows {

using namespace Qt::StringLiterals;
using openwhisk::ActivationStatus;
using openwhisk::ActivationSummary;

inline QString id(quint64 n)
{
    return u"%1"_s.arg(n, 32, 16, QLatin1Char('0'));
}

inline ActivationSummary one(quint64 n, qint64 start, qint64 duration = 40, const QString &name = u"a"_s)
{
    ActivationSummary row;
    row.id = id(n);
    row.name = {u"guest"_s, {}, name};
    row.version = u"0.0.1"_s;
    row.kind = u"nodejs:20"_s;
    row.start = start;
    row.end = start + duration;
    row.durationMs = duration;
    row.waitMs = 5;
    row.status = ActivationStatus::Success;
    return row;
}

/// Twenty actions of five packages, a tenth cold, some errors; starts in an order of their own.
inline QList<ActivationSummary> many(qsizetype count, qint64 from = 1'700'000'000'000, qint64 span = 3'600'000)
{
    QRandomGenerator random(7);
    QList<ActivationSummary> made;
    made.reserve(count);
    for (qsizetype i = 0; i < count; ++i) {
        const qint64 duration = qint64(random.bounded(1, 30)) * random.bounded(1, 60);
        ActivationSummary row = one(random.generate64(), from + random.bounded(span), duration);
        row.id = u"%1%2"_s.arg(random.generate64(), 16, 16, QLatin1Char('0')).arg(quint64(i), 16, 16, QLatin1Char('0'));
        const int action = random.bounded(20);
        row.name = {u"guest"_s, action % 4 ? u"pkg%1"_s.arg(action % 5) : QString(), u"action%1"_s.arg(action)};
        row.version = action % 3 ? u"0.0.9"_s : u"0.0.10"_s;
        row.waitMs = random.bounded(100);
        if (random.bounded(10) == 0)
            row.initMs = std::min<qint64>(duration, random.bounded(200));
        row.status = random.bounded(12) ? ActivationStatus::Success : ActivationStatus::ApplicationError;
        made.append(row);
    }
    return made;
}

} // namespace rows
