#include "tests/ui/editors/editorfixture.h"
#include "ui/editors/actionpage.h"
#include "ui/editors/sidesplitter.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/stateview.h"

#include <QAction>
#include <QLabel>
#include <QTableView>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabBar>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace {

StateView *stateOf(Page &page)
{
    return child<StateView>(&page, "actionState");
}

QAction *command(const Page &page, const QString &id)
{
    for (QAction *action : page.commands())
        if (action->objectName() == id)
            return action;
    return nullptr;
}

} // namespace

class TestActionPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void loads()
    {
        EditorFixture f;
        ActionPage page(*f.session, *f.store, f.target);
        page.show();
        QCOMPARE(stateOf(page)->state(), StateView::Loading);
        QVERIFY(!page.canSave());
        QTRY_COMPARE(stateOf(page)->state(), StateView::Content);
        QCOMPARE(child<CodeEditor>(&page, "code")->text(), u"function main(p) {\n  return p;\n}\n"_s);
        QCOMPARE(page.title(), u"price-quote"_s);
        QCOMPARE(page.glyph(), u"action"_s);
        QVERIFY(!page.modified());
        auto *tabs = child<QTabBar>(&page, "actionTabs");
        QCOMPARE(tabs->tabText(1), u"Parameters  3"_s); // region is the package's
        QCOMPARE(tabs->tabText(3), u"Annotations  3"_s);
        QCOMPARE(child<QSpinBox>(&page, "memory")->value(), 256);
        QVERIFY(child<QLabel>(&page, "timeoutHint")->text().contains(u"300,000"_s));
        tabs->setCurrentIndex(1);
        const auto *effective = child<QTableView>(&page, "effective")->model();
        QCOMPARE(effective->rowCount(), 4);
        QVERIFY(effective->headerData(1, Qt::Horizontal).toString().contains(u"orders"_s));
    }

    void emptyActionIsNotAnError()
    {
        EditorFixture f;
        f.setAction(R"({"namespace":"guest/orders","name":"price-quote","version":"0.0.1","updated":1,
            "exec":{"kind":"nodejs:20","code":"","binary":false},"parameters":[],"limits":{},"annotations":[]})");
        ActionPage page(*f.session, *f.store, f.target);
        page.show();
        QTRY_COMPARE(stateOf(page)->state(), StateView::Content);
        QCOMPARE(child<QTabBar>(&page, "actionTabs")->tabText(1), u"Parameters  0"_s);
        QVERIFY(!page.modified());
    }

    void errorIsToldAndTriedAgain()
    {
        EditorFixture f;
        f.server.once("GET " + f.path + "*", answer::error(404, "The requested resource does not exist."));
        ActionPage page(*f.session, *f.store, f.target);
        page.show();
        QTRY_COMPARE(stateOf(page)->state(), StateView::Error_);
        QVERIFY(!page.canSave());
        Q_EMIT stateOf(page)->retryRequested();
        QTRY_COMPARE(stateOf(page)->state(), StateView::Content);
    }

    void theInvokePanelKeepsItsWidth()
    {
        EditorFixture f;
        ActionPage page(*f.session, *f.store, f.target);
        page.resize(1300, 700);
        page.show();
        QTRY_COMPARE(stateOf(page)->state(), StateView::Content);
        auto *panel = child<QWidget>(&page, "invokePanel");
        auto *tabs = child<QTabBar>(&page, "actionTabs");
        QTRY_COMPARE(panel->width(), 430);
        auto *handle = page.findChild<SideSplitter *>()->handle(1);
        const QPoint grip = handle->rect().center();
        QTest::mousePress(handle, Qt::LeftButton, {}, grip);
        QTest::mouseMove(handle, grip - QPoint(60, 0));
        QTest::mouseRelease(handle, Qt::LeftButton, {}, grip);
        QTRY_VERIFY(panel->width() > 470);
        const int width = panel->width();
        for (int i = 0; i < 3; ++i) {
            tabs->setCurrentIndex(1);
            QTRY_VERIFY(!panel->isVisible());
            tabs->setCurrentIndex(0);
            QTRY_VERIFY(panel->isVisible());
            QTRY_COMPARE(panel->width(), width);
        }
    }

    void closedWhileLoading()
    {
        EditorFixture f;
        f.server.hold("GET " + f.path + "*");
        auto page = std::make_unique<ActionPage>(*f.session, *f.store, f.target);
        page->show();
        QTRY_COMPARE(f.server.waiting("GET " + f.path + "*"), 1);
        page.reset();
        QTRY_COMPARE(f.server.aborted("GET " + f.path + "*"), 1);
    }

    void sessionGoneWhileLoading()
    {
        EditorFixture f;
        f.server.hold("GET " + f.path + "*");
        ActionPage page(*f.session, *f.store, f.target);
        page.show();
        QTRY_COMPARE(f.server.waiting("GET " + f.path + "*"), 1);
        f.session.reset();
        QTRY_COMPARE(stateOf(page)->state(), StateView::Error_);
        page.refresh();
        page.save();
        page.invoke();
        QVERIFY(!page.canSave() && !page.canInvoke());
        QVERIFY(child<QWidget>(&page, "invoke")->toolTip().contains(u"closed"_s));
        QVERIFY(page.prepareClose());
    }

    void typingMarksTabAndField()
    {
        EditorFixture f;
        ActionPage page(*f.session, *f.store, f.target);
        page.show();
        QTRY_VERIFY(isReady(&page));
        QSignalSpy changed(&page, &Page::changed);
        QTest::keyClicks(child<CodeEditor>(&page, "code")->editor(), u"// new"_s);
        QTRY_VERIFY(page.modified());
        QVERIFY(changed.count() > 0);
        auto *tabs = child<QTabBar>(&page, "actionTabs");
        QVERIFY(tabs->tabText(0).endsWith(u" ●"_s));
        tabs->setCurrentIndex(2);
        auto *memory = child<QSpinBox>(&page, "memory");
        memory->setFocus();
        QTest::keyClick(memory, Qt::Key_Up);
        QCOMPARE(memory->value(), 257);
        QVERIFY(child<QLabel>(&page, "memoryMark")->text().contains(u"was 256 MB"_s));
        QVERIFY(tabs->tabText(2).endsWith(u" ●"_s));
        QVERIFY(child<QLabel>(&page, "invokeNote")->text().contains(u"without your changes"_s));
        QVERIFY(child<QLabel>(&page, "invokeNote")->isVisible());
        QVERIFY(page.canSave());
    }

    void revertCanBeUndone()
    {
        EditorFixture f;
        ActionPage page(*f.session, *f.store, f.target);
        page.show();
        QTRY_VERIFY(isReady(&page));
        QTest::keyClicks(child<CodeEditor>(&page, "code")->editor(), u"xyz"_s);
        QTRY_VERIFY(page.modified());
        click(&page, "revert");
        QVERIFY(!page.modified());
        QVERIFY(!child<CodeEditor>(&page, "code")->text().contains(u"xyz"_s));
        press(child<MessageBar>(&page, "pageMessage"), u"Undo"_s);
        QVERIFY(page.modified());
        QVERIFY(child<CodeEditor>(&page, "code")->text().contains(u"xyz"_s));
    }

    void refreshTakesTheServersCopyOnlyWhenNothingIsEdited()
    {
        EditorFixture f;
        ActionPage page(*f.session, *f.store, f.target);
        page.show();
        QTRY_VERIFY(isReady(&page));
        f.somebodySaves();
        page.refresh();
        QTRY_COMPARE(child<QLabel>(&page, "versionChip")->text(), u"v0.0.15"_s);
        QTest::keyClicks(child<CodeEditor>(&page, "code")->editor(), u"xyz"_s);
        QTRY_VERIFY(page.modified());
        f.somebodySaves();
        page.refresh();
        QTRY_VERIFY(child<MessageBar>(&page, "pageMessage")->text().contains(u"v0.0.16"_s));
        QCOMPARE(child<QLabel>(&page, "versionChip")->text(), u"v0.0.15"_s);
        QVERIFY(child<CodeEditor>(&page, "code")->text().contains(u"xyz"_s));
    }

    void readOnlyConnectionDisablesWithReason()
    {
        EditorFixture f(true);
        ActionPage page(*f.session, *f.store, f.target);
        page.show();
        QTRY_COMPARE(stateOf(page)->state(), StateView::Content);
        for (const char *name : {"save", "revert", "invoke", "addEntry", "timeout"}) {
            QVERIFY2(!child<QWidget>(&page, name)->isEnabled(), name);
            QTRY_VERIFY2(child<QWidget>(&page, name)->toolTip().contains(u"read-only"_s), name);
        }
        QVERIFY(child<CodeEditor>(&page, "code")->isReadOnly());
        QVERIFY(!command(page, u"action.delete"_s)->isEnabled());
        page.save();
        page.invoke();
        QCOMPARE(f.server.count("PUT *") + f.server.count("POST *"), 0);
    }

    void throughABindingItIsReadOnly()
    {
        EditorFixture f;
        f.server.on("GET /api/v1/namespaces/_/actions/mine/price-quote*", answer::json(json::compact(f.action)));
        f.server.on("GET /api/v1/namespaces/_/packages/mine", answer::json(R"({"namespace":"guest","name":"mine",
            "version":"0.0.1","publish":false,"updated":1,"binding":{"namespace":"guest","name":"orders"},
            "annotations":[],"parameters":[],"actions":[],"feeds":[]})"));
        ActionPage page(*f.session, *f.store, {Target::Kind::Action, {u"_"_s, u"mine"_s, u"price-quote"_s}, {}});
        page.show();
        QTRY_COMPARE(stateOf(page)->state(), StateView::Content);
        QVERIFY(child<QWidget>(&page, "save")->toolTip().contains(u"binding mine"_s));
        QVERIFY(child<QWidget>(&page, "invoke")->isEnabled());
    }

    void archivesAndSequencesAreShownAsWhatTheyAre()
    {
        EditorFixture f;
        f.setAction(R"({"namespace":"guest/orders","name":"price-quote","version":"0.0.1","updated":1,
            "exec":{"kind":"nodejs:20","code":"UEsDBAoA","binary":true},"parameters":[],"limits":{},"annotations":[]})");
        ActionPage page(*f.session, *f.store, f.target);
        page.show();
        QTRY_COMPARE(stateOf(page)->state(), StateView::Content);
        QTRY_VERIFY(child<QLabel>(&page, "archiveText")->isVisible());
        QVERIFY(child<QLabel>(&page, "archiveText")->text().contains(u"6 bytes"_s));
        f.setAction(R"({"namespace":"guest/orders","name":"price-quote","version":"0.0.2","updated":2,
            "exec":{"kind":"sequence","components":["/guest/orders/a","/guest/b"]},
            "parameters":[{"key":"_actions","value":["/guest/orders/a","/guest/b"]}],"limits":{},"annotations":[]})");
        page.refresh();
        auto *members = child<QTableView>(&page, "members");
        QTRY_COMPARE(members->model()->rowCount(), 2);
        QCOMPARE(page.glyph(), u"sequence"_s);
        QCOMPARE(child<QTabBar>(&page, "actionTabs")->tabText(1), u"Parameters  0"_s);
        QSignalSpy opened(&page, &Page::openRequested);
        Q_EMIT members->doubleClicked(members->model()->index(0, 2));
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.at(0).at(0).value<Target>().name.name, u"a"_s);
        QVERIFY(!page.modified());
    }

    void deletesAfterAWord()
    {
        EditorFixture f;
        f.session->setProduction(true);
        ActionPage page(*f.session, *f.store, f.target);
        page.show();
        QTRY_COMPARE(stateOf(page)->state(), StateView::Content);
        QSignalSpy written(&page, &Page::entityWritten);
        confirm::setNextAnswer(confirm::Answer::Cancel);
        command(page, u"action.delete"_s)->trigger();
        confirm::setNextAnswer(confirm::Answer::Yes);
        command(page, u"action.delete"_s)->trigger();
        QTRY_COMPARE(written.count(), 1);
        QCOMPARE(f.server.count("DELETE *"), 1);
        const auto versions = await(f.store->versions(f.key()));
        QVERIFY(versions);
        QCOMPARE(versions->size(), 1);
        QCOMPARE(versions->first().reason, history::VersionInfo::Reason::Deleted);
        QVERIFY(!page.canSave() && !page.canInvoke());
        QCOMPARE(child<CodeEditor>(&page, "code")->text(), u"function main(p) {\n  return p;\n}\n"_s);
        press(child<MessageBar>(&page, "pageMessage"), u"Create it again…"_s);
        QCOMPARE(page.target().kind, Target::Kind::NewAction);
        QCOMPARE(page.title(), u"price-quote"_s);
    }

    void lostAnswerToADeleteIsLookedUp()
    {
        EditorFixture f;
        ActionPage page(*f.session, *f.store, f.target);
        page.show();
        QTRY_COMPARE(stateOf(page)->state(), StateView::Content);
        f.server.once("DELETE " + f.path, answer::closed());
        confirm::setNextAnswer(confirm::Answer::Yes);
        command(page, u"action.delete"_s)->trigger();
        QTRY_VERIFY(child<MessageBar>(&page, "pageMessage")->text().contains(u"was not deleted"_s));
        QCOMPARE(f.server.count("DELETE *"), 1);
    }
};

QTEST_MAIN(TestActionPage)
#include "tst_actionpage.moc"
