#include "tests/ui/editors/packagefixture.h"
#include "ui/editors/package/packagerows.h"
#include "ui/widgets/jsonedit.h"
#include "ui/widgets/searchfield.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>

using namespace Qt::StringLiterals;

class TestPublicPackages : public QObject {
    Q_OBJECT

    std::unique_ptr<PackageFixture> f;
    std::unique_ptr<Page> page;
    const QByteArray list = "GET /api/v1/namespaces/whisk.system/packages?*";

    StateView *state() { return child<StateView>(page.get(), "packagesState"); }
    QTableView *table(const char *name) { return child<QTableView>(page.get(), name); }
    void open(const QString &ns = u"_"_s) { page = f->open(Target::Kind::PublicPackages, "", ns); }
    void goTo(const QString &ns)
    {
        auto *spaces = child<QComboBox>(page.get(), "nameSpace");
        spaces->lineEdit()->setText(ns); // keyClicks() knows ASCII only
        QTest::keyClick(spaces->lineEdit(), Qt::Key_Return);
    }
    void chooseEcho()
    {
        QTRY_COMPARE(table("contents")->model()->rowCount(), 1);
        table("contents")->setCurrentIndex(table("contents")->model()->index(0, 0));
    }

private Q_SLOTS:
    void init() { f = std::make_unique<PackageFixture>(); }
    void cleanup()
    {
        page.reset();
        f.reset();
    }

    void loads()
    {
        open();
        QCOMPARE(state()->state(), StateView::Loading);
        QTRY_COMPARE(state()->state(), StateView::Content);
        const QAbstractItemModelTester tester(table("sharedPackages")->model());
        QCOMPARE(table("sharedPackages")->model()->index(0, 0).data().toString(), u"utils"_s);
        QCOMPARE(table("sharedPackages")->model()->index(0, 2).data().toString(), u"Building blocks"_s);
        chooseEcho();
        QCOMPARE(child<QLabel>(page.get(), "aboutText")->text(), u"Returns its input"_s);
        auto *notes = table("parameterNotes")->model();
        const QAbstractItemModelTester notesTester(notes);
        QCOMPARE(notes->index(0, 0).data().toString(), u"payload"_s);
        QCOMPARE(notes->index(0, 2).data().toString(), u"yes"_s);
        QCOMPARE(notes->index(0, 3).data().toString(), u"Any text"_s);
        QCOMPARE(json::read(child<QPlainTextEdit>(page.get(), "sampleInput")->toPlainText().toUtf8())->value.value(u"payload").toString(),
                 u"Five"_s);
    }

    void theExampleBecomesThePayload()
    {
        open();
        chooseEcho();
        QVERIFY(child<QWidget>(page.get(), "invokePanel")->isHidden());
        click(page.get(), "useSample");
        QVERIFY(child<QWidget>(page.get(), "invokePanel")->isVisible());
        const auto typed = [this] { return json::read(child<JsonEdit>(page.get(), "payload")->text().toUtf8())->value; };
        QCOMPARE(typed().value(u"payload").toString(), u"Five"_s);
        QVERIFY(page->canInvoke());
    }

    void usedInEveryWay()
    {
        open();
        chooseEcho();
        QSignalSpy opened(page.get(), &Page::openRequested);
        click(page.get(), "bindPackage");
        click(page.get(), "openPackage");
        click(page.get(), "openAction");
        const auto target = [&opened](int i) { return opened.at(i).at(0).value<Target>(); };
        QCOMPARE(target(0).kind, Target::Kind::NewBinding);
        QCOMPARE(target(0).name.full(), u"/whisk.system/utils"_s);
        QCOMPARE(target(1).toText(), u"package:/whisk.system/utils"_s);
        QCOMPARE(target(2).toText(), u"action:/whisk.system/utils/echo"_s);
        QVERIFY(page->canInvoke());
        f->server.on("POST /api/v1/namespaces/whisk.system/actions/utils/echo*",
                     answer::json(R"({"activationId":"11111111111111111111111111111111","response":{"success":true,
                        "status":"success","result":{"payload":"x"}},"start":1,"end":2,"duration":1,"logs":[],
                        "name":"echo","namespace":"guest","version":"0.0.1","annotations":[],"publish":false,"subject":"g"})"));
        click(page.get(), "tryAction");
        QVERIFY(child<QWidget>(page.get(), "invokePanel")->isVisible());
        QSignalSpy ran(page.get(), &Page::ran);
        page->invoke();
        QTRY_COMPARE(ran.count(), 1);
        QCOMPARE(f->server.count("POST *"), 1);
    }

    void emptyNamespaceSaysSo()
    {
        open();
        goTo(u"nobody"_s);
        f->server.on("GET /api/v1/namespaces/nobody/packages?*", answer::json("[]"));
        QTRY_COMPARE(state()->state(), StateView::Empty);
        QVERIFY(state()->text().contains(u"nobody shares no packages"_s));
        QVERIFY(!child<QWidget>(page.get(), "bindPackage")->isEnabled());
    }

    void namespacesThatAreNone_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("empty") << QString();
        QTest::newRow("slash") << u"a/b"_s;
        QTest::newRow("chinese") << u"空间"_s;
        QTest::newRow("long") << QString(257, u'n');
    }
    void namespacesThatAreNone()
    {
        QFETCH(QString, typed);
        open();
        QTRY_COMPARE(state()->state(), StateView::Content);
        const int asked = f->server.count();
        goTo(typed);
        QVERIFY(child<QLabel>(page.get(), "nameSpaceProblem")->isVisible());
        QCOMPARE(f->server.count(), asked);
    }

    void legalNamespacesAreEncoded()
    {
        open();
        goTo(u"/a@b & c"_s);
        QTRY_VERIFY(f->server.count("GET /api/v1/namespaces/a%40b%20%26%20c/packages*") == 1);
    }

    void ownOnesWithoutBindings()
    {
        open(u"guest"_s);
        QTRY_COMPARE(table("sharedPackages")->model()->rowCount(), 2); // notes and orders
        QSignalSpy opened(page.get(), &Page::openRequested);
        QTRY_VERIFY(child<QWidget>(page.get(), "openPackage")->isEnabled());
        click(page.get(), "openPackage");
        QCOMPARE(opened.at(0).at(0).value<Target>().toText(), u"package:notes"_s);
    }

    void filterFindsDescriptions()
    {
        open();
        QTRY_COMPARE(state()->state(), StateView::Content);
        auto *filter = child<SearchField>(page.get(), "packageFilter");
        QTest::keyClicks(filter, u"zzz"_s);
        QCOMPARE(state()->state(), StateView::Empty);
        press(state(), u"Clear the filter"_s);
        QCOMPARE(state()->state(), StateView::Content);
        QTest::keyClicks(filter, u"blocks"_s);
        QCOMPARE(table("sharedPackages")->model()->rowCount(), 1);
    }

    void errorThenAgain()
    {
        f->server.on(list, answer::error(400, "no"));
        open();
        QTRY_COMPARE(state()->state(), StateView::Error_);
        f->server.on(list, [this](const FakeRequest &r) { return f->listOf(r, u"whisk.system"_s); });
        press(state(), u"Try again"_s);
        QTRY_COMPARE(state()->state(), StateView::Content);
        f->server.on("GET /api/v1/namespaces/whisk.system/packages/utils", PackageFixture::forbidden(u"whisk.system/utils"_s));
        page->refresh();
        auto *about = child<StateView>(page.get(), "packageState");
        QTRY_COMPARE(about->state(), StateView::Error_);
        QVERIFY(about->text().contains(u"does not share it"_s));
        QVERIFY(!child<QWidget>(page.get(), "bindPackage")->isEnabled());
    }

    void closedAndSessionGoneWhileLoading()
    {
        f->server.hold(list);
        open();
        QTRY_COMPARE(f->server.waiting(list), 1);
        page.reset();
        QTRY_COMPARE(f->server.aborted(list), 1);
        open();
        QTRY_COMPARE(f->server.waiting(list), 1);
        f->session.reset();
        QTRY_COMPARE(state()->state(), StateView::Error_);
        QVERIFY(!page->canInvoke());
        page->refresh();
        QVERIFY(state()->text().contains(u"closed"_s));
    }

    void readOnlyConnectionOnlyLooks()
    {
        f = std::make_unique<PackageFixture>(true);
        open();
        chooseEcho();
        QTRY_VERIFY(child<QWidget>(page.get(), "openAction")->isEnabled());
        QVERIFY(!child<QWidget>(page.get(), "bindPackage")->isEnabled());
        QVERIFY(!child<QWidget>(page.get(), "tryAction")->isEnabled());
    }

    void rowsOfOddDocuments()
    {
        const auto rows = packageRows(json::read(R"({"feeds":[{"name":"alarm","version":"1","annotations":
            [{"key":"feed","value":true},{"key":"description","value":{"x":1}}]}],
            "actions":[{"name":"b"},{"name":"a","annotations":[{"key":"parameters","value":[7,{"name":"n",
            "bindTime":true,"default":5},{"required":true}]}]},9]})")->value);
        QCOMPARE(rows.size(), 4);
        QCOMPARE(rows.at(1).name, u"a"_s);
        QVERIFY(rows.last().feed);
        QCOMPARE(rows.last().description, uR"({"x":1})"_s);
        const auto notes = parameterNotes(rows.at(1).annotations);
        QCOMPARE(notes.size(), 1);
        QVERIFY(notes.first().bound);
        QCOMPARE(notes.first().value, u"5"_s);
        QVERIFY(sampleText(rows.at(1).annotations, u"sampleInput").isEmpty());
    }
};

QTEST_MAIN(TestPublicPackages)
#include "tst_publicpackages.moc"
