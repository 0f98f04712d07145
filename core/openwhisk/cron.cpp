#include "core/openwhisk/cron.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QRegularExpression>
#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace openwhisk {

namespace {

constexpr int yearsAhead = 9; ///< 29 February comes at least that often
constexpr qint64 dayMs = 86'400'000;

struct Bounds {
    const char *name;
    int from;
    int to;
    QStringList words;
};

QString tr(const char *text)
{
    return QCoreApplication::translate("openwhisk", text);
}

const Bounds &bounds(Cron::Part part)
{
    static const QStringList months = u"jan feb mar apr may jun jul aug sep oct nov dec"_s.split(u' ');
    static const QStringList days = u"sun mon tue wed thu fri sat"_s.split(u' ');
    static const std::array<Bounds, Cron::PartCount> all{Bounds{QT_TRANSLATE_NOOP("openwhisk", "second"), 0, 59, {}},
                                                         Bounds{QT_TRANSLATE_NOOP("openwhisk", "minute"), 0, 59, {}},
                                                         Bounds{QT_TRANSLATE_NOOP("openwhisk", "hour"), 0, 23, {}},
                                                         Bounds{QT_TRANSLATE_NOOP("openwhisk", "day"), 1, 31, {}},
                                                         Bounds{QT_TRANSLATE_NOOP("openwhisk", "month"), 1, 12, months},
                                                         Bounds{QT_TRANSLATE_NOOP("openwhisk", "weekday"), 0, 7, days}};
    return all[size_t(part)];
}

Error refused(const QString &sentence)
{
    return {Error::Kind::Rejected, sentence, {}};
}

Error outOfRange(const QString &text, Cron::Part part)
{
    const Bounds &b = bounds(part);
    return refused(tr("“%1” is no %2: %3 to %4 are allowed.").arg(text, tr(b.name)).arg(b.from).arg(b.to));
}

std::optional<int> number(const QString &text, Cron::Part part)
{
    const Bounds &b = bounds(part);
    if (const qsizetype word = b.words.indexOf(text.toLower()); word >= 0)
        return int(word) + b.from;
    static const QRegularExpression digits(u"^[0-9]{1,4}$"_s);
    const int value = text.toInt();
    return digits.match(text).hasMatch() && value >= b.from && value <= b.to ? std::optional(value) : std::nullopt;
}

/// "3", "1-5", "*/15", "10-40/5", "5/10"; whole says that it is the bare star.
Result<Cron::Range> parseRange(const QString &text, Cron::Part part, bool &whole)
{
    const Bounds &b = bounds(part);
    const QString body = text.section(u'/', 0, 0);
    const bool stepped = text.contains(u'/');
    const int step = stepped ? text.section(u'/', 1).toInt() : 1;
    if (step < 1)
        return refused(tr("“%1”: a step is a number from 1.").arg(text));
    const bool star = body == u"*"_s || body == u"?"_s;
    whole = star && step == 1;
    if (star)
        return Cron::Range{b.from, part == Cron::Weekday ? 6 : b.to, step};
    const auto from = number(body.section(u'-', 0, 0), part);
    const auto to = body.contains(u'-') ? number(body.section(u'-', 1), part) : stepped ? std::optional(b.to) : from;
    if (!from || !to)
        return outOfRange(text, part);
    if (*from > *to)
        return refused(tr("“%1” ends before it begins.").arg(text));
    return Cron::Range{*from, *to, step};
}

Result<Cron::Field> parseField(const QString &text, Cron::Part part)
{
    Cron::Field field;
    const QStringList items = text.split(u',');
    bool any = false;
    for (const QString &item : items) {
        bool whole = false;
        const auto range = parseRange(item, part, whole);
        if (!range)
            return range.error();
        any = any || whole;
        field.ranges.append(*range);
        for (int value = range->from; value <= range->to; value += range->step)
            field.bits |= quint64(1) << (part == Cron::Weekday ? value % 7 : value);
    }
    if (any)
        field.ranges.clear();
    return field;
}

/// When the clock of a zone shows a time of a day: not at all, once, or twice.
QList<qint64> momentsOf(qint64 localMs, const QTimeZone &zone, const std::array<int, 2> &offsets)
{
    QList<qint64> moments;
    for (const int offset : offsets) {
        const qint64 moment = localMs - offset * 1000LL;
        const bool right = zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(moment, Qt::UTC)) == offset;
        if (right && !moments.contains(moment))
            moments.append(moment);
    }
    std::sort(moments.begin(), moments.end());
    return moments;
}

int offsetAt(const QTimeZone &zone, qint64 ms)
{
    return zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC));
}

} // namespace

Result<Cron> Cron::parse(const QString &text)
{
    QStringList parts = text.simplified().split(u' ', Qt::SkipEmptyParts);
    if (parts.size() != 5 && parts.size() != 6)
        return refused(tr("A schedule has 5 parts (minute hour day month weekday), or 6 with the second first; this has %1.")
                           .arg(parts.size()));
    if (parts.size() == 5)
        parts.prepend(u"0"_s);
    Cron cron;
    for (int part = 0; part < PartCount; ++part) {
        const auto field = parseField(parts[part], Part(part));
        if (!field)
            return field.error();
        cron.m_fields[size_t(part)] = *field;
    }
    return cron;
}

/// As cron has it: where both day and weekday are given, one of them is enough.
bool Cron::matches(QDate day) const
{
    if (!field(Month).has(day.month()))
        return false;
    const bool byDay = field(Day).has(day.day());
    const bool byWeekday = field(Weekday).has(day.dayOfWeek() % 7);
    return field(Day).any() || field(Weekday).any() ? byDay && byWeekday : byDay || byWeekday;
}

QList<qint64> Cron::localTimes() const
{
    QList<qint64> times;
    for (int hour = 0; hour < 24; ++hour) {
        for (int minute = 0; field(Hour).has(hour) && minute < 60; ++minute) {
            for (int second = 0; field(Minute).has(minute) && second < 60; ++second)
                if (field(Second).has(second))
                    times.append(((hour * 60 + minute) * 60 + second) * 1000LL);
        }
    }
    return times;
}

QList<qint64> Cron::timesOf(QDate day, const QTimeZone &zone, qint64 afterMs, int count) const
{
    const qint64 midnight = QDateTime(day, QTime(0, 0), Qt::UTC).toMSecsSinceEpoch();
    const std::array<int, 2> offsets{offsetAt(zone, midnight - dayMs / 2), offsetAt(zone, midnight + 3 * dayMs / 2)};
    const bool plain = offsets[0] == offsets[1];
    QList<qint64> times;
    for (const qint64 local : localTimes()) {
        QList<qint64> moments = plain ? QList<qint64>{midnight + local - offsets[0] * 1000LL}
                                      : momentsOf(midnight + local, zone, offsets);
        if (!field(Hour).any() && moments.size() > 1)
            moments.resize(1);
        for (const qint64 moment : std::as_const(moments))
            if (moment > afterMs)
                times.append(moment);
        if (plain && times.size() >= count)
            break;
    }
    std::sort(times.begin(), times.end());
    return times;
}

QList<qint64> Cron::next(qint64 afterMs, int count, const QTimeZone &zone) const
{
    QList<qint64> times;
    QDate day = QDateTime::fromMSecsSinceEpoch(afterMs, zone).date().addDays(-1);
    for (const QDate end = day.addYears(yearsAhead); day <= end && times.size() < count; day = day.addDays(1))
        if (matches(day))
            times += timesOf(day, zone, afterMs, count - int(times.size()));
    if (times.size() > count)
        times.resize(count);
    return times;
}

} // namespace openwhisk
