#include "core/json/text.h"
#include "tests/support/await.h"
#include "tests/ui/shell/windowfixture.h"
#include "ui/explorer/explorer.h"
#include "ui/shell/connector.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/page.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QDropEvent>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QTableView>

using namespace Qt::StringLiterals;
using connections::Environment;
using Kind = Target::Kind;

namespace {

const Target hello{Kind::Action, {u"_"_s, {}, u"hello"_s}};
const QByteArray root = "/api/v1/namespaces/_/";

/// A window on the orders, with the documents of what is deleted, switched and exported here.
class Setup : public WindowFixture {
public:
    explicit Setup(Environment environment = Environment::Dev, bool readOnly = false)
    {
        serve("actions/hello", R"({"name":"hello","namespace":"guest","version":"0.0.3","publish":false,"annotations":[],
            "parameters":[{"key":"password","value":"tulip"}],"exec":{"kind":"nodejs:20","code":"x","binary":false},"limits":{},"updated":1})");
        serve("actions/orders/price-quote", R"({"name":"price-quote","namespace":"guest/orders","version":"0.0.1","publish":false,
            "annotations":[],"parameters":[],"exec":{"kind":"nodejs:20","code":"y","binary":false},"limits":{},"updated":1})");
        serve("packages/orders", FakeWorld::package("orders").chopped(1) + R"(,"parameters":[],"actions":[],"feeds":[]})");
        serve("rules/order-to-checkout", FakeWorld::rule("order-to-checkout").chopped(1) + R"(,"status":"active"})");
        world.server.on("POST " + root + "rules/order-to-checkout", answer::json("\"OK\""));
        add(u"a"_s, environment, readOnly);
    }
    bool open() { return WindowFixture::open(u"a"_s) && QTest::qWaitFor([this] { return find(u"rule:order-to-checkout"_s).isValid(); }, 30'000); }
    void select(const QStringList &keys)
    {
        tree()->setFocus();
        tree()->clearSelection();
        for (const QString &key : keys) {
            tree()->setExpanded(find(key).parent(), true);
            tree()->selectionModel()->setCurrentIndex(find(key), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        }
    }
    QDialog *plan() const { return part<QDialog>("bulk"); }
    int planned() const { return plan()->findChild<QTableView *>()->model()->rowCount(); }
    void go() const { QTest::mouseClick(plan()->findChild<QPushButton *>(u"go"_s), Qt::LeftButton); }
    int writes() const { return world.server.count("DELETE *") + world.server.count("POST *") + world.server.count("PUT *"); }

    QString file(const QString &name, const QByteArray &content) const
    {
        QFile file(dir.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write");
        return file.fileName();
    }
    /// As a file manager does it.
    bool drop(const QStringList &paths, const QString &onto) const
    {
        QMimeData data;
        QList<QUrl> urls;
        for (const QString &path : paths)
            urls.append(QUrl::fromLocalFile(path));
        data.setUrls(urls);
        const auto index = find(onto);
        const QPoint at = index.isValid() ? tree()->visualRect(index).center() : QPoint(5, tree()->viewport()->height() - 2);
        QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(tree()->viewport(), &enter);
        QDropEvent event(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(tree()->viewport(), &event);
        return enter.isAccepted() && event.isAccepted();
    }

private:
    void serve(const QByteArray &path, const QByteArray &document)
    {
        world.server.on("GET " + root + path, answer::json(document));
        world.server.on("DELETE " + root + path, answer::json(document));
    }
};

} // namespace

class TestWindowBulk : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }

    void commandsOpenTheirPages_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<QString>("selected");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("about");
        const auto row = [](const char *id, const char *selected, Kind kind, const char *about) {
            QTest::addRow("%s on %s", id, selected) << QByteArray(id) << QString::fromLatin1(selected) << int(kind) << QString::fromLatin1(about);
        };
        row("sequence.new", "action:hello", Kind::NewSequence, "");
        row("sequence.new", "action:orders/price-quote", Kind::NewSequence, "orders");
        row("package.new", "action:hello", Kind::NewPackage, "");
        row("binding.new", "action:hello", Kind::NewBinding, "");
        row("binding.new", "package:orders", Kind::NewBinding, "orders");
        row("trigger.new", "action:hello", Kind::NewTrigger, "");
        row("rule.new", "action:hello", Kind::NewRule, "");
        row("rule.new", "trigger:new-order", Kind::NewRule, "new-order");
        row("view.publicPackages", "action:hello", Kind::PublicPackages, "");
        row("view.apis", "action:hello", Kind::Apis, "");
        row("view.server", "action:hello", Kind::Server, "");
    }
    void commandsOpenTheirPages()
    {
        QFETCH(QByteArray, id);
        QFETCH(QString, selected);
        QFETCH(int, kind);
        QFETCH(QString, about);
        Setup setup;
        QVERIFY(setup.open());
        QTRY_VERIFY(setup.find(selected).isValid());
        setup.select({selected});
        QVERIFY(setup.command(id.constData())->isEnabled());
        setup.command(id.constData())->trigger();
        const auto target = setup.window->tabs().currentTarget();
        QVERIFY(target);
        QCOMPARE(int(target->kind), kind);
        QCOMPARE(target->kind == Kind::NewSequence ? target->name.package : target->name.name, about);
        QVERIFY(setup.window->tabs().currentPage());
        QCOMPARE(setup.writes(), 0);
    }

    void withoutAConnectionNothingIsOffered()
    {
        Setup setup;
        setup.make();
        for (const auto *id : {"action.deploy", "sequence.new", "package.new", "binding.new", "trigger.new", "rule.new",
                               "view.publicPackages", "view.apis", "view.server", "entity.delete", "entity.export", "rules.enable"}) {
            QVERIFY2(!setup.command(id)->isEnabled(), id);
            QVERIFY2(!setup.command(id)->toolTip().isEmpty(), id);
        }
    }

    void readOnlyOffersWhatOnlyReads()
    {
        Setup setup(Environment::Dev, true);
        QVERIFY(setup.open());
        setup.select({u"rule:order-to-checkout"_s});
        for (const auto *id : {"action.deploy", "sequence.new", "package.new", "binding.new", "trigger.new", "rule.new",
                               "entity.delete", "rules.enable", "rules.disable"}) {
            QVERIFY2(!setup.command(id)->isEnabled(), id);
            QVERIFY2(setup.command(id)->toolTip().contains("read-only"_L1), id);
        }
        for (const auto *id : {"entity.export", "view.publicPackages", "view.apis", "view.server"})
            QVERIFY2(setup.command(id)->isEnabled(), id);
        QTest::keyClick(setup.tree(), Qt::Key_Delete);
        QVERIFY(!setup.plan());
        setup.drop({setup.file(u"hello.js"_s, "function main() {}")}, {});
        QVERIFY(setup.openTargets().isEmpty());
    }

    void deletesAllThatIsSelected()
    {
        Setup setup;
        QVERIFY(setup.open());
        setup.window->tabs().open(hello);
        setup.window->tabs().open({Kind::Action, {u"_"_s, u"orders"_s, u"reserve-stock"_s}});
        QTRY_VERIFY(setup.find(u"action:orders/price-quote"_s).isValid());
        setup.select({u"action:hello"_s, u"action:orders/price-quote"_s});
        QTest::keyClick(setup.tree(), Qt::Key_Delete);
        QVERIFY(setup.plan());
        QCOMPARE(setup.planned(), 2);
        QCOMPARE(setup.world.server.count("DELETE *"), 0);
        setup.world.actions.removeIf([](const QByteArray &row) { return row.contains("hello") || row.contains("price-quote"); });
        setup.go();
        QTRY_COMPARE(setup.world.server.count("DELETE *"), 2);
        QTRY_COMPARE(setup.openTargets(), QStringList{u"action:orders/reserve-stock"_s}); // what is gone has no tab
        QTRY_VERIFY(!setup.find(u"action:hello"_s).isValid());
    }

    void whatCouldNotBeDeletedKeepsItsTab()
    {
        Setup setup;
        QVERIFY(setup.open());
        setup.world.server.on("DELETE " + root + "actions/hello", answer::error(503, "The server is tired."));
        setup.window->tabs().open(hello);
        setup.select({u"action:hello"_s});
        setup.command("entity.delete")->trigger();
        setup.go();
        QTRY_VERIFY(setup.plan()->findChild<QPushButton *>(u"again"_s)->isVisible());
        QCOMPARE(setup.openTargets(), QStringList{hello.toText()});
        QVERIFY(setup.find(u"action:hello"_s).isValid());
    }

    void productionAsksForTheNameOfTheConnection()
    {
        Setup setup(Environment::Production);
        QVERIFY(setup.open());
        setup.select({u"action:hello"_s, u"rule:order-to-checkout"_s});
        setup.command("entity.delete")->trigger();
        confirm::setNextAnswer(confirm::Answer::Cancel);
        setup.go();
        QCOMPARE(setup.writes(), 0);
        confirm::setNextAnswer(confirm::Answer::Yes);
        setup.go();
        QTRY_COMPARE(setup.world.server.count("DELETE *"), 2);
    }

    void aPlanGoesWithItsConnection()
    {
        Setup setup;
        QVERIFY(setup.open());
        setup.select({u"action:hello"_s});
        setup.command("entity.delete")->trigger();
        QPointer<QDialog> plan = setup.plan();
        QVERIFY(plan && plan->isVisible());
        setup.command("connection.close")->trigger();
        QVERIFY(!plan || !plan->isVisible());
        QCOMPARE(setup.writes(), 0);
    }

    void switchesRulesFromTheMenuOfTheExplorer_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<QByteArray>("status");
        QTest::newRow("off") << QByteArray("rules.disable") << QByteArray("inactive");
        QTest::newRow("on") << QByteArray("rules.enable") << QByteArray("active");
    }
    void switchesRulesFromTheMenuOfTheExplorer()
    {
        QFETCH(QByteArray, id);
        QFETCH(QByteArray, status);
        Setup setup;
        QVERIFY(setup.open());
        const QByteArray route = "GET " + root + "rules/order-to-checkout";
        QTRY_VERIFY(setup.world.server.count(route) > 0); // the explorer shows which rules are on
        setup.select({u"rule:order-to-checkout"_s});
        const int asked = setup.world.server.count(route);
        Q_EMIT setup.tree()->customContextMenuRequested(setup.tree()->visualRect(setup.find(u"rule:order-to-checkout"_s)).center());
        auto *menu = setup.part<QMenu>("entityMenu");
        QVERIFY(menu && menu->isVisible());
        auto *action = setup.command(id.constData());
        QVERIFY(menu->actions().contains(action));
        QVERIFY(action->isEnabled());
        action->trigger();
        menu->close();
        QCOMPARE(setup.planned(), 1);
        setup.go();
        QTRY_COMPARE(setup.world.server.count("POST *"), 1);
        for (const auto &request : setup.world.server.requests()) {
            if (request.method == "POST")
                QCOMPARE(request.body, "{\"status\":\"" + status + "\"}");
        }
        QTRY_VERIFY(setup.world.server.count(route) > asked); // and what it shows is asked for again
    }

    void whatIsChosenInTheExplorerRunsOrNothing()
    {
        Setup setup;
        QVERIFY(setup.open());
        setup.window->tabs().open(hello);
        QTRY_VERIFY(setup.window->tabs().currentPage()->canInvoke());
        setup.select({u"rule:order-to-checkout"_s});
        QTRY_VERIFY(!setup.command("run.invoke")->isEnabled()); // not the action behind it
        Q_EMIT setup.window->tabs().currentPage()->changed(); // it was loaded again, say
        QCOMPARE(setup.tree()->currentIndex(), setup.find(u"rule:order-to-checkout"_s)); // and what was chosen stays chosen
        QTRY_VERIFY(!setup.command("run.invoke")->isEnabled());
        setup.select({u"action:hello"_s});
        QTRY_VERIFY(setup.command("run.invoke")->isEnabled());
        setup.select({u"trigger:new-order"_s});
        QTRY_VERIFY(setup.command("run.invoke")->isEnabled());
    }

    void renamesFromTheMenuOfTheExplorer()
    {
        Setup setup;
        QVERIFY(setup.open());
        setup.select({u"rule:order-to-checkout"_s});
        QTRY_VERIFY(!setup.command("entity.move")->isEnabled());
        setup.select({u"action:hello"_s});
        QTRY_VERIFY(setup.command("entity.move")->isEnabled());
        QTest::keyClick(setup.tree(), Qt::Key_F2);
        QTRY_COMPARE(setup.openTargets().last(), u"action:hello"_s);
        QTRY_VERIFY(setup.window->findChild<QLineEdit *>(u"moveName"_s)); // once the page has loaded
        QCOMPARE(setup.window->findChild<QLineEdit *>(u"moveName"_s)->text(), u"hello"_s);
    }

    void whatWasDeletedIsOffered()
    {
        Setup setup;
        const auto keep = [&setup](const Target &target, history::VersionInfo::Reason reason) {
            const auto document = json::read(R"({"name":"x","version":"0.0.7"})")->value;
            return bool(await(setup.history.keepVersion({u"a"_s, target.toText()}, reason, document)));
        };
        const Target gone{Kind::Action, {u"_"_s, u"orders"_s, u"gone"_s}, {}};
        QVERIFY(keep(gone, history::VersionInfo::Reason::Deleted));
        QVERIFY(keep(hello, history::VersionInfo::Reason::Deleted)); // it is there again
        QVERIFY(keep({Kind::Rule, {u"_"_s, {}, u"changed"_s}, {}}, history::VersionInfo::Reason::Overwritten));
        QVERIFY(setup.open());
        setup.command("history.deleted")->trigger();
        QTRY_VERIFY(setup.part<QPushButton>("openDeleted") && setup.part<QPushButton>("openDeleted")->isEnabled());
        auto *model = setup.part<QTableView>("deletedTable")->model();
        QCOMPARE(model->rowCount(), 1);
        QCOMPARE(model->index(0, 0).data().toString(), u"orders/gone"_s);
        QCOMPARE(model->index(0, 1).data().toString(), u"v0.0.7"_s);
        QTest::mouseClick(setup.part<QPushButton>("openDeleted"), Qt::LeftButton);
        QTRY_COMPARE(setup.openTargets().last(), u"action:orders/gone"_s);
    }

    void aWidePageTakesNoRoomFromTheExplorer()
    {
        Setup setup;
        QVERIFY(setup.open());
        setup.window->resize(900, 700);
        auto *explorer = setup.part<Explorer>("explorer");
        QTRY_VERIFY(explorer->width() > 200);
        const int width = explorer->width();
        setup.window->tabs().open(hello);
        QTRY_VERIFY(setup.window->tabs().currentPage()->canInvoke());
        setup.window->tabs().currentPage()->setMinimumWidth(1500);
        QTRY_COMPARE(setup.window->width(), 900);
        QCOMPARE(explorer->width(), width);
    }

    void onlyRulesAreSwitched()
    {
        Setup setup;
        QVERIFY(setup.open());
        setup.select({u"action:hello"_s});
        QVERIFY(!setup.command("rules.disable")->isEnabled());
        QCOMPARE(setup.command("rules.disable")->toolTip(), u"No rule is selected."_s);
        setup.select({u"action:hello"_s, u"rule:order-to-checkout"_s});
        QVERIFY(setup.command("rules.disable")->isEnabled());
        setup.command("rules.disable")->trigger();
        QCOMPARE(setup.planned(), 1);
    }

    void aDroppedFileGoesIntoTheActionOfItsName()
    {
        Setup setup;
        QVERIFY(setup.open());
        QVERIFY(setup.drop({setup.file(u"hello.js"_s, "function main() { return 'dropped'; }\n")}, {}));
        QCOMPARE(setup.openTargets(), QStringList{hello.toText()});
        auto *page = setup.window->tabs().currentPage();
        auto *code = static_cast<CodeEditor *>(page->findChild<QWidget *>(u"code"_s));
        QTRY_VERIFY(code->text().contains(u"dropped"_s));
        QVERIFY(page->modified());
        QCOMPARE(setup.writes(), 0); // the user saves
    }

    void droppedFilesOfNoActionMakeNewOnes()
    {
        Setup setup;
        QVERIFY(setup.open());
        setup.tree()->setExpanded(setup.find(u"package:orders"_s), true);
        const QStringList files{setup.file(u"refund.py"_s, "def main(args):\n    return args\n"), setup.file(u"hello.js"_s, "let a;\n")};
        QVERIFY(setup.drop(files, u"package:orders"_s));
        const auto targets = setup.window->tabs().targets();
        QCOMPARE(targets.size(), 2); // there is no hello in orders
        for (const auto &target : targets) {
            QCOMPARE(target.kind, Kind::NewAction);
            QCOMPARE(target.name.package, u"orders"_s);
        }
        QCOMPARE(setup.writes(), 0);
    }

    void whatIsNoFileIsNotTaken()
    {
        Setup setup;
        QVERIFY(setup.open());
        QVERIFY(!setup.drop({}, {}));
        QVERIFY(setup.openTargets().isEmpty());
    }

    void deploysChosenFiles()
    {
        Setup setup;
        QVERIFY(setup.open());
        setup.select({u"action:hello"_s});
        setup.command("action.deploy")->trigger();
        auto *dialog = setup.window->findChild<QFileDialog *>();
        QVERIFY(dialog);
        Q_EMIT dialog->filesSelected({setup.file(u"hello.js"_s, "chosen();\n")});
        QCOMPARE(setup.openTargets(), QStringList{hello.toText()});
    }

    void exportsWhatIsSelected()
    {
        Setup setup;
        QVERIFY(setup.open());
        setup.select({u"action:hello"_s, u"rule:order-to-checkout"_s});
        setup.command("entity.export")->trigger();
        auto *dialog = setup.window->findChild<QFileDialog *>();
        QVERIFY(dialog);
        const QString folder = setup.dir.filePath(u"export"_s);
        QDir().mkpath(folder);
        Q_EMIT dialog->fileSelected(folder);
        QCOMPARE(setup.planned(), 2);
        setup.go();
        QTRY_VERIFY(QFile::exists(folder + u"/rules/order-to-checkout.json"_s));
        QTRY_VERIFY(QFile::exists(folder + u"/actions/hello.json"_s));
        QFile exported(folder + u"/actions/hello.json"_s);
        QVERIFY(exported.open(QIODevice::ReadOnly));
        QVERIFY(!exported.readAll().contains("tulip"));
        QCOMPARE(setup.writes(), 0);
    }

    void aDialogOfAClosedConnectionDoesNothing()
    {
        Setup setup;
        QVERIFY(setup.open());
        setup.select({u"action:hello"_s});
        setup.command("entity.export")->trigger();
        auto *dialog = setup.window->findChild<QFileDialog *>();
        setup.command("connection.close")->trigger();
        Q_EMIT dialog->fileSelected(setup.dir.path());
        QVERIFY(!setup.plan());
        QVERIFY(!QFile::exists(setup.dir.filePath(u"actions/hello.json"_s)));
    }
};

QTEST_MAIN(TestWindowBulk)
#include "tst_windowbulk.moc"
