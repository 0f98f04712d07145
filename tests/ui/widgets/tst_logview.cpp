#include "tests/support/threadtime.h"
#include "ui/widgets/logarea.h"
#include "ui/widgets/logview.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QTest>

using namespace Qt::StringLiterals;

class TestLogView : public QObject {
    Q_OBJECT

    static QList<LogRow> rows(int count)
    {
        QList<LogRow> rows;
        for (int i = 0; i < count; ++i)
            rows.append({u"07:56:55.141"_s, i % 3 == 2 ? 2 : 1, u"line %1"_s.arg(i)});
        return rows;
    }
    static LogArea *area(const LogView &view) { return view.findChild<LogArea *>(); }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }

    void rowsAndMessages()
    {
        LogView view;
        view.setRows(rows(10));
        QCOMPARE(view.rowCount(), 10);
        view.setMessage(u"No <i>logs</i>"_s);
        QCOMPARE(view.rowCount(), 0);
        QCOMPARE(view.findChild<QLabel *>(u"logMessage"_s)->textFormat(), Qt::PlainText);
    }

    void streams()
    {
        LogView view;
        view.setRows(rows(9));
        view.setStreamShown(2, false);
        QCOMPARE(view.shownCount(), 6);
        view.setStreamShown(1, false);
        QCOMPARE(view.shownCount(), 0);
        view.setStreamShown(2, true);
        QCOMPARE(view.shownCount(), 3);
        QCOMPARE(view.rowCount(), 9);
    }

    void selectsAndCopiesByKeys()
    {
        LogView view;
        view.resize(400, 200);
        view.show();
        view.setRows(rows(5));
        QTest::keyClick(area(view), Qt::Key_Home);
        QTest::keyClick(area(view), Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(view.selectedText(), u"07:56:55.141 line 0\n07:56:55.141 line 1\n"_s);
        view.copy();
        QCOMPARE(QGuiApplication::clipboard()->text(), view.selectedText());
        view.selectAll();
        QCOMPARE(view.selectedText().count(u'\n'), 5);
    }

    void finds()
    {
        LogView view;
        view.resize(500, 200);
        view.show();
        view.setRows(rows(1000));
        QTest::keyClick(area(view), Qt::Key_F, Qt::ControlModifier);
        auto *field = view.findChild<QLineEdit *>(u"findField"_s);
        QTest::keyClicks(field, u"LINE 99"_s);
        auto *result = view.findChild<QLabel *>(u"findResult"_s);
        QCOMPARE(result->text(), u"1 of 11"_s);
        QVERIFY(area(view)->verticalScrollBar()->value() > 80);
        QTest::keyClick(field, Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(result->text(), u"11 of 11"_s);
        view.grab();
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!field->isVisible());
    }

    void wrapMakesLongRowsHigh()
    {
        LogView view;
        view.resize(400, 200);
        view.show();
        view.setRows({{{}, 0, QString(2000, u'x')}, {{}, 0, u"中文字符\tand\x1b[31m more"_s}});
        QVERIFY(area(view)->horizontalScrollBar()->maximum() > 0);
        QCOMPARE(area(view)->verticalScrollBar()->maximum(), 0);
        view.grab();
        view.setWrap(true);
        QCOMPARE(area(view)->horizontalScrollBar()->maximum(), 0);
        QVERIFY(area(view)->verticalScrollBar()->maximum() > 10);
        area(view)->verticalScrollBar()->setValue(area(view)->verticalScrollBar()->maximum());
        view.grab();
    }

    /// The width is learnt from what is in sight: a row of tabs is wider than it is long.
    void rowsOfTabsCanBeScrolledTo()
    {
        auto many = rows(1000);
        many[900].text = QString(60, u'\t') + u"end"_s;
        LogView view;
        view.resize(400, 200);
        view.show();
        view.setRows(many);
        auto *across = area(view)->horizontalScrollBar();
        const int before = across->maximum();
        area(view)->verticalScrollBar()->setValue(895);
        QVERIFY(across->maximum() > before + 1000);
        const int after = across->maximum();
        area(view)->verticalScrollBar()->setValue(0);
        QCOMPARE(across->maximum(), after); // it does not jump to and fro
        view.setRows(rows(10));
        QVERIFY(across->maximum() < after);
    }

    void tenMegabytes()
    {
        QList<LogRow> many;
        const QString text(100, u'x');
        for (int i = 0; i < 100'000; ++i)
            many.append({u"07:56:55.141"_s, 1, text});
        many[50'000].text = QString(5'000'000, u'y');
        LogView view;
        view.resize(800, 600);
        view.show();
        double longest = threadMs([&] { view.setRows(many); });
        qInfo("100,000 rows: set in %.1f ms", longest);
        QVERIFY2(longest < mostMs(), "to show 100,000 rows holds up the window");
        for (int i = 0; i < 20; ++i)
            longest = std::max(longest, threadMs([&] {
                area(view)->verticalScrollBar()->setValue(i * 5000);
                view.grab();
            }));
        qInfo("a frame %.1f ms", longest);
        QCOMPARE(view.rowCount(), 100'000);
    }
};

QTEST_MAIN(TestLogView)
#include "tst_logview.moc"
