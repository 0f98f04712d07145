#include "core/sandbox/system/alarmfeed.h"
#include "systemworld.h"

#include <QTest>

using namespace sandbox;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 minute = 60000;
const qint64 noon = QDateTime::fromString(u"2026-11-21T12:00:00Z"_s, Qt::ISODate).toMSecsSinceEpoch();

/// A bell that notes what it is told, at a time of its own.
struct FakeBell {
    qint64 now = noon;
    int status = 202;
    bool exists = true;
    QStringList fired;
    QStringList deleted;

    AlarmBell bell()
    {
        return {[this] { return now; },
                [this](const Alarm &alarm) {
                    fired.append(alarm.trigger + u' ' + QString::fromUtf8(json::compact(alarm.payload)));
                    return status;
                },
                [this](const Alarm &) { return exists; },
                [this](const Alarm &alarm, bool rules) { deleted.append(alarm.trigger + (rules ? u" and rules"_s : QString())); }};
    }
};

Alarm cron(const QString &pattern)
{
    Alarm alarm{u"oscar"_s, u"tick"_s};
    alarm.cron = pattern;
    return alarm;
}

Alarm interval(qint64 minutes, qint64 start)
{
    Alarm alarm{u"oscar"_s, u"tick"_s, Alarm::Kind::Interval};
    alarm.minutes = minutes;
    alarm.startDate = json::Value::number(start);
    return alarm;
}

Alarm once(qint64 date, const QString &deleteAfterFire = {})
{
    Alarm alarm{u"oscar"_s, u"tick"_s, Alarm::Kind::Once};
    alarm.date = json::Value::number(date);
    alarm.deleteAfterFire = deleteAfterFire;
    return alarm;
}

} // namespace

/// Alarms: when they ring, what becomes of them, and what the feed's lifecycle says.
class TestSandboxAlarms : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<SystemWorld> m_world;
    std::unique_ptr<FakeBell> m_fake;
    std::unique_ptr<Alarms> m_alarms;

    void reopen() { m_alarms = std::make_unique<Alarms>(*m_world->database, m_fake->bell()); QCOMPARE(m_alarms->load(), QString()); }
    /// Lets the time come and gives how often it has rung in all.
    qsizetype at(qint64 now)
    {
        m_fake->now = now;
        m_alarms->tick(now);
        return m_fake->fired.size();
    }
    Alarm tick() const { return *m_alarms->find(u"oscar/tick"_s); }
    QString reason() const { return tick().reason.value(u"message").toString(); }

    /// The feed's answer to oscar's event for the trigger "tick". more: further members.
    json::Value feed(const QString &event, const QByteArray &more = {}) const
    {
        auto arguments = json::read('{' + more + '}')->value;
        arguments.set(u"authKey", json::Value::string(m_world->guid + u":secret"_s));
        arguments.set(u"lifecycleEvent", json::Value::string(event));
        arguments.set(u"triggerName", json::Value::string(u"/_/tick"_s));
        return m_world->call(runAlarmFeed, json::compact(arguments));
    }
    static QString errorOf(const json::Value &result) { return result.value(u"error").value(u"error").toString(); }
    static bool succeeded(const json::Value &result) { return result.value(u"status").toString() == u"success"; }

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<SystemWorld>();
        m_fake = std::make_unique<FakeBell>();
        reopen();
        m_world->add(Kind::Trigger, u"tick"_s);
    }
    void cleanup()
    {
        m_alarms.reset();
        m_world.reset();
    }

    void ringsAtEachTime()
    {
        auto alarm = cron(u"*/5 * * * *"_s);
        alarm.payload = json::read("{\"a\":1}")->value;
        QCOMPARE(m_alarms->put(alarm), QString());
        QCOMPARE(m_alarms->tick(noon), noon + 5 * minute);
        QCOMPARE(at(noon + 5 * minute - 1), 0);
        QCOMPARE(at(noon + 5 * minute), 1);
        QCOMPARE(at(noon + 5 * minute + 1), 1);
        QCOMPARE(at(noon + 10 * minute), 2);
        QCOMPARE(m_fake->fired.first(), u"tick {\"a\":1}"_s);
    }

    void doesNotMakeUpForWhatWasMissed()
    {
        m_alarms->put(cron(u"* * * * *"_s));
        QCOMPARE(at(noon + 30 * minute), 1);
        QCOMPARE(at(noon + 31 * minute), 2);
        m_fake->now = noon + 100 * minute;
        reopen();
        QCOMPARE(at(noon + 100 * minute), 2);
        QCOMPARE(at(noon + 101 * minute), 3);
    }

    void countsIntervalsFromTheStart()
    {
        m_alarms->put(interval(2, noon + 30000));
        QCOMPARE(at(noon + 30000), 1);
        QCOMPARE(at(noon + 31000), 1);
        QCOMPARE(at(noon + 30000 + 2 * minute), 2);
        m_fake->now = noon + 5 * minute;
        reopen();
        QCOMPARE(m_alarms->tick(noon + 5 * minute), noon + 30000 + 6 * minute);
    }

    void ringsOnce()
    {
        m_alarms->put(once(noon + minute));
        QCOMPARE(at(noon + minute), 1);
        QCOMPARE(at(noon + 2 * minute), 1);
        QVERIFY(!tick().active);
        QCOMPARE(reason(), u"Automatically disabled after firing once"_s);
        reopen();
        QVERIFY(!tick().active);
    }

    void takesTheTriggerAlong()
    {
        m_alarms->put(once(noon + minute, u"true"_s));
        at(noon + minute);
        QCOMPARE(m_fake->deleted, QStringList{u"tick"_s});
        QVERIFY(!m_alarms->find(u"oscar/tick"_s));
        m_alarms->put(once(noon + 3 * minute, u"rules"_s));
        at(noon + 3 * minute);
        QCOMPARE(m_fake->deleted.last(), u"tick and rules"_s);
    }

    void endsAtItsStopDate()
    {
        auto alarm = cron(u"* * * * *"_s);
        alarm.startDate = json::Value::number(noon + 10 * minute);
        alarm.stopDate = json::Value::string(u"2026-11-21T12:11:30Z"_s);
        m_alarms->put(alarm);
        QCOMPARE(at(noon + 9 * minute), 0);
        QCOMPARE(at(noon + 10 * minute), 1);
        QCOMPARE(at(noon + 11 * minute), 2);
        QCOMPARE(reason(), u"Automatically disabled after firing last scheduled cron trigger"_s);
        QCOMPARE(at(noon + 12 * minute), 2);
    }

    void endsAfterSoManyFires()
    {
        auto alarm = cron(u"* * * * *"_s);
        alarm.left = 2;
        m_alarms->put(alarm);
        at(noon + minute);
        reopen(); // what is left survives
        QCOMPARE(at(noon + 2 * minute), 2);
        QCOMPARE(reason(), u"Automatically disabled after reaching max triggers"_s);
    }

    void isSwitchedOffWhenItsTriggerIsGone()
    {
        m_fake->status = 404;
        m_alarms->put(cron(u"* * * * *"_s));
        QCOMPARE(at(noon + minute), 1);
        QCOMPARE(reason(), u"Automatically disabled after receiving a 404 status code when firing the trigger"_s);
        QCOMPARE(tick().reason.value(u"statusCode").toInteger(), 404);
        QCOMPARE(at(noon + 2 * minute), 1);
    }

    void triesAgainWhenRefusedForTheMoment()
    {
        m_fake->status = 429;
        m_alarms->put(cron(u"0 * * * *"_s));
        const auto due = noon + 60 * minute;
        QCOMPARE(at(due), 1);
        QCOMPARE(at(due + 500), 1);
        m_fake->status = 202;
        QCOMPARE(at(due + 1000), 2);
        QVERIFY(tick().active);
        QCOMPARE(at(due + 5000), 2);
    }

    void givesUpAfterTenTries()
    {
        m_fake->status = 503;
        m_alarms->put(once(noon + minute));
        for (int i = 0; i < 20; ++i)
            at(noon + minute + i * 1000);
        QCOMPARE(m_fake->fired.size(), 11);
        QVERIFY(!tick().active);
    }

    void isSwitchedOffWhenItsTimeWentByMeanwhile()
    {
        m_alarms->put(once(noon + minute));
        m_fake->now = noon + 2 * minute;
        reopen();
        QCOMPARE(reason(), u"Automatically disabled after receiving error on trigger initialization: the fire once date has expired"_s);
        m_alarms->put(cron(u"* * * * *"_s));
        m_fake->exists = false;
        reopen();
        QCOMPARE(reason(), u"Automatically disabled after receiving a 404 status code on trigger initialization"_s);
        QCOMPARE(at(noon + 10 * minute), 0);
    }

    void aChangeWhileItRingsCounts()
    {
        auto bell = m_fake->bell();
        bell.fire = [this](const Alarm &) {
            m_alarms->put(cron(u"0 0 * * *"_s));
            return 404;
        };
        m_alarms = std::make_unique<Alarms>(*m_world->database, bell);
        m_alarms->load();
        m_alarms->put(cron(u"* * * * *"_s));
        m_fake->now = noon + minute;
        m_alarms->tick(noon + minute);
        QVERIFY(tick().active);
        QCOMPARE(tick().cron, u"0 0 * * *"_s);
    }

    void ringsByItself()
    {
        FakeBell real;
        auto bell = real.bell();
        std::promise<void> rung;
        bell.now = [] { return QDateTime::currentMSecsSinceEpoch(); };
        bell.fire = [&rung](const Alarm &) {
            rung.set_value();
            return 202;
        };
        Alarms alarms(*m_world->database, bell);
        alarms.start();
        alarms.put(once(QDateTime::currentMSecsSinceEpoch() + 100));
        QCOMPARE(rung.get_future().wait_for(std::chrono::seconds(10)), std::future_status::ready);
        alarms.stop();
    }

    void sitsSomeSecondsLaterWhenNotStrict()
    {
        auto alarm = cron(u"* * * * *"_s);
        alarm.strict = false;
        const auto first = *alarm.next(noon);
        QCOMPARE(*alarm.next(first), first + minute);
        QCOMPARE(alarmOf(toJson(alarm)).strict, false);
    }

    void readsDates_data()
    {
        QTest::addColumn<QString>("json");
        QTest::addColumn<qint64>("ms");
        QTest::newRow("number") << u"1795262400000"_s << qint64(1795262400000);
        QTest::newRow("with zone") << u"\"2026-11-21T13:00:00+01:00\""_s << noon;
        QTest::newRow("utc") << u"\"2026-11-21T12:00:00.000Z\""_s << noon;
        QTest::newRow("without zone") << u"\"2026-11-21T12:00:00\""_s << noon;
        QTest::newRow("date only") << u"\"2026-11-21\""_s << noon - 12 * 60 * minute;
        QTest::newRow("as in mails") << u"\"Sat, 21 Nov 2026 12:00:00 +0000\""_s << noon;
        QTest::newRow("none") << u"\"tomorrow\""_s << qint64(-1);
        QTest::newRow("too large") << u"1e300"_s << qint64(-1);
        QTest::newRow("another type") << u"[]"_s << qint64(-1);
    }
    void readsDates()
    {
        QFETCH(QString, json);
        QFETCH(qint64, ms);
        QCOMPARE(dateOf(json::read(json.toUtf8())->value).value_or(-1), ms);
    }

    void livesItsLife()
    {
        QVERIFY(succeeded(feed(u"CREATE"_s, R"("cron":"0 30 2 * * *","timezone":"Europe/Berlin","trigger_payload":{"n":1})")));
        const auto read = feed(u"READ"_s);
        QCOMPARE(json::compact(read.value(u"config")),
                 QByteArray(R"({"name":"tick","namespace":"oscar","payload":{"n":1},"cron":"0 30 2 * * *","timezone":"Europe/Berlin"})"));
        QCOMPARE(read.value(u"status").value(u"active").toBool(), true);
        QVERIFY(succeeded(feed(u"PAUSE"_s)));
        QCOMPARE(feed(u"READ"_s).value(u"status").value(u"active").toBool(true), false);
        QCOMPARE(feed(u"READ"_s).value(u"status").value(u"reason").value(u"kind").toString(), u"USER"_s);
        m_world->open();
        QCOMPARE(feed(u"READ"_s).value(u"status").value(u"active").toBool(true), false);
        QVERIFY(succeeded(feed(u"UNPAUSE"_s)));
        QVERIFY(!feed(u"READ"_s).value(u"status").contains(u"reason"));
        QVERIFY(succeeded(feed(u"UPDATE"_s, R"("cron":"0 * * * *","trigger_payload":"text")")));
        QCOMPARE(json::compact(feed(u"READ"_s).value(u"config").value(u"payload")), QByteArray(R"({"payload":"text"})"));
        QVERIFY(succeeded(feed(u"DELETE"_s)));
        QCOMPARE(errorOf(feed(u"READ"_s)), u"could not find trigger /oscar/tick in the database"_s);
        QCOMPARE(errorOf(feed(u"DELETE"_s)), u"could not find trigger /oscar/tick in the database"_s);
    }

    void keepsTheOthersOnUpdate()
    {
        QVERIFY(succeeded(feed(u"CREATE"_s, R"("isInterval":true,"minutes":"15","startDate":"2036-01-01","trigger_payload":"")")));
        QVERIFY(succeeded(feed(u"UPDATE"_s, R"("minutes":20,"isInterval":true,"trigger_payload":"")")));
        QCOMPARE(json::compact(feed(u"READ"_s).value(u"config")),
                 QByteArray(R"({"name":"tick","namespace":"oscar","payload":{"payload":""},"startDate":"2036-01-01","minutes":20})"));
        QCOMPARE(errorOf(feed(u"UPDATE"_s, R"("trigger_payload":"")")), u"no updatable parameters were specified"_s);
    }

    void cannotBeMadeTwice()
    {
        QVERIFY(succeeded(feed(u"CREATE"_s, R"("cron":"* * * * *")")));
        const auto again = feed(u"CREATE"_s, R"("cron":"* * * * *")");
        QCOMPARE(json::compact(again), QByteArray(R"({"error":{"error":"error creating alarm trigger.","message":"Document update conflict."}})"));
    }

    void refusesInItsOwnWords_data()
    {
        QTest::addColumn<QByteArray>("parameters");
        QTest::addColumn<QString>("error");
        const auto row = [](const QByteArray &parameters, const QString &error) { QTest::newRow(parameters.constData()) << parameters << error; };
        row("\"x\":1", u"alarms trigger feed is missing the cron parameter"_s);
        row("\"cron\":\"* * *\"", u"cron pattern '* * *' is not valid"_s);
        row("\"cron\":1543276800000", u"cron pattern '1543276800000' is not valid"_s);
        row("\"cron\":\"* * * * *\",\"timezone\":\"Mars/Base\"", u"Invalid timezone."_s);
        row("\"cron\":\"* * * * *\",\"startDate\":\"2020-01-01\"", u"startDate parameter '2020-01-01' must be in the future"_s);
        row("\"cron\":\"* * * * *\",\"startDate\":\"soon\"", u"startDate parameter 'soon' is not a valid Date"_s);
        row("\"cron\":\"* * * * *\",\"startDate\":\"2090-01-02\",\"stopDate\":\"2090-01-01\"",
            u"stopDate parameter '2090-01-01' must be greater than the startDate parameter '2090-01-02'"_s);
        row("\"cron\":\"0 0 1 1 *\",\"startDate\":\"2090-02-01\",\"stopDate\":\"2090-02-02\"",
            u"the first scheduled trigger fire is not until after the stop date"_s);
        row("\"cron\":\"* * * * *\",\"stopDate\":\"2090-01-01\",\"maxTriggers\":5",
            u"maxTriggers is not allowed when the stopDate parameter is specified"_s);
        row("\"isInterval\":true", u"interval trigger feed is missing the minutes parameter"_s);
        row("\"isInterval\":true,\"minutes\":\"five\"", u"the minutes parameter must be an integer"_s);
        row("\"isInterval\":true,\"minutes\":1.5", u"the minutes parameter must be an integer"_s);
        row("\"isInterval\":true,\"minutes\":-1", u"the minutes parameter must be an integer greater than zero"_s);
        row("\"isInterval\":true,\"minutes\":1,\"stopDate\":\"2090-01-01\",\"maxTriggers\":5",
            u"maxTriggers is not supported for the interval trigger feed"_s);
        row("\"fireOnce\":true", u"alarms once trigger feed is missing the date parameter"_s);
        row("\"fireOnce\":true,\"date\":\"tomorrow\"", u"date parameter 'tomorrow' is not a valid Date"_s);
        row("\"fireOnce\":true,\"date\":1543276800000", u"date parameter '1543276800000' must be in the future"_s);
        row("\"fireOnce\":true,\"date\":\"2090-01-01\",\"deleteAfterFire\":\"maybe\"",
            u"deleteAfterFire parameter must be one of [false, true, rules]."_s);
    }
    void refusesInItsOwnWords()
    {
        QFETCH(QByteArray, parameters);
        QFETCH(QString, error);
        QCOMPARE(errorOf(feed(u"CREATE"_s, parameters)), error);
    }

    void looksAtTheKey()
    {
        const auto with = [this](const QString &key) {
            auto arguments = json::read(R"({"lifecycleEvent":"CREATE","triggerName":"tick","cron":"* * * * *"})")->value;
            arguments.set(u"authKey", json::Value::string(key));
            return m_world->call(runAlarmFeed, json::compact(arguments));
        };
        const auto failed = u"Trigger authentication request failed."_s;
        QCOMPARE(errorOf(with(u"nobody:x"_s)), failed);
        QCOMPARE(errorOf(with(u"2f8a0c01-f668-4ca7-bec5-1c0d8da77d41:other"_s)), failed);
        QVERIFY(succeeded(with(m_world->guid + u":secret"_s)));
        QVERIFY(!bytesOfStore().contains("secret")); // keys are not kept
        m_world->entities->commit({{m_world->entities->find({u"oscar"_s, {}, u"tick"_s}), {}}});
        QCOMPARE(errorOf(feed(u"READ"_s)), failed);
        QVERIFY(succeeded(feed(u"DELETE"_s)));
    }

    void knowsItsEvents()
    {
        QCOMPARE(feed(u"EXPLODE"_s).value(u"error").toString(), u"unsupported lifecycleEvent"_s);
        QCOMPARE(errorOf(m_world->call(runAlarmFeed, R"({"lifecycleEvent":"READ"})")), u"no trigger name parameter was provided"_s);
    }

    void deletesTriggerAndRules()
    {
        const auto before = m_world->entities->find({u"oscar"_s, {}, u"tick"_s});
        auto trigger = *before;
        trigger.rules = json::read(R"({"oscar/r":{"status":"inactive"}})")->value;
        m_world->entities->commit({{before, std::make_shared<const Entity>(trigger)}});
        m_world->add(Kind::Rule, u"r"_s);
        const auto date = m_world->clock.now() + minute;
        QVERIFY(succeeded(feed(u"CREATE"_s, "\"fireOnce\":true,\"deleteAfterFire\":\"rules\",\"date\":" + QByteArray::number(date))));
        m_world->system->alarms().tick(date);
        QVERIFY(!m_world->entities->find({u"oscar"_s, {}, u"r"_s}));
        QVERIFY(!m_world->entities->find({u"oscar"_s, {}, u"tick"_s}));
        QVERIFY(!m_world->system->alarms().find(u"oscar/tick"_s));
    }

    void endsWithItsUser()
    {
        QVERIFY(succeeded(feed(u"CREATE"_s, R"("cron":"* * * * *")")));
        m_world->users = {};
        m_world->system->alarms().tick(m_world->clock.now() + minute);
        QCOMPARE(m_world->system->alarms().find(u"oscar/tick"_s)->reason.value(u"statusCode").toInteger(), 401);
    }

private:
    QByteArray bytesOfStore() const
    {
        QFile file(m_world->dir.filePath(u"store.sqlite-wal"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

QTEST_GUILESS_MAIN(TestSandboxAlarms)
#include "tst_sandbox_alarms.moc"
