#include "tests/ui/editors/editorfixture.h"
#include "ui/editors/actionpage.h"
#include "ui/editors/invokepanel.h"
#include "ui/editors/pages.h"
#include "ui/editors/reviewdialog.h"
#include "ui/editors/sequence/memberfinder.h"
#include "ui/editors/sequence/membersmodel.h"
#include "ui/editors/sequence/sequencerun.h"
#include "ui/editors/sequence/sequencetab.h"
#include "ui/models/entitymime.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/jsonedit.h"
#include "ui/widgets/jsonview.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/searchfield.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

const QByteArray ns = "/api/v1/namespaces/_";

QByteArray row(const QByteArray &place, const QByteArray &name, const QByteArray &kind, int updated)
{
    return "{\"namespace\":\"" + place + "\",\"name\":\"" + name + "\",\"version\":\"0.0.1\",\"updated\":" + QByteArray::number(updated)
        + ",\"annotations\":[{\"key\":\"exec\",\"value\":\"" + kind + "\"}],\"limits\":{\"timeout\":30000,\"memory\":256}}";
}

/// The fixture's action is a sequence of three, one of which is gone; "outer" is a sequence of it.
struct SequenceFixture : EditorFixture {
    SequenceFixture()
    {
        setAction(R"({"namespace":"guest/orders","name":"price-quote","version":"0.0.9","publish":false,"updated":1700000000000,
            "exec":{"kind":"sequence","components":["/guest/orders/check","/guest/orders/gone","/guest/hello"]},
            "parameters":[{"key":"_actions","value":[]}],"limits":{"timeout":60000,"memory":256,"logs":10,"concurrency":1},
            "annotations":[{"key":"exec","value":"sequence"}]})");
        const QByteArray rows = row("guest/orders", "check", "nodejs:20", 9) + ',' + row("guest", "hello", "python:3.11", 8) + ','
            + row("guest/orders", "receipt", "nodejs:20", 7) + ',' + row("guest", "outer", "sequence", 6) + ','
            + row("guest/orders", "price-quote", "sequence", 5);
        server.on("GET " + ns + "/actions?*", [rows](const FakeRequest &r) {
            return answer::json(r.target.contains("count=true") ? QByteArray("{\"actions\":5}") : '[' + rows + ']');
        });
        server.on("GET " + ns + "/actions/outer?code=false", answer::json(R"({"namespace":"guest","name":"outer","version":"0.0.1","annotations":[],
            "limits":{},"exec":{"kind":"sequence","components":["/guest/orders/price-quote"]}})"));
        server.on("GET " + ns + "/activations?*", answer::json("[]"));
        server.on("GET /api/v1/namespaces/whisk.system/*", answer::error(404, "The requested resource does not exist."));
        session->refresh();
        if (!QTest::qWaitFor([this] { return session->actions().rows->size() == 5; }, 30'000))
            qFatal("the list did not come");
    }
    std::unique_ptr<ActionPage> open()
    {
        auto page = std::make_unique<ActionPage>(*session, *store, target);
        page->resize(1180, 800);
        page->show();
        return page;
    }
};

QStringList names(ActionPage &page)
{
    const auto *model = static_cast<MembersModel *>(child<QTableView>(&page, "members")->model());
    QStringList shown;
    for (const MemberRow &member : model->rows())
        shown.append(member.name.shown());
    return shown;
}

void ready(ActionPage &page)
{
    QTRY_COMPARE(child<StateView>(&page, "actionState")->state(), StateView::Content);
    QTRY_VERIFY(page.findChild<MemberFinder *>()->search()->isEnabled());
}

} // namespace

/// Sequences: members, search, moves, what is missing, what would be refused, the last run, who uses it.
class TestSequenceTab : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsMembersAndWhatIsMissing()
    {
        SequenceFixture fixture;
        const auto page = fixture.open();
        ready(*page);
        QCOMPARE(names(*page), QStringList({u"orders/check"_s, u"orders/gone"_s, u"hello"_s}));
        auto *table = child<QTableView>(page.get(), "members");
        QAbstractItemModelTester tester(table->model());
        QCOMPARE(table->model()->index(1, MembersModel::State).data().toString(), u"✕ missing"_s);
        QCOMPARE(table->model()->index(0, MembersModel::Limits).data().toString(), u"256 MB · 30 s"_s);
        QTRY_VERIFY(child<QLabel>(page.get(), "memberTrouble")->text().contains(u"Sequence component does not exist."_s));
        QVERIFY(table->rowHeight(1) > table->rowHeight(0)); // the ways on stand in its row
        const auto way = [&] { return child<QWidget>(page.get(), "removeMember")->mapTo(table->viewport(), QPoint(1, 1)); };
        QTRY_COMPARE(table->rowAt(way().y()), 1);
        QVERIFY(child<QLabel>(page.get(), "longestRun")->text().contains(u"202 after 60 s"_s));
        QVERIFY(child<QTabBar>(page.get(), "actionTabs")->tabText(0).startsWith(u"Members  3"_s));
        press(page.get(), u"Remove"_s);
        QCOMPARE(names(*page), QStringList({u"orders/check"_s, u"hello"_s}));
        QTRY_VERIFY(!page->findChild<QLabel *>(u"memberTrouble"_s));
        QVERIFY(page->canSave());
        QVERIFY(child<QLabel>(page.get(), "memberCount")->text().startsWith(u"2 of 50"_s));
    }

    void membersAreFoundAddedAndReplaced()
    {
        SequenceFixture fixture;
        const auto page = fixture.open();
        ready(*page);
        auto *search = child<QLineEdit>(page.get(), "memberSearch");
        auto *hits = child<QListWidget>(page.get(), "memberHits");
        search->setText(u"orders rec"_s);
        QTRY_COMPARE(hits->count(), 1);
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(names(*page).last(), u"orders/receipt"_s);
        QTest::keyClick(search, Qt::Key_Return); // twice is fine
        QCOMPARE(names(*page).size(), 5);
        search->setText(u"hello"_s);
        QTRY_VERIFY(hits->count() > 0);
        QVERIFY(hits->item(0)->data(Qt::UserRole + 1).toString().contains(u"already member 3"_s));
        press(page.get(), u"Choose another"_s);
        search->setText(u"orders che"_s);
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(names(*page).at(1), u"orders/check"_s);
        page->save();
        auto *dialog = page->findChild<ReviewDialog *>();
        QTRY_VERIFY(child<QWidget>(dialog, "reviewSave")->isEnabled());
        click(dialog, "reviewSave");
        QTRY_VERIFY(!page->modified());
        QCOMPARE(json::compact(fixture.puts.last()), QByteArray(R"({"exec":{"kind":"sequence","components":["/guest/orders/check","/guest/orders/check",)"
                                                                R"("/guest/hello","/guest/orders/receipt","/guest/orders/receipt"]}})"));
        QCOMPARE(child<MessageBar>(page.get(), "pageMessage")->text(), QString());
    }

    void cycleIsRefusedInTheServersWords()
    {
        SequenceFixture fixture;
        const auto page = fixture.open();
        ready(*page);
        auto *search = child<QLineEdit>(page.get(), "memberSearch");
        auto *hits = child<QListWidget>(page.get(), "memberHits");
        for (const QString &name : {u"outer"_s, u"orders/price-quote"_s}) {
            search->setText(name);
            QTRY_VERIFY(hits->count() > 0 && hits->item(0)->data(Qt::UserRole + 2).toString() == u"Sequence may not refer to itself."_s);
            QTest::keyClick(search, Qt::Key_Return);
            QCOMPARE(names(*page).size(), 3);
        }
        auto *model = static_cast<MembersModel *>(child<QTableView>(page.get(), "members")->model());
        const std::unique_ptr<QMimeData> outer(entitymime::make({{Target::Kind::Action, {u"_"_s, {}, u"outer"_s}, {}}}));
        model->dropMimeData(outer.get(), Qt::CopyAction, 0, 0, {});
        QCOMPARE(names(*page).size(), 3);
        QVERIFY(child<MessageBar>(page.get(), "sequenceMessage")->text().contains(u"refused"_s));
    }

    void membersAreMoved()
    {
        SequenceFixture fixture;
        const auto page = fixture.open();
        ready(*page);
        auto *table = child<QTableView>(page.get(), "members");
        auto *model = static_cast<MembersModel *>(table->model());
        table->selectRow(0);
        QTest::keyClick(table, Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(names(*page), QStringList({u"orders/gone"_s, u"orders/check"_s, u"hello"_s}));
        QCOMPARE(table->currentIndex().row(), 1);
        QTest::keyClick(table, Qt::Key_Up, Qt::AltModifier);
        const std::unique_ptr<QMimeData> dragged(model->mimeData({model->index(2, 2)}));
        model->dropMimeData(dragged.get(), Qt::MoveAction, 0, 0, {});
        QCOMPARE(names(*page), QStringList({u"hello"_s, u"orders/check"_s, u"orders/gone"_s}));
        const std::unique_ptr<QMimeData> dropped(entitymime::make({{Target::Kind::Action, {u"_"_s, u"orders"_s, u"receipt"_s}, {}},
                                                                    {Target::Kind::Trigger, {u"_"_s, {}, u"t"_s}, {}}}));
        QVERIFY(model->canDropMimeData(dropped.get(), Qt::CopyAction, 1, 0, {}));
        model->dropMimeData(dropped.get(), Qt::CopyAction, 1, 0, {});
        QCOMPARE(names(*page), QStringList({u"hello"_s, u"orders/receipt"_s, u"orders/check"_s, u"orders/gone"_s}));
        QTest::keyClick(table, Qt::Key_Delete);
        QCOMPARE(names(*page).size(), 3);
        page->revert();
        QCOMPARE(names(*page), QStringList({u"orders/check"_s, u"orders/gone"_s, u"hello"_s}));
    }

    void missingMemberIsCreatedUnderItsName()
    {
        SequenceFixture fixture;
        const auto page = fixture.open();
        ready(*page);
        QSignalSpy opened(page.get(), &Page::openRequested);
        press(page.get(), u"Create it"_s);
        QCOMPARE(opened.count(), 1);
        const Target target = opened.first().first().value<Target>();
        QCOMPARE(target.kind, Target::Kind::NewAction);
        QCOMPARE(Target::fromText(target.toText()), target); // tabs come back after a restart
        ActionPage fresh(*fixture.session, *fixture.store, target);
        fresh.show();
        QTRY_VERIFY2(fresh.canSave(), qPrintable(child<QWidget>(&fresh, "save")->toolTip()));
        QCOMPARE(child<QLineEdit>(&fresh, "newName")->text(), u"gone"_s);
        QCOMPARE(child<CodeEditor>(&fresh, "code")->text(), codetext::templateFor(u"nodejs:20"_s)); // nothing is copied
    }

    void newSequence()
    {
        SequenceFixture fixture;
        ActionPage page(*fixture.session, *fixture.store, editors::newEntity(Target::Kind::NewSequence, {u"_"_s, u"orders"_s, {}}));
        page.show();
        ready(page);
        QTRY_VERIFY(child<QTableView>(&page, "members")->isVisible()); // no draft is looked for any more
        QCOMPARE(page.title(), u"New sequence"_s);
        QVERIFY(!page.canSave());
        child<QLineEdit>(&page, "newName")->setText(u"checkout"_s);
        QVERIFY(!page.canSave()); // "No component specified for the sequence."
        auto *search = child<QLineEdit>(&page, "memberSearch");
        search->setText(u"hello"_s);
        QTRY_VERIFY(child<QListWidget>(&page, "memberHits")->count() > 0);
        QTest::keyClick(search, Qt::Key_Return);
        QVERIFY2(page.canSave(), qPrintable(child<QWidget>(&page, "save")->toolTip()));
    }

    void lastRunHasABarForEachMember()
    {
        SequenceFixture fixture;
        const auto record = [](const QByteArray &id, const QByteArray &name, int start, int duration, const QByteArray &rest) {
            return "{\"activationId\":\"" + id + "\",\"name\":\"" + name + "\",\"namespace\":\"guest\",\"version\":\"1\",\"start\":"
                + QByteArray::number(1000 + start) + ",\"end\":" + QByteArray::number(1000 + start + duration) + ",\"duration\":"
                + QByteArray::number(duration) + ",\"annotations\":[{\"key\":\"path\",\"value\":\"guest/" + name + "\"},{\"key\":\"kind\",\"value\":\"sequence\"}]," + rest + '}';
        };
        const QByteArray failed = "\"response\":{\"status\":\"application error\",\"statusCode\":0,\"success\":false,\"result\":{\"error\":\"sold out\"}},\"logs\":[";
        fixture.server.on("GET " + ns + "/activations?*", answer::json('[' + record("00000000000000000000000000000001", "orders/price-quote", 0, 90, "\"statusCode\":1") + ']'));
        fixture.server.on("GET " + ns + "/activations/00000000000000000000000000000001",
                          answer::json(record("00000000000000000000000000000001", "orders/price-quote", 0, 90, failed + "\"00000000000000000000000000000002\"]")));
        fixture.server.on("GET " + ns + "/activations/00000000000000000000000000000002",
                          answer::json(record("00000000000000000000000000000002", "orders/check", 5, 80, failed + "]")));
        const auto page = fixture.open();
        ready(*page);
        auto *bars = child<RunBars>(page.get(), "runBars");
        QTRY_COMPARE(bars->rows().size(), 4);
        QTRY_VERIFY(bars->rows().at(1).reached && bars->rows().at(1).failed);
        QCOMPARE(bars->rows().at(0).run, 90); // from its start to its end
        auto *panel = child<InvokePanel>(page.get(), "invokePanel");
        QVERIFY(panel->isAncestorOf(bars) && bars->isVisible()); // it stands where the result is
        QVERIFY(child<QLabel>(page.get(), "noInput")->isVisible());
        QCOMPARE(bars->rows().at(1).name, u"1 check"_s);
        QCOMPARE(bars->rows().at(1).from, 5);
        QVERIFY(!bars->rows().at(2).reached);
    }

    void aRunFromHereShowsItsInput()
    {
        SequenceFixture fixture;
        const QByteArray id = "00000000000000000000000000000009";
        const QByteArray record = "{\"activationId\":\"" + id + "\",\"name\":\"price-quote\",\"namespace\":\"guest\",\"version\":\"1\",\"start\":1000,"
            "\"end\":1040,\"duration\":40,\"annotations\":[{\"key\":\"kind\",\"value\":\"sequence\"}],\"logs\":[],\"response\":{\"status\":\"success\",\"statusCode\":0,\"success\":true,"
            "\"result\":{\"done\":1}}}";
        fixture.server.on("POST " + ns + "/actions/orders/price-quote?*", answer::json(record));
        fixture.server.on("GET " + ns + "/activations/" + id, answer::json(record));
        const auto page = fixture.open();
        ready(*page);
        QTRY_COMPARE(child<StateView>(page.get(), "lastRunState")->state(), StateView::Empty);
        child<JsonEdit>(page.get(), "payload")->setText(u"{\"sku\":\"MUG\"}"_s);
        page->invoke();
        QTRY_COMPARE(child<RunBars>(page.get(), "runBars")->rows().size(), 4);
        QTRY_VERIFY(child<RunBars>(page.get(), "runBars")->isVisible());
        QVERIFY(child<QLabel>(page.get(), "noInput")->isHidden());
        auto *handed = child<JsonView>(page.get(), "handedOn");
        const auto first = [handed] {
            const auto *model = handed->findChild<QAbstractItemView *>()->model();
            return model->index(0, 0, model->index(0, 0)).data().toString();
        };
        QTRY_COMPARE(first(), u"input"_s);
    }

    void logOfAnyOtherActionNamesNoRuns()
    {
        SequenceFixture fixture;
        QTRY_COMPARE(fixture.session->client().inFlight(), 0);
        const auto record = json::parse("{\"activationId\":\"00000000000000000000000000000009\",\"name\":\"a\",\"namespace\":\"guest\",\"version\":\"1\","
                                        "\"start\":1,\"end\":2,\"duration\":1,\"annotations\":[{\"key\":\"kind\",\"value\":\"nodejs:20\"}],"
                                        "\"logs\":[\"priced 1 items\",\"00000000000000000000000000000008\"],\"response\":{\"result\":{}}}");
        QVERIFY(record);
        SequenceRun run(*fixture.session);
        run.showRun(*Activation::fromJson(*record), "{}");
        QCOMPARE(fixture.session->client().inFlight(), 0); // what an action prints goes into no address
    }

    void noRunErrorAndSessionGone()
    {
        SequenceFixture fixture;
        auto page = fixture.open();
        ready(*page);
        auto *state = child<StateView>(page.get(), "lastRunState");
        QTRY_COMPARE(state->state(), StateView::Empty);
        fixture.server.on("GET " + ns + "/activations?*", answer::error(500, "There was an internal server error."));
        page->findChild<SequenceRun *>()->look();
        QTRY_COMPARE(state->state(), StateView::Error_);
        fixture.server.hold("GET " + ns + "/activations?*");
        page->findChild<SequenceRun *>()->look();
        QTRY_VERIFY(fixture.server.waiting() > 0);
        fixture.session.reset();
        QVERIFY(!page->canSave());
        child<QLineEdit>(page.get(), "memberSearch")->setText(u"x"_s);
        page.reset(); // closed while loading
    }

    void deleteSaysWhoUsesIt()
    {
        SequenceFixture fixture;
        const auto page = fixture.open();
        ready(*page);
        auto *tabs = child<QTabBar>(page.get(), "actionTabs");
        for (int i = 0; i < tabs->count(); ++i)
            if (tabs->tabText(i).startsWith(u"Used by"_s))
                tabs->setCurrentIndex(i);
        auto *used = child<QTableView>(page.get(), "usedBy");
        QTRY_COMPARE(used->model()->rowCount(), 1);
        QCOMPARE(used->model()->index(0, 0).data().toString(), u"outer"_s);
        QTRY_VERIFY(tabs->tabText(tabs->currentIndex()).endsWith(u"1"_s));
        QSignalSpy opened(page.get(), &Page::openRequested);
        Q_EMIT used->activated(used->model()->index(0, 0));
        QCOMPARE(opened.count(), 1);
        confirm::setNextAnswer(confirm::Answer::Yes);
        QSignalSpy written(page.get(), &Page::entityWritten);
        for (QAction *command : page->commands())
            if (command->objectName() == u"action.delete"_s)
                command->trigger();
        QTRY_COMPARE(written.count(), 1);
        QCOMPARE(fixture.server.count("DELETE *"), 1);
    }
};

QTEST_MAIN(TestSequenceTab)
#include "tst_sequencetab.moc"
