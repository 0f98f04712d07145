#pragma once

#include "core/async/result.h"

#include <QDate>
#include <QList>
#include <QString>

#include <array>

class QTimeZone;

namespace openwhisk {

/// A schedule as the alarms package takes it: minute hour day month weekday, or six parts with the second first. Pure.
class Cron {
public:
    static Result<Cron> parse(const QString &text); ///< the Error says which part is wrong and what is allowed

    QString inWords() const; ///< "every day at 02:30"
    /// The next times after that moment (epoch ms) by the clock of zone: one that the clock skips is left out, one that
    /// it shows twice comes twice only where every hour counts. Fewer than count when there are no more within years.
    QList<qint64> next(qint64 afterMs, int count, const QTimeZone &zone) const;
    bool operator==(const Cron &) const = default;

    enum Part { Second, Minute, Hour, Day, Month, Weekday, PartCount };
    struct Range {
        int from = 0;
        int to = 0;
        int step = 1;
        bool operator==(const Range &) const = default;
    };
    struct Field {
        QList<Range> ranges; ///< empty: any
        quint64 bits = 0;    ///< the values that match
        bool any() const { return ranges.isEmpty(); }
        bool has(int value) const { return bits >> value & 1; }
        bool operator==(const Field &) const = default;
    };
    const Field &field(Part part) const { return m_fields[size_t(part)]; }

private:
    bool matches(QDate day) const;
    QList<qint64> localTimes() const; ///< ms since midnight
    QList<qint64> timesOf(QDate day, const QTimeZone &zone, qint64 afterMs, int count) const;

    std::array<Field, PartCount> m_fields;
};

QString ordinal(int number); ///< "2nd"
/// "every 15 minutes", "every 2 hours" as the words of an interval.
QString everyInWords(qint64 minutes);

} // namespace openwhisk
