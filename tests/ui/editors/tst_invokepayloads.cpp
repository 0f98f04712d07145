#include "tests/ui/editors/invokepaneltest.h"

using namespace Qt::StringLiterals;

/// What is sent, what is kept of it, and under which name.
class TestInvokePayloads : public QObject, InvokePanelTest {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    void emptyPayloadIsTheEmptyObject()
    {
        f->server.on(post, answer::json(record("{}", "[]"), 200, idHeader));
        f->server.on(getRecord, answer::json(record("{}", "[]")));
        payload()->setText({});
        click(panel.get(), "invoke");
        QTRY_VERIFY(status().contains(u"success"_s));
        QCOMPARE(sent().body, QByteArray("{}"));
    }

    void brokenPayloadIsNotSent()
    {
        payload()->setText(u"{\"a\": 1,\n \"b\": }"_s);
        QTRY_VERIFY(!child<QWidget>(panel.get(), "invoke")->isEnabled());
        QVERIFY2(child<QWidget>(panel.get(), "invoke")->toolTip().contains(u"2"_s),
                 qPrintable(child<QWidget>(panel.get(), "invoke")->toolTip()));
        panel->invoke();
        payload()->setText(u"[1]"_s);
        QTRY_VERIFY(!panel->canInvoke());
        panel->invoke();
        QCOMPARE(f->server.count("POST *"), 0);
        payload()->setText(u"{}"_s);
        QTRY_VERIFY(panel->canInvoke());
    }

    void errorsKeepThePayload_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("words");
        QTest::newRow("401") << 401 << u"key"_s;
        QTest::newRow("404") << 404 << u"does not exist"_s;
        QTest::newRow("413") << 413 << u"too large"_s;
        QTest::newRow("503") << 503 << u"unavailable"_s;
    }

    void errorsKeepThePayload()
    {
        QFETCH(int, code);
        const QByteArray words = code == 404 ? "The requested resource does not exist."
            : code == 413                    ? "The entity is too large"
                                             : "The server is currently unavailable";
        f->server.on(post, answer::error(code, words));
        payload()->setText(u"{\"kept\": true}"_s);
        click(panel.get(), "invoke");
        QTRY_VERIFY(!bar()->text().isEmpty());
        QCOMPARE(bar()->kind(), MessageBar::Kind::Error);
        QCOMPARE(payload()->text(), u"{\"kept\": true}"_s);
        QVERIFY(panel->canInvoke());
        QCOMPARE(f->server.count(post), 1);
    }

    void payloadsHaveNames()
    {
        payload()->setText(u"{\"volume\": 120, \"password\": \"hush-hush\"}"_s);
        click(panel.get(), "savePayload");
        auto *name = child<QLineEdit>(panel.get(), "payloadName");
        QTest::keyClicks(name, u"volume order"_s);
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_COMPARE(child<QToolButton>(panel.get(), "payloads")->text(), u"Payload: volume order ▾"_s);
        QVERIFY(child<MessageBar>(panel.get(), "payloadMessage")->text().contains(u"/password"_s));
        payload()->setText(u"{}"_s);
        QTRY_VERIFY(menuAction("payloads", u"volume order"_s));
        menuAction("payloads", u"volume order"_s)->trigger();
        QVERIFY(payload()->text().contains(u"120"_s));
        QVERIFY(!payload()->text().contains(u"hush"_s));
        QTRY_VERIFY(menuAction("payloads", u"Delete “volume order”"_s));
        menuAction("payloads", u"Delete “volume order”"_s)->trigger();
        QTRY_VERIFY(!menuAction("payloads", u"volume order"_s));
        QCOMPARE(await(f->store->payloads(f->key()))->size(), 0);
    }

    void whatWasSentComesBack()
    {
        f->server.on(post, answer::json(record("{}", "[]"), 200, idHeader));
        payload()->setText(u"{\"a\": 1}"_s);
        click(panel.get(), "invoke");
        QTRY_VERIFY(menuAction("payloads", u"{\"a\": 1}"_s));
        panel = std::make_unique<InvokePanel>(*f->session, *f->store);
        panel->setAction(f->target.name, f->key());
        QTRY_COMPARE(payload()->text(), u"{\"a\": 1}"_s);
    }

    void whatWasTypedSurvives()
    {
        payload()->setText(u"{ \"volume\":  120 }"_s);
        panel = std::make_unique<InvokePanel>(*f->session, *f->store); // as after a crash
        QTRY_COMPARE(await(f->store->drafts(f->key().profileId))->size(), 1);
        panel->setAction(f->target.name, f->key());
        QTRY_COMPARE(payload()->text(), u"{ \"volume\":  120 }"_s);
        payload()->setText(u"{ \"volume\":  120, "_s); // no JSON for now: what was right is kept
        panel->setAction(f->target.name, f->key());
        QTRY_COMPARE(payload()->text(), u"{ \"volume\":  120 }"_s);
        f->server.on(post, answer::json(record("{}", "[]"), 200, idHeader));
        click(panel.get(), "invoke");
        QTRY_COMPARE(await(f->store->drafts(f->key().profileId))->size(), 0); // sent: no draft any more
    }

    void typedSecretsAreNotKept()
    {
        payload()->setText(u"{\"volume\":7,\"password\":\"hush-hush\"}"_s);
        QTRY_COMPARE(await(f->store->drafts(f->key().profileId))->size(), 1); // a moment after the last key
        panel = std::make_unique<InvokePanel>(*f->session, *f->store);
        panel->setAction(f->target.name, f->key());
        QTRY_VERIFY(payload()->text().contains(u"\"volume\": 7"_s));
        QVERIFY(!payload()->text().contains(u"hush"_s));
        QVERIFY(child<MessageBar>(panel.get(), "payloadMessage")->text().endsWith(u": /password"_s));
        const auto kept = await(f->store->draft({f->key().profileId, f->key().target + u"#payload"_s}));
        QVERIFY(kept && *kept);
        QVERIFY(!json::compact((*kept)->document).contains("hush"));
    }

    void copiesWithoutTheKey()
    {
        payload()->setText(u"{\"a\": 1}"_s);
        panel->findChild<QAction *>(u"copyCurl"_s)->trigger();
        const QString curl = QGuiApplication::clipboard()->text();
        QVERIFY(curl.contains(u"curl"_s) && curl.contains(u"WHISK_AUTH"_s) && curl.contains(u"price-quote"_s));
        QVERIFY(!curl.contains(u"eDp5"_s) && !curl.contains(u"x:y"_s));
        panel->findChild<QAction *>(u"copyWsk"_s)->trigger();
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"wsk"_s));
    }
};

QTEST_MAIN(TestInvokePayloads)
#include "tst_invokepayloads.moc"
