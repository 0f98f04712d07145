#include "tests/ui/gateway/partsworld.h"
#include "ui/gateway/kinds/certificatecard.h"
#include "ui/gateway/kinds/consumertab.h"
#include "ui/gateway/kinds/credentials.h"
#include "ui/gateway/kinds/metadatatab.h"
#include "ui/gateway/kinds/pemfield.h"
#include "ui/gateway/kinds/schemapart.h"
#include "ui/gateway/kinds/secrettab.h"
#include "ui/gateway/kinds/ssltab.h"
#include "ui/gateway/references.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/codeeditor.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QTableView>

using namespace Qt::StringLiterals;
using gateway::Kind;

namespace {

QString pem(const QString &file)
{
    return QString::fromLatin1(FakeServer::pem(file));
}

/// A PEM in a document with double quotes.
QByteArray quoted(const QString &text)
{
    return json::compact(json::Value::string(text));
}

struct Shown {
    explicit Shown(ResourceState &state)
        : tab(static_cast<KindTab *>(makeKindTab(state, nullptr)))
    {
        showPart(*tab);
    }
    void ready()
    {
        QTRY_COMPARE(stateOf(*tab), StateView::Content);
        QTRY_VERIFY(tab->form()->isBuilt());
    }
    template<typename Widget> Widget *at(const QString &name) { return part<Widget>(*tab, name); }
    void click(const QString &name)
    {
        auto *button = at<QAbstractButton>(name);
        QVERIFY2(button, qPrintable(name));
        button->click();
    }
    std::unique_ptr<KindTab> tab;
};

} // namespace

class TestKindTabs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// What no row knows stays, and an edit taken back leaves nothing behind.
    void nothingIsLost_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("field");
        const auto row = [](Kind kind, const char *text, const char *field) {
            QTest::addRow("%s", qPrintable(gateway::singular(kind))) << int(kind) << QByteArray(text) << QString::fromLatin1(field);
        };
        row(Kind::Service, "{'odd':[1.0],'name':'n','hosts':['a.test'],'enable_websocket':true,'script':'return {a = 1}','labels':{'a':'b'},'upstream_id':5}",
            "/name");
        row(Kind::ConsumerGroup, "{'plugins':{'cors':{}},'desc':'d','name':'n'}", "/desc");
        row(Kind::PluginConfig, "{'desc':'d','plugins':{'cors':{}},'x':null}", "/desc");
        row(Kind::StreamRoute, "{'server_port':9100,'sni':'a.test','protocol':{'name':'redis','conf':{'k':1}},'upstream_id':'u1','desc':'d'}", "/desc");
        row(Kind::Proto, "{'content':'message A {}','desc':'d','name':'n'}", "/desc");
        row(Kind::Credential, "{'plugins':{'key-auth':{'key':'k'}},'desc':'d'}", "/desc");
        row(Kind::Consumer, "{'username':'jack','group_id':'g','desc':'d','plugins':{}}", "/desc");
    }

    void nothingIsLost()
    {
        QFETCH(int, kind);
        QFETCH(QByteArray, value);
        QFETCH(QString, field);
        PartsWorld world;
        world.open();
        ResourceState &state = world.edit(Kind(kind), value);
        const QByteArray before = world.text();
        Shown shown(state);
        shown.ready();
        QVERIFY(!state.isModified());
        QVERIFY2(world.problems().isEmpty(), qPrintable(world.problems().join(u' ')));
        auto *line = shown.at<QLineEdit>(field);
        QVERIFY(line);
        const QString old = line->text();
        typeInto(line, u"other"_s);
        QVERIFY(state.isModified());
        QVERIFY(world.text().contains("'other'"));
        typeInto(line, old);
        QCOMPARE(world.text(), before);
        QVERIFY(!state.isModified());
        // What is edited elsewhere is shown.
        state.setMember(field.mid(1), json::Value::string(u"elsewhere"_s));
        QTRY_COMPARE(line->text(), u"elsewhere"_s);
        state.setReadOnlyReason(u"viewer"_s);
        QTRY_VERIFY(line->isReadOnly());
    }

    void kindsWithoutATab()
    {
        PartsWorld world;
        for (const Kind kind : {Kind::Route, Kind::Upstream, Kind::GlobalRule})
            QVERIFY(!makeKindTab(world.edit(kind, "{}"), nullptr));
    }

    void errorAndAgain()
    {
        PartsWorld world;
        world.open();
        world.on("GET /apisix/admin/schema/service", "{\"error_msg\":\"etcd is gone\"}", 503);
        Shown shown(world.edit(Kind::Service, "{'name':'n'}"));
        QTRY_COMPARE(stateOf(*shown.tab), StateView::Error_);
        world.on("GET /apisix/admin/schema/service", json::compact(recordedSchemas().value(u"schema").value(u"service")));
        Q_EMIT shown.tab->findChild<StateView *>()->retryRequested();
        shown.ready();
    }

    void closedOrGoneWhileLoading()
    {
        PartsWorld world;
        world.open();
        const QByteArray asked = "GET /apisix/admin/consumers/jack/credentials";
        world.server.hold("GET /apisix/admin/schema/consumer");
        world.server.hold(asked);
        {
            Shown shown(world.edit(Kind::Consumer, "{'username':'jack'}", u"jack"_s));
            QTRY_COMPARE(world.server.waiting("GET /apisix/admin/schema/consumer"), 1);
        }
        Shown shown(world.edit(Kind::Consumer, "{'username':'jack'}", u"jack"_s));
        world.session.reset();
        QTRY_VERIFY(!world.state->session());
        QVERIFY(!shown.tab->form()->isBuilt());
    }

    /// A consumer without any gets 404, which is no error.
    void credentials()
    {
        PartsWorld world;
        world.open();
        world.on("GET /apisix/admin/consumers/jack/credentials", "{\"message\":\"Key not found\"}", 404);
        Shown shown(world.edit(Kind::Consumer, "{'username':'jack','plugins':{}}", u"jack"_s));
        shown.ready();
        auto *list = shown.tab->findChild<Credentials *>();
        QTRY_COMPARE(list->view()->state(), StateView::Empty);
        QSignalSpy opened(shown.tab.get(), &ResourceTab::openRequested);
        shown.click(u"newCredential"_s);
        QCOMPARE(opened.last().first().value<Target>().gatewayKind, Kind::Credential);
        QCOMPARE(opened.last().first().value<Target>().parent, u"jack"_s);
        world.on("GET /apisix/admin/consumers/jack/credentials",
                 QByteArray("{'total':1,'list':[{'key':'/apisix/consumers/jack/credentials/c1','value':{'id':'c1','desc':'ci','plugins':{'key-auth':{}}}}]}")
                     .replace('\'', '"'));
        shown.tab->hide();
        shown.tab->show();
        QTRY_COMPARE(list->view()->state(), StateView::Content);
        QTRY_COMPARE(shown.tab->count(), 1);
        auto *table = shown.at<QTableView>(u"credentials"_s);
        QCOMPARE(table->model()->index(0, 1).data().toString(), u"key-auth"_s);
        table->setCurrentIndex(table->model()->index(0, 0));
        shown.click(u"allCredentials"_s);
        QCOMPARE(opened.last().first().value<Target>(), gatewayList(Kind::Credential));
        shown.click(u"openCredential"_s);
        QCOMPARE(opened.last().first().value<Target>(), gatewayObject({Kind::Credential, u"c1"_s, u"jack"_s}));
        world.on("GET /apisix/admin/consumers/jack/credentials", "{\"error_msg\":\"etcd is gone\"}", 503);
        shown.tab->hide();
        shown.tab->show();
        QTRY_COMPARE(list->view()->state(), StateView::Stale);
        world.state->setReadOnlyReason(u"viewer"_s);
        QVERIFY(!shown.at<QAbstractButton>(u"newCredential"_s)->isEnabled());
    }

    void aNewConsumerHasNone()
    {
        PartsWorld world;
        world.open();
        Shown shown(world.begin(Kind::Consumer, "{'username':'new'}", u"new"_s));
        shown.ready();
        QCOMPARE(shown.tab->findChild<Credentials *>()->view()->state(), StateView::Empty);
        QCOMPARE(world.server.count("GET /apisix/admin/consumers/new/*"), 0);
        QVERIFY(shown.tab->findChild<ReferencePicker *>());
    }

    void certificate()
    {
        PartsWorld world;
        world.open();
        ResourceState &state = world.edit(Kind::Ssl, "{'sni':'old.test','cert':" + quoted(pem(u"server.pem"_s)) + "}");
        Shown shown(state);
        shown.ready();
        auto *card = shown.tab->findChild<CertificateCard *>();
        QVERIFY(card->isVisible() && card->facts());
        QVERIFY(shown.at<Chip>(u"daysLeft"_s)->text().contains(u"left"_s));
        QVERIFY(!shown.at<Chip>(u"keyMatch"_s)->isVisible()); // the gateway never tells keys
        QVERIFY2(world.problems().isEmpty(), qPrintable(world.problems().join(u' ')));
        shown.click(u"useNames"_s);
        QVERIFY(!state.value().contains(u"sni"));
        QCOMPARE(state.value().value(u"snis").items().first().toString(), u"old.test"_s);
        QCOMPARE(state.value().value(u"snis").size(), card->facts()->names.size() + 1);
        // Another certificate needs its own key.
        state.setMember(u"cert"_s, json::Value::string(pem(u"client.pem"_s)));
        QTRY_COMPARE(world.problems(), QStringList{u"/key"_s});
        state.setMember(u"key"_s, json::Value::string(pem(u"server.key"_s)));
        QTRY_COMPARE(world.problems(), QStringList{u"/key"_s});
        QTRY_VERIFY(shown.at<Chip>(u"keyMatch"_s)->tone() == Chip::Tone::Error);
        state.setMember(u"key"_s, json::Value::string(pem(u"client.key"_s)));
        QTRY_VERIFY(world.problems().isEmpty());
        QTRY_VERIFY(shown.at<Chip>(u"keyMatch"_s)->tone() == Chip::Tone::Success);
        state.setMember(u"cert"_s, json::Value::string(pem(u"expired.pem"_s)));
        QTRY_VERIFY(shown.at<Chip>(u"daysLeft"_s)->tone() == Chip::Tone::Error);
    }

    /// A key is taken in and never shown again, in no widget.
    void keysAreNotShown()
    {
        PartsWorld world;
        world.open();
        ResourceState &state = world.begin(Kind::Ssl, "{'snis':['a.test']}");
        Shown shown(state);
        shown.ready();
        QTRY_VERIFY(world.problems().contains(u"/cert"_s) && world.problems().contains(u"/key"_s));
        const auto fields = shown.tab->findChildren<PemField *>();
        for (PemField *field : fields)
            field->take(field->pointer() == u"/key" ? pem(u"server.key"_s) : field->pointer() == u"/cert" ? pem(u"server.pem"_s) : u"nonsense"_s);
        QTRY_VERIFY(world.problems().isEmpty());
        const QString secret = pem(u"server.key"_s).section(u'\n', 2, 2);
        QVERIFY(secret.size() > 20);
        for (const QPlainTextEdit *edit : shown.tab->findChildren<QPlainTextEdit *>())
            QVERIFY(!edit->toPlainText().contains(secret));
        for (const QLabel *label : shown.tab->findChildren<QLabel *>())
            QVERIFY(!label->text().contains(secret));
        QVERIFY(state.value().value(u"key").toString().contains(secret));
        QVERIFY(PemField::about(pem(u"server.key"_s), PemField::Secret).contains(u"not shown"_s));
        QCOMPARE(PemField::about(u"$secret://vault/1/tls/key"_s, PemField::Secret), u"$secret://vault/1/tls/key"_s);
    }

    void rulesOfCertificates()
    {
        const auto places = [](const QByteArray &now, const QByteArray &before = "null") {
            QStringList all;
            for (const auto &problem : SslTab::problemsOf(PartsWorld::read(now), PartsWorld::read(before)))
                all.append(problem.pointer);
            return all;
        };
        QCOMPARE(places("{'snis':['a']}"), (QStringList{u"/cert"_s, u"/key"_s}));
        QVERIFY(places("{'cert':'$env://C','key':'$env://K','snis':['a']}").isEmpty());
        QVERIFY(places("{'cert':'c','snis':['a']}", "{'cert':'c','snis':['b']}").isEmpty());
        QCOMPARE(places("{'cert':'c'}", "{'cert':'c'}"), QStringList{u"/snis"_s});
        QVERIFY(places("{'cert':'c','type':'client'}", "{'cert':'c'}").isEmpty());
        QCOMPARE(places("{'cert':'c','sni':'a','snis':['a']}", "{'cert':'c'}"), QStringList{u"/sni"_s});
        QCOMPARE(places("{'cert':'c','sni':'a','certs':['d']}", "{'cert':'c'}"), QStringList{u"/keys"_s});
        QVERIFY(places("{'cert':'c','sni':'a','certs':['d']}", "{'cert':'c','certs':['d']}").isEmpty());
    }

    void secretManagers()
    {
        PartsWorld world;
        world.open();
        ResourceState &state = world.begin(Kind::Secret, "{}", u"vault/1"_s);
        Shown shown(state);
        shown.ready();
        QTRY_VERIFY(world.problems().contains(u"/uri"_s));
        typeInto(shown.at<QLineEdit>(u"/uri"_s), u"http://vault.test:8200"_s);
        typeInto(shown.at<QLineEdit>(u"/prefix"_s), u"kv/apisix"_s);
        auto *token = shown.at<QLineEdit>(u"/token"_s);
        QCOMPARE(token->echoMode(), QLineEdit::Password);
        typeInto(token, u"s.hush"_s);
        QTRY_VERIFY(world.problems().isEmpty());
        QVERIFY(shown.at<QLabel>(u"secretUse"_s)->text().contains(u"$secret://vault/1/"_s));
        shown.click(u"aws"_s);
        QCOMPARE(state.key().id, u"aws/1"_s);
        QTRY_VERIFY(shown.at<QLineEdit>(u"/access_key_id"_s));
        QVERIFY(schemapart::secretManager(u"other"_s).isNull());
        PartsWorld other;
        other.open();
        Shown gcp(other.edit(Kind::Secret, "{'auth_file':'/a','ssl_verify':false,'odd':1}", u"gcp/2"_s));
        gcp.ready();
        QTRY_VERIFY(gcp.at<QLineEdit>(u"/auth_file"_s));
        QVERIFY(!gcp.at<QAbstractButton>(u"aws"_s)->isEnabled());
        QVERIFY(other.problems().isEmpty() && !other.state->isModified());
    }

    void metadataOfPlugins()
    {
        PartsWorld world;
        world.open();
        ResourceState &state = world.begin(Kind::PluginMetadata);
        Shown shown(state);
        QTRY_COMPARE(stateOf(*shown.tab), StateView::Content);
        auto *plugin = shown.at<QComboBox>(u"metadataPlugin"_s);
        QTRY_VERIFY(plugin->findText(u"http-logger"_s) >= 0);
        plugin->setCurrentText(u"http-logger"_s);
        Q_EMIT plugin->textActivated(u"http-logger"_s);
        QCOMPARE(state.key().id, u"http-logger"_s);
        QTRY_VERIFY(shown.tab->form()->isBuilt() && shown.tab->form()->isVisible());
        Q_EMIT plugin->textActivated(u"key-auth"_s);
        QTRY_VERIFY(!shown.tab->form()->isVisible());
        QVERIFY(shown.at<QLabel>(u"metadataAbout"_s)->text().contains(u"JSON"_s));
        PartsWorld other;
        other.open();
        Shown unknown(other.edit(Kind::PluginMetadata, "{'a':1}", u"no-such-plugin"_s));
        QTRY_COMPARE(stateOf(*unknown.tab), StateView::Content);
        QVERIFY(!unknown.at<QComboBox>(u"metadataPlugin"_s)->isEnabled());
        QVERIFY(!other.state->isModified());
    }

    void protos()
    {
        PartsWorld world;
        world.open();
        ResourceState &state = world.begin(Kind::Proto);
        Shown shown(state);
        shown.ready();
        auto *editor = shown.at<CodeEditor>(u"/content"_s);
        QVERIFY(editor);
        editor->setText(u"message A {}"_s);
        QTRY_COMPARE(state.value().value(u"content").toString(), u"message A {}"_s);
        QTRY_VERIFY(world.problems().isEmpty());
    }

    void complaintsOfTheServer()
    {
        PartsWorld world;
        world.open();
        Shown shown(world.edit(Kind::Service, "{'name':'n','hosts':['a.test']}"));
        shown.ready();
        QVERIFY(shown.tab->focusPlace(u"/name"_s));
        shown.tab->showComplaint({u"/name"_s, u"too odd"_s});
        QTRY_COMPARE(world.problems(), QStringList{u"/name"_s});
        typeInto(shown.at<QLineEdit>(u"/name"_s), u"better"_s);
        QTRY_VERIFY(world.problems().isEmpty());
        QVERIFY(!shown.tab->focusPlace(u"/plugins/cors"_s));
    }
};

QTEST_MAIN(TestKindTabs)
#include "tst_kindtabs.moc"
