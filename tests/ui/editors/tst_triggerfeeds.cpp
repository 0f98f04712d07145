#include "tests/ui/editors/triggerpagetest.h"

#include <QLabel>
#include <QSpinBox>

using namespace Qt::StringLiterals;

/// The feed of a trigger, and triggers that are made with what belongs to them.
class TestTriggerFeeds : public QObject, TriggerPageTest {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

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

    void whatWasNotAskedIsNotShownAsAForm()
    {
        f->server.hold("POST /api/v1/namespaces/whisk.system/actions/alarms/*");
        open();
        auto *form = child<QWidget>(page.get(), "feedCron");
        auto *hint = child<QLabel>(page.get(), "feedHint");
        QVERIFY(!form->isVisible());
        QVERIFY(hint->text().contains(u"Asking"_s));
        f->failing = {u"READ"_s};
        f->server.release("POST /api/v1/namespaces/whisk.system/actions/alarms/*");
        QTRY_VERIFY(child<QWidget>(page.get(), "tellFeed")->isVisible());
        QVERIFY(!form->isVisible() && hint->text().contains(u"not known"_s));
        click(page.get(), "tellFeed");
        QVERIFY(form->isVisible() && !hint->isVisible());
        QVERIFY(!page->modified());
        end();
        f = std::make_unique<TriggerFixture>(true); // a read-only connection runs nothing, so it knows nothing
        open();
        QVERIFY(!child<QWidget>(page.get(), "feedCron")->isVisible());
        QVERIFY(!child<QWidget>(page.get(), "tellFeed")->isVisible());
        QVERIFY(child<QLabel>(page.get(), "feedHint")->text().contains(u"read-only"_s));
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
        QVERIFY(!child<QLabel>(page.get(), "feedWords")->text().contains(u"02:30"_s)); // of the schedule before
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
};

QTEST_MAIN(TestTriggerFeeds)
#include "tst_triggerfeeds.moc"
