#include "core/insight/sequencecache.h"
#include "tests/ui/editors/usesfixture.h"
#include "ui/editors/usedby/usedbytab.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QSignalSpy>
#include <QTableView>

using namespace openwhisk;
using namespace Qt::StringLiterals;

/// Who uses an action, a package or a trigger, as its page tells.
class TestUsedByTab : public QObject {
    Q_OBJECT

    std::unique_ptr<UsesFixture> f;
    std::unique_ptr<UsedByTab> tab;

    void open(insight::Subject subject, const EntityName &name)
    {
        tab = std::make_unique<UsedByTab>(*f->session, subject);
        tab->setName(name);
        tab->show();
    }
    void open() { open(insight::Subject::Action, f->target.name); }
    StateView *state() { return child<StateView>(tab.get(), "usesState"); }
    QTableView *table() { return child<QTableView>(tab.get(), "usedBy"); }
    QString cell(int row, int column) { return table()->model()->index(row, column).data().toString(); }
    QStringList column(int column)
    {
        QStringList texts;
        for (int row = 0; row < table()->model()->rowCount(); ++row)
            texts.append(cell(row, column));
        return texts;
    }
    QString note() { return child<QLabel>(tab.get(), "usesNote")->text(); }

private Q_SLOTS:
    void init() { f = std::make_unique<UsesFixture>(); }
    void cleanup()
    {
        tab.reset();
        f.reset();
    }

    void loads()
    {
        open();
        QAbstractItemModelTester tester(table()->model());
        QTRY_VERIFY(tab->complete());
        QCOMPARE(state()->state(), StateView::Content);
        QCOMPARE(column(0), QStringList({u"nightly"_s, u"on-order"_s, u"checkout"_s}));
        QCOMPARE(column(2), QStringList({u"inactive"_s, u"active"_s, QString()}));
        QCOMPARE(cell(0, 1), u"trigger new-order runs orders/price-quote"_s);
        QCOMPARE(cell(2, 1), u"as member 1, 3"_s);
        QCOMPARE(note(), QString());
        QCOMPARE(tab->uses()->count(), 3);
        QCOMPARE(tab->uses()->activeRules(), 1);
        QCOMPARE(f->server.count("GET " + f->rules + "elsewhere"), 0);
        QSignalSpy opened(tab.get(), &UsedByTab::openRequested);
        for (int row = 0; row < 3; ++row)
            Q_EMIT table()->activated(table()->model()->index(row, 0));
        QCOMPARE(opened.at(1).first().value<Target>(), (Target{Target::Kind::Rule, {u"_"_s, {}, u"on-order"_s}, {}}));
        QCOMPARE(opened.at(2).first().value<Target>(), (Target{Target::Kind::Action, {u"_"_s, {}, u"checkout"_s}, {}}));
    }

    void statusComesLater()
    {
        f->server.hold("GET " + f->rules + "on-order");
        open();
        QTRY_COMPARE(cell(0, 2), u"inactive"_s);
        QCOMPARE(cell(1, 2), u"not known"_s);
        QVERIFY(!tab->complete());
        f->server.release("GET " + f->rules + "on-order");
        QTRY_COMPARE(cell(1, 2), u"active"_s);
        QTRY_VERIFY(tab->complete());
    }

    void switchedMeanwhileIsSeenWhenLookedAgain()
    {
        open();
        QTRY_VERIFY(tab->complete());
        f->status("on-order", "inactive");
        f->setComponents("[\"/guest/other\"]");
        f->rowsOf("actions", QByteArray(f->row("guest", "checkout", "sequence")).replace("0.0.1", "0.0.2"), 1);
        f->session->refresh();
        click(tab.get(), "usesAgain");
        QTRY_COMPARE(column(2), QStringList({u"inactive"_s, u"inactive"_s}));
        QCOMPARE(column(0), QStringList({u"nightly"_s, u"on-order"_s})); // the sequence does without it
    }

    void empty()
    {
        open(insight::Subject::Action, {u"_"_s, u"orders"_s, u"taken"_s});
        QTRY_COMPARE(state()->state(), StateView::Empty);
        QVERIFY(tab->complete());
        QCOMPARE(tab->uses()->count(), 0);
        QVERIFY(state()->text().contains(u"Nothing uses it."_s));
    }

    void notThereYetAsksNothing()
    {
        const int before = f->server.count();
        open(insight::Subject::Action, {});
        QCOMPARE(state()->state(), StateView::Empty);
        QVERIFY(!tab->uses());
        QCOMPARE(f->server.count(), before);
        tab->setName(f->target.name); // it is created
        QTRY_VERIFY(tab->complete());
        QCOMPARE(table()->model()->rowCount(), 3);
    }

    void hiddenItReadsNothing()
    {
        tab = std::make_unique<UsedByTab>(*f->session, insight::Subject::Action);
        tab->setName(f->target.name);
        QVERIFY(!tab->uses());
        tab->show();
        QTRY_VERIFY(tab->complete());
        tab->hide();
        tab->setName({u"_"_s, {}, u"other"_s});
        QVERIFY(!tab->uses());
        tab->show();
        QTRY_VERIFY(tab->complete());
        QCOMPARE(column(0), QStringList({u"elsewhere"_s, u"checkout"_s}));
        QCOMPARE(cell(1, 1), u"as member 2"_s);
    }

    void errorAndOnceMore()
    {
        f->server.on("GET /api/v1/namespaces/_/rules?*", answer::error(403, "not for you"));
        net::Endpoint endpoint;
        endpoint.base = f->server.url();
        Session other(endpoint, u"profile-2"_s, u"Other"_s, &f->log);
        other.open();
        QTRY_VERIFY(other.rules().error && other.actions().rows && other.packages().rows);
        UsedByTab shown(other, insight::Subject::Action);
        shown.setName(f->target.name);
        shown.show();
        auto *view = child<StateView>(&shown, "usesState");
        QTRY_COMPARE(view->state(), StateView::Error_);
        QVERIFY(!shown.complete());
        f->rowsOf("rules", f->rule("on-order", "orders", "price-quote"), 1);
        f->status("on-order", "active");
        press(view, u"Try again"_s);
        QTRY_VERIFY(shown.complete());
        QTRY_COMPARE(view->state(), StateView::Content);
        QCOMPARE(child<QTableView>(&shown, "usedBy")->model()->rowCount(), 2);
    }

    void unreadableSequenceMayUseIt()
    {
        f->server.on("GET " + f->actions + "checkout?*", answer::error(403, "not for you"));
        open(insight::Subject::Action, {u"_"_s, u"orders"_s, u"taken"_s});
        QTRY_VERIFY(tab->complete());
        QCOMPARE(column(0), QStringList{u"checkout"_s});
        QCOMPARE(cell(0, 2), u"unreadable"_s);
        QVERIFY(cell(0, 1).contains(u"may use it"_s));
        f->server.on("GET " + f->actions + "checkout?*", answer::json(f->checkout));
        click(tab.get(), "usesAgain");
        QTRY_COMPARE(state()->state(), StateView::Empty); // and no error of the time before
    }

    void ruleThatCannotBeReadIsListed()
    {
        f->server.on("GET " + f->rules + "on-order", answer::error(403, "not for you"));
        open();
        QTRY_VERIFY(tab->complete());
        QCOMPARE(column(2), QStringList({u"inactive"_s, u"not known"_s, QString()}));
        QCOMPARE(state()->state(), StateView::Content);
    }

    void packagesAndTriggers()
    {
        f->rowsOf("packages", f->packageRow + ",{\"namespace\":\"guest\",\"name\":\"orders-de\",\"version\":\"0.0.1\",\"updated\":1,"
                      "\"annotations\":[],\"binding\":{\"namespace\":\"guest\",\"name\":\"orders\"}}", 2);
        f->session->refresh();
        QTRY_VERIFY(f->session->packages().rows->at(0).binding || f->session->packages().rows->at(1).binding);
        open(insight::Subject::Package, {u"_"_s, {}, u"orders"_s});
        QTRY_VERIFY(tab->complete());
        QCOMPARE(column(0), QStringList({u"nightly"_s, u"on-order"_s, u"checkout"_s, u"orders-de"_s}));
        QCOMPARE(cell(3, 1), u"is bound to it"_s);
        QSignalSpy opened(tab.get(), &UsedByTab::openRequested);
        Q_EMIT table()->activated(table()->model()->index(3, 0));
        QCOMPARE(opened.first().first().value<Target>().kind, Target::Kind::Package);
        open(insight::Subject::Trigger, {u"_"_s, {}, u"new-order"_s});
        QTRY_VERIFY(tab->complete());
        QCOMPARE(table()->model()->rowCount(), 3); // all rules hang on it, no sequence does
    }

    void closedWhileLoading()
    {
        f->server.hold("GET " + f->rules + "*");
        f->server.hold("GET " + f->actions + "checkout?*");
        open(insight::Subject::Action, {u"_"_s, u"orders"_s, u"price-quote"_s});
        QTRY_VERIFY(f->server.waiting() >= 2);
        QVERIFY(note().contains(u"sequences looked at"_s));
        tab.reset();
        f->server.release("GET " + f->rules + "*");
        f->server.release("GET " + f->actions + "checkout?*");
        QTRY_VERIFY(insight::sequencesOf(*f->session).complete()); // is of the session, for the next who asks
        open();
        QTRY_VERIFY(tab->complete());
        QCOMPARE(f->server.count("GET " + f->actions + "checkout?*"), 1);
    }

    void sessionGoneWhileLoading()
    {
        f->server.hold("GET " + f->actions + "checkout?*");
        open(insight::Subject::Action, {u"_"_s, u"orders"_s, u"taken"_s});
        QTRY_VERIFY(f->server.waiting() > 0);
        QCOMPARE(state()->state(), StateView::Loading);
        f->session.reset();
        QTRY_COMPARE(state()->state(), StateView::Error_);
        QVERIFY(!tab->complete());
        click(tab.get(), "usesAgain");
        QCOMPARE(state()->state(), StateView::Error_);
        tab->setName({u"_"_s, {}, u"other"_s});
        QCOMPARE(state()->state(), StateView::Error_);
    }

    void sessionGoneAfterwardsKeepsWhatWasFound()
    {
        open();
        QTRY_VERIFY(tab->complete());
        f->session.reset();
        QVERIFY(!tab->complete());
        QCOMPARE(table()->model()->rowCount(), 3);
        QVERIFY(state()->text().contains(u"The connection is closed."_s));
    }
};

QTEST_MAIN(TestUsedByTab)
#include "tst_usedbytab.moc"
