#include "core/async/deliver.h"
#include "core/local/sandboxprocess.h"
#include "tests/ui/shell/fakesandbox.h"
#include "tests/ui/shell/windowfixture.h"
#include "ui/explorer/explorer.h"
#include "ui/shell/connector.h"
#include "ui/shell/dock.h"
#include "ui/shell/palette.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/page.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/theme.h"

#include <QDialog>
#include <QPushButton>
#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QTabBar>

using namespace Qt::StringLiterals;
using connections::Environment;
using connections::Profile;
using connections::Secret;

namespace {

using Setup = WindowFixture;

const Target hello{Target::Kind::Action, {u"_"_s, {}, u"hello"_s}};

} // namespace

class TestMainWindow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }

    void isThereBeforeAnyAnswer()
    {
        Setup setup;
        setup.add(u"a"_s);
        setup.make();
        QVERIFY(setup.window->isVisible());
        QCOMPARE(setup.world.server.count(), 0);
        QVERIFY(!setup.command("run.invoke")->isEnabled());
        QVERIFY(!setup.command("run.invoke")->toolTip().isEmpty());
        QVERIFY(setup.command("palette.open")->isEnabled());
    }

    void loads()
    {
        Setup setup;
        const QByteArray rule = FakeWorld::rule("order-to-checkout").chopped(1) + R"(,"status":"active"})";
        setup.world.server.on("GET /api/v1/namespaces/_/rules/order-to-checkout", answer::json(rule));
        setup.add(u"a"_s);
        QVERIFY(setup.open(u"a"_s));
        QTRY_VERIFY(setup.part<QAbstractButton>("statusConnection")->text().startsWith("Connected"_L1));
        QTRY_COMPARE(setup.part<QLabel>("statusNamespace")->text(), u"guest"_s);
        QTRY_VERIFY(setup.part<QAbstractButton>("statusRequests")->text().contains("0 failed"_L1));
        QVERIFY(setup.window->windowTitle().contains("Shop a"_L1));
    }

    void empty()
    {
        Setup setup;
        setup.world.actions.clear();
        setup.world.packages.clear();
        setup.world.triggers.clear();
        setup.world.rules.clear();
        setup.add(u"a"_s);
        setup.make();
        setup.window->connectTo(u"a"_s);
        auto *states = setup.window->findChild<Explorer *>()->findChild<StateView *>();
        QTRY_COMPARE(states->text(), u"This namespace is empty."_s);
        QVERIFY(setup.window->tabs().targets().isEmpty());
        QVERIFY(setup.part<QWidget>("nothingOpen")->isVisible());
    }

    void error()
    {
        Setup setup;
        auto profile = setup.add(u"a"_s);
        profile.openwhiskHost = QUrl(u"http://127.0.0.1:1"_s); // refused
        QVERIFY(bool(setup.profiles.save(profile)));
        setup.make();
        setup.window->connectTo(u"a"_s);
        auto *message = setup.part<QWidget>("connectionMessage");
        QTRY_VERIFY(message->isVisible());
        QStringList buttons;
        for (const auto *button : message->findChildren<QAbstractButton *>())
            buttons += button->text();
        QVERIFY(buttons.contains(u"Edit connection…"_s));
        QTRY_VERIFY(setup.part<QAbstractButton>("statusProblems")->isVisible());
        QTest::mouseClick(setup.part<QAbstractButton>("statusProblems"), Qt::LeftButton);
        QCOMPARE(setup.window->dock().currentTab(), Dock::Problems);
        QVERIFY(setup.part<QTreeView>("problemList")->model()->rowCount() > 0);
    }

    void closedWhileLoading()
    {
        Setup setup;
        setup.add(u"a"_s);
        setup.make();
        setup.world.server.hold("GET *");
        setup.window->connectTo(u"a"_s);
        QTRY_VERIFY(setup.world.server.waiting() > 0);
        setup.window->close();
        setup.window.reset();
        setup.world.server.release("GET *");
        QTest::qWait(0);
    }

    void sessionGoneWhileLoading()
    {
        Setup setup;
        setup.add(u"a"_s);
        setup.make();
        setup.world.server.hold("GET *");
        setup.window->connectTo(u"a"_s);
        QTRY_VERIFY(setup.world.server.waiting() > 0);
        setup.window->tabs().open(hello);
        setup.command("connection.close")->trigger();
        QVERIFY(!setup.window->connector().session());
        QVERIFY(setup.window->tabs().targets().isEmpty());
        setup.world.server.release("GET *");
        QTest::qWait(0);
        QVERIFY(setup.part<QAbstractButton>("connectionButton")->accessibleName().contains("No connection"_L1));
    }

    void whatWasOpenComesBack()
    {
        Setup setup;
        setup.add(u"a"_s);
        setup.add(u"b"_s);
        QVERIFY(setup.open(u"a"_s));
        setup.window->tabs().open(hello);
        setup.window->tabs().open({Target::Kind::Activations, {}});
        QTRY_VERIFY(setup.tree()->isExpanded(setup.find(u"rules:"_s)));
        setup.tree()->setExpanded(setup.find(u"rules:"_s), false);
        setup.command("view.explorer")->trigger();
        const auto targets = setup.openTargets();
        QCOMPARE(targets.size(), 2);
        setup.window->connectTo(u"b"_s); // tabs belong to a connection
        QTRY_COMPARE(setup.window->connector().profile().id, u"b"_s);
        QTRY_VERIFY(setup.window->connector().session());
        QVERIFY(setup.window->tabs().targets().isEmpty());
        setup.window->connectTo(u"a"_s);
        QTRY_COMPARE(setup.openTargets(), targets);
        setup.state->flush();

        setup.make(); // as after a crash: nothing was closed
        setup.window->start();
        QTRY_COMPARE(setup.openTargets(), targets);
        QCOMPARE(setup.window->tabs().currentTarget()->kind, Target::Kind::Activations);
        QTRY_VERIFY(setup.find(u"rules:"_s).isValid());
        QVERIFY(!setup.tree()->isExpanded(setup.find(u"rules:"_s)));
        QTRY_VERIFY(setup.tree()->isExpanded(setup.find(u"package:orders"_s)));
        QVERIFY(!setup.window->findChild<Explorer *>()->isVisible());
    }

    void noSecretIsWritten()
    {
        Setup setup;
        setup.add(u"a"_s);
        setup.secrets.write(u"a"_s, Secret::OpenWhiskKey, "verysecret:key");
        QVERIFY(setup.open(u"a"_s));
        setup.window->tabs().open(hello);
        setup.window->close();
        setup.window.reset();
        QDir folder(setup.dir.path());
        for (const QString &name : folder.entryList(QDir::Files)) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray content = file.readAll();
            QVERIFY2(!content.contains("verysecret") && !content.contains(QByteArray("verysecret:key").toBase64()), qPrintable(name));
        }
    }

    void productionLooksLikeOneAndReadOnlyWritesNothing()
    {
        Setup setup;
        setup.add(u"p"_s, Environment::Production, true);
        QVERIFY(setup.open(u"p"_s));
        QTRY_VERIFY(setup.part<QWidget>("strip")->isVisible());
        QVERIFY(setup.window->windowTitle().contains("production, read-only"_L1));
        QCOMPARE(setup.part<QWidget>("environmentLine")->palette().color(QPalette::Window), theme::current().envProduction);
        setup.tree()->setFocus();
        setup.tree()->setCurrentIndex(setup.find(u"action:hello"_s));
        for (const auto *id : {"run.invoke", "action.new", "entity.delete", "entity.duplicate"}) {
            QVERIFY2(!setup.command(id)->isEnabled(), id);
            QVERIFY2(setup.command(id)->toolTip().contains("read-only"_L1), id);
        }
        QVERIFY(setup.command("entity.open")->isEnabled());
    }

    void keysDriveTheWindow()
    {
        Setup setup;
        setup.add(u"a"_s);
        QVERIFY(setup.open(u"a"_s));
        auto *window = setup.window.get();
        QTest::keyClick(window, Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(setup.part<QLineEdit>("explorerFilter")->hasFocus());
        setup.tree()->setFocus();
        setup.tree()->setCurrentIndex(setup.find(u"action:hello"_s));
        QTest::keyClick(setup.tree(), Qt::Key_Return);
        QCOMPARE(setup.openTargets(), QStringList{hello.toText()});
        QTest::keyClick(window, Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(setup.openTargets().size(), 2);
        QTest::keyClick(window, Qt::Key_Tab, Qt::ControlModifier);
        QCOMPARE(setup.window->tabs().currentTarget(), hello);
        QTest::keyClick(window, Qt::Key_W, Qt::ControlModifier);
        QCOMPARE(setup.openTargets().size(), 1);
        QTest::keyClick(window, Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(setup.openTargets().size(), 2);
        QTest::keyClick(window, Qt::Key_J, Qt::ControlModifier);
        QVERIFY(!setup.window->dock().isVisible());
        QTest::keyClick(window, Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(setup.window->dock().isVisible());
        QTRY_VERIFY(setup.part<QTreeView>("requestList")->model()->rowCount() > 0);
    }

    void thePaletteGoesToAnAction()
    {
        Setup setup;
        setup.add(u"a"_s);
        setup.add(u"b"_s, Environment::Production);
        QVERIFY(setup.open(u"a"_s));
        QTest::keyClick(setup.window.get(), Qt::Key_K, Qt::ControlModifier);
        auto *edit = setup.part<QLineEdit>("paletteEdit");
        auto *list = setup.part<QListView>("paletteList");
        QTRY_VERIFY(edit->hasFocus());
        QTest::keyClicks(edit, u"price"_s);
        QTRY_COMPARE(list->currentIndex().data().toString(), u"orders/price-quote"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(setup.openTargets(), QStringList{u"action:orders/price-quote"_s});
        QTest::mouseClick(setup.part<QAbstractButton>("paletteButton"), Qt::LeftButton);
        QTest::keyClicks(edit, u"problems"_s);
        QTRY_COMPARE(list->currentIndex().data().toString(), u"Problems"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(setup.window->dock().currentTab(), Dock::Problems);
        setup.command("palette.open")->trigger();
        QTest::keyClicks(edit, u"shop b"_s);
        QTRY_COMPARE(list->currentIndex().data().toString(), u"Shop b"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_COMPARE(setup.window->connector().profile().id, u"b"_s);
    }

    void deletesAfterAskingAndKeepsAVersion()
    {
        Setup setup;
        setup.add(u"a"_s);
        setup.world.server.on("GET /api/v1/namespaces/_/actions/hello",
                              answer::json(R"({"name":"hello","namespace":"guest","version":"0.0.3","publish":false,"annotations":[],
                                  "parameters":[],"exec":{"kind":"nodejs:20","code":"x","binary":false},"limits":{},"updated":1})"));
        setup.world.server.on("DELETE /api/v1/namespaces/_/actions/hello", answer::json("{}"));
        QVERIFY(setup.open(u"a"_s));
        setup.tree()->setFocus();
        setup.tree()->setCurrentIndex(setup.find(u"action:hello"_s));
        setup.command("entity.delete")->trigger();
        auto *plan = setup.part<QDialog>("bulk");
        QTest::keyClick(plan, Qt::Key_Escape);
        QVERIFY(!plan->isVisible());
        QCOMPARE(setup.world.server.count("DELETE *"), 0);
        QCoreApplication::sendPostedEvents(plan, QEvent::DeferredDelete);
        setup.tree()->setFocus();
        QTest::keyClick(setup.tree(), Qt::Key_Delete);
        QTest::mouseClick(setup.part<QPushButton>("go"), Qt::LeftButton);
        QTRY_COMPARE(setup.world.server.count("DELETE *"), 1);
        std::optional<QList<history::VersionInfo>> kept;
        deliver(setup.history.versions({u"a"_s, hello.toText()}), this, [&kept](const auto &versions) { kept = *versions; });
        QTRY_VERIFY(kept);
        QCOMPARE(kept->size(), 1);
        QCOMPARE(kept->first().version, u"0.0.3"_s);
    }

    /// From the code editor, which has keys of its own.
    void ctrlEnterRunsTheOpenAction()
    {
        Setup setup;
        setup.add(u"a"_s);
        setup.world.server.on("GET /api/v1/namespaces/_/actions/hello",
                              answer::json(R"({"name":"hello","namespace":"guest","version":"0.0.3","publish":false,"annotations":[],
                                  "parameters":[],"exec":{"kind":"nodejs:20","code":"x","binary":false},"limits":{},"updated":1})"));
        setup.world.server.on("POST /api/v1/namespaces/_/actions/hello", answer::json(R"({"a":1})"));
        QVERIFY(setup.open(u"a"_s));
        setup.window->tabs().open(hello);
        auto *page = setup.window->tabs().currentPage();
        QTRY_VERIFY(page->canInvoke());
        auto *code = qobject_cast<CodeEditor *>(page->findChild<QWidget *>(u"code"_s));
        QVERIFY(code);
        code->editor()->setFocus();
        QTest::keyClick(code->editor(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(setup.world.server.count("POST *"), 1);
        for (const auto *own : page->commands()) {
            for (const auto *command : setup.window->commands().all()) {
                const bool same = !own->shortcut().isEmpty() && own->shortcut() == setup.window->commands().shortcutOf(command);
                QVERIFY2(!same, qPrintable(own->objectName())); // ambiguous keys do nothing
            }
        }
    }

    void theDockCountsProblems()
    {
        Setup setup;
        setup.add(u"a"_s); // its key is in memory only, and that is said
        QVERIFY(setup.open(u"a"_s));
        auto *tabs = setup.part<QTabBar>("dockTabs");
        QTRY_VERIFY(tabs->tabButton(Dock::Problems, QTabBar::RightSide));
        auto *count = qobject_cast<QLabel *>(tabs->tabButton(Dock::Problems, QTabBar::RightSide));
        QCOMPARE(count->text(), u"1"_s);
        QVERIFY(tabs->tabRect(Dock::Problems).contains(count->geometry()));
        QTRY_VERIFY(tabs->tabButton(Dock::Live, QTabBar::RightSide)); // the feed answered
        QVERIFY(tabs->tabRect(Dock::Live).contains(tabs->tabButton(Dock::Live, QTabBar::RightSide)->geometry()));
        setup.command("connection.close")->trigger();
        QVERIFY(!tabs->tabButton(Dock::Live, QTabBar::RightSide));
    }

    void copiesTheName()
    {
        Setup setup;
        setup.add(u"a"_s);
        QVERIFY(setup.open(u"a"_s));
        setup.tree()->setFocus();
        setup.tree()->setCurrentIndex(setup.find(u"action:orders/price-quote"_s));
        setup.command("entity.copyName")->trigger();
        QCOMPARE(QApplication::clipboard()->text(), u"orders/price-quote"_s);
    }

    void switchesThemeAndZone()
    {
        Setup setup;
        setup.make();
        setup.command("theme.dark")->trigger();
        QVERIFY(theme::current().dark);
        QVERIFY(setup.command("theme.dark")->isChecked());
        QCOMPARE(setup.state->text(u"theme"_s), u"dark"_s);
        setup.command("theme.light")->trigger();
        QVERIFY(!theme::current().dark);
        auto *zone = setup.part<QAbstractButton>("statusZone");
        QTest::mouseClick(zone, Qt::LeftButton);
        QCOMPARE(zone->text(), u"Times: UTC"_s);
        QVERIFY(setup.command("view.utc")->isChecked());
        QTest::mouseClick(zone, Qt::LeftButton);
        QVERIFY(!setup.command("view.utc")->isChecked());
    }

    void profileMenuSwitches()
    {
        Setup setup;
        setup.add(u"a"_s);
        setup.add(u"b"_s, Environment::Staging, true);
        QVERIFY(setup.open(u"a"_s));
        auto *menu = setup.part<QMenu>("profileMenu");
        Q_EMIT menu->aboutToShow();
        QVERIFY(!menu->actions().at(0)->isEnabled());
        menu->actions().at(1)->trigger();
        QTRY_COMPARE(setup.window->connector().profile().id, u"b"_s);
        QVERIFY(setup.part<QAbstractButton>("connectionButton")->accessibleName().contains("read-only"_L1));
    }

    void firstStartOpensTheSample()
    {
        Setup setup;
        local::SandboxProcess sandbox(fakeSandboxProgram(setup.dir.path(), setup.world.server.url()), setup.dir.filePath(u"data"_s));
        setup.make(&sandbox);
        setup.window->start();
        QTRY_COMPARE_WITH_TIMEOUT(setup.openTargets(), QStringList{u"action:orders/price-quote"_s}, 30'000);
        QCOMPARE(setup.window->connector().profile().name, u"Sandbox"_s);
        setup.window.reset();
    }

    void everyControlHasANameForScreenReaders()
    {
        Setup setup;
        setup.add(u"a"_s);
        QVERIFY(setup.open(u"a"_s));
        setup.command("dock.requests")->trigger();
        setup.command("dock.problems")->trigger();
        const auto &tabs = setup.window->tabs();
        for (const auto *widget : setup.window->findChildren<QWidget *>()) {
            if (widget->focusPolicy() == Qt::NoFocus || tabs.isAncestorOf(widget))
                continue;
            const auto *button = qobject_cast<const QAbstractButton *>(widget);
            const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
            const bool control = button || qobject_cast<const QLineEdit *>(widget) || qobject_cast<const QAbstractItemView *>(widget)
                || qobject_cast<const QTabBar *>(widget) || qobject_cast<const QComboBox *>(widget);
            if (control && !QByteArray(widget->metaObject()->className()).startsWith("QHeaderView"))
                QVERIFY2(named, qPrintable(widget->objectName() + u' ' + QLatin1StringView(widget->metaObject()->className())));
        }
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
