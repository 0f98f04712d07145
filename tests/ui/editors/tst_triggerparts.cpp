#include "tests/ui/editors/triggerfixture.h"
#include "ui/editors/invokepanel.h"
#include "ui/editors/reviewdialog.h"
#include "ui/editors/trigger/eventview.h"
#include "ui/editors/trigger/feededit.h"
#include "ui/editors/trigger/firepanel.h"
#include "ui/editors/trigger/lastruns.h"
#include "ui/editors/trigger/rulerows.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/jsonedit.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/throttlewait.h"

#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QLabel>
#include <QSignalSpy>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

const QByteArray perMinute = "Too many requests in the last minute (count: 61, allowed: 60).";
const EntityName everyNight{u"_"_s, {}, u"every-night"_s};

/// A refusal early in the server's minute: no test is so slow that it sees it end.
FakeAnswer refusal()
{
    FakeAnswer answer = answer::error(429, perMinute);
    answer.headers.emplaceBack("Date", "Sat, 21 Nov 2026 10:00:01 GMT");
    return answer;
}

/// A clock for a panel's wait that stands two minutes later from the next look on.
void letTheMinutePass(QWidget *panel)
{
    auto *wait = panel->findChild<ThrottleWait *>();
    wait->setClock([] { return QDateTime::currentMSecsSinceEpoch() + 120'000; });
    wait->look();
}

/// JSON written with ' for the quotes.
json::Value jsonIn(QByteArray text)
{
    return json::read(text.replace('\'', '"'))->value;
}

KeyValue item(const QString &key, const QByteArray &value)
{
    return {key, jsonIn(value), false, {}};
}

} // namespace

/// The pieces of the trigger's page, each by itself, and who else uses them.
class TestTriggerParts : public QObject {
    Q_OBJECT

    std::unique_ptr<TriggerFixture> f;
    const QByteArray post = "POST /api/v1/namespaces/_/actions/orders/price-quote*";
    const QByteArray activations = "/api/v1/namespaces/_/activations";

    std::unique_ptr<InvokePanel> invokePanel()
    {
        auto panel = std::make_unique<InvokePanel>(*f->session, *f->store);
        panel->setAction(f->target.name, f->key());
        panel->setSaved(u"0.0.14"_s, 60000);
        panel->resize(430, 700);
        panel->show();
        f->server.on(post, answer::json("[1]", 200));
        f->server.once(post, refusal());
        return panel;
    }
    std::unique_ptr<FirePanel> firePanel()
    {
        auto panel = std::make_unique<FirePanel>(*f->session, *f->store);
        panel->setTrigger(everyNight, {u"profile-1"_s, u"trigger:every-night"_s});
        panel->show();
        return panel;
    }
    std::unique_ptr<Page> openWithFeed()
    {
        auto page = f->open(Target::Kind::Trigger, u"every-night"_s);
        auto *health = child<Chip>(page.get(), "feedHealth");
        if (!QTest::qWaitFor([health] { return health->text().contains(u"alive"_s); }, 30'000))
            qWarning("the feed is not alive: %s", qPrintable(health->text()));
        return page;
    }

private Q_SLOTS:
    void init() { f = std::make_unique<TriggerFixture>(); }
    void cleanup() { f.reset(); }

    void throttledInvocationsWait()
    {
        const auto panel = invokePanel();
        auto *payload = child<JsonEdit>(panel.get(), "payload");
        payload->setText(u"{\"kept\": true}"_s);
        QTRY_VERIFY(panel->canInvoke());
        QSignalSpy finished(panel.get(), &InvokePanel::finished);
        click(panel.get(), "invoke");
        auto *label = child<QLabel>(panel.get(), "throttleText");
        QTRY_VERIFY(label->isVisible());
        QVERIFY(label->text().contains(u"count: 61"_s));
        QCOMPARE(finished.count(), 1);
        QVERIFY(!panel->canInvoke());
        QVERIFY(child<QWidget>(panel.get(), "invoke")->toolTip().contains(u"next minute"_s));
        panel->invoke();
        letTheMinutePass(panel.get());
        QVERIFY(label->text().contains(u"now."_s));
        QCOMPARE(f->session->client().inFlight(), 0); // not by itself: nobody pressed
        QCOMPARE(f->server.count(post), 1);
        QCOMPARE(payload->text(), u"{\"kept\": true}"_s);
        click(panel.get(), "throttleThen");
        QTRY_COMPARE(f->server.count(post), 2);
        QCOMPARE(f->server.requests().constLast().body, QByteArray("{\"kept\":true}"));
        QVERIFY(!label->isVisible());
    }

    void throttledInvocationsGoOnWhenThatIsWanted()
    {
        const auto panel = invokePanel();
        click(panel.get(), "invoke");
        QTRY_VERIFY(child<QLabel>(panel.get(), "throttleText")->isVisible());
        click(panel.get(), "throttleThen");
        QCOMPARE(f->server.count(post), 1);
        letTheMinutePass(panel.get());
        QTRY_COMPARE(f->server.count(post), 2);
        QTRY_VERIFY(panel->canInvoke());
    }

    void throttledInvocationsAreGivenUp()
    {
        auto panel = invokePanel();
        click(panel.get(), "invoke");
        QTRY_VERIFY(child<QLabel>(panel.get(), "throttleText")->isVisible());
        click(panel.get(), "throttleCancel");
        QVERIFY(panel->canInvoke());
        f->server.once(post, refusal());
        click(panel.get(), "invoke");
        QTRY_VERIFY(!panel->canInvoke());
        panel->setAction({u"_"_s, {}, u"other"_s}, f->key()); // the wait was for another action
        QVERIFY(panel->canInvoke());
        f->server.once("POST /api/v1/namespaces/_/actions/other*", refusal());
        click(panel.get(), "invoke");
        QTRY_VERIFY(!panel->canInvoke());
        click(panel.get(), "throttleThen");
        f->session.reset();
        QVERIFY(!child<QLabel>(panel.get(), "throttleText")->isVisible()); // nothing is left to call
        QVERIFY(child<QWidget>(panel.get(), "invoke")->toolTip().contains(u"connection is closed"_s));
    }

    void aPayloadOverTheLimitIsNotFired()
    {
        const auto panel = firePanel();
        auto *payload = child<JsonEdit>(panel.get(), "payload");
        const QString big = u"{\"a\":\"%1\"}"_s.arg(QString(1'048'576, u'x'));
        payload->setText(big);
        QTRY_VERIFY(panel->canFire());
        panel->fire();
        auto *after = child<MessageBar>(panel.get(), "fireMessage");
        QTRY_VERIFY(!after->text().isEmpty());
        QCOMPARE(after->kind(), MessageBar::Kind::Error);
        QVERIFY2(after->text().contains(u"1048576"_s) || after->text().contains(u"1 MB"_s), qPrintable(after->text()));
        QCOMPARE(f->server.count("POST *"), 0);
        QCOMPARE(payload->text().size(), big.size());
        payload->setText(u"{}"_s);
        QTRY_VERIFY(panel->canFire());
        panel->fire();
        QTRY_VERIFY(after->text().contains(u"202 fired"_s));
    }

    void aLostFireIsNotRepeated()
    {
        const auto panel = firePanel();
        f->server.on("POST /api/v1/namespaces/_/triggers/every-night", answer::closed());
        QSignalSpy opened(panel.get(), &FirePanel::openRequested);
        panel->fire();
        auto *after = child<MessageBar>(panel.get(), "fireMessage");
        QTRY_VERIFY(after->text().contains(u"not known whether the trigger fired"_s));
        press(after, u"Activations"_s);
        QCOMPARE(opened.at(0).at(0).value<Target>().kind, Target::Kind::Activations);
        QCOMPARE(f->server.count("POST *"), 1);
    }

    void aThrottledFireEndsWithTheConnection()
    {
        const auto panel = firePanel();
        f->server.on("POST /api/v1/namespaces/_/triggers/every-night", refusal());
        panel->fire();
        auto *label = child<QLabel>(panel.get(), "throttleText");
        QTRY_VERIFY(label->isVisible());
        click(panel.get(), "throttleThen");
        f->session.reset();
        QVERIFY(!label->isVisible() && !panel->canFire());
        QVERIFY(child<QWidget>(panel.get(), "fire")->toolTip().contains(u"connection is closed"_s));
    }

    void theEventNamesWhatComesFromWhere()
    {
        EventView view;
        const QAbstractItemModelTester tester(view.model());
        const auto cell = [&view](int row, int column) { return view.model()->index(row, column).data().toString(); };
        view.setEvent({item(u"region"_s, "'eu-1'"), item(u"rate"_s, "1.50"), item(u"password"_s, "'hush-hush'")},
                      jsonIn("{'rate':null,'day':'x'}"));
        QCOMPARE(view.model()->rowCount(), 5);
        QVERIFY(cell(0, 0).contains(u"region"_s) && cell(0, 0).contains(u"eu-1"_s));
        QCOMPARE(cell(0, 1), u"trigger’s parameter"_s);
        QVERIFY(cell(1, 0).endsWith(u"null"_s));
        QCOMPARE(cell(1, 1), u"payload, over trigger’s"_s);
        QCOMPARE(cell(3, 1), u"payload"_s);
        QCOMPARE(cell(4, 0), u"\"__ow_headers\": { … }"_s);
        QVERIFY(cell(4, 1).startsWith(u"server"_s));
        for (int row = 0; row < view.model()->rowCount(); ++row) {
            QVERIFY(!cell(row, 0).contains(u"hush"_s));
            QVERIFY(!view.model()->index(row, 0).data(Qt::ToolTipRole).toString().contains(u"hush"_s));
        }
        view.setEvent({item(u"rate"_s, "1.50")}, {}); // while the payload is no JSON
        QCOMPARE(cell(0, 0), u"\"rate\": 1.50"_s);
        QCOMPARE(view.model()->rowCount(), 2);
    }

    void lastRunsComeFromTwoRecords()
    {
        f->server.on("GET " + activations + "/58e20000000000000000000000000913", answer::json(f->record));
        LastRuns runs(f->session->client());
        QSignalSpy changed(&runs, &LastRuns::changed);
        runs.read(everyNight);
        QTRY_COMPARE(runs.runs().size(), 2);
        QVERIFY(runs.known());
        QVERIFY(runs.lastFireMs());
        QTRY_VERIFY(runs.runs().value(u"night-to-report"_s).status);
        QCOMPARE(*runs.runs().value(u"night-to-report"_s).status, ActivationStatus::Success);
        QCOMPARE(runs.runs().value(u"night-to-report"_s).startedMs, 1'700'000'100'000);
        QVERIFY(runs.runs().value(u"old-import"_s).rule.activationId.isEmpty());
        QVERIFY(!runs.runs().value(u"old-import"_s).status);
        QVERIFY(changed.count() >= 3);
        QCOMPARE(f->server.count("GET " + activations + "/*"), 2); // a rule that started nothing costs no request
    }

    void lastRunsNeverSaidAreNotInvented()
    {
        LastRuns runs(f->session->client());
        QSignalSpy changed(&runs, &LastRuns::changed);
        f->server.once("GET " + activations + "?*", answer::error(503, "down"));
        runs.read(everyNight);
        QTRY_COMPARE(f->server.count("GET " + activations + "?*"), 1);
        QTRY_COMPARE(f->session->client().inFlight(), 0);
        QVERIFY(!runs.known() && changed.isEmpty());
        f->server.once("GET " + activations + "?*", answer::json("[]"));
        runs.read(everyNight);
        QTRY_VERIFY(runs.known());
        QVERIFY(!runs.lastFireMs() && runs.runs().isEmpty());
        f->server.on("GET " + activations + "/*", TriggerFixture::missing()); // stored: failures only
        f->server.once("GET " + activations + "/" + f->fired, TriggerFixture::missing());
        runs.read(everyNight);
        QTRY_VERIFY(runs.lastFireMs());
        QVERIFY(runs.runs().isEmpty());
    }

    void lastRunsOutliveTheConnection()
    {
        LastRuns runs(f->session->client());
        f->server.hold("GET " + activations + "?*");
        runs.read(everyNight);
        QTRY_COMPARE(f->server.waiting("GET " + activations + "?*"), 1);
        f->session.reset();
        runs.read(everyNight);
        f->server.release("GET " + activations + "?*");
        QVERIFY(!runs.known());
    }

    void rowsOfRules()
    {
        const auto trigger = Trigger::fromJson(f->triggers[u"every-night"_s]);
        QCOMPARE(ruleRows(*trigger, nullptr).size(), 2); // the list has not come yet
        const RuleSummary lost{{u"guest"_s, {}, u"lost"_s}, u"0.0.1"_s, 1, {u"guest"_s, {}, u"every-night"_s}, {u"guest"_s, {}, u"a"_s}};
        RuleSummary known = lost;
        known.name.name = u"old-import"_s;
        RuleSummary other = lost;
        other.name.name = u"other"_s;
        other.trigger.name = u"lonely"_s;
        const auto rows = ruleRows(*trigger, std::make_shared<const QList<RuleSummary>>(QList<RuleSummary>{lost, known, other}));
        QCOMPARE(rows.size(), 3);
        QCOMPARE(rows[0].rule, (EntityName{u"_"_s, {}, u"night-to-report"_s}));
        QCOMPARE(rows[0].action, (EntityName{u"_"_s, u"orders"_s, u"price-quote"_s}));
        QVERIFY(rows[0].active && !rows[0].broken());
        QVERIFY(!rows[1].active && !rows[1].broken());
        QVERIFY(rows[2].rule.name == u"lost"_s && rows[2].broken());
    }

    void whatARuleDidLast()
    {
        const auto trigger = Trigger::fromJson(f->triggers[u"every-night"_s]);
        RuleRow row = ruleRows(*trigger, nullptr).constFirst();
        QVERIFY(lastText(row).isEmpty());
        row.last = LastRuns::Run{1'700'000'100'000, {row.rule, row.action, {}, u"is inactive"_s}, {}};
        QVERIFY(lastText(row).endsWith(u"· not started"_s));
        row.last->rule.activationId = u"58e2"_s;
        QVERIFY(!lastText(row).contains(u'·'));
        row.last->status = ActivationStatus::Success;
        QVERIFY(lastText(row).endsWith(u"✓ success"_s));
        row.last->status = ActivationStatus::DeveloperError;
        QVERIFY(lastText(row).endsWith(u"✕ failed"_s));
        row.writing = true;
        QCOMPARE(lastText(row), u"switching …"_s);
        row.ends.action = End::Missing;
        QVERIFY(lastText(row).startsWith(u"✕ "_s) && lastText(row).contains(u"no action"_s)); // above all else
    }

    void aFailedChangeOfFeedIsBroughtBack()
    {
        const json::Value before = f->triggers[u"every-night"_s];
        const auto page = openWithFeed();
        f->server.on("POST /api/v1/namespaces/whisk.system/actions/alarms/interval*",
                     TriggerFixture::ran("{\"error\":\"no such interval\"}", 502));
        click(page.get(), "feedEvery");
        child<QWidget>(page.get(), "feedMinutes")->setProperty("value", 15);
        page->save();
        auto *dialog = page->findChild<ReviewDialog *>();
        QVERIFY(dialog);
        QTRY_COMPARE(child<StateView>(dialog, "reviewState")->state(), StateView::Content);
        click(dialog, "reviewSave");
        auto *bar = child<MessageBar>(dialog, "reviewMessage");
        QTRY_VERIFY2(bar->text().contains(u"is as it was before"_s), qPrintable(bar->text()));
        QVERIFY(bar->text().contains(u"no such interval"_s));
        QCOMPARE(f->feedCalls, (QStringList{u"READ alarm"_s, u"DELETE alarm"_s, u"CREATE alarm"_s}));
        QCOMPARE(f->lastFeedBody.value(u"cron").toString(), u"0 30 2 * * *"_s);
        QCOMPARE(f->lastFeedBody.value(u"timezone").toString(), u"Europe/Berlin"_s);
        const json::Value after = f->triggers[u"every-night"_s];
        for (const QString &same : {u"annotations"_s, u"parameters"_s, u"rules"_s})
            QCOMPARE(json::compact(after.value(same)), json::compact(before.value(same)));
        QVERIFY(page->modified()); // what was wanted is still there to be tried again
    }

    void aSlowFeedIsFollowedToItsEnd()
    {
        const QByteArray id = "28e1f706bc97417ba1f706bc97517bca";
        f->server.on("GET " + activations + '/' + id,
                     TriggerFixture::ran("{\"config\":" + json::compact(f->feedConfig) + ",\"status\":{\"active\":true}}"));
        f->server.once("GET " + activations + '/' + id, TriggerFixture::missing()); // it runs on
        f->server.once("POST /api/v1/namespaces/whisk.system/actions/alarms/alarm*",
                       answer::json("{\"activationId\":\"" + id + "\"}", 202, {{"x-openwhisk-activation-id", id}}));
        const auto page = openWithFeed();
        QVERIFY(f->feedCalls.isEmpty()); // not asked a second time
        QCOMPARE(child<QLabel>(page.get(), "feedWords")->text(), u"every day at 02:30"_s);
        QTRY_VERIFY(f->server.count("GET " + activations + '/' + id) >= 2);
    }

    void feedEditsSurviveTheDraft()
    {
        const EntityName alarm{u"whisk.system"_s, u"alarms"_s, u"alarm"_s};
        QVERIFY(!FeedEdit::fromJson({}));
        QVERIFY(!FeedEdit::fromJson(json::Value::string(u"x"_s)));
        FeedEdit edit{alarm, alarm, jsonIn("{'cron':'0 3 * * *','n':1.50}"), jsonIn("{'cron':'0 2 * * *'}")};
        QVERIFY(edit.isUpdate());
        const auto same = FeedEdit::fromJson(json::read(json::compact(edit.toJson()))->value);
        QVERIFY(same && same->from == edit.from && same->to == edit.to && same->isUpdate());
        QCOMPARE(json::compact(same->parameters), QByteArray("{\"cron\":\"0 3 * * *\",\"n\":1.50}"));
        QCOMPARE(json::compact(same->before), json::compact(edit.before));
        edit.anew = true;
        QVERIFY(!edit.isUpdate() && FeedEdit::fromJson(edit.toJson())->anew);
        edit = {alarm, {}};
        QVERIFY(!edit.isUpdate() && !FeedEdit::fromJson(edit.toJson())->to);
        edit = {{}, alarm};
        QVERIFY(!edit.isUpdate() && !FeedEdit::fromJson(edit.toJson())->from);
    }

    void feedsInWordsKeepSecrets()
    {
        const EntityName alarm{u"whisk.system"_s, u"alarms"_s, u"alarm"_s};
        QCOMPARE(feedWords({}, json::Value::object()), u"no feed"_s);
        const QString words = feedWords(alarm, jsonIn("{'cron':'30 2 * * *','password':'hush-hush'}"));
        QVERIFY2(words.startsWith(u"/whisk.system/alarms/alarm, every day at 02:30"_s), qPrintable(words));
        QVERIFY(!words.contains(u"hush"_s) && words.contains(u"password"_s));
        const Error told = feedError(u"It is as it was."_s, {Error::Kind::Network, u"lost"_s, u"POST /x"_s, true});
        QCOMPARE(told.message, u"It is as it was."_s);
        QVERIFY(!told.maybeDone && told.detail == u"POST /x"_s);
    }
};

QTEST_MAIN(TestTriggerParts)
#include "tst_triggerparts.moc"
