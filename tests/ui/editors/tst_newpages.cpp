#include "tests/ui/editors/packagefixture.h"
#include "tests/ui/editors/triggerfixture.h"
#include "ui/editors/reviewdialog.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/messagebar.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>

#include <algorithm>

using namespace openwhisk;
using namespace Qt::StringLiterals;

/// What each page of something new owes: loads, nothing there to choose from, error, closed and session gone meanwhile.
class TestNewPages : public QObject {
    Q_OBJECT

    std::shared_ptr<EditorFixture> f;
    std::unique_ptr<Page> page;
    const QByteArray ns = "/api/v1/namespaces/_/";

    /// Fixtures know their own entities only: triggers and rules, or packages and bindings.
    template <typename Fixture> Fixture *world() { return static_cast<Fixture *>(f.get()); }
    static bool ofTriggers(Target::Kind kind) { return kind == Target::Kind::NewTrigger || kind == Target::Kind::NewRule; }

    void build(Target::Kind kind)
    {
        if (ofTriggers(kind))
            f = std::make_shared<TriggerFixture>();
        else
            f = std::make_shared<PackageFixture>();
    }
    void open(const Target &target)
    {
        page.reset(editors::createPage(*f->session, *f->store, target));
        page->resize(1100, 700);
        page->show();
    }
    void openReady(const Target &target)
    {
        open(target);
        QTRY_VERIFY(isEntityReady(page.get()));
        QVERIFY(await(f->store->draft(f->key()))); // answered in the order of the calls: the page has its draft, or none
    }
    static Target targetOf(Target::Kind kind)
    {
        EntityName from{u"_"_s, {}, {}};
        if (kind == Target::Kind::NewRule)
            from.name = u"lonely"_s;
        if (kind == Target::Kind::NewBinding)
            from = {u"whisk.system"_s, {}, u"utils"_s};
        return {kind, from, u"draft1"_s};
    }
    QString saveTip() { return child<QWidget>(page.get(), "save")->toolTip(); }
    ReviewDialog *dialog() { return page->findChild<ReviewDialog *>(); }
    void name(const QString &text)
    {
        auto *edit = child<QLineEdit>(page.get(), "newName");
        edit->setText(text);
        Q_EMIT edit->textEdited(text);
    }
    void complete(Target::Kind kind)
    {
        name(u"fine"_s);
        if (kind == Target::Kind::NewRule) {
            auto *action = child<QLineEdit>(page.get(), "ruleAction");
            action->setFocus();
            QTest::keyClicks(action, u"orders/price-quote"_s);
            action->completer()->popup()->hide();
        }
        QTRY_VERIFY2(page->canSave(), qPrintable(saveTip()));
    }
    void review()
    {
        page->save();
        QVERIFY2(dialog(), qPrintable(saveTip()));
        QTRY_COMPARE(child<StateView>(dialog(), "reviewState")->state(), StateView::Content);
    }

    void kinds()
    {
        QTest::addColumn<Target::Kind>("kind");
        QTest::addColumn<QByteArray>("list");
        QTest::addColumn<QString>("title");
        QTest::newRow("trigger") << Target::Kind::NewTrigger << QByteArray("triggers") << u"New trigger"_s;
        QTest::newRow("rule") << Target::Kind::NewRule << QByteArray("rules") << u"New rule"_s;
        QTest::newRow("package") << Target::Kind::NewPackage << QByteArray("packages") << u"New package"_s;
        QTest::newRow("binding") << Target::Kind::NewBinding << QByteArray("packages") << u"New binding"_s;
    }

private Q_SLOTS:
    void cleanup()
    {
        page.reset();
        f.reset();
    }

    void loads_data() { kinds(); }
    void loads()
    {
        QFETCH(Target::Kind, kind);
        QFETCH(QString, title);
        build(kind);
        const qsizetype asked = f->server.count("PUT *");
        openReady({kind, {u"_"_s, {}, {}}, u"draft1"_s});
        QCOMPARE(page->title(), title);
        QCOMPARE(page->target().kind, kind);
        QVERIFY(!page->modified() && !page->canSave());
        QVERIFY2(saveTip().contains(u"needs a name"_s), qPrintable(saveTip()));
        QVERIFY(!page->canInvoke());
        page->refresh(); // there is nothing to read yet
        QCOMPARE(child<StateView>(page.get(), "entityState")->state(), StateView::Content);
        name(u"fine"_s);
        QVERIFY(page->modified());
        QCOMPARE(page->title(), u"fine"_s);
        QCOMPARE(f->server.count("PUT *"), asked);
    }

    void empty_data() { kinds(); }
    void empty()
    {
        QFETCH(Target::Kind, kind);
        build(kind);
        if (ofTriggers(kind)) {
            world<TriggerFixture>()->triggers.clear();
            world<TriggerFixture>()->rules.clear();
            f->session->refresh(Collection::Triggers);
            f->session->refresh(Collection::Rules);
            QTRY_VERIFY(f->session->triggers().rows->isEmpty() && f->session->rules().rows->isEmpty());
        } else {
            world<PackageFixture>()->packages.clear();
            f->session->refresh(Collection::Packages);
            QTRY_VERIFY(f->session->packages().rows->isEmpty());
        }
        openReady({kind, {u"_"_s, {}, {}}, u"draft1"_s});
        name(u"first"_s);
        const bool standsAlone = kind == Target::Kind::NewTrigger || kind == Target::Kind::NewPackage;
        QTRY_COMPARE(page->canSave(), standsAlone);
        if (kind == Target::Kind::NewRule) {
            QVERIFY2(saveTip().contains(u"trigger"_s), qPrintable(saveTip()));
            child<QLineEdit>(page.get(), "ruleTrigger")->setFocus();
            QTest::keyClicks(child<QLineEdit>(page.get(), "ruleTrigger"), u"gone"_s);
            QVERIFY(child<QLabel>(page.get(), "triggerNote")->text().contains(u"no trigger gone"_s));
        }
        if (kind == Target::Kind::NewBinding) {
            QTRY_COMPARE(child<StateView>(page.get(), "packagesState")->state(), StateView::Empty);
            QVERIFY(saveTip().contains(u"Choose the package"_s));
        }
    }

    void error_data() { kinds(); }
    void error()
    {
        QFETCH(Target::Kind, kind);
        QFETCH(QByteArray, list);
        build(kind);
        openReady(targetOf(kind));
        complete(kind);
        f->server.once("PUT " + ns + list + "/fine*", answer::error(400, "The server had a bad day."));
        review();
        click(dialog(), "reviewSave");
        auto *bar = child<MessageBar>(dialog(), "reviewMessage");
        QTRY_VERIFY2(bar->text().contains(u"bad day"_s), qPrintable(bar->text()));
        QVERIFY(dialog()->isVisible() && page->modified()); // nothing typed is lost
        QCOMPARE(page->target().kind, kind);
        QSignalSpy written(page.get(), &Page::entityWritten);
        click(dialog(), "reviewSave");
        QTRY_COMPARE(written.count(), 1);
        QCOMPARE(page->target().name.name, u"fine"_s);
        QVERIFY(page->target().kind != kind);
        QCOMPARE(f->server.count("PUT " + ns + list + "/fine*"), 2);
    }

    void closedWhileLoading_data() { kinds(); }
    void closedWhileLoading()
    {
        QFETCH(Target::Kind, kind);
        QFETCH(QByteArray, list);
        build(kind);
        f->server.hold("GET /api/v1/namespaces/whisk.system/*");
        open(targetOf(kind));
        page.reset(); // its draft is being looked for
        openReady(targetOf(kind));
        complete(kind);
        f->server.hold("PUT " + ns + list + "/fine*");
        review();
        click(dialog(), "reviewSave");
        QTRY_COMPARE(f->server.waiting("PUT " + ns + list + "/fine*"), 1);
        page.reset(); // while it is saved
        f->server.release("PUT " + ns + list + "/fine*");
        f->server.release("GET /api/v1/namespaces/whisk.system/*");
        QTRY_COMPARE(f->server.waiting("*"), 0);
        QCOMPARE(f->server.count("PUT " + ns + list + "/fine*"), 1);
    }

    void sessionGoneWhileLoading_data() { kinds(); }
    void sessionGoneWhileLoading()
    {
        QFETCH(Target::Kind, kind);
        build(kind);
        f->server.hold("GET /api/v1/namespaces/whisk.system/*");
        open(targetOf(kind));
        f->session.reset();
        QTRY_VERIFY2(saveTip().contains(u"The connection is closed."_s), qPrintable(saveTip()));
        name(u"fine"_s);
        QVERIFY(!page->canSave());
        page->save();
        page->refresh();
        page->find();
        QVERIFY(!dialog());
        QVERIFY(page->prepareClose());
    }

    void aRuleWithoutAnything()
    {
        f = std::make_shared<TriggerFixture>();
        auto *w = world<TriggerFixture>();
        w->rules[u"night-to-report"_s].remove(u"annotations");
        w->triggers.clear();
        f->session->refresh(Collection::Triggers);
        QTRY_VERIFY(f->session->triggers().rows->isEmpty());
        f->server.hold("GET " + ns + "triggers/every-night");
        open({Target::Kind::Rule, {u"_"_s, {}, u"night-to-report"_s}, {}});
        QTRY_VERIFY(isEntityReady(page.get()));
        QCOMPARE(child<QTableView>(child<QWidget>(page.get(), "annotationsTab"), "entries")->model()->rowCount(), 0);
        QTRY_COMPARE(f->server.waiting("GET " + ns + "triggers/every-night"), 1);
        f->server.release("GET " + ns + "triggers/every-night"); // what is looked up late counts as well
        QTRY_VERIFY(child<MessageBar>(page.get(), "ruleBroken")->text().contains(u"no trigger"_s));
        QVERIFY(!child<QWidget>(page.get(), "ruleOn")->isEnabled());
        const auto chips = page->findChildren<Chip *>();
        QVERIFY(std::any_of(chips.begin(), chips.end(), [](const Chip *chip) { return chip->text() == u"broken"_s; }));
        QVERIFY(!page->modified()); // what is missing is not made up
        QCOMPARE(child<QLineEdit>(page.get(), "ruleTrigger")->text(), u"every-night"_s);
    }

    void aRuleWhoseTriggersNameIsAnActionsNow()
    {
        f = std::make_shared<TriggerFixture>();
        f->server.on("GET " + ns + "rules/night-to-report", answer::error(500, "There was an internal server error."));
        open({Target::Kind::Rule, {u"_"_s, {}, u"night-to-report"_s}, {}});
        auto *state = child<StateView>(page.get(), "entityState");
        QTRY_COMPARE(state->state(), StateView::Error_);
        QVERIFY2(state->text().contains(u"internal server error"_s), qPrintable(state->text())); // nothing known against it
        f->action.set(u"namespace", json::Value::string(u"guest"_s));
        f->action.set(u"name", json::Value::string(u"every-night"_s));
        f->action.set(u"updated", json::Value::number(1'700'000'999'000));
        f->session->refresh(Collection::Actions);
        QTRY_COMPARE(f->session->actions().rows->constFirst().name.name, u"every-night"_s);
        Q_EMIT state->retryRequested();
        QTRY_VERIFY2(state->text().contains(u"no trigger any more"_s), qPrintable(state->text()));
        QVERIFY(state->text().contains(u"every-night"_s));
    }
};

QTEST_MAIN(TestNewPages)
#include "tst_newpages.moc"
