#include "tests/ui/editors/packagefixture.h"
#include "ui/editors/reviewdialog.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/switch.h"

#include <QAbstractItemModelTester>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>

using namespace Qt::StringLiterals;

/// A package that exists: its page, what is saved of it, drafts, conflicts, deleting. Bindings: tst_bindingpage.
class TestPackagePage : public QObject {
    Q_OBJECT

    std::unique_ptr<PackageFixture> f;
    std::unique_ptr<Page> page;

    void open(const char *name, const QString &ns = u"_"_s)
    {
        page = f->open(Target::Kind::Package, name, ns);
        QTRY_VERIFY(isEntityReady(page.get()));
    }
    StateView *state() { return child<StateView>(page.get(), "entityState"); }
    template <typename Widget> Widget *contents(const char *name)
    {
        return child<Widget>(child<QWidget>(page.get(), "contentsTab"), name);
    }
    QString message() { return child<MessageBar>(page.get(), "pageMessage")->text(); }
    ReviewDialog *dialog() { return page->findChild<ReviewDialog *>(); }
    QTableView *entries(const char *tab) { return child<QTableView>(child<QWidget>(page.get(), tab), "entries"); }
    void editValue(const char *tab, int row, const QString &text)
    {
        QWidget *part = child<QWidget>(page.get(), tab);
        entries(tab)->setCurrentIndex(entries(tab)->model()->index(row, 0));
        auto *value = child<CodeEditor>(part, "valueText");
        QTest::keyClick(value->editor(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(value->editor(), text);
    }
    void review()
    {
        page->save();
        QVERIFY(dialog());
        QTRY_COMPARE(child<StateView>(dialog(), "reviewState")->state(), StateView::Content);
    }
    void save()
    {
        review();
        click(dialog(), "reviewSave");
        QTRY_VERIFY(!dialog());
    }
    QAction *command(const char *id)
    {
        for (QAction *action : page->commands())
            if (action->objectName() == QLatin1String(id))
                return action;
        qFatal("no command %s", id);
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
        page = f->open(Target::Kind::Package, "orders");
        QCOMPARE(state()->state(), StateView::Loading);
        QVERIFY(!page->canSave());
        QTRY_VERIFY(isEntityReady(page.get()));
        QCOMPARE(page->glyph(), u"package"_s);
        QCOMPARE(page->title(), u"orders"_s);
        QCOMPARE(child<QLabel>(page.get(), "versionChip")->text(), u"v0.0.3"_s);
        auto *table = contents<QTableView>("contents");
        const QAbstractItemModelTester tester(table->model());
        QCOMPARE(table->model()->rowCount(), 1);
        QCOMPARE(table->model()->index(0, 0).data().toString(), u"price-quote"_s);
        QCOMPARE(table->model()->index(0, 4).data().toString(), u"prices"_s);
        QSignalSpy opened(page.get(), &Page::openRequested);
        Q_EMIT table->activated(table->model()->index(0, 0));
        QCOMPARE(opened.at(0).at(0).value<Target>(), f->target);
        click(page.get(), "addAction");
        const auto added = opened.at(1).at(0).value<Target>();
        QCOMPARE(added.kind, Target::Kind::NewAction);
        QCOMPARE(added.name.package, u"orders"_s);
        click(page.get(), "bindIt");
        const auto bound = opened.at(2).at(0).value<Target>();
        QCOMPARE(bound.kind, Target::Kind::NewBinding);
        QCOMPARE(bound.name.full(), u"/guest/orders"_s);
        QVERIFY(child<QLabel>(page.get(), "packageUses")->text().contains(u"eu"_s));
    }

    void emptyPackageSaysSo()
    {
        open("notes");
        QVERIFY(contents<QLabel>("contentsEmpty")->isVisible());
        QVERIFY(contents<QLabel>("contentsEmpty")->text().contains(u"no actions yet"_s));
        QVERIFY(child<Switch>(page.get(), "share")->isChecked());
    }

    void errorTellsAMissingPackageInPlainWords_data()
    {
        QTest::addColumn<QString>("ns");
        QTest::addColumn<QString>("words");
        QTest::newRow("own") << u"_"_s << u"There is no package nope."_s;
        QTest::newRow("another's") << u"other"_s << u"Namespace other has no package nope, or does not share it"_s;
    }
    void errorTellsAMissingPackageInPlainWords()
    {
        QFETCH(QString, ns);
        QFETCH(QString, words);
        page = f->open(Target::Kind::Package, "nope", ns);
        QTRY_COMPARE(state()->state(), StateView::Error_);
        QVERIFY2(state()->text().contains(words), qPrintable(state()->text()));
        QVERIFY(!page->canSave());
        f->add(R"({"namespace":"guest","name":"nope","version":"0.0.1","updated":1,"binding":{},"parameters":[],"annotations":[]})");
        if (ns == u"_"_s) {
            press(state(), u"Try again"_s);
            QTRY_COMPARE(state()->state(), StateView::Content);
        }
    }

    void closedAndSessionGoneWhileLoading()
    {
        const QByteArray route = "GET /api/v1/namespaces/_/packages/orders";
        f->server.hold(route);
        page = f->open(Target::Kind::Package, "orders");
        QTRY_COMPARE(f->server.waiting(route), 1);
        page.reset();
        QTRY_COMPARE(f->server.aborted(route), 1);
        page = f->open(Target::Kind::Package, "orders");
        QTRY_COMPARE(f->server.waiting(route), 1);
        f->session.reset();
        QTRY_COMPARE(state()->state(), StateView::Error_);
        QVERIFY(!page->canSave());
        page->refresh();
        QVERIFY(state()->text().contains(u"closed"_s));
    }

    void onlyTheEditedListIsSent()
    {
        open("orders");
        const json::Value before = f->package("orders");
        QVERIFY(entries("parametersTab")->model()->rowCount() == 2);
        child<QTabBar>(page.get(), "entityTabs")->setCurrentIndex(2);
        editValue("parametersTab", 1, u"eu-1"_s);
        QVERIFY(page->modified());
        save();
        QCOMPARE(f->puts.size(), 1);
        QCOMPARE(json::compact(f->puts.first()),
                 QByteArray(R"({"parameters":[{"key":"currency","value":"USD"},{"key":"region","value":"eu-1"}]})"));
        QCOMPARE(f->package("orders").value(u"annotations"), before.value(u"annotations")); // 1.50 and the order, too
        QVERIFY(!page->modified());
        QCOMPARE(child<QLabel>(page.get(), "versionChip")->text(), u"v0.0.4"_s);
        const auto kept = await(f->store->versions({u"profile-1"_s, page->target().toText()}));
        QCOMPARE(kept->size(), 1);
        QCOMPARE(kept->first().version, u"0.0.3"_s);
    }

    void annotationsGoWholeBecauseTheyAreReplaced()
    {
        open("orders");
        editValue("annotationsTab", 0, u"orders of all"_s);
        save();
        QCOMPARE(json::compact(f->puts.first()),
                 QByteArray(R"({"annotations":[{"key":"description","value":"orders of all"},)"
                            R"({"key":"owner","value":{"team":"a","page":1.50}}]})"));
    }

    void sharingSaysWhatItMeansAndSendsThatAlone()
    {
        open("orders");
        auto *meaning = child<QLabel>(page.get(), "shareMeaning");
        QVERIFY(meaning->text().contains(u"Only this namespace"_s));
        child<Switch>(page.get(), "share")->click();
        QVERIFY(meaning->text().contains(u"Everybody"_s));
        review();
        QCOMPARE(child<QTableView>(dialog(), "changeTable")->model()->index(0, 3).data().toString(),
                 u"shared with everybody"_s);
        QVERIFY(child<QPlainTextEdit>(dialog(), "sent")->toPlainText().contains(u"not sent: parameters, annotations"_s));
        click(dialog(), "reviewSave");
        QTRY_VERIFY(!dialog());
        QCOMPARE(json::compact(f->puts.first()), QByteArray(R"({"publish":true})"));
        QTRY_VERIFY(f->package("orders").value(u"publish").toBool());
    }

    void twoPeopleEditing()
    {
        open("orders");
        editValue("parametersTab", 0, u"EUR"_s);
        json::Value theirs = f->package("orders");
        theirs.set(u"parameters", json::read(R"([{"key":"currency","value":"CHF"},{"key":"region","value":"us"},
            {"key":"new","value":1}])")->value);
        f->save(u"guest/orders"_s, theirs);
        review();
        auto *conflict = child<MessageBar>(dialog(), "conflict");
        QVERIFY(conflict->text().contains(u"drops 1 of their changes"_s));
        QVERIFY(!child<QWidget>(dialog(), "reviewSave")->isEnabled());
        press(conflict, u"Overwrite with mine"_s);
        click(dialog(), "reviewSave");
        QTRY_VERIFY(!dialog());
        QCOMPARE(json::compact(f->puts.first()),
                 QByteArray(R"({"parameters":[{"key":"currency","value":"EUR"},{"key":"region","value":"us"},)"
                            R"({"key":"new","value":1}]})")); // what they added stays
    }

    void deletedWhileItIsEdited()
    {
        open("orders");
        editValue("parametersTab", 0, u"EUR"_s);
        f->packages.remove(u"guest/orders"_s);
        page->save();
        QTRY_COMPARE(child<StateView>(dialog(), "reviewState")->state(), StateView::Error_);
        QVERIFY(child<StateView>(dialog(), "reviewState")->text().contains(u"no longer on the server"_s));
        QVERIFY(await(f->store->draft({u"profile-1"_s, page->target().toText()}))->has_value());
    }

    void itsActionIsRefusedInPlainWords()
    {
        // The package is deleted while its action is edited: the server says no more than "does not exist".
        page.reset(editors::createPage(*f->session, *f->store, f->target));
        page->show();
        QTRY_VERIFY(isReady(page.get()));
        QTest::keyClicks(child<CodeEditor>(page.get(), "code")->editor(), u"//"_s);
        page->save();
        QTRY_COMPARE(child<StateView>(dialog(), "reviewState")->state(), StateView::Content);
        f->server.on("GET " + f->path + "*", answer::error(404, "The requested resource does not exist."));
        click(dialog(), "reviewSave");
        auto *bar = child<MessageBar>(dialog(), "reviewMessage");
        QTRY_VERIFY2(bar->text().contains(u"There is no price-quote, or no package orders"_s), qPrintable(bar->text()));
        QVERIFY(page->modified());
    }

    void lostAnswerIsLookedUp()
    {
        open("orders");
        child<Switch>(page.get(), "share")->click();
        review();
        f->server.on("PUT /api/v1/namespaces/_/packages/*", [this](const FakeRequest &r) {
            f->putPackage(r, PackageFixture::keyOf(r, u"guest"_s));
            return answer::closed();
        });
        click(dialog(), "reviewSave");
        QTRY_VERIFY(!dialog());
        QCOMPARE(f->server.count("PUT *"), 1);
        QVERIFY(!page->modified());
    }

    void draftComesBackWithoutTheSecret()
    {
        open("orders");
        child<Switch>(page.get(), "share")->click();
        editValue("parametersTab", 0, u"EUR"_s);
        QVERIFY(page->prepareClose());
        page.reset();
        open("orders");
        auto *bar = child<MessageBar>(page.get(), "draftBar");
        QTRY_VERIFY(bar->text().contains(u"You have a draft"_s));
        QVERIFY(!child<QWidget>(page.get(), "share")->isEnabled());
        press(bar, u"Restore"_s);
        QVERIFY(child<Switch>(page.get(), "share")->isChecked());
        QCOMPARE(entries("parametersTab")->model()->index(0, 2).data().toString(), u"\"EUR\""_s);
        click(page.get(), "revert");
        QVERIFY(!page->modified());
        press(child<MessageBar>(page.get(), "pageMessage"), u"Undo"_s);
        QVERIFY(page->modified());
    }

    void serverWordsOfARefusalStay()
    {
        open("notes");
        child<Switch>(page.get(), "share")->click();
        review();
        f->server.once("PUT /api/v1/namespaces/_/packages/notes?overwrite=true", answer::error(429, "Too many requests"));
        click(dialog(), "reviewSave");
        QTRY_VERIFY(child<MessageBar>(dialog(), "reviewMessage")->text().contains(u"Too many requests"_s));
    }

    void emptyOneIsDeletedAndMadeAgain()
    {
        open("notes");
        confirm::setNextAnswer(confirm::Answer::Yes);
        command("entity.delete")->trigger();
        QTRY_VERIFY(message().contains(u"is deleted"_s));
        QVERIFY(!f->packages.contains(u"guest/notes"_s));
        QCOMPARE(await(f->store->versions({u"profile-1"_s, u"package:notes"_s}))->size(), 1);
        press(page.get(), u"Create it again…"_s);
        QCOMPARE(page->target().kind, Target::Kind::NewPackage);
        f->session->refresh(openwhisk::Collection::Packages);
        QTRY_VERIFY(page->canSave());
        save();
        QTRY_COMPARE(page->target().toText(), u"package:notes"_s);
        QVERIFY(f->package("notes").value(u"publish").toBool());
    }

    void itsActionsAreDeletedFromTheTable()
    {
        open("orders");
        auto *table = contents<QTableView>("contents");
        table->setCurrentIndex(table->model()->index(0, 0));
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Delete);
        auto *plan = page->findChild<QDialog *>(u"bulk"_s);
        QVERIFY(plan);
        QCOMPARE(plan->findChild<QTableView *>()->model()->rowCount(), 1);
        QTRY_VERIFY(child<QWidget>(plan, "go")->isEnabled());
        click(plan, "go");
        QTRY_COMPARE(f->server.count("DELETE " + f->path), 1);
        open("eu"); // a binding's actions are not its own
        QVERIFY(!child<QAction>(page.get(), "deleteEntry")->isEnabled());
    }

    void fullOneShowsWhatGoesFirst()
    {
        open("orders");
        command("entity.delete")->trigger();
        QDialog *plan = nullptr;
        QTRY_VERIFY((plan = page->findChild<QDialog *>()));
        auto *table = plan->findChild<QTableView *>();
        QVERIFY(table);
        QCOMPARE(table->model()->rowCount(), 2); // the action, then the package
        QVERIFY(f->server.count("DELETE *") == 0);
        plan->reject();
        QVERIFY(f->packages.contains(u"guest/orders"_s));
    }

    void readOnlyConnection()
    {
        f = std::make_unique<PackageFixture>(true);
        open("orders");
        QVERIFY(child<QWidget>(page.get(), "readOnlyChip")->isVisible());
        QVERIFY(!child<QWidget>(page.get(), "share")->isEnabled());
        QVERIFY(!child<QWidget>(page.get(), "addAction")->isEnabled());
        QVERIFY(!command("entity.delete")->isEnabled());
        QVERIFY(child<QWidget>(page.get(), "save")->toolTip().contains(u"read-only"_s));
    }

    void anothersIsReadOnly()
    {
        open("utils", u"whisk.system"_s);
        QVERIFY(child<QWidget>(page.get(), "readOnlyChip")->toolTip().contains(u"whisk.system"_s));
        QVERIFY(!child<QWidget>(page.get(), "share")->isEnabled());
        QVERIFY(child<QWidget>(page.get(), "bindIt")->isEnabled());
        QSignalSpy opened(page.get(), &Page::openRequested);
        auto *table = contents<QTableView>("contents");
        table->setCurrentIndex(table->model()->index(0, 0));
        QCOMPARE(contents<QLabel>("aboutText")->text(), u"Returns its input"_s);
        QVERIFY(contents<QPlainTextEdit>("sampleInput")->toPlainText().contains(u"Five"_s));
        Q_EMIT table->activated(table->model()->index(0, 0));
        QCOMPARE(opened.at(0).at(0).value<Target>().name.full(), u"/whisk.system/utils/echo"_s);
    }

    void newPackageByName_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("problem");
        QTest::newRow("none") << QString() << u"needs a name"_s;
        QTest::newRow("signs") << u"a@b & c"_s << QString();
        QTest::newRow("256") << QString(256, u'x') << QString();
        QTest::newRow("257") << QString(257, u'x') << u"too long"_s;
        QTest::newRow("chinese") << u"包裹"_s << u"begins with a letter"_s;
        QTest::newRow("blank at the end") << u"a "_s << u"end with a blank"_s;
        QTest::newRow("taken") << u"orders"_s << u"exists already"_s;
        QTest::newRow("reserved") << u"default"_s << u"reserved"_s;
    }
    void newPackageByName()
    {
        QFETCH(QString, name);
        QFETCH(QString, problem);
        page = f->open(Target::Kind::NewPackage);
        QTRY_VERIFY(isEntityReady(page.get()));
        auto *edit = child<QLineEdit>(page.get(), "newName");
        edit->setText(name); // keyClicks() knows ASCII only
        Q_EMIT edit->textEdited(name);
        QCOMPARE(page->canSave(), problem.isEmpty());
        QVERIFY(child<QWidget>(page.get(), "save")->toolTip().contains(problem));
        if (!problem.isEmpty())
            return;
        save();
        QVERIFY(f->packages.contains(u"guest/"_s + name));
        QCOMPARE(json::compact(f->puts.first()), QByteArray("{}"));
        QCOMPARE(page->target().kind, Target::Kind::Package);
        QCOMPARE(page->title(), name);
    }
};

QTEST_MAIN(TestPackagePage)
#include "tst_packagepage.moc"
