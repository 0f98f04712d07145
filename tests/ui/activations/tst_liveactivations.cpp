#include "ui/activations/live/liveactivations.h"

#include "core/history/activationstore.h"
#include "tests/ui/activations/activationworld.h"
#include "ui/activations/live/desktopnotifier.h"
#include "ui/activations/live/failurewatch.h"
#include "ui/activations/store/storedialog.h"
#include "ui/activations/store/storesettings.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QDBusConnection>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// A world whose failures are told here.
struct LiveWorld : ActivationWorld {
    LiveWorld() : watch(*session, *feed, &settings, [this](const FailureWatch::Word &word) { words += word; })
    {
        watch.setPause(50);
        view = std::make_unique<LiveActivations>(services(), watch);
        view->resize(900, 300);
    }
    ~LiveWorld() { view.reset(); }
    StateView *state() const { return view->findChild<StateView *>(u"liveState"_s); }
    int rows() const { return view->table()->model()->rowCount(); }
    template<typename T> T *part(const char *name) const { return view->findChild<T *>(QLatin1StringView(name)); }

    QList<FailureWatch::Word> words;
    FailureWatch watch;
    std::unique_ptr<LiveActivations> view;
};

constexpr const char *listRoute = "GET /api/v1/namespaces/_/activations";

} // namespace

class TestLiveActivations : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }

    void loads()
    {
        LiveWorld world;
        world.add(12);
        world.server.hold(listRoute);
        world.view->show();
        QCOMPARE(world.state()->state(), StateView::Loading);
        const QAbstractItemModelTester tester(world.view->table()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        world.server.release(listRoute);
        QTRY_COMPARE(world.rows(), 12);
        QTRY_COMPARE(world.state()->state(), StateView::Content);
        QTRY_VERIFY(world.part<QLabel>("liveCounts")->text().contains(u"last minute: 0"_s)); // these ran long ago
        QSignalSpy opened(world.view.get(), &LiveActivations::openRequested);
        world.view->table()->selectRow(0);
        QTest::keyClick(world.view->table(), Qt::Key_Return);
        QCOMPARE(opened.first().first().value<Target>().id, QString::fromLatin1(ActivationWorld::id(12)));
    }

    void emptyThenAlive()
    {
        LiveWorld world;
        world.view->show();
        QTRY_COMPARE(world.state()->state(), StateView::Empty);
        world.addNow(1, 0);
        QTRY_COMPARE(world.rows(), 1);
        QTRY_COMPARE(world.state()->state(), StateView::Content);
        QTRY_VERIFY(world.part<QLabel>("liveCounts")->text().contains(u"last minute: 1, no errors"_s));
    }

    void errorAndStale()
    {
        LiveWorld world;
        world.server.on(listRoute, answer::json("{\"error\":\"Tired.\"}", 503));
        world.view->show();
        QTRY_COMPARE(world.state()->state(), StateView::Error_);
        QVERIFY(world.state()->text().contains(u"Tired"_s));
    }

    void closedWhileLoading()
    {
        LiveWorld world;
        world.server.hold(listRoute);
        world.view->show();
        QTRY_VERIFY(world.server.waiting() > 0);
        world.view.reset();
        world.server.release(listRoute);
        QTRY_COMPARE(world.session->client().inFlight(), 0);
    }

    void sessionGoneWhileLoading()
    {
        LiveWorld world;
        world.server.hold(listRoute);
        world.view->show();
        QTRY_VERIFY(world.server.waiting() > 0);
        world.closeSession();
        QTRY_COMPARE(world.state()->state(), StateView::Error_);
        world.part<QCheckBox>("liveNotify")->toggle();
        world.part<QPushButton>("livePause")->click();
        Q_EMIT world.state()->retryRequested();
        QCOMPARE(world.state()->state(), StateView::Error_);
    }

    void pauseKeepsTheRows()
    {
        LiveWorld world;
        world.addNow(1, 0);
        world.view->show();
        QTRY_COMPARE(world.rows(), 1);
        world.part<QPushButton>("livePause")->click();
        world.addNow(2, 1);
        QTRY_VERIFY(world.part<QLabel>("liveCounts")->text().contains(u"last minute: 2, 1 errors"_s)); // counted all the same
        QCOMPARE(world.rows(), 1);
        world.part<QPushButton>("livePause")->click();
        QTRY_COMPARE(world.rows(), 2);
    }

    void followsUntilScrolled()
    {
        LiveWorld world;
        world.add(200);
        world.view->show();
        QTRY_VERIFY(world.rows() >= 100);
        auto *bar = world.view->table()->verticalScrollBar();
        QTRY_VERIFY(bar->maximum() > 20);
        QVERIFY(world.part<QPushButton>("liveFollow")->isChecked());
        bar->setValue(20);
        QVERIFY(!world.part<QPushButton>("liveFollow")->isChecked());
        const QString top = world.view->table()->model()->index(world.view->table()->rowAt(0), 0).data(models::KeyRole).toString();
        world.addNow(900, 0);
        QTRY_COMPARE(world.view->table()->model()->index(0, 0).data(models::KeyRole).toString(), QString::fromLatin1(ActivationWorld::id(900)));
        QTRY_COMPARE(world.view->table()->model()->index(world.view->table()->rowAt(0), 0).data(models::KeyRole).toString(), top);
        world.part<QPushButton>("liveFollow")->click();
        QCOMPARE(bar->value(), 0);
    }

    void onlyTheActionsFollowed()
    {
        LiveWorld world;
        world.add(10);
        world.view->show();
        QTRY_COMPARE(world.rows(), 10);
        world.watch.setActions({{u"_"_s, u"orders"_s, {}}});
        QTRY_COMPARE(world.rows(), 5);
        QCOMPARE(world.part<QPushButton>("liveActions")->text(), u"orders/* ▾"_s);
        world.watch.setActions({{u"_"_s, {}, u"nobody"_s}});
        QTRY_COMPARE(world.state()->state(), StateView::Empty);
        // What was chosen is there after a restart.
        const FailureWatch again(*world.session, *world.feed, &world.settings, [](const auto &) {});
        QCOMPARE(again.actions(), world.watch.actions());
        QVERIFY(!again.enabled());
    }

    void failuresAreTold()
    {
        LiveWorld world;
        world.addNow(1, 1); // before it is switched on: no news
        world.runs.first().start -= 60'000;
        QVERIFY(!world.watch.enabled());
        world.watch.setActions({{u"_"_s, u"orders"_s, u"checkout"_s}});
        world.watch.setEnabled(true); // nobody looks at the view: it follows all the same
        QTRY_VERIFY(world.feed->state().live);
        QVERIFY(world.words.isEmpty());
        world.addNow(2, 0);
        world.addNow(3, 1, "hello");
        world.addNow(4, 1);
        QTRY_COMPARE(world.words.size(), 1);
        QCOMPARE(world.words.first().title, u"orders/checkout failed"_s);
        QCOMPARE(world.words.first().activationId, QString::fromLatin1(ActivationWorld::id(4)));
        QVERIFY2(world.words.first().text.startsWith(u"application error · "_s), qPrintable(world.words.first().text));
    }

    void manyFailuresAreOneWord()
    {
        LiveWorld world;
        world.watch.setPause(600'000);
        world.watch.setEnabled(true);
        QTRY_VERIFY(world.feed->state().live);
        for (int i = 1; i <= 20; ++i)
            world.addNow(i, 2);
        QTRY_COMPARE(world.words.size(), 1);
        QCOMPARE(world.words.first().title, u"orders/checkout failed 20 times"_s);
        world.addNow(30, 2);
        QTRY_VERIFY(world.book->table()->find(QString::fromLatin1(ActivationWorld::id(30))).has_value());
        QCOMPARE(world.words.size(), 1); // throttled
        world.watch.setEnabled(false);
        world.addNow(31, 2);
        world.watch.setPause(1);
        QCOMPARE(world.words.size(), 1);
    }

    void noServiceForNotifications()
    {
        const QDBusConnection nowhere(u"no such bus"_s);
        QVERIFY(!DesktopNotifier::available(nowhere));
        DesktopNotifier notifier(nowhere);
        QSignalSpy failed(&notifier, &DesktopNotifier::failed);
        notifier.show(u"a"_s, u"b"_s, u"c"_s);
        QTRY_COMPARE(failed.count(), 1);
    }

    void storeIsSetAndEmptied()
    {
        history::ActivationStore store(m_dir.filePath(u"activations"_s));
        QSettings settings(m_dir.filePath(u"store.ini"_s), QSettings::IniFormat);
        history::SeenActivation row;
        row.id = u"3b1f000000000000000000000000c04d"_s;
        row.ns = u"guest"_s;
        row.name = u"hello"_s;
        row.start = QDateTime::currentMSecsSinceEpoch();
        store.keep(u"p"_s, {row});
        auto *dialog = new StoreDialog(store, &settings, u"p"_s, u"Shop & Co"_s);
        dialog->show();
        const auto *holding = dialog->findChild<QLabel *>(u"storeHolding"_s);
        QTRY_VERIFY(holding->text().startsWith(u"1 activations"_s));
        confirm::setNextAnswer(confirm::Answer::Cancel);
        dialog->findChild<QPushButton *>(u"storeEmpty"_s)->click();
        QVERIFY(holding->text().startsWith(u"1 activations"_s));
        confirm::setNextAnswer(confirm::Answer::Yes);
        dialog->findChild<QPushButton *>(u"storeEmpty"_s)->click();
        QTRY_COMPARE(holding->text(), u"Nothing is kept."_s);
        dialog->findChild<QSpinBox *>(u"storeDays"_s)->setValue(7);
        dialog->findChild<QCheckBox *>(u"storeEnabled"_s)->setChecked(false);
        QSignalSpy closed(dialog, &QDialog::accepted);
        dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->click();
        QTRY_COMPARE(closed.count(), 1);
        QCOMPARE(storesettings::bounds(&settings).days, 7);
        auto now = store.holding(u"p"_s);
        QTRY_VERIFY(now.isFinished());
        QVERIFY(!now.resultAt(0)->enabled);
        QCOMPARE(storesettings::bounds(nullptr), history::ActivationBounds{});
    }
};

QTEST_MAIN(TestLiveActivations)
#include "tst_liveactivations.moc"
