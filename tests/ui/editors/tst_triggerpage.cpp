#include "tests/ui/editors/triggerpagetest.h"
#include "ui/editors/trigger/entitypicker.h"
#include "ui/widgets/bulkdialog.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QMenu>
#include <QPointer>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTreeView>

using namespace Qt::StringLiterals;

/// A trigger, its rules and firing it.
class TestTriggerPage : public QObject, TriggerPageTest {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    void loads()
    {
        page = f->open(Target::Kind::Trigger, u"every-night"_s);
        QCOMPARE(state()->state(), StateView::Loading);
        QVERIFY(!child<QAbstractButton>(page.get(), "save")->text().isEmpty()); // a slow server: nothing looks as if it could be done
        QVERIFY(!child<QWidget>(page.get(), "save")->isEnabled() && !child<QWidget>(page.get(), "revert")->isEnabled());
        QVERIFY(!page->canInvoke());
        QTRY_VERIFY(ready());
        QAbstractItemModelTester tester(rules());
        QCOMPARE(page->glyph(), u"trigger"_s);
        QCOMPARE(rules()->rowCount(), 2);
        QCOMPARE(cell(0, 1), u"night-to-report"_s);
        QCOMPARE(cell(0, 2), u"orders/price-quote"_s);
        QTRY_VERIFY(cell(1, 3).contains(u"no action"_s)); // broken even though it is off
        QTRY_VERIFY(text("fireRules").contains(u"1 of 2 rules on. Firing runs orders/price-quote and nothing else."_s));
        QTRY_COMPARE(f->feedCalls, (QStringList{u"READ alarm"_s}));
        QTRY_COMPARE(child<QLabel>(page.get(), "feedWords")->text(), u"every day at 02:30"_s);
        QCOMPARE(child<QTableWidget>(page.get(), "feedTimes")->rowCount(), 4);
        QVERIFY(!page->modified());
    }

    void emptyOnesSaySo()
    {
        open(u"lonely"_s);
        QVERIFY(child<QLabel>(page.get(), "rulesHint")->text().contains(u"No rule listens"_s));
        QVERIFY(child<QLabel>(page.get(), "feedHint")->text().contains(u"by hand"_s));
        QVERIFY(text("fireRules").contains(u"runs nothing and leaves no record"_s));
        QVERIFY(f->feedCalls.isEmpty());
    }

    void errorsAreToldAndTriedAgain()
    {
        f->server.once("GET /api/v1/namespaces/_/triggers/lonely", answer::error(503, "down"));
        page = f->open(Target::Kind::Trigger, u"lonely"_s);
        QTRY_COMPARE(state()->state(), StateView::Error_);
        Q_EMIT state()->retryRequested();
        QTRY_VERIFY(ready());
    }

    void closedWhileLoading()
    {
        f->server.hold("GET /api/v1/namespaces/_/triggers/every-night");
        page = f->open(Target::Kind::Trigger, u"every-night"_s);
        QTRY_COMPARE(f->server.waiting("GET /api/v1/namespaces/_/triggers/every-night"), 1);
        page.reset();
        f->server.release("GET /api/v1/namespaces/_/triggers/every-night");
    }

    void sessionGoneWhileLoading()
    {
        f->server.hold("GET /api/v1/namespaces/_/triggers/every-night");
        page = f->open(Target::Kind::Trigger, u"every-night"_s);
        QTRY_COMPARE(f->server.waiting("GET /api/v1/namespaces/_/triggers/every-night"), 1);
        f->session.reset();
        QTRY_COMPARE(state()->state(), StateView::Error_);
        page->refresh();
        page->invoke();
    }

    void sessionGoneAfterwards()
    {
        openWithFeed();
        f->session.reset();
        page->refresh();
        page->invoke();
        QVERIFY(!page->canInvoke());
        QTest::mouseClick(child<QWidget>(page.get(), "askFeed"), Qt::LeftButton); // whether it is on or off by now
    }

    void switchesWriteAtOnceOneAfterTheOther()
    {
        open();
        auto *table = child<QTableView>(page.get(), "rules");
        f->server.hold("POST /api/v1/namespaces/_/rules/*");
        table->setCurrentIndex(rules()->index(0, 1));
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Space);
        QTRY_COMPARE(f->server.waiting("POST *"), 1);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(rules()->index(1, 0)).center());
        QCOMPARE(f->server.waiting("POST *"), 1); // two at once would race for the trigger
        QTest::keyClick(table, Qt::Key_Space);    // nor twice for one rule
        f->server.release("POST /api/v1/namespaces/_/rules/*");
        QTRY_COMPARE(f->server.count("POST /api/v1/namespaces/_/rules/*"), 2);
        QTRY_VERIFY(f->triggers[u"every-night"_s].value(u"rules").value(u"guest/old-import").value(u"status").toString() == u"active");
        QTRY_VERIFY(text("fireRules").contains(u"there is no action import-orders"_s));
        QVERIFY(!page->modified());
    }

    void brokenRulesStandOnRed()
    {
        open();
        QTRY_VERIFY(cell(1, 3).contains(u"no action"_s));
        auto *table = child<QTableView>(page.get(), "rules");
        table->clearSelection();
        const auto ground = [&](int row) {
            const QRect rect = table->visualRect(rules()->index(row, 3));
            return table->viewport()->grab().toImage().pixelColor(rect.right() - 3, rect.top() + 3);
        };
        QCOMPARE(ground(1), theme::current().errorSoft);
        QVERIFY(ground(0) != theme::current().errorSoft);
        QVERIFY(cell(1, 4).startsWith(u"Mend"_s));
        QSignalSpy opened(page.get(), &Page::openRequested);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(rules()->index(0, 4)).center());
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.first().first().value<Target>().toText(), u"rule:night-to-report"_s);
    }

    void rulesAreDeletedFromTheTable()
    {
        open();
        auto *table = child<QTableView>(page.get(), "rules");
        table->setCurrentIndex(rules()->index(1, 1));
        table->setFocus();
        QSignalSpy written(page.get(), &Page::entityWritten);
        QTest::keyClick(table, Qt::Key_Delete);
        auto *dialog = page->findChild<BulkDialog *>();
        QVERIFY(dialog);
        QTRY_VERIFY(child<QWidget>(dialog, "go")->isEnabled());
        click(dialog, "go");
        QTRY_COMPARE(f->deleted.size(), 1);
        QVERIFY(f->deleted.first().contains(u"old-import"_s));
        QTRY_VERIFY(written.count() > 0);
        QTRY_COMPARE(await(f->store->versions({u"profile-1"_s, u"rule:old-import"_s}))->size(), 1);
    }

    void refusedSwitchesGoBack()
    {
        open();
        f->server.on("POST /api/v1/namespaces/_/rules/*", answer::error(409, "Concurrent modification to resource detected."));
        auto *table = child<QTableView>(page.get(), "rules");
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(rules()->index(0, 0)).center());
        QTRY_VERIFY(text("rulesMessage").contains(u"Concurrent modification"_s));
        QVERIFY(text("fireRules").contains(u"1 of 2"_s));
        press(child<QWidget>(page.get(), "rulesMessage"), u"Look again"_s);
        QTRY_COMPARE(f->server.count("GET /api/v1/namespaces/_/triggers/every-night"), 2);
    }

    void rulesOfATriggerMadeAnewAreLost()
    {
        f->triggers[u"every-night"_s].set(u"rules", json::Value::object());
        open();
        QCOMPARE(rules()->rowCount(), 2);
        QVERIFY(cell(0, 3).contains(u"made anew"_s));
        auto *table = child<QTableView>(page.get(), "rules");
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(rules()->index(0, 0)).center());
        QTRY_VERIFY(!cell(0, 3).contains(u"made anew"_s));
        QVERIFY(text("fireRules").contains(u"1 of 2 rules on"_s));
    }

    void lostRulesAreLinkedAgainAsWanted_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("status");
        QTest::newRow("on") << u"linkRule"_s << u"active"_s;
        QTest::newRow("off") << u"linkRuleOff"_s << u"inactive"_s;
    }
    void lostRulesAreLinkedAgainAsWanted()
    {
        QFETCH(QString, name);
        f->triggers[u"every-night"_s].set(u"rules", json::Value::object());
        open();
        QVERIFY(cell(0, 3).contains(u"made anew"_s));
        child<QTableView>(page.get(), "rules")->setCurrentIndex(rules()->index(0, 1));
        click(page.get(), "mendRule");
        const QPointer<QMenu> menu = page->findChild<QMenu *>(u"ruleMenu"_s);
        QVERIFY(menu);
        QVERIFY(!menu->findChild<QAction *>(u"flipRule"_s)); // there is nothing yet to switch
        menu->findChild<QAction *>(name)->trigger();
        menu->close();
        QTRY_VERIFY(!cell(0, 3).contains(u"made anew"_s));
        const json::Value rule = f->triggers[u"every-night"_s].value(u"rules").value(u"guest/night-to-report");
        QTEST(rule.value(u"status").toString(), "status");
        QTRY_VERIFY(!menu);
    }

    void firesAndTellsWhatRulesDid()
    {
        open();
        QVERIFY(page->canInvoke());
        QSignalSpy ran(page.get(), &Page::ran);
        page->invoke();
        QTRY_VERIFY(text("fireMessage").contains(u"202 fired"_s));
        auto *tree = child<QTreeView>(page.get(), "fireTree");
        const auto rule = [tree](int row) { return tree->model()->index(row, 1, tree->model()->index(0, 0)).data().toString(); };
        QTRY_COMPARE(tree->model()->rowCount(tree->model()->index(0, 0)), 2);
        QVERIFY(tree->isVisible());
        QCOMPARE(rule(0), u"✓ started its action"_s);
        QCOMPARE(rule(1), u"not started: rule is off"_s);
        QVERIFY(!ran.isEmpty());
        QSignalSpy opened(page.get(), &Page::openRequested);
        press(child<QWidget>(page.get(), "fireMessage"), u"Open"_s);
        QCOMPARE(opened.at(0).at(0).value<Target>().id, QString::fromLatin1(f->fired));
    }

    void theLastFireIsTracedOnDemand()
    {
        open();
        auto *last = child<QWidget>(page.get(), "traceLastFire");
        QTRY_VERIFY(last->isVisible());
        QVERIFY(!child<QTreeView>(page.get(), "fireTree")->isVisible()); // rules and feed have the room
        click(page.get(), "traceLastFire");
        auto *tree = child<QTreeView>(page.get(), "fireTree");
        QTRY_COMPARE(tree->model()->rowCount(tree->model()->index(0, 0)), 2);
        QVERIFY(!last->isVisible());
    }

    void aFireWithoutRulesSaysSo()
    {
        open(u"lonely"_s);
        page->invoke();
        QTRY_VERIFY(text("fireMessage").contains(u"204"_s));
        QVERIFY(text("fireMessage").contains(u"Nothing ran and nothing is recorded"_s));
    }

    void aThrottledFireWaitsForTheUser()
    {
        open();
        FakeAnswer refusal = answer::error(429, "Too many requests in the last minute (count: 61, allowed: 60).");
        refusal.headers.emplaceBack("Date", "Sat, 21 Nov 2026 10:00:01 GMT"); // else the minute may end while this runs
        f->server.once("POST /api/v1/namespaces/_/triggers/every-night", refusal);
        page->invoke();
        auto *label = child<QLabel>(page.get(), "throttleText");
        QTRY_VERIFY(label->isVisible());
        QVERIFY(label->text().contains(u"count: 61"_s) && label->text().contains(u" s;"_s));
        QVERIFY(!page->canInvoke());
        click(page.get(), "throttleCancel");
        QVERIFY(page->canInvoke());
        QCOMPARE(f->server.count("POST /api/v1/namespaces/_/triggers/every-night"), 1);
    }

    void oneParameterLeavesAllElse()
    {
        open();
        const json::Value before = f->triggers[u"every-night"_s];
        auto *entries = child<QTableView>(child<QWidget>(page.get(), "parametersTab"), "entries");
        entries->model()->setData(entries->model()->index(0, 0), u"zone"_s);
        QVERIFY(page->modified());
        QVERIFY(child<QLabel>(page.get(), "fireNote")->isVisibleTo(page.get()));
        save();
        QTRY_VERIFY(!page->modified());
        QCOMPARE(json::compact(f->puts.constLast()),
                 QByteArray(R"({"parameters":[{"key":"zone","value":"eu-1"},{"key":"rate","value":1.50}]})"));
        const json::Value after = f->triggers[u"every-night"_s];
        for (const QString &same : {u"annotations"_s, u"rules"_s, u"limits"_s, u"publish"_s})
            QCOMPARE(after.value(same), before.value(same));
        QCOMPARE(f->feedCalls.count(u"UPDATE alarm"_s), 0);
    }

    void somebodyElseSavedMeanwhile()
    {
        openWithFeed();
        auto *entries = child<QTableView>(child<QWidget>(page.get(), "parametersTab"), "entries");
        entries->model()->setData(entries->model()->index(0, 0), u"zone"_s);
        json::Value &other = f->triggers[u"every-night"_s];
        other.set(u"version", json::Value::string(u"0.0.9"_s));
        other.set(u"updated", json::Value::number(1700000099000));
        page->save();
        QTRY_VERIFY(child<MessageBar>(dialog(), "conflict")->isVisibleTo(dialog()));
    }

    void deletingSaysWhatBecomesOfRulesAndFeed()
    {
        openWithFeed();
        f->failing = {u"DELETE"_s};
        confirm::setNextAnswer(confirm::Answer::Yes);
        command("entity.delete")->trigger();
        QTRY_VERIFY(text("pageMessage").contains(u"was not deleted"_s));
        QVERIFY(f->triggers.contains(u"every-night"_s));
        confirm::setNextAnswer(confirm::Answer::Yes);
        command("trigger.deleteOnly")->trigger();
        QTRY_VERIFY(!f->triggers.contains(u"every-night"_s));
        QTRY_VERIFY(text("pageMessage").contains(u"is deleted"_s));
    }

    void deletesTheFeedFirst()
    {
        openWithFeed();
        confirm::setNextAnswer(confirm::Answer::Yes);
        command("entity.delete")->trigger();
        QTRY_VERIFY(!f->triggers.contains(u"every-night"_s));
        QCOMPARE(f->feedCalls.constLast(), u"DELETE alarm"_s);
    }

    void readOnlyConnectionsWriteNothing()
    {
        f = std::make_unique<TriggerFixture>(true);
        open();
        QVERIFY(!page->canInvoke());
        QVERIFY(!child<QWidget>(page.get(), "addRule")->isEnabled());
        auto *table = child<QTableView>(page.get(), "rules");
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(rules()->index(0, 0)).center());
        QVERIFY(f->feedCalls.isEmpty()); // READ runs an action, which could write
        QCOMPARE(f->server.count("POST *"), 0);
    }
};

QTEST_MAIN(TestTriggerPage)
#include "tst_triggerpage.moc"
