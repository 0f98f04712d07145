#include "tests/support/await.h"
#include "tests/ui/gateway/plugins/pluginsworld.h"
#include "ui/gateway/plugins/keychaintoken.h"
#include "ui/gateway/plugins/pluginadd.h"
#include "ui/gateway/test/testpanel.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace {

const QString noScheme = u"h:1"_s;
const QByteArray hello = "{'uri':'/a','plugins':{'openwhisk':{'api_host':'HOST','service_token':'u:p','namespace':'guest','action':'hello'}}}";
const QByteArray forwarded = "{'uri':'/fn/*','plugins':{'openfunction':{'function_uri':'http://127.0.0.1:9/f?x=1','authorization':{'service_token':'t'}}}}";
const QByteArray scalar = "{'uri':'/fn*','plugins':{'openfunction':{'function_uri':'http://127.0.0.1/f','authorization':5}}}";
const QByteArray slashes = "//";
const QByteArray clouds = "{'uri':'/fn/*','plugins':{'aws-lambda':{'function_uri':'https://a.test/f','authorization':{'iam':{'accesskey':'k','secretkey':'s'}}},"
                          "'azure-functions':{'function_uri':'https://z.test/f','authorization':{'apikey':'k'}}}}";
const QString azure = u"https://z.test/f"_s;
const QString whole = u"→ http://127.0.0.1:9/f/a/b"_s;

void type(QLineEdit *line, const QString &text)
{
    QVERIFY(line);
    line->selectAll();
    QTest::keyClick(line, Qt::Key_Delete);
    line->insert(text);
}

/// The add pane of a world.
struct Adding {
    explicit Adding(PluginsWorld &where) : world(where)
    {
        QTRY_VERIFY(world.at<QPushButton>(u"addPlugin"_s)->isEnabled());
        world.at<QPushButton>(u"addPlugin"_s)->click();
        QTRY_VERIFY(pane()->isVisible());
    }
    PluginAdd *pane() const { return world.tab->findChild<PluginAdd *>(); }
    QLineEdit *search() const { return world.at<QLineEdit>(u"pluginSearch"_s); }
    QListView *list() const { return world.at<QListView>(u"pluginChoices"_s); }
    QPushButton *add() const { return world.at<QPushButton>(u"confirmAddPlugin"_s); }
    QString problems() const { return world.at<QLabel>(u"addProblems"_s)->text(); }
    template<typename Widget> Widget *field(const QString &pointer) const { return pane()->findChild<Widget *>(pointer); }
    QStringList shown() const
    {
        QStringList names;
        for (int i = 0; i < list()->model()->rowCount(); ++i)
            names.append(list()->model()->index(i, 0).data().toString());
        return names;
    }
    PluginsWorld &world;
};

QByteArray atHost(const PluginsWorld &world, QByteArray text)
{
    return text.replace("HOST", world.whisk.server.url().toString().toUtf8());
}

} // namespace

class TestPluginAdd : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsByNameTextAndPhase()
    {
        PluginsWorld world;
        world.open("{'uri':'/a','plugins':{'key-auth':{}}}");
        Adding adding(world);
        new QAbstractItemModelTester(adding.list()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest, adding.list());
        QTRY_VERIFY(adding.shown().size() > 100);
        QVERIFY(!world.tab->hasSide());
        adding.search()->setText(u"limit"_s);
        QTRY_VERIFY(adding.shown().size() >= 6 && adding.shown().size() < 20);
        QVERIFY(adding.shown().first().startsWith(u"limit-"_s));
        QVERIFY(adding.shown().contains(u"client-control"_s)); // by what it does
        adding.search()->setText(u"header_filter gzip"_s); // by phase and name
        QTRY_COMPARE(adding.shown(), QStringList{u"gzip"_s});
        adding.search()->setText({});
        world.at<QPushButton>(u"pluginGroup%1"_s.arg(int(gateway::PluginGroup::Function)))->click();
        QTRY_VERIFY(adding.shown().contains(u"openwhisk"_s) && !adding.shown().contains(u"cors"_s));
        const QModelIndex first = adding.list()->model()->index(0, 0);
        QVERIFY(!first.data(PluginChoices::PhaseRole).toString().isEmpty() && !first.data(PluginChoices::PriorityRole).toString().isEmpty());
        adding.search()->setText(u"zzz"_s);
        QTRY_VERIFY(adding.shown().isEmpty());
        QTest::keyClick(adding.search(), Qt::Key_Escape); // clears
        QTest::keyClick(adding.search(), Qt::Key_Escape); // leaves
        QTRY_VERIFY(!adding.pane()->isVisible());
        QVERIFY(!world.state->isModified());
    }

    void addsWhatIsRight()
    {
        PluginsWorld world;
        world.open("{'uri':'/a','plugins':{'key-auth':{}}}");
        Adding adding(world);
        adding.search()->setText(u"limit-count"_s);
        QTest::keyClick(adding.search(), Qt::Key_Return);
        QTRY_VERIFY(adding.field<QLineEdit>(u"/rejected_code"_s));
        QVERIFY(!adding.add()->isEnabled());
        type(adding.field<QLineEdit>(u"/rejected_code"_s), u"650"_s);
        QTRY_VERIFY(adding.problems().contains(u"rejected_code"_s));
        type(adding.field<QLineEdit>(u"/rejected_code"_s), u"429"_s);
        for (const QString &name : {u"/count"_s, u"/time_window"_s}) {
            QTRY_VERIFY(adding.field<QLineEdit>(name));
            type(adding.field<QLineEdit>(name), u"5"_s);
        }
        QTRY_VERIFY2(adding.add()->isEnabled(), qPrintable(adding.problems()));
        QTRY_COMPARE(world.at<QLabel>(u"pluginOrder"_s)->text().section(u": "_s, 1), u"key-auth 2500, limit-count 1002."_s);
        adding.add()->click();
        QTRY_COMPARE(world.tab->count(), 2);
        QTRY_VERIFY(!adding.pane()->isVisible());
        QCOMPARE(world.text(), "{'key-auth':{},'limit-count':{'rejected_code':429,'count':5,'time_window':5}}");
        QTRY_COMPARE(world.plugin(), u"limit-count"_s);
        QTRY_VERIFY(world.rows().contains(u"limit-count, on, new"_s));
    }

    void opensWhatIsThere()
    {
        PluginsWorld world;
        world.open("{'uri':'/a','plugins':{'key-auth':{},'cors':{}}}");
        Adding adding(world);
        adding.search()->setText(u"key-auth"_s);
        QTest::keyClick(adding.search(), Qt::Key_Return);
        QTRY_VERIFY(!adding.pane()->isVisible());
        QTRY_COMPARE(world.plugin(), u"key-auth"_s);
        QCOMPARE(world.tab->count(), 2);
    }

    void picksAFunction()
    {
        PluginsWorld world;
        world.open("{'uri':'/a','plugins':{'openwhisk':{}}}");
        QTRY_VERIFY(world.seen(u"chooseFunction"_s));
        world.field<QPushButton>(u"chooseFunction"_s)->click();
        QTRY_VERIFY(world.seen(u"functionSearch"_s));
        world.field<QLineEdit>(u"functionSearch"_s)->setText(u"quote"_s);
        QTRY_COMPARE(world.field<QListWidget>(u"functionHits"_s)->count(), 1);
        QTest::keyClick(world.field<QLineEdit>(u"functionSearch"_s), Qt::Key_Return);
        QTRY_COMPARE(world.plugins().value(u"openwhisk").value(u"action").toString(), u"price-quote"_s);
        const json::Value conf = world.plugins().value(u"openwhisk");
        QCOMPARE(conf.value(u"package").toString(), u"orders"_s);
        QCOMPARE(conf.value(u"namespace").toString(), u"guest"_s);
        QCOMPARE(conf.value(u"api_host").toString(), world.whisk.server.url().toString());
        QCOMPARE(conf.value(u"service_token").toString(), keychain::openwhiskToken());
        QTRY_VERIFY(world.seen(u"/service_token#kept"_s));
        QTRY_VERIFY(world.state->problems().isEmpty());
        QVERIFY(!json::compact(world.state->value()).contains("secretsecret"));
        QTRY_VERIFY(world.label(u"functionUrl"_s).contains(u"guest/actions/orders/price-quote?blocking=true"_s));
        QSignalSpy opened(world.tab.get(), &ResourceTab::openRequested);
        world.field<QPushButton>(u"openAction"_s)->click();
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.first().first().value<Target>().name.shown(), u"orders/price-quote"_s);
        world.field<QPushButton>(u"/service_token#keychain"_s)->click(); // types another
        QTRY_VERIFY(!world.seen(u"/service_token#kept"_s));
        QCOMPARE(world.plugins().value(u"openwhisk").value(u"service_token").toString(), QString());
    }

    void theKeyComesOnSaving()
    {
        PluginsWorld world;
        const json::Value document = json::Value::object({{u"a"_s, json::Value::array({json::Value::string(keychain::openwhiskToken())})}});
        GatewayServices services{world.session};
        QVERIFY(!await(keychain::filled(services, document, this)));
        services.openwhiskKey = [&world](QObject *) { return ready<QByteArray>(world.key); };
        const auto filled = await(keychain::filled(services, document, this));
        QVERIFY(filled && filled->value(u"a").items().first().toString() == QString::fromUtf8(world.key));
        world.key.clear();
        QVERIFY(!await(keychain::filled(services, document, this)));
        const auto other = await(keychain::filled(services, json::Value::number(1), this));
        QVERIFY(other && *other == json::Value::number(1));
    }

    void warnsAtTheField()
    {
        PluginsWorld world;
        world.open(atHost(world, hello));
        QTRY_VERIFY(world.label(u"/timeout#advice0"_s).contains(u"60000"_s));
        type(world.field<QLineEdit>(u"/timeout"_s), u"60000"_s);
        QTRY_VERIFY(!world.field<QLabel>(u"/timeout#advice0"_s));
        type(world.field<QLineEdit>(u"/api_host"_s), noScheme);
        QTRY_VERIFY(world.field<QLabel>(u"/api_host#advice0"_s));
        QTRY_VERIFY(world.state->problems().isEmpty()); // the gateway takes it
    }

    void saysWhenTheActionIsMissing()
    {
        PluginsWorld world;
        world.whisk.server.on("GET /api/v1/namespaces/_/actions/gone*", answer::error(404, "The requested resource does not exist."));
        world.open(atHost(world, QByteArray(hello).replace("hello", "gone")));
        QTRY_VERIFY(world.label(u"/action#advice0"_s).contains(u"no action"_s));
    }

    void showsWhatIsForwarded()
    {
        PluginsWorld world;
        world.open(forwarded);
        QTRY_VERIFY(world.field<QLabel>(u"forwardedUrl"_s));
        QTRY_COMPARE(world.label(u"forwardedUrl"_s), whole);
        type(world.field<QLineEdit>(u"forwardedPath"_s), u"/fn/q"_s);
        QTRY_VERIFY(world.label(u"forwardedUrl"_s).endsWith(u"/f/q"_s));
        QTRY_VERIFY(world.field<QLabel>(u"/function_uri#advice0"_s)); // the query is dropped
        QTRY_VERIFY(world.field<QLineEdit>(u"/authorization/service_token"_s));
        QCOMPARE(world.field<QLineEdit>(u"/authorization/service_token"_s)->echoMode(), QLineEdit::Password);
        type(world.field<QLineEdit>(u"/authorization/service_token"_s), u"u:p"_s);
        QTRY_VERIFY(world.text().contains("'authorization':{'service_token':'u:p'}"));
    }

    void otherCloudsHaveTheirFields()
    {
        PluginsWorld world;
        world.open(clouds);
        QVERIFY(world.tab->focusPlace(u"/plugins/aws-lambda/authorization/iam/secretkey"_s));
        QTRY_VERIFY(world.field<QLineEdit>(u"/authorization/iam/secretkey"_s));
        QCOMPARE(world.field<QLineEdit>(u"/authorization/iam/secretkey"_s)->echoMode(), QLineEdit::Password);
        QTRY_VERIFY(world.tab->form()->findChild<TestPanel *>());
        QVERIFY(world.tab->focusPlace(u"/plugins/azure-functions/authorization/apikey"_s));
        QTRY_VERIFY(world.field<QLineEdit>(u"/authorization/apikey"_s));
        QVERIFY(!world.field<QPushButton>(u"chooseFunction"_s)); // our OpenWhisk has none of them
        QTRY_COMPARE(world.label(u"functionUrl"_s), azure);
        QTRY_VERIFY(world.state->problems().isEmpty());
    }

    void saysWhenItIsAnotherOpenWhisk()
    {
        PluginsWorld world;
        world.open(QByteArray(hello).replace("HOST", "https:" + slashes + "elsewhere.test"));
        QTRY_VERIFY(world.label(u"chosenFunction"_s).contains(u"another"_s));
        QVERIFY(!world.seen(u"openAction"_s));
        QTRY_COMPARE(world.state->problems().size(), 0);
        world.own.reset(); // the connection goes while the form is open
        type(world.field<QLineEdit>(u"/action"_s), u"b"_s);
        QTRY_COMPARE(world.plugins().value(u"openwhisk").value(u"action").toString(), u"b"_s);
        world.field<QPushButton>(u"chooseFunction"_s)->click();
        QVERIFY(!world.seen(u"functionSearch"_s));
    }

    void keysLeadThroughTheList()
    {
        PluginsWorld world;
        world.open("{'uri':'/a','plugins':{}}");
        Adding adding(world);
        adding.search()->setText(u"request-id"_s);
        QTRY_COMPARE(adding.shown().value(0), u"request-id"_s);
        QTest::keyClick(adding.search(), Qt::Key_Down);
        QTRY_VERIFY(adding.list()->hasFocus());
        adding.list()->setCurrentIndex(adding.list()->model()->index(0, 0));
        QTest::keyClick(adding.list(), Qt::Key_Return);
        QTRY_VERIFY(adding.add()->isEnabled()); // nothing is required
        for (const QWidget *widget : {static_cast<QWidget *>(adding.list()), static_cast<QWidget *>(adding.search())})
            QVERIFY(!widget->accessibleName().isEmpty());
        world.at<QPushButton>(u"cancelAddPlugin"_s)->click();
        QTRY_VERIFY(!adding.pane()->isVisible());
        QVERIFY(!world.state->isModified());
        world.tab->find();
        QTRY_VERIFY(adding.pane()->isVisible());
        QTRY_VERIFY(!adding.add()->isEnabled()); // what was filled in before is gone
        world.at<QPushButton>(u"closeAddPlugin"_s)->click();
        QTRY_VERIFY(!adding.pane()->isVisible());
    }

    void keepsAuthorizationThatIsNoObject()
    {
        PluginsWorld world;
        world.open(scalar);
        QTRY_VERIFY(world.field<QLabel>(u"/authorization#advice0"_s));
        QVERIFY(world.text().contains("'authorization':5"));
        QTRY_VERIFY(world.state->problems().isEmpty());
        QVERIFY(!world.state->isModified());
    }
};

QTEST_MAIN(TestPluginAdd)
#include "tst_pluginadd.moc"
