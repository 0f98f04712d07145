#include "tests/ui/gateway/plugins/pluginsworld.h"
#include "ui/gateway/references.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/jsonedit.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace {

const QByteArray twoPlugins = "{'uri':'/a','plugins':{'openwhisk':{'api_host':'http://h:1','service_token':'u:p','namespace':'guest','action':'hello'},"
                              "'limit-count':{'count':2,'time_window':60,'odd':null}}}";

void type(QLineEdit *line, const QString &text)
{
    QVERIFY(line);
    line->selectAll();
    QTest::keyClick(line, Qt::Key_Delete);
    line->insert(text);
}

} // namespace

class TestPluginsTab : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsThemInRunningOrder()
    {
        PluginsWorld world;
        world.open("{'uri':'/a','service_id':'s1','plugins':{'prometheus':{},'openwhisk':{},'limit-count':{'count':1,'time_window':1},"
                   "'cors':{'_meta':{'disable':true}},'nobody-knows':{'a':1}}}");
        QTRY_COMPARE(world.rows().mid(1, 5), QStringList({u"cors, off"_s, u"limit-count, on"_s, u"openwhisk, on, 4 problems"_s, u"prometheus, on"_s,
                                                          u"nobody-knows, on, not known to the gateway"_s}));
        const auto rest = [&world] { return world.rows().mid(6); };
        QTRY_VERIFY(rest().join(u';').contains(u"shop"_s)); // the service's name
        QTRY_VERIFY(rest().contains(u"limit-count · replaced here"_s) && rest().contains(u"cors · replaced here"_s));
        QTRY_VERIFY(rest().contains(u"prometheus"_s)); // of the global rule
        QCOMPARE(world.tab->count(), 5);
        QTRY_COMPARE(world.state->problems().size(), 4);
        QVERIFY(world.state->problems().first().pointer.startsWith(u"/plugins/openwhisk/"_s));
    }

    void editsOneMemberOfOne()
    {
        PluginsWorld world;
        world.open(twoPlugins);
        QVERIFY(world.tab->focusPlace(u"/plugins/limit-count/count"_s));
        QTRY_VERIFY(world.field<QLineEdit>(u"/count"_s));
        type(world.field<QLineEdit>(u"/count"_s), u"7"_s);
        QTRY_VERIFY(world.text().contains("'limit-count':{'count':7,'time_window':60,'odd':null}"));
        QTRY_VERIFY(world.rows().contains(u"limit-count, on, changed"_s));
        QTRY_COMPARE(world.label(u"/count#note"_s), u"was 2"_s);
        type(world.field<QLineEdit>(u"/count"_s), u"0"_s);
        QTRY_VERIFY(!world.state->problems().isEmpty());
        world.state->setValue(world.state->before());
        QTRY_COMPARE(world.line(u"/count"_s), u"2"_s);
        QTRY_VERIFY(world.state->problems().isEmpty());
        QVERIFY(!world.state->isModified());
    }

    void switchesLeaveNoTrace()
    {
        PluginsWorld world;
        world.open(twoPlugins);
        const QByteArray was = world.text();
        auto *list = world.at<QListWidget>(u"pluginList"_s);
        QTRY_COMPARE(world.rows().value(1), u"limit-count, on"_s);
        list->setCurrentRow(1);
        QTest::keyClick(list, Qt::Key_Space);
        QTRY_VERIFY(world.text().contains("'odd':null,'_meta':{'disable':true}"));
        QTRY_COMPARE(world.rows().value(1), u"limit-count, off, changed"_s);
        QTest::keyClick(list, Qt::Key_Space);
        QTRY_COMPARE(world.text(), was);
        QTest::keyClick(list, Qt::Key_Delete);
        QTRY_COMPARE(world.tab->count(), 1);
        QTRY_VERIFY(world.plugin() == u"openwhisk"_s);
        world.state->setValue(world.state->before());
        QTRY_COMPARE(world.tab->count(), 2);
    }

    void jsonHidesSecretsAndKeepsThem()
    {
        PluginsWorld world;
        world.open(twoPlugins);
        QVERIFY(world.tab->focusPlace(u"/plugins/openwhisk"_s));
        QTRY_VERIFY(world.field<QPushButton>(u"pluginAsJson"_s));
        world.field<QPushButton>(u"pluginAsJson"_s)->click();
        QTRY_VERIFY(world.field<JsonEdit>(u"pluginJson"_s));
        auto *json = world.field<JsonEdit>(u"pluginJson"_s);
        QTRY_VERIFY(json->text().contains(u"hello"_s));
        QVERIFY(!json->text().contains(u"u:p"_s));
        json->codeEditor()->replaceText(json->text().replace(u"hello"_s, u"bye"_s));
        QTRY_VERIFY(world.text().contains("'service_token':'u:p','namespace':'guest','action':'bye'"));
        json->codeEditor()->replaceText(u"{\"action\":"_s);
        QTRY_VERIFY(!world.state->problems().isEmpty());
        json->codeEditor()->replaceText(json->text() + u"\"••••••\"}"_s);
        QTRY_VERIFY(world.text().contains("'action':'u:p'")); // dots stand for the secret wherever they are
        json->codeEditor()->replaceText(u"{\"action\":\"•••••• 9\"}"_s);
        QTRY_VERIFY(world.state->problems().size() == 1 && world.state->problems().first().pointer == u"/plugins/openwhisk/action"_s);
        world.field<QPushButton>(u"pluginAsForm"_s)->click();
        QTRY_COMPARE(world.line(u"/action"_s), u"•••••• 9"_s);
    }

    void copiesWithoutSecretsAndPastesWithThem()
    {
        PluginsWorld world;
        world.open(twoPlugins);
        auto *list = world.at<QListWidget>(u"pluginList"_s);
        QTRY_COMPARE(world.rows().value(2), u"openwhisk, on"_s);
        QSignalSpy notices(world.tab.get(), &ResourceTab::notice);
        list->setCurrentRow(2);
        QTest::keyClick(list, Qt::Key_C, Qt::ControlModifier);
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY(copied.contains(u"api_host"_s) && !copied.contains(u"u:p"_s));
        QCOMPARE(notices.size(), 1);
        QGuiApplication::clipboard()->setText(QString(copied).replace(u"hello"_s, u"other"_s));
        QTest::keyClick(list, Qt::Key_V, Qt::ControlModifier);
        QTRY_VERIFY(world.plugins().value(u"openwhisk").value(u"action").toString() == u"other"_s);
        QCOMPARE(world.plugins().value(u"openwhisk").value(u"service_token").toString(), u"u:p"_s);
        QGuiApplication::clipboard()->setText(u"{\"cors\":{},\"request-id\":{}}"_s);
        QTest::keyClick(list, Qt::Key_V, Qt::ControlModifier);
        QTRY_COMPARE(world.tab->count(), 4);
        QGuiApplication::clipboard()->setText(u"no JSON"_s);
        QTest::keyClick(list, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(world.tab->count(), 4);
        QGuiApplication::clipboard()->clear();
    }

    void unknownOnesAreKeptAndExplained()
    {
        PluginsWorld world;
        world.open("{'uri':'/a','plugins':{'my-own':{'z':1.50,'password':'s3cret'}}}");
        QTRY_VERIFY(world.note().contains(u"no plugin my-own"_s));
        QTRY_VERIFY(world.field<JsonEdit>(u"pluginJson"_s));
        auto *json = world.field<JsonEdit>(u"pluginJson"_s);
        QTRY_VERIFY(json->text().contains(u"1.50"_s) && !json->text().contains(u"s3cret"_s));
        QVERIFY(!world.seen(u"pluginAsForm"_s));
        QVERIFY(world.state->problems().isEmpty());
        QVERIFY(!world.state->isModified());
        QVERIFY(world.tab->focusPlace(u"/plugins/my-own/z"_s));
        world.tab->showComplaint({u"/plugins/my-own"_s, u"unknown plugin [my-own]"_s});
        QTRY_VERIFY(world.seen(u"pluginComplaint"_s));
    }

    void serversWordStandsAtTheField()
    {
        PluginsWorld world;
        world.open(twoPlugins);
        QVERIFY(!world.tab->focusPlace(u"/uri"_s));
        QVERIFY(!world.tab->focusPlace(u"/plugins/gone/x"_s));
        QVERIFY(world.tab->focusPlace(u"/plugins/limit-count/time_window"_s));
        world.tab->showComplaint({u"/plugins/limit-count/time_window"_s, u"too short"_s});
        QTRY_VERIFY(world.label(u"/time_window#problem"_s).contains(u"too short"_s));
        QTRY_COMPARE(world.state->problems().size(), 1);
        type(world.field<QLineEdit>(u"/time_window"_s), u"61"_s);
        QTRY_VERIFY(world.state->problems().isEmpty());
    }

    void whatRunsFromElsewhereOpensThere()
    {
        PluginsWorld world;
        world.open("{'uri':'/a','service_id':'s1','plugins':{}}");
        auto *list = world.at<QListWidget>(u"pluginList"_s);
        QTRY_VERIFY(world.rows().contains(u"cors"_s));
        QSignalSpy opened(world.tab.get(), &ResourceTab::openRequested);
        list->setCurrentRow(int(world.rows().indexOf(u"cors"_s)));
        QTRY_VERIFY(world.at<QPushButton>(u"openInherited"_s) && world.at<QPushButton>(u"openInherited"_s)->isVisible());
        world.at<QPushButton>(u"openInherited"_s)->click();
        QTRY_COMPARE(opened.size(), 1);
        QCOMPARE(opened.first().first().value<Target>(), gatewayObject({gateway::Kind::Service, u"s1"_s, {}}));
    }

    void consumersAndStreamsHaveTheirOwn()
    {
        PluginsWorld consumer(gateway::Kind::Consumer);
        consumer.open("{'username':'jack','plugins':{'key-auth':{'key':'k1'}}}");
        QTRY_VERIFY(consumer.field<QLineEdit>(u"/key"_s));
        QCOMPARE(consumer.field<QLineEdit>(u"/key"_s)->echoMode(), QLineEdit::Password);
        PluginsWorld stream(gateway::Kind::StreamRoute);
        stream.open("{'plugins':{'mqtt-proxy':{'protocol_name':'MQTT','protocol_level':4}}}");
        QTRY_VERIFY(stream.field<QLineEdit>(u"/protocol_level"_s));
        PluginsWorld credential(gateway::Kind::Credential);
        credential.open("{'plugins':{'key-auth':{'key':'k1'}}}");
        QTRY_VERIFY(credential.at<QPushButton>(u"addPlugin"_s) && !credential.at<QPushButton>(u"addPlugin"_s)->isEnabled());
    }

    void referencesArePicked()
    {
        PluginsWorld world;
        world.open("{'uri':'/a','plugins':{'traffic-split':{'rules':[{'weighted_upstreams':[{'upstream_id':5,'weight':1},{'weight':2}]}]}}}");
        QVERIFY(world.tab->focusPlace(u"/plugins/traffic-split/rules/0/weighted_upstreams/0/upstream_id"_s));
        const auto picker = [&world] { return world.tab->form() ? world.tab->form()->findChild<ReferencePicker *>() : nullptr; };
        QTRY_VERIFY(picker() && picker()->id());
        QCOMPARE(json::compact(*picker()->id()), "5");
        QVERIFY(!world.state->isModified());
    }

    void readOnlyOnesOnlyShow()
    {
        PluginsWorld world;
        world.open(twoPlugins);
        world.state->setReadOnlyReason(u"a viewer's key"_s);
        QTRY_VERIFY(!world.at<QPushButton>(u"addPlugin"_s)->isEnabled());
        auto *list = world.at<QListWidget>(u"pluginList"_s);
        list->setCurrentRow(1);
        for (const auto key : {Qt::Key_Space, Qt::Key_Delete})
            QTest::keyClick(list, key);
        QVERIFY(!world.state->isModified());
    }

    void emptyOnes()
    {
        PluginsWorld world;
        world.open("{'uri':'/a'}");
        QTRY_VERIFY(world.at<QLabel>(u"noPlugins"_s)->text().contains(u"No plugins"_s));
        QCOMPARE(world.tab->count(), 0);
        QVERIFY(!world.state->isModified());
    }

    void schemasThatDoNotCome()
    {
        PluginsWorld world;
        world.server.on("GET /apisix/admin/plugins?all=true&subsystem=http", answer::json("{\"error_msg\":\"tired\"}", 503));
        world.begin(twoPlugins);
        QTRY_VERIFY(world.note().contains(u"when the gateway has told"_s));
        world.session.open();
        QTRY_VERIFY(world.session.catalogueProblem());
        QTRY_VERIFY(world.seen(u"pluginJson"_s) && world.note().contains(u"tired"_s));
        QVERIFY(!world.at<QPushButton>(u"addPlugin"_s)->isEnabled());
        world.server.on("GET /apisix/admin/plugins?all=true&subsystem=http", answer::json(json::compact(recordedSchemas().value(u"plugins_http"))));
        world.session.refreshCatalogue();
        QTRY_VERIFY(world.at<QPushButton>(u"addPlugin"_s)->isEnabled());
        QTRY_VERIFY(world.field<QLineEdit>(u"/api_host"_s) || world.field<QLineEdit>(u"/count"_s));
    }

    void closedOrGoneWhileLoading()
    {
        PluginsWorld world;
        world.server.hold("GET /apisix/admin/plugins?all=true&subsystem=http");
        world.begin(twoPlugins);
        world.session.open();
        QTRY_COMPARE(world.server.waiting("GET /apisix/admin/plugins?all=true&subsystem=http"), 1);
        world.tab.reset();
        world.server.release("GET /apisix/admin/plugins?all=true&subsystem=http");
        QTRY_VERIFY(world.session.catalogue());
        auto mortal = std::make_unique<gateway::Session>(world.session.client().endpoint(), u"p"_s, u"Other"_s, nullptr);
        ResourceState state(GatewayServices{*mortal}, {gateway::Kind::Route, u"r"_s, {}}, false);
        state.load({{gateway::Kind::Route, u"r"_s, {}}, PluginsWorld::read(twoPlugins), 1, 1});
        PluginsTab tab(state);
        mortal.reset();
        state.setValue(PluginsWorld::read("{'plugins':{'cors':{}}}"));
        QTRY_COMPARE(tab.count(), 1);
    }
};

QTEST_MAIN(TestPluginsTab)
#include "tst_pluginstab.moc"
