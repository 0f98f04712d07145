#include "tests/ui/gateway/list/listworld.h"
#include "ui/gateway/list/gatewaybulk.h"
#include "ui/gateway/list/gatewayimport.h"
#include "ui/gateway/list/previewpane.h"
#include "ui/gateway/list/routeremarks.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/timetext.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using gateway::Key;
using gateway::Kind;

class TestGatewayListActions : public QObject {
    Q_OBJECT

    static Key route(const QString &id) { return {Kind::Route, id, {}}; }
    static void select(const GatewayListPage &page, const QString &id)
    {
        page.table()->setCurrentIndex(page.rows()->index(page.rows()->indexOfId(id), 2));
    }
    static QAction *command(const GatewayListPage &page, const QString &id)
    {
        for (QAction *action : page.commands())
            if (action->objectName() == id)
                return action;
        return nullptr;
    }
    static void trigger(const QMenu &menu, const QString &text)
    {
        for (QAction *action : menu.actions())
            if (action->text() == text)
                return action->trigger();
        QFAIL(qPrintable(u"no entry "_s + text));
    }
    static QString message(const BulkDialog &dialog) { return dialog.findChild<MessageBar *>()->text(); }
    static void load(ListWorld &world)
    {
        world.session->open();
        QTRY_VERIFY(world.session->listing(Kind::Route).rows && world.session->listing(Kind::Upstream).rows && !world.session->listing(Kind::Upstream).loading);
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }

    void newOnes()
    {
        ListWorld world;
        world.fill();
        auto page = world.open();
        QTRY_COMPARE(page->rows()->rowCount(), 7);
        QTRY_VERIFY(world.own->actions().rows);
        QSignalSpy opened(page.get(), &Page::openRequested);
        select(*page, u"quote"_s);
        auto *menu = page->findChild<QPushButton *>(u"listNew"_s)->menu();
        Q_EMIT menu->aboutToShow();
        menu->findChild<QAction *>(u"newObject"_s)->trigger();
        QCOMPARE(opened.last().first().value<Target>().gatewayKind, Kind::Route);
        QVERIFY(copiedId(opened.last().first().value<Target>()).isEmpty());
        Q_EMIT menu->aboutToShow();
        menu->findChild<QAction *>(u"newCopy"_s)->trigger();
        QCOMPARE(copiedId(opened.last().first().value<Target>()), u"quote"_s);
        Q_EMIT menu->aboutToShow();
        menu->findChild<QAction *>(u"newExposed"_s)->trigger();
        auto *dialog = page->findChild<QDialog *>(u"actionDialog"_s);
        QVERIFY(dialog);
        QTest::keyClicks(dialog->findChild<SearchField *>(u"actionSearch"_s), u"PRICE"_s);
        auto *list = dialog->findChild<QListView *>(u"actionList"_s);
        QCOMPARE(list->model()->rowCount(), 1);
        QCOMPARE(list->currentIndex().data().toString(), u"orders/price-quote"_s);
        dialog->findChild<SearchField *>(u"actionSearch"_s)->setText(u"no such"_s);
        QVERIFY(!dialog->findChild<QPushButton *>(u"ok"_s)->isEnabled());
        dialog->findChild<SearchField *>(u"actionSearch"_s)->setText(u"hello"_s);
        ListWorld::press(*dialog, "ok");
        QTRY_VERIFY(page->findChild<QDialog *>(u"exposeDialog"_s));
    }

    void keys()
    {
        ListWorld world;
        world.fill();
        auto page = world.open();
        QTRY_COMPARE(page->rows()->rowCount(), 7);
        QSignalSpy opened(page.get(), &Page::openRequested);
        select(*page, u"legacy"_s);
        QTest::keyClick(page->table(), Qt::Key_Return);
        QCOMPARE(opened.last().first().value<Target>(), gatewayObject(route(u"legacy"_s)));
        QTest::keyClick(page->table(), Qt::Key_Space);
        QCOMPARE(page->rows()->ticked(), QList<Key>{route(u"legacy"_s)});
        QTest::keyClick(page->table(), Qt::Key_Space);
        QVERIFY(page->rows()->ticked().isEmpty());
        QTest::keyClick(page->table(), Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(page->rows()->ticked().size(), 7);
        QTest::keyClick(page->table(), Qt::Key_Escape);
        QVERIFY(page->rows()->ticked().isEmpty());
        page->find();
        QTRY_VERIFY(page->filterBar()->field()->hasFocus());
        QTest::keyClick(page->table(), Qt::Key_Delete); // the current one
        auto *dialog = page->findChild<BulkDialog *>();
        QVERIFY(dialog);
        dialog->close();
        QCOMPARE(world.gate.server.count("DELETE *"), 0);
        Q_EMIT page->table()->doubleClicked(page->rows()->index(0, 2));
        QCOMPARE(opened.last().first().value<Target>(), gatewayObject(route(u"fn"_s)));
        const auto before = opened.size();
        Q_EMIT page->table()->doubleClicked(page->rows()->index(0, 0)); // the tick box opens nothing
        QCOMPARE(opened.size(), before);
    }

    void menuOfARow()
    {
        ListWorld world;
        world.fill();
        auto page = world.open();
        QTRY_COMPARE(page->rows()->rowCount(), 7);
        QSignalSpy opened(page.get(), &Page::openRequested);
        const auto at = [&](const QString &id) { return page->table()->visualRect(page->rows()->index(page->rows()->indexOfId(id), 2)).center(); };
        const auto menu = [&](const QString &id) {
            qDeleteAll(page->findChildren<QMenu *>(u"rowMenu"_s));
            Q_EMIT page->table()->customContextMenuRequested(at(id));
            return page->findChild<QMenu *>(u"rowMenu"_s);
        };
        trigger(*menu(u"hello"_s), u"Open"_s);
        QCOMPARE(opened.last().first().value<Target>(), gatewayObject(route(u"hello"_s)));
        trigger(*menu(u"hello"_s), u"Duplicate"_s);
        QCOMPARE(copiedId(opened.last().first().value<Target>()), u"hello"_s);
        trigger(*menu(u"hello"_s), u"Copy id"_s);
        QCOMPARE(QApplication::clipboard()->text(), u"hello"_s);
        confirm::setNextAnswer(confirm::Answer::Yes);
        trigger(*menu(u"stock"_s), u"Enable"_s);
        QTRY_COMPARE(world.stored("routes", "stock").value(u"status").toInteger(), 1);
        trigger(*menu(u"hello"_s), u"Delete…"_s);
        QVERIFY(page->findChild<BulkDialog *>());
        qDeleteAll(page->findChildren<QMenu *>(u"rowMenu"_s));
        Q_EMIT page->table()->customContextMenuRequested(QPoint(5, 5000)); // below the rows
        QVERIFY(!page->findChild<QMenu *>(u"rowMenu"_s));
    }

    void commands()
    {
        ListWorld world;
        world.fill();
        auto page = world.open();
        QTRY_COMPARE(ListWorld::marks(*page, u"legacy"_s), QStringList{u"no such action"_s});
        QSignalSpy opened(page.get(), &Page::openRequested);
        command(*page, u"list.new"_s)->trigger();
        QCOMPARE(opened.size(), 1);
        command(*page, u"list.problems"_s)->trigger();
        QCOMPARE(page->rows()->rowCount(), 3);
        command(*page, u"list.clearFilter"_s)->trigger();
        QCOMPARE(page->rows()->rowCount(), 7);
        command(*page, u"list.selectAll"_s)->trigger();
        QCOMPARE(page->rows()->ticked().size(), 7);
        command(*page, u"list.delete"_s)->trigger();
        QPointer<BulkDialog> dialog = page->findChild<BulkDialog *>();
        QVERIFY(dialog);
        dialog->close();
        QSet<QString> names;
        for (QAction *action : page->commands()) {
            QVERIFY(!action->text().isEmpty());
            names.insert(action->objectName());
        }
        QCOMPARE(names.size(), page->commands().size());
        world.session.reset();
        QSignalSpy notice(page.get(), &Page::notice);
        command(*page, u"list.new"_s)->trigger();
        QCOMPARE(opened.size(), 1);
        QCOMPARE(notice.size(), 1);
    }

    void previewLeadsOn()
    {
        ListWorld world;
        world.fill();
        auto page = world.open();
        QTRY_COMPARE(page->rows()->rowCount(), 7);
        QSignalSpy opened(page.get(), &Page::openRequested);
        auto *preview = page->findChild<PreviewPane *>();
        select(*page, u"web"_s);
        QTRY_COMPARE(preview->idShown(), u"web"_s);
        ListWorld::press(*preview->widget(), "previewOpen");
        QCOMPARE(opened.last().first().value<Target>(), gatewayObject(route(u"web"_s)));
        ListWorld::press(*preview->widget(), "previewDuplicate");
        QCOMPARE(copiedId(opened.last().first().value<Target>()), u"web"_s);
        ListWorld::press(*preview->widget(), "previewTest");
        ListWorld::press(*preview->widget(), "link");
        QCOMPARE(opened.last().first().value<Target>(), gatewayObject({Kind::Upstream, u"pages"_s, {}}));
        setTimesInUtc(!timesInUtc()); // tells all widgets: none of them may die of it
        QTRY_COMPARE(preview->idShown(), u"web"_s);
        setTimesInUtc(!timesInUtc());
    }

    void remarksFollowBothSessions()
    {
        ListWorld world;
        world.fill();
        RouteRemarks remarks(*world.session, world.own.get());
        QSignalSpy changed(&remarks, &RouteRemarks::changed);
        QVERIFY(!remarks.facts() && remarks.of(u"quote"_s).isEmpty());
        world.session->open();
        world.own->open();
        QTRY_VERIFY(!remarks.of(u"legacy"_s).isEmpty());
        for (const Kind kind : world.session->kinds()) // each that comes later is a change of its own
            QTRY_VERIFY(world.session->listing(kind).rows);
        QTRY_VERIFY(world.own->packages().rows);
        QTRY_VERIFY(!remarks.working());
        world.whisk.actions.append(FakeWorld::action("orders/old-quote"));
        world.own->refresh(openwhisk::Collection::Actions);
        QTRY_VERIFY(remarks.of(u"legacy"_s).isEmpty());
        world.gate.objects["routes"].remove("hello"); // what hid another goes
        world.session->refresh(Kind::Route);
        QTRY_VERIFY(remarks.facts()->marks.value(u"hello-old"_s).isEmpty());
        const auto told = changed.size();
        world.session->refresh(Kind::Route); // nothing new: nothing is worked out
        QTRY_VERIFY(!world.session->listing(Kind::Route).loading);
        QTRY_VERIFY(!remarks.working());
        QCOMPARE(changed.size(), told);
        world.own.reset();
        world.session.reset();
        QVERIFY(remarks.facts());
    }

    void referrerThatIsJustGoneIsWaitedFor()
    {
        ListWorld world;
        world.fill();
        world.inUse = {"pages"};
        int tries = 0;
        world.gate.server.on("DELETE /apisix/admin/upstreams/pages", [&](const FakeRequest &) {
            if (++tries == 1)
                return FakeGateway::apisix(R"({"error_msg":"can not delete this upstream, route [web] is still using it now"})", 400);
            world.gate.objects["upstreams"].remove("pages");
            return FakeGateway::apisix("{}");
        });
        load(world);
        QPointer<BulkDialog> dialog = deleteGatewayObjects(world.services(), {{Kind::Upstream, u"pages"_s, {}}, route(u"web"_s)}, nullptr);
        dialog->findChild<QPushButton *>(u"go"_s)->click();
        QTRY_COMPARE(message(*dialog), u"2 deleted."_s);
        QCOMPARE(tries, 2);
        dialog->close();
    }

    void lostAnswersAreLookedUp()
    {
        ListWorld world;
        world.fill();
        world.gate.server.on("DELETE /apisix/admin/routes/fn", [&](const FakeRequest &) {
            world.gate.objects["routes"].remove("fn");
            return answer::closed();
        });
        world.gate.server.on("DELETE /apisix/admin/routes/quote", answer::closed());
        load(world);
        QPointer<BulkDialog> dialog = deleteGatewayObjects(world.services(), {route(u"fn"_s), route(u"quote"_s)}, nullptr);
        dialog->findChild<QPushButton *>(u"go"_s)->click();
        QTRY_VERIFY(message(*dialog).contains(u"1 not"));
        QCOMPARE(world.gate.server.count("DELETE /apisix/admin/routes/fn"), 1); // never sent twice
        QCOMPARE(world.gate.server.count("DELETE /apisix/admin/routes/quote"), 1);
        dialog->close();
    }

    void whatIsGoneAlready()
    {
        ListWorld world;
        world.fill();
        load(world);
        QPointer<BulkDialog> dialog = deleteGatewayObjects(world.services(), {route(u"fn"_s)}, nullptr);
        world.gate.objects["routes"].remove("fn");
        dialog->findChild<QPushButton *>(u"go"_s)->click();
        QTRY_VERIFY(message(*dialog).contains(u"1 gone already"));
        dialog->close();
    }

    void importCanBeStopped()
    {
        ListWorld world;
        world.fill();
        auto page = world.open();
        QTRY_COMPARE(page->rows()->rowCount(), 7);
        const QString path = world.dir.filePath(u"in.json"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"routes":[{"id":"n1","uri":"/n"},{"id":"n2","uri":"/n"}]})");
        file.close();
        world.gate.server.hold("GET /apisix/admin/routes/*");
        page->importFrom(path);
        QTRY_VERIFY(world.gate.server.waiting("GET /apisix/admin/routes/*") > 0);
        auto *bar = page->findChild<MessageBar *>(u"listMessage"_s);
        for (auto *button : bar->findChildren<QPushButton *>())
            if (button->text() == u"Cancel")
                button->click();
        QVERIFY(bar->text().contains(u"nothing was written"));
        world.gate.server.release("GET /apisix/admin/routes/*");
        page->importFrom(path); // and once more
        QTRY_VERIFY(page->findChild<BulkDialog *>());
        page.reset();
        QCOMPARE(world.gate.server.count("PUT *"), 0);
    }

    void exportOfTheTicked()
    {
        ListWorld world;
        world.fill();
        auto page = world.open();
        QTRY_COMPARE(page->rows()->rowCount(), 7);
        const QString path = world.dir.filePath(u"missing/out.json"_s);
        page->rows()->setTicked(0, true);
        page->exportTo(path);
        auto *dialog = page->findChild<BulkDialog *>();
        QVERIFY(dialog);
        ListWorld::press(*dialog, "go");
        QTRY_VERIFY(message(*dialog).contains(u"1 not")); // there is no such folder
        QVERIFY(QDir(world.dir.path()).mkdir(u"missing"_s));
        ListWorld::press(*dialog, "again");
        QTRY_VERIFY(QFile::exists(path));
        QTRY_COMPARE(message(*dialog), u"2 written."_s);
    }

    void standaloneWritesOneByOne()
    {
        ListWorld world;
        world.gate.server.on("GET /apisix/admin/routes", answer::html("<html>404 Not Found</html>", 404));
        QByteArray configs = R"({"routes":[{"id":"a","uri":"/a","plugins":{}},{"id":"b","uri":"/b","plugins":{}}]})";
        world.gate.server.on("GET /apisix/admin/configs", [&configs](const FakeRequest &) { return FakeGateway::apisix(configs); });
        world.gate.server.on("PUT /apisix/admin/configs", [&configs](const FakeRequest &request) {
            configs = request.body;
            return FakeGateway::apisix("{}", 202);
        });
        auto page = world.open();
        QTRY_COMPARE(page->rows()->rowCount(), 2);
        QTRY_COMPARE(page->findChild<Chip *>(u"listMode"_s)->text(), u"standalone"_s);
        page->rows()->tickAll(true);
        ListWorld::press(*page, "bulkDisable");
        auto *dialog = page->findChild<BulkDialog *>();
        ListWorld::press(*dialog, "go");
        QTRY_COMPARE(message(*dialog), u"2 disabled."_s);
        const auto written = ::json::read(configs);
        QVERIFY(written);
        for (const ::json::Value &item : written->value.value(u"routes").items())
            QCOMPARE(item.value(u"status").toInteger(), 0);
    }
};

QTEST_MAIN(TestGatewayListActions)
#include "tst_gatewaylistactions.moc"
