#include "tests/ui/editors/editorfixture.h"
#include "ui/editors/actionpage.h"
#include "ui/editors/reviewdialog.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/diffview.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/stateview.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabBar>
#include <QTableView>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

/// The whole way from an edit to the server, by the window's own buttons.
class TestReview : public QObject {
    Q_OBJECT

    std::unique_ptr<EditorFixture> f;
    std::unique_ptr<ActionPage> page;

    ReviewDialog *dialog() { return page->findChild<ReviewDialog *>(); }
    StateView *reviewState() { return child<StateView>(dialog(), "reviewState"); }
    MessageBar *message() { return child<MessageBar>(dialog(), "reviewMessage"); }
    void typeCode(const QString &text) { QTest::keyClicks(child<CodeEditor>(page.get(), "code")->editor(), text); }
    void editMemory() { child<QSpinBox>(page.get(), "memory")->setValue(512); }
    bool openReview()
    {
        page->save();
        return dialog() && QTest::qWaitFor([this] { return reviewState()->state() == StateView::Content; }, 30'000);
    }
    QString sent() { return child<QPlainTextEdit>(dialog(), "sent")->toPlainText(); }
    QString pageMessage() { return child<MessageBar>(page.get(), "pageMessage")->text(); }

private Q_SLOTS:
    void init()
    {
        f = std::make_unique<EditorFixture>();
        page = std::make_unique<ActionPage>(*f->session, *f->store, f->target);
        page->show();
        QTRY_VERIFY(isReady(page.get()));
    }
    void cleanup()
    {
        page.reset();
        f.reset();
    }

    void showsWhatChangesAndWhatIsSent()
    {
        typeCode(u"// x"_s);
        editMemory();
        QVERIFY(openReview());
        QCOMPARE(child<QTreeWidget>(dialog(), "changes")->topLevelItemCount(), 2);
        auto *table = child<QTableView>(dialog(), "changeTable");
        QCOMPARE(table->model()->rowCount(), 1);
        QCOMPARE(table->model()->index(0, 2).data().toString(), u"256 MB"_s);
        QCOMPARE(table->model()->index(0, 3).data().toString(), u"512 MB"_s);
        QVERIFY(child<DiffView>(dialog(), "codeDiff")->isVisible());
        QVERIFY(sent().contains(u"PUT /api/v1/namespaces/_/actions/orders/price-quote?overwrite=true"_s));
        QVERIFY(sent().contains(u"\"memory\":512"_s));
        QVERIFY(!sent().contains(u"timeout"_s));
        QVERIFY(sent().contains(u"not sent: parameters, annotations"_s));
        QVERIFY(sent().contains(u"1 parameters of package orders"_s));
        QVERIFY(child<QLabel>(dialog(), "serverOwn")->text().contains(u"0.0.14 → 0.0.15"_s));
        QVERIFY(child<QPushButton>(dialog(), "reviewSave")->text().startsWith(u"Save v0.0.15"_s));
        QVERIFY(f->puts.isEmpty());
    }

    void savesExactlyTheChangedPart()
    {
        editMemory();
        QVERIFY(openReview());
        QSignalSpy written(page.get(), &Page::entityWritten);
        click(dialog(), "reviewSave");
        QTRY_COMPARE(written.count(), 1);
        QCOMPARE(f->puts.size(), 1);
        QCOMPARE(json::compact(f->puts.first()), QByteArray(R"({"limits":{"memory":512}})"));
        QVERIFY(!page->modified());
        QCOMPARE(child<QLabel>(page.get(), "versionChip")->text(), u"v0.0.15"_s);
        QTRY_VERIFY(!dialog());
        const auto kept = await(f->store->versions(f->key()));
        QCOMPARE(kept->size(), 1);
        QCOMPARE(kept->first().version, u"0.0.14"_s);
        QVERIFY(!await(f->store->draft(f->key()))->has_value());
    }

    void codeGoesWhole()
    {
        typeCode(u"/**/"_s);
        QVERIFY(openReview());
        QTest::keyClick(dialog(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(f->puts.size(), 1);
        QCOMPARE(json::compact(f->puts.first()),
                 QByteArray(R"({"exec":{"kind":"nodejs:20","code":"/**/function main(p) {\n  return p;\n}\n"}})"));
        QTRY_VERIFY(!page->modified());
    }

    void ownParametersOnlyAndWhole()
    {
        auto *parameters = child<QWidget>(page.get(), "parametersTab");
        child<QTabBar>(page.get(), "actionTabs")->setCurrentIndex(1);
        auto *table = child<QTableView>(parameters, "entries");
        table->setCurrentIndex(table->model()->index(2, 0)); // the secret one
        click(parameters, "revealValue");
        auto *value = child<CodeEditor>(parameters, "valueText");
        QTest::keyClick(value->editor(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(value->editor(), u"hush-hush-new-one"_s);
        QVERIFY(openReview());
        QVERIFY(!sent().contains(u"hush"_s));
        auto *changes = child<QTableView>(dialog(), "changeTable")->model();
        QCOMPARE(changes->index(0, 3).data().toString(), u"changed, 17 characters"_s);
        for (const QLabel *label : dialog()->findChildren<QLabel *>())
            QVERIFY(!label->text().contains(u"hush"_s));
        const QString told = child<QLabel>(dialog(), "serverOwn")->text();
        QVERIFY2(told.contains(u"region: set in package orders"_s) && told.contains(u"0.0.14 → 0.0.15"_s), qPrintable(told));
        QVERIFY(sent().contains(u"\"version\": \"0.0.14\""_s));
        click(dialog(), "reviewSave");
        // region has the package's value, and is the action's own nevertheless: the answer to a write of nothing told.
        QTRY_COMPARE(f->puts.size(), 2);
        QCOMPARE(json::compact(f->puts.first()), QByteArray(R"({"version":"0.0.14"})"));
        QCOMPARE(json::compact(f->puts.last()),
                 QByteArray(R"({"parameters":[{"key":"maxItems","value":200},)"
                            R"({"key":"rounding","value":{"mode":"half-even","digits":2}},)"
                            R"({"key":"PRICE_API_KEY","value":"hush-hush-new-one","init":true},)"
                            R"({"key":"region","value":"eu"}]})"));
        QTRY_VERIFY(!dialog() && !page->modified());
        QCOMPARE(child<QLabel>(page.get(), "versionChip")->text(), u"v0.0.15"_s);
        QCOMPARE(table->model()->rowCount(), 4); // now it is known as its own
        table->setCurrentIndex(table->model()->index(3, 0));
        click(parameters, "removeEntry");
        QVERIFY(openReview());
        QVERIFY(!child<QLabel>(dialog(), "serverOwn")->text().contains(u"region"_s)); // nothing has to be asked
        click(dialog(), "reviewSave");
        QTRY_COMPARE(f->puts.size(), 3);
        QVERIFY(!json::compact(f->puts.last()).contains("region"));
    }

    void aLostQuestionChangesNothing()
    {
        auto *parameters = child<QWidget>(page.get(), "parametersTab");
        child<QTabBar>(page.get(), "actionTabs")->setCurrentIndex(1);
        child<QTableView>(parameters, "entries")->setCurrentIndex(child<QTableView>(parameters, "entries")->model()->index(0, 0));
        click(parameters, "removeEntry");
        QVERIFY(openReview());
        f->server.once("PUT " + f->path + "*", answer::closed());
        click(dialog(), "reviewSave");
        QTRY_VERIFY2(message()->text().contains(u"Nothing of your change was sent"_s), qPrintable(message()->text()));
        QCOMPARE(f->server.count("PUT *"), 1);
        QVERIFY(page->modified());
        click(dialog(), "reviewSave");
        QTRY_VERIFY(!page->modified());
        QCOMPARE(f->server.count("PUT *"), 3);
    }

    void removedAnnotationIsDeletedByName()
    {
        child<QTabBar>(page.get(), "actionTabs")->setCurrentIndex(3);
        auto *annotations = child<QWidget>(page.get(), "annotationsTab");
        auto *table = child<QTableView>(annotations, "entries");
        table->setCurrentIndex(table->model()->index(2, 0));
        click(annotations, "removeEntry");
        QVERIFY(openReview());
        click(dialog(), "reviewSave");
        QTRY_COMPARE(f->puts.size(), 1);
        QCOMPARE(json::compact(f->puts.first()), QByteArray(R"({"delAnnotations":["description"]})"));
    }

    void somebodyElseSavedElsewhere()
    {
        editMemory();
        f->action.set(u"exec", json::read(R"({"kind":"nodejs:20","code":"theirs","binary":false})")->value);
        f->somebodySaves();
        QVERIFY(openReview());
        QVERIFY(child<MessageBar>(dialog(), "conflict")->text().contains(u"both stay"_s));
        click(dialog(), "reviewSave");
        QTRY_COMPARE(f->puts.size(), 1);
        QCOMPARE(json::compact(f->puts.first()), QByteArray(R"({"limits":{"memory":512}})"));
        QTRY_COMPARE(child<CodeEditor>(page.get(), "code")->text(), u"theirs"_s);
    }

    void somebodyElseSavedTheSame()
    {
        typeCode(u"mine"_s);
        f->action.set(u"exec", json::read(R"({"kind":"nodejs:20","code":"theirs","binary":false})")->value);
        f->somebodySaves();
        QVERIFY(openReview());
        auto *conflict = child<MessageBar>(dialog(), "conflict");
        QVERIFY(conflict->text().contains(u"v0.0.15"_s));
        QVERIFY(!child<QWidget>(dialog(), "reviewSave")->isEnabled());
        press(conflict, u"Overwrite with mine"_s);
        click(dialog(), "reviewSave");
        QTRY_COMPARE(f->puts.size(), 1);
        QVERIFY(f->puts.first().value(u"exec").value(u"code").toString().startsWith(u"mine"_s));
    }

    void takeTheirsKeepsMineAsADraft()
    {
        typeCode(u"mine"_s);
        f->action.set(u"exec", json::read(R"({"kind":"nodejs:20","code":"theirs","binary":false})")->value);
        f->somebodySaves();
        QVERIFY(openReview());
        press(child<MessageBar>(dialog(), "conflict"), u"Take theirs, keep mine as a draft"_s);
        QTRY_COMPARE(child<CodeEditor>(page.get(), "code")->text(), u"theirs"_s);
        auto *bar = child<MessageBar>(page.get(), "draftBar");
        QTRY_VERIFY(bar->text().contains(u"made on v0.0.14"_s));
        press(bar, u"Restore"_s);
        QVERIFY(child<CodeEditor>(page.get(), "code")->text().startsWith(u"mine"_s));
        QVERIFY(f->puts.isEmpty());
    }

    void somebodySavesWhileTheReviewIsOpen()
    {
        editMemory();
        QVERIFY(openReview());
        f->somebodySaves();
        click(dialog(), "reviewSave");
        QTRY_VERIFY(message()->text().contains(u"Nothing was written"_s));
        QTRY_COMPARE(reviewState()->state(), StateView::Content);
        QVERIFY(f->puts.isEmpty());
        click(dialog(), "reviewSave");
        QTRY_COMPARE(f->puts.size(), 1);
    }

    void lostAnswerThatWasSaved()
    {
        editMemory();
        QVERIFY(openReview());
        f->server.on("PUT " + f->path + "*", [this](const FakeRequest &r) {
            f->put(r.body);
            return answer::closed();
        });
        QSignalSpy written(page.get(), &Page::entityWritten);
        click(dialog(), "reviewSave");
        QTRY_COMPARE(written.count(), 1);
        QCOMPARE(f->server.count("PUT *"), 1);
        QVERIFY(!page->modified());
    }

    void lostAnswerThatWasNotSaved()
    {
        editMemory();
        QVERIFY(openReview());
        f->server.once("PUT " + f->path + "*", answer::closed());
        click(dialog(), "reviewSave");
        QTRY_VERIFY(message()->text().contains(u"was not saved"_s));
        QCOMPARE(f->server.count("PUT *"), 1);
        QVERIFY(page->modified());
        click(dialog(), "reviewSave");
        QTRY_VERIFY(!page->modified());
        QCOMPARE(f->server.count("PUT *"), 2);
    }

    void lostAnswerAndNobodyKnows()
    {
        editMemory();
        QVERIFY(openReview());
        f->server.on("PUT " + f->path + "*", [this](const FakeRequest &r) {
            f->put(r.body);
            f->server.on("GET " + f->path + "*", answer::error(503, "down"));
            return answer::closed();
        });
        click(dialog(), "reviewSave");
        const auto toldAfterLooking = [this] {
            return message()->text().contains(u"unknown whether it was saved"_s) && !message()->text().contains(u"Looking"_s);
        };
        QTRY_VERIFY_WITH_TIMEOUT(toldAfterLooking(), 30'000);
        f->server.on("GET " + f->path + "*",
                     [this](const FakeRequest &) { return answer::json(json::compact(f->action)); });
        press(message(), u"Look again"_s);
        QTRY_VERIFY(!page->modified());
        QCOMPARE(f->server.count("PUT *"), 1);
    }

    void refusalStaysInTheDialog()
    {
        editMemory();
        QVERIFY(openReview());
        f->server.once("PUT " + f->path + "*", answer::error(400, "memory size 512 MB exceeds allowed threshold"));
        click(dialog(), "reviewSave");
        QTRY_VERIFY(message()->text().contains(u"exceeds allowed threshold"_s));
        QVERIFY(dialog()->isVisible());
        QCOMPARE(child<QSpinBox>(page.get(), "memory")->value(), 512);
        click(dialog(), "reviewCancel");
        QVERIFY(page->modified());
    }

    void whatTheServerMadeOfItIsTold()
    {
        editMemory();
        QVERIFY(openReview());
        f->server.on("PUT " + f->path + "*", [this](const FakeRequest &r) {
            f->put(r.body);
            f->action.set(u"limits", json::read(R"({"timeout":60000,"memory":480,"logs":10,"concurrency":1})")->value);
            return answer::json(json::compact(f->action));
        });
        click(dialog(), "reviewSave");
        QTRY_VERIFY(pageMessage().contains(u"something else"_s));
        QVERIFY(child<MessageBar>(page.get(), "pageMessage")->detail().contains(u"sent 512 MB, stored 480 MB"_s));
    }

    void deletedMeanwhile()
    {
        editMemory();
        f->server.on("GET " + f->path + "*", answer::error(404, "The requested resource does not exist."));
        page->save();
        QTRY_COMPARE(reviewState()->state(), StateView::Error_);
        QVERIFY(reviewState()->text().contains(u"no longer on the server"_s));
        QVERIFY(!child<QWidget>(dialog(), "reviewSave")->isEnabled());
        const auto draft = await(f->store->draft(f->key()));
        QVERIFY(draft && draft->has_value());
    }

    void draftButtonKeepsAndCloses()
    {
        editMemory();
        QVERIFY(openReview());
        click(dialog(), "reviewDraft");
        QTRY_VERIFY(!dialog());
        QVERIFY(await(f->store->draft(f->key()))->has_value());
        QVERIFY(page->modified());
    }

    void compareOnlyShows()
    {
        typeCode(u"mine"_s);
        QTRY_VERIFY(page->modified());
        click(page.get(), "compare");
        QTRY_COMPARE(reviewState()->state(), StateView::Content);
        QVERIFY(!child<QWidget>(dialog(), "reviewSave")->isVisible());
        QVERIFY(child<DiffView>(dialog(), "codeDiff")->isVisible());
        QTest::keyClick(dialog(), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(f->puts.isEmpty());
        click(dialog(), "reviewCancel");
        QTRY_VERIFY(!dialog());
    }

    void closedAndSessionGoneWhileReading()
    {
        editMemory();
        f->server.hold("GET " + f->path + "*");
        page->save();
        QTRY_COMPARE(f->server.waiting("GET " + f->path + "*"), 1);
        f->session.reset();
        QTRY_COMPARE(reviewState()->state(), StateView::Error_);
        page.reset();
    }
};

QTEST_MAIN(TestReview)
#include "tst_review.moc"
