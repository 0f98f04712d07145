#include "core/history/activationstore.h"
#include "tests/ui/activations/activationworld.h"
#include "ui/activations/activationdetail.h"
#include "ui/activations/activationspage.h"
#include "ui/activations/chart/latencymap.h"
#include "ui/activations/chart/statsline.h"
#include "ui/activations/chart/timehistogram.h"
#include "ui/activations/export/exportbar.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;

class TestActivationsPage : public QObject {
    Q_OBJECT

    static constexpr const char *listRoute = "GET /api/v1/namespaces/_/activations";
    static Target all() { return {Target::Kind::Activations, {}, {}}; }
    static std::unique_ptr<ActivationsPage> open(ActivationWorld &world, const Target &target = all())
    {
        SavedFilters(&world.settings, world.session->profileId()).setLastSpan(FilterChoice::Span::All); // its runs are of 2023
        auto page = std::make_unique<ActivationsPage>(world.services(), target);
        page->resize(1180, 700);
        page->show();
        return page;
    }
    static StateView *state(const ActivationsPage &page) { return page.findChild<StateView *>(u"activationsState"_s); }
    static StateView *detailState(const ActivationsPage &page) { return page.findChild<StateView *>(u"activationState"_s); }
    static QString counts(const ActivationsPage &page) { return page.findChild<QLabel *>(u"activationCounts"_s)->accessibleName(); }
    template<typename T> static T *part(const ActivationsPage &page, const char *name) { return page.findChild<T *>(QLatin1StringView(name)); }
    /// The entry of a button's menu.
    static void choose(const ActivationsPage &page, const char *button, const QString &text)
    {
        const auto actions = part<QPushButton>(page, button)->menu()->actions();
        const auto found = std::find_if(actions.begin(), actions.end(), [&](QAction *action) { return action->text() == text; });
        QVERIFY(found != actions.end());
        (*found)->trigger();
    }
    static int rows(const ActivationsPage &page) { return page.table()->model()->rowCount(); }
    static QString cell(const ActivationsPage &page, int row, int column)
    {
        return page.table()->model()->index(row, column).data().toString();
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }

    void loads()
    {
        ActivationWorld world;
        world.add(12);
        world.server.hold(listRoute);
        auto page = open(world);
        QCOMPARE(state(*page)->state(), StateView::Loading);
        QTRY_VERIFY(world.server.waiting() > 0);
        world.server.release(listRoute);
        QTRY_COMPARE(rows(*page), 12);
        QTRY_COMPARE(state(*page)->state(), StateView::Content);
        QTRY_COMPARE(counts(*page), u"12 · all known"_s);
        QCOMPARE(cell(*page, 0, activationcolumns::Action), u"hello"_s);
        QCOMPARE(cell(*page, 2, activationcolumns::Status), u"✕ application error"_s);
        QTRY_COMPARE(page->findChild<Chip *>(u"activationLive"_s)->text(), u"● live"_s);
    }

    void empty()
    {
        ActivationWorld world;
        auto page = open(world);
        QTRY_COMPARE(state(*page)->state(), StateView::Empty);
        QCOMPARE(state(*page)->text(), u"No activations yet."_s);
        world.addNow(1, 0);
        QTRY_COMPARE(state(*page)->state(), StateView::Content); // by itself: it is live
    }

    void error()
    {
        ActivationWorld world;
        world.server.on(listRoute, answer::json(R"({"error":"The <b>server</b> is tired."})", 503));
        auto page = open(world);
        QTRY_COMPARE(state(*page)->state(), StateView::Error_);
        QVERIFY(state(*page)->text().contains(u"<b>server</b> is tired"_s));
        QCOMPARE(counts(*page), u"unknown"_s);
        QCOMPARE(rows(*page), 0);
    }

    void staleKeepsRows()
    {
        ActivationWorld world;
        world.add(3);
        auto page = open(world);
        QTRY_COMPARE(rows(*page), 3);
        world.server.on(listRoute, answer::json(R"({"error":"Tired."})", 503));
        QTRY_COMPARE(state(*page)->state(), StateView::Stale);
        QCOMPARE(rows(*page), 3);
        QVERIFY(page->table()->isVisible());
        QTRY_COMPARE(page->findChild<Chip *>(u"activationLive"_s)->text(), u"○ not live"_s);
    }

    void closedWhileLoading()
    {
        ActivationWorld world;
        world.server.hold(listRoute);
        auto page = open(world);
        QTRY_VERIFY(world.server.waiting() > 0);
        page.reset();
        world.server.release(listRoute);
        QTest::qWait(0);
    }

    void sessionGoneWhileLoading()
    {
        ActivationWorld world;
        world.add(3);
        auto page = open(world);
        QTRY_COMPARE(rows(*page), 3);
        world.server.hold("GET /api/v1/namespaces/_/activations/*");
        page->table()->selectRow(0);
        QTRY_VERIFY(world.server.waiting("GET /api/v1/namespaces/_/activations/*") > 0);
        world.closeSession();
        QTRY_COMPARE(detailState(*page)->state(), StateView::Error_);
        page->refresh();
        page->detail()->reload();
        QTRY_COMPARE(state(*page)->state(), StateView::Stale); // what came stays readable
        QCOMPARE(rows(*page), 3);
    }

    void cancelAndTryAgain()
    {
        ActivationWorld world;
        world.add(2);
        world.server.hold(listRoute);
        auto page = open(world);
        auto *cancel = state(*page)->findChild<QPushButton *>(u"cancelLoading"_s);
        QTRY_VERIFY(cancel->isVisible());
        cancel->click();
        QCOMPARE(state(*page)->state(), StateView::Error_);
        world.server.release(listRoute);
        Q_EMIT state(*page)->retryRequested();
        QTRY_COMPARE(rows(*page), 2);
        QTRY_COMPARE(state(*page)->state(), StateView::Content);
    }

    void filtersAndSaysSo()
    {
        ActivationWorld world;
        world.add(12);
        auto page = open(world);
        QTRY_COMPARE(rows(*page), 12);
        page->find();
        QTest::keyClicks(part<QLineEdit>(*page, "activationText"), u"price"_s);
        QTRY_COMPARE(rows(*page), 6);
        QTRY_COMPARE(counts(*page), u"6 shown of 12 · all known"_s);
        choose(*page, "activationStatus", u"Any error"_s);
        QTRY_COMPARE(rows(*page), 1);
        QTest::keyClicks(part<QLineEdit>(*page, "activationText"), u" nowhere"_s);
        QTRY_COMPARE(state(*page)->text(), u"No activation passes the filter."_s);
        part<QPushButton>(*page, "noticePrimary")->click();
        QTRY_COMPARE(rows(*page), 12);
        QTRY_COMPARE(state(*page)->state(), StateView::Content);
    }

    void spanWithNothingInItSaysSo()
    {
        ActivationWorld world;
        world.add(3);
        auto page = open(world);
        QTRY_COMPARE(rows(*page), 3);
        choose(*page, "activationSpan", u"Last hour"_s);
        QTRY_VERIFY(state(*page)->text().contains(u"last hour"_s));
        QTRY_COMPARE(counts(*page), u"0 shown of 3 · last hour"_s);
        part<QPushButton>(*page, "noticePrimary")->click();
        QTRY_COMPARE(rows(*page), 3);
    }

    void chartSelectsAndClears()
    {
        ActivationWorld world;
        world.add(40);
        auto page = open(world);
        QTRY_COMPARE(rows(*page), 40);
        auto *chart = part<TimeHistogram>(*page, "activationHistogram");
        chart->setFocus();
        QTest::keyClick(chart, Qt::Key_Left);
        QTRY_VERIFY(rows(*page) > 0 && rows(*page) < 40);
        const int one = rows(*page);
        for (int i = 0; i < 5; ++i)
            QTest::keyClick(chart, Qt::Key_Left);
        for (int i = 0; i < 5; ++i)
            QTest::keyClick(chart, Qt::Key_Right, Qt::ShiftModifier);
        QTRY_VERIFY(rows(*page) > one);
        QTRY_VERIFY(part<StatsLine>(*page, "activationStats")->text().contains(u"selected: "_s));
        QTest::keyClick(chart, Qt::Key_Escape);
        QTRY_COMPARE(rows(*page), 40);
        QTRY_VERIFY(!part<StatsLine>(*page, "activationStats")->text().contains(u"selected: "_s));
    }

    void heatMapSelectsDurations()
    {
        ActivationWorld world;
        world.add(40); // 41 to 80 ms
        world.runs.first().duration = 5000;
        auto page = open(world);
        QTRY_COMPARE(rows(*page), 40);
        part<QPushButton>(*page, "showHeatMap")->click();
        auto *map = part<LatencyMap>(*page, "activationHeatMap");
        QTRY_VERIFY(map->isVisible());
        QTRY_VERIFY(part<StatsLine>(*page, "activationStats")->text().contains(u"p99 5.0 s"_s));
        map->setFocus();
        Q_EMIT map->rangeChosen({{0, 1'800'000'000'000}, 1000, {}});
        QTRY_COMPARE(rows(*page), 1);
        QTest::keyClick(map, Qt::Key_Escape);
        QTRY_COMPARE(rows(*page), 40);
    }

    void groupsLeadToTheirRows()
    {
        ActivationWorld world;
        world.add(12);
        auto page = open(world);
        QTRY_COMPARE(rows(*page), 12);
        part<QPushButton>(*page, "showGroups")->click();
        auto *groups = part<QTableView>(*page, "groupTable");
        QTRY_COMPARE(groups->model()->rowCount(), 2);
        const QString name = groups->model()->index(0, 0).data().toString();
        groups->setCurrentIndex(groups->model()->index(0, 0));
        groups->setFocus();
        QTest::keyClick(groups, Qt::Key_Return);
        QTRY_COMPARE(rows(*page), 6);
        QTRY_VERIFY(page->table()->isVisible());
        QCOMPARE(cell(*page, 0, activationcolumns::Action), name);
    }

    void searchesResultsOnceTheyWereRead()
    {
        ActivationWorld world;
        world.add(12);
        history::ActivationStore store(world.dir.filePath(u"kept"_s));
        store.setBounds({36'500}); // the made-up ones are some years old
        SavedFilters(&world.settings, world.session->profileId()).setLastSpan(FilterChoice::Span::All);
        ActivationsPage page(world.services(&store), all());
        page.resize(1180, 700);
        page.show();
        QTRY_COMPARE(rows(page), 12);
        auto *foot = part<QLabel>(page, "activationFoot");
        QTest::keyClicks(part<QLineEdit>(page, "activationText"), u"428.40"_s); // stands in the results alone
        QTRY_VERIFY2(foot->text().contains(u"of 0 activations are kept"_s), qPrintable(foot->text()));
        QTRY_COMPARE(rows(page), 0);
        part<QPushButton>(page, "readLogs")->click();
        QTRY_COMPARE_WITH_TIMEOUT(rows(page), 12, 30000);
        QCOMPARE(world.server.count("GET /api/v1/namespaces/_/activations/*"), 12);
        QTRY_VERIFY2(foot->text().contains(u"of 12 activations are kept"_s), qPrintable(foot->text()));
        part<QPushButton>(page, "readLogs")->click(); // none is read twice
        QTRY_VERIFY2(foot->text().contains(u"All that is shown was searched."_s), qPrintable(foot->text()));
        QCOMPARE(world.server.count("GET /api/v1/namespaces/_/activations/*"), 12);
    }

    void exportsWhatIsShown()
    {
        ActivationWorld world;
        world.add(12);
        auto page = open(world);
        QTRY_COMPARE(rows(*page), 12);
        choose(*page, "activationStatus", u"Application error"_s);
        QTRY_COMPARE(rows(*page), 2);
        auto *bar = part<ExportBar>(*page, "exportBar");
        const QString file = world.dir.filePath(u"out.csv"_s);
        bar->exportTo(file, exchange::TableFormat::Csv);
        QTRY_VERIFY(bar->text().contains(u"2 activations"_s));
        QFile out(file);
        QVERIFY(out.open(QIODevice::ReadOnly));
        QCOMPARE(out.readAll().count('\n'), 3);
        QCOMPARE(out.permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther), QFile::Permissions());
        bar->exportTo(u"/nowhere/out.csv"_s, exchange::TableFormat::Csv);
        QTRY_COMPARE(bar->kind(), MessageBar::Kind::Error);
    }

    void sortsByColumns()
    {
        ActivationWorld world;
        world.add(12);
        auto page = open(world);
        QTRY_COMPARE(rows(*page), 12);
        page->table()->horizontalHeader()->setSortIndicator(activationcolumns::Duration, Qt::AscendingOrder);
        QTRY_COMPARE(cell(*page, 0, activationcolumns::Duration), u"41 ms"_s);
        page->table()->horizontalHeader()->setSortIndicator(activationcolumns::Action, Qt::AscendingOrder);
        QTRY_COMPARE(cell(*page, 0, activationcolumns::Action), u"hello"_s);
        QTRY_COMPARE(cell(*page, 11, activationcolumns::Action), u"orders/price-quote"_s);
    }

    void ofOneAction()
    {
        ActivationWorld world;
        world.add(900);
        auto page = open(world, {Target::Kind::Activations, {u"_"_s, u"orders"_s, u"price-quote"_s}, {}});
        QCOMPARE(page->title(), u"Activations of price-quote"_s);
        // More than the feed brings at once are of this action: its name is asked for.
        QTRY_VERIFY(rows(*page) >= 200);
        QTRY_VERIFY(std::any_of(world.server.requests().begin(), world.server.requests().end(), [](const FakeRequest &request) {
            return request.target.contains("name=orders%2Fprice-quote") || request.target.contains("name=orders/price-quote");
        }));
        for (int row = 0; row < rows(*page); ++row)
            QCOMPARE(cell(*page, row, activationcolumns::Action), u"orders/price-quote"_s);
        const int before = rows(*page);
        QTRY_VERIFY(page->findChild<QPushButton *>(u"loadOlder"_s)->isEnabled());
        page->findChild<QPushButton *>(u"loadOlder"_s)->click();
        QTRY_VERIFY(rows(*page) > before);
    }

    void loadsFurtherBack()
    {
        ActivationWorld world;
        world.add(700);
        auto page = open(world);
        QTRY_VERIFY(rows(*page) >= 100);
        auto *older = part<QPushButton>(*page, "loadOlder");
        QTRY_VERIFY(rows(*page) == 700 || (older->isVisible() && older->isEnabled()));
        if (rows(*page) < 700)
            older->click();
        QTRY_COMPARE(rows(*page), 700);
    }

    void selectionStaysWhileRowsCome()
    {
        ActivationWorld world;
        world.add(5);
        auto page = open(world);
        QTRY_COMPARE(rows(*page), 5);
        page->table()->selectRow(1);
        const QString chosen = page->table()->currentIndex().siblingAtColumn(activationcolumns::Id).data().toString();
        world.add(4, 6);
        QTRY_COMPARE(rows(*page), 9);
        QCOMPARE(page->table()->currentIndex().row(), 5);
        QCOMPARE(page->table()->currentIndex().siblingAtColumn(activationcolumns::Id).data().toString(), chosen);
    }

    void heldArrowKeyAsksForTheLastRowOnly()
    {
        ActivationWorld world;
        world.add(30);
        auto page = open(world);
        QTRY_COMPARE(rows(*page), 30);
        const QByteArray records = "GET /api/v1/namespaces/_/activations/*";
        world.server.hold(records);
        page->table()->setFocus();
        page->table()->selectRow(0);
        QTRY_COMPARE(world.server.waiting(records), 1);
        for (int i = 0; i < 20; ++i)
            QTest::keyClick(page->table(), Qt::Key_Down);
        QTRY_COMPARE(world.server.count(records), 2); // the first, which was aborted, and the last
        world.server.release(records);
        QTRY_COMPARE(detailState(*page)->state(), StateView::Content);
        QCOMPARE(page->detail()->id(), page->table()->currentIndex().data(models::KeyRole).toString());
        QCOMPARE(world.server.count(records), 2);
    }

    void returnOpensATab()
    {
        ActivationWorld world;
        world.add(3);
        auto page = open(world);
        QTRY_COMPARE(rows(*page), 3);
        page->table()->selectRow(1);
        QSignalSpy opened(page.get(), &Page::openRequested);
        QTest::keyClick(page->table(), Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.first().first().value<Target>().id, QString::fromLatin1(ActivationWorld::id(2)));
    }

    void hiddenPageRests()
    {
        ActivationWorld world;
        world.add(1);
        auto page = open(world);
        QTRY_COMPARE(rows(*page), 1);
        page->hide();
        QTRY_VERIFY(!world.feed->state().live);
        page->show();
        QTRY_VERIFY(world.feed->state().live);
    }
};

QTEST_MAIN(TestActivationsPage)
#include "tst_activationspage.moc"
