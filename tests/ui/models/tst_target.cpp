#include "ui/models/target.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestTarget : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void roundTrip_data()
    {
        using Kind = Target::Kind;
        QTest::addColumn<Target>("target");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const Target &target, const QString &text) { QTest::newRow(name) << target << text; };
        row("action", {Kind::Action, {u"_"_s, u"orders"_s, u"price-quote"_s}, {}}, u"action:orders/price-quote"_s);
        row("default package", {Kind::Action, {u"_"_s, {}, u"hello"_s}, {}}, u"action:hello"_s);
        row("namespace", {Kind::Package, {u"whisk.system"_s, {}, u"alarms"_s}, {}}, u"package:/whisk.system/alarms"_s);
        row("odd signs", {Kind::Action, {u"_"_s, u"a b"_s, u"x@y#z/ü"_s}, {}}, u"action:a%20b/x%40y%23z%2F%C3%BC"_s);
        row("activation", {Kind::Activation, {}, u"a41f"_s}, u"activation:#a41f"_s);
        row("activations", {Kind::Activations, {}, {}}, u"activations:"_s);
        row("new", {Kind::NewAction, {u"_"_s, u"orders"_s, {}}, u"draft 1"_s}, u"new-action:orders/#draft%201"_s);
        row("new rule", {Kind::NewRule, {u"_"_s, {}, u"nightly"_s}, u"d1"_s}, u"new-rule:nightly#d1"_s);
        row("binding of", {Kind::NewBinding, {u"whisk.system"_s, {}, u"utils"_s}, {}}, u"new-binding:/whisk.system/utils"_s);
        row("server", {Kind::Server, {}, {}}, u"server:"_s);
    }
    void gatewayTargets_data()
    {
        using gateway::Kind;
        QTest::addColumn<Target>("target");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const Target &target, const QString &text) { QTest::newRow(name) << target << text; };
        row("list", gatewayList(Kind::Route), u"gateway-list-routes:"_s);
        row("list of metadata", gatewayList(Kind::PluginMetadata), u"gateway-list-plugin-metadata:"_s);
        row("route", gatewayObject({Kind::Route, u"price-quote"_s}), u"gateway-routes:price-quote"_s);
        row("secret", gatewayObject({Kind::Secret, u"vault/1"_s}), u"gateway-secrets:vault%2F1"_s);
        row("credential", gatewayObject({Kind::Credential, u"a:b#c"_s, u"jack"_s}), u"gateway-credentials:jack/a%3Ab%23c"_s);
        Target draft = newGatewayObject(Kind::Service);
        row("new", draft, u"gateway-new-services:"_s + draft.id);
        draft = newGatewayObject(Kind::Credential, u"jack"_s, u"one"_s);
        row("copy", draft, u"gateway-new-credentials:jack/"_s + QString(draft.id).replace(u':', u"%3A"_s));
    }
    void gatewayTargets()
    {
        QFETCH(Target, target);
        QFETCH(QString, text);
        QVERIFY(isGateway(target));
        QCOMPARE(target.toText(), text);
        const auto back = Target::fromText(text);
        QVERIFY(back);
        QVERIFY(*back == target);
    }

    void everyKindOfTheGateway()
    {
        for (const gateway::Kind kind : gateway::allKinds()) {
            for (const Target &target : {gatewayList(kind), gatewayObject({kind, u"1"_s, u"p"_s}), newGatewayObject(kind)})
                QVERIFY(Target::fromText(target.toText()) == target);
        }
        QVERIFY(!isGateway({Target::Kind::Action}));
    }

    void newObjects()
    {
        const Target fresh = newGatewayObject(gateway::Kind::Route);
        QVERIFY(!(fresh == newGatewayObject(gateway::Kind::Route))); // each is a draft of its own
        QCOMPARE(copiedId(fresh), QString());
        QCOMPARE(keyOf(fresh), (gateway::Key{gateway::Kind::Route, {}}));
        QCOMPARE(copiedId(newGatewayObject(gateway::Kind::Secret, {}, u"vault/a:b"_s)), u"vault/a:b"_s);
        const gateway::Key key{gateway::Kind::Credential, u"one"_s, u"jack"_s};
        QCOMPARE(keyOf(gatewayObject(key)), key);
        QCOMPARE(copiedId(gatewayObject({gateway::Kind::Route, u"copy:1:2"_s})), QString());
    }

    void roundTrip()
    {
        QFETCH(Target, target);
        QFETCH(QString, text);
        QCOMPARE(target.toText(), text);
        const auto back = Target::fromText(text);
        QVERIFY(back);
        QVERIFY(*back == target);
    }

    void nonsense()
    {
        for (const QString &text : {u""_s, u"action"_s, u"planet:mars"_s, u":x"_s, u"gateway-:x"_s, u"gateway-list-planets:"_s, u"gateway-routes"_s})
            QVERIFY(!Target::fromText(text));
        QVERIFY(Target::fromText(u"action:/"_s)); // no crash
        QVERIFY(Target::fromText(u"action:/ns"_s));
    }
};

QTEST_GUILESS_MAIN(TestTarget)
#include "tst_target.moc"
