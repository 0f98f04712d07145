#include "core/sandbox/system/cron.h"

#include <QMap>
#include <QRegularExpression>
#include <QStringList>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

struct Bounds {
    int lowest;
    int highest;
};
constexpr Bounds bounds[] = {{0, 59}, {0, 59}, {0, 23}, {1, 31}, {1, 12}, {0, 7}};
constexpr int mostYears = 40; ///< 29 February on a certain weekday comes once in 40 years at the least often
constexpr qint64 longestGap = 7200; ///< s by which clocks are put forward or back

QString spelledOut(const QString &text)
{
    static const QMap<QString, QString> words{{u"@yearly"_s, u"0 0 1 1 *"_s},  {u"@annually"_s, u"0 0 1 1 *"_s},
                                              {u"@monthly"_s, u"0 0 1 * *"_s}, {u"@weekly"_s, u"0 0 * * 0"_s},
                                              {u"@daily"_s, u"0 0 * * *"_s},   {u"@midnight"_s, u"0 0 * * *"_s},
                                              {u"@hourly"_s, u"0 * * * *"_s}};
    return words.value(text.toLower(), text);
}

/// "jan", "Mon" or digits.
std::optional<int> valueOf(Cron::Unit unit, const QString &text)
{
    static const QStringList months{u"jan"_s, u"feb"_s, u"mar"_s, u"apr"_s, u"may"_s, u"jun"_s,
                                    u"jul"_s, u"aug"_s, u"sep"_s, u"oct"_s, u"nov"_s, u"dec"_s};
    static const QStringList days{u"sun"_s, u"mon"_s, u"tue"_s, u"wed"_s, u"thu"_s, u"fri"_s, u"sat"_s};
    const auto &names = unit == Cron::Month ? months : days;
    if (const auto place = names.indexOf(text.toLower()); place >= 0 && (unit == Cron::Month || unit == Cron::Weekday))
        return int(place) + bounds[unit].lowest;
    static const QRegularExpression digits(u"^[0-9]{1,2}$"_s);
    return digits.match(text).hasMatch() ? std::optional(text.toInt()) : std::nullopt;
}

/// Within the bounds of that unit.
std::optional<Bounds> rangeOf(Cron::Unit unit, const QString &from, const QString &to)
{
    const auto first = valueOf(unit, from);
    const auto last = valueOf(unit, to);
    if (!first || !last || *first < bounds[unit].lowest || *last > bounds[unit].highest || *first > *last)
        return {};
    return Bounds{*first, *last};
}

qint64 offsetOf(const QDateTime &time) { return time.offsetFromUtc(); }

} // namespace

bool Cron::readPart(Unit unit, const QString &part)
{
    static const QRegularExpression form(u"^(?:\\*|\\?|([0-9A-Za-z]+)(?:-([0-9A-Za-z]+))?)(?:/([0-9]{1,2}))?$"_s);
    const auto match = form.match(part);
    const auto from = match.captured(1);
    const auto to = match.captured(2);
    const int step = match.captured(3).isEmpty() ? 1 : match.captured(3).toInt();
    if (!match.hasMatch() || step == 0 || (part.startsWith(u'?') && unit != Day && unit != Weekday))
        return false;
    auto [first, last] = bounds[unit];
    if (!from.isEmpty()) {
        // "5/10" goes on to the end, "5" alone does not.
        const auto range = rangeOf(unit, from, to.isEmpty() ? from : to);
        if (!range)
            return false;
        first = range->lowest;
        last = to.isEmpty() && !match.captured(3).isEmpty() ? last : range->highest;
    }
    for (int value = first; value <= last; value += step)
        m_allowed[std::size_t(unit)] |= quint64(1) << (unit == Weekday ? value % 7 : value);
    return true;
}

bool Cron::readField(Unit unit, const QString &field)
{
    const auto parts = field.split(u',');
    return std::all_of(parts.begin(), parts.end(), [&](const QString &part) { return readPart(unit, part); });
}

std::optional<Cron> Cron::parse(const QString &text)
{
    auto fields = spelledOut(text.trimmed()).simplified().split(u' ');
    Cron cron;
    cron.m_hasSeconds = fields.size() == 6;
    if (fields.size() == 5)
        fields.prepend(u"0"_s);
    if (fields.size() != 6)
        return {};
    for (const auto unit : {Second, Minute, Hour, Day, Month, Weekday})
        if (!cron.readField(unit, fields[int(unit)]))
            return {};
    const auto isAny = [&](Unit unit) { return fields[int(unit)].startsWith(u'*') || fields[int(unit)].startsWith(u'?'); };
    cron.m_anyDay = isAny(Day);
    cron.m_anyWeekday = isAny(Weekday);
    cron.m_anyHour = isAny(Hour);
    return cron.next(0, QTimeZone::utc()) ? std::optional(cron) : std::nullopt;
}

Cron Cron::atSecond(int second) const
{
    auto cron = *this;
    cron.m_allowed[Second] = quint64(1) << second;
    return cron;
}

bool Cron::matchesDay(QDate date) const
{
    if (!has(Month, date.month()))
        return false;
    const bool day = has(Day, date.day());
    const bool weekday = has(Weekday, date.dayOfWeek() % 7);
    return m_anyDay || m_anyWeekday ? day && weekday : day || weekday;
}

bool Cron::matchesTime(QTime time) const
{
    return has(Hour, time.hour()) && has(Minute, time.minute()) && has(Second, time.second());
}

bool Cron::matches(const QDateTime &time) const
{
    if (!matchesDay(time.date()) || !matchesTime(time.time()))
        return false;
    if (m_anyHour)
        return true;
    // The clocks were put back a moment ago, and this time of day has been before.
    const auto gap = offsetOf(time.addSecs(-longestGap)) - offsetOf(time);
    return gap <= 0 || offsetOf(time.addSecs(-gap)) == offsetOf(time);
}

/// Is this the moment after which the clocks were put forward, over a time that was due?
bool Cron::matchesSkipped(const QDateTime &time) const
{
    const auto before = time.addSecs(-1);
    const auto gap = offsetOf(time) - offsetOf(before);
    if (m_anyHour || gap <= 0)
        return false;
    // Wall clock as if nothing had happened, minute by minute.
    const QDateTime wall(time.date(), time.time(), Qt::UTC);
    for (qint64 back = gap; back > 0; back -= 60) {
        const auto skipped = wall.addSecs(-back);
        if (matchesDay(skipped.date()) && has(Hour, skipped.time().hour()) && has(Minute, skipped.time().minute()))
            return true;
    }
    return false;
}

/// The beginning of the next month, day, hour, minute or second in which a match may be.
QDateTime Cron::later(const QDateTime &time) const
{
    const auto date = time.date();
    const auto clock = time.time();
    QDateTime then;
    if (!has(Month, date.month()))
        then = QDate(date.year(), date.month(), 1).addMonths(1).startOfDay(time.timeZone());
    else if (!matchesDay(date))
        then = date.addDays(1).startOfDay(time.timeZone());
    else if (!has(Hour, clock.hour()))
        then = time.addSecs(3600 - clock.minute() * 60 - clock.second());
    else if (!has(Minute, clock.minute()))
        then = time.addSecs(60 - clock.second());
    return then.isValid() && then > time ? then : time.addSecs(1);
}

std::optional<qint64> Cron::next(qint64 after, const QTimeZone &zone) const
{
    auto time = QDateTime::fromSecsSinceEpoch(after / 1000 + 1, zone);
    const auto end = time.addYears(mostYears);
    for (; time < end; time = later(time))
        if (matches(time) || matchesSkipped(time))
            return time.toMSecsSinceEpoch();
    return {};
}

} // namespace sandbox
