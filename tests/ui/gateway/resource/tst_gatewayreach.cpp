#include "tests/ui/gateway/partsworld.h"
#include "tests/ui/namelesscontrols.h"
#include "tests/ui/shell/fakeworld.h"
#include "tests/ui/tabwalk.h"
#include "ui/forms/objectfield.h"
#include "ui/gateway/gatewaypages.h"
#include "ui/gateway/gatewayservices.h"
#include "ui/widgets/page.h"
#include "ui/widgets/theme.h"

#include <QTabBar>

using namespace Qt::StringLiterals;
using gateway::Kind;

/// Lists and objects of the gateway, each tab of them, and what is gone: the keyboard reaches each control once and in the
/// order in which one reads, each has a name, and small screens hold the page.
class TestGatewayReach : public QObject {
    Q_OBJECT

    static constexpr int smallScreen = 1116; ///< of 1366 what the explorer leaves
    static constexpr int narrow = 690;       ///< of a window 960 wide, as of 1920 with letters twice as large
    std::unique_ptr<PartsWorld> world;
    std::unique_ptr<FakeWorld> functions;
    std::unique_ptr<openwhisk::Session> whisk;

    void add(const QByteArray &collection, const QByteArray &id, QByteArray members)
    {
        members = "{'id':'" + id + "'" + (members.isEmpty() ? "" : ",") + members + "}";
        const QByteArray item = "{'key':'/apisix/" + collection + '/' + id + "','createdIndex':1,'modifiedIndex':1,'value':" + members + "}";
        world->on("GET /apisix/admin/" + collection + '/' + id, QByteArray(item).replace('\'', '"'));
        if (!collection.contains('/'))
            world->on("GET /apisix/admin/" + collection, QByteArray("{'total':1,'list':[" + item + "]}").replace('\'', '"'));
    }
    void fill()
    {
        add("routes", "r", "'uris':['/hello','/hello/*'],'methods':['GET'],'vars':[['arg_a','==','b']],'labels':{'team':'web'},"
                           "'plugins':{'openwhisk':{'api_host':'http://ow','service_token':'u:k','namespace':'_','action':'hello'},"
                           "'limit-count':{'count':1,'time_window':60},'of-somebody':{'a':1}},"
                           "'upstream':{'type':'roundrobin','nodes':[{'host':'10.0.0.1','port':80,'weight':1}]}");
        add("upstreams", "u", "'type':'chash','key':'remote_addr','nodes':{'10.0.0.1:80':1},'checks':{'active':{'http_path':'/'}}");
        add("consumers", "jack", "'username':'jack','plugins':{'key-auth':{'key':'k'}}");
        add("services", "s", "'hosts':['shop.test'],'upstream_id':'u'");
        add("ssls", "c", "'snis':['shop.test'],'cert':'x'");
    }
    std::unique_ptr<Page> open(const Target &target)
    {
        GatewayServices services = world->services();
        services.openwhisk = whisk.get();
        std::unique_ptr<Page> page(createGatewayPage(services, target, nullptr));
        page->resize(smallScreen, 700);
        page->show();
        return page;
    }
    bool quiet() const { return world->session->client().inFlight() == 0; }
    static bool settled(const Page &page)
    {
        for (const StateView *state : page.findChildren<StateView *>()) {
            if (state->isVisibleTo(&page) && state->state() == StateView::Loading)
                return false;
        }
        return true;
    }
    /// Large forms are built bit by bit.
    static bool complete(const Page &page)
    {
        const auto objects = page.findChildren<ObjectField *>();
        return std::all_of(objects.begin(), objects.end(), [](const ObjectField *object) { return object->isComplete(); });
    }
    static void check(Page &page, const QString &part)
    {
        QVERIFY2(namelessControls(page).isEmpty(), qPrintable(part + u": "_s + namelessControls(page).join(u", "_s)));
        const int width = page.minimumSizeHint().width();
        QVERIFY2(width <= narrow, qPrintable(u"%1 needs %2"_s.arg(part).arg(width)));
        const QString walked = tabProblems(page);
        QVERIFY2(walked.isEmpty(), qPrintable(part + u": "_s + walked));
    }

private Q_SLOTS:
    void initTestCase()
    {
        theme::apply(*qApp, false);
        world = std::make_unique<PartsWorld>();
        fill();
        world->open();
        functions = std::make_unique<FakeWorld>();
        functions->fill();
        whisk = functions->session();
        whisk->open();
        QTRY_COMPARE(whisk->client().inFlight(), 0);
    }
    void cleanupTestCase()
    {
        whisk.reset();
        functions.reset();
        world.reset();
    }

    void pages_data()
    {
        QTest::addColumn<Target>("shown");
        QTest::newRow("gone") << gatewayObject({Kind::Route, u"gone"_s, {}});
        for (const Kind kind : {Kind::Route, Kind::Upstream, Kind::Consumer, Kind::Ssl})
            QTest::addRow("list of %s", qPrintable(gateway::plural(kind))) << gatewayList(kind);
    }
    void pages()
    {
        QFETCH(Target, shown);
        const auto page = open(shown);
        QTRY_VERIFY(settled(*page) && quiet());
        check(*page, page->title());
    }

    void objects_data()
    {
        QTest::addColumn<Target>("shown");
        QTest::newRow("route") << gatewayObject({Kind::Route, u"r"_s, {}});
        QTest::newRow("upstream") << gatewayObject({Kind::Upstream, u"u"_s, {}});
        QTest::newRow("consumer") << gatewayObject({Kind::Consumer, u"jack"_s, {}});
        QTest::newRow("certificate") << gatewayObject({Kind::Ssl, u"c"_s, {}});
        QTest::newRow("service") << gatewayObject({Kind::Service, u"s"_s, {}});
    }
    void objects()
    {
        QFETCH(Target, shown);
        const auto page = open(shown);
        auto *tabs = page->findChild<QTabBar *>(u"resourceTabs"_s);
        QVERIFY(tabs);
        for (int i = 0; i < tabs->count(); ++i) {
            tabs->setCurrentIndex(i);
            QTRY_VERIFY(settled(*page) && quiet() && complete(*page));
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
            check(*page, page->title() + u' ' + tabs->tabText(i));
        }
    }
};

QTEST_MAIN(TestGatewayReach)
#include "tst_gatewayreach.moc"
