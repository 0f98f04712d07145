#include "tests/ui/editors/usesfixture.h"
#include "ui/editors/code/movedialog.h"
#include "ui/widgets/messagebar.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>

using namespace openwhisk;
using namespace Qt::StringLiterals;

/// Renaming, moving and copying by the dialog's own buttons.
class TestMoveDialog : public QObject {
    Q_OBJECT

    std::unique_ptr<UsesFixture> f;
    QPointer<MoveDialog> dialog; ///< deletes itself when it is closed

    void open(bool keepOld = false)
    {
        dialog = new MoveDialog(*f->session, *f->store, f->target.name, f->key(), keepOld);
        dialog->show();
    }
    QLineEdit *name() { return child<QLineEdit>(dialog, "moveName"); }
    QPushButton *go() { return child<QPushButton>(dialog, "moveGo"); }
    QListWidget *uses() { return child<QListWidget>(dialog, "moveUses"); }
    QString problem() { return child<QLabel>(dialog, "moveProblem")->text(); }
    QString message() { return child<MessageBar>(dialog, "moveMessage")->text(); }
    void choosePackage(const QString &package)
    {
        auto *box = child<QComboBox>(dialog, "movePackage");
        box->setCurrentIndex(box->findData(package));
    }
    QStringList texts(const char *list)
    {
        QStringList all;
        const auto *widget = child<QListWidget>(dialog, list);
        for (int i = 0; i < widget->count(); ++i)
            all.append(widget->item(i)->text());
        return all;
    }
    bool allUsesKnown()
    {
        return QTest::qWaitFor([this] { return texts("moveUses").contains(u"rule on-order (active)"_s) && uses()->count() == 3; }, 30'000);
    }
    QListWidgetItem *use(const QString &start) { return uses()->findItems(start, Qt::MatchStartsWith).value(0); }

private Q_SLOTS:
    void init() { f = std::make_unique<UsesFixture>(); }
    void cleanup()
    {
        delete dialog;
        f.reset();
    }

    void saysWhatWillBeDone()
    {
        open();
        QVERIFY(allUsesKnown());
        QCOMPARE(texts("moveUses"), QStringList({u"rule nightly"_s, u"rule on-order (active)"_s, u"sequence checkout"_s}));
        QCOMPARE(problem(), u"It is called so already."_s);
        QVERIFY(!go()->isEnabled());
        name()->setText(u"new"_s);
        QCOMPARE(go()->text(), u"Rename"_s);
        QCOMPARE(texts("moveSteps"),
                 QStringList({u"· Read orders/price-quote with its code"_s, u"· Create orders/new"_s, u"· Read orders/new back and compare"_s,
                              u"· Point rule nightly to it"_s, u"· Point rule on-order to it"_s, u"· Put it into sequence checkout"_s,
                              u"· Delete orders/price-quote"_s}));
        choosePackage(u"shop"_s);
        QCOMPARE(go()->text(), u"Move"_s);
        choosePackage({});
        QVERIFY(texts("moveSteps").contains(u"· Create new"_s));
        use(u"rule nightly"_s)->setCheckState(Qt::Unchecked);
        QVERIFY(!texts("moveSteps").contains(u"· Point rule nightly to it"_s));
        QVERIFY(f->writes().isEmpty());
    }

    void newOneIsVerifiedBeforeTheOldGoes()
    {
        open();
        QVERIFY(allUsesKnown());
        name()->setText(u"new"_s);
        QSignalSpy moved(dialog, &MoveDialog::moved);
        click(dialog, "moveGo");
        QTRY_COMPARE(moved.count(), 1);
        QCOMPARE(moved.first().first().value<EntityName>(), (EntityName{u"_"_s, u"orders"_s, u"new"_s}));
        QVERIFY(moved.first().at(1).toBool());
        QCOMPARE(f->writes(),
                 QList<QByteArray>({"PUT actions/orders/new", "GET actions/orders/new", "PUT rules/nightly", "PUT rules/on-order",
                                    "PUT actions/checkout", "DELETE actions/orders/price-quote"}));
        QCOMPARE(f->bodyOf("PUT " + f->rules + "on-order"), QByteArray("{\"action\":\"/_/orders/new\"}"));
        QVERIFY(f->bodyOf("PUT " + f->actions + "checkout").contains("[\"/_/orders/new\",\"/guest/other\",\"/_/orders/new\"]"));
        const auto kept = await(f->store->versions(f->key()));
        QCOMPARE(kept->size(), 1);
        QCOMPARE(kept->first().version, u"0.0.14"_s);
        QTRY_VERIFY(!dialog); // accepted
    }

    void moveTakesOnlyWhatIsItsOwn()
    {
        open();
        choosePackage(u"shop"_s);
        name()->setText(u"new"_s);
        QSignalSpy moved(dialog, &MoveDialog::moved);
        click(dialog, "moveGo");
        QTRY_COMPARE(moved.count(), 1);
        const json::Value made = f->created.value(u"shop/new"_s);
        QStringList keys;
        for (const json::Value &parameter : made.value(u"parameters").items())
            keys.append(parameter.value(u"key").toString());
        QCOMPARE(keys, QStringList({u"maxItems"_s, u"rounding"_s, u"PRICE_API_KEY"_s})); // region is of the package
        QCOMPARE(made.value(u"exec").value(u"code"), f->action.value(u"exec").value(u"code"));
        QVERIFY(json::compact(made.value(u"annotations")).contains("prices an order"));
        QCOMPARE(made.value(u"limits").value(u"memory").toInteger(), 256);
    }

    void ownOnesThatEqualThePackagesAreAskedFor()
    {
        f->server.on("GET /api/v1/namespaces/_/packages/orders", answer::json(R"({"namespace":"guest","name":"orders","version":"0.0.1",
            "publish":false,"updated":1,"binding":{},"annotations":[],"actions":[],"feeds":[],
            "parameters":[{"key":"region","value":"eu"},{"key":"maxItems","value":200}]})"));
        open();
        QVERIFY(child<QLabel>(dialog, "moveAbout")->text().contains(u"time of change"_s));
        choosePackage(u"shop"_s);
        name()->setText(u"new"_s);
        f->server.once(f->question, answer::error(403, "not for you"));
        click(dialog, "moveGo");
        QTRY_VERIFY(child<MessageBar>(dialog, "moveMessage")->text().contains(u"could not be asked"_s));
        QVERIFY(child<MessageBar>(dialog, "moveMessage")->text().contains(u"Nothing was changed"_s));
        QVERIFY(f->created.isEmpty());
        QSignalSpy moved(dialog, &MoveDialog::moved);
        f->server.on(f->question, [this](const FakeRequest &) { return answer::json(json::compact(f->action)); }); // all are its own
        click(dialog, "moveGo");
        QTRY_COMPARE(moved.count(), 1);
        QCOMPARE(f->bodyOf(f->question), QByteArray("{\"version\":\"0.0.14\"}"));
        QCOMPARE(f->created.value(u"shop/new"_s).value(u"parameters"), f->action.value(u"parameters"));
    }

    void copyLeavesEverybodyWithTheOldOne()
    {
        open(true);
        QVERIFY(allUsesKnown());
        name()->setText(u"new"_s);
        QCOMPARE(go()->text(), u"Copy"_s);
        for (int i = 0; i < uses()->count(); ++i)
            QCOMPARE(uses()->item(i)->checkState(), Qt::Unchecked);
        use(u"sequence"_s)->setCheckState(Qt::Checked); // offered all the same
        QSignalSpy moved(dialog, &MoveDialog::moved);
        click(dialog, "moveGo");
        QTRY_COMPARE(moved.count(), 1);
        QVERIFY(!moved.first().at(1).toBool());
        QCOMPARE(f->writes(), QList<QByteArray>({"PUT actions/orders/new", "GET actions/orders/new", "PUT actions/checkout"}));
    }

    void copyAndMoveProposeTheirOwnReferences()
    {
        open();
        QVERIFY(allUsesKnown());
        auto *keep = child<QCheckBox>(dialog, "moveKeep");
        QCOMPARE(use(u"sequence"_s)->checkState(), Qt::Checked);
        keep->setChecked(true);
        QCOMPARE(use(u"sequence"_s)->checkState(), Qt::Unchecked);
        QVERIFY(texts("moveSteps").last().startsWith(u"· Read "_s));
        keep->setChecked(false);
        QCOMPARE(use(u"rule on-order"_s)->checkState(), Qt::Checked);
    }

    void untickedStaysSoWhenItsStatusComes()
    {
        f->server.hold("GET " + f->rules + "on-order");
        open();
        QTRY_VERIFY(use(u"rule on-order"_s));
        use(u"rule on-order"_s)->setCheckState(Qt::Unchecked);
        f->server.release("GET " + f->rules + "on-order");
        QVERIFY(allUsesKnown());
        QCOMPARE(use(u"rule on-order"_s)->checkState(), Qt::Unchecked);
        QCOMPARE(use(u"rule nightly"_s)->checkState(), Qt::Checked);
    }

    void failureIsToldExactly_data()
    {
        QTest::addColumn<QByteArray>("route"); // that fails
        QTest::addColumn<int>("step");
        QTest::addColumn<QStringList>("said");
        const QByteArray ns = "/api/v1/namespaces/_/";
        const QString nothing = u"Nothing was changed: orders/price-quote is as it was."_s;
        const QString both = u"The server now has both orders/price-quote and orders/new."_s;
        QTest::newRow("read") << "GET " + ns + "actions/orders/price-quote?code=true" << 0 << QStringList{u"Read orders/price-quote"_s, nothing};
        QTest::newRow("package") << "GET " + ns + "packages/orders" << 0 << QStringList{u"Read orders/price-quote"_s, nothing};
        QTest::newRow("create") << "PUT " + ns + "actions/orders/new*" << 1 << QStringList{u"Create orders/new failed"_s, nothing};
        QTest::newRow("verify") << "GET " + ns + "actions/orders/new*" << 2 << QStringList{u"back and compare failed"_s, both, u"still use the old one: nightly, on-order, checkout."_s};
        QTest::newRow("first rule") << "PUT " + ns + "rules/nightly*" << 3 << QStringList{u"Point rule nightly"_s, both, u"still use the old one: nightly, on-order, checkout."_s};
        QTest::newRow("second rule") << "PUT " + ns + "rules/on-order*" << 4 << QStringList{both, u"use the new one already: nightly."_s, u"still use the old one: on-order, checkout."_s};
        QTest::newRow("sequence") << "PUT " + ns + "actions/checkout*" << 5 << QStringList{both, u"use the new one already: nightly, on-order."_s, u"still use the old one: checkout."_s};
        QTest::newRow("delete") << "DELETE " + ns + "actions/orders/price-quote" << 6 << QStringList{u"Delete orders/price-quote failed"_s, both, u"already: nightly, on-order, checkout."_s};
    }
    void failureIsToldExactly()
    {
        QFETCH(QByteArray, route);
        QFETCH(int, step);
        QFETCH(QStringList, said);
        open();
        QVERIFY(allUsesKnown());
        name()->setText(u"new"_s);
        // The new one can be read only once it is there: its route comes with it, and once() goes first.
        f->server.once(route, answer::error(403, "The supplied authentication is not authorized to access this resource."));
        click(dialog, "moveGo");
        QTRY_VERIFY(!message().isEmpty());
        for (const QString &part : said)
            QVERIFY2(message().contains(part), qPrintable(message()));
        const QStringList steps = texts("moveSteps");
        for (int i = 0; i < steps.size(); ++i)
            QVERIFY2(steps.at(i).startsWith(i < step ? u"✓ "_s : i == step ? u"✕ "_s : u"· "_s), qPrintable(steps.at(i)));
        QCOMPARE(f->server.count("DELETE *"), step == 6 ? 1 : 0);
        QVERIFY(go()->isEnabled());
        QCOMPARE(name()->isEnabled(), step < 2); // as long as nothing is made, another name may be taken
        QSignalSpy moved(dialog, &MoveDialog::moved);
        click(dialog, "moveGo");
        QTRY_COMPARE(moved.count(), 1);
        QCOMPARE(f->created.size(), 1);
        QCOMPARE(f->server.count("PUT " + f->actions + "orders/new*"), step == 1 ? 2 : 1); // never made twice
        QCOMPARE(f->writes().last(), QByteArray("DELETE actions/orders/price-quote"));
    }

    void leftHalfWayItSaysWhatTheServerHas()
    {
        open();
        QVERIFY(allUsesKnown());
        name()->setText(u"new"_s);
        f->server.once("PUT " + f->rules + "on-order*", answer::error(409, "Concurrent modification to resource detected."));
        QSignalSpy left(dialog, &MoveDialog::left);
        click(dialog, "moveGo");
        QTRY_VERIFY(message().contains(u"Concurrent modification"_s));
        click(dialog, "moveCancel");
        QCOMPARE(left.count(), 1);
        QCOMPARE(left.first().at(0).value<EntityName>().name, u"new"_s);
        const QString stand = left.first().at(1).toString();
        QVERIFY2(stand.contains(u"has both orders/price-quote and orders/new"_s), qPrintable(stand));
        QVERIFY(stand.contains(u"use the new one already: nightly"_s));
        QVERIFY(stand.contains(u"still use the old one: on-order, checkout"_s));
    }

    void leftWhileAStepIsUnderWay()
    {
        open();
        QVERIFY(allUsesKnown());
        name()->setText(u"new"_s);
        f->server.hold("PUT " + f->actions + "orders/new*");
        QSignalSpy left(dialog, &MoveDialog::left);
        click(dialog, "moveGo");
        QTRY_COMPARE(f->server.waiting("PUT " + f->actions + "orders/new*"), 1);
        click(dialog, "moveCancel");
        QCOMPARE(left.count(), 1);
        QVERIFY(left.first().at(1).toString().contains(u"whether it was is not known"_s));
        f->server.release("PUT " + f->actions + "orders/new*");
    }

    void whatIsNotAsSentIsNoCopy()
    {
        open();
        f->server.on("PUT " + f->actions + "orders/new*", [this](const FakeRequest &r) {
            const FakeAnswer made = f->create(r);
            f->server.on("GET " + f->actions + "orders/new*", answer::json(QByteArray(made.body).replace("return p", "return q")));
            return made;
        });
        name()->setText(u"new"_s);
        click(dialog, "moveGo");
        QTRY_VERIFY2(message().contains(u"orders/new is not on the server as it was sent"_s), qPrintable(message()));
        QCOMPARE(f->server.count("DELETE *"), 0);
        QCOMPARE(f->server.count("PUT " + f->rules + "*"), 0);
    }

    void failureStaysShownWhenListsChange()
    {
        open();
        QVERIFY(allUsesKnown());
        name()->setText(u"new"_s);
        f->server.once("PUT " + f->rules + "nightly*", answer::error(409, "Concurrent modification to resource detected."));
        click(dialog, "moveGo");
        QTRY_VERIFY(message().contains(u"Concurrent modification"_s));
        f->rowsOf("actions", f->row("guest/orders", "price-quote", "nodejs:20") + ',' + f->row("guest/orders", "new", "nodejs:20"), 2);
        f->session->refresh();
        QTRY_COMPARE(f->session->actions().rows->size(), 2);
        QVERIFY(texts("moveSteps").at(3).startsWith(u"✕ "_s));
        QCOMPARE(go()->text(), u"Try again from there"_s);
        QVERIFY(go()->isEnabled());
        QCOMPARE(problem(), QString()); // it is ours that has the name
    }

    void nameTaken()
    {
        open();
        QVERIFY(allUsesKnown());
        name()->setText(u"taken"_s);
        QCOMPARE(problem(), u"An action of this name exists already."_s);
        QVERIFY(!go()->isEnabled());
        choosePackage(u"shop"_s);
        QVERIFY(problem().isEmpty());
        name()->setText(u"newer"_s); // made by somebody since the list was read
        f->server.once("PUT " + f->actions + "shop/newer*", answer::error(409, "resource already exists"));
        click(dialog, "moveGo");
        QTRY_VERIFY2(message().contains(u"resource already exists"_s) || message().contains(u"exists already"_s), qPrintable(message()));
        QVERIFY(message().contains(u"Nothing was changed"_s));
        name()->setText(u"newest"_s);
        QCOMPARE(go()->text(), u"Move"_s);
        QSignalSpy moved(dialog, &MoveDialog::moved);
        click(dialog, "moveGo");
        QTRY_COMPARE(moved.count(), 1);
        QCOMPARE(f->created.keys(), QStringList{u"shop/newest"_s});
        QVERIFY(!f->bodyOf("PUT " + f->actions + "shop/newest").isEmpty());
        for (const FakeRequest &request : f->server.requests())
            QVERIFY(request.method != "PUT" || !request.target.contains("overwrite=true") || !request.target.contains("/newe"));
    }

    void oddNames_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("said");
        QTest::newRow("chinese") << u"报价"_s << u"begins with a letter"_s;
        QTest::newRow("chinese inside") << u"new报价"_s << u"“报”"_s;
        QTest::newRow("slash") << u"a/b"_s << u"“/”"_s;
        QTest::newRow("empty") << QString() << u"missing"_s;
        QTest::newRow("blank at the end") << u"new "_s << u"end with a blank"_s;
        QTest::newRow("257") << QString(257, u'n') << u"257 characters, 256 are allowed"_s;
        QTest::newRow("256") << u"new"_s + QString(253, u'n') << QString();
        QTest::newRow("signs") << u"new @ & b.c-d"_s << QString();
    }
    void oddNames()
    {
        QFETCH(QString, typed);
        QFETCH(QString, said);
        open();
        name()->setText(typed);
        if (!said.isEmpty()) {
            QVERIFY2(problem().contains(said), qPrintable(problem()));
            QVERIFY(!go()->isEnabled());
            QCOMPARE(go()->toolTip().contains(said.section(u'“', 0, 0)), true);
            return;
        }
        QVERIFY(problem().isEmpty());
        QSignalSpy moved(dialog, &MoveDialog::moved);
        click(dialog, "moveGo");
        QTRY_COMPARE(moved.count(), 1);
        QCOMPARE(f->created.keys(), QStringList{u"orders/"_s + typed});
    }

    void longNamesDoNotWidenIt()
    {
        dialog = new MoveDialog(*f->session, *f->store, {u"_"_s, QString(256, u'p'), QString(256, u'n')}, f->key(), false);
        dialog->show();
        QVERIFY2(dialog->minimumSizeHint().width() <= 700, qPrintable(QString::number(dialog->minimumSizeHint().width())));
        QVERIFY(dialog->width() <= 700);
    }

    void closedWhileRunning()
    {
        open();
        QVERIFY(allUsesKnown());
        name()->setText(u"new"_s);
        f->server.hold("GET " + f->actions + "orders/new*");
        click(dialog, "moveGo");
        QTRY_COMPARE(f->server.waiting("GET " + f->actions + "orders/new*"), 1);
        QVERIFY(!name()->isEnabled());
        QVERIFY(!go()->isEnabled());
        dialog->close();
        QTRY_VERIFY(!dialog);
        f->server.release("GET " + f->actions + "orders/new*");
        QTRY_COMPARE(f->server.waiting(), 0);
        QCOMPARE(f->server.count("DELETE *"), 0); // nothing goes on behind one's back
        QCOMPARE(f->server.count("PUT " + f->rules + "*"), 0);
    }

    void sessionGone()
    {
        open();
        QVERIFY(allUsesKnown());
        name()->setText(u"new"_s);
        f->server.hold("PUT " + f->rules + "nightly*");
        click(dialog, "moveGo");
        QTRY_COMPARE(f->server.waiting("PUT " + f->rules + "nightly*"), 1);
        f->session.reset();
        QTRY_VERIFY2(message().contains(u"The server now has both"_s), qPrintable(message()));
        QVERIFY(!go()->isEnabled());
        QCOMPARE(child<QPushButton>(dialog, "moveCancel")->text(), u"Close"_s);
        click(dialog, "moveCancel");
        QTRY_VERIFY(!dialog);
        QCOMPARE(f->server.count("DELETE *"), 0);
    }

    void sessionGoneBeforeItBegins()
    {
        open();
        name()->setText(u"new"_s);
        f->session.reset();
        go()->click();
        QCOMPARE(problem(), u"The connection is closed."_s);
        QVERIFY(!go()->isEnabled());
    }

    void readOnlyConnectionIsTold()
    {
        EditorFixture readOnly(true);
        dialog = new MoveDialog(*readOnly.session, *readOnly.store, readOnly.target.name, readOnly.key(), true);
        dialog->show();
        name()->setText(u"new"_s);
        QCOMPARE(problem(), u"This connection is read-only."_s);
        QVERIFY(!go()->isEnabled());
        delete dialog;
    }
};

QTEST_MAIN(TestMoveDialog)
#include "tst_movedialog.moc"
