#include "ui/activations/chart/chartpanel.h"

#include "ui/activations/activationasker.h"
#include "ui/activations/activationshead.h"
#include "ui/activations/chart/spanband.h"
#include "ui/activations/chart/statsline.h"
#include "ui/activations/chart/timehistogram.h"
#include "ui/activations/live/tailrows.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/timetext.h"

#include <QApplication>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using insight::TimeSpan;

namespace {

constexpr qint64 start = 1'700'000'000'000;
constexpr qint64 minute = 60'000;

insight::ActivationTable::Ptr tableOf(int count)
{
    QList<openwhisk::ActivationSummary> rows;
    for (int i = 0; i < count; ++i) {
        openwhisk::ActivationSummary row;
        row.id = QString::number(i + 1, 16).rightJustified(32, u'0');
        row.name = {u"guest"_s, u"orders"_s, u"checkout"_s};
        row.kind = u"nodejs:20"_s;
        row.start = start + i * minute;
        row.durationMs = i == 0 ? 5000 : 40 + i;
        row.status = i % 10 == 0 ? openwhisk::ActivationStatus::ApplicationError : openwhisk::ActivationStatus::Success;
        rows.append(row);
    }
    return insight::ActivationTable::withRows(nullptr, rows);
}

ActivationAnswer answerOver(int count)
{
    ActivationQuestion question;
    question.map = true;
    question.columns = 40;
    return *answerTo(question, tableOf(count));
}

void dragOver(QWidget *chart, QPoint from, QPoint to)
{
    QTest::mousePress(chart, Qt::LeftButton, {}, from);
    QTest::mouseMove(chart, (from + to) / 2);
    QTest::mouseMove(chart, to);
    QTest::mouseRelease(chart, Qt::LeftButton, {}, to);
}

} // namespace

class TestActivationCharts : public QObject {
    Q_OBJECT

    static constexpr TimeGrid grid{1000, 100, 10};
    static std::unique_ptr<ChartPanel> panel(bool map = false)
    {
        auto panel = std::make_unique<ChartPanel>();
        panel->resize(900, 240);
        panel->showMap(map);
        panel->show(answerOver(60));
        panel->show();
        return panel;
    }

private Q_SLOTS:
    void initTestCase()
    {
        theme::apply(*qApp, false);
        setTimesInUtc(true);
    }

    void bandByKeys()
    {
        QCOMPARE(spanband::moved(grid, {}, 1), (TimeSpan{1000, 1100}));
        QCOMPARE(spanband::moved(grid, {}, -1), (TimeSpan{1900, 2000}));
        QCOMPARE(spanband::moved(grid, TimeSpan{1200, 1400}, 2), (TimeSpan{1400, 1600}));
        QCOMPARE(spanband::moved(grid, TimeSpan{1200, 1400}, 50), (TimeSpan{1800, 2000})); // stops at the end, as long as it was
        QCOMPARE(spanband::moved(grid, TimeSpan{1200, 1400}, -50), (TimeSpan{1000, 1200}));
        QCOMPARE(spanband::extended(grid, TimeSpan{1200, 1300}, 2), (TimeSpan{1200, 1500}));
        QCOMPARE(spanband::extended(grid, TimeSpan{1200, 1500}, -9), (TimeSpan{1200, 1300}));
        QCOMPARE(spanband::extended(grid, {}, -1), (TimeSpan{1900, 2000}));
    }

    void bandByMouse()
    {
        QCOMPARE(*spanband::dragged(grid, 1250, 1410), (TimeSpan{1200, 1500}));
        QCOMPARE(*spanband::dragged(grid, 1410, 1250), (TimeSpan{1200, 1500})); // to the left, too
        QCOMPARE(*spanband::dragged(grid, -5, 9000), (TimeSpan{1000, 2000}));
        QVERIFY(!spanband::dragged({}, 1, 2));
    }

    void dragChoosesASpan()
    {
        auto chart = panel();
        auto *histogram = chart->findChild<TimeHistogram *>();
        QSignalSpy selected(chart.get(), &ChartPanel::selectedChanged);
        QTRY_VERIFY(histogram->width() > 300);
        dragOver(histogram, {histogram->width() / 4, 20}, {histogram->width() / 2, 30});
        QCOMPARE(selected.count(), 1);
        const auto span = chart->selected()->span;
        QVERIFY(span.fromMs >= start && span.toMs > span.fromMs);
        QVERIFY(span.toMs - span.fromMs < 60 * minute);
        auto *clear = chart->findChild<QPushButton *>(u"clearSelection"_s);
        QVERIFY(clear->text().contains(u"selected: "_s));
        clear->click();
        QVERIFY(!chart->selected());
        QVERIFY(!histogram->span());
    }

    void clickTakesTheSelectionAway()
    {
        auto chart = panel();
        auto *histogram = chart->findChild<TimeHistogram *>();
        QTest::keyClick(histogram, Qt::Key_Left);
        QVERIFY(chart->selected());
        QTest::mouseClick(histogram, Qt::LeftButton, {}, {20, 20});
        QVERIFY(!chart->selected());
    }

    void mapChoosesTimeAndDuration()
    {
        auto chart = panel(true);
        auto *map = chart->findChild<LatencyMap *>();
        QTest::keyClick(map, Qt::Key_Down); // the slowest row
        QVERIFY(chart->selected());
        QVERIFY(chart->selected()->fromDurationMs > 0);
        const qint64 slow = chart->selected()->fromDurationMs;
        QTest::keyClick(map, Qt::Key_Down);
        QVERIFY(chart->selected()->fromDurationMs < slow);
        QVERIFY(chart->selected()->toDurationMs.has_value());
        QTest::keyClick(map, Qt::Key_Up, Qt::ShiftModifier);
        QVERIFY(!chart->selected()->toDurationMs || *chart->selected()->toDurationMs >= slow);
        // The histogram shows the same span.
        QCOMPARE(chart->findChild<TimeHistogram *>()->span(), std::optional(chart->selected()->span));
        QTest::keyClick(map, Qt::Key_Escape);
        QVERIFY(!chart->selected());
        dragOver(map, {map->width() / 2, map->height() / 2}, {map->width() - 20, map->height() - 20});
        QVERIFY(chart->selected());
    }

    void numbersBelow()
    {
        auto chart = panel();
        const auto *stats = chart->findChild<StatsLine *>();
        const QString text = stats->text();
        QVERIFY2(text.contains(u"p99 5.0 s"_s), qPrintable(text));
        QVERIFY2(text.contains(u"errors 10.0 %"_s), qPrintable(text));
        QVERIFY2(text.contains(u"UTC"_s), qPrintable(text));
        QVERIFY2(text.startsWith(u"22:13"_s), qPrintable(text));
    }

    void words()
    {
        QCOMPARE(spanText({start, start + 30 * minute}), u"22:13 to 22:43"_s);
        QCOMPARE(spanText({start, start + 5000}), u"22:13:20 to 22:13:25"_s);
        QVERIFY(spanText({start, start + 24 * 60 * minute}).contains(u"Nov"_s));
        QCOMPARE(shareText(0, 0), u"–"_s);
        QCOMPARE(shareText(1, 100'000), u"< 0.1 %"_s);
        QCOMPARE(shareText(68, 1000), u"6.8 %"_s);
        QCOMPARE(millisOrNone({}, 0), u"–"_s);
    }

    void nothingToShow()
    {
        for (const bool map : {false, true}) {
            ChartPanel chart;
            chart.showMap(map);
            chart.show(ActivationAnswer{});
            chart.resize(600, 200);
            chart.show();
            for (const int key : {Qt::Key_Left, Qt::Key_Up, Qt::Key_Escape})
                QTest::keyClick(chart.focusProxy() ? chart.focusProxy() : &chart, Qt::Key(key));
            QVERIFY(!chart.selected());
            QVERIFY(!chart.grab().isNull());
        }
    }

    void headSaysHowLiveItIs()
    {
        ActivationsHead head;
        head.resize(900, 40);
        head.show();
        const auto *live = head.findChild<Chip *>(u"activationLive"_s);
        QCOMPARE(live->text(), u"○ not live"_s);
        openwhisk::ActivationFeed::State state;
        state.live = true;
        state.lagMs = 120;
        head.setState(state);
        QCOMPARE(live->text(), u"● live"_s);
        state.lagMs = 12'000;
        state.clockOffsetMs = -600'000;
        head.setState(state);
        QCOMPARE(live->text(), u"● live, 12.0 s behind"_s);
        QVERIFY2(live->toolTip().contains(u"clock is 10 min behind"_s), qPrintable(live->toolTip()));
        QVERIFY(!head.findChild<QPushButton *>(u"stopCrawl"_s)->isVisible());
        head.setEnded();
        QCOMPARE(live->tone(), Chip::Tone::Neutral);
    }

    void headTellsOfLoadingAndGaps()
    {
        ActivationsHead head;
        head.resize(900, 40);
        head.show();
        openwhisk::ActivationFeed::State state;
        state.crawling = true;
        state.progress = 0.4;
        state.missed = {{start, start + minute, u"The server said <b>no</b> & hung up."_s}};
        head.setState(state);
        QCOMPARE(head.findChild<QProgressBar *>()->value(), 40);
        auto *stop = head.findChild<QPushButton *>(u"stopCrawl"_s);
        QSignalSpy stopped(&head, &ActivationsHead::stopRequested);
        QTest::keyClick(stop, Qt::Key_Space);
        QCOMPARE(stopped.count(), 1);
        state.progress = -1; // nobody knows how much there is
        head.setState(state);
        QCOMPARE(head.findChild<QProgressBar *>()->maximum(), 0);
        auto *missed = head.findChild<QPushButton *>(u"activationsMissed"_s);
        QCOMPARE(missed->text(), u"⚠ 1 gap"_s);
        missed->click();
        QTRY_VERIFY(head.findChild<QMenu *>());
        const QString text = head.findChild<QMenu *>()->actions().first()->text();
        QVERIFY2(text.startsWith(u"22:13"_s) && text.contains(u"<b>no</b> && hung"_s), qPrintable(text));
        head.findChild<QMenu *>()->close();
        state.missed.clear();
        head.setState(state);
        QVERIFY(!missed->isVisible());
    }

    void tailCountsWhatComes()
    {
        const qint64 now = start + 59 * minute + 5000; // 60 rows, one a minute; the newest 5 s ago
        const auto table = tableOf(60);
        const tail::Tail all = tail::of(*table, {}, now);
        QCOMPARE(all.rows.size(), 60);
        QCOMPARE(all.rows.first().start, start + 59 * minute);
        QCOMPARE(all.counts, (tail::Counts{0.1, 1, 0}));
        QCOMPARE(tail::of(*table, {}, start + 50 * minute).counts.errors, 1);
        QVERIFY(tail::of(*table, {{u"_"_s, {}, u"other"_s}}, now).rows.isEmpty());
        QCOMPARE(tail::of(*table, {{u"_"_s, u"orders"_s, {}}}, now).rows.size(), 60);
        QCOMPARE(tail::of(*tableOf(2000), {}, now).rows.size(), tail::mostRows);
    }

    void bothThemesPaint()
    {
        auto chart = panel();
        const QImage light = chart->grab().toImage();
        theme::apply(*qApp, true);
        QTRY_VERIFY(chart->grab().toImage().pixelColor(450, 5).lightness() < 128);
        theme::apply(*qApp, false);
        QTRY_COMPARE(chart->grab().toImage().pixelColor(450, 5), light.pixelColor(450, 5));
    }
};

QTEST_MAIN(TestActivationCharts)
#include "tst_activationcharts.moc"
