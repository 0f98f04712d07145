#include "ui/widgets/timetext.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QDateTime>
#include <QEvent>
#include <QLocale>
#include <QTimeZone>

#include <cmath>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("TimeText", text);
}

QDateTime at(qint64 ms, bool utc)
{
    return utc ? QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC) : QDateTime::fromMSecsSinceEpoch(ms);
}

QString oneDecimal(double value)
{
    return QString::number(std::floor(value * 10) / 10, 'f', 1);
}

constexpr const char *utcProperty = "whiskboardUtc";

} // namespace

bool timesInUtc()
{
    return qApp && qApp->property(utcProperty).toBool();
}

void setTimesInUtc(bool utc)
{
    if (utc == timesInUtc())
        return;
    qApp->setProperty(utcProperty, utc);
    for (auto *widget : QApplication::allWidgets()) {
        QEvent change(QEvent::LocaleChange);
        QCoreApplication::sendEvent(widget, &change);
        if (const auto *view = qobject_cast<QAbstractItemView *>(widget))
            view->viewport()->update();
    }
}

QString timeText(qint64 ms, bool utc, bool withDate)
{
    const QDateTime time = at(ms, utc);
    const QString clock = time.toString(u"HH:mm:ss.zzz"_s);
    if (!withDate)
        return clock;
    const bool thisYear = time.date().year() == QDate::currentDate().year();
    return QLocale::c().toString(time.date(), thisYear ? u"ddd d MMM "_s : u"d MMM yyyy "_s) + clock;
}

QString durationText(double ms)
{
    if (ms < 0)
        return {};
    if (ms < 1000)
        return tr("%1 ms").arg(ms > 0 && ms < 1 ? oneDecimal(ms) : QString::number(std::llround(std::floor(ms))));
    if (ms < 60'000)
        return tr("%1 s").arg(oneDecimal(ms / 1000));
    const qint64 seconds = qint64(ms / 1000);
    if (seconds < 3600)
        return seconds % 60 ? tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60) : tr("%1 min").arg(seconds / 60);
    return tr("%1 h %2 min").arg(seconds / 3600).arg(seconds / 60 % 60);
}

QString millisText(qint64 ms)
{
    return tr("%1 ms").arg(countText(ms));
}

QString rfc3339(qint64 ms)
{
    return at(ms, true).toString(u"yyyy-MM-ddTHH:mm:ss.zzz"_s) + u'Z';
}

QString agoText(qint64 ms, qint64 nowMs)
{
    const qint64 seconds = (nowMs - ms) / 1000;
    if (seconds < 2)
        return tr("just now");
    if (seconds < 60)
        return tr("%1 s ago").arg(seconds);
    if (seconds < 3600)
        return tr("%1 min ago").arg(seconds / 60);
    if (seconds < 48 * 3600)
        return tr("%1 h ago").arg(seconds / 3600);
    return tr("%1 days ago").arg(seconds / 86400);
}

QString zoneText(qint64 ms, bool utc)
{
    return utc ? u"UTC"_s : at(ms, false).timeZoneAbbreviation();
}

QString sizeText(qint64 bytes)
{
    if (bytes < 1024)
        return tr("%1 B").arg(bytes);
    if (bytes < 1024 * 1024)
        return tr("%1 KB").arg(oneDecimal(double(bytes) / 1024));
    return tr("%1 MB").arg(oneDecimal(double(bytes) / 1024 / 1024));
}

QString countText(qint64 count)
{
    return QLocale(QLocale::English).toString(count);
}

QString shortId(const QString &id)
{
    return id.size() <= 10 ? id : id.left(4) + u'…' + id.right(4);
}
