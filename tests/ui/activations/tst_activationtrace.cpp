#include "tests/ui/activations/traceworld.h"
#include "ui/activations/activationpage.h"
#include "ui/activations/trace/tracebox.h"
#include "ui/activations/trace/tracerows.h"
#include "ui/widgets/jsonview.h"
#include "ui/widgets/logarea.h"
#include "ui/widgets/logview.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/waterfall.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>

using namespace Qt::StringLiterals;
using insight::TraceKind;
using insight::TraceNode;
using insight::TraceState;

/// What caused an activation and what it started, and what the page shows of the member chosen.
class TestActivationTrace : public QObject {
    Q_OBJECT

    static std::unique_ptr<ActivationPage> open(TraceWorld &world, int number)
    {
        auto page = std::make_unique<ActivationPage>(*world.session, ActivationDetail::Sources{.payloads = world.store.get()},
                                                     Target{Target::Kind::Activation, {}, TraceWorld::idText(number)});
        page->resize(1200, 760);
        page->show();
        return page;
    }
    static Waterfall *fall(const QWidget &page) { return page.findChild<Waterfall *>(); }
    static const WaterfallRow *row(const QWidget &page, const QString &name)
    {
        for (const WaterfallRow &row : fall(page)->rows())
            if (row.name == name)
                return &row;
        return nullptr;
    }
    static bool complete(const QWidget &page) { return page.findChild<TraceBox *>()->complete(); }
    static LogArea *logs(const QWidget &page) { return page.findChild<LogView *>(u"activationLogs"_s)->findChild<LogArea *>(); }
    static QStringList headings(const QWidget &page)
    {
        QStringList texts;
        for (const LogRow &row : logs(page)->rows())
            if (row.heading)
                texts += row.text;
        return texts;
    }
    static TraceNode node(TraceKind kind, TraceState state, const QString &note = {})
    {
        TraceNode node;
        node.kind = kind;
        node.state = state;
        node.note = note;
        node.name = openwhisk::nameFromPath(u"guest/orders/reserve-stock"_s);
        return node;
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }

    void notes()
    {
        using namespace tracerows;
        TraceNode pending = node(TraceKind::Action, TraceState::Pending);
        pending.pendingSinceMs = 1000;
        QCOMPARE(note(pending, 3100), u"pending, looked for 2.1 s"_s);
        QCOMPARE(note(node(TraceKind::Rule, TraceState::Done), 0), u"started its action"_s);
        QCOMPARE(note(node(TraceKind::Action, TraceState::NotReached, u"reserve-stock"_s), 0),
                 u"not reached: reserve-stock ended the sequence"_s);
        QCOMPARE(note(node(TraceKind::Action, TraceState::NotReached, u"Sequence component does not exist."_s), 0),
                 u"not reached: Sequence component does not exist."_s);
        QCOMPARE(note(node(TraceKind::Rule, TraceState::NotStarted), 0), u"not started: the rule is off"_s);
        QVERIFY(note(node(TraceKind::Rule, TraceState::NotStarted, u"Rule is inactive"_s), 0).contains(u"Rule is inactive"_s));
        QCOMPARE(note(node(TraceKind::Rule, TraceState::Failed, u"The requested resource does not exist."_s), 0),
                 u"The requested resource does not exist."_s);
        QVERIFY(note(node(TraceKind::Action, TraceState::NotStored), 0).startsWith(u"not stored"_s));
        QVERIFY(!note(node(TraceKind::Action, TraceState::LeftOut), 0).isEmpty());
        QVERIFY(!note(node(TraceKind::Action, TraceState::Loading), 0).isEmpty());
        QCOMPARE(note(node(TraceKind::Action, TraceState::Unreadable, u"503"_s), 0), u"503"_s);
        TraceNode run = node(TraceKind::Action, TraceState::Done);
        run.runMs = 58;
        QCOMPARE(note(run, 0), u"58 ms"_s);
    }

    void sequence()
    {
        TraceWorld world;
        world.addCheckout();
        auto page = open(world, TraceWorld::Checkout);
        QTRY_COMPARE(fall(*page)->rows().size(), 4);
        QTRY_VERIFY(complete(*page));
        const auto whole = [&page] { return row(*page, u"orders/checkout"_s); };
        QTRY_VERIFY(whole() && whole()->look == WaterfallRow::Look::Span); // rows are made once a turn, after what they show
        QTRY_VERIFY(row(*page, u"price-quote"_s));
        QTRY_COMPARE(fall(*page)->rows().last().note, u"not reached: reserve-stock ended the sequence"_s); // its action tells the rest
        QTRY_VERIFY(fall(*page)->rows().last().muted);
        QCOMPARE(fall(*page)->current(), TraceWorld::idText(TraceWorld::Checkout));
        QTRY_COMPARE(headings(*page), (QStringList{u"validate-order"_s, u"reserve-stock"_s}));
        QTRY_COMPARE(page->findChild<QTabWidget *>(u"activationLogTabs"_s)->tabText(0), u"Logs 4"_s);
        // Where nothing but a wait goes on the axis is folded.
        const QImage folded = page->grab().toImage();
        page->findChild<QCheckBox *>(u"traceFold"_s)->click();
        QVERIFY(page->grab().toImage() != folded);
    }

    void keysChooseMembers()
    {
        TraceWorld world;
        world.addCheckout();
        auto page = open(world, TraceWorld::Checkout);
        QTRY_COMPARE(headings(*page).size(), 2);
        auto *result = page->findChild<JsonView *>(u"activationResult"_s);
        QVERIFY(result->text().contains("OUT_OF_STOCK"));
        QTest::keyClick(fall(*page)->view(), Qt::Key_Down);
        QTRY_COMPARE(page->detail()->shownId(), TraceWorld::idText(TraceWorld::Validate));
        QVERIFY(result->text().contains("428.40"));
        QVERIFY(!page->findChild<QLabel *>(u"resultOrigin"_s)->isVisible());
        QSignalSpy opened(page.get(), &Page::openRequested);
        QTest::keyClick(fall(*page)->view(), Qt::Key_Return);
        QCOMPARE(opened.first().first().value<Target>().id, TraceWorld::idText(TraceWorld::Validate));
        QTest::keyClick(fall(*page)->view(), Qt::Key_Up);
        QTRY_COMPARE(page->detail()->shownId(), TraceWorld::idText(TraceWorld::Checkout));
        QVERIFY(page->findChild<QLabel *>(u"resultOrigin"_s)->text().contains(u"reserve-stock"_s));
        // What is not reached has no record: the one shown stays.
        fall(*page)->view()->setCurrentIndex(fall(*page)->view()->model()->index(3, 0));
        QCOMPARE(page->detail()->shownId(), TraceWorld::idText(TraceWorld::Checkout));
    }

    void logsOfOneMember()
    {
        TraceWorld world;
        world.addCheckout();
        auto page = open(world, TraceWorld::Checkout);
        QTRY_COMPARE(headings(*page).size(), 2);
        auto *choice = page->findChild<QComboBox *>(u"logMembers"_s);
        QTest::keyClick(choice, Qt::Key_Down);
        QCOMPARE(headings(*page).size(), 0);
        QCOMPARE(logs(*page)->rows().size(), 2);
        // From now on they follow the trace.
        fall(*page)->view()->setCurrentIndex(fall(*page)->view()->model()->index(2, 0));
        QTRY_COMPARE(logs(*page)->rows().first().text, u"reserve MUG-0042 x5"_s);
        page->find();
        auto *field = page->findChild<LogView *>(u"activationLogs"_s)->findChild<QLineEdit *>(u"findField"_s);
        field->setText(u"MUG-0042"_s);
        QTRY_COMPARE(page->findChild<LogView *>(u"activationLogs"_s)->findChild<QLabel *>(u"findResult"_s)->text(), u"1 of 2"_s);
    }

    void fire()
    {
        TraceWorld world;
        world.addFire();
        auto page = open(world, TraceWorld::Fire);
        QTRY_VERIFY(complete(*page) && fall(*page)->rows().size() >= 6);
        QTRY_COMPARE(fall(*page)->rows().first().note, u"fired"_s);
        const auto off = [&page] { return row(*page, u"old-import"_s); };
        QTRY_VERIFY(off() && off()->muted && off()->note.contains(u"is inactive"_s));
        QCOMPARE(page->findChild<QLabel *>(u"traceOrigin"_s)->text(), u"times from the trigger's fire"_s);
        QVERIFY(!page->canInvoke()); // a trigger is fired on its page
        QCOMPARE(page->findChild<QPushButton *>(u"openAction"_s)->isEnabled(), true);
    }

    /// Nothing in the record of an action tells what fired it; the logs of fires shortly before it do.
    void upToTheFire()
    {
        TraceWorld world;
        world.addFire();
        openwhisk::ActivationSummary fired;
        fired.id = TraceWorld::idText(TraceWorld::Fire);
        fired.name = openwhisk::nameFromPath(u"guest/new-order"_s);
        fired.start = TraceWorld::zeroMs;
        const auto table = insight::ActivationTable::withRows({}, {fired});
        ActivationPage page(*world.session, {.table = [table] { return table; }},
                            Target{Target::Kind::Activation, {}, TraceWorld::idText(TraceWorld::Checkout)});
        page.show();
        QTRY_VERIFY(!fall(page)->rows().isEmpty() && fall(page)->rows().first().name == "new-order"_L1);
        QCOMPARE(fall(page)->current(), TraceWorld::idText(TraceWorld::Checkout)); // what was opened stays chosen
    }

    void upFromAMember()
    {
        TraceWorld world;
        world.addCheckout();
        auto page = open(world, TraceWorld::Reserve);
        QTRY_COMPARE(fall(*page)->rows().size(), 4);
        QCOMPARE(fall(*page)->current(), TraceWorld::idText(TraceWorld::Reserve));
        QTRY_COMPARE(page->findChild<QPushButton *>(u"activationCause"_s)->text(), u"caused by sequence orders/checkout ↗"_s);
        QSignalSpy opened(page.get(), &Page::openRequested);
        page->findChild<QPushButton *>(u"activationCause"_s)->click();
        QCOMPARE(opened.first().first().value<Target>().id, TraceWorld::idText(TraceWorld::Checkout));
    }

    void memberComesLate()
    {
        TraceWorld world;
        world.addCheckout();
        world.runs[TraceWorld::id(TraceWorld::Reserve)].stored = false;
        auto page = open(world, TraceWorld::Checkout);
        QTRY_VERIFY(std::any_of(fall(*page)->rows().cbegin(), fall(*page)->rows().cend(),
                                [](const WaterfallRow &one) { return one.note.startsWith(u"pending, looked for"_s); }));
        QVERIFY(page->findChild<QLabel *>(u"traceState"_s)->text().startsWith(u"looking for"_s));
        world.runs[TraceWorld::id(TraceWorld::Reserve)].stored = true;
        QTRY_VERIFY(complete(*page));
        QTRY_COMPARE(headings(*page).size(), 2);
        QTRY_COMPARE(page->findChild<QLabel *>(u"traceState"_s)->text(), QString());
    }

    void sessionGoneWhileItGrows()
    {
        TraceWorld world;
        world.addCheckout();
        world.runs[TraceWorld::id(TraceWorld::Reserve)].stored = false;
        auto page = open(world, TraceWorld::Checkout);
        QTRY_VERIFY(fall(*page)->rows().size() > 1);
        world.session.reset();
        page->refresh();
        QVERIFY(fall(*page)->rows().size() > 1);
    }

    void columnHidesTheTraceOfALoneRun()
    {
        TraceWorld world;
        world.addPlain();
        world.addCheckout();
        ActivationDetail detail(*world.session);
        detail.resize(430, 700);
        detail.show();
        auto *state = detail.findChild<StateView *>(u"activationState"_s);
        detail.showId(TraceWorld::idText(TraceWorld::Plain), 1000);
        QTRY_COMPARE(state->state(), StateView::Content);
        QTRY_VERIFY(!detail.findChild<TraceBox *>()->isVisible());
        detail.showId(TraceWorld::idText(TraceWorld::Checkout), 1000);
        QTRY_VERIFY(detail.findChild<TraceBox *>()->isVisible());
        QTRY_COMPARE(headings(detail).size(), 2);
    }
};

QTEST_MAIN(TestActivationTrace)
#include "tst_activationtrace.moc"
