#include "tests/ui/activations/traceworld.h"
#include "ui/activations/activationpage.h"
#include "ui/activations/detail/annotationspane.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/jsonview.h"
#include "ui/widgets/logview.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/timetext.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>

using namespace Qt::StringLiterals;

/// One activation as a tab and beside a list: its record, also while it is not there.
class TestActivationPage : public QObject {
    Q_OBJECT

    static constexpr const char *records = "GET /api/v1/namespaces/_/activations/*";
    static Target target(int number) { return {Target::Kind::Activation, {}, TraceWorld::idText(number)}; }
    static std::unique_ptr<ActivationPage> open(TraceWorld &world, int number)
    {
        auto page = std::make_unique<ActivationPage>(*world.session, ActivationDetail::Sources{.payloads = world.store.get()}, target(number));
        page->resize(1200, 700);
        page->show();
        return page;
    }
    static StateView *state(const QWidget &page) { return page.findChild<StateView *>(u"activationState"_s); }
    static QString chip(const QWidget &page) { return page.findChild<Chip *>(u"activationStatusChip"_s)->text(); }
    static void trigger(const ActivationPage &page, const QString &id)
    {
        for (QAction *command : page.commands())
            if (command->objectName() == id)
                command->trigger();
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }

    void loads()
    {
        TraceWorld world;
        world.addPlain();
        auto page = open(world, TraceWorld::Plain);
        QCOMPARE(state(*page)->state(), StateView::Loading);
        QTRY_COMPARE(state(*page)->state(), StateView::Content);
        QCOMPARE(page->title(), u"price-quote 0000…0001"_s);
        QCOMPARE(page->findChild<QLabel *>(u"activationName"_s)->toolTip(), u"/guest/orders/price-quote"_s);
        QVERIFY(page->findChild<QLabel *>(u"activationFacts"_s)->text().contains(u"v0.0.7"_s));
        QVERIFY(page->findChild<JsonView *>(u"activationResult"_s)->text().contains("428.40")); // as the server wrote it
        QVERIFY(page->findChild<JsonView *>(u"activationRaw"_s)->text().contains("\"activationId\""));
        QTRY_COMPARE(page->findChild<LogView *>(u"activationLogs"_s)->rowCount(), 2);
        QCOMPARE(page->findChild<QTabWidget *>(u"activationLogTabs"_s)->tabText(0), u"Logs 2"_s);
        const auto *annotations = page->findChild<AnnotationsPane *>();
        QCOMPARE(annotations->count(), 4);
        QCOMPARE(annotations->model()->index(3, 2).data().toString(), u"ms before the start"_s);
        QSignalSpy opened(page.get(), &Page::openRequested);
        page->findChild<QPushButton *>(u"openAction"_s)->click();
        QCOMPARE(opened.at(0).first().value<Target>().name.name, u"price-quote"_s);
    }

    void pendingUntilItComes()
    {
        TraceWorld world;
        auto page = open(world, TraceWorld::Plain);
        QTRY_VERIFY(chip(*page).startsWith(u"◷ pending, looked for"_s));
        QCOMPARE(state(*page)->state(), StateView::Loading);
        QVERIFY(state(*page)->text().startsWith(u"Pending"_s));
        QVERIFY(state(*page)->text().contains(u"2 min"_s));
        const QString said = chip(*page);
        QTRY_VERIFY(chip(*page) != said); // it goes on telling
        QVERIFY2(chip(*page).startsWith(u"◷ pending, looked for"_s), qPrintable(chip(*page)));
        world.addPlain();
        QTRY_COMPARE(state(*page)->state(), StateView::Content);
        QTRY_COMPARE(chip(*page), u"✓ success"_s);
    }

    void notStored()
    {
        TraceWorld world;
        ActivationDetail detail(*world.session);
        detail.show();
        detail.showId(target(9).id, 1);
        QTRY_COMPARE(state(detail)->state(), StateView::NotStored);
        QCOMPARE(chip(detail), QString());
        world.add({.id = TraceWorld::id(9)});
        detail.findChild<QPushButton *>(u"noticeButton"_s)->click();
        QTRY_COMPARE(state(detail)->state(), StateView::Content);
    }

    void withoutResultAndLogs()
    {
        TraceWorld world;
        world.addPlain();
        world.runs.first().logs.clear();
        world.runs.first().result = "null";
        auto page = open(world, TraceWorld::Plain);
        // Some servers keep logs apart.
        QTRY_COMPARE(world.server.count("GET /api/v1/namespaces/_/activations/" + TraceWorld::id(1) + "/logs"), 1);
        QTRY_COMPARE(page->findChild<QLabel *>(u"logMessage"_s)->text(), u"This run wrote no logs."_s);
    }

    void logsKeptApart()
    {
        TraceWorld world;
        world.addPlain();
        world.runs.first().logs.clear();
        const QByteArray logs = "GET /api/v1/namespaces/_/activations/" + TraceWorld::id(1) + "/logs";
        world.server.on(logs, answer::json("{\"logs\":[\"plain line without a time\"]}"));
        auto page = open(world, TraceWorld::Plain);
        QTRY_COMPARE(page->findChild<LogView *>(u"activationLogs"_s)->rowCount(), 1);
        world.server.on(logs, answer::error(503, "no logs today"));
        page->refresh();
        QTRY_COMPARE(world.server.count(records), 3);
    }

    void error()
    {
        TraceWorld world;
        world.server.on(records, answer::json("{\"error\":\"Tired.\"}", 500));
        auto page = open(world, TraceWorld::Plain);
        QTRY_COMPARE(state(*page)->state(), StateView::Error_);
        QVERIFY(!page->findChild<QPushButton *>(u"openAction"_s)->isEnabled());
        QVERIFY(!page->canInvoke());
    }

    void canceled()
    {
        TraceWorld world;
        auto page = open(world, TraceWorld::Plain);
        QTRY_VERIFY(chip(*page).startsWith(u"◷ pending"_s));
        Q_EMIT state(*page)->cancelRequested();
        QCOMPARE(state(*page)->state(), StateView::Error_);
        QVERIFY(!chip(*page).startsWith(u"◷ pending"_s));
    }

    void closedWhileLoading()
    {
        TraceWorld world;
        world.addPlain();
        world.server.hold(records);
        auto page = open(world, TraceWorld::Plain);
        QTRY_COMPARE(world.server.waiting(records), 1);
        page.reset();
        world.server.release(records);
        QTRY_COMPARE(world.server.waiting(records), 0);
    }

    void sessionGoneWhileLoading()
    {
        TraceWorld world;
        world.addPlain();
        world.server.hold(records);
        auto page = open(world, TraceWorld::Plain);
        QTRY_COMPARE(world.server.waiting(records), 1);
        world.session.reset();
        QTRY_COMPARE(state(*page)->state(), StateView::Error_);
        page->refresh();
        QCOMPARE(state(*page)->state(), StateView::Error_);
    }

    void sessionGoneAfterwards()
    {
        TraceWorld world;
        world.addPlain();
        auto page = open(world, TraceWorld::Plain);
        QTRY_COMPARE(state(*page)->state(), StateView::Content);
        world.session.reset();
        QVERIFY(!page->canInvoke());
        for (QAction *command : page->commands())
            if (command->isEnabled() && command->objectName().startsWith(u"activation.copy"_s))
                command->trigger();
        QCOMPARE(state(*page)->state(), StateView::Content); // what is there stays readable
    }

    void copies()
    {
        TraceWorld world;
        world.addPlain();
        auto page = open(world, TraceWorld::Plain);
        QTRY_COMPARE(page->findChild<LogView *>(u"activationLogs"_s)->rowCount(), 2);
        QSignalSpy notices(page.get(), &Page::notice);
        const auto copied = [&](const char *id) {
            trigger(*page, QLatin1String(id));
            return QGuiApplication::clipboard()->text();
        };
        QCOMPARE(copied("activation.copyId"), target(1).id);
        QCOMPARE(copied("activation.copyStart"), u"2023-11-14T22:13:20.000Z"_s);
        QVERIFY(copied("activation.copyResult").contains(u"428.40"_s));
        QVERIFY(copied("activation.copyJson").contains(u"\"activationId\""_s));
        QVERIFY(copied("activation.copyLogs").contains(u"priced 1 items\n"_s));
        const QString curl = copied("activation.copyCurl");
        QVERIFY(curl.contains(u"$WHISK_AUTH"_s) && curl.contains(target(1).id) && !curl.contains(u"eDp5"_s));
        QCOMPARE(copied("activation.copyWsk").contains(u"activation get"_s), true);
        QCOMPARE(notices.count(), 7);
    }

    void rowsPassedByAreNotAskedFor()
    {
        TraceWorld world;
        ActivationDetail detail(*world.session);
        detail.resize(430, 700);
        detail.show();
        for (int i = 1; i <= 20; ++i) {
            world.add({.id = TraceWorld::id(i)});
            openwhisk::ActivationSummary row;
            row.id = TraceWorld::idText(i);
            row.name = openwhisk::nameFromPath(u"guest/orders/price-quote"_s);
            row.start = TraceWorld::zeroMs;
            detail.showSummary(row);
        }
        QTRY_COMPARE(state(detail)->state(), StateView::Content);
        QCOMPARE(world.server.count(records), 1);
        QCOMPARE(detail.id(), TraceWorld::idText(20));
        detail.showNothing(u"Select one."_s);
        QCOMPARE(state(detail)->state(), StateView::Empty);
        QVERIFY(!detail.commands().first()->isEnabled());
    }

    void timesFollowTheSwitch()
    {
        TraceWorld world;
        world.addPlain();
        auto page = open(world, TraceWorld::Plain);
        QTRY_COMPARE(state(*page)->state(), StateView::Content);
        setTimesInUtc(true);
        QVERIFY(page->findChild<QLabel *>(u"activationFacts"_s)->text().contains(u"22:13:20.000 UTC"_s));
        setTimesInUtc(false);
    }

    void paintsEverywhere()
    {
        TraceWorld world;
        world.addFire();
        auto page = open(world, TraceWorld::Checkout);
        QTRY_COMPARE(state(*page)->state(), StateView::Content);
        for (const bool dark : {true, false}) {
            theme::apply(*qApp, dark);
            for (const QSize size : {QSize(1400, 800), QSize(700, 450)}) {
                page->resize(size);
                QVERIFY(!page->grab().isNull());
            }
        }
    }
};

QTEST_MAIN(TestActivationPage)
#include "tst_activationpage.moc"
