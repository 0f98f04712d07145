#include "core/json/edit.h"
#include "tests/support/fakeserver.h"
#include "tests/ui/gateway/resource/resourcefixture.h"
#include "ui/widgets/codeeditor.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using gateway::Kind;

namespace {
const gateway::Key quote{Kind::Route, u"quote"_s};
const char *quoteText = "{'uri':'/quote','name':'quote','methods':['POST'],'plugins':{'openwhisk':{'api_host':'https://ow.example',"
                        "'namespace':'guest','action':'a','service_token':'hush-hush','timeout':3000}}}";
}

/// Pages of gateway objects: their states, what an edit that changes nothing does, new ones, and commands.
class TestResourcePage : public QObject {
    Q_OBJECT

private:
    ResourceFixture m;

private Q_SLOTS:
    void initTestCase() { QVERIFY(m.start()); }
    void init()
    {
        m.newStore();
        QVERIFY(m.put(quote, ResourceFixture::value(quoteText)));
    }

    void loads()
    {
        const auto page = m.page(quote);
        QTRY_COMPARE(ResourceFixture::state(*page)->state(), StateView::Content);
        QTRY_VERIFY(ResourceFixture::isReady(*page));
        QCOMPARE(page->title(), u"/quote"_s);
        QVERIFY(page->findChild<QLabel *>(u"resourceAbout"_s)->text().startsWith(u"route quote · id quote · changed "_s));
        QVERIFY(!page->modified() && !page->canSave());
        QVERIFY(!ResourceFixture::json(*page)->text().contains(u"hush-hush"_s)); // covered
        ResourceFixture::button(*page, "showSecrets")->click();
        QVERIFY(ResourceFixture::json(*page)->text().contains(u"hush-hush"_s));
        QVERIFY(!page->modified());
        if (const QByteArray folder = qgetenv("SCREENSHOTS"); !folder.isEmpty())
            page->grab().save(QString::fromLocal8Bit(folder) + u"/gateway-page.png"_s);
    }

    void testsInTheFormOfAFunctionElseBelow()
    {
        const auto page = m.page(quote);
        QVERIFY(ResourceFixture::isReady(*page));
        auto *tabs = page->findChild<QTabBar *>(u"resourceTabs"_s);
        const auto shown = [&page] {
            const auto panels = page->findChildren<QWidget *>(u"testPanel"_s);
            return std::count_if(panels.begin(), panels.end(), [](const QWidget *panel) { return panel->isVisible(); });
        };
        QVERIFY(tabs->tabText(1).startsWith(u"Plugins"_s));
        tabs->setCurrentIndex(1);
        QTRY_COMPARE(shown(), 1);
        ResourceFixture::button(*page, "sendTest")->click();
        QCOMPARE(shown(), 1);
        const auto *panel = page->findChild<QWidget *>(u"testPanel"_s);
        QTRY_VERIFY(!panel->visibleRegion().isEmpty()); // scrolled to
        tabs->setCurrentIndex(0);
        QTRY_COMPARE(shown(), 0);
        ResourceFixture::button(*page, "sendTest")->click();
        QTRY_COMPARE(shown(), 1);
    }

    void saysThatThereIsNone()
    {
        const auto page = m.page(gateway::Key{Kind::Route, u"none"_s});
        QTRY_COMPARE(ResourceFixture::state(*page)->state(), StateView::Error_);
        QVERIFY(ResourceFixture::state(*page)->text().contains(u"no route none"_s));
        QVERIFY(!page->canSave() && page->state().isReadOnly());
    }

    void tellsErrorsAndLoadsAgain()
    {
        FakeServer server;
        server.on("GET /apisix/admin/routes/x", answer::json(R"({"error_msg":"down"})", 503));
        net::Endpoint endpoint;
        endpoint.base = server.url();
        gateway::Session session(endpoint, u"p"_s, u"Bad"_s, nullptr);
        ResourcePage page({session}, gatewayObject({Kind::Route, u"x"_s}));
        QTRY_COMPARE(ResourceFixture::state(page)->state(), StateView::Error_);
        const auto *tabs = page.findChild<QTabBar *>(u"resourceTabs"_s);
        QCOMPARE(tabs->tabText(1), u"Plugins"_s); // nobody knows how many
        server.on("GET /apisix/admin/routes/x", answer::json(R"({"key":"/apisix/routes/x","value":{"uri":"/x","id":"x"}})"));
        Q_EMIT ResourceFixture::state(page)->retryRequested();
        QTRY_COMPARE(ResourceFixture::state(page)->state(), StateView::Content);
        QCOMPARE(page.title(), u"/x"_s);
        QTRY_COMPARE(tabs->tabText(1), u"Plugins  0"_s);
    }

    void maybeClosedWhileLoading()
    {
        FakeServer server;
        server.hold("GET /apisix/admin/routes/x");
        net::Endpoint endpoint;
        endpoint.base = server.url();
        auto session = std::make_unique<gateway::Session>(endpoint, u"p"_s, u"Slow"_s, nullptr);
        auto page = std::make_unique<ResourcePage>(GatewayServices{*session}, gatewayObject({Kind::Route, u"x"_s}));
        QTRY_COMPARE(server.waiting("GET /apisix/admin/routes/x"), 1);
        QCOMPARE(ResourceFixture::state(*page)->state(), StateView::Loading);
        page.reset();
        QTRY_COMPARE(server.waiting("GET /apisix/admin/routes/x"), 0);
        // The session goes while a page is loading
        auto other = std::make_unique<ResourcePage>(GatewayServices{*session}, gatewayObject({Kind::Route, u"x"_s}));
        QTRY_COMPARE(server.waiting("GET /apisix/admin/routes/x"), 1);
        session.reset();
        QTRY_COMPARE(ResourceFixture::state(*other)->state(), StateView::Error_);
        QVERIFY(!other->canSave());
        QVERIFY(other->prepareClose());
    }

    void viewersOnlyRead()
    {
        ResourceFixture other;
        QVERIFY(other.start());
        QVERIFY(other.put(quote, ResourceFixture::value(quoteText)));
        QVERIFY(other.openSession(other.endpoint(u"viewer_key"_s)));
        other.newStore();
        const auto page = other.page(quote);
        QTRY_VERIFY(page->state().isLoaded());
        QTRY_VERIFY(page->state().readOnlyReason().contains(u"viewer"_s));
        QVERIFY(ResourceFixture::json(*page)->isReadOnly());
        for (QAction *command : page->commands())
            if (command->objectName() == u"gateway.delete"_s || command->objectName() == u"gateway.switch"_s)
                QVERIFY(!command->isEnabled() && command->toolTip().contains(u"viewer"_s));
    }

    void editsThatChangeNothingLoseNothing_data()
    {
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<QByteArray>("document");
        const auto route = [](const char *name, const QByteArray &members) {
            QTest::newRow(name) << QByteArray("routes") << "{'uri':'/noop'," + members + "}";
        };
        const auto upstream = [](const char *name, const QByteArray &members) {
            QTest::newRow(name) << QByteArray("upstreams") << "{'type':'roundrobin'," + members + "}";
        };
        const QByteArray plugin = "'plugins':{'openwhisk':{'api_host':'http://h','namespace':'n','action':'a','service_token':'t'";
        const QByteArray nodes = "'nodes':[{'host':'h','port':80,'weight':1}]";
        const QByteArray checks = "'checks':{'active':{'type':'https','timeout':1.5,'concurrency':5,'host':'h','port':81,'http_path':'/up',"
                                  "'https_verify_certificate':false,'req_headers':['X-A: b'],'healthy':{'interval':2,'http_statuses':[200,302],"
                                  "'successes':3},'unhealthy':{'interval':2,'http_statuses':[429],'http_failures':2,'tcp_failures':1,'timeouts':4}}";
        route("vars", "'plugins':{},'vars':[['arg_a','==','b'],['OR',['http_x','~~','^a'],['cookie_c','!','in',['d']]]]");
        route("meta", plugin + ",'_meta':{'disable':true,'priority':10,'filter':[['arg_a','==','1']],'error_response':{'message':'no'}}}}");
        route("unknown members of a plugin", plugin + ",'strange':{'deep':[1,2.50,null]}}}");
        route("empty members of a plugin", plugin + ",'result':true,'empty':{},'list':[],'text':''}}");
        route("null in a plugin", plugin + ",'nothing':null}}");
        upstream("metadata of nodes", "'nodes':[{'host':'h','port':80,'weight':1,'metadata':{'a':'b'}}]");
        upstream("all of active checks", nodes + ",'" + checks.mid(1) + "}");
        upstream("nodes as an object", "'nodes':{'h:80':1,'i:81':0}");
        upstream("nodes as a list", "'nodes':[{'host':'h','port':80,'weight':0,'priority':-1}]");
        route("numeric references", "'plugins':{},'upstream_id':4711");
        route("a number as id", "'id':4712,'plugins':{}");
        upstream("scheme kafka", nodes + ",'scheme':'kafka'");
        upstream("chash with a cookie", nodes + ",'type':'chash','hash_on':'cookie','key':'c'");
        upstream("passive counts of 0", nodes + ",'" + checks.mid(1) + ",'passive':{'type':'http','healthy':{'http_statuses':[200],'successes':0},"
                                                                  "'unhealthy':{'http_failures':0,'tcp_failures':0,'timeouts':0,'http_statuses':[500]}}}");
        route("script", "'script':'local m = {} function m.access() end return m'");
        route("filter_func", "'plugins':{},'filter_func':'function(vars) return true end'");
        route("labels", "'plugins':{},'labels':{'team':'a','x.y/z':'1'}");
        route("lists of one", "'plugins':{},'hosts':['a.example'],'remote_addrs':['10.0.0.0/8'],'methods':['GET']");
        route("its own upstream", "'upstream':{'type':'roundrobin'," + nodes + ",'pass_host':'node','retries':0,'timeout':{'connect':1,'send':2.5,'read':3}}");
        route("priority, status and time limits", "'plugins':{},'priority':-5,'status':0,'enable_websocket':false,'timeout':{'connect':1,'send':1,'read':0.5}");
    }
    void editsThatChangeNothingLoseNothing()
    {
        QFETCH(QByteArray, kind);
        QFETCH(QByteArray, document);
        const json::Value written = ResourceFixture::value(document);
        QVERIFY(!written.isNull());
        const bool numeric = written.value(u"id").isNumber();
        const gateway::Key key{kind == "routes" ? Kind::Route : Kind::Upstream, numeric ? u"4712"_s : u"noop"_s};
        QVERIFY(m.put({Kind::Upstream, u"4711"_s}, ResourceFixture::value("{'nodes':{'h:1':1},'type':'roundrobin'}")));
        QVERIFY2(m.put(key, written), document.constData());
        const json::Value before = m.get(key);
        QVERIFY(!before.isNull());

        const auto page = m.page(key);
        QVERIFY(ResourceFixture::isReady(*page));
        auto *bar = page->findChild<QTabBar *>(u"resourceTabs"_s);
        for (int tab = 0; tab < bar->count(); ++tab) {
            bar->setCurrentIndex(tab); // shows each form once
            QCoreApplication::sendPostedEvents();
        }
        QVERIFY2(!page->modified(), json::compact(page->state().value()).constData());
        page->state().setMember(u"desc"_s, json::Value::string(u"touched"_s));
        QVERIFY(ResourceFixture::saveAll(*page));
        json::Value after = m.get(key);
        QCOMPARE(after.value(u"desc").toString(), u"touched"_s);
        after.remove(u"desc");
        QVERIFY2(equal(before, after), (json::compact(before) + "\nbecame\n" + json::compact(after)).constData());
        // And taken back it is as it was
        page->state().setMember(u"desc"_s, std::nullopt);
        QVERIFY(ResourceFixture::saveAll(*page));
        QVERIFY(equal(m.get(key), before));
        QVERIFY(m.remove(key));
    }

    void createsWithAnIdOfItsOwnOrOneMade()
    {
        m.remove({Kind::Route, u"fresh"_s});
        const auto page = m.page(newGatewayObject(Kind::Route));
        QVERIFY(ResourceFixture::isReady(*page));
        QCOMPARE(page->title(), u"/"_s);
        auto *id = page->findChild<QLineEdit *>(u"newId"_s);
        QTest::keyClicks(id, u"a b"_s);
        QVERIFY(!page->findChild<QLabel *>(u"idProblem"_s)->isHidden());
        QVERIFY(!page->canSave());
        id->clear();
        QTest::keyClicks(id, u"fresh"_s);
        page->state().setValue(ResourceFixture::value("{'uri':'/fresh','plugins':{}}"));
        QSignalSpy changed(page.get(), &Page::changed);
        QVERIFY(ResourceFixture::saveAll(*page));
        QCOMPARE(page->target(), gatewayObject({Kind::Route, u"fresh"_s}));
        QCOMPARE(m.get({Kind::Route, u"fresh"_s}).value(u"uri").toString(), u"/fresh"_s);
        QVERIFY(!changed.isEmpty() && id->isHidden());

        const auto nameless = m.page(newGatewayObject(Kind::Upstream));
        QVERIFY(ResourceFixture::isReady(*nameless));
        nameless->state().setMember(u"nodes"_s, ResourceFixture::value("{'h:80':1}"));
        QVERIFY(ResourceFixture::saveAll(*nameless));
        QVERIFY(!nameless->state().key().id.isEmpty());
        QVERIFY(!m.get(nameless->state().key()).isNull());
        QVERIFY(m.remove(nameless->state().key()));
    }

    void consumersAreCalledByTheirUserName()
    {
        const auto page = m.page(newGatewayObject(Kind::Consumer));
        QVERIFY(ResourceFixture::isReady(*page));
        QVERIFY(!page->canSave());
        QTest::keyClicks(page->findChild<QLineEdit *>(u"newId"_s), u"jill"_s);
        QCOMPARE(page->state().value().value(u"username").toString(), u"jill"_s);
        // The JSON says it, too
        page->state().setMember(u"username"_s, json::Value::string(u"jack"_s));
        QCOMPARE(page->state().key().id, u"jack"_s);
        QVERIFY(ResourceFixture::saveAll(*page));
        QCOMPARE(page->target(), gatewayObject({Kind::Consumer, u"jack"_s}));
        QVERIFY(m.remove({Kind::Consumer, u"jack"_s}));
    }

    void duplicates()
    {
        const auto page = m.page(quote);
        QVERIFY(ResourceFixture::isReady(*page));
        QSignalSpy opened(page.get(), &Page::openRequested);
        ResourceFixture::command(*page, "gateway.duplicate")->trigger();
        QCOMPARE(opened.size(), 1);
        const auto copy = m.page(opened.at(0).at(0).value<Target>());
        QVERIFY(ResourceFixture::isReady(*copy));
        QVERIFY(copy->state().isNew());
        QVERIFY(!copy->state().value().contains(u"id"));
        QCOMPARE(copy->state().value().value(u"name").toString(), u"quote copy"_s);
        QCOMPARE(json::at(copy->state().value(), u"/plugins/openwhisk/service_token"_s)->toString(), u"hush-hush"_s);
    }

    void copiesAsCurlWithoutSecrets()
    {
        const auto page = m.page(quote);
        QVERIFY(ResourceFixture::isReady(*page));
        ResourceFixture::command(*page, "gateway.copyCurl")->trigger();
        const QString text = QGuiApplication::clipboard()->text();
        QVERIFY(text.contains(u"/apisix/admin/routes/quote"_s));
        QVERIFY(!text.contains(u"hush"_s) && !text.contains(QString::fromLatin1(m.endpoint().authorization)));
    }

    void jsonIsTheWholeDocument()
    {
        const auto page = m.page(quote);
        QVERIFY(ResourceFixture::isReady(*page));
        JsonEdit *edit = ResourceFixture::json(*page);
        QString text = edit->text();
        QVERIFY(text.contains(u"\"timeout\": 3000"_s));
        edit->setText(QString(text).replace(u"3000"_s, u"3.5e3"_s));
        QTRY_VERIFY(page->modified());
        const auto conf = json::at(page->state().value(), u"/plugins/openwhisk"_s);
        QCOMPARE(conf->value(u"timeout").numberText(), QByteArray("3.5e3"));
        QCOMPARE(conf->value(u"service_token").toString(), u"hush-hush"_s); // the cover is no value
        // Half of it typed: nothing can be saved, and nothing is lost
        edit->setText(u"{\"uri\": "_s);
        QTRY_VERIFY(!page->canSave());
        QCOMPARE(json::at(page->state().value(), u"/plugins/openwhisk"_s), conf);
        // Changed elsewhere, the text follows
        page->state().setMember(u"desc"_s, json::Value::string(u"d"_s));
        QVERIFY(edit->text().contains(u"\"desc\": \"d\""_s));
        // The schemas tell what is wrong, at its line
        page->state().setMember(u"priority"_s, json::Value::string(u"high"_s));
        QTRY_VERIFY(!page->state().problems().isEmpty());
        QVERIFY(!page->canSave());
        QTRY_VERIFY(!page->findChild<QWidget *>(u"jsonProblems"_s)->isHidden());
        page->revert();
        QTRY_VERIFY(page->state().problems().isEmpty());
        QVERIFY(!page->modified());
    }
};

QTEST_MAIN(TestResourcePage)
#include "tst_resourcepage.moc"
