#include "tests/support/threadtime.h"
#include "tests/ui/shell/fakegateway.h"
#include "tests/ui/shell/fakeworld.h"
#include "ui/explorer/explorer.h"
#include "ui/explorer/explorermodel.h"
#include "ui/widgets/stateview.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;
using gateway::Kind;

namespace {

class Screen {
public:
    explicit Screen(bool withGateway = true)
    {
        world.fill();
        explorer->resize(264, 900);
        explorer->show();
        if (withGateway)
            gateway = std::make_unique<gateway::Session>(admin.endpoint(), u"fake"_s, u"Fake"_s, &world.log);
    }
    ~Screen() { explorer.reset(); }
    void open()
    {
        session = world.session();
        explorer->setSession(session.get(), gateway.get());
        session->open();
        if (gateway)
            gateway->open();
    }
    QTreeView *tree() const { return explorer->findChild<QTreeView *>(u"explorerTree"_s); }
    QLineEdit *filter() const { return explorer->findChild<QLineEdit *>(u"explorerFilter"_s); }
    const ExplorerModel *model() const { return static_cast<const ExplorerModel *>(tree()->model()); }
    QModelIndex kind(Kind which) const { return model()->indexOf(u"gateway-kind:%1"_s.arg(int(which))); }
    QModelIndex route(const QString &id) const { return model()->indexOf(u"gateway:0/"_s + u'/' + id); }
    QString right(const QModelIndex &index) const { return index.data(ExplorerModel::RightRole).toString(); }
    QModelIndex row(const QString &text) const
    {
        for (int i = 0; i < tree()->model()->rowCount(); ++i) {
            if (tree()->model()->index(i, 0).data().toString() == text)
                return tree()->model()->index(i, 0);
        }
        return {};
    }

    FakeWorld world;
    FakeGateway admin;
    std::unique_ptr<openwhisk::Session> session;
    std::unique_ptr<gateway::Session> gateway;
    std::unique_ptr<Explorer> explorer = std::make_unique<Explorer>();
};

ExplorerSource manyRoutes(int count)
{
    auto rows = std::make_shared<QList<gateway::Row>>();
    for (int i = 0; i < count; ++i) {
        gateway::Row row;
        row.key.id = u"route-%1"_s.arg(i);
        row.uris = {u"/shop/%1/orders"_s.arg(i * 7919 % count)};
        row.plugins = {u"openwhisk"_s};
        rows->append(row);
    }
    ExplorerSource source;
    source.gateway = ExplorerGateway{u"apisix 3.18"_s, {}, {{Kind::Route, rows, {}}}};
    return source;
}

} // namespace

class TestGatewayTree : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void loads()
    {
        Screen screen;
        screen.admin.fill();
        QAbstractItemModelTester tester(screen.tree()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        screen.open();
        QTRY_COMPARE(screen.right(screen.kind(Kind::Route)), u"3"_s);
        QTRY_COMPARE(screen.right(screen.kind(Kind::Upstream)), u"1"_s);
        QCOMPARE(screen.right(screen.row(u"GATEWAY"_s)), u"apisix 3.18"_s);
        QVERIFY(screen.row(u"GATEWAY"_s).row() > screen.row(u"Rules"_s).row());
        QCOMPARE(screen.right(screen.route(u"hello"_s)), u"openwhisk"_s);
        QCOMPARE(screen.right(screen.route(u"web"_s)), u"upstream"_s);
        QCOMPARE(screen.route(u"web"_s).data().toString(), u"/*"_s);
        QCOMPARE(screen.route(u"stock"_s).data(ExplorerModel::ToneRole).value<ExplorerModel::Tone>(), ExplorerModel::Tone::Quiet);
        QTRY_COMPARE(screen.right(screen.kind(Kind::Ssl)), u"1"_s);
        QCOMPARE(screen.kind(Kind::Ssl).parent().data().toString(), u"Plugin configs, global rules, SSL…"_s);
        screen.admin.add("routes", "later", R"({"uri":"/later"})");
        screen.gateway->refresh(Kind::Route);
        QTRY_VERIFY(screen.route(u"later"_s).isValid());
    }

    void empty()
    {
        Screen screen;
        screen.world.actions.clear();
        screen.world.packages.clear();
        screen.world.triggers.clear();
        screen.world.rules.clear();
        screen.open();
        QTRY_COMPARE(screen.right(screen.kind(Kind::Route)), u"0"_s);
        QTRY_COMPARE(screen.explorer->findChild<StateView *>()->state(), StateView::Content); // the gateway is not empty words
    }

    void error()
    {
        Screen screen;
        screen.admin.failAll(401, R"({"description":"wrong apikey","error_msg":"failed to check token"})");
        screen.open();
        QTRY_VERIFY(screen.row(u"The gateway refuses the admin key of this connection. Check it in the connection."_s).isValid());
        QTRY_VERIFY(screen.model()->indexOf(u"action:hello"_s).isValid()); // the other half works on
        QTRY_COMPARE(screen.explorer->findChild<StateView *>()->state(), StateView::Content);
        const auto asked = screen.admin.server.count();
        screen.tree()->setCurrentIndex(screen.row(u"The gateway refuses the admin key of this connection. Check it in the connection."_s));
        QTest::keyClick(screen.tree(), Qt::Key_Return);
        QTRY_VERIFY(screen.admin.server.count() > asked);
    }

    void openwhiskIsDown()
    {
        Screen screen;
        screen.admin.fill();
        screen.world.failAll(500);
        screen.open();
        QTRY_VERIFY(screen.route(u"hello"_s).isValid());
        QTRY_COMPARE(screen.explorer->findChild<StateView *>()->state(), StateView::Stale);
        QVERIFY(screen.filter()->isEnabled());
    }

    void readOnly()
    {
        Screen screen;
        screen.admin.server.on("POST /apisix/admin/schema/validate/*",
                               FakeGateway::apisix(R"({"description":"invalid method for role viewer","error_msg":"failed to check token"})", 401));
        screen.open();
        QTRY_COMPARE(screen.right(screen.row(u"GATEWAY"_s)), u"apisix 3.18 · read-only"_s);
    }

    void notSetUp()
    {
        Screen screen(false);
        screen.open();
        const QString words = u"Not set up. Add its Admin API…"_s;
        QTRY_VERIFY(screen.row(words).isValid());
        QSignalSpy edit(screen.explorer.get(), &Explorer::editConnectionRequested);
        screen.tree()->setCurrentIndex(screen.row(words));
        QTest::keyClick(screen.tree(), Qt::Key_Return);
        QCOMPARE(edit.count(), 1);
    }

    void opensListsAndObjects()
    {
        Screen screen;
        screen.admin.fill();
        screen.open();
        QTRY_COMPARE(screen.right(screen.kind(Kind::Route)), u"3"_s);
        QSignalSpy opened(screen.explorer.get(), &Explorer::openRequested);
        screen.tree()->scrollTo(screen.kind(Kind::Route));
        const QPoint place = screen.tree()->visualRect(screen.kind(Kind::Route)).center();
        QTest::mouseClick(screen.tree()->viewport(), Qt::LeftButton, {}, place);
        QTest::mouseDClick(screen.tree()->viewport(), Qt::LeftButton, {}, place);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.at(0).at(0).value<Target>(), gatewayList(Kind::Route));
        QVERIFY(!screen.tree()->isExpanded(screen.kind(Kind::Route)));
        QTest::keyClick(screen.tree(), Qt::Key_Right);
        QVERIFY(screen.tree()->isExpanded(screen.kind(Kind::Route)));
        screen.tree()->setCurrentIndex(screen.route(u"web"_s));
        QTest::keyClick(screen.tree(), Qt::Key_Return);
        QCOMPARE(opened.last().at(0).value<Target>(), gatewayObject({Kind::Route, u"web"_s}));
        QCOMPARE(screen.explorer->selected(), QList<Target>{gatewayObject({Kind::Route, u"web"_s})});
        screen.tree()->setCurrentIndex(screen.kind(Kind::Route));
        QCOMPARE(screen.explorer->selected(), QList<Target>()); // a list is no object
        screen.explorer->reveal(gatewayObject({Kind::Route, u"stock"_s}));
        QCOMPARE(screen.explorer->current()->object.id, u"stock"_s);
    }

    void filters()
    {
        Screen screen;
        screen.admin.fill();
        screen.open();
        QTRY_COMPARE(screen.right(screen.kind(Kind::Route)), u"3"_s);
        QTRY_COMPARE(screen.right(screen.kind(Kind::Ssl)), u"1"_s);
        screen.filter()->setText(u"beta"_s); // a name
        QTRY_COMPARE(screen.right(screen.kind(Kind::Route)), u"1 of 3"_s);
        QVERIFY(screen.route(u"stock"_s).isValid() && !screen.row(u"Upstreams"_s).isValid());
        QVERIFY(screen.tree()->isExpanded(screen.kind(Kind::Route)));
        screen.filter()->setText(u"shop.example"_s); // of what is folded away otherwise
        QTRY_VERIFY(screen.model()->indexOf(u"gateway:%1//1"_s.arg(int(Kind::Ssl))).isValid());
        screen.filter()->setText(u"price"_s);
        QTRY_VERIFY(!screen.row(u"GATEWAY"_s).isValid());
    }

    void closedWhileLoading()
    {
        Screen screen;
        screen.admin.fill();
        screen.admin.server.hold("GET /apisix/*");
        screen.open();
        QTRY_VERIFY(screen.row(u"Loading…"_s).isValid());
        screen.explorer.reset();
        screen.admin.server.release("GET /apisix/*");
        QTRY_VERIFY(screen.gateway->listing(Kind::Route).rows);
    }

    void sessionGoneWhileLoading()
    {
        Screen screen;
        screen.admin.server.hold("GET /apisix/*");
        screen.open();
        QTRY_VERIFY(screen.row(u"Loading…"_s).isValid());
        screen.gateway.reset();
        QTRY_VERIFY(screen.row(u"Not set up. Add its Admin API…"_s).isValid());
    }

    void longListsEndInARowThatOpensTheList()
    {
        const auto whole = explorerTree(manyRoutes(1250));
        const auto routes = std::find_if(whole->nodes.begin(), whole->nodes.end(), [](const ExplorerNode &node) { return node.object.kind == Kind::Route && node.kind == ExplorerNode::Kind::GatewayKind; });
        QVERIFY(routes != whole->nodes.end());
        QCOMPARE(routes->right, u"1250"_s); // the count is of all
        QCOMPARE(routes->children.size(), size_t(201));
        const ExplorerNode &rest = routes->children.back();
        QCOMPARE(rest.kind, ExplorerNode::Kind::GatewayRest);
        QVERIFY2(rest.text.endsWith(u" more routes…"_s) && rest.text.contains(u"050"_s), qPrintable(rest.text));
        QCOMPARE(rest.right, u"Show"_s);
        QCOMPARE(rest.target(), std::optional(gatewayList(Kind::Route)));
        QVERIFY(!rest.isEntity());
        QCOMPARE(routes->children.front().text, u"/shop/0/orders"_s); // the first ones in the order shown
        auto source = manyRoutes(1250);
        source.filter = u"1249/"_s;
        QCOMPARE(explorerTree(source)->hits, 1); // the filter looks at all of them
        source = manyRoutes(200);
        QCOMPARE(explorerTree(source)->nodes.back().children.size(), size_t(200));
    }

    void theRowOfTheOthersIsUsedByKeys()
    {
        Screen screen;
        for (int i = 0; i < 230; ++i)
            screen.admin.add("routes", "r" + QByteArray::number(i), "{\"uri\":\"/r/" + QByteArray::number(i) + "\"}");
        QAbstractItemModelTester tester(screen.tree()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        screen.open();
        const auto rest = [&screen] { return screen.model()->indexOf(u"gateway-rest:%1"_s.arg(int(Kind::Route))); };
        QTRY_VERIFY(rest().isValid());
        QCOMPARE(rest().data().toString(), u"30 more routes…"_s);
        QSignalSpy opened(screen.explorer.get(), &Explorer::openRequested);
        screen.tree()->setCurrentIndex(rest());
        QTest::keyClick(screen.tree(), Qt::Key_Return);
        QTRY_COMPARE(opened.size(), 1);
        QCOMPARE(opened.first().first().value<Target>(), gatewayList(Kind::Route));
        for (int i = 0; i < 40; ++i)
            screen.admin.objects["routes"].remove("r" + QByteArray::number(i));
        screen.gateway->refresh(Kind::Route);
        QTRY_VERIFY(!rest().isValid()); // all fit in now
    }

    void tenThousandRoutesDoNotSlowAKeystroke()
    {
        Explorer explorer;
        auto *tree = explorer.findChild<QTreeView *>(u"explorerTree"_s);
        auto *model = static_cast<ExplorerModel *>(tree->model());
        explorer.resize(264, 900);
        explorer.show();
        auto source = manyRoutes(10'000);
        const auto whole = explorerTree(source);
        model->reset(whole);
        source.filter = u"7"_s;
        const auto some = explorerTree(source);
        QVERIFY(some->hits > 3000);
        const double ms = threadMs([&] {
            model->reset(some);
            tree->expandAll();
            model->indexOf(u"gateway:0//route-9999"_s);
        });
        QVERIFY2(ms < mostMs(), qPrintable(QString::number(ms)));
        const double back = threadMs([&] { model->reset(whole); });
        QVERIFY2(back < mostMs(), qPrintable(QString::number(back)));
    }
};

QTEST_MAIN(TestGatewayTree)
#include "tst_gatewaytree.moc"
