#include "tests/ui/editors/movedialogtest.h"

using namespace openwhisk;
using namespace Qt::StringLiterals;

/// Renaming, moving and copying by the dialog's own buttons.
class TestMoveDialog : public QObject, MoveDialogTest {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

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
};

QTEST_MAIN(TestMoveDialog)
#include "tst_movedialog.moc"
