#include "ui/widgets/findbar.h"
#include "ui/widgets/logarea.h"
#include "ui/widgets/logtext.h"
#include "ui/widgets/logview.h"
#include "ui/widgets/recordfile.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;

class TestLogFind : public QObject {
    Q_OBJECT

    static LogRow row(const QString &text, int stream = 1) { return {u"07:56:55.141"_s, stream, text, logLevel(text)}; }
    static LogRow heading(const QString &text) { return {{}, 0, text, LogLevel::None, true}; }
    static QList<LogRow> large(int rows = 100'000)
    {
        QList<LogRow> many;
        for (int i = 0; i < rows; ++i)
            many += row(u"line %1 of a log that goes on and on and on and on and on, word by word"_s.arg(i));
        return many;
    }
    static LogArea *area(const LogView &view) { return view.findChild<LogArea *>(); }
    static QLineEdit *field(const LogView &view) { return view.findChild<QLineEdit *>(u"findField"_s); }
    static QString result(const LogView &view) { return view.findChild<QLabel *>(u"findResult"_s)->text(); }
    static void show(LogView *view)
    {
        view->setToolsVisible(true);
        view->resize(600, 300);
        view->show();
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }

    void levels_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("level");
        const auto add = [](const char *line, LogLevel level) { QTest::newRow(line) << QString::fromUtf8(line) << int(level); };
        add("ERROR: out of stock", LogLevel::Error);
        add("2026-11-21 07:41:12,430 - root - WARNING - low", LogLevel::Warning);
        add("[error] connect ECONNREFUSED", LogLevel::Error);
        add("level=info msg=\"started\"", LogLevel::Info);
        add("time=\"x\" level=warning msg=\"error ahead\"", LogLevel::Warning);
        add("TypeError: x is not a function", LogLevel::Error);
        add("Traceback (most recent call last):", LogLevel::Error);
        add("debug: 3 rows", LogLevel::Debug);
        add("no error here", LogLevel::None);
        add("An error was handled", LogLevel::None);
        add("OutOfStock: MUG-0042", LogLevel::None);
        add("", LogLevel::None);
        add("a long line whose first eight words say nothing about it ERROR", LogLevel::None);
        add("{\"level\":50,\"msg\":\"x\"}", LogLevel::Error);
        add("{\"severity\": \"NOTICE\", \"message\": \"x\"}", LogLevel::Info);
        add("{\"level\":\"debug\"}", LogLevel::Debug);
    }
    void levels()
    {
        QFETCH(QString, line);
        QTEST(int(logLevel(line)), "level");
    }

    void matcher()
    {
        const auto count = [](const QString &text, bool cs, bool regex, const QString &line) {
            QList<LogMatch> matches;
            LogMatcher({text, cs, regex}).collect(line, 0, &matches);
            return matches.size();
        };
        QCOMPARE(count(u"mug"_s, false, false, u"MUG mug Mug"_s), 3);
        QCOMPARE(count(u"mug"_s, true, false, u"MUG mug Mug"_s), 1);
        QCOMPARE(count(u"m.g"_s, false, false, u"mug m.g"_s), 1);
        QCOMPARE(count(u"m.g"_s, false, true, u"mug m.g"_s), 2);
        QCOMPARE(count(u"x*"_s, false, true, u"abc"_s), 0); // what is empty cannot be shown
        QCOMPARE(count(u"aa"_s, false, false, u"aaaa"_s), 2);
        QCOMPARE(count(u"库存"_s, false, false, u"没有库存，库存"_s), 2);
        QVERIFY(!LogMatcher({u"("_s, false, true}).isValid());
    }

    void findsOnAWorker()
    {
        LogView view;
        show(&view);
        view.setRows(large());
        view.find();
        QSignalSpy found(area(view), &LogArea::found);
        field(view)->setText(u"LINE 99999 "_s);
        QTRY_COMPARE_WITH_TIMEOUT(result(view), u"1 of 1"_s, 30'000);
        QVERIFY(area(view)->verticalScrollBar()->value() > 99'000);
        field(view)->setText(u"line"_s);
        QTRY_COMPARE_WITH_TIMEOUT(result(view), u"1 of 100,000"_s, 30'000);
        QTest::keyClick(area(view), Qt::Key_F3, Qt::ShiftModifier);
        QCOMPARE(result(view), u"100,000 of 100,000"_s);
        QTest::keyClick(area(view), Qt::Key_F3);
        QCOMPARE(result(view), u"1 of 100,000"_s);
    }

    void latestSearchWins()
    {
        LogView view;
        show(&view);
        view.setRows(large());
        view.find();
        QTest::keyClicks(field(view), u"line 4711 of"_s); // a search for each letter
        QTRY_COMPARE_WITH_TIMEOUT(result(view), u"1 of 1"_s, 30'000);
        field(view)->setText(u"word"_s);
        view.setRows({row(u"one word"_s)}); // what was looked for in the rows before is not told
        QTRY_COMPARE(result(view), u"1 of 1"_s);
        view.findChild<QToolButton *>(u"findRegex"_s)->click();
        field(view)->setText(u"("_s);
        QTRY_COMPARE(result(view), u"no valid expression"_s);
    }

    void closedWhileSearching()
    {
        auto view = std::make_unique<LogView>();
        show(view.get());
        view->setRows(large());
        view->find();
        field(*view)->setText(u"on and on"_s);
        view->setWrap(true);
        view.reset();
    }

    void marksAreSeen()
    {
        LogView view;
        show(&view);
        view.setRows({row(u"order MUG-0042 x5"_s), row(u"nothing"_s)});
        const QImage before = area(view)->grab().toImage();
        view.find();
        field(view)->setText(u"MUG"_s);
        QCOMPARE(result(view), u"1 of 1"_s);
        QVERIFY(area(view)->grab().toImage() != before);
    }

    void filtersLevelsAndStreams()
    {
        LogView view;
        show(&view);
        view.setRows({heading(u"validate-order"_s), row(u"valid"_s), heading(u"reserve-stock"_s), row(u"WARN low"_s),
                      row(u"ERROR none left"_s, 2)});
        QCOMPARE(view.rowCount(), 3);
        auto *levels = view.findChild<QComboBox *>(u"logLevels"_s);
        QVERIFY(levels->isVisible());
        QTest::keyClick(levels, Qt::Key_Down);
        QCOMPARE(view.shownCount(), 2);
        QCOMPARE(area(view)->rows().size(), 3); // of validate-order nothing is left, its heading neither
        view.findChild<QCheckBox *>(u"logStderr"_s)->click();
        QCOMPARE(view.shownCount(), 1);
        view.setLeastLevel(LogLevel::Error);
        QCOMPARE(area(view)->rows().size(), 0);
        view.setLeastLevel(LogLevel::None);
        QCOMPARE(view.shownCount(), 2);
        view.grab();
        view.setRows({{{}, 0, u"plain"_s}});
        QVERIFY(!levels->isVisible()); // nothing to choose
        QVERIFY(!view.findChild<QCheckBox *>(u"logStdout"_s)->isVisible());
    }

    void wrapsOnAWorker()
    {
        auto rows = large(20'000);
        rows[3].text = QString(400'000, u'x');
        rows[5].text = QString(2000, u'中');
        LogView view;
        show(&view);
        view.setRows(rows);
        view.setWrap(true);
        QTRY_VERIFY_WITH_TIMEOUT(area(view)->verticalScrollBar()->maximum() > 25'000, 30'000);
        QCOMPARE(area(view)->horizontalScrollBar()->maximum(), 0);
        for (const int line : {0, 100, 5000, 8000}) {
            area(view)->verticalScrollBar()->setValue(line);
            view.grab();
        }
        view.setRows(rows); // stays wrapped
        QTRY_VERIFY_WITH_TIMEOUT(area(view)->verticalScrollBar()->maximum() > 25'000, 30'000);
        view.setWrap(false);
        QVERIFY(area(view)->verticalScrollBar()->maximum() < 20'001);
    }

    void copiesManyAndSaves()
    {
        LogView view;
        show(&view);
        view.setRows(large(5000));
        QSignalSpy notices(&view, &LogView::notice);
        view.copy(); // nothing is selected
        view.selectAll();
        view.copy();
        QTRY_COMPARE_WITH_TIMEOUT(notices.count(), 1, 30'000);
        QCOMPARE(QGuiApplication::clipboard()->text().count(u'\n'), 5000);
        const QTemporaryDir folder;
        view.setRows({heading(u"a"_s), row(u"x"_s, 2), {{}, 0, u"库存"_s}});
        view.saveTo(folder.filePath(u"a.log"_s));
        QTRY_COMPARE_WITH_TIMEOUT(notices.count(), 2, 30'000);
        QFile file(folder.filePath(u"a.log"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("# a\n07:56:55.141 stderr: x\n") + u"库存\n"_s.toUtf8());
        view.saveTo(folder.filePath(u"none/a.log"_s));
        QTRY_COMPARE_WITH_TIMEOUT(notices.count(), 3, 30'000);
        QVERIFY(notices.last().first().toString().startsWith(u"The log was not saved"_s));
    }

    void filesAreNamedAfterTheRun()
    {
        QCOMPARE(recordFile(u"orders/price-quote"_s, u"a41f09be0000"_s, u"log"_s), u"orders-price-quote-a41f09be.log"_s);
        const QString longest = recordFile(QString(256, QChar(0x4e2d)), u"a41f09be0000"_s, u"log"_s);
        QVERIFY(longest.toUtf8().size() <= 255); // what a file system takes
        QVERIFY(longest.endsWith(u"-a41f09be.log"_s));
    }

    void saveAsksWhere()
    {
        LogView view;
        show(&view);
        view.setRows({row(u"x"_s)});
        view.setSaveName(u"orders.log"_s);
        area(view)->findChild<QAction *>(u"saveLog"_s)->trigger();
        auto *dialog = view.findChild<QFileDialog *>(u"saveLogDialog"_s);
        QVERIFY(dialog);
        QCOMPARE(dialog->acceptMode(), QFileDialog::AcceptSave);
        QCOMPARE(QFileInfo(dialog->selectedFiles().value(0)).fileName(), u"orders.log"_s);
        dialog->reject();
    }
};

QTEST_MAIN(TestLogFind)
#include "tst_logfind.moc"
