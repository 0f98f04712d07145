#include "tests/ui/editors/movedialogtest.h"

using namespace openwhisk;
using namespace Qt::StringLiterals;

/// A move that fails, is left or loses its connection says what the server has.
class TestMoveFailures : public QObject, MoveDialogTest {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

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

QTEST_MAIN(TestMoveFailures)
#include "tst_movefailures.moc"
