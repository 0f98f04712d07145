#include "tests/ui/editors/triggerfixture.h"
#include "ui/editors/reviewdialog.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/messagebar.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCompleter>
#include <QDateTime>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

class TestRulePage : public QObject {
    Q_OBJECT

    std::unique_ptr<TriggerFixture> f;
    std::unique_ptr<Page> page;

    StateView *state() { return child<StateView>(page.get(), "entityState"); }
    QString text(const char *bar) { return child<MessageBar>(page.get(), bar)->text(); }
    ReviewDialog *dialog() { return page->findChild<ReviewDialog *>(); }
    bool ready() { return state()->state() == StateView::Content && !child<QWidget>(page.get(), "save")->toolTip().contains(u"Looking"_s); }
    bool isOn() { return child<QAbstractButton>(page.get(), "ruleOn")->isChecked(); }
    void open(const QString &name = u"night-to-report"_s)
    {
        page = f->open(Target::Kind::Rule, name);
        QTRY_VERIFY(ready());
    }
    void type(const char *field, const QString &words)
    {
        auto *edit = child<QLineEdit>(page.get(), field);
        edit->setFocus();
        edit->clear();
        QTest::keyClicks(edit, words);
        edit->completer()->popup()->hide();
    }
    void save()
    {
        page->save();
        QVERIFY2(dialog(), qPrintable(child<QWidget>(page.get(), "save")->toolTip()));
        QTRY_COMPARE(child<StateView>(dialog(), "reviewState")->state(), StateView::Content);
        click(dialog(), "reviewSave");
    }

private Q_SLOTS:
    void init() { f = std::make_unique<TriggerFixture>(); }
    void cleanup()
    {
        page.reset();
        f.reset();
    }

    void loads()
    {
        page = f->open(Target::Kind::Rule, u"night-to-report"_s);
        QCOMPARE(state()->state(), StateView::Loading);
        QTRY_VERIFY(ready());
        QCOMPARE(child<QLineEdit>(page.get(), "ruleTrigger")->text(), u"every-night"_s);
        QCOMPARE(child<QLineEdit>(page.get(), "ruleAction")->text(), u"orders/price-quote"_s);
        QVERIFY(isOn());
        QVERIFY(child<QLabel>(page.get(), "ruleRuns")->text().contains(u"When every-night fires, orders/price-quote runs"_s));
        QVERIFY(!page->modified());
        QTRY_COMPARE(f->server.count("GET /api/v1/namespaces/_/triggers/every-night"), 1);
        QVERIFY(text("ruleBroken").isEmpty());
    }

    void errorsAreToldAndTriedAgain()
    {
        f->server.once("GET /api/v1/namespaces/_/rules/old-import", answer::error(503, "down"));
        page = f->open(Target::Kind::Rule, u"old-import"_s);
        QTRY_COMPARE(state()->state(), StateView::Error_);
        Q_EMIT state()->retryRequested();
        QTRY_VERIFY(ready());
        QTRY_VERIFY(text("ruleBroken").contains(u"no action"_s));
    }

    void unreadableRulesAreExplained()
    {
        f->rules[u"night-to-report"_s].set(u"trigger", json::read(R"({"path":"guest","name":"gone"})")->value);
        f->session->refresh(openwhisk::Collection::Rules);
        f->server.on("GET /api/v1/namespaces/_/rules/night-to-report", answer::error(500, "There was an internal server error."));
        page = f->open(Target::Kind::Rule, u"night-to-report"_s);
        QTRY_COMPARE(state()->state(), StateView::Error_);
    }

    void closedWhileLoading()
    {
        f->server.hold("GET /api/v1/namespaces/_/rules/night-to-report");
        page = f->open(Target::Kind::Rule, u"night-to-report"_s);
        QTRY_COMPARE(f->server.waiting("GET /api/v1/namespaces/_/rules/night-to-report"), 1);
        page.reset();
        f->server.release("GET /api/v1/namespaces/_/rules/night-to-report");
    }

    void sessionGoneWhileLoading()
    {
        f->server.hold("GET /api/v1/namespaces/_/rules/night-to-report");
        page = f->open(Target::Kind::Rule, u"night-to-report"_s);
        QTRY_COMPARE(f->server.waiting("GET /api/v1/namespaces/_/rules/night-to-report"), 1);
        f->session.reset();
        QTRY_COMPARE(state()->state(), StateView::Error_);
        page->refresh();
    }

    void theSwitchWritesAtOnce()
    {
        open();
        click(page.get(), "ruleOn");
        QTRY_VERIFY(!isOn());
        QCOMPARE(f->triggers[u"every-night"_s].value(u"rules").value(u"guest/night-to-report").value(u"status").toString(),
                 u"inactive"_s);
        QVERIFY(!page->modified());
        f->server.on("POST /api/v1/namespaces/_/rules/*", answer::error(409, "Concurrent modification to resource detected."));
        click(page.get(), "ruleOn");
        QTRY_VERIFY(text("ruleMessage").contains(u"Concurrent"_s));
        QVERIFY(!isOn());
    }

    void aLostRuleIsLinkedAgain()
    {
        f->triggers[u"every-night"_s].set(u"rules", json::Value::object());
        open();
        QVERIFY(!isOn());
        QTRY_VERIFY(text("ruleBroken").contains(u"made anew"_s));
        press(child<QWidget>(page.get(), "ruleBroken"), u"Link it, switched on"_s);
        QTRY_VERIFY(isOn());
        QTRY_VERIFY(text("ruleBroken").isEmpty());
        QVERIFY(f->puts.isEmpty());
    }

    void aLostRuleIsLinkedAndStaysOff()
    {
        f->triggers[u"every-night"_s].set(u"rules", json::Value::object());
        open();
        QTRY_VERIFY(text("ruleBroken").contains(u"made anew"_s));
        press(child<QWidget>(page.get(), "ruleBroken"), u"Link it, switched off"_s);
        QTRY_VERIFY(text("ruleBroken").isEmpty());
        QCOMPARE(json::compact(f->puts.constLast()), QByteArray(R"({"trigger":"/guest/every-night","action":"/guest/orders/price-quote"})"));
        QTRY_COMPARE(f->server.count("GET /api/v1/namespaces/_/rules/night-to-report"), 2); // the version is another
        QTRY_VERIFY(ready());
        QVERIFY(!isOn());
        QVERIFY(!page->modified());
    }

    void aBrokenRuleOffersWaysOn()
    {
        open(u"old-import"_s);
        QTRY_VERIFY(text("ruleBroken").contains(u"no action"_s));
        QVERIFY(!child<QWidget>(page.get(), "openAction")->isEnabled());
        QSignalSpy opened(page.get(), &Page::openRequested);
        press(child<QWidget>(page.get(), "ruleBroken"), u"Create the action …"_s);
        QCOMPARE(opened.count(), 1);
        const Target fresh = opened.first().first().value<Target>();
        QCOMPARE(fresh.kind, Target::Kind::NewAction);
        QCOMPARE(fresh.name.name, u"import-orders"_s);
        press(child<QWidget>(page.get(), "ruleBroken"), u"Choose another"_s);
        QTRY_VERIFY(child<QLineEdit>(page.get(), "ruleAction")->hasFocus());
    }

    void withoutItsTriggerItCannotBeSwitchedOn()
    {
        f->triggers.remove(u"every-night"_s);
        open();
        QTRY_VERIFY(text("ruleBroken").contains(u"no trigger"_s));
        QTRY_VERIFY(!child<QWidget>(page.get(), "ruleOn")->isEnabled());
    }

    void anotherActionKeepsAllElse()
    {
        open(u"old-import"_s);
        type("ruleAction", u"orders/price-quote"_s);
        QVERIFY(page->modified());
        save();
        QTRY_VERIFY(!page->modified());
        QCOMPARE(json::compact(f->puts.constLast()), QByteArray(R"({"action":"/_/orders/price-quote"})"));
        QCOMPARE(f->rules[u"old-import"_s].value(u"action").value(u"path").toString(), u"guest/orders"_s);
    }

    void newRulesTakeTheirTrigger()
    {
        page = f->open(Target::Kind::NewRule, u"lonely"_s, u"draft1"_s);
        QTRY_VERIFY(ready());
        QVERIFY(await(f->store->draft(f->key()))); // answered in the order of the calls
        QCOMPARE(child<QLineEdit>(page.get(), "ruleTrigger")->text(), u"lonely"_s);
        QTest::keyClicks(child<QLineEdit>(page.get(), "newName"), u"r 1@&"_s);
        QVERIFY(!page->canSave());
        type("ruleAction", u"nosuch"_s);
        QVERIFY(child<QLabel>(page.get(), "actionNote")->text().contains(u"no action nosuch"_s));
        type("ruleAction", u"orders/price-quote"_s);
        QTRY_VERIFY(page->canSave());
        save();
        QTRY_COMPARE(page->target(), (Target{Target::Kind::Rule, {u"_"_s, {}, u"r 1@&"_s}, {}}));
        QTRY_VERIFY(isOn());
    }

    void aRefusedRuleTakesItsNewActionAway()
    {
        page = f->open(Target::Kind::NewRule, u"lonely"_s, u"action-draft1"_s);
        QTRY_VERIFY(ready());
        QVERIFY(await(f->store->draft(f->key()))); // answered in the order of the calls
        QTest::keyClicks(child<QLineEdit>(page.get(), "newName"), u"fine"_s);
        type("ruleAction", u"fresh"_s);
        f->server.on("PUT /api/v1/namespaces/_/rules/fine*", answer::error(400, "trigger /guest/lonely does not exist"));
        QTRY_VERIFY(page->canSave());
        save();
        QTRY_VERIFY(child<MessageBar>(dialog(), "reviewMessage")->text().contains(u"The action fresh was removed again"_s));
        QCOMPARE(f->deleted, (QStringList{u"action fresh"_s}));
    }
};

QTEST_MAIN(TestRulePage)
#include "tst_rulepage.moc"
