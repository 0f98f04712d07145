#include "tests/support/fakeserver.h"
#include "ui/gateway/test/testanswerview.h"
#include "ui/gateway/test/testform.h"
#include "ui/gateway/test/testmemory.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/jsonview.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>

using namespace Qt::StringLiterals;
using gateway::TestAnswer;
using gateway::TestRequest;
using gateway::TestVerdict;

namespace {

TestAnswer answerOf(const QByteArray &body, const QByteArray &type, int status = 200)
{
    return {status, {{"Content-Type", type}, {"X-A", "<b>1</b>"}}, body, false, 0, 46};
}

template<typename Widget> Widget *part(const QWidget &whole, const char *name)
{
    return whole.findChild<Widget *>(QString::fromLatin1(name));
}

} // namespace

class TestTestViews : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bodies()
    {
        TestAnswerView view;
        view.resize(600, 400);
        view.QWidget::show();
        auto *body = part<JsonView>(view, "answerBody");
        view.show(answerOf("{\"a\":1}", "application/json"), {});
        QTRY_VERIFY(body->text().contains("\"a\": 1"));
        QCOMPARE(body->mode(), JsonView::Tree);
        view.show(answerOf("{\"a\":1}", "text/plain"), {}); // says text and is JSON
        QTRY_COMPARE(body->mode(), JsonView::Tree);
        view.show(answerOf("<h1>no page</h1>", "text/html"), {});
        QTRY_COMPARE(body->text(), "<h1>no page</h1>");
        view.show(answerOf("\x89PNG", "image/png"), {});
        QTRY_VERIFY(!body->text().contains("PNG"));
        view.show(answerOf(QByteArray("a\0b", 3), "text/plain"), {});
        QTRY_VERIFY(!body->text().contains("b"));
        view.show(answerOf({}, "text/plain", 204), {});
        QTRY_VERIFY(body->text().isEmpty());
        QCOMPARE(part<QPlainTextEdit>(view, "answerHeaders")->toPlainText(), u"Content-Type: text/plain\nX-A: <b>1</b>"_s);
        QCOMPARE(part<QTabWidget>(view, "answerTabs")->tabText(1), u"Headers 2"_s);
    }

    void verdicts()
    {
        TestAnswerView view;
        view.QWidget::show();
        auto *verdict = part<QLabel>(view, "verdict");
        QCOMPARE(verdict->textFormat(), Qt::PlainText);
        view.show(answerOf("x", "text/plain"), {TestVerdict::By::Plugin, TestVerdict::Weight::Failure, u"key-auth"_s, u"It refused."_s});
        QVERIFY(verdict->text().contains(u"key-auth"_s) && verdict->text().contains(u"It refused."_s));
        view.show(answerOf("x", "text/plain"), {TestVerdict::By::Upstream, TestVerdict::Weight::Good, {}, {}});
        QVERIFY(verdict->isVisible());
        view.show(answerOf("x", "text/plain"), {});
        QVERIFY(!verdict->isVisible());
        TestAnswer cut = answerOf(QByteArray(4096, 'a'), "text/plain");
        cut.cut = true;
        view.show(cut, {});
        QVERIFY(part<QLabel>(view, "answerCut")->isVisible());
        QVERIFY(TestAnswerView::statusText(cut).startsWith(u"200 · 46"_s));
        view.clear();
        QVERIFY(!part<QTabWidget>(view, "answerTabs")->isVisible());
    }

    void formsKeepWhatTheyAreGiven()
    {
        TestForm form;
        form.QWidget::show();
        QSignalSpy edited(&form, &TestForm::edited);
        const TestRequest request{"PATCH", u"http://a.test/x?y=1"_s, {{"X-A", "1"}, {"X-B", "2:3"}}, "{\"a\":1}"};
        form.setRequest(request);
        QCOMPARE(form.request(), request);
        QCOMPARE(edited.size(), 0); // nobody typed
        QVERIFY(form.problem().isEmpty());
        QVERIFY(part<QPlainTextEdit>(form, "testHeaders")->isVisible());
        form.setRequest({"GET", u"/x"_s});
        QVERIFY(!part<QPlainTextEdit>(form, "testHeaders")->isVisible());
        QVERIFY(!part<CodeEditor>(form, "testBody")->isVisible());
        part<QAbstractButton>(form, "bodyFold")->click();
        QVERIFY(part<CodeEditor>(form, "testBody")->isVisible());
        part<QComboBox>(form, "testMethod")->setCurrentText(u"PURGE"_s);
        QCOMPARE(form.request().method, "PURGE");
        QVERIFY(!edited.isEmpty());
    }

    void sending()
    {
        TestForm form;
        form.QWidget::show();
        QSignalSpy sent(&form, &TestForm::sendRequested);
        QSignalSpy canceled(&form, &TestForm::cancelRequested);
        auto *send = part<QAbstractButton>(form, "testSend");
        form.setRequest({"GET", u"/x"_s});
        form.setSendable(u"no data plane"_s);
        QVERIFY(!send->isEnabled());
        QCOMPARE(send->toolTip(), u"no data plane"_s);
        form.setSendable({});
        QTest::keyClick(part<QLineEdit>(form, "testUrl"), Qt::Key_Return);
        QCOMPARE(sent.size(), 1);
        part<QAbstractButton>(form, "headersFold")->click();
        form.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&form, 30'000));
        part<QPlainTextEdit>(form, "testHeaders")->setFocus();
        QTest::keyClick(part<QPlainTextEdit>(form, "testHeaders"), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(sent.size(), 2);
        form.setBusy(true);
        QVERIFY(!send->isVisible());
        part<QAbstractButton>(form, "cancelTest")->click();
        QCOMPARE(canceled.size(), 1);
        form.setBusy(false);
        QVERIFY(send->isVisible() && send->isEnabled());
        form.setUrls({u"/a"_s, u"/b"_s});
        QCOMPARE(part<QLineEdit>(form, "testUrl")->completer()->completionModel()->rowCount(), 2);
        form.setRequest({"GET", u"/fn/*"_s});
        QVERIFY(!send->isEnabled());
        form.focusUrl();
        QCOMPARE(part<QLineEdit>(form, "testUrl")->selectedText(), u"*"_s);
        for (const QWidget *widget : {static_cast<QWidget *>(part<QLineEdit>(form, "testUrl")), static_cast<QWidget *>(part<QComboBox>(form, "testMethod")),
                                      static_cast<QWidget *>(part<QPlainTextEdit>(form, "testHeaders")), part<CodeEditor>(form, "testBody")->editor()})
            QVERIFY(!widget->accessibleName().isEmpty());
    }

    /// One for a session, gone with it, without keys.
    void memory()
    {
        auto session = std::make_unique<QObject>();
        TestMemory &memory = TestMemory::of(*session);
        QCOMPARE(&TestMemory::of(*session), &memory);
        QVERIFY(!memory.find(u"routes/1"_s));
        memory.remember(u"routes/1"_s, {"POST", u"/a"_s, {{"apikey", "k"}, {"X-A", "1"}, {"Cookie", "c"}}, "b"});
        const auto found = memory.find(u"routes/1"_s);
        QVERIFY(found);
        QCOMPARE(*found, (TestRequest{"POST", u"/a"_s, {{"X-A", "1"}}, "b"}));
        QObject other;
        QVERIFY(!TestMemory::of(other).find(u"routes/1"_s));
    }
};

QTEST_MAIN(TestTestViews)
#include "tst_testviews.moc"
