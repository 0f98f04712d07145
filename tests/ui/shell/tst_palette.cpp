#include "tests/support/threadtime.h"
#include "ui/shell/palette.h"
#include "ui/shell/palettelist.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

PaletteSource source(int count = 0)
{
    QList<openwhisk::ActionSummary> actions;
    for (int i = 0; i < count; ++i) {
        openwhisk::ActionSummary row;
        row.name = {u"guest"_s, u"p%1"_s.arg(i % 50), u"action-%1"_s.arg(i)};
        actions.append(row);
    }
    PaletteSource result;
    result.connection = u"Sandbox"_s;
    result.actions = std::make_shared<const QList<openwhisk::ActionSummary>>(actions);
    for (const QString &text : {u"Refresh"_s, u"Quit"_s}) {
        PaletteItem command;
        command.group = PaletteItem::Group::Commands;
        command.text = text;
        command.command = text.toLower();
        result.commands.append(command);
    }
    return result;
}

class Screen {
public:
    Screen()
    {
        window.resize(900, 600);
        window.show();
        palette.open(source(3));
    }
    QLineEdit *edit() const { return palette.findChild<QLineEdit *>(u"paletteEdit"_s); }
    QListView *list() const { return palette.findChild<QListView *>(u"paletteList"_s); }
    QString current() const { return list()->currentIndex().data().toString(); }

    QWidget window;
    Palette palette{&window};
};

} // namespace

class TestPalette : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void opensAndCloses()
    {
        Screen screen;
        QAbstractItemModelTester tester(screen.list()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(screen.palette.isVisible());
        QCOMPARE(screen.palette.size(), screen.window.size());
        QTRY_VERIFY(screen.list()->model()->rowCount() > 0);
        QSignalSpy closed(&screen.palette, &Palette::closed);
        QTest::keyClick(screen.edit(), Qt::Key_Escape);
        QCOMPARE(closed.count(), 1);
        QVERIFY(!screen.palette.isVisible());
    }

    void isUsedByKeys()
    {
        Screen screen;
        QSignalSpy chosen(&screen.palette, &Palette::chosen);
        QTest::keyClicks(screen.edit(), u"action-1"_s);
        QTRY_COMPARE(screen.current(), u"p1/action-1"_s);
        QTest::keyClick(screen.edit(), Qt::Key_Down);
        QCOMPARE(screen.current(), u"Invoke p1/action-1"_s); // past the heading
        QTest::keyClick(screen.edit(), Qt::Key_Up);
        QTest::keyClick(screen.edit(), Qt::Key_Up);
        QCOMPARE(screen.current(), u"Activations of p1/action-1"_s); // round the end
        QTest::keyClick(screen.edit(), Qt::Key_Down);
        QTest::keyClick(screen.edit(), Qt::Key_Return);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.at(0).at(0).value<PaletteItem>().target->name.name, u"action-1"_s);
        QVERIFY(!screen.palette.isVisible());
    }

    void enterWaitsForTheRows()
    {
        Screen screen;
        QSignalSpy chosen(&screen.palette, &Palette::chosen);
        QTest::keyClicks(screen.edit(), u"quit"_s);
        QTest::keyClick(screen.edit(), Qt::Key_Return); // faster than the worker
        QTRY_COMPARE(chosen.count(), 1);
        QCOMPARE(chosen.at(0).at(0).value<PaletteItem>().command, u"quit"_s);
    }

    void aClickChoosesAndOneBesideCloses()
    {
        Screen screen;
        QSignalSpy chosen(&screen.palette, &Palette::chosen);
        QTest::keyClicks(screen.edit(), u"refresh"_s);
        QTRY_COMPARE(screen.current(), u"Refresh"_s);
        QTest::mouseClick(screen.list()->viewport(), Qt::LeftButton, {}, screen.list()->visualRect(screen.list()->currentIndex()).center());
        QCOMPARE(chosen.count(), 1);
        screen.palette.open(source(1));
        QTest::mouseClick(&screen.palette, Qt::LeftButton, {}, QPoint(5, 590));
        QVERIFY(!screen.palette.isVisible());
    }

    void saysThatNothingWasFound()
    {
        Screen screen;
        QTest::keyClicks(screen.edit(), u"zzzz"_s);
        QTRY_VERIFY(!screen.list()->isVisible());
        QTest::keyClick(screen.edit(), Qt::Key_Down);
        QTest::keyClick(screen.edit(), Qt::Key_Return);
        QVERIFY(screen.palette.isVisible());
    }

    void diesWhileItLooks()
    {
        QWidget window;
        auto palette = std::make_unique<Palette>(&window);
        window.show();
        palette->open(source(10'000));
        palette.reset();
        QTest::qWait(0);
    }

    void aKeyNeverWaitsForTenThousandNames()
    {
        Screen screen;
        screen.palette.update(source(10'000));
        QTRY_VERIFY(screen.list()->model()->rowCount() > 0);
        for (const QChar letter : u"action-77"_s) {
            const double ms = threadMs([&] { QTest::keyClick(screen.edit(), letter.toLatin1()); });
            QVERIFY2(ms < mostMs(), qPrintable(QString::number(ms)));
        }
        QTRY_COMPARE(screen.current(), u"p27/action-77"_s);
    }
};

QTEST_MAIN(TestPalette)
#include "tst_palette.moc"
