#include "core/openwhisk/feedalarm.h"
#include "core/openwhisk/rules.h"

#include "core/json/text.h"
#include "core/net/requestlog.h"
#include "fakecatalog.h"
#include "tests/support/await.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace openwhisk;

namespace {

const QByteArray ns = "/api/v1/namespaces/_";
const QByteArray alarmFeed = "POST /api/v1/namespaces/whisk.system/actions/alarms/alarm*";
const QByteArray key = "23bc46b1-71f6-4ed5-8c54-816aa4f8c502:123zO3xZCLrMN6v2BKK1dXYFpXlPkccOFqm12CdAsMgRU4VrNZ9lyGVCGuMDGIwP";
const EntityName tick{u"_"_s, {}, u"tick"_s};
const EntityName feed{u"whisk.system"_s, u"alarms"_s, u"alarm"_s};

QByteArray trigger(const QByteArray &rules = "{}", const QByteArray &more = {})
{
    return R"({"annotations":[{"key":"feed","value":"/whisk.system/alarms/alarm"},{"key":"note","value":{"b":1,"a":2}}],
        "limits":{},"name":"tick","namespace":"guest","parameters":[{"key":"n","value":1.50}],"publish":false,"rules":)"
        + rules + R"(,"updated":1795248320282,"version":"0.0.3")" + more + '}';
}

FakeAnswer ran(const QByteArray &result, int status = 200)
{
    const QByteArray success = status == 200 ? "success" : "application error";
    return answer::json(R"({"activationId":"28e1f706bc97417ba1f706bc97517bca","annotations":[],"duration":2,"end":2,"logs":[],
        "name":"alarm","namespace":"guest","publish":false,"response":{"result":)" + result + R"(,"status":")" + success
                            + R"(","success":true},"start":1,"subject":"guest","version":"0.0.1"})", status,
                        {{"x-openwhisk-activation-id", "28e1f706bc97417ba1f706bc97517bca"}});
}

json::Value sent(const FakeServer &server, qsizetype index)
{
    return json::read(server.requests().at(index).body)->value;
}

} // namespace

class TestTriggers : public QObject {
    Q_OBJECT

    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<net::Client> m_client;
    net::RequestLog m_log;

    QByteArrayList routes() const
    {
        QByteArrayList list;
        for (const FakeRequest &request : m_server->requests())
            list.append(request.method + ' ' + request.target.mid(request.target.lastIndexOf('/') + 1));
        return list;
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<FakeServer>();
        net::Endpoint endpoint = endpointOf(*m_server);
        endpoint.authorization = "Basic " + key.toBase64();
        m_client = std::make_unique<net::Client>(endpoint, &m_log);
    }
    void cleanup()
    {
        m_client.reset();
        m_server.reset();
    }

    void readsRulesInTheirOrder()
    {
        m_server->on("GET " + ns + "/triggers/tick",
                     answer::json(trigger(R"({"guest/z":{"action":{"path":"guest/p","name":"a b"},"status":"active"},
                         "guest/a":{"action":{"path":"other","name":"x"},"status":"inactive"}})")));
        const auto read = await(getTrigger(*m_client, tick, this));
        QVERIFY(read);
        QCOMPARE(read->rules.size(), 2);
        QCOMPARE(read->rules[0], (RuleLink{{u"guest"_s, {}, u"z"_s}, {u"guest"_s, u"p"_s, u"a b"_s}, true}));
        QCOMPARE(read->activeRules(), 1);
        QCOMPARE(feedOf(*read), std::optional(feed));
        m_server->on("GET " + ns + "/triggers/tick", answer::json("[]"));
        QCOMPARE(await(getTrigger(*m_client, tick, this)).error().kind, Error::Kind::Protocol);
    }

    void putsOnlyWhatWasChanged()
    {
        const auto before = Trigger::fromJson(json::read(trigger())->value);
        const TriggerEdit was = editOf(*before);
        QCOMPARE(json::compact(updateBody(was, was)), QByteArray("{}"));
        TriggerEdit now = was;
        now.parameters.append({u"m"_s, json::Value::number(2), false, {}});
        QCOMPARE(json::compact(updateBody(was, now)),
                 QByteArray(R"({"parameters":[{"key":"n","value":1.50},{"key":"m","value":2}]})"));
        now = was;
        now.annotations.removeLast();
        QCOMPARE(json::compact(updateBody(was, now)),
                 QByteArray(R"({"annotations":[{"key":"feed","value":"/whisk.system/alarms/alarm"}]})"));
    }

    void fires_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("id");
        QTest::newRow("some rule") << 202 << QByteArray(R"({"activationId":"4041ca9cf3d04d5c81ca9cf3d07d5c1c"})")
                                   << u"4041ca9cf3d04d5c81ca9cf3d07d5c1c"_s;
        QTest::newRow("no active rule") << 204 << QByteArray() << QString();
    }
    void fires()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QString, id);
        m_server->on("POST " + ns + "/triggers/a%20%40%26b", answer::json(body, status));
        const auto fired = await(fireTrigger(*m_client, {u"_"_s, {}, u"a @&b"_s}, R"({"n":1.0})", this));
        QVERIFY(fired);
        QCOMPARE(fired->activationId, id);
        QCOMPARE(fired->reachedRules(), !id.isEmpty());
        QCOMPARE(m_server->requests().constFirst().body, QByteArray(R"({"n":1.0})"));
    }

    void refusesBadPayloadsBeforeSending()
    {
        QCOMPARE(await(fireTrigger(*m_client, tick, "[1]", this)).error().kind, Error::Kind::Rejected);
        QVERIFY(!await(fireTrigger(*m_client, tick, "{\"a\":", this)));
        const QByteArray big = "{\"a\":\"" + QByteArray(1048576, 'x') + "\"}";
        QCOMPARE(await(fireTrigger(*m_client, tick, big, this)).error().kind, Error::Kind::TooLarge);
        QCOMPARE(m_server->count(), 0);
        m_server->on("POST *", answer::error(429, "Too many requests in the last minute (count: 61, allowed: 60)."));
        QCOMPARE(await(fireTrigger(*m_client, tick, "", this)).error().kind, Error::Kind::Throttled);
        QCOMPARE(m_server->count(), 1);
    }

    void mergesTheEvent()
    {
        const QList<KeyValue> own{{u"region"_s, json::Value::string(u"eu"_s), false, {}},
                                  {u"n"_s, json::Value::number(1), false, {}}};
        const auto members = eventMembers(own, json::read(R"({"n":null,"day":"x"})")->value);
        QCOMPARE(members.size(), 4);
        QCOMPARE(members[0].from, EventMember::From::Trigger);
        QCOMPARE(members[1].from, EventMember::From::PayloadOverTrigger);
        QVERIFY(members[1].value.isNull());
        QCOMPARE(members[2].from, EventMember::From::Payload);
        QCOMPARE(members[3].from, EventMember::From::Server);
        QCOMPARE(eventMembers({}, json::read(R"({"__ow_headers":"mine"})")->value).size(), 1);
    }

    void readsTheRecordsLines()
    {
        Activation record;
        record.logs = {parseLogLine(uR"({"statusCode":1,"success":false,"rule":"oscar/rr","error":"Rule 'oscar/rr' is inactive, action 'oscar/inc' was not activated.","action":"oscar/inc"})"_s),
                       parseLogLine(uR"({"statusCode":0,"success":true,"activationId":"63f4","rule":"oscar/rr2","action":"oscar/p/echo"})"_s),
                       parseLogLine(u"Logs are not available."_s)};
        const auto runs = ruleRuns(record);
        QCOMPARE(runs.size(), 2);
        QVERIFY(runs[0].activationId.isEmpty() && runs[0].problem.contains(u"inactive"_s));
        QCOMPARE(runs[1], (RuleRun{{u"oscar"_s, {}, u"rr2"_s}, {u"oscar"_s, u"p"_s, u"echo"_s}, u"63f4"_s, {}}));
    }

    void switchesRules()
    {
        m_server->on("POST " + ns + "/rules/r", answer::text("OK"));
        QVERIFY(await(setRuleStatus(*m_client, {u"_"_s, {}, u"r"_s}, false, this)));
        QCOMPARE(m_server->requests().constLast().body, QByteArray(R"({"status":"inactive"})"));
        const auto rule = Rule::fromJson(json::read(R"({"name":"r","namespace":"guest","trigger":{"path":"guest","name":"t"},
            "action":"/guest/p/a","status":"inactive","annotations":[],"version":"0.0.1","updated":1})")->value);
        QCOMPARE(rule->action, (EntityName{u"guest"_s, u"p"_s, u"a"_s}));
        m_server->on("PUT " + ns + "/rules/r?overwrite=true", answer::json(json::compact(rule->document)));
        QVERIFY(await(relinkRule(*m_client, *rule, true, this)));
        QCOMPARE(m_server->requests().constLast().method, QByteArray("POST"));
        QVERIFY(await(relinkRule(*m_client, *rule, false, this)));
        QCOMPARE(m_server->requests().constLast().body, QByteArray(R"({"trigger":"/guest/t","action":"/guest/p/a"})"));
        RuleEdit now = editOf(*rule);
        now.action = {u"_"_s, {}, u"b"_s};
        QCOMPARE(json::compact(updateBody(editOf(*rule), now)), QByteArray(R"({"action":"/_/b"})"));
    }

    void brokenEnds_data()
    {
        QTest::addColumn<int>("trigger");
        QTest::addColumn<QByteArray>("rules");
        QTest::addColumn<int>("action");
        QTest::addColumn<QString>("says");
        const QByteArray linked = R"({"guest/r":{"action":{"path":"guest","name":"a"},"status":"active"}})";
        QTest::newRow("good") << 200 << linked << 200 << QString();
        QTest::newRow("no action") << 200 << linked << 404 << u"no action /guest/a"_s;
        QTest::newRow("foreign action") << 200 << linked << 403 << u"may not be used"_s;
        QTest::newRow("action is a package") << 200 << linked << 409 << u"is no action"_s;
        QTest::newRow("no trigger") << 404 << linked << 200 << u"no trigger /guest/t"_s;
        QTest::newRow("trigger made anew") << 200 << QByteArray("{}") << 200 << u"made anew"_s;
        QTest::newRow("trigger is an action") << 409 << linked << 200 << u"no trigger any more"_s;
        QTest::newRow("server in trouble") << 500 << linked << 503 << QString();
    }
    void brokenEnds()
    {
        QFETCH(int, trigger);
        QFETCH(QByteArray, rules);
        QFETCH(int, action);
        QFETCH(QString, says);
        m_server->on("GET " + ns + "/triggers/t",
                     answer::json(R"({"name":"t","namespace":"guest","rules":)" + rules + '}', trigger));
        m_server->on("GET " + ns + "/actions/a*",
                     answer::json(R"({"name":"a","namespace":"guest","exec":{"kind":"nodejs:20"}})", action));
        Rule rule;
        rule.name = {u"guest"_s, {}, u"r"_s};
        rule.trigger = {u"guest"_s, {}, u"t"_s};
        rule.action = {u"guest"_s, {}, u"a"_s};
        const auto ends = await(ruleEnds(*m_client, rule, this));
        QVERIFY(ends);
        QCOMPARE(ends->broken(), !says.isEmpty());
        const QString sentence = brokenSentence(*ends, rule.trigger, rule.action);
        QVERIFY2(sentence.contains(says), qPrintable(sentence));
    }

    void createsAFeedAsWskDoes()
    {
        m_server->on("PUT " + ns + "/triggers/tick*", answer::json(trigger()));
        m_server->on(alarmFeed, ran("{\"success\":true,\"authKey\":\"" + key + "\",\"said\":\"with " + key + "\"}"));
        json::Value parameters = json::Value::object();
        parameters.set(u"cron", json::Value::string(u"* * * * *"_s));
        const auto made = await(createFeedTrigger(*m_client, {feed, tick, parameters}, {}));
        QVERIFY(made && made->trigger && !made->failure);
        QCOMPARE(routes(), (QByteArrayList{"PUT tick?overwrite=false", "POST alarm?blocking=true&result=false"}));
        QCOMPARE(json::compact(sent(*m_server, 0).value(u"annotations")),
                 QByteArray(R"([{"key":"feed","value":"/whisk.system/alarms/alarm"}])"));
        const json::Value call = sent(*m_server, 1);
        QCOMPARE(call.value(u"authKey").toString().toUtf8(), key);
        QCOMPARE(call.value(u"lifecycleEvent").toString(), u"CREATE"_s);
        QCOMPARE(call.value(u"triggerName").toString(), u"/_/tick"_s);
        QCOMPARE(call.value(u"cron").toString(), u"* * * * *"_s);
        QVERIFY(!json::compact(made->answer).contains(key));
        QVERIFY(!made->answer.contains(u"authKey"));
        for (const auto &entry : m_log.entries())
            QVERIFY(!entry.requestBody.redacted().contains(key) && !entry.responseBody.redacted().contains(key));
    }

    void failedFeedsAreUndone_data()
    {
        QTest::addColumn<int>("feedStatus");
        QTest::addColumn<int>("removal");
        QTest::addColumn<QByteArrayList>("methods");
        QTest::addColumn<QString>("says");
        QTest::newRow("refuses") << 502 << 200 << QByteArrayList{"PUT", "POST", "POST", "DELETE"} << u"feed says no"_s;
        QTest::newRow("is missing") << 404 << 200 << QByteArrayList{"PUT", "POST", "DELETE"} << u"no feed action"_s;
        QTest::newRow("is foreign") << 403 << 200 << QByteArrayList{"PUT", "POST", "DELETE"} << u"may not be used"_s;
        QTest::newRow("trigger stays") << 502 << 503 << QByteArrayList{"PUT", "POST", "POST", "DELETE"}
                                       << u"without a working feed"_s;
        QTest::newRow("trigger is gone already") << 502 << 404 << QByteArrayList{"PUT", "POST", "POST", "DELETE"}
                                                 << u"nothing is left"_s;
    }
    void failedFeedsAreUndone()
    {
        QFETCH(int, feedStatus);
        QFETCH(int, removal);
        QFETCH(QByteArrayList, methods);
        QFETCH(QString, says);
        m_server->on("PUT " + ns + "/triggers/tick*", answer::json(trigger()));
        m_server->on("DELETE " + ns + "/triggers/tick", answer::json(trigger(), removal));
        m_server->on(alarmFeed, feedStatus == 502 ? ran(R"({"error":"feed says no to CREATE"})", 502)
                                              : answer::error(feedStatus, "The requested resource does not exist."));
        const auto made = await(createFeedTrigger(*m_client, {feed, tick}, {}));
        QVERIFY(made && made->failure);
        QByteArrayList got;
        for (const FakeRequest &request : m_server->requests())
            got.append(request.method);
        QCOMPARE(got, methods);
        QCOMPARE(made->trigger.has_value(), removal == 503);
        QCOMPARE(made->rollBack, removal == 503 ? RollBack::Failed : RollBack::Done);
        const QString sentence = outcomeSentence(*made, tick);
        QVERIFY2(sentence.contains(says), qPrintable(sentence));
        if (methods.size() == 4)
            QCOMPARE(sent(*m_server, 2).value(u"lifecycleEvent").toString(), u"DELETE"_s);
    }

    void aTriggerThatExistsIsNotTouched()
    {
        m_server->on("PUT " + ns + "/triggers/tick*", answer::error(409, "resource already exists"));
        const auto made = await(createFeedTrigger(*m_client, {feed, tick}, {}));
        QCOMPARE(made.error().kind, Error::Kind::Conflict);
        QCOMPARE(m_server->count(), 1);
    }

    void slowFeedsAreFollowed()
    {
        m_server->on(alarmFeed, answer::json(R"({"activationId":"28e1f706bc97417ba1f706bc97517bca"})", 202,
                                         {{"x-openwhisk-activation-id", "28e1f706bc97417ba1f706bc97517bca"}}));
        m_server->once("GET " + ns + "/activations/28e1f706bc97417ba1f706bc97517bca", answer::error(404, "not yet"));
        m_server->on("GET " + ns + "/activations/28e1f706bc97417ba1f706bc97517bca", ran(R"({"config":{"cron":"x"}})"));
        const auto read = await(callFeed(*m_client, {feed, tick}, Lifecycle::Read, this));
        QVERIFY(read);
        QCOMPARE(feedState(*read).config.value(u"cron").toString(), u"x"_s);
    }

    void anotherFeedComesBackWhenItFails()
    {
        const auto before = Trigger::fromJson(json::read(trigger())->value);
        FeedSwap swap{*before, FeedCall{feed, tick}, FeedCall{{u"whisk.system"_s, u"alarms"_s, u"interval"_s}, tick}};
        swap.from->parameters.set(u"cron", json::Value::string(u"0 * * * *"_s));
        m_server->on("PUT " + ns + "/triggers/tick*", answer::json(trigger()));
        m_server->on(alarmFeed, ran("{}"));
        m_server->on("POST /api/v1/namespaces/whisk.system/actions/alarms/interval*", ran(R"({"error":"minutes?"})", 502));
        const auto changed = await(changeFeed(*m_client, swap));
        QVERIFY(changed && changed->failure);
        QCOMPARE(changed->rollBack, RollBack::Done);
        QCOMPARE(m_server->count(), 5); // DELETE, PUT, CREATE, PUT, CREATE
        QCOMPARE(sent(*m_server, 1).value(u"annotations").items().at(0).value(u"value").toString(),
                 u"/whisk.system/alarms/interval"_s);
        QCOMPARE(sent(*m_server, 1).value(u"annotations").size(), 2);
        QCOMPARE(sent(*m_server, 4).value(u"cron").toString(), u"0 * * * *"_s);
        QVERIFY(outcomeSentence(*changed, tick).contains(u"as it was before"_s));
    }

    void feedsCanBeTakenAway()
    {
        const auto before = Trigger::fromJson(json::read(trigger())->value);
        m_server->on("PUT " + ns + "/triggers/tick*", answer::json(trigger()));
        m_server->on(alarmFeed, answer::error(404, "The requested resource does not exist."));
        const FeedSwap swap{*before, FeedCall{feed, tick}, {}};
        const auto changed = await(changeFeed(*m_client, swap));
        QVERIFY(changed && !changed->failure); // a feed that is gone needs no DELETE
        QCOMPARE(sent(*m_server, 1).value(u"annotations").size(), 1);
        m_server->on(alarmFeed, ran(R"({"error":"not now"})", 502));
        QVERIFY(!await(changeFeed(*m_client, swap)));
        QCOMPARE(m_server->count("PUT *"), 1);
    }

    void deletesTheFeedFirst()
    {
        const auto before = Trigger::fromJson(json::read(trigger())->value);
        m_server->on(alarmFeed, ran(R"({"error":"try later"})", 502));
        const auto kept = await(deleteFeedTrigger(*m_client, {feed, tick}, *before));
        QVERIFY(kept && kept->failure && kept->trigger);
        QVERIFY(outcomeSentence(*kept, tick).contains(u"was not deleted"_s));
        m_server->on(alarmFeed, ran("{}"));
        m_server->on("DELETE " + ns + "/triggers/tick", answer::json(trigger()));
        const auto gone = await(deleteFeedTrigger(*m_client, {feed, tick}, *before));
        QVERIFY(gone && !gone->failure && !gone->trigger);
        QCOMPARE(m_server->requests().constLast().method, QByteArray("DELETE"));
    }

    void findsFeeds()
    {
        m_server->on("GET /api/v1/namespaces/whisk.system/packages?*",
                     answer::json(R"([{"name":"alarms","namespace":"whisk.system","binding":false},
                                      {"name":"lost","namespace":"whisk.system","binding":false}])"));
        const QByteArray feeds = R"("feeds":[{"name":"alarm","annotations":[{"key":"feed","value":true},
            {"key":"parameters","value":[{"name":"cron","required":true},{"name":"n"}]}]}],"actions":[])";
        m_server->on("GET /api/v1/namespaces/whisk.system/packages/alarms",
                     answer::json(R"({"name":"alarms","namespace":"whisk.system","binding":{},)" + feeds + '}'));
        m_server->on("GET " + ns + "/packages/clock",
                     answer::json(R"({"name":"clock","namespace":"guest","binding":{"namespace":"whisk.system","name":"alarms"},)"
                                  + feeds + '}'));
        const auto found = await(feedSources(*m_client, {{u"_"_s, {}, u"clock"_s}}, this));
        QVERIFY(found);
        QCOMPARE(found->size(), 2);
        QCOMPARE(found->at(0).feed.full(), u"/_/clock/alarm"_s);
        QCOMPARE(found->at(0).provider, u"alarms"_s);
        QCOMPARE(found->at(1).parameters, (QStringList{u"cron"_s, u"n"_s}));
    }

    void oddFeedAnnotations()
    {
        const auto feedNamed = [](const QByteArray &value) {
            return feedOf(*Trigger::fromJson(json::read(R"({"name":"t","namespace":"guest","annotations":[{"key":"feed","value":)"
                                                        + value + "}]}")->value));
        };
        QCOMPARE(feedNamed(R"("/_/clock/alarm")"), std::optional(EntityName{u"_"_s, u"clock"_s, u"alarm"_s}));
        QCOMPARE(feedNamed(R"("/guest/clock/alarm")"), std::optional(EntityName{u"_"_s, u"clock"_s, u"alarm"_s}));
        QCOMPARE(feedNamed(R"("whisk.system/a/b")"), std::optional(EntityName{u"whisk.system"_s, u"a"_s, u"b"_s}));
        QCOMPARE(feedNamed("5"), std::nullopt);
        QCOMPARE(feedNamed("\"ring\""), std::nullopt);
        QCOMPARE(feedNamed("\"/a/b/c/d\""), std::nullopt);
        QCOMPARE(feedNamed("\"\""), std::nullopt);
    }
};

QTEST_GUILESS_MAIN(TestTriggers)
#include "tst_triggers.moc"
