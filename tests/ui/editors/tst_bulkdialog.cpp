#include "core/async/deliver.h"
#include "core/history/store.h"
#include "tests/ui/shell/fakeworld.h"
#include "ui/editors/bulk/bulkplan.h"
#include "ui/widgets/bulkdialog.h"
#include "ui/models/tablemodel.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/messagebar.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using Kind = Target::Kind;

namespace {

Target target(Kind kind, const QString &name, const QString &package = {})
{
    return {kind, {u"_"_s, package, name}, {}};
}

QByteArray whole(QByteArray row, const QByteArray &more)
{
    row.chop(1);
    return row + ',' + more + '}';
}

/// The orders of the pictures, each entity with its document, and a dialog on them.
class Screen {
public:
    Screen()
    {
        world.fill();
        world.rules.append(FakeWorld::rule("second"));
        for (const char *name : {"orders/price-quote", "orders/checkout", "orders/reserve-stock", "hello"})
            serve("actions/" + QByteArray(name), whole(FakeWorld::action(name), R"("parameters":[{"key":"password","value":"tulip"},
                {"key":"unit","value":1.0}],"exec":{"kind":"nodejs:20","code":"x","binary":false})"));
        for (const char *name : {"orders", "orders-de"})
            serve("packages/" + QByteArray(name), whole(FakeWorld::package(name), R"("parameters":[],"actions":[],"feeds":[])"));
        serve("triggers/new-order", whole(FakeWorld::trigger("new-order"), R"("parameters":[])"));
        for (const char *name : {"order-to-checkout", "second"}) {
            serve("rules/" + QByteArray(name), whole(FakeWorld::rule(name), R"("status":"active")"));
            world.server.on("POST /api/v1/namespaces/_/rules/" + QByteArray(name), answer::json("\"OK\""));
        }
        session = world.session();
        session->open();
    }
    bool loaded() const
    {
        return session->actions().rows && session->packages().rows && session->triggers().rows && session->rules().rows && !session->nameSpace().isEmpty();
    }
    void show(const BulkPlan &plan, const QString &typed = {})
    {
        dialog = new BulkDialog(plan, typed);
        QObject::connect(dialog, &BulkDialog::done, dialog, [this](const auto &targets) { succeeded = targets; });
        dialog->show();
    }
    ~Screen() { delete dialog; }
    BulkPlan deletion(const QList<Target> &targets) { return bulk::planDelete(*session, history, targets); }
    QPushButton *button(const char *name) const { return dialog->findChild<QPushButton *>(QLatin1StringView(name)); }
    QString cell(int row, int column) const
    {
        return dialog->findChild<QTableView *>()->model()->index(row, column).data().toString();
    }
    int row(const QString &name) const
    {
        const auto *model = dialog->findChild<QTableView *>()->model();
        for (int i = 0; i < model->rowCount(); ++i) {
            if (cell(i, 0) == name)
                return i;
        }
        return -1;
    }
    QString message() const { return dialog->findChild<MessageBar *>()->text(); }
    QByteArray order(const QByteArray &method) const
    {
        QByteArrayList names;
        for (const auto &request : world.server.requests()) {
            if (request.method == method)
                names.append(request.target.mid(request.target.lastIndexOf('/') + 1));
        }
        return names.join(' ');
    }

    QTemporaryDir directory;
    history::Store history{directory.filePath(u"history.sqlite"_s)};
    FakeWorld world;
    std::unique_ptr<openwhisk::Session> session;
    QPointer<BulkDialog> dialog;
    std::optional<QList<Target>> succeeded;

private:
    void serve(const QByteArray &path, const QByteArray &document)
    {
        world.server.on("GET /api/v1/namespaces/_/" + path, answer::json(document));
        world.server.on("DELETE /api/v1/namespaces/_/" + path, answer::json(document));
    }
};

} // namespace

class TestBulkDialog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void plansBeforeItDeletes()
    {
        Screen screen;
        QTRY_VERIFY(screen.loaded());
        const auto plan = screen.deletion({target(Kind::Package, u"orders"_s), target(Kind::Package, u"orders-de"_s),
                                           target(Kind::Trigger, u"new-order"_s), target(Kind::Rule, u"second"_s),
                                           target(Kind::Action, u"checkout"_s, u"orders"_s)});
        QStringList names;
        for (const auto &row : plan.rows)
            names.append(row.target.name.shown());
        QCOMPARE(names, (QStringList{u"second"_s, u"new-order"_s, u"orders/checkout"_s, u"orders/price-quote"_s,
                                     u"orders/reserve-stock"_s, u"orders"_s, u"orders-de"_s}));
        QVERIFY(plan.rows.at(1).warning); // a rule of it stays
        QVERIFY(plan.rows.at(1).note.contains(u"order-to-checkout"_s));
        QVERIFY(!plan.rows.at(1).note.contains(u"second"_s)); // it goes, too
        QVERIFY(plan.rows.at(3).note.contains(u"order-to-checkout"_s));
        QVERIFY(plan.rows.at(6).note.contains(u"binding"_s));
        QCOMPARE(plan.steps.at(5).needs, (QList<int>{3, 2, 4}));
        screen.show(plan);
        QAbstractItemModelTester tester(screen.dialog->findChild<QTableView *>()->model());
        QCOMPARE(screen.world.server.count("DELETE *"), 0);
        QTest::mouseClick(screen.button("go"), Qt::LeftButton);
        QTRY_VERIFY(screen.succeeded);
        QCOMPARE(screen.succeeded->size(), 7);
        QVERIFY(screen.order("DELETE").startsWith("second new-order checkout "));
        QVERIFY(screen.order("DELETE").indexOf("orders") > screen.order("DELETE").indexOf("reserve-stock"));
        QCOMPARE(screen.cell(0, 2), u"deleted"_s);
        std::optional<qsizetype> kept;
        deliver(screen.history.versions({screen.session->profileId(), {}}), this, [&](const auto &all) { kept = all->size(); });
        QTRY_VERIFY(kept);
        QCOMPARE(*kept, 7);
    }

    void whatFailedCanBeTriedAgain()
    {
        Screen screen;
        QTRY_VERIFY(screen.loaded());
        const QByteArray route = "DELETE /api/v1/namespaces/_/actions/orders/checkout";
        screen.world.server.on(route, answer::error(503, "The server is tired."));
        screen.show(screen.deletion({target(Kind::Package, u"orders"_s)}));
        QTest::mouseClick(screen.button("go"), Qt::LeftButton);
        QTRY_VERIFY(screen.succeeded);
        QCOMPARE(screen.succeeded->size(), 2);
        QCOMPARE(screen.cell(screen.row(u"orders/checkout"_s), 2), u"failed"_s);
        QCOMPARE(screen.dialog->findChild<QTableView *>()->currentIndex().row(), screen.row(u"orders/checkout"_s));
        QVERIFY(!screen.cell(screen.row(u"orders/checkout"_s), 3).isEmpty());
        QCOMPARE(screen.cell(screen.row(u"orders"_s), 2), u"not tried"_s);
        QCOMPARE(screen.world.server.count("DELETE /api/v1/namespaces/_/packages/orders"), 0);
        screen.succeeded.reset();
        screen.world.server.on(route, answer::json("{}"));
        QTest::mouseClick(screen.button("again"), Qt::LeftButton);
        QTRY_VERIFY(screen.succeeded);
        QCOMPARE(screen.succeeded->size(), 4);
        QCOMPARE(screen.world.server.count("DELETE /api/v1/namespaces/_/actions/orders/price-quote"), 1);
        QVERIFY(!screen.button("again")->isVisible());
    }

    void whatIsGoneAlreadyWasNotDeletedByUs()
    {
        Screen screen;
        QTRY_VERIFY(screen.loaded());
        for (const QByteArray path : {"packages/orders", "actions/orders/checkout"})
            screen.world.server.on("GET /api/v1/namespaces/_/" + path, answer::error(404, "The requested resource does not exist."));
        screen.world.server.on("DELETE /api/v1/namespaces/_/rules/second", answer::error(404, "The requested resource does not exist."));
        screen.show(screen.deletion({target(Kind::Package, u"orders"_s), target(Kind::Rule, u"second"_s), target(Kind::Package, u"orders-de"_s)}));
        QTest::mouseClick(screen.button("go"), Qt::LeftButton);
        QTRY_VERIFY(screen.succeeded);
        for (const QString &gone : {u"orders"_s, u"orders/checkout"_s, u"second"_s})
            QCOMPARE(screen.cell(screen.row(gone), 2), u"was gone already"_s);
        QCOMPARE(screen.cell(screen.row(u"orders-de"_s), 2), u"deleted"_s);
        QVERIFY2(screen.message().contains(u"gone already"_s), qPrintable(screen.message()));
        QCOMPARE(screen.world.server.count("DELETE /api/v1/namespaces/_/packages/orders"), 0);
        QVERIFY(screen.succeeded->contains(target(Kind::Package, u"orders"_s))); // it is not there: tabs and lists follow
        QVERIFY(!screen.button("again")->isVisible());
    }

    void stops()
    {
        Screen screen;
        QTRY_VERIFY(screen.loaded());
        screen.world.server.hold("DELETE *");
        screen.show(screen.deletion({target(Kind::Rule, u"second"_s), target(Kind::Trigger, u"new-order"_s)}));
        QTest::mouseClick(screen.button("go"), Qt::LeftButton);
        QTRY_COMPARE(screen.world.server.waiting("DELETE *"), 1);
        QTest::keyClick(screen.dialog, Qt::Key_Escape);
        QVERIFY(screen.dialog->isVisible()); // what is sent is waited for
        screen.world.server.release("DELETE *");
        QTRY_VERIFY(screen.succeeded);
        QCOMPARE(screen.succeeded->size(), 1);
        QCOMPARE(screen.cell(1, 2), u"stopped"_s);
        QCOMPARE(screen.world.server.count("DELETE *"), 1);
    }

    void closedWhileItRuns()
    {
        Screen screen;
        QTRY_VERIFY(screen.loaded());
        screen.world.server.hold("GET /api/v1/namespaces/_/rules/second");
        screen.show(screen.deletion({target(Kind::Rule, u"second"_s)}));
        QTest::mouseClick(screen.button("go"), Qt::LeftButton);
        QTRY_COMPARE(screen.world.server.waiting("GET /api/v1/namespaces/_/rules/second"), 1);
        delete screen.dialog;
        screen.world.server.release("GET /api/v1/namespaces/_/rules/second");
        QTRY_COMPARE(screen.world.server.waiting(), 0);
        QCOMPARE(screen.world.server.count("DELETE *"), 0);
    }

    void sessionGone()
    {
        Screen screen;
        QTRY_VERIFY(screen.loaded());
        screen.show(screen.deletion({target(Kind::Rule, u"second"_s)}));
        screen.session.reset();
        QTest::mouseClick(screen.button("go"), Qt::LeftButton);
        QTRY_VERIFY(screen.succeeded);
        QCOMPARE(screen.cell(0, 2), u"failed"_s);
        QCOMPARE(screen.world.server.count("DELETE *"), 0);
    }

    void productionAsksForTheName()
    {
        Screen screen;
        QTRY_VERIFY(screen.loaded());
        screen.show(screen.deletion({target(Kind::Rule, u"second"_s)}), u"second"_s);
        confirm::setNextAnswer(confirm::Answer::Cancel);
        QTest::mouseClick(screen.button("go"), Qt::LeftButton);
        QVERIFY(screen.button("go")->isVisible());
        confirm::setNextAnswer(confirm::Answer::Yes);
        QTest::mouseClick(screen.button("go"), Qt::LeftButton);
        QTRY_VERIFY(screen.succeeded);
        QCOMPARE(screen.world.server.count("DELETE *"), 1);
    }

    /// Both rules hang on one trigger: the server answers 409 to two writes at once.
    void switchesRulesOfOneTriggerInTurns()
    {
        Screen screen;
        QTRY_VERIFY(screen.loaded());
        screen.world.server.hold("POST *");
        screen.show(bulk::planSwitch(*screen.session, {target(Kind::Rule, u"second"_s), target(Kind::Action, u"hello"_s),
                                                       target(Kind::Rule, u"order-to-checkout"_s)}, false));
        QTest::mouseClick(screen.button("go"), Qt::LeftButton);
        QTRY_COMPARE(screen.world.server.waiting("POST *"), 1);
        QCOMPARE(screen.world.server.requests().last().body, R"({"status":"inactive"})");
        screen.world.server.release("POST *");
        QTRY_VERIFY(screen.succeeded);
        QCOMPARE(screen.world.server.count("POST *"), 2);
        QCOMPARE(screen.cell(0, 2), u"disabled"_s);
    }

    void exportsWithoutSecretsAndOverNothing()
    {
        Screen screen;
        QTRY_VERIFY(screen.loaded());
        QDir(screen.directory.path()).mkpath(u"actions/orders"_s);
        QFile taken(screen.directory.filePath(u"actions/orders/checkout.json"_s));
        QVERIFY(taken.open(QIODevice::WriteOnly) && taken.write("mine") == 4);
        taken.close();
        screen.show(bulk::planExport(*screen.session, {target(Kind::Action, u"hello"_s), target(Kind::Action, u"checkout"_s, u"orders"_s),
                                                       target(Kind::Rule, u"second"_s)}, screen.directory.path()));
        QTest::mouseClick(screen.button("go"), Qt::LeftButton);
        QTRY_VERIFY(screen.succeeded);
        QCOMPARE(screen.succeeded->size(), 2);
        QFile hello(screen.directory.filePath(u"actions/hello.json"_s));
        QVERIFY(hello.open(QIODevice::ReadOnly));
        const QByteArray text = hello.readAll();
        QVERIFY(text.contains("\"value\": 1.0"));
        QVERIFY(!text.contains("tulip"));
        QVERIFY(taken.open(QIODevice::ReadOnly));
        QCOMPARE(taken.readAll(), QByteArray("mine"));
        QCOMPARE(screen.cell(screen.row(u"orders/checkout"_s), 2), u"failed"_s);
        QVERIFY(QFile::exists(screen.directory.filePath(u"rules/second.json"_s)));
    }
};

QTEST_MAIN(TestBulkDialog)
#include "tst_bulkdialog.moc"
