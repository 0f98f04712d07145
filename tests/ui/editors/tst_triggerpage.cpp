#include "tests/ui/editors/triggerfixture.h"
#include "ui/editors/bulk/bulkdialog.h"
#include "ui/editors/reviewdialog.h"
#include "ui/editors/trigger/entitypicker.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QAction>
#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTableWidget>

using namespace Qt::StringLiterals;

class TestTriggerPage : public QObject {
    Q_OBJECT

    std::unique_ptr<TriggerFixture> f;
    std::unique_ptr<Page> page;

    StateView *state() { return child<StateView>(page.get(), "entityState"); }
    QString text(const char *bar) { return child<MessageBar>(page.get(), bar)->text(); }
    QAbstractItemModel *rules() { return child<QTableView>(page.get(), "rules")->model(); }
    QString cell(int row, int column) { return rules()->index(row, column).data().toString(); }
    ReviewDialog *dialog() { return page->findChild<ReviewDialog *>(); }
    bool ready() { return state()->state() == StateView::Content && !child<QWidget>(page.get(), "save")->toolTip().contains(u"Looking"_s); }
    void open(const QString &name = u"every-night"_s)
    {
        page = f->open(Target::Kind::Trigger, name);
        QTRY_VERIFY(ready());
    }
    void openWithFeed()
    {
        open();
        QTRY_VERIFY(child<Chip>(page.get(), "feedHealth")->text().contains(u"alive"_s));
    }
    void openNew(const QString &name)
    {
        page = f->open(Target::Kind::NewTrigger, {}, u"draft1"_s);
        QTRY_VERIFY(ready());
        QVERIFY(await(f->store->draft(f->key()))); // answered in the order of the calls: the page has its draft, or none
        QTRY_VERIFY(child<QWidget>(page.get(), "withRule")->isEnabled());
        QTest::keyClicks(child<QLineEdit>(page.get(), "newName"), name);
    }
    void save()
    {
        page->save();
        QVERIFY2(dialog(), qPrintable(child<QWidget>(page.get(), "save")->toolTip()));
        QTRY_COMPARE(child<StateView>(dialog(), "reviewState")->state(), StateView::Content);
        click(dialog(), "reviewSave");
    }
    void type(const char *field, const QString &words)
    {
        auto *edit = child<QLineEdit>(page.get(), field);
        edit->setFocus();
        edit->clear();
        QTest::keyClicks(edit, words);
        if (edit->completer())
            edit->completer()->popup()->hide();
    }
    QAction *command(const char *id)
    {
        for (QAction *action : page->commands())
            if (action->objectName() == QLatin1StringView(id))
                return action;
        qFatal("no command %s", id);
    }

private Q_SLOTS:
    void init() { f = std::make_unique<TriggerFixture>(); }
    void cleanup()
    {
        page.reset();
        f.reset();
    }

    void loads()
    {
        page = f->open(Target::Kind::Trigger, u"every-night"_s);
        QCOMPARE(state()->state(), StateView::Loading);
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
        click(page.get(), "askFeed");
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

    void firesAndTellsWhatRulesDid()
    {
        open();
        QVERIFY(page->canInvoke());
        QSignalSpy ran(page.get(), &Page::ran);
        page->invoke();
        QTRY_VERIFY(text("fireMessage").contains(u"202 fired"_s));
        auto *result = child<QTableView>(page.get(), "fireResult");
        QTRY_COMPARE(result->model()->rowCount(), 2);
        QVERIFY(result->model()->index(0, 2).data().toString().contains(u"started 58e2"_s));
        QCOMPARE(result->model()->index(1, 2).data().toString(), u"off"_s);
        QVERIFY(!ran.isEmpty());
        QSignalSpy opened(page.get(), &Page::openRequested);
        Q_EMIT result->activated(result->model()->index(0, 0));
        QCOMPARE(opened.at(0).at(0).value<Target>().id, u"58e20000000000000000000000000913"_s);
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
        f->server.once("POST /api/v1/namespaces/_/triggers/every-night",
                       answer::error(429, "Too many requests in the last minute (count: 61, allowed: 60)."));
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

    void aScheduleIsUpdatedThroughReview()
    {
        openWithFeed();
        type("feedCron", u"0 3 * * *"_s);
        QCOMPARE(child<QLabel>(page.get(), "feedWords")->text(), u"every day at 03:00"_s);
        QVERIFY(page->modified());
        QCOMPARE(f->feedCalls.size(), 1);
        save();
        QTRY_VERIFY(!page->modified());
        QVERIFY(f->feedCalls.contains(u"UPDATE alarm"_s));
        QCOMPARE(f->feedConfig.value(u"cron").toString(), u"0 3 * * *"_s);
        QVERIFY(f->puts.isEmpty()); // the trigger itself is not touched
        for (const auto &entry : f->log.entries())
            QVERIFY(!entry.requestBody.redacted().contains("\"x:y\""));
    }

    void whatAFeedDoesNotTellIsNotInvented()
    {
        openWithFeed();
        auto *most = child<QSpinBox>(page.get(), "feedMax");
        QTRY_COMPARE(most->text(), u"not told"_s); // a READ has no maxTriggers
        QVERIFY(child<QLabel>(page.get(), "feedUntold")->isVisible());
        QVERIFY(!page->modified());
        page = f->open(Target::Kind::NewTrigger, {}, u"draft2"_s);
        QTRY_VERIFY(ready());
        QCOMPARE(child<QSpinBox>(page.get(), "feedMax")->text(), u"no limit"_s);
    }

    void badSchedulesAreNotSaved()
    {
        openWithFeed();
        type("feedCron", u"0 99 * * *"_s);
        QVERIFY(child<QLabel>(page.get(), "feedWords")->text().contains(u"no hour"_s));
        QVERIFY(!page->canSave());
    }

    void anotherSortIsAnotherFeed()
    {
        openWithFeed();
        click(page.get(), "feedEvery");
        QVERIFY(!page->canSave()); // no minutes yet
        child<QWidget>(page.get(), "feedMinutes")->setProperty("value", 15);
        QCOMPARE(child<QLabel>(page.get(), "feedWords")->text(), u"every 15 minutes"_s);
        save();
        QTRY_VERIFY(!page->modified());
        QCOMPARE(f->feedCalls.mid(1, 2), (QStringList{u"DELETE alarm"_s, u"CREATE interval"_s}));
        QCOMPARE(f->triggers[u"every-night"_s].value(u"annotations").items().size(), 2);
    }

    void aFeedThatFailsIsBroughtBack()
    {
        openWithFeed();
        f->failing = {u"CREATE"_s};
        click(page.get(), "feedEvery");
        child<QWidget>(page.get(), "feedMinutes")->setProperty("value", 15);
        save();
        QTRY_VERIFY(child<MessageBar>(dialog(), "reviewMessage")->text().contains(u"the feed says no"_s));
        QVERIFY(child<MessageBar>(dialog(), "reviewMessage")->text().contains(u"Undoing failed, too"_s)); // CREATE of the old one
    }

    void pausesAndSeesTheDead()
    {
        openWithFeed();
        click(page.get(), "pauseFeed");
        QTRY_COMPARE(child<Chip>(page.get(), "feedHealth")->text(), u"paused"_s);
        QTRY_VERIFY(child<QAbstractButton>(page.get(), "pauseFeed")->text().contains(u"Resume"_s));
        click(page.get(), "pauseFeed");
        QTRY_VERIFY(child<Chip>(page.get(), "feedHealth")->text().contains(u"alive"_s));
        f->failing = {u"READ"_s};
        click(page.get(), "askFeed");
        QTRY_VERIFY(child<Chip>(page.get(), "feedHealth")->text().contains(u"dead"_s));
        QVERIFY(text("feedMessage").contains(u"the feed says no"_s));
    }

    void aMissingFeedIsTold()
    {
        f->server.on("POST /api/v1/namespaces/whisk.system/actions/alarms/*", TriggerFixture::missing());
        open();
        QTRY_VERIFY(text("feedMessage").contains(u"no feed action /whisk.system/alarms/alarm"_s));
    }

    void theAnnotationFeedGoesWithTheFeed()
    {
        openWithFeed();
        auto *entries = child<QTableView>(child<QWidget>(page.get(), "annotationsTab"), "entries");
        entries->model()->setData(entries->model()->index(0, 0), u"feet"_s);
        QVERIFY(!page->canSave());
        QVERIFY(child<QWidget>(page.get(), "save")->toolTip().contains(u"Rules and feed"_s));
    }

    void createsTriggerRuleAndActionInOneStep()
    {
        openNew(u"a @&b"_s);
        QTest::mouseClick(child<QWidget>(page.get(), "withRule"), Qt::LeftButton);
        type("ruleAction", u"fresh"_s);
        QVERIFY(!page->canSave());
        click(page.get(), "createAction");
        QCOMPARE(child<QLineEdit>(page.get(), "firstRule")->text(), u"a @&b-to-fresh"_s);
        QTRY_VERIFY(page->canSave());
        save();
        QTRY_COMPARE(page->target(), (Target{Target::Kind::Trigger, {u"_"_s, {}, u"a @&b"_s}, {}}));
        QCOMPARE(f->actionPuts.size(), 1);
        QVERIFY(f->rules.contains(u"a @&b-to-fresh"_s));
        QTRY_COMPARE(rules()->rowCount(), 1);
    }

    void whatFailsIsRolledBack()
    {
        openNew(u"tick"_s);
        QTest::mouseClick(child<QWidget>(page.get(), "withRule"), Qt::LeftButton);
        type("ruleAction", u"fresh"_s);
        click(page.get(), "createAction");
        type("feedSource", u"/whisk.system/alarms/alarm"_s);
        type("feedCron", u"* * * * *"_s);
        f->failing = {u"CREATE"_s};
        QTRY_VERIFY(page->canSave());
        save();
        QTRY_VERIFY(child<MessageBar>(dialog(), "reviewMessage")->text().contains(u"nothing is left of it"_s));
        QVERIFY(child<MessageBar>(dialog(), "reviewMessage")->text().contains(u"The action fresh was removed again"_s));
        QVERIFY(!f->triggers.contains(u"tick"_s) && f->rules.size() == 2);
        QCOMPARE(f->deleted, (QStringList{u"tick"_s, u"action fresh"_s}));
        QCOMPARE(f->lastFeedBody.value(u"authKey").toString(), u"x:y"_s);
        page->prepareClose();
        QFile file(f->dir.filePath(u"history.db"_s));
        f->store.reset();
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("authKey"));
        f->store = std::make_unique<history::Store>(f->dir.filePath(u"other.db"_s));
        page.reset();
    }

    void badNames_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("legal");
        QTest::newRow("signs") << u"a@b & c.d-e"_s << true;
        QTest::newRow("256") << QString(256, u'x') << true;
        QTest::newRow("257") << QString(257, u'x') << false;
        QTest::newRow("Chinese") << u"触发器"_s << false;
        QTest::newRow("blank at the end") << u"a "_s << false;
        QTest::newRow("taken") << u"lonely"_s << false;
    }
    void badNames()
    {
        QFETCH(QString, name);
        QFETCH(bool, legal);
        openNew({});
        child<QLineEdit>(page.get(), "newName")->setText(name);
        Q_EMIT child<QLineEdit>(page.get(), "newName")->textEdited(name);
        QCOMPARE(page->canSave(), legal);
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
