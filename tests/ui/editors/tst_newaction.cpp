#include "tests/ui/editors/editorfixture.h"
#include "ui/editors/actionpage.h"
#include "ui/editors/pages.h"
#include "ui/editors/reviewdialog.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/stateview.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTabBar>

using namespace Qt::StringLiterals;

class TestNewAction : public QObject {
    Q_OBJECT

    std::unique_ptr<EditorFixture> f;
    std::unique_ptr<ActionPage> page;

    void open(const Target &target)
    {
        page = std::make_unique<ActionPage>(*f->session, *f->store, target);
        page->show();
    }
    QLineEdit *name() { return child<QLineEdit>(page.get(), "newName"); }
    QString problem() { return child<QLabel>(page.get(), "nameProblem")->text(); }
    QString code() { return child<CodeEditor>(page.get(), "code")->text(); }
    ReviewDialog *dialog() { return page->findChild<ReviewDialog *>(); }

private Q_SLOTS:
    void init() { f = std::make_unique<EditorFixture>(); }
    void cleanup()
    {
        page.reset();
        f.reset();
    }

    void beginsWithATemplateOfTheDefaultKind()
    {
        open(editors::newAction());
        QTRY_VERIFY(code().contains(u"function main"_s));
        QCOMPARE(child<QComboBox>(page.get(), "kind")->currentData().toString(), u"nodejs:20"_s);
        QVERIFY(child<QComboBox>(page.get(), "kind")->findData(u"nodejs:14"_s) < 0); // deprecated
        QCOMPARE(page->title(), u"New action"_s);
        QVERIFY(!page->canSave());
        QVERIFY(!page->canInvoke());
        QVERIFY(child<QWidget>(page.get(), "invoke")->toolTip().contains(u"create it first"_s));
        QVERIFY(!page->modified());
    }

    void namesAreChecked()
    {
        open(editors::newAction(u"orders"_s));
        QTRY_VERIFY(!code().isEmpty());
        QTest::keyClicks(name(), u"a/b"_s);
        QVERIFY(!problem().isEmpty());
        QVERIFY(!page->canSave());
        name()->setText(u"price-quote"_s);
        QVERIFY(problem().contains(u"exists"_s));
        QVERIFY(!page->canSave());
        child<QComboBox>(page.get(), "newPackage")->setCurrentIndex(0);
        QVERIFY(problem().isEmpty());
        QVERIFY(page->canSave());
        name()->setText(u"orders"_s); // a package has this name
        QVERIFY(problem().contains(u"share"_s));
    }

    void kindBringsItsTemplate()
    {
        open(editors::newAction());
        QTRY_VERIFY(!code().isEmpty());
        auto *kind = child<QComboBox>(page.get(), "kind");
        const auto choose = [kind](const QString &wanted) {
            kind->setCurrentIndex(kind->findData(wanted));
            Q_EMIT kind->activated(kind->currentIndex());
        };
        choose(u"python:3.11"_s);
        QTRY_VERIFY(code().startsWith(u"def main"_s));
        QTest::keyClicks(child<CodeEditor>(page.get(), "code")->editor(), u"# own"_s);
        page->prepareClose();
        choose(u"nodejs:20"_s);
        QVERIFY(code().startsWith(u"# own"_s));
    }

    void createsWithoutOverwriting()
    {
        const QByteArray path = "/api/v1/namespaces/_/actions/orders/fresh";
        QByteArray body;
        f->server.on("PUT " + path, [&body](const FakeRequest &r) {
            body = r.body;
            return answer::json(R"({"namespace":"guest/orders","name":"fresh","version":"0.0.1","updated":5,
                "exec":{"kind":"nodejs:20","code":"x","binary":false},"parameters":[],"limits":{},"annotations":[]})");
        });
        open(editors::newAction(u"orders"_s));
        QTRY_VERIFY(!code().isEmpty());
        QTest::keyClicks(name(), u"fresh"_s);
        const QString written = code();
        f->server.on("GET " + path + "*", [&](const FakeRequest &) {
            json::Value stored = json::read(body)->value;
            for (const auto &[member, text] :
                 {std::pair{u"namespace"_s, u"guest/orders"_s}, {u"name"_s, u"fresh"_s}, {u"version"_s, u"0.0.1"_s}})
                stored.set(member, json::Value::string(text));
            stored.set(u"limits", json::read(R"({"timeout":60000,"memory":256,"logs":10,"concurrency":1})")->value);
            stored.set(
                u"annotations",
                json::read(R"([{"key":"exec","value":"nodejs:20"},{"key":"provide-api-key","value":false}])")->value);
            return answer::json(json::compact(stored));
        });
        page->save();
        QVERIFY(dialog());
        QVERIFY(child<QPlainTextEdit>(dialog(), "sent")
                    ->toPlainText()
                    .startsWith(u"PUT /api/v1/namespaces/_/actions/orders/fresh\n"_s));
        QSignalSpy writtenSignal(page.get(), &Page::entityWritten);
        click(dialog(), "reviewSave");
        QTRY_COMPARE(writtenSignal.count(), 1);
        QCOMPARE(json::read(body)->value.value(u"exec").value(u"code").toString(), written);
        QCOMPARE(page->target(), (Target{Target::Kind::Action, {u"_"_s, u"orders"_s, u"fresh"_s}, {}}));
        QCOMPARE(child<MessageBar>(page.get(), "pageMessage")->text(), QString());
        QVERIFY(page->canInvoke());
        QVERIFY(!page->modified());
        QVERIFY(await(f->store->drafts(u"profile-1"_s))->isEmpty());
    }

    void takenNameIsToldAndNothingLost()
    {
        f->server.on("PUT /api/v1/namespaces/_/actions/fresh", answer::error(409, "resource already exists"));
        open(editors::newAction());
        QTRY_VERIFY(!code().isEmpty());
        QTest::keyClicks(name(), u"fresh"_s);
        page->save();
        click(dialog(), "reviewSave");
        auto *message = child<MessageBar>(dialog(), "reviewMessage");
        QTRY_VERIFY(message->text().contains(u"already exists"_s));
        QCOMPARE(message->kind(), MessageBar::Kind::Error);
        QVERIFY(dialog()->isVisible());
    }

    void unsavedOnesSurvive()
    {
        const Target target = editors::newAction();
        open(target);
        QTRY_VERIFY(!code().isEmpty());
        QTest::keyClicks(name(), u"half-done"_s);
        QTest::keyClicks(child<CodeEditor>(page.get(), "code")->editor(), u"// mine"_s);
        QVERIFY(page->prepareClose());
        page.reset();
        const auto again = Target::fromText(target.toText());
        QCOMPARE(*again, target);
        open(*again);
        QTRY_COMPARE(name()->text(), u"half-done"_s);
        QVERIFY(code().startsWith(u"// mine"_s));
        QVERIFY(page->modified());
    }

    void duplicatesWithSecretsButUnderANewName()
    {
        open(editors::duplicateOf(f->target.name));
        QTRY_COMPARE(name()->text(), u"price-quote-copy"_s);
        QVERIFY(code().startsWith(u"function main"_s));
        QCOMPARE(child<QComboBox>(page.get(), "newPackage")->currentData().toString(), u"orders"_s);
        QCOMPARE(child<QTabBar>(page.get(), "actionTabs")->tabText(1), u"Parameters  3 ●"_s);
        QVERIFY(page->canSave());
    }

    void copyOfWhatIsGone()
    {
        f->server.on("GET /api/v1/namespaces/_/actions/gone*",
                     answer::error(404, "The requested resource does not exist."));
        open(editors::duplicateOf({u"_"_s, {}, u"gone"_s}));
        QTRY_COMPARE(child<StateView>(page.get(), "actionState")->state(), StateView::Error_);
    }

    void sessionGoneWhileCopying()
    {
        f->server.hold("GET " + f->path + "*");
        open(editors::duplicateOf(f->target.name));
        QTRY_COMPARE(f->server.waiting("GET " + f->path + "*"), 1);
        f->session.reset();
        QTRY_COMPARE(child<StateView>(page.get(), "actionState")->state(), StateView::Error_);
    }
};

QTEST_MAIN(TestNewAction)
#include "tst_newaction.moc"
