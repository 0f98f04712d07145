#include "core/history/activationstore.h"
#include "tests/ui/activations/activationworld.h"
#include "tests/ui/namelesscontrols.h"
#include "tests/ui/tabwalk.h"
#include "ui/activations/activationdetail.h"
#include "ui/activations/activationpage.h"
#include "ui/activations/activationspage.h"
#include "ui/activations/compare/comparedialog.h"
#include "ui/activations/live/failurewatch.h"
#include "ui/activations/live/liveactivations.h"
#include "ui/activations/store/storedialog.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QTabWidget>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;

/// Every screen of activations: what the keyboard reaches has a name, and small screens hold it.
class TestActivationReach : public QObject {
    Q_OBJECT

    static constexpr int smallScreen = 1116; ///< of 1366 what the explorer leaves
    static constexpr int narrow = 690;       ///< of a window 960 wide, as of 1920 with letters twice as large
    std::unique_ptr<ActivationWorld> world;

    static void check(QWidget &screen, const QString &part)
    {
        QVERIFY2(namelessControls(screen).isEmpty(), qPrintable(part + u": "_s + namelessControls(screen).join(u", "_s)));
        const int width = screen.minimumSizeHint().width();
        QVERIFY2(width <= narrow, qPrintable(u"%1 needs %2"_s.arg(part).arg(width)));
    }
    static void walk(QWidget &screen, const QString &part)
    {
        const QString walked = tabProblems(screen);
        QVERIFY2(walked.isEmpty(), qPrintable(part + u": "_s + walked));
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }
    void init()
    {
        world = std::make_unique<ActivationWorld>();
        world->addNow(1, 2);
        world->addNow(2, 0, "hello");
    }
    void cleanup() { world.reset(); }

    void otherViews()
    {
        ActivationsPage page(world->services(), {Target::Kind::Activations, {}, {}});
        page.resize(smallScreen, 700);
        page.show();
        QTRY_COMPARE(page.table()->model()->rowCount(), 2);
        for (const auto &view : {u"showHeatMap"_s, u"showGroups"_s}) {
            page.findChild<QAbstractButton *>(view)->click();
            QTRY_VERIFY(page.findChild<QWidget *>(u"activationExport"_s)->isEnabled());
            check(page, view);
            walk(page, view);
        }
    }

    void storeDialog()
    {
        history::ActivationStore store(world->dir.filePath(u"activations"_s));
        auto *dialog = new StoreDialog(store, &world->settings, u"fake"_s, u"Fake"_s, nullptr);
        dialog->show();
        check(*dialog, u"store"_s);
        walk(*dialog, u"store"_s);
        delete dialog;
    }

    void list()
    {
        ActivationsPage page(world->services(), {Target::Kind::Activations, {}, {}});
        page.resize(smallScreen, 700);
        page.show();
        QTRY_COMPARE(page.table()->model()->rowCount(), 2);
        check(page, u"list"_s);
        QVERIFY(!page.findChild<QWidget *>(u"copyActivation"_s)->isEnabled()); // there is nothing to copy yet
        page.table()->setCurrentIndex(page.table()->model()->index(0, 0));
        auto *tabs = page.detail()->findChild<QTabWidget *>();
        QTRY_VERIFY(page.findChild<QWidget *>(u"copyActivation"_s)->isEnabled());
        QTRY_COMPARE(world->session->client().inFlight(), 0);
        for (int tab = 0; tabs && tab < tabs->count(); ++tab) {
            tabs->setCurrentIndex(tab);
            check(page, tabs->tabText(tab));
        }
        for (QAction *command : page.commands())
            if (command->isCheckable()) { // other views of the same
                command->trigger();
                check(page, command->objectName());
            }
    }

    void one()
    {
        ActivationPage page(*world->session, {}, {Target::Kind::Activation, {}, QString::fromLatin1(ActivationWorld::id(1))}, nullptr);
        page.resize(smallScreen, 700);
        page.show();
        QTRY_COMPARE(page.findChild<StateView *>(u"activationState"_s)->state(), StateView::Content);
        QTRY_COMPARE(world->session->client().inFlight(), 0);
        for (auto *tabs : page.findChildren<QTabWidget *>())
            for (int tab = 0; tab < tabs->count(); ++tab) {
                tabs->setCurrentIndex(tab);
                check(page, tabs->tabText(tab));
                walk(page, tabs->tabText(tab));
            }
    }

    void liveAndCompared()
    {
        FailureWatch watch(*world->session, *world->feed, nullptr, [](const FailureWatch::Word &) {});
        LiveActivations live(world->services(), watch);
        live.show();
        QTRY_COMPARE(live.table()->model()->rowCount(), 2);
        check(live, u"live"_s);
        walk(live, u"live"_s);
        auto *dialog = new CompareDialog(*world->session, nullptr);
        dialog->start(QString::fromLatin1(ActivationWorld::id(1)), QString::fromLatin1(ActivationWorld::id(2)));
        dialog->show();
        QTRY_COMPARE(dialog->state()->state(), StateView::Content);
        auto *tabs = dialog->findChild<QTabWidget *>();
        for (int tab = 0; tab < tabs->count(); ++tab) {
            tabs->setCurrentIndex(tab);
            check(*dialog, tabs->tabText(tab));
            walk(*dialog, tabs->tabText(tab));
        }
        delete dialog;
    }
};

QTEST_MAIN(TestActivationReach)
#include "tst_activationreach.moc"
