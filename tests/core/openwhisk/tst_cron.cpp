#include "core/openwhisk/cron.h"

#include "core/json/text.h"
#include "core/openwhisk/feedalarm.h"

#include <QTest>
#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace openwhisk;

namespace {

qint64 at(const char *iso)
{
    return QDateTime::fromString(QLatin1StringView(iso), Qt::ISODate).toMSecsSinceEpoch();
}

QString shown(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODate);
}

AlarmSchedule cronAt(const QString &cron, const QString &zone = {})
{
    AlarmSchedule schedule;
    schedule.cron = cron;
    schedule.timeZone = zone;
    return schedule;
}

} // namespace

class TestCron : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void words_data()
    {
        QTest::addColumn<QString>("cron");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *cron, const char *words) {
            QTest::newRow(cron) << QString::fromLatin1(cron) << QString::fromLatin1(words);
        };
        row("* * * * *", "every minute");
        row("* * * * * *", "every second");
        row("*/10 * * * * *", "every 10 seconds");
        row("*/15 * * * *", "every 15 minutes");
        row("0 * * * *", "every hour");
        row("30 * * * *", "every hour at minute 30");
        row("0 */6 * * *", "every 6 hours");
        row("0 30 2 * * *", "every day at 02:30");
        row("30 2 * * *", "every day at 02:30");
        row("5 30 2 * * *", "every day at 02:30:05");
        row("0 9,17 * * *", "every day at 09:00 and 17:00");
        row("0 9 * * 1-5", "on Monday to Friday at 09:00");
        row("0 9 * * mon", "every Monday at 09:00");
        row("0 9 * * 7", "every Sunday at 09:00");
        row("0 9 * * 0,6", "on Sunday and Saturday at 09:00");
        row("0 0 1 * *", "on day 1 of the month at 00:00");
        row("0 0 1,15 jan,jul *", "on day 1 and 15 of the month in January and July at 00:00");
        row("0 0 13 * 5", "on day 13 of the month or every Friday at 00:00");
        row("*/15 9-17 * * *", "every 15 minutes, in the hours 09:00 to 17:00");
        row("* */2 * * *", "every minute, in every 2nd hour");
        row("0 0 ? * *", "every day at 00:00");
        row("5 4 1-10/3 * *", "on day every 3rd from 1 to 10 of the month at 04:05");
    }
    void words()
    {
        QFETCH(QString, cron);
        QFETCH(QString, words);
        const auto parsed = Cron::parse(cron);
        QVERIFY2(parsed, parsed ? "" : qPrintable(parsed.error().message));
        QCOMPARE(parsed->inWords(), words);
    }

    void refused_data()
    {
        QTest::addColumn<QString>("cron");
        QTest::addColumn<QString>("part");
        const auto row = [](const char *cron, const char *part) {
            QTest::newRow(cron) << QString::fromUtf8(cron) << QString::fromUtf8(part);
        };
        row("", "has 0");
        row("* * * *", "has 4");
        row("* * * * * * *", "has 7");
        row("60 * * * *", "“60” is no minute: 0 to 59");
        row("* 24 * * *", "no hour: 0 to 23");
        row("* * 0 * *", "no day: 1 to 31");
        row("* * * 13 *", "no month: 1 to 12");
        row("* * * * 8", "no weekday: 0 to 7");
        row("99 * * * * *", "no second");
        row("5-2 * * * *", "ends before it begins");
        row("*/0 * * * *", "a step is a number from 1");
        row("*/x * * * *", "a step is a number from 1");
        row("-1 * * * *", "no minute");
        row("1,,2 * * * *", "no minute");
        row("0 0 L * *", "no day");
        row("0 0 * * 星", "no weekday");
        row("99999999999 * * * *", "no minute");
    }
    void refused()
    {
        QFETCH(QString, cron);
        QFETCH(QString, part);
        const auto parsed = Cron::parse(cron);
        QVERIFY(!parsed);
        QVERIFY2(parsed.error().message.contains(part), qPrintable(parsed.error().message));
    }

    void next_data()
    {
        QTest::addColumn<QString>("cron");
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<qint64>("after");
        QTest::addColumn<QString>("times");
        const auto row = [](const char *name, const char *cron, const char *zone, const char *after, const char *times) {
            QTest::newRow(name) << QString::fromLatin1(cron) << QByteArray(zone) << at(after) << QString::fromLatin1(times);
        };
        row("never the moment itself", "30 2 * * *", "UTC", "2026-11-21T02:30:00Z",
            "2026-11-22T02:30:00Z 2026-11-23T02:30:00Z");
        row("by the zone's clock", "30 2 * * *", "Europe/Berlin", "2026-11-21T08:41:00Z",
            "2026-11-22T01:30:00Z 2026-11-23T01:30:00Z");
        row("a day ahead of UTC", "0 1 * * *", "Pacific/Auckland", "2026-06-01T00:00:00Z",
            "2026-06-01T13:00:00Z 2026-06-02T13:00:00Z");
        row("skipped by the clock", "30 2 * * *", "Europe/Berlin", "2026-03-28T00:00:00Z",
            "2026-03-28T01:30:00Z 2026-03-30T00:30:00Z");
        row("shown twice, fixed hour", "30 2 * * *", "Europe/Berlin", "2026-10-24T12:00:00Z",
            "2026-10-25T00:30:00Z 2026-10-26T01:30:00Z");
        row("shown twice, every hour", "30 * * * *", "Europe/Berlin", "2026-10-25T00:00:00Z",
            "2026-10-25T00:30:00Z 2026-10-25T01:30:00Z");
        row("over the skipped hour", "*/30 * * * *", "Europe/Berlin", "2026-03-29T00:30:00Z",
            "2026-03-29T01:00:00Z 2026-03-29T01:30:00Z");
        row("one of its hours skipped", "0 2-3 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z",
            "2026-03-29T01:00:00Z 2026-03-30T00:00:00Z");
        row("midnight skipped", "0 0 * * *", "America/Sao_Paulo", "2018-11-03T12:00:00Z",
            "2018-11-05T02:00:00Z 2018-11-06T02:00:00Z");
        row("clock set back half an hour", "45 1 * * *", "Australia/Lord_Howe", "2026-04-04T00:00:00Z",
            "2026-04-04T14:45:00Z 2026-04-05T15:15:00Z");
        row("a whole day skipped", "0 12 * * *", "Pacific/Apia", "2011-12-29T12:00:00Z",
            "2011-12-29T22:00:00Z 2011-12-30T22:00:00Z");
        row("between the two showings", "30 2 * * *", "Europe/Berlin", "2026-10-25T00:45:00Z",
            "2026-10-26T01:30:00Z 2026-10-27T01:30:00Z");
        row("half an hour of zone", "0 0 * * *", "Asia/Kolkata", "2026-01-01T00:00:00Z",
            "2026-01-01T18:30:00Z 2026-01-02T18:30:00Z");
        row("29 February", "0 0 29 2 *", "UTC", "2026-01-01T00:00:00Z", "2028-02-29T00:00:00Z 2032-02-29T00:00:00Z");
        row("30 February", "0 0 30 2 *", "UTC", "2026-01-01T00:00:00Z", "");
        row("day or weekday", "0 0 13 * 5", "UTC", "2026-11-10T00:00:00Z", "2026-11-13T00:00:00Z 2026-11-20T00:00:00Z");
        row("Sunday as 7", "0 0 * * 7", "UTC", "2026-11-21T00:00:00Z", "2026-11-22T00:00:00Z 2026-11-29T00:00:00Z");
        row("seconds", "*/20 * * * * *", "UTC", "2026-11-21T00:00:05Z", "2026-11-21T00:00:20Z 2026-11-21T00:00:40Z");
        row("over midnight", "*/1 23 31 12 *", "UTC", "2026-12-31T23:58:30Z", "2026-12-31T23:59:00Z 2027-12-31T23:00:00Z");
    }
    void next()
    {
        QFETCH(QString, cron);
        QFETCH(QByteArray, zone);
        QFETCH(qint64, after);
        QFETCH(QString, times);
        QStringList got;
        const auto parsed = Cron::parse(cron);
        for (const qint64 time : parsed->next(after, 2, QTimeZone(zone)))
            got.append(shown(time));
        QCOMPARE(got.join(u' '), times);
    }

    void everySecondIsFast()
    {
        const auto cron = Cron::parse(u"* * * * * *"_s);
        QCOMPARE(cron->next(at("2026-10-24T23:59:58Z"), 5000, QTimeZone("Europe/Berlin")).size(), 5000);
    }

    void alarmFeeds()
    {
        QCOMPARE(alarmSort({u"_"_s, u"clock"_s, u"interval"_s}, u"alarms"_s), std::optional(AlarmSort::Every));
        QCOMPARE(alarmSort({u"_"_s, u"alarms"_s, u"alarm"_s}, u"alarms"_s), std::optional(AlarmSort::Cron));
        QCOMPARE(alarmSort({u"_"_s, u"alarms"_s, u"other"_s}, u"alarms"_s), std::nullopt);
        QCOMPARE(alarmSort({u"_"_s, u"mine"_s, u"once"_s}, u"mine"_s), std::nullopt);
    }

    void schedulesKeepWhatTheyHold()
    {
        AlarmSchedule cron = cronAt(u"30 2 * * *"_s, u"Europe/Berlin"_s);
        cron.startMs = at("2026-11-21T00:00:00Z");
        cron.stopMs = at("2027-11-21T00:00:00Z");
        cron.payload = json::read(R"({"report":"daily"})")->value;
        QCOMPARE(scheduleFrom(toParameters(cron), AlarmSort::Cron), cron);
        QCOMPARE(json::compact(toParameters(cron)),
                 QByteArray(R"({"cron":"30 2 * * *","timezone":"Europe/Berlin","startDate":"2026-11-21T00:00:00.000Z",)"
                            R"("stopDate":"2027-11-21T00:00:00.000Z","trigger_payload":{"report":"daily"}})"));
        AlarmSchedule once;
        once.sort = AlarmSort::Once;
        once.dateMs = at("2026-12-24T18:00:00Z");
        once.deleteAfterFire = u"rules"_s;
        QCOMPARE(scheduleFrom(toParameters(once), AlarmSort::Once), once);
        AlarmSchedule every;
        every.sort = AlarmSort::Every;
        every.minutes = 90;
        QCOMPARE(scheduleFrom(toParameters(every), AlarmSort::Every), every);
        QCOMPARE(inWords(every), u"every 90 minutes"_s);
    }

    void configsOfProvidersAreRead()
    {
        const auto config = json::read("{\"minutes\":\"15\",\"startDate\":1795219200000,\"stopDate\":\"2027-01-01T00:00:00\","
                                       "\"payload\":\"{\\\"a\\\":1}\",\"name\":\"t\"}")->value;
        const AlarmSchedule schedule = scheduleFrom(config, AlarmSort::Every);
        QCOMPARE(schedule.minutes, 15);
        QCOMPARE(*schedule.startMs, 1795219200000);
        QCOMPARE(*schedule.stopMs, at("2027-01-01T00:00:00Z"));
        QCOMPARE(json::compact(*schedule.payload), QByteArray(R"({"a":1})"));
        QVERIFY(!scheduleFrom(json::read(R"({"payload":{}})")->value, AlarmSort::Cron).payload);
    }

    void badSchedulesAreTold()
    {
        const qint64 now = at("2026-11-21T00:00:00Z");
        QVERIFY(scheduleProblem(cronAt(u"30 2 * * *"_s), now).isEmpty());
        QVERIFY(scheduleProblem(cronAt(u"x"_s), now).contains(u"has 1"_s));
        QVERIFY(scheduleProblem(cronAt(u"* * * * *"_s, u"Mars/Base"_s), now).contains(u"Mars/Base"_s));
        AlarmSchedule schedule = cronAt(u"* * * * *"_s);
        schedule.startMs = schedule.stopMs = now + 1000;
        QVERIFY(scheduleProblem(schedule, now).contains(u"ends before"_s));
        schedule.startMs.reset();
        schedule.stopMs = now;
        QVERIFY(scheduleProblem(schedule, now).contains(u"end has passed"_s));
        schedule.stopMs = now + 1;
        schedule.maxTriggers = 3;
        QVERIFY(scheduleProblem(schedule, now).contains(u"exclude"_s));
        schedule = {};
        schedule.sort = AlarmSort::Every;
        QVERIFY(!scheduleProblem(schedule, now).isEmpty());
        schedule.sort = AlarmSort::Once;
        QVERIFY(scheduleProblem(schedule, now).contains(u"missing"_s));
        schedule.dateMs = now - 1;
        QVERIFY(scheduleProblem(schedule, now).contains(u"passed"_s));
    }

    void timesRespectStartAndStop()
    {
        const qint64 now = at("2026-11-21T00:10:00Z");
        AlarmSchedule schedule = cronAt(u"0 0 * * *"_s);
        schedule.startMs = at("2026-11-25T00:00:00Z");
        schedule.stopMs = at("2026-11-26T12:00:00Z");
        QCOMPARE(nextTimes(schedule, 0, now, 5), (QList<qint64>{at("2026-11-25T00:00:00Z"), at("2026-11-26T00:00:00Z")}));
        AlarmSchedule every;
        every.sort = AlarmSort::Every;
        every.minutes = 60;
        QVERIFY(nextTimes(every, 0, now, 2).isEmpty());
        QCOMPARE(nextTimes(every, at("2026-11-20T22:30:00Z"), now, 2),
                 (QList<qint64>{at("2026-11-21T00:30:00Z"), at("2026-11-21T01:30:00Z")}));
        AlarmSchedule once;
        once.sort = AlarmSort::Once;
        once.dateMs = now + 5;
        QCOMPARE(nextTimes(once, 0, now, 3).size(), 1);
        QVERIFY(nextTimes(once, 0, now + 5, 3).isEmpty());
    }

    void clearedOptionsNeedANewFeed()
    {
        AlarmSchedule was = cronAt(u"* * * * *"_s), now = was;
        now.cron = u"0 * * * *"_s;
        QVERIFY(!needsNewFeed(was, now));
        was.stopMs = 5;
        QVERIFY(needsNewFeed(was, now));
        now.stopMs = 6;
        QVERIFY(!needsNewFeed(was, now));
        now.maxTriggers = 1;
        QVERIFY(needsNewFeed(was, now));
        now.startMs = 5;
        QVERIFY(!withoutPast(now, 5).startMs && withoutPast(now, 4).startMs);
        now.sort = AlarmSort::Once;
        QVERIFY(needsNewFeed(was, now));
    }

    void verdicts()
    {
        const qint64 now = at("2026-11-21T12:00:00Z");
        const auto state = [](const QByteArray &answer) { return feedState(json::read(answer)->value); };
        FeedEvidence evidence{cronAt(u"0 * * * *"_s), at("2026-11-20T00:00:00Z"), at("2026-11-21T11:00:00Z"), true, now};
        QCOMPARE(judgeFeed(state(R"({"config":{},"status":{"active":true}})"), evidence).health, FeedHealth::Alive);
        QCOMPARE(judgeFeed(state(R"({"ok":true})"), evidence).health, FeedHealth::Unknown);
        QCOMPARE(judgeFeed(state(R"({"status":{"active":false}})"), evidence).health, FeedHealth::Paused);
        const FeedVerdict dead
            = judgeFeed(state(R"({"status":{"active":false,"dateChanged":1795219200000,"reason":{"kind":"AUTO",)"
                              R"("message":"Trigger was deleted"}}})"), evidence);
        QCOMPARE(dead.health, FeedHealth::Dead);
        QVERIFY(dead.sentence.contains(u"Trigger was deleted"_s) && dead.sentence.contains(u"2026-11-21"_s));
        evidence.lastFireMs = at("2026-11-21T09:00:01Z");
        const FeedVerdict missed = judgeFeed(state(R"({"status":{"active":true}})"), evidence);
        QCOMPARE(missed.health, FeedHealth::Missed);
        QVERIFY(missed.sentence.contains(u"10:00"_s));
        evidence.firesSeen = false; // without an active rule no fire leaves a record
        QCOMPARE(judgeFeed(state(R"({"status":{"active":true}})"), evidence).health, FeedHealth::Alive);
        QCOMPARE(judgeFeed(state(R"({"status":{"active":false,"reason":{"kind":"USER","message":"Paused by the user"}}})"),
                           evidence).health, FeedHealth::Paused);
        QCOMPARE(judgeFeed(Error{Error::Kind::NotFound, u"gone"_s, {}}).health, FeedHealth::Dead);
        QCOMPARE(judgeFeed(Error{Error::Kind::Network, u"down"_s, {}}).health, FeedHealth::Unknown);
    }
};

QTEST_GUILESS_MAIN(TestCron)
#include "tst_cron.moc"
