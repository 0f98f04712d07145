#include "ui/widgets/messagebar.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

class TestStateView : public QObject {
    Q_OBJECT

    const Error m_error{Error::Kind::Forbidden, u"Refused: <b>403</b>"_s, u"GET /x\n403"_s};
    static QPushButton *button(const QWidget &in, const QString &text)
    {
        for (QPushButton *each : in.findChildren<QPushButton *>()) {
            if (each->text() == text && each->isVisible())
                return each;
        }
        return nullptr;
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }

    void aTailChangesNothingElse()
    {
        StateView view(new QLabel(u"content"_s));
        view.resize(700, 300);
        view.show();
        view.showStale(m_error, {});
        QTRY_VERIFY(button(view, u"Details"_s));
        button(view, u"Details"_s)->click();
        view.setTail(u"Next try in 4 s."_s);
        QCOMPARE(view.text(), m_error.message + u" Next try in 4 s."_s);
        QVERIFY(view.findChild<QPlainTextEdit *>(u"detailText"_s)->isVisible());
        QVERIFY(button(view, u"Try again"_s));
        view.showContent();
        view.setTail(u"Next try in 3 s."_s);
        QVERIFY(view.text().isEmpty());
        view.showError(m_error);
        QCOMPARE(view.text(), m_error.message);
    }

    /// As in the picture: several ways on from an error stand below it, one beside it.
    void waysOnStandBelowAnError()
    {
        MessageBar bar;
        bar.resize(700, 60);
        bar.show();
        bar.showError(m_error);
        auto *label = bar.findChild<QLabel *>(u"message"_s);
        bar.addButton(u"Try again"_s, [] {});
        QTRY_VERIFY(button(bar, u"Try again"_s) && button(bar, u"Try again"_s)->x() > label->geometry().right());
        bar.addButton(u"Open connection…"_s, [] {}, MessageBar::Place::BeforeLast);
        QTRY_VERIFY(button(bar, u"Try again"_s)->y() > label->geometry().bottom());
        QTRY_VERIFY(button(bar, u"Open connection…"_s)->x() < button(bar, u"Try again"_s)->x());
        QTRY_COMPARE(button(bar, u"Open connection…"_s)->x(), label->x());
    }

    void statesAreFiveThings()
    {
        auto *content = new QLabel(u"content"_s);
        StateView view(content);
        view.resize(600, 300);
        view.show();
        QVERIFY(content->isVisible());
        view.showLoading(u"GET /routes · gives up after 30 s"_s);
        QCOMPARE(view.state(), StateView::Loading);
        QVERIFY(!content->isVisible());
        QCOMPARE(view.text(), u"GET /routes · gives up after 30 s"_s);
        view.showEmpty(u"No routes yet."_s, u"A hint"_s, u"New route"_s);
        QCOMPARE(view.state(), StateView::Empty);
        QCOMPARE(view.text(), u"No routes yet."_s);
        view.showError(m_error);
        QCOMPARE(view.state(), StateView::Error_);
        QVERIFY(!content->isVisible());
        view.showStale(m_error, u"09:32"_s);
        QCOMPARE(view.state(), StateView::Stale);
        QVERIFY(content->isVisible());
        QVERIFY(view.text().contains(u"09:32"_s));
        view.showNotStored(u"No record."_s, u"Looked for."_s);
        QCOMPARE(view.state(), StateView::NotStored);
        QVERIFY(!content->isVisible());
        view.showContent();
        QCOMPARE(view.text(), QString());
        QVERIFY(content->isVisible());
    }

    void waysOn()
    {
        StateView view(new QLabel);
        view.show();
        QSignalSpy retry(&view, &StateView::retryRequested), act(&view, &StateView::emptyActionRequested),
            cancel(&view, &StateView::cancelRequested);
        view.showError(m_error);
        button(view, u"Try again"_s)->click();
        view.showNotStored(u"x"_s, u"y"_s);
        button(view, u"Look again"_s)->click();
        QCOMPARE(retry.count(), 2);
        view.showEmpty(u"Nothing"_s, {}, u"Clear filter"_s);
        button(view, u"Clear filter"_s)->click();
        QCOMPARE(act.count(), 1);
        view.showLoading(u"GET"_s);
        auto *stop = view.findChild<QPushButton *>(u"cancelLoading"_s);
        QTRY_VERIFY(stop->isVisible());
        stop->click();
        QCOMPARE(cancel.count(), 1);
        int extra = 0;
        view.showError(m_error);
        view.addButton(u"Open connection…"_s, [&] { ++extra; });
        button(view, u"Open connection…"_s)->click();
        QCOMPARE(extra, 1);
        view.showContent();
        QVERIFY(!button(view, u"Open connection…"_s));
    }

    /// A layout shows what is new in it one turn of the event loop later: whoever looks before finds no way on.
    void buttonsShowAtOnce()
    {
        StateView view(new QLabel);
        view.show();
        view.showError(m_error);
        QVERIFY(button(view, u"Try again"_s));
        view.addButton(u"Open connection…"_s, [] { });
        QVERIFY(button(view, u"Open connection…"_s));
        view.showStale(m_error, {});
        QVERIFY(button(view, u"Try again"_s));
        view.showEmpty(u"Nothing"_s, {}, u"New route"_s);
        QVERIFY(button(view, u"New route"_s));
        view.showNotStored(u"x"_s, u"y"_s);
        QVERIFY(button(view, u"Look again"_s));
        MessageBar hidden;
        hidden.addButton(u"Later"_s, [] { });
        QVERIFY(!button(hidden, u"Later"_s)); // not before the bar itself
    }

    void oldContentStaysWhileLoading()
    {
        auto *content = new QLabel(u"content"_s);
        StateView view(content);
        view.show();
        view.showLoading(u"GET"_s, true);
        QCOMPARE(view.state(), StateView::Content);
        QVERIFY(content->isVisible());
        view.showError(m_error, true);
        QCOMPARE(view.state(), StateView::Stale);
        view.showEmpty(u"none"_s, {});
        view.showError(m_error, true); // nothing to keep
        QCOMPARE(view.state(), StateView::Error_);
    }

    void serverTextIsText()
    {
        StateView view(new QLabel);
        view.showError(m_error);
        view.showNotStored(m_error.message, m_error.message);
        view.addFact(u"<i>"_s, u"<b>"_s);
        for (QLabel *label : view.findChildren<QLabel *>())
            QVERIFY2(label->textFormat() == Qt::PlainText || !label->text().contains(u'<') , qPrintable(label->objectName()));
    }

    void barShowsDetails()
    {
        MessageBar bar;
        QVERIFY(bar.isHidden());
        bar.showError(m_error);
        QVERIFY(bar.isVisible());
        QCOMPARE(bar.text(), m_error.message);
        QCOMPARE(bar.kind(), MessageBar::Kind::Error);
        QCOMPARE(bar.findChild<QLabel *>(u"message"_s)->textFormat(), Qt::PlainText);
        auto *detail = bar.findChild<QPlainTextEdit *>(u"detailText"_s);
        QVERIFY(!detail->isVisible());
        bar.findChild<QPushButton *>(u"details"_s)->click();
        QVERIFY(detail->isVisible());
        QCOMPARE(detail->toPlainText(), m_error.detail);
        int pressed = 0;
        bar.addButton(u"Retry"_s, [&] { ++pressed; bar.clear(); });
        button(bar, u"Retry"_s)->click();
        QCOMPARE(pressed, 1);
        QVERIFY(bar.isHidden());
        bar.showError(Error{Error::Kind::Canceled, {}, {}});
        QCOMPARE(bar.kind(), MessageBar::Kind::Info);
        QVERIFY(!bar.text().isEmpty());
        QVERIFY(!bar.findChild<QPushButton *>(u"details"_s)->isVisible());
    }
};

QTEST_MAIN(TestStateView)
#include "tst_stateview.moc"
