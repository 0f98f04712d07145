#include "core/json/text.h"
#include "tests/ui/editors/editorfixture.h"
#include "ui/editors/invokepanel.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/jsonedit.h"
#include "ui/widgets/jsonview.h"
#include "ui/widgets/logview.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/phasebar.h"
#include "ui/widgets/stateview.h"

#include <QAction>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTimer>
#include <QToolButton>

#include <ctime>

using namespace Qt::StringLiterals;

namespace {

const QByteArray id = "0b2f8c3f4c4e4b0fbf8c3f4c4e8b0f11";

QByteArray record(const QByteArray &result, const QByteArray &logs, const QByteArray &status = "success")
{
    return R"({"namespace":"guest","name":"price-quote","version":"0.0.14","publish":false,"subject":"guest",
        "activationId":")"
        + id + R"(","start":1700000000123,"end":1700000000164,"duration":41,
        "response":{"status":")"
        + status + R"(","success":)" + (status == "success" ? "true" : "false") + R"(,"result":)" + result
        + R"(},"logs":)" + logs + R"(,
        "annotations":[{"key":"path","value":"guest/orders/price-quote"},{"key":"kind","value":"nodejs:20"},
        {"key":"timeout","value":false},{"key":"waitTime","value":9},{"key":"initTime","value":23}]})";
}

const answer::Headers idHeader{{"x-openwhisk-activation-id", id}};

} // namespace

class TestInvokePanel : public QObject {
    Q_OBJECT

    std::unique_ptr<EditorFixture> f;
    std::unique_ptr<InvokePanel> panel;
    const QByteArray post = "POST /api/v1/namespaces/_/actions/orders/price-quote*";
    const QByteArray getRecord = "GET /api/v1/namespaces/_/activations/" + id;

    QString text(const char *label) { return child<QLabel>(panel.get(), label)->text(); }
    QString status() { return child<Chip>(panel.get(), "runStatus")->text(); }
    QString result() { return QString::fromUtf8(child<JsonView>(panel.get(), "result")->text()); }
    FakeRequest sent()
    {
        for (const FakeRequest &request : f->server.requests())
            if (request.method == "POST")
                return request;
        return {};
    }
    JsonEdit *payload() { return child<JsonEdit>(panel.get(), "payload"); }
    MessageBar *bar() { return child<MessageBar>(panel.get(), "invokeMessage"); }
    QAction *menuAction(const char *button, const QString &entry)
    {
        QMenu *menu = child<QToolButton>(panel.get(), button)->menu();
        Q_EMIT menu->aboutToShow();
        for (QAction *action : menu->actions()) {
            if (action->text() == entry)
                return action;
            if (action->menu())
                for (QAction *inner : action->menu()->actions())
                    if (inner->text() == entry)
                        return inner;
        }
        return nullptr;
    }
    void start(bool readOnly = false)
    {
        panel.reset();
        f = std::make_unique<EditorFixture>(readOnly);
        panel = std::make_unique<InvokePanel>(*f->session, *f->store);
        panel->setAction(f->target.name, f->key());
        panel->setSaved(u"0.0.14"_s, 60000);
        panel->resize(430, 700);
        panel->show();
    }

private Q_SLOTS:
    void init() { start(); }
    void cleanup()
    {
        panel.reset();
        f.reset();
    }

    void showsResultPhasesAndLogs()
    {
        f->server.on(post, answer::json(record(R"({"net":428.40,"country":"FR"})", "[]"), 200, idHeader));
        f->server.on(getRecord,
                     answer::json(record(R"({"net":428.40,"country":"FR"})",
                                         R"(["2023-11-14T22:13:20.150Z stdout: priced 1 items"])")));
        payload()->setText(u"{ \"items\": [1.0] }"_s);
        QSignalSpy finished(panel.get(), &InvokePanel::finished);
        click(panel.get(), "invoke");
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(sent().body, QByteArray("{\"items\":[1.0]}"));
        QVERIFY(sent().target.contains("blocking=true"));
        QTRY_VERIFY(status().contains(u"success · 41 ms"_s));
        const Phases phases = child<PhaseBar>(panel.get(), "phases")->phases();
        QCOMPARE(phases.waitMs, 9.0);
        QCOMPARE(phases.initMs, 23.0);
        QCOMPARE(phases.runMs, 18.0);
        QVERIFY(phases.cold);
        QVERIFY(result().contains(u"428.40"_s));
        QTRY_COMPARE(child<LogView>(panel.get(), "logs")->rowCount(), 1);
        QCOMPARE(text("logCount"), u"1 line"_s);
        QVERIFY(text("roundTrip").startsWith(u"round trip"_s));
        QSignalSpy opened(panel.get(), &InvokePanel::openRequested);
        click(panel.get(), "openActivation");
        QCOMPARE(opened.at(0).at(0).value<Target>().id, QString::fromLatin1(id));
    }

    void emptyPayloadIsTheEmptyObject()
    {
        f->server.on(post, answer::json(record("{}", "[]"), 200, idHeader));
        f->server.on(getRecord, answer::json(record("{}", "[]")));
        payload()->setText({});
        click(panel.get(), "invoke");
        QTRY_VERIFY(status().contains(u"success"_s));
        QCOMPARE(sent().body, QByteArray("{}"));
    }

    void brokenPayloadIsNotSent()
    {
        payload()->setText(u"{\"a\": 1,\n \"b\": }"_s);
        QTRY_VERIFY(!child<QWidget>(panel.get(), "invoke")->isEnabled());
        QVERIFY2(child<QWidget>(panel.get(), "invoke")->toolTip().contains(u"2"_s),
                 qPrintable(child<QWidget>(panel.get(), "invoke")->toolTip()));
        panel->invoke();
        payload()->setText(u"[1]"_s);
        QTRY_VERIFY(!panel->canInvoke());
        panel->invoke();
        QCOMPARE(f->server.count("POST *"), 0);
        payload()->setText(u"{}"_s);
        QTRY_VERIFY(panel->canInvoke());
    }

    void applicationErrorIsAResult()
    {
        const QByteArray failed = record(R"({"error":"no such item"})", "[]", "application error");
        f->server.on(post, answer::json(failed, 502, idHeader));
        f->server.on(getRecord, answer::json(failed));
        click(panel.get(), "invoke");
        QTRY_VERIFY(status().contains(u"application error"_s));
        QCOMPARE(child<Chip>(panel.get(), "runStatus")->tone(), Chip::Tone::Error);
        QVERIFY(result().contains(u"no such item"_s));
        QVERIFY(bar()->text().isEmpty());
    }

    void resultOnlyIsCompletedByTheRecord()
    {
        menuAction("invokeMode", u"Result only"_s)->trigger();
        f->server.on(post, answer::json("[1,2,3]", 200, idHeader));
        f->server.on(getRecord, answer::json(record("[1,2,3]", "[]")));
        click(panel.get(), "invoke");
        QTRY_VERIFY(status().contains(u"41 ms"_s));
        QVERIFY(f->server.count(post) == 1);
        QVERIFY(result().contains(u"3"_s));
    }

    void recordsAreKeptWhereAsked()
    {
        menuAction("invokeMode", u"Keep the record in any case"_s)->trigger();
        QVERIFY(panel->findChild<QToolButton *>(u"invokeMode"_s)->text().contains(u"kept"_s));
        f->server.on(post, answer::json(record("{}", "[]"), 200, idHeader));
        f->server.on(getRecord, answer::json(record("{}", "[]")));
        click(panel.get(), "invoke");
        QTRY_COMPARE(f->server.count(post), 1);
        const auto &requests = f->server.requests();
        const auto sent = std::find_if(requests.begin(), requests.end(), [](const auto &r) { return r.method == "POST"; });
        QCOMPARE(sent->header("X-OW-EXTRA-LOGGING"), QByteArray("on"));
    }

    void acceptedRunsAreLookedFor()
    {
        menuAction("invokeMode", u"Not blocking"_s)->trigger();
        f->server.on(post, answer::json("{\"activationId\":\"" + id + "\"}", 202, idHeader));
        f->server.once(getRecord, answer::error(404, "The requested resource does not exist."));
        f->server.once(getRecord, answer::error(404, "The requested resource does not exist."));
        f->server.on(getRecord, answer::json(record(R"({"late":true})", "[]")));
        click(panel.get(), "invoke");
        QTRY_COMPARE(status(), u"pending"_s);
        QVERIFY(text("roundTrip").startsWith(u"looked for"_s));
        QTRY_VERIFY_WITH_TIMEOUT(status().contains(u"success"_s), 30'000);
        QVERIFY(result().contains(u"late"_s));
    }

    void notStoredIsToldApart()
    {
        panel->setSaved(u"0.0.14"_s, -60000); // gives up at once
        menuAction("invokeMode", u"Not blocking"_s)->trigger();
        f->server.on(post, answer::json("{\"activationId\":\"" + id + "\"}", 202, idHeader));
        f->server.on(getRecord, answer::error(404, "The requested resource does not exist."));
        click(panel.get(), "invoke");
        QTRY_COMPARE_WITH_TIMEOUT(child<StateView>(panel.get(), "runState")->state(), StateView::NotStored, 30'000);
        QCOMPARE(status(), u"not stored"_s);
        f->server.on(getRecord, answer::json(record("{}", "[]")));
        Q_EMIT child<StateView>(panel.get(), "runState")->retryRequested();
        QTRY_VERIFY(status().contains(u"success"_s));
        QCOMPARE(child<StateView>(panel.get(), "runState")->state(), StateView::Content);
    }

    void errorsKeepThePayload_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("words");
        QTest::newRow("401") << 401 << u"key"_s;
        QTest::newRow("404") << 404 << u"does not exist"_s;
        QTest::newRow("413") << 413 << u"too large"_s;
        QTest::newRow("503") << 503 << u"unavailable"_s;
    }
    void errorsKeepThePayload()
    {
        QFETCH(int, code);
        const QByteArray words = code == 404 ? "The requested resource does not exist."
            : code == 413                    ? "The entity is too large"
                                             : "The server is currently unavailable";
        f->server.on(post, answer::error(code, words));
        payload()->setText(u"{\"kept\": true}"_s);
        click(panel.get(), "invoke");
        QTRY_VERIFY(!bar()->text().isEmpty());
        QCOMPARE(bar()->kind(), MessageBar::Kind::Error);
        QCOMPARE(payload()->text(), u"{\"kept\": true}"_s);
        QVERIFY(panel->canInvoke());
        QCOMPARE(f->server.count(post), 1);
    }

    void lostAnswerIsNotRepeated()
    {
        f->server.on(post, answer::closed());
        click(panel.get(), "invoke");
        QTRY_VERIFY(!bar()->text().isEmpty());
        QVERIFY(buttonWithText(bar(), u"Activations"_s));
        QCOMPARE(f->server.count(post), 1);
    }

    void cancelStopsWaiting()
    {
        f->server.hold(post);
        f->server.on(post, answer::json(record("{}", "[]"), 200, idHeader));
        click(panel.get(), "invoke");
        QTRY_COMPARE(f->server.waiting(post), 1);
        QVERIFY(child<QWidget>(panel.get(), "cancelInvoke")->isVisible());
        click(panel.get(), "cancelInvoke");
        QVERIFY(!child<QWidget>(panel.get(), "cancelInvoke")->isVisible());
        f->server.release(post);
        QTRY_COMPARE(f->server.waiting(post), 0);
        QVERIFY(!child<QWidget>(panel.get(), "runStatus")->isVisible());
    }

    void theLatestRunIsShown()
    {
        f->server.hold(post);
        f->server.on(post, [](const FakeRequest &r) { return answer::json(record(r.body, "[]"), 200, idHeader); });
        payload()->setText(u"{\"n\":1}"_s);
        click(panel.get(), "invoke");
        payload()->setText(u"{\"n\":2}"_s);
        click(panel.get(), "invoke");
        QTRY_COMPARE(f->server.waiting(post), 2);
        f->server.release(post);
        QTRY_VERIFY(result().contains(u"2"_s));
        QTRY_COMPARE(f->session->client().inFlight(), 0); // the first answer has come as well, and changes nothing
        QVERIFY(result().contains(u"2"_s));
    }

    void closedWhileRunning()
    {
        f->server.hold(post);
        click(panel.get(), "invoke");
        QTRY_COMPARE(f->server.waiting(post), 1);
        panel.reset();
        f->server.release(post);
    }

    void sessionGoneWhileRunning()
    {
        f->server.hold(post);
        click(panel.get(), "invoke");
        QTRY_COMPARE(f->server.waiting(post), 1);
        f->session.reset();
        QTRY_VERIFY(!child<QWidget>(panel.get(), "cancelInvoke")->isVisible());
        QVERIFY(!panel->canInvoke());
        panel->invoke();
    }

    void payloadsHaveNames()
    {
        payload()->setText(u"{\"volume\": 120, \"password\": \"hush-hush\"}"_s);
        click(panel.get(), "savePayload");
        auto *name = child<QLineEdit>(panel.get(), "payloadName");
        QTest::keyClicks(name, u"volume order"_s);
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_COMPARE(child<QToolButton>(panel.get(), "payloads")->text(), u"Payload: volume order ▾"_s);
        QVERIFY(child<MessageBar>(panel.get(), "payloadMessage")->text().contains(u"/password"_s));
        payload()->setText(u"{}"_s);
        QTRY_VERIFY(menuAction("payloads", u"volume order"_s));
        menuAction("payloads", u"volume order"_s)->trigger();
        QVERIFY(payload()->text().contains(u"120"_s));
        QVERIFY(!payload()->text().contains(u"hush"_s));
        QTRY_VERIFY(menuAction("payloads", u"Delete “volume order”"_s));
        menuAction("payloads", u"Delete “volume order”"_s)->trigger();
        QTRY_VERIFY(!menuAction("payloads", u"volume order"_s));
        QCOMPARE(await(f->store->payloads(f->key()))->size(), 0);
    }

    void whatWasSentComesBack()
    {
        f->server.on(post, answer::json(record("{}", "[]"), 200, idHeader));
        payload()->setText(u"{\"a\": 1}"_s);
        click(panel.get(), "invoke");
        QTRY_VERIFY(menuAction("payloads", u"{\"a\": 1}"_s));
        panel = std::make_unique<InvokePanel>(*f->session, *f->store);
        panel->setAction(f->target.name, f->key());
        QTRY_COMPARE(payload()->text(), u"{\"a\": 1}"_s);
    }

    void whatWasTypedSurvives()
    {
        payload()->setText(u"{ \"volume\":  120 }"_s);
        panel = std::make_unique<InvokePanel>(*f->session, *f->store); // as after a crash
        QTRY_COMPARE(await(f->store->drafts(f->key().profileId))->size(), 1);
        panel->setAction(f->target.name, f->key());
        QTRY_COMPARE(payload()->text(), u"{ \"volume\":  120 }"_s);
        payload()->setText(u"{ \"volume\":  120, "_s); // no JSON for now: what was right is kept
        panel->setAction(f->target.name, f->key());
        QTRY_COMPARE(payload()->text(), u"{ \"volume\":  120 }"_s);
        f->server.on(post, answer::json(record("{}", "[]"), 200, idHeader));
        click(panel.get(), "invoke");
        QTRY_COMPARE(await(f->store->drafts(f->key().profileId))->size(), 0); // sent: no draft any more
    }

    void typedSecretsAreNotKept()
    {
        payload()->setText(u"{\"volume\":7,\"password\":\"hush-hush\"}"_s);
        QTRY_COMPARE(await(f->store->drafts(f->key().profileId))->size(), 1); // a moment after the last key
        panel = std::make_unique<InvokePanel>(*f->session, *f->store);
        panel->setAction(f->target.name, f->key());
        QTRY_VERIFY(payload()->text().contains(u"\"volume\": 7"_s));
        QVERIFY(!payload()->text().contains(u"hush"_s));
        QVERIFY(child<MessageBar>(panel.get(), "payloadMessage")->text().endsWith(u": /password"_s));
        const auto kept = await(f->store->draft({f->key().profileId, f->key().target + u"#payload"_s}));
        QVERIFY(kept && *kept);
        QVERIFY(!json::compact((*kept)->document).contains("hush"));
    }

    void copiesWithoutTheKey()
    {
        payload()->setText(u"{\"a\": 1}"_s);
        panel->findChild<QAction *>(u"copyCurl"_s)->trigger();
        const QString curl = QGuiApplication::clipboard()->text();
        QVERIFY(curl.contains(u"curl"_s) && curl.contains(u"WHISK_AUTH"_s) && curl.contains(u"price-quote"_s));
        QVERIFY(!curl.contains(u"eDp5"_s) && !curl.contains(u"x:y"_s));
        panel->findChild<QAction *>(u"copyWsk"_s)->trigger();
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"wsk"_s));
    }

    void readOnlySaysWhy()
    {
        start(true);
        QVERIFY(!child<QWidget>(panel.get(), "invoke")->isEnabled());
        QVERIFY(child<QWidget>(panel.get(), "invoke")->toolTip().contains(u"read-only"_s));
        panel->invoke();
        QCOMPARE(f->server.count("POST *"), 0);
    }

    void largeResultsAndLogsStayFluent()
    {
        QByteArray items = "{\"rows\":[";
        for (int i = 0; i < 40000; ++i)
            items += "{\"id\":" + QByteArray::number(i) + ",\"name\":\"" + QByteArray(100, 'x') + "\"},";
        items.chop(1);
        items += "]}"; // about 5 MB
        QByteArray logs = "[";
        for (int i = 0; i < 10000; ++i)
            logs += "\"2023-11-14T22:13:20.150Z stdout: " + QByteArray(70, 'y') + "\",";
        logs.chop(1);
        logs += "]";
        f->server.on(post, answer::json(record(items, "[]"), 200, idHeader));
        f->server.on(getRecord, answer::json(record(items, logs)));
        // What this thread worked between two heartbeats; the fake server's part of it included.
        const auto worked = [] {
            timespec time{};
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
            return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
        };
        double last = worked();
        double longest = 0;
        QTimer heart;
        connect(&heart, &QTimer::timeout, this,
                [&] { longest = std::max(longest, worked() - std::exchange(last, worked())); });
        heart.start(0);
        click(panel.get(), "invoke");
        QTRY_COMPARE_WITH_TIMEOUT(child<LogView>(panel.get(), "logs")->rowCount(), 10000, 30000);
        qInfo("longest block %.0f ms", longest);
        QVERIFY2(longest < 200, "the event loop stood still");
    }
};

QTEST_MAIN(TestInvokePanel)
#include "tst_invokepanel.moc"
