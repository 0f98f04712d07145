#include "core/openwhisk/cron.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace openwhisk {

namespace {

using Name = QString (*)(int);

QString tr(const char *text)
{
    return QCoreApplication::translate("openwhisk", text);
}

QString plain(int value)
{
    return QString::number(value);
}

QString hourName(int hour)
{
    return u"%1:00"_s.arg(hour, 2, 10, QChar(u'0'));
}

QString monthName(int month)
{
    return QLocale::c().standaloneMonthName(month);
}

QString weekdayName(int day)
{
    return QLocale::c().standaloneDayName(day % 7 == 0 ? 7 : day % 7);
}

QString joined(const QStringList &words)
{
    if (words.size() < 2)
        return words.value(0);
    return tr("%1 and %2").arg(words.first(words.size() - 1).join(u", "_s), words.last());
}

QString rangeWords(const Cron::Range &range, Name name)
{
    if (range.from == range.to)
        return name(range.from);
    const QString span = tr("%1 to %2").arg(name(range.from), name(range.to));
    return range.step == 1 ? span : tr("every %1 from %2").arg(ordinal(range.step), span);
}

QString fieldWords(const Cron::Field &field, Name name)
{
    QStringList words;
    for (const Cron::Range &range : field.ranges)
        words.append(rangeWords(range, name));
    return joined(words);
}

/// Each range is one value.
bool isList(const Cron::Field &field)
{
    return !field.any()
        && std::all_of(field.ranges.begin(), field.ranges.end(), [](const Cron::Range &r) { return r.from == r.to; });
}

/// "*/n": its n, 1 for any, else 0.
int everyOf(const Cron::Field &field, int last)
{
    if (field.any())
        return 1;
    const Cron::Range &range = field.ranges.first();
    return field.ranges.size() == 1 && range.from == 0 && range.to == last ? range.step : 0;
}

QString everyUnit(int n, const char *one, const char *many)
{
    return n == 1 ? tr(one) : tr(many).arg(n);
}

QString clock(int hour, int minute, int second)
{
    const QString text = u"%1:%2"_s.arg(hour, 2, 10, QChar(u'0')).arg(minute, 2, 10, QChar(u'0'));
    return second == 0 ? text : text + u":%1"_s.arg(second, 2, 10, QChar(u'0'));
}

/// "02:30 and 14:30" where the times of a day are few.
QString clockTimes(const Cron &cron)
{
    const Cron::Field &seconds = cron.field(Cron::Second), &minutes = cron.field(Cron::Minute), &hours = cron.field(Cron::Hour);
    if (!isList(seconds) || !isList(minutes) || !isList(hours)
        || seconds.ranges.size() * minutes.ranges.size() * hours.ranges.size() > 6)
        return {};
    QStringList times;
    for (const Cron::Range &hour : hours.ranges)
        for (const Cron::Range &minute : minutes.ranges)
            for (const Cron::Range &second : seconds.ranges)
                times.append(clock(hour.from, minute.from, second.from));
    times.sort();
    return joined(times);
}

QString secondWords(const Cron::Field &seconds)
{
    if (isList(seconds) && seconds.ranges.size() == 1 && seconds.ranges.first().from == 0)
        return {};
    if (const int n = everyOf(seconds, 59))
        return everyUnit(n, "every second", "every %1 seconds");
    return tr("at second %1").arg(fieldWords(seconds, plain));
}

QString minuteWords(const Cron::Field &minutes, const Cron::Field &hours)
{
    if (const int n = everyOf(minutes, 59))
        return everyUnit(n, "every minute", "every %1 minutes");
    const bool onTheHour = isList(minutes) && minutes.ranges.size() == 1 && minutes.ranges.first().from == 0;
    if (const int n = everyOf(hours, 23)) {
        const QString every = everyUnit(n, "every hour", "every %1 hours");
        return onTheHour ? every : tr("%1 at minute %2").arg(every, fieldWords(minutes, plain));
    }
    return tr("at minute %1").arg(fieldWords(minutes, plain));
}

/// What of the hours minuteWords() did not say.
QString hourWords(const Cron::Field &minutes, const Cron::Field &hours)
{
    const int n = everyOf(hours, 23);
    if (n == 1 || (n && !everyOf(minutes, 59)))
        return {};
    if (n)
        return tr("in every %1 hour").arg(ordinal(n));
    return tr("in the hours %1").arg(fieldWords(hours, hourName));
}

QString dayWords(const Cron &cron)
{
    const Cron::Field &days = cron.field(Cron::Day), &weekdays = cron.field(Cron::Weekday);
    const QString byDay = tr("on day %1 of the month").arg(fieldWords(days, plain));
    const QString names = fieldWords(weekdays, weekdayName);
    const QString byWeekday = isList(weekdays) && weekdays.ranges.size() == 1 ? tr("every %1").arg(names) : tr("on %1").arg(names);
    if (days.any())
        return weekdays.any() ? QString() : byWeekday;
    return weekdays.any() ? byDay : tr("%1 or %2").arg(byDay, byWeekday);
}

} // namespace

QString ordinal(int number)
{
    const int tens = number % 100;
    const char *end = tens >= 11 && tens <= 13 ? "th" : number % 10 == 1 ? "st" : number % 10 == 2 ? "nd"
        : number % 10 == 3 ? "rd" : "th";
    return QString::number(number) + QLatin1StringView(end);
}

QString Cron::inWords() const
{
    const QString times = clockTimes(*this);
    QString day = dayWords(*this);
    if (!field(Month).any())
        day += (day.isEmpty() ? QString() : u" "_s) + tr("in %1").arg(fieldWords(field(Month), monthName));
    if (!times.isEmpty())
        return tr("%1 at %2").arg(day.isEmpty() ? tr("every day") : day, times);
    const QString seconds = secondWords(field(Second));
    QStringList words{seconds};
    // Every second of every minute needs no word about minutes.
    if (seconds.isEmpty() || !field(Minute).any() || !everyOf(field(Second), 59))
        words.append(minuteWords(field(Minute), field(Hour)));
    words.append(hourWords(field(Minute), field(Hour)));
    words.append(day);
    words.removeAll(QString());
    return words.join(u", "_s);
}

QString everyInWords(qint64 minutes)
{
    const auto words = [](qint64 n, const char *one, const char *many) { return n == 1 ? tr(one) : tr(many).arg(n); };
    if (minutes % 1440 == 0)
        return words(minutes / 1440, "every day", "every %1 days");
    if (minutes % 60 == 0)
        return words(minutes / 60, "every hour", "every %1 hours");
    return words(minutes, "every minute", "every %1 minutes");
}

} // namespace openwhisk
