#include "tests/ui/editors/packagefixture.h"
#include "ui/editors/actionpage.h"
#include "ui/editors/history/historytab.h"
#include "ui/editors/keyvalueeditor.h"
#include "ui/editors/reviewdialog.h"
#include "ui/widgets/messagebar.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>

using namespace Qt::StringLiterals;

/// What the local history keeps of an entity is seen, compared and brought back on its page.
class TestHistoryTab : public QObject {
    Q_OBJECT

    std::unique_ptr<PackageFixture> f;
    std::unique_ptr<Page> page;

    history::VersionInfo keep(const Target &target, const QByteArray &document,
                              history::VersionInfo::Reason reason = history::VersionInfo::Reason::Overwritten)
    {
        return *await(f->store->keepVersion({u"profile-1"_s, target.toText()}, reason, json::read(document)->value));
    }
    static Target package(const QString &name) { return {Target::Kind::Package, {u"_"_s, {}, name}, {}}; }
    void open(const Target &target)
    {
        page.reset(editors::createPage(*f->session, *f->store, target));
        page->resize(1180, 700);
        page->show();
    }
    bool loaded(const char *state)
    {
        return QTest::qWaitFor([&] {
            return child<StateView>(page.get(), state)->state() == StateView::Content
                && !child<QWidget>(page.get(), "save")->toolTip().contains(u"Looking"_s);
        }, 30'000);
    }
    HistoryTab *tab() { return page->findChild<HistoryTab *>(); }
    QAbstractItemModel *rows() { return child<QTableView>(tab(), "versions")->model(); }
    void showHistory()
    {
        const auto bars = page->findChildren<QTabBar *>();
        for (QTabBar *bar : bars)
            for (int i = 0; i < bar->count(); ++i)
                if (bar->tabText(i).startsWith(u"History"_s))
                    bar->setCurrentIndex(i);
    }
    ReviewDialog *dialog() { return page->findChild<ReviewDialog *>(); }
    bool reviewed()
    {
        return QTest::qWaitFor([this] {
            return dialog() && child<StateView>(dialog(), "reviewState")->state() == StateView::Content;
        }, 30'000);
    }

private Q_SLOTS:
    void init() { f = std::make_unique<PackageFixture>(); }
    void cleanup()
    {
        page.reset();
        f.reset();
    }

    void earlierVersionsAreListed()
    {
        const Target orders = package(u"orders"_s);
        keep(orders, R"({"namespace":"guest","name":"orders","version":"0.0.1","parameters":[],"annotations":[]})");
        keep(orders, R"({"namespace":"guest","name":"orders","version":"0.0.2","annotations":[],
            "parameters":[{"key":"API_TOKEN","value":"hush"}]})", history::VersionInfo::Reason::Deleted);
        open(orders);
        QVERIFY(loaded("entityState"));
        QTRY_COMPARE(rows()->rowCount(), 2);
        const QAbstractItemModelTester tester(rows());
        QCOMPARE(rows()->index(0, 0).data().toString(), u"v0.0.2"_s);
        QCOMPARE(rows()->index(0, 2).data().toString(), u"deleted"_s);
        QCOMPARE(rows()->index(0, 3).data().toString(), u"/parameters/0/value"_s);
        QCOMPARE(rows()->index(1, 2).data().toString(), u"overwritten"_s);
        QCOMPARE(tab()->count(), 2);
        QTRY_VERIFY(child<QWidget>(tab(), "compareVersion")->isEnabled());
    }

    void withoutAnyItSaysSo()
    {
        open(package(u"notes"_s));
        QVERIFY(loaded("entityState"));
        QTRY_COMPARE(child<StateView>(tab(), "historyState")->state(), StateView::Empty);
        QCOMPARE(tab()->count(), 0);
        QVERIFY(!child<QWidget>(tab(), "restoreVersion")->isEnabled());
        open({Target::Kind::NewPackage, {u"_"_s, {}, {}}, u"draft-1"_s});
        QTRY_COMPARE(child<StateView>(page.get(), "entityState")->state(), StateView::Content);
        for (QTabBar *bar : page->findChildren<QTabBar *>())
            for (int i = 0; i < bar->count(); ++i)
                QVERIFY(!bar->isTabVisible(i) || !bar->tabText(i).startsWith(u"History"_s));
    }

    void aPackageIsBroughtBackThroughReview()
    {
        const Target orders = package(u"orders"_s);
        keep(orders, R"({"namespace":"guest","name":"orders","version":"0.0.1","publish":true,"annotations":[],
            "parameters":[{"key":"currency","value":"EUR"}]})");
        open(orders);
        QVERIFY(loaded("entityState"));
        showHistory();
        QTRY_VERIFY(child<QWidget>(tab(), "restoreVersion")->isEnabled());
        click(tab(), "restoreVersion");
        QVERIFY(page->modified());
        QVERIFY(reviewed());
        click(dialog(), "reviewSave");
        QTRY_VERIFY(!page->modified());
        const json::Value stored = f->package("orders");
        QVERIFY(stored.value(u"publish").toBool());
        QCOMPARE(json::compact(stored.value(u"parameters")), QByteArray(R"([{"key":"currency","value":"EUR"}])"));
        QTRY_COMPARE(rows()->rowCount(), 2); // what it took the place of can come back, too
        QCOMPARE(rows()->index(0, 0).data().toString(), u"v0.0.3"_s);
    }

    void whatIsBroughtBackCanBeUndone()
    {
        const Target notes = package(u"notes"_s);
        keep(notes, R"({"namespace":"guest","name":"notes","version":"0.0.0","publish":true,"annotations":[],
            "parameters":[{"key":"API_TOKEN","value":"hush"},{"key":"a","value":1}]})");
        open(notes);
        QVERIFY(loaded("entityState"));
        showHistory();
        QTRY_VERIFY(child<QWidget>(tab(), "restoreVersion")->isEnabled());
        click(tab(), "restoreVersion");
        auto *message = child<MessageBar>(page.get(), "pageMessage");
        QVERIFY(message->text().contains(u"type them again"_s)); // nobody has the secret
        QVERIFY(!dialog());
        QVERIFY(page->modified());
        press(message, u"Undo"_s);
        QVERIFY(!page->modified());
    }

    void aVersionIsComparedWithTheServer()
    {
        const Target orders = package(u"orders"_s);
        keep(orders, R"({"namespace":"guest","name":"orders","version":"0.0.1","parameters":[],"annotations":[]})");
        open(orders);
        QVERIFY(loaded("entityState"));
        showHistory();
        QTRY_VERIFY(child<QWidget>(tab(), "compareVersion")->isEnabled());
        click(tab(), "compareVersion");
        QVERIFY(reviewed());
        QVERIFY(child<QWidget>(dialog(), "reviewSave")->isHidden());
        QVERIFY(!page->modified());
    }

    void parametersOfABindingsOriginAreNotKept()
    {
        EntityCopy copy;
        copy.document = json::read(R"({"name":"eu","parameters":[{"key":"currency","value":"USD"},{"key":"region","value":"eu"}]})")->value;
        copy.edit = json::read(R"({"parameters":[{"key":"region","value":"eu"}]})")->value;
        QCOMPARE(keptDocument(copy), copy.document);
        copy.inherited = {{u"currency"_s, json::Value::string(u"USD"_s), false, {}}};
        QCOMPARE(json::compact(keptDocument(copy)), QByteArray(R"({"name":"eu","parameters":[{"key":"region","value":"eu"}]})"));
    }

    void anActionIsBroughtBackWithItsSecretsOfNow()
    {
        json::Value old = f->action;
        old.set(u"version", json::Value::string(u"0.0.9"_s));
        old.set(u"exec", json::read(R"({"kind":"nodejs:20","code":"old code","binary":false})")->value);
        keep(f->target, json::compact(old));
        open(f->target);
        QVERIFY(loaded("actionState"));
        showHistory();
        QTRY_VERIFY(child<QWidget>(tab(), "restoreVersion")->isEnabled());
        click(tab(), "restoreVersion");
        QVERIFY(reviewed());
        QCOMPARE(child<CodeEditor>(page.get(), "code")->text(), u"old code"_s);
        click(dialog(), "reviewSave");
        QTRY_VERIFY(!page->modified());
        QCOMPARE(f->action.value(u"exec").value(u"code").toString(), u"old code"_s);
        QVERIFY(json::compact(f->action.value(u"parameters")).contains("hush-hush-old"));
        QTRY_COMPARE(tab()->count(), 2);
    }

    void whatIsGoneIsCreatedAgain()
    {
        const Target gone = package(u"was-here"_s);
        keep(gone, R"({"namespace":"guest","name":"was-here","version":"0.0.5","publish":true,"annotations":[],
            "parameters":[{"key":"a","value":1}]})", history::VersionInfo::Reason::Deleted);
        open(gone);
        QTRY_COMPARE(child<StateView>(page.get(), "entityState")->state(), StateView::Error_);
        QAbstractButton *again = nullptr;
        QTRY_VERIFY([&] {
            for (QAbstractButton *button : page->findChildren<QAbstractButton *>())
                if (button->text().startsWith(u"Create it again from v0.0.5"_s))
                    again = button;
            return again != nullptr;
        }());
        again->click();
        QTRY_COMPARE(page->target().kind, Target::Kind::NewPackage);
        QCOMPARE(child<QLineEdit>(page.get(), "newName")->text(), u"was-here"_s);
        QCOMPARE(page->findChild<KeyValueEditor *>(u"parametersTab"_s)->items().size(), 1);
        QTRY_VERIFY2(page->canSave(), qPrintable(child<QWidget>(page.get(), "save")->toolTip()));
        page->save();
        QVERIFY(reviewed());
        click(dialog(), "reviewSave");
        QTRY_COMPARE(page->target(), gone);
        QVERIFY(f->package("was-here").value(u"publish").toBool());
    }

    void aDeletedActionIsCreatedAgain()
    {
        const Target gone{Target::Kind::Action, {u"_"_s, {}, u"old"_s}, {}};
        keep(gone, R"({"namespace":"guest","name":"old","version":"0.0.2","exec":{"kind":"nodejs:20","code":"was code",
            "binary":false},"parameters":[],"annotations":[],"limits":{}})", history::VersionInfo::Reason::Deleted);
        f->server.on("GET /api/v1/namespaces/_/actions/old*", answer::error(404, "The requested resource does not exist."));
        open(gone);
        QTRY_COMPARE(child<StateView>(page.get(), "actionState")->state(), StateView::Error_);
        const auto button = [this] {
            for (QAbstractButton *one : page->findChildren<QAbstractButton *>())
                if (one->text().startsWith(u"Create it again from"_s))
                    return one;
            return static_cast<QAbstractButton *>(nullptr);
        };
        QTRY_VERIFY(button());
        button()->click();
        QTRY_COMPARE(page->target().kind, Target::Kind::NewAction);
        QTRY_COMPARE(child<CodeEditor>(page.get(), "code")->text(), u"was code"_s);
        QCOMPARE(child<QLineEdit>(page.get(), "newName")->text(), u"old"_s);
    }

    void closedWhileReading()
    {
        const Target orders = package(u"orders"_s);
        keep(orders, R"({"namespace":"guest","name":"orders","version":"0.0.1","parameters":[],"annotations":[]})");
        open(orders);
        page.reset(); // the store answers into nothing
        open(orders);
        f->session.reset();
        QTRY_COMPARE(tab()->count(), 1); // it needs no server
        QTRY_VERIFY(!child<QWidget>(tab(), "restoreVersion")->isEnabled());
    }
};

QTEST_MAIN(TestHistoryTab)
#include "tst_historytab.moc"
