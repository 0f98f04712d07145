#include "tests/ui/activations/activationworld.h"
#include "ui/activations/activationdetail.h"
#include "ui/activations/activationspage.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
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
        auto page = std::make_unique<ActivationsPage>(*world.session, *world.poll, target);
        page->resize(1180, 700);
        page->show();
        return page;
    }
    static StateView *state(const ActivationsPage &page) { return page.findChild<StateView *>(u"activationsState"_s); }
    static StateView *detailState(const ActivationsPage &page) { return page.findChild<StateView *>(u"activationState"_s); }
    static QString counts(const ActivationsPage &page) { return page.findChild<QLabel *>(u"activationCounts"_s)->text(); }
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
        QCOMPARE(state(*page)->state(), StateView::Content);
        QCOMPARE(counts(*page), u"12"_s);
        QCOMPARE(cell(*page, 0, activationcolumns::Action), u"hello"_s);
        QCOMPARE(cell(*page, 2, activationcolumns::Status), u"✕ application error"_s);
        QCOMPARE(page->findChild<Chip *>(u"activationLive"_s)->text(), u"● live"_s);
    }

    void empty()
    {
        ActivationWorld world;
        auto page = open(world);
        QTRY_COMPARE(state(*page)->state(), StateView::Empty);
        QCOMPARE(state(*page)->text(), u"No activations yet."_s);
        world.add(1);
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
        QCOMPARE(page->findChild<Chip *>(u"activationLive"_s)->text(), u"○ not live"_s);
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
        world.poll.reset();
        world.session.reset();
        QTRY_COMPARE(detailState(*page)->state(), StateView::Error_);
        page->refresh();
        page->detail()->reload();
        QCOMPARE(state(*page)->state(), StateView::Error_);
        QVERIFY(!page->findChild<QPushButton *>(u"openAction"_s)->isEnabled());
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
        QCOMPARE(state(*page)->state(), StateView::Content);
    }

    void filtersAndSaysSo()
    {
        ActivationWorld world;
        world.add(12);
        auto page = open(world);
        QTRY_COMPARE(rows(*page), 12);
        page->find();
        QTest::keyClicks(page->findChild<QLineEdit *>(u"activationText"_s), u"price"_s);
        QTRY_COMPARE(rows(*page), 6);
        QCOMPARE(counts(*page), u"6 shown of 12"_s);
        auto *status = page->findChild<QComboBox *>(u"activationStatus"_s);
        status->setCurrentIndex(status->findText(u"Any error"_s));
        QTRY_COMPARE(rows(*page), 1);
        QTest::keyClicks(page->findChild<QLineEdit *>(u"activationText"_s), u" nowhere"_s);
        QTRY_COMPARE(state(*page)->state(), StateView::Empty);
        QCOMPARE(state(*page)->text(), u"No activation passes the filter."_s);
        state(*page)->findChild<QPushButton *>(u"noticePrimary"_s)->click();
        QTRY_COMPARE(rows(*page), 12);
        QCOMPARE(state(*page)->state(), StateView::Content);
    }

    void sortsByColumns()
    {
        ActivationWorld world;
        world.add(12);
        auto page = open(world);
        QTRY_COMPARE(rows(*page), 12);
        page->table()->horizontalHeader()->setSortIndicator(activationcolumns::Duration, Qt::AscendingOrder);
        QCOMPARE(cell(*page, 0, activationcolumns::Duration), u"41 ms"_s);
        page->table()->horizontalHeader()->setSortIndicator(activationcolumns::Action, Qt::AscendingOrder);
        QCOMPARE(cell(*page, 0, activationcolumns::Action), u"hello"_s);
        QCOMPARE(cell(*page, 11, activationcolumns::Action), u"orders/price-quote"_s);
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

    void olderRowsComeAtTheEnd()
    {
        ActivationWorld world;
        world.add(700);
        auto page = open(world);
        QTRY_VERIFY(rows(*page) >= 200);
        const int before = rows(*page);
        if (before == 700)
            QSKIP("the feed brought all");
        page->table()->verticalScrollBar()->setValue(page->table()->verticalScrollBar()->maximum());
        QTRY_VERIFY(rows(*page) > before);
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
        QVERIFY(!world.poll->live());
        page->show();
        QTRY_VERIFY(world.poll->live());
    }
};

QTEST_MAIN(TestActivationsPage)
#include "tst_activationspage.moc"
