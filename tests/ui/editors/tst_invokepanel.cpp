#include "tests/support/threadtime.h"
#include "tests/ui/editors/invokepaneltest.h"

using namespace Qt::StringLiterals;

class TestInvokePanel : public QObject, InvokePanelTest {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

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
        f->server.on(getRecord, answer::error(404, "The requested resource does not exist."));
        click(panel.get(), "invoke");
        QTRY_COMPARE(status(), u"pending"_s);
        QTRY_VERIFY(text("roundTrip").startsWith(u"looked for"_s));
        QTRY_VERIFY(f->server.count(getRecord) >= 2);
        f->server.on(getRecord, answer::json(record(R"({"late":true})", "[]")));
        QTRY_VERIFY_WITH_TIMEOUT(status().contains(u"success"_s), 30'000);
        QTRY_VERIFY(result().contains(u"late"_s));
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
        QTRY_COMPARE_WITH_TIMEOUT(child<LogView>(panel.get(), "logs")->rowCount(), 10000, 120'000);
        qInfo("longest block %.0f ms", longest);
        QVERIFY2(longest < mostMs(200), "the event loop stood still");
    }
};

QTEST_MAIN(TestInvokePanel)
#include "tst_invokepanel.moc"
