#include "core/json/text.h"
#include "core/net/requestlog.h"
#include "core/openwhisk/feedalarm.h"
#include "core/openwhisk/rules.h"
#include "core/openwhisk/triggerplan.h"
#include "tests/support/await.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace openwhisk;

/// Triggers, rules and alarms against the sandbox itself.
class TestTriggerLive : public QObject {
    Q_OBJECT

    QTemporaryDir m_data;
    QProcess m_sandbox;
    net::RequestLog m_log;
    QByteArray m_key;
    std::unique_ptr<net::Client> m_client;

    static EntityName own(const QString &name) { return {u"_"_s, {}, name}; }
    TriggerPlan plan(const QString &name) const
    {
        TriggerPlan plan;
        plan.trigger = own(name);
        plan.edit.parameters = {{u"region"_s, json::Value::string(u"eu"_s), false, {}},
                                {u"rate"_s, json::Value::numberText("1.50"), false, {}}};
        plan.edit.annotations = {{u"note"_s, json::Value::string(u"kept"_s), false, {}}};
        plan.rule = own(name + u"-rule"_s);
        plan.action = own(name + u"-action"_s);
        ActionEdit action;
        action.exec.kind = u"nodejs:20"_s;
        action.exec.code = u"function main(p) { return { got: p.region + p.day }; }"_s;
        plan.actionBody = createBody(action);
        return plan;
    }
    static FeedCall alarm(const QString &trigger, const QString &cron)
    {
        AlarmSchedule schedule;
        schedule.cron = cron;
        return {{u"whisk.system"_s, u"alarms"_s, u"alarm"_s}, own(trigger), toParameters(schedule)};
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_sandbox.start(QStringLiteral(TEST_BIN_DIR "/whiskboard-sandbox"),
                        {u"--port"_s, u"0"_s, u"--data"_s, m_data.path(), u"--samples"_s, u"system"_s});
        QByteArray said;
        QTRY_VERIFY_WITH_TIMEOUT((said += m_sandbox.readAllStandardOutput()).contains("ready ") && said.endsWith('\n'), 120'000);
        const qsizetype at = said.indexOf("ready ") + 6;
        QFile file(m_data.filePath(u"wskprops"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        for (const QByteArray &line : file.readAll().split('\n'))
            if (line.startsWith("AUTH="))
                m_key = line.mid(5).trimmed();
        net::Endpoint endpoint;
        endpoint.base = QUrl(QString::fromLatin1(said.mid(at, said.indexOf('\n', at) - at)));
        endpoint.authorization = "Basic " + m_key.toBase64();
        m_client = std::make_unique<net::Client>(endpoint, &m_log);
    }

    void cleanupTestCase()
    {
        m_client.reset();
        m_sandbox.terminate();
        QVERIFY(m_sandbox.waitForFinished(30000));
    }

    void aPlanComesToLifeAndFires()
    {
        const auto made = await(createTrigger(*m_client, plan(u"day @&1"_s)), 20000);
        QVERIFY2(made, made ? "" : qPrintable(made.error().message));
        QCOMPARE(made->activeRules(), 1);
        const auto fired = await(fireTrigger(*m_client, made->name, R"({"day":"mon"})", this));
        QVERIFY(fired && fired->reachedRules());
        const auto record = await(awaitActivation(*m_client, fired->activationId, 20000, this), 30000);
        QVERIFY(record);
        const auto runs = ruleRuns(*record);
        QCOMPARE(runs.size(), 1);
        const auto run = await(awaitActivation(*m_client, runs[0].activationId, 20000, this), 30000);
        QVERIFY(run);
        QCOMPARE(json::compact(run->result), QByteArray(R"({"got":"eumon"})"));
    }

    void oneParameterLeavesAllElse()
    {
        const auto before = await(getTrigger(*m_client, own(u"day @&1"_s), this));
        QVERIFY(before);
        TriggerEdit now = editOf(*before);
        now.parameters[0].value = json::Value::string(u"us"_s);
        QVERIFY(await(putTrigger(*m_client, own(u"day @&1"_s), updateBody(editOf(*before), now), Overwrite::Yes, this)));
        const auto after = await(getTrigger(*m_client, own(u"day @&1"_s), this));
        QVERIFY(after);
        QCOMPARE(after->annotations, before->annotations);
        QCOMPARE(after->rules, before->rules);
        QCOMPARE(after->parameters[1], before->parameters[1]);
        QCOMPARE(after->parameters[0].value.toString(), u"us"_s);
    }

    void aRuleThatIsOffReachesNothing()
    {
        QVERIFY(await(setRuleStatus(*m_client, own(u"day @&1-rule"_s), false, this)));
        const auto fired = await(fireTrigger(*m_client, own(u"day @&1"_s), "{}", this));
        QVERIFY(fired && !fired->reachedRules());
    }

    void aTriggerMadeAnewIsLinkedAgain()
    {
        QVERIFY(await(deleteTrigger(*m_client, own(u"day @&1"_s), this)));
        const auto rule = await(getRule(*m_client, own(u"day @&1-rule"_s), this));
        QVERIFY(rule && !rule->active);
        QCOMPARE(await(ruleEnds(*m_client, *rule, this))->trigger, End::Missing);
        QCOMPARE(await(setRuleStatus(*m_client, own(u"day @&1-rule"_s), true, this)).error().kind, Error::Kind::NotFound);
        QVERIFY(await(putTrigger(*m_client, own(u"day @&1"_s), json::Value::object(), Overwrite::No, this)));
        QVERIFY(!await(ruleEnds(*m_client, *rule, this))->linked);
        QVERIFY(await(relinkRule(*m_client, *rule, true, this)));
        QVERIFY(!await(ruleEnds(*m_client, *rule, this))->broken());
    }

    void anAlarmLivesThroughItsLife()
    {
        const auto made = await(createFeedTrigger(*m_client, alarm(u"tick"_s, u"* * * * * *"_s), {}), 30000);
        QVERIFY2(made && !made->failure, qPrintable(made ? outcomeSentence(*made, own(u"tick"_s)) : made.error().message));
        const auto call = alarm(u"tick"_s, u"0 3 * * *"_s);
        const FeedCall bare{call.feed, call.trigger};
        const auto read = await(callFeed(*m_client, bare, Lifecycle::Read, this), 30000);
        QVERIFY(read);
        QCOMPARE(feedState(*read).active, std::optional(true));
        QCOMPARE(scheduleFrom(feedState(*read).config, AlarmSort::Cron).cron, u"* * * * * *"_s);
        QVERIFY(await(callFeed(*m_client, call, Lifecycle::Update, this), 30000));
        QVERIFY(await(callFeed(*m_client, bare, Lifecycle::Pause, this), 30000));
        const auto paused = await(callFeed(*m_client, bare, Lifecycle::Read, this), 30000);
        QVERIFY(paused);
        QCOMPARE(judgeFeed(feedState(*paused), {}).health, FeedHealth::Paused);
        QCOMPARE(scheduleFrom(feedState(*paused).config, AlarmSort::Cron).cron, u"0 3 * * *"_s);
        QVERIFY(await(callFeed(*m_client, bare, Lifecycle::Unpause, this), 30000));
        const auto swapped = await(changeFeed(*m_client, {*made->trigger, call,
                                                          FeedCall{{u"whisk.system"_s, u"alarms"_s, u"interval"_s}, own(u"tick"_s),
                                                                   json::read(R"({"minutes":5})")->value}}), 60000);
        QVERIFY2(swapped && !swapped->failure, qPrintable(swapped ? outcomeSentence(*swapped, own(u"tick"_s)) : swapped.error().message));
        const FeedCall interval{{u"whisk.system"_s, u"alarms"_s, u"interval"_s}, own(u"tick"_s)};
        const auto gone = await(deleteFeedTrigger(*m_client, interval, *swapped->trigger), 30000);
        QVERIFY(gone && !gone->failure && !gone->trigger);
        QCOMPARE(await(getTrigger(*m_client, own(u"tick"_s), this)).error().kind, Error::Kind::NotFound);
    }

    void whatFailsLeavesNothing()
    {
        TriggerPlan bad = plan(u"bad"_s);
        bad.feed = alarm(u"bad"_s, u"99 * * * *"_s);
        const auto made = await(createTrigger(*m_client, bad), 60000);
        QVERIFY(!made);
        QVERIFY2(made.error().message.contains(u"nothing is left of it"_s), qPrintable(made.error().message));
        QCOMPARE(await(getTrigger(*m_client, own(u"bad"_s), this)).error().kind, Error::Kind::NotFound);
        QCOMPARE(await(getAction(*m_client, own(u"bad-action"_s), WithCode::No, this)).error().kind, Error::Kind::NotFound);
        QCOMPARE(await(getRule(*m_client, own(u"bad-rule"_s), this)).error().kind, Error::Kind::NotFound);
    }

    void theAlarmsAreFound()
    {
        const auto found = await(feedSources(*m_client, {}, this), 30000);
        QVERIFY(found);
        QStringList names;
        for (const FeedSource &source : *found)
            names.append(source.feed.full());
        QVERIFY(names.contains(u"/whisk.system/alarms/alarm"_s) && names.contains(u"/whisk.system/alarms/interval"_s));
    }

    void theKeyIsInNoLog()
    {
        for (const auto &entry : m_log.entries())
            QVERIFY(!entry.requestBody.redacted().contains(m_key) && !entry.responseBody.redacted().contains(m_key));
    }
};

QTEST_GUILESS_MAIN(TestTriggerLive)
#include "tst_triggerlive.moc"
