#include "tests/ui/gateway/partsworld.h"
#include "ui/gateway/references.h"
#include "ui/gateway/upstream/healthline.h"
#include "ui/gateway/upstream/nodesfield.h"
#include "ui/gateway/upstream/nodesmodel.h"
#include "ui/gateway/upstream/upstreamform.h"
#include "ui/gateway/upstream/upstreamtab.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QCompleter>
#include <QHeaderView>
#include <QPushButton>
#include <QTableView>

using namespace Qt::StringLiterals;
using gateway::Kind;

namespace {

const QByteArray rich = "{'id':'x','name':'n','custom':1,'nodes':[{'host':'a','port':80,'weight':1,'metadata':{'zone':'eu'}},{'host':'b','weight':0,"
                        "'priority':-1}],'type':'chash','hash_on':'header','key':'x-user','scheme':'https','retries':2,'retry_timeout':1.5,"
                        "'timeout':{'connect':1,'send':2.50,'read':3},'keepalive_pool':{'size':10},'pass_host':'rewrite','upstream_host':'u.test',"
                        "'checks':{'active':{'type':'http','http_path':'/h','req_headers':['A: 1'],'http_method':'GET','http_req_body':'x',"
                        "'healthy':{'interval':2},'unhealthy':{'timeouts':3}},'passive':{'unhealthy':{'http_failures':0}}},'labels':{'a':'b'}}";

const QByteArray checked = QByteArray("[{'name':'/apisix/upstreams/x','nodes':[{'ip':'a','hostname':'a','port':80,'status':'unhealthy',"
                                      "'counter':{'success':0,'http_failure':3,'tcp_failure':0,'timeout_failure':0}}]}]")
                               .replace('\'', '"');

/// The tab of an object, with its form there.
struct Shown {
    explicit Shown(ResourceState &state)
        : tab(state)
    {
        showPart(tab);
        QTRY_COMPARE(stateOf(tab), StateView::Content);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    void click(const QString &name)
    {
        auto *button = part<QAbstractButton>(tab, name);
        QVERIFY(button);
        button->click();
    }
    QTableView *table() { return part<QTableView>(tab, u"/nodes"_s); }
    UpstreamTab tab;
};

} // namespace

class TestUpstreamTab : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void loadsAndLosesNothing()
    {
        PartsWorld world;
        world.open();
        ResourceState &state = world.edit(Kind::Upstream, rich);
        Shown shown(state);
        QVERIFY(!state.isModified());
        QTRY_COMPARE(shown.table()->model()->rowCount(), 2);
        QCOMPARE(shown.table()->model()->index(0, nodes::Metadata).data().toString(), u"{\"zone\":\"eu\"}"_s);
        QVERIFY(world.problems().isEmpty());
        typeInto(part<QLineEdit>(shown.tab, u"/retries"_s), u"3"_s);
        QCOMPARE(world.text(), QByteArray(rich).replace("'retries':2", "'retries':3").replace("'id':'x',", state.before().contains(u"id") ? "'id':'x'," : ""));
        typeInto(part<QLineEdit>(shown.tab, u"/retries"_s), u"2"_s);
        QVERIFY(!state.isModified());
    }

    void nothingIsAddedToWhatIsFrozen()
    {
        PartsWorld world;
        world.open();
        ResourceState &state = world.edit(Kind::Upstream, "{'nodes':{'10.0.0.1:80':1},'type':'roundrobin'}");
        Shown shown(state);
        QTRY_VERIFY(part<QPushButton>(shown.tab, u"addNode"_s)->isEnabled());
        state.setReadOnlyReason(u"The admin key is a viewer's"_s);
        QTRY_VERIFY(!part<QPushButton>(shown.tab, u"addNode"_s)->isEnabled());
        QVERIFY(!part<QPushButton>(shown.tab, u"removeNode"_s)->isEnabled());
        QCOMPARE(shown.table()->editTriggers(), QAbstractItemView::NoEditTriggers);
        state.setReadOnlyReason({});
        QTRY_VERIFY(part<QPushButton>(shown.tab, u"addNode"_s)->isEnabled());
    }

    void norBeforeTheFirstLookAtIt()
    {
        PartsWorld world;
        world.open();
        ResourceState &other = world.edit(Kind::Upstream, "{'nodes':[],'type':'roundrobin'}");
        other.setReadOnlyReason(u"It was deleted."_s);
        Shown shown(other);
        QTRY_VERIFY(part<QPushButton>(shown.tab, u"addNode"_s));
        QTRY_VERIFY(!part<QPushButton>(shown.tab, u"addNode"_s)->isEnabled());
    }

    void hostsCanBeRead()
    {
        PartsWorld world;
        world.open();
        Shown shown(world.edit(Kind::Upstream, "{'nodes':{'a-rather-long-name-of-a-host.shop.example:80':1},'type':'roundrobin'}"));
        auto *note = part<QLabel>(shown.tab, u"nodesForm"_s);
        QTRY_VERIFY(note && note->isVisible());
        QVERIFY(note->minimumSizeHint().width() < 200); // a sentence breaks instead of widening the form
        shown.tab.resize(420, 700);
        QTRY_VERIFY(shown.table()->horizontalHeader()->length() > shown.table()->viewport()->width()); // one scrolls
        QTRY_VERIFY(shown.table()->columnWidth(nodes::Host) >= shown.table()->sizeHintForIndex(shown.table()->model()->index(0, nodes::Host)).width());
        shown.tab.resize(1000, 700);
        QTRY_COMPARE(shown.table()->horizontalHeader()->length(), shown.table()->viewport()->width()); // it takes what is left
    }

    void emptyHasNoNodes()
    {
        PartsWorld world;
        world.open();
        world.begin(Kind::Upstream);
        Shown shown(*world.state);
        QTRY_VERIFY(world.problems().contains(QString())); // nodes or discovery
        shown.click(u"addNode"_s);
        QTRY_VERIFY(world.problems().isEmpty());
        QCOMPARE(world.text(), "{'nodes':[{'host':'127.0.0.1','port':8080,'weight':1}]}");
        shown.click(u"byDiscovery"_s);
        QTRY_VERIFY(!world.problems().isEmpty());
        typeInto(part<QLineEdit>(shown.tab, u"/service_name"_s), u"shop"_s);
        typeInto(part<QLineEdit>(shown.tab, u"/discovery_type"_s), u"dns"_s);
        QTRY_VERIFY(world.problems().isEmpty());
        shown.click(u"byNodes"_s);
        QTRY_COMPARE(world.text(), "{'nodes':[{'host':'127.0.0.1','port':8080,'weight':1}]}");
    }

    void errorAndAgain()
    {
        PartsWorld world;
        world.open();
        world.on("GET /apisix/admin/schema/upstream", "{\"error_msg\":\"etcd is gone\"}", 503);
        UpstreamTab tab(world.edit(Kind::Upstream, rich));
        showPart(tab);
        QTRY_COMPARE(stateOf(tab), StateView::Error_);
        world.on("GET /apisix/admin/schema/upstream", json::compact(recordedSchemas().value(u"schema").value(u"upstream")));
        Q_EMIT tab.findChild<StateView *>()->retryRequested();
        QTRY_COMPARE(stateOf(tab), StateView::Content);
    }

    void closedOrGoneWhileLoading()
    {
        PartsWorld world;
        world.open();
        world.server.hold("GET /apisix/admin/schema/upstream");
        {
            UpstreamTab tab(world.edit(Kind::Upstream, rich));
            showPart(tab);
            QTRY_COMPARE(world.server.waiting("GET /apisix/admin/schema/upstream"), 1);
        }
        auto tab = std::make_unique<UpstreamTab>(world.edit(Kind::Upstream, rich));
        showPart(*tab);
        world.session.reset();
        QTRY_VERIFY(!world.state->session());
        QVERIFY(stateOf(*tab) != StateView::Content);
        tab.reset();
    }

    /// By keys alone: a cell typed over, a node removed, moved and pasted.
    void nodesByKeys()
    {
        PartsWorld world;
        world.open();
        world.edit(Kind::Upstream, "{'nodes':{'a:80':1,'b:80':2}}");
        Shown shown(*world.state);
        QTRY_COMPARE(shown.table()->model()->rowCount(), 2);
        QTableView *table = shown.table();
        table->setFocus();
        table->setCurrentIndex(table->model()->index(0, nodes::Weight));
        QTest::keyClick(table, Qt::Key_Down, Qt::AltModifier);
        QTRY_COMPARE(world.text(), "{'nodes':{'b:80':2,'a:80':1}}");
        QVERIFY(table->model()->setData(table->model()->index(0, nodes::Weight), u"7"_s));
        QTRY_COMPARE(world.text(), "{'nodes':{'b:80':7,'a:80':1}}");
        table->setCurrentIndex(table->model()->index(1, nodes::Host));
        QTest::keyClick(table, Qt::Key_Delete);
        QTRY_COMPARE(world.text(), "{'nodes':{'b:80':7}}");
        QApplication::clipboard()->setText(u"10.0.0.1:8080 3\n10.0.0.2:8080\n"_s);
        QTest::keyClick(table, Qt::Key_V, Qt::ControlModifier);
        QTRY_COMPARE(world.text(), "{'nodes':{'b:80':7,'10.0.0.1:8080':3,'10.0.0.2:8080':1}}");
        QVERIFY(!table->model()->setData(table->model()->index(0, nodes::Port), u"0"_s));
        QTRY_VERIFY(!part<QLabel>(shown.tab, u"nodesProblem"_s)->text().isEmpty());
        QVERIFY(shown.tab.focusPlace(u"/nodes/1"_s));
        QCOMPARE(table->currentIndex().row(), 1);
        for (const QAbstractButton *button : shown.tab.findChildren<QAbstractButton *>())
            QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty() || !button->isVisibleTo(&shown.tab), qPrintable(button->objectName()));
    }

    void whatTheSchemaDoesNotSay()
    {
        const auto places = [](const QByteArray &text) {
            QStringList all;
            for (const auto &problem : UpstreamForm::problemsOf(PartsWorld::read(text)))
                all.append(problem.pointer);
            return all;
        };
        QCOMPARE(places("{'type':'chash'}"), QStringList{u"/key"_s});
        QVERIFY(places("{'type':'chash','hash_on':'consumer'}").isEmpty());
        QCOMPARE(places("{'pass_host':'rewrite'}"), QStringList{u"/upstream_host"_s});
        QCOMPARE(places("{'nodes':[{'host':'::1','weight':1}]}"), QStringList{u"/nodes"_s});
        PartsWorld world;
        world.open();
        world.edit(Kind::Upstream, "{'nodes':[],'type':'chash','key':'uri'}");
        Shown shown(*world.state);
        typeInto(part<QLineEdit>(shown.tab, u"/key"_s), {});
        QTRY_COMPARE(world.problems(), QStringList{u"/key"_s});
        typeInto(part<QLineEdit>(shown.tab, u"/key"_s), u"uri"_s);
        QTRY_VERIFY(world.problems().isEmpty());
    }

    /// None, service, shared, own: what goes comes back.
    void waysOfARoute()
    {
        PartsWorld world;
        world.open();
        ResourceState &state = world.edit(Kind::Route, "{'uri':'/a','upstream':{'nodes':{'h:1':1},'odd':true},'desc':'d'}");
        Shown shown(state);
        QCOMPARE(shown.tab.way(), UpstreamTab::Own);
        shown.click(u"wayNone"_s);
        QCOMPARE(world.text(), "{'uri':'/a','desc':'d'}");
        shown.click(u"wayReference"_s);
        QTRY_COMPARE(world.problems(), QStringList{u"/upstream_id"_s});
        auto *picker = part<ReferencePicker>(shown.tab, u"upstream_id"_s);
        typeInto(picker->line(), u"u1"_s);
        QCOMPARE(world.text(), "{'uri':'/a','desc':'d','upstream_id':'u1'}");
        QTRY_VERIFY(world.problems().isEmpty());
        shown.click(u"wayOwn"_s);
        QTRY_COMPARE(world.text(), "{'uri':'/a','desc':'d','upstream':{'nodes':{'h:1':1},'odd':true}}");
        shown.click(u"wayService"_s);
        typeInto(part<ReferencePicker>(shown.tab, u"service_id"_s)->line(), u"s1"_s);
        QCOMPARE(world.text(), "{'uri':'/a','desc':'d','service_id':'s1'}");
        state.setValue(PartsWorld::read("{'uri':'/a','upstream_id':7}"));
        QTRY_COMPARE(shown.tab.way(), UpstreamTab::Reference);
        QCOMPARE(picker->line()->text(), u"7"_s);
        state.setReadOnlyReason(u"viewer"_s);
        QVERIFY(picker->line()->isReadOnly());
    }

    void aNumberStaysANumber()
    {
        PartsWorld world;
        world.open();
        ReferencePicker picker(world.services(), {Kind::Upstream});
        showPart(picker);
        QSignalSpy opened(&picker, &ReferencePicker::openRequested);
        picker.setId(json::Value::number(7));
        QVERIFY(!picker.isBroken());
        QVERIFY(part<QLabel>(picker, u"about"_s)->text().contains(u"seven"_s));
        part<QAbstractButton>(picker, u"open"_s)->click();
        QCOMPARE(opened.last().first().value<Target>(), gatewayObject({Kind::Upstream, u"7"_s, {}}));
        typeInto(picker.line(), u"7"_s);
        QVERIFY(picker.id() && (picker.id()->isString() || picker.id()->isNumber()));
        typeInto(picker.line(), u"gone"_s);
        QVERIFY(picker.isBroken());
        QVERIFY(part<QLabel>(picker, u"about"_s)->text().contains(u"does not exist"_s));
        part<QAbstractButton>(picker, u"new"_s)->click();
        QCOMPARE(opened.last().first().value<Target>().kind, Target::Kind::NewGatewayObject);
        part<QAbstractButton>(picker, u"clear"_s)->click();
        QVERIFY(!picker.id());
    }

    void foundByName()
    {
        PartsWorld world;
        world.open();
        ReferencePicker picker(world.services(), {Kind::Upstream});
        showPart(picker);
        typeInto(picker.line(), u"shop no"_s);
        QCompleter *completer = picker.line()->completer();
        QTRY_COMPARE(completer->completionCount(), 1);
        Q_EMIT completer->activated(completer->completionModel()->index(0, 0));
        QTRY_COMPARE(picker.line()->text(), u"u1"_s);
        QVERIFY(picker.id() && picker.id()->toString() == u"u1");
        completer->popup()->hide();
    }

    void healthOfNodes()
    {
        PartsWorld world;
        world.open();
        FakeServer node;
        node.on("GET /v1/healthcheck", answer::json(checked));
        world.control.emplace().base = node.url();
        Shown shown(world.edit(Kind::Upstream, "{'nodes':[{'host':'a','port':80,'weight':1}],'checks':{'active':{}}}"));
        shown.click(u"watchHealth"_s);
        QTRY_COMPARE(shown.table()->model()->index(0, nodes::Health).data().toString(), u"unhealthy"_s);
        node.stop();
        shown.click(u"watchHealth"_s);
        QTRY_COMPARE(shown.table()->model()->index(0, nodes::Health).data().toString(), QString());
    }
};

QTEST_MAIN(TestUpstreamTab)
#include "tst_upstreamtab.moc"
