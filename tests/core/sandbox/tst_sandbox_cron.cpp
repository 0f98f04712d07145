#include "core/sandbox/system/cron.h"

#include <QTest>

using sandbox::Cron;
using namespace Qt::StringLiterals;

namespace {

qint64 ms(const QString &utc) { return QDateTime::fromString(utc + u"Z"_s, Qt::ISODate).toMSecsSinceEpoch(); }

/// The next times after that one, in UTC.
QStringList times(const QString &pattern, const QString &after, int count, const QByteArray &zone = "UTC")
{
    const auto cron = Cron::parse(pattern);
    QStringList all;
    auto at = std::optional(ms(after));
    while (cron && at && all.size() < count) {
        at = cron->next(*at, QTimeZone(zone));
        all.append(at ? QDateTime::fromMSecsSinceEpoch(*at, Qt::UTC).toString(u"yyyy-MM-ddTHH:mm:ss"_s) : u"never"_s);
    }
    return all;
}

} // namespace

/// Crontab lines: what is one, and when it is due.
class TestSandboxCron : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void comesAtItsTime_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("next");
        const auto row = [](const char *pattern, const char *after, const char *next) {
            QTest::addRow("%s after %s", pattern, after) << QString::fromLatin1(pattern) << QString::fromLatin1(after) << QString::fromLatin1(next);
        };
        row("* * * * *", "2026-11-21T10:00:00", "2026-11-21T10:01:00");
        row("* * * * *", "2026-11-21T10:00:59", "2026-11-21T10:01:00");
        row("* * * * * *", "2026-11-21T10:00:00", "2026-11-21T10:00:01");
        row("*/30 * * * * *", "2026-11-21T10:00:31", "2026-11-21T10:01:00");
        row("0 * * * *", "2026-11-21T10:00:00", "2026-11-21T11:00:00");
        row("0 30 2 * * *", "2026-11-21T02:30:00", "2026-11-22T02:30:00");
        row("0 */2 * * *", "2026-11-21T23:00:00", "2026-11-22T00:00:00");
        row("0 9 8 * *", "2026-11-21T10:00:00", "2026-12-08T09:00:00");
        row("5-20/5 3 * * *", "2026-11-21T03:10:00", "2026-11-21T03:15:00");
        row("10/20 * * * *", "2026-11-21T03:10:00", "2026-11-21T03:30:00");
        row("1,2,58-59 * * * *", "2026-11-21T03:02:00", "2026-11-21T03:58:00");
        row("0 0 1 JAN *", "2026-11-21T03:02:00", "2027-01-01T00:00:00");
        row("0 0 * jan-mar mon", "2026-11-21T03:02:00", "2027-01-04T00:00:00");
        row("0 0 29 2 *", "2026-03-01T00:00:00", "2028-02-29T00:00:00");
        row("0 0 31 * *", "2026-11-01T00:00:00", "2026-12-31T00:00:00");
        row("59 23 31 12 *", "2026-12-31T23:59:00", "2027-12-31T23:59:00");
        // 2026-11-21 is a Saturday.
        row("0 0 * * 0", "2026-11-21T03:02:00", "2026-11-22T00:00:00");
        row("0 0 * * 7", "2026-11-21T03:02:00", "2026-11-22T00:00:00");
        row("0 0 * * Sun", "2026-11-21T03:02:00", "2026-11-22T00:00:00");
        row("0 0 * * 1-5", "2026-11-21T03:02:00", "2026-11-23T00:00:00");
        row("0 0 * * 5-7", "2026-11-21T03:02:00", "2026-11-22T00:00:00");
        // Date or weekday, when both are limited; both, when one is not.
        row("0 0 13 * fri", "2026-11-21T03:02:00", "2026-11-27T00:00:00");
        row("0 0 25 * fri", "2026-11-21T03:02:00", "2026-11-25T00:00:00");
        row("0 0 */2 * mon", "2026-11-21T03:02:00", "2026-11-23T00:00:00");
        row("0 0 ? * mon", "2026-11-21T03:02:00", "2026-11-23T00:00:00");
        row("@daily", "2026-11-21T03:02:00", "2026-11-22T00:00:00");
        row("@hourly", "2026-11-21T03:02:00", "2026-11-21T04:00:00");
        row("@weekly", "2026-11-21T03:02:00", "2026-11-22T00:00:00");
        row("@monthly", "2026-11-21T03:02:00", "2026-12-01T00:00:00");
        row("@yearly", "2026-11-21T03:02:00", "2027-01-01T00:00:00");
        row("  0   0  *  * * ", "2026-11-21T03:02:00", "2026-11-22T00:00:00");
    }
    void comesAtItsTime()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, after);
        QFETCH(QString, next);
        QCOMPARE(times(pattern, after, 1), QStringList{next});
    }

    void refusesWhatIsNone_data()
    {
        QTest::addColumn<QString>("pattern");
        for (const auto pattern : {"", "*", "* * * *", "* * * * * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * 32 * *",
                                   "* * * 0 *", "* * * 13 *", "* * * * 8", "60 * * * * *", "5-1 * * * *", "*/0 * * * *",
                                   "a * * * *", "* * * foo *", "* * * * foo", "1,,2 * * * *", "1- * * * *", "-1 * * * *",
                                   "1.5 * * * *", "0 0 30 2 *", "0 0 31 2,4,6,9,11 *", "@sometimes", "1543276800000",
                                   "? * * * *", "mon * * * *", "* * * * 1/", "999 * * * *"})
            QTest::newRow(*pattern ? pattern : "empty") << QString::fromLatin1(pattern);
    }
    void refusesWhatIsNone()
    {
        QFETCH(QString, pattern);
        QVERIFY(!Cron::parse(pattern));
    }

    void followsItsZone()
    {
        QCOMPARE(times(u"30 2 * * *"_s, u"2026-11-21T12:00:00"_s, 2, "Europe/Berlin"),
                 (QStringList{u"2026-11-22T01:30:00"_s, u"2026-11-23T01:30:00"_s}));
        QCOMPARE(times(u"0 0 1 * *"_s, u"2026-11-30T12:00:00"_s, 1, "Asia/Tokyo"), QStringList{u"2026-11-30T15:00:00"_s});
        QCOMPARE(times(u"0 12 * * sat"_s, u"2026-11-21T12:00:00"_s, 1, "America/New_York"), QStringList{u"2026-11-21T17:00:00"_s});
    }

    /// Berlin, 29 March 2026: after 01:59:59 comes 03:00:00.
    void makesUpForATimeThatTheClocksSkip()
    {
        QCOMPARE(times(u"30 2 * * *"_s, u"2026-03-28T12:00:00"_s, 2, "Europe/Berlin"),
                 (QStringList{u"2026-03-29T01:00:00"_s, u"2026-03-30T00:30:00"_s}));
        QCOMPARE(times(u"*/30 * * * *"_s, u"2026-03-29T00:30:00"_s, 2, "Europe/Berlin"),
                 (QStringList{u"2026-03-29T01:00:00"_s, u"2026-03-29T01:30:00"_s}));
        // Nothing was due in that hour.
        QCOMPARE(times(u"30 4 * * *"_s, u"2026-03-28T12:00:00"_s, 1, "Europe/Berlin"), QStringList{u"2026-03-29T02:30:00"_s});
    }

    /// Berlin, 25 October 2026: the hour from 02:00 comes twice.
    void runsOnceInAnHourThatComesTwice()
    {
        QCOMPARE(times(u"30 2 * * *"_s, u"2026-10-24T12:00:00"_s, 2, "Europe/Berlin"),
                 (QStringList{u"2026-10-25T00:30:00"_s, u"2026-10-26T01:30:00"_s}));
        QCOMPARE(times(u"30 * * * *"_s, u"2026-10-25T00:00:00"_s, 3, "Europe/Berlin"),
                 (QStringList{u"2026-10-25T00:30:00"_s, u"2026-10-25T01:30:00"_s, u"2026-10-25T02:30:00"_s}));
    }

    void waitsForMidnightWhereThatIsSkipped()
    {
        // Beirut puts its clocks forward at midnight: 29 March 2026 begins at 01:00.
        const QTimeZone beirut("Asia/Beirut");
        const auto day = QDate(2026, 3, 29).startOfDay(beirut);
        QCOMPARE(Cron::parse(u"0 0 * * *"_s)->next(day.addSecs(-3600).toMSecsSinceEpoch(), beirut), day.toMSecsSinceEpoch());
    }

    void knowsItsSeconds()
    {
        QVERIFY(!Cron::parse(u"* * * * *"_s)->hasSeconds());
        QVERIFY(Cron::parse(u"0 * * * * *"_s)->hasSeconds());
        const auto later = Cron::parse(u"* * * * *"_s)->atSecond(17);
        QCOMPARE(later.next(ms(u"2026-11-21T10:00:00"_s), QTimeZone::utc()), ms(u"2026-11-21T10:00:17"_s));
    }

    void isQuickWhenItIsFarAway()
    {
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(times(u"0 0 29 2 *"_s, u"2096-03-01T00:00:00"_s, 1), QStringList{u"2104-02-29T00:00:00"_s});
        QVERIFY(timer.elapsed() < 10'000);
    }
};

QTEST_GUILESS_MAIN(TestSandboxCron)
#include "tst_sandbox_cron.moc"
