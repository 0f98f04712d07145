#include "tests/ui/activations/activationworld.h"
#include "ui/activations/activationdetail.h"
#include "ui/activations/activationpage.h"
#include "ui/activations/liveactivations.h"
#include "ui/widgets/jsonview.h"
#include "ui/widgets/logview.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;

class TestActivationPage : public QObject {
    Q_OBJECT

    static constexpr const char *records = "GET /api/v1/namespaces/_/activations/*";
    static Target target(int number)
    {
        return {Target::Kind::Activation, {}, QString::fromLatin1(ActivationWorld::id(number))};
    }
    static std::unique_ptr<ActivationPage> open(ActivationWorld &world, int number)
    {
        auto page = std::make_unique<ActivationPage>(*world.session, *world.poll, target(number));
        page->resize(700, 600);
        page->show();
        return page;
    }
    static StateView *state(const QWidget &page) { return page.findChild<StateView *>(u"activationState"_s); }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }

    void loads()
    {
        ActivationWorld world;
        world.add(4);
        world.runs[0].cause = ActivationWorld::id(3);
        auto page = open(world, 4);
        QCOMPARE(state(*page)->state(), StateView::Loading);
        QTRY_COMPARE(state(*page)->state(), StateView::Content);
        QCOMPARE(page->title(), u"hello 0000…0004"_s);
        QCOMPARE(page->findChild<QLabel *>(u"activationName"_s)->toolTip(), u"/guest/hello"_s);
        QVERIFY(page->findChild<QLabel *>(u"activationFacts"_s)->text().contains(u"v0.0.7"_s));
        QVERIFY(page->findChild<JsonView *>(u"activationResult"_s)->text().contains("428.40"));
        QCOMPARE(page->findChild<LogView *>(u"activationLogs"_s)->rowCount(), 2);
        auto *tabs = page->findChild<QTabWidget *>(u"activationTabs"_s);
        QCOMPARE(tabs->tabText(1), u"Logs 2"_s);
        QCOMPARE(page->findChild<QTableView *>(u"activationAnnotations"_s)->model()->rowCount(), 5);
        QSignalSpy opened(page.get(), &Page::openRequested);
        page->findChild<QPushButton *>(u"activationCause"_s)->click();
        page->findChild<QPushButton *>(u"openAction"_s)->click();
        QCOMPARE(opened.count(), 2);
        QVERIFY(opened.at(0).first().value<Target>() == target(3));
        QCOMPARE(opened.at(1).first().value<Target>().name.name, u"hello"_s);
    }

    void recordComesLate()
    {
        ActivationWorld world;
        auto page = open(world, 1);
        QTRY_VERIFY(world.server.count(records) >= 1);
        QCOMPARE(state(*page)->state(), StateView::Loading);
        world.add(1);
        QTRY_COMPARE_WITH_TIMEOUT(state(*page)->state(), StateView::Content, 10'000);
    }

    void notStored()
    {
        ActivationWorld world;
        ActivationDetail detail(*world.session);
        detail.show();
        detail.showId(target(9).id, 1);
        QTRY_COMPARE(state(detail)->state(), StateView::NotStored);
        world.add(9);
        detail.findChild<QPushButton *>(u"noticeButton"_s)->click();
        QTRY_COMPARE(state(detail)->state(), StateView::Content);
    }

    void withoutResultAndLogs()
    {
        ActivationWorld world;
        world.add(1);
        world.logs.clear();
        world.result = "null";
        auto page = open(world, 1);
        QTRY_COMPARE(state(*page)->state(), StateView::Content);
        // Some servers keep logs apart: they are asked for before the page says that there are none.
        QTRY_COMPARE(page->findChild<QLabel *>(u"logMessage"_s)->text(), u"This run wrote no logs."_s);
        QVERIFY(world.server.requests().last().target.endsWith("/logs"));
    }

    void error()
    {
        ActivationWorld world;
        world.server.on(records, answer::json(R"({"error":"Tired."})", 500));
        auto page = open(world, 1);
        QTRY_COMPARE_WITH_TIMEOUT(state(*page)->state(), StateView::Error_, 20'000);
        QVERIFY(!page->findChild<QPushButton *>(u"openAction"_s)->isEnabled());
        world.add(1);
    }

    void closedWhileLoading()
    {
        ActivationWorld world;
        world.add(1);
        world.server.hold(records);
        auto page = open(world, 1);
        QTRY_COMPARE(world.server.waiting(records), 1);
        page.reset();
        world.server.release(records);
        QTest::qWait(0);
    }

    void sessionGoneWhileLoading()
    {
        ActivationWorld world;
        world.add(1);
        world.server.hold(records);
        auto page = open(world, 1);
        QTRY_COMPARE(world.server.waiting(records), 1);
        world.poll.reset();
        world.session.reset();
        QTRY_COMPARE(state(*page)->state(), StateView::Error_);
        page->refresh();
        QCOMPARE(state(*page)->state(), StateView::Error_);
    }

    void copies()
    {
        ActivationWorld world;
        world.add(1);
        auto page = open(world, 1);
        QTRY_COMPARE(state(*page)->state(), StateView::Content);
        QSignalSpy notices(page.get(), &Page::notice);
        const auto copied = [&](const QString &id) {
            for (QAction *command : page->commands()) {
                if (command->objectName() == id)
                    command->trigger();
            }
            return QGuiApplication::clipboard()->text();
        };
        QCOMPARE(copied(u"activation.copyId"_s), target(1).id);
        QCOMPARE(copied(u"activation.copyStart"_s), u"2023-11-14T22:13:21.000Z"_s);
        QVERIFY(copied(u"activation.copyResult"_s).contains(u"428.40"_s));
        QVERIFY(copied(u"activation.copyJson"_s).contains(u"\"activationId\""_s));
        QCOMPARE(notices.count(), 4);
    }

    void manyLogLinesOnAWorker()
    {
        ActivationWorld world;
        world.add(1);
        QList<QByteArray> lines;
        for (int i = 0; i < 5000; ++i)
            lines += R"("2023-11-14T22:13:20.141000000Z stdout: line")";
        world.logs = lines.join(',');
        auto page = open(world, 1);
        QTRY_COMPARE(page->findChild<LogView *>(u"activationLogs"_s)->rowCount(), 5000);
    }

    void liveDock()
    {
        ActivationWorld world;
        world.add(300);
        LiveActivations live(*world.session, *world.poll);
        live.resize(900, 200);
        live.show();
        QTRY_COMPARE(live.table()->model()->rowCount(), 200);
        world.add(2, 301);
        QTRY_COMPARE(live.table()->model()->index(0, 0).data(models::KeyRole).toByteArray(), ActivationWorld::id(302));
        QSignalSpy opened(&live, &LiveActivations::openRequested);
        live.table()->selectRow(0);
        QTest::keyClick(live.table(), Qt::Key_Return);
        QVERIFY(opened.first().first().value<Target>() == target(302));
        live.hide();
        QVERIFY(!world.poll->live());
        world.poll.reset();
        world.session.reset();
    }

    void liveDockErrorAndEmpty()
    {
        ActivationWorld world;
        LiveActivations live(*world.session, *world.poll);
        auto *view = live.findChild<StateView *>(u"liveState"_s);
        live.show();
        QCOMPARE(view->state(), StateView::Loading);
        QTRY_COMPARE(view->state(), StateView::Empty);
        world.add(1);
        QTRY_COMPARE(view->state(), StateView::Content);
        world.server.on("GET /api/v1/namespaces/_/activations", answer::json(R"({"error":"Tired."})", 503));
        QTRY_COMPARE(view->state(), StateView::Stale);
    }
};

QTEST_MAIN(TestActivationPage)
#include "tst_activationpage.moc"
