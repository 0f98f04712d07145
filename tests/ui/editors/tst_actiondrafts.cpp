#include "tests/ui/editors/editorfixture.h"
#include "ui/editors/actionpage.h"
#include "ui/editors/reviewdialog.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/stateview.h"

#include <QDir>
#include <QFile>
#include <QTabBar>
#include <QTableView>

using namespace Qt::StringLiterals;

class TestActionDrafts : public QObject {
    Q_OBJECT

    static std::unique_ptr<ActionPage> open(EditorFixture &f)
    {
        auto page = std::make_unique<ActionPage>(*f.session, *f.store, f.target);
        page->show();
        auto *state = child<StateView>(page.get(), "actionState");
        auto *save = child<QWidget>(page.get(), "save");
        if (!QTest::qWaitFor([state, save] {
                return state->state() == StateView::Content && !save->toolTip().contains(u"Looking"_s);
            }, 30'000))
            qFatal("the page did not load");
        return page;
    }
    static MessageBar *bar(ActionPage &page) { return child<MessageBar>(&page, "draftBar"); }
    static CodeEditor *code(ActionPage &page) { return child<CodeEditor>(&page, "code"); }

private Q_SLOTS:
    void isKeptAMomentAfterTyping()
    {
        EditorFixture f;
        auto page = open(f);
        QTest::keyClicks(code(*page)->editor(), u"abc"_s);
        // Nothing is closed: what a killed process leaves behind is exactly this.
        QTRY_VERIFY_WITH_TIMEOUT(await(f.store->draft(f.key()))->has_value(), 30'000);
        const auto draft = await(f.store->draft(f.key()));
        QVERIFY((*draft)->document.value(u"exec").value(u"code").toString().startsWith(u"abc"_s));
        QVERIFY(!(*draft)->document.contains(u"parameters"));
        QCOMPARE((*draft)->base.value(u"version").toString(), u"0.0.14"_s);
    }

    void isOfferedAndRestored()
    {
        EditorFixture f;
        auto page = open(f);
        QTest::keyClicks(code(*page)->editor(), u"abc"_s);
        QVERIFY(page->prepareClose());
        page.reset();
        page = open(f);
        QTRY_VERIFY(bar(*page)->text().startsWith(u"You have a draft from"_s));
        QVERIFY(!code(*page)->text().contains(u"abc"_s));
        QVERIFY(code(*page)->isReadOnly()); // what is typed now would replace the draft
        press(bar(*page), u"Compare"_s);
        QTRY_VERIFY(page->findChild<ReviewDialog *>());
        click(page->findChild<ReviewDialog *>(), "reviewCancel");
        press(bar(*page), u"Restore"_s);
        QVERIFY(code(*page)->text().startsWith(u"abc"_s));
        QVERIFY(!code(*page)->isReadOnly());
        QVERIFY(page->modified());
    }

    void ownNamespaceByNameIsTheSameAction()
    {
        EditorFixture f;
        auto page = open(f);
        QTest::keyClicks(code(*page)->editor(), u"abc"_s);
        QVERIFY(page->prepareClose());
        page.reset();
        f.server.on("GET /api/v1/namespaces/guest/actions/orders/price-quote*", answer::json(json::compact(f.action)));
        f.server.on("GET /api/v1/namespaces/guest/packages/orders",
                    answer::json(R"({"namespace":"guest","name":"orders",
            "version":"0.0.1","binding":{},"annotations":[],"parameters":[],"actions":[],"feeds":[]})"));
        Target byName = f.target;
        byName.name.ns = u"guest"_s;
        page = std::make_unique<ActionPage>(*f.session, *f.store, byName);
        page->show();
        QTRY_VERIFY(bar(*page)->text().startsWith(u"You have a draft from"_s));
    }

    void isDiscarded()
    {
        EditorFixture f;
        auto page = open(f);
        QTest::keyClicks(code(*page)->editor(), u"abc"_s);
        page->prepareClose();
        page.reset();
        page = open(f);
        QTRY_VERIFY(!bar(*page)->text().isEmpty());
        press(bar(*page), u"Discard"_s);
        QVERIFY(!page->modified());
        QVERIFY(!code(*page)->isReadOnly());
        QVERIFY(!await(f.store->draft(f.key()))->has_value());
    }

    void goesOverWhatTheServerHasNow()
    {
        EditorFixture f;
        auto page = open(f);
        QTest::keyClicks(code(*page)->editor(), u"abc"_s);
        page->prepareClose();
        page.reset();
        f.action.set(u"limits", json::read(R"({"timeout":1000,"memory":256,"logs":10,"concurrency":1})")->value);
        f.somebodySaves();
        page = open(f);
        QTRY_VERIFY(bar(*page)->text().contains(u"server has v0.0.15"_s));
        press(bar(*page), u"Restore"_s);
        QVERIFY(code(*page)->text().startsWith(u"abc"_s));
        QVERIFY(!child<QTabBar>(page.get(), "actionTabs")->tabText(2).endsWith(u"●"_s));
    }

    void takenBackChangesLeaveNoDraft()
    {
        EditorFixture f;
        auto page = open(f);
        QTest::keyClicks(code(*page)->editor(), u"a"_s);
        QTRY_VERIFY_WITH_TIMEOUT(await(f.store->draft(f.key()))->has_value(), 30'000);
        QTest::keyClick(code(*page)->editor(), Qt::Key_Backspace);
        QTRY_VERIFY_WITH_TIMEOUT(!await(f.store->draft(f.key()))->has_value(), 30'000);
    }

    void secretsStayOut()
    {
        EditorFixture f;
        auto page = open(f);
        child<QTabBar>(page.get(), "actionTabs")->setCurrentIndex(1);
        auto *parameters = child<QWidget>(page.get(), "parametersTab");
        auto *table = child<QTableView>(parameters, "entries");
        table->setCurrentIndex(table->model()->index(2, 0));
        click(parameters, "revealValue");
        QTest::keyClicks(child<CodeEditor>(parameters, "valueText")->editor(), u"swordfish"_s);
        table->setCurrentIndex(table->model()->index(0, 0));
        page->prepareClose();
        page.reset();
        f.store.reset(); // all is on disk
        QDir folder(f.dir.path());
        for (const QString &name : folder.entryList(QDir::Files)) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            QVERIFY2(!bytes.contains("swordfish") && !bytes.contains("hush-hush"), qPrintable(name));
        }
    }
};

QTEST_MAIN(TestActionDrafts)
#include "tst_actiondrafts.moc"
