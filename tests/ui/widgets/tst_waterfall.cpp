#include "ui/widgets/theme.h"
#include "ui/widgets/waterfall.h"
#include "ui/widgets/waterfallpaint.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QListView>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using Look = WaterfallRow::Look;

class TestWaterfall : public QObject {
    Q_OBJECT

    static WaterfallRow row(const QString &name, int depth, double startMs, const Phases &phases, Look look = Look::Run)
    {
        WaterfallRow row;
        row.key = row.name = name;
        row.glyph = u"action"_s;
        row.depth = depth;
        row.startMs = startMs;
        row.phases = phases;
        row.look = look;
        return row;
    }
    /// The picture: a run that waited 12 s for its container.
    static QList<WaterfallRow> slowRun()
    {
        WaterfallRow fired = row(u"new-order"_s, 0, 0, {}, Look::Moment);
        fired.note = u"202 fired"_s;
        WaterfallRow lost = row(u"price-quote"_s, 3, 0, {}, Look::Nothing);
        lost.note = u"not reached: reserve-stock ended the sequence"_s;
        lost.muted = true;
        WaterfallRow run = row(u"validate-order"_s, 3, 16, {6, 0, 58, false, false});
        run.note = u"58 ms"_s;
        return {fired, row(u"orders/checkout"_s, 2, 14, {0, 0, 13'776, false, false}, Look::Span), run,
                row(u"reserve-stock"_s, 3, 86, {12'412, 1192, 96, true, true}), lost};
    }
    static QList<TimeScale::Gap> slowGaps() { return {{100, 12'480}}; }
    static QStringList texts(const QList<TimeScale::Tick> &ticks)
    {
        QStringList texts;
        for (const auto &tick : ticks)
            texts += tick.text;
        return texts;
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }

    void scaleWithoutGaps()
    {
        const TimeScale scale(1000, {}, 500);
        QCOMPARE(scale.x(0), 0.0);
        QCOMPARE(scale.x(500), 250.0);
        QCOMPARE(scale.x(5000), 500.0);
        QCOMPARE(scale.x(-3), 0.0);
        QVERIFY(scale.folds().isEmpty());
        QCOMPARE(texts(scale.ticks(100)), (QStringList{u"0"_s, u"200"_s, u"400"_s, u"600"_s, u"800"_s, u"1.0 s"_s}));
    }

    void scaleFolds()
    {
        const TimeScale scale(13'790, slowGaps(), 850);
        QCOMPARE(scale.folds().size(), 1);
        const auto fold = scale.folds().first();
        QCOMPARE(fold.right - fold.left, 64.0);
        QCOMPARE(scale.x(100), fold.left);
        QCOMPARE(scale.x(12'480), fold.right);
        QCOMPARE(scale.x(13'790), 850.0);
        // What happens in 100 ms can be seen beside what takes a second.
        QVERIFY(fold.left > 150);
        const QStringList shown = texts(scale.ticks());
        QCOMPARE(shown.first(), u"0"_s);
        QVERIFY(shown.contains(u"100 ms"_s));
        QVERIFY2(shown.contains(u"12.5 s"_s) || shown.contains(u"12.48 s"_s), qPrintable(shown.join(u'|')));
        QCOMPARE(shown.last().right(2), u" s"_s);
        for (double ms = 0, before = 0; ms < 13'790; ms += 7) {
            QVERIFY(scale.x(ms) >= before); // time never runs backwards
            before = scale.x(ms);
        }
    }

    void scaleTidiesGaps()
    {
        const TimeScale scale(10'000, {{6000, 9000}, {-5, 2000}, {1500, 4000}, {9500, 20'000}, {5000, 5000}}, 1000);
        QCOMPARE(scale.folds().size(), 3);
        QCOMPARE(scale.folds().first().gap, (TimeScale::Gap{0, 4000}));
        QCOMPARE(scale.folds().last().gap, (TimeScale::Gap{9500, 10'000}));
        // No room for three folds.
        QVERIFY(TimeScale(10'000, {{0, 1000}, {2000, 4000}, {5000, 9000}}, 200).folds().isEmpty());
        QCOMPARE(TimeScale(0, {}, 0).x(7), 1.0);
    }

    void axisTexts()
    {
        QCOMPARE(axisText(0, 50, true), u"0"_s);
        QCOMPARE(axisText(50, 50, false), u"50"_s);
        QCOMPARE(axisText(100, 50, true), u"100 ms"_s);
        QCOMPARE(axisText(12'480, 20, true), u"12.48 s"_s);
        QCOMPARE(axisText(12'800, 400, false), u"12.8"_s);
        QCOMPARE(axisText(0.5, 0.5, true), u"0.5 ms"_s);
        QCOMPARE(axisText(60'000, 20'000, true), u"60.0 s"_s);
    }

    void keysSelectAndOpen()
    {
        Waterfall fall;
        fall.resize(1000, 200);
        fall.show();
        fall.setRows(slowRun(), slowGaps());
        QSignalSpy selected(&fall, &Waterfall::currentChanged), opened(&fall, &Waterfall::activated);
        fall.setCurrent(u"validate-order"_s);
        QCOMPARE(selected.count(), 0); // who set it knows it
        QTest::keyClick(fall.view(), Qt::Key_Down);
        QCOMPARE(selected.takeFirst().first().toString(), u"reserve-stock"_s);
        QTest::keyClick(fall.view(), Qt::Key_Return);
        QCOMPARE(opened.takeFirst().first().toString(), u"reserve-stock"_s);
        const QRect first = fall.view()->visualRect(fall.view()->model()->index(1, 0));
        QTest::mouseClick(fall.view()->viewport(), Qt::LeftButton, {}, first.center());
        QCOMPARE(selected.takeFirst().first().toString(), u"orders/checkout"_s);
    }

    void selectionStaysAsItGrows()
    {
        Waterfall fall;
        fall.show();
        auto rows = slowRun();
        const WaterfallRow last = rows.takeAt(1);
        fall.setRows(rows, {});
        fall.setCurrent(u"reserve-stock"_s);
        QSignalSpy selected(&fall, &Waterfall::currentChanged);
        rows.insert(1, last);
        fall.setRows(rows, slowGaps());
        QCOMPARE(fall.current(), u"reserve-stock"_s);
        QCOMPARE(selected.count(), 0);
        fall.setRows({}, {});
        QCOMPARE(fall.current(), QString());
    }

    void foldSwitch()
    {
        Waterfall fall;
        fall.resize(1000, 200);
        fall.show();
        fall.setRows(slowRun(), slowGaps());
        const QImage folded = fall.grab().toImage();
        fall.setFolded(false);
        QVERIFY(fall.grab().toImage() != folded);
        fall.setFolded(true);
        QCOMPARE(fall.grab().toImage(), folded);
    }

    void accessible()
    {
        widgets::WaterfallModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows(slowRun());
        QCOMPARE(model.index(3, 0).data(Qt::AccessibleTextRole).toString(),
                 u"reserve-stock: wait 12.4 s, init 1.1 s (cold start), run 96 ms"_s);
        QCOMPARE(model.index(4, 0).data(Qt::AccessibleTextRole).toString(),
                 u"price-quote: not reached: reserve-stock ended the sequence"_s);
        QVERIFY(model.index(1, 0).data(Qt::AccessibleTextRole).toString().contains(u"13.7 s"_s));
        auto rows = slowRun();
        rows[0].tip = u"<b>bold</b>"_s;
        model.setRows(rows);
        QVERIFY(model.index(0, 0).data(Qt::ToolTipRole).toString().contains(u"&lt;b&gt;"_s));
        QCOMPARE(model.indexOf(u"none"_s), -1);
    }

    void paintsInDarkNarrowAndEmpty()
    {
        Waterfall fall;
        fall.show();
        fall.grab();
        auto rows = slowRun();
        rows[2].name = u"订单校验订单校验订单校验"_s;
        rows += row(u"instant"_s, 1, 20, {});
        fall.setRows(rows, slowGaps());
        fall.resize(200, 120);
        fall.grab();
        theme::apply(*qApp, true);
        fall.resize(900, 240);
        const QImage dark = fall.grab().toImage();
        theme::apply(*qApp, false);
        QVERIFY(fall.grab().toImage() != dark);
    }
};

QTEST_MAIN(TestWaterfall)
#include "tst_waterfall.moc"
