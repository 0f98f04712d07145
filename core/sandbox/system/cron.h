#pragma once

#include <QDateTime>
#include <QString>
#include <QTimeZone>

#include <array>
#include <optional>

namespace sandbox {

/// A crontab line's times: five fields (minute hour day month weekday) or six (second first), or a word like "@daily".
/// Ranges, steps, lists and names; a day that is limited by both date and weekday matches when either does.
class Cron {
public:
    enum Unit { Second, Minute, Hour, Day, Month, Weekday };

    /// None for a text that is none, or that never comes (30 February).
    static std::optional<Cron> parse(const QString &text);

    /// The first time after that one, in ms since 1970. Times that a zone skips run when its clocks have moved on;
    /// times that it has twice run once, but for those that are due in every hour.
    std::optional<qint64> next(qint64 after, const QTimeZone &zone) const;

    bool hasSeconds() const { return m_hasSeconds; }
    /// The same, so many seconds after the full minute.
    Cron atSecond(int second) const;

private:
    bool has(Unit unit, int value) const { return (m_allowed[std::size_t(unit)] >> value) & 1; }
    bool readField(Unit unit, const QString &field);
    bool readPart(Unit unit, const QString &part);
    bool matchesDay(QDate date) const;
    bool matchesTime(QTime time) const;
    bool matches(const QDateTime &time) const;
    bool matchesSkipped(const QDateTime &time) const;
    QDateTime later(const QDateTime &time) const;

    std::array<quint64, 6> m_allowed{}; ///< a bit a value
    bool m_anyDay = true;
    bool m_anyWeekday = true;
    bool m_anyHour = true;
    bool m_hasSeconds = false;
};

} // namespace sandbox
