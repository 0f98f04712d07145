#include "tests/ui/editors/packagefixture.h"
#include "ui/editors/reviewdialog.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/messagebar.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>

using namespace Qt::StringLiterals;

/// Bindings: their own parameters, origin, broken ones, new ones.
class TestBindingPage : public QObject {
    Q_OBJECT

    std::unique_ptr<PackageFixture> f;
    std::unique_ptr<Page> page;

    void open(const char *name)
    {
        page = f->open(Target::Kind::Package, name);
        QTRY_VERIFY(isEntityReady(page.get()));
    }
    void openNew(const char *provider = "", const QString &ns = u"_"_s)
    {
        page = f->open(Target::Kind::NewBinding, provider, ns);
        QTRY_VERIFY(isEntityReady(page.get()));
    }
    QTableView *contents() { return child<QTableView>(child<QWidget>(page.get(), "contentsTab"), "contents"); }
    QString message() { return child<MessageBar>(page.get(), "pageMessage")->text(); }
    QString saveTip() { return child<QWidget>(page.get(), "save")->toolTip(); }
    ReviewDialog *dialog() { return page->findChild<ReviewDialog *>(); }
    QTableView *table(const char *name) { return child<QTableView>(page.get(), name); }
    void typeProvider(const QString &text)
    {
        auto *edit = child<QLineEdit>(page.get(), "provider");
        edit->setText(text); // keyClicks() knows ASCII only
        Q_EMIT edit->textEdited(text);
    }
    bool tabShown(const QString &title)
    {
        auto *tabs = child<QTabBar>(page.get(), "entityTabs");
        for (int i = 0; i < tabs->count(); ++i)
            if (tabs->tabText(i).startsWith(title))
                return tabs->isTabVisible(i);
        return false;
    }
    void save()
    {
        page->save();
        QVERIFY(dialog());
        QTRY_COMPARE(child<StateView>(dialog(), "reviewState")->state(), StateView::Content);
        click(dialog(), "reviewSave");
        QTRY_VERIFY(!dialog());
    }

private Q_SLOTS:
    void init() { f = std::make_unique<PackageFixture>(); }
    void cleanup()
    {
        page.reset();
        f.reset();
    }

    void showsOriginAndWhatArrives()
    {
        open("eu");
        QCOMPARE(page->glyph(), u"binding"_s);
        QCOMPARE(child<QPushButton>(page.get(), "originLink")->text(), u"/guest/orders"_s);
        QSignalSpy opened(page.get(), &Page::openRequested);
        child<QPushButton>(page.get(), "originLink")->click();
        QCOMPARE(opened.at(0).at(0).value<Target>(), (Target{Target::Kind::Package, {u"_"_s, {}, u"orders"_s}, {}}));
        QTableView *contents = this->contents();
        QCOMPARE(contents->model()->rowCount(), 1);
        Q_EMIT contents->activated(contents->model()->index(0, 0));
        QCOMPARE(opened.at(1).at(0).value<Target>().name.full(), u"/_/eu/price-quote"_s);
        QVERIFY(!child<QWidget>(page.get(), "addAction")->isEnabled());
        QVERIFY(!child<QWidget>(page.get(), "bindIt")->isEnabled());
        auto *arrives = table("boundParameters")->model();
        const QAbstractItemModelTester tester(arrives);
        QCOMPARE(arrives->rowCount(), 3);
        QStringList won;
        for (int row = 0; row < arrives->rowCount(); ++row)
            won.append(arrives->index(row, 0).data().toString() + u':' + arrives->index(row, 4).data().toString());
        won.sort();
        QCOMPARE(won, (QStringList{u"API_TOKEN:binding"_s, u"currency:package"_s, u"region:binding"_s}));
        for (int row = 0; row < arrives->rowCount(); ++row)
            QVERIFY(!arrives->index(row, 3).data().toString().contains(u"hush"_s));
    }

    void onlyItsOwnParametersAreWritten()
    {
        open("eu");
        auto *own = child<QTableView>(child<QWidget>(page.get(), "parametersTab"), "entries");
        QCOMPARE(own->model()->rowCount(), 2); // not currency, which is the package's
        own->setCurrentIndex(own->model()->index(0, 0));
        auto *value = child<CodeEditor>(child<QWidget>(page.get(), "parametersTab"), "valueText");
        QTest::keyClick(value->editor(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(value->editor(), u"fr"_s);
        save();
        QCOMPARE(json::compact(f->puts.first()),
                 QByteArray(R"({"parameters":[{"key":"region","value":"fr"},)"
                            R"({"key":"API_TOKEN","value":"hush-hush","init":true}]})"));
        QVERIFY(f->package("eu").value(u"binding").contains(u"name"));
        QTRY_VERIFY(message().isEmpty());
    }

    void annotationBindingIsTheServers()
    {
        open("eu");
        auto *rows = child<QTableView>(child<QWidget>(page.get(), "annotationsTab"), "entries")->model();
        QCOMPARE(rows->rowCount(), 1);
        QCOMPARE(rows->index(0, 0).data().toString(), u"mine"_s);
    }

    void boundAnew()
    {
        open("eu");
        typeProvider(u"/whisk.system/utils"_s);
        QTRY_VERIFY(page->canSave());
        save();
        QCOMPARE(json::compact(f->puts.first()),
                 QByteArray(R"({"binding":{"namespace":"whisk.system","name":"utils"}})"));
        QTRY_COMPARE(child<QPushButton>(page.get(), "originLink")->text(), u"/whisk.system/utils"_s);
    }

    void brokenOneIsExplainedAndMended()
    {
        open("lost");
        QTRY_VERIFY(message().contains(u"/other/gone, which is gone or no longer shared"_s));
        QVERIFY(!tabShown(u"Contents"_s));
        QVERIFY(!tabShown(u"Parameters"_s));
        QVERIFY(tabShown(u"Origin"_s));
        QVERIFY(!page->canSave());
        typeProvider(u"orders"_s);
        QTRY_VERIFY2(page->canSave(), qPrintable(saveTip()));
        save();
        QCOMPARE(json::compact(f->puts.first()), QByteArray(R"({"binding":{"namespace":"guest","name":"orders"}})"));
        QTRY_VERIFY(tabShown(u"Parameters"_s));
        auto *own = child<QTableView>(child<QWidget>(page.get(), "parametersTab"), "entries");
        QCOMPARE(own->model()->rowCount(), 1); // as it was all the time
        QTRY_VERIFY2(message().isEmpty(), qPrintable(message()));
    }

    void brokenOneOfOurOwn()
    {
        f->packages.remove(u"guest/orders"_s);
        open("eu");
        // Until the list has come again it is only known that it cannot be read.
        QTRY_VERIFY2(message().contains(u"/guest/orders, which was deleted"_s), qPrintable(message()));
        confirm::setNextAnswer(confirm::Answer::Yes);
        for (QAction *action : page->commands())
            if (action->objectName() == u"entity.delete"_s)
                action->trigger();
        QTRY_VERIFY(!f->packages.contains(u"guest/eu"_s));
        QVERIFY(f->packages.contains(u"guest/lost"_s));
    }

    void providerThatBecameABinding()
    {
        // GET of the outer one then shows the inner (facts 2.3): nothing of it may be taken for eu's.
        json::Value inner = f->package("lost");
        inner.set(u"name", json::Value::string(u"orders"_s));
        f->server.on("GET /api/v1/namespaces/_/packages/eu", answer::json(json::compact(inner)));
        open("eu");
        QVERIFY(!tabShown(u"Parameters"_s));
        QCOMPARE(child<QLineEdit>(page.get(), "provider")->text(), u"/guest/orders"_s);
        QCOMPARE(child<QLabel>(page.get(), "versionChip")->text(), u"v0.0.2"_s);
    }

    void newBindingOfAGivenPackage()
    {
        openNew("utils", u"whisk.system"_s);
        QCOMPARE(child<QLineEdit>(page.get(), "provider")->text(), u"/whisk.system/utils"_s);
        QCOMPARE(child<QLineEdit>(page.get(), "newName")->text(), u"utils"_s);
        QTRY_COMPARE(child<QLabel>(page.get(), "packageDescription")->text(), u"Building blocks"_s);
        QTRY_VERIFY2(page->canSave(), qPrintable(saveTip()));
        QSignalSpy written(page.get(), &Page::entityWritten);
        save();
        QTRY_COMPARE(written.count(), 1);
        QCOMPARE(json::compact(f->puts.first()),
                 QByteArray(R"({"binding":{"namespace":"whisk.system","name":"utils"}})"));
        QCOMPARE(page->target().toText(), u"package:utils"_s);
        QTRY_VERIFY(tabShown(u"Contents"_s));
        QTRY_COMPARE(contents()->model()->rowCount(), 1);
    }

    void chosenFromTheList()
    {
        openNew();
        QVERIFY(saveTip().contains(u"needs a name"_s));
        QTest::keyClicks(child<QLineEdit>(page.get(), "newName"), u"mine"_s);
        QVERIFY(saveTip().contains(u"Choose the package"_s));
        auto *list = table("sharedPackages");
        QTRY_COMPARE(list->model()->rowCount(), 1);
        QVERIFY(child<QLineEdit>(page.get(), "provider")->text().isEmpty()); // nobody chose yet
        list->selectRow(0);
        QCOMPARE(child<QLineEdit>(page.get(), "provider")->text(), u"/whisk.system/utils"_s);
        QTRY_VERIFY(page->canSave());
    }

    void refusedBeforeSending_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("words");
        QTest::newRow("binding of a binding") << u"eu"_s << u"eu is a binding of /guest/orders itself"_s;
        QTest::newRow("cycle") << u"/guest/mine"_s << u"bound to itself"_s;
        QTest::newRow("no such own") << u"nope"_s << u"There is no package nope"_s;
        QTest::newRow("no name") << u"/a/b/c"_s << u"/namespace/package"_s;
        QTest::newRow("chinese") << u"包裹"_s << u"begins with a letter"_s;
        QTest::newRow("another's, missing") << u"/whisk.system/nope"_s << u"has no package nope, or does not share it"_s;
    }
    void refusedBeforeSending()
    {
        QFETCH(QString, typed);
        QFETCH(QString, words);
        openNew();
        QTest::keyClicks(child<QLineEdit>(page.get(), "newName"), u"mine"_s);
        typeProvider(typed);
        QTRY_VERIFY2(saveTip().contains(words), qPrintable(saveTip()));
        QVERIFY(!page->canSave());
        QVERIFY(f->puts.isEmpty());
    }

    void refusedByTheServer()
    {
        openNew("utils", u"whisk.system"_s);
        QTRY_VERIFY(page->canSave());
        f->packages.remove(u"whisk.system/utils"_s);
        page->save();
        QTRY_COMPARE(child<StateView>(dialog(), "reviewState")->state(), StateView::Content);
        click(dialog(), "reviewSave");
        auto *bar = child<MessageBar>(dialog(), "reviewMessage");
        QTRY_VERIFY2(bar->text().contains(u"gone or no longer shared"_s), qPrintable(bar->text()));
        QVERIFY(dialog()->isVisible());
    }

    void draftOfANewOne()
    {
        openNew();
        QTest::keyClicks(child<QLineEdit>(page.get(), "newName"), u"mine"_s);
        typeProvider(u"/whisk.system/utils"_s);
        QVERIFY(page->prepareClose());
        const Target target = page->target();
        page.reset(editors::createPage(*f->session, *f->store, target));
        page->show();
        QTRY_COMPARE(child<QLineEdit>(page.get(), "newName")->text(), u"mine"_s);
        QCOMPARE(child<QLineEdit>(page.get(), "provider")->text(), u"/whisk.system/utils"_s);
    }
};

QTEST_MAIN(TestBindingPage)
#include "tst_bindingpage.moc"
