#include "core/gateway/session.h"
#include "core/json/text.h"
#include "tests/support/fakeserver.h"
#include "ui/gateway/gatewaypages.h"
#include "ui/gateway/resource/jsontab.h"
#include "ui/gateway/resource/resourcepage.h"
#include "ui/gateway/resource/tabs.h"
#include "ui/gateway/resource/userstab.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/jsonedit.h"
#include "ui/widgets/stateview.h"

#include <QAbstractItemModelTester>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using gateway::Kind;

namespace {

json::Value value(QByteArray text)
{
    const auto parsed = json::read(text.replace('\'', '"'));
    return parsed ? parsed->value : json::Value();
}

QByteArray list(const QByteArray &items = {})
{
    const int count = items.isEmpty() ? 0 : int(items.count("\"key\""));
    return R"({"total":)" + QByteArray::number(count) + R"(,"list":[)" + items + "]}";
}

/// A gateway that has one service, one route that uses it, and nothing else.
struct FakeGateway {
    FakeGateway()
    {
        server.on("GET /apisix/admin/*", answer::json(list()));
        server.on("GET /apisix/admin/plugins*", answer::json("{}"));
        server.on("GET /apisix/admin/schema/*", answer::json("{}"));
        server.on("GET /apisix/admin/routes", answer::json(list(routes)));
        server.on("GET /apisix/admin/services", answer::json(list(R"({"key":"/apisix/services/s","value":{"id":"s","name":"shop"}})")));
        server.on("GET /apisix/admin/services/s", answer::json(R"({"key":"/apisix/services/s","value":{"id":"s","name":"shop"}})"));
        net::Endpoint endpoint;
        endpoint.base = server.url();
        session = std::make_unique<gateway::Session>(endpoint, u"p"_s, u"c"_s, nullptr);
    }
    bool open()
    {
        session->open();
        return QTest::qWaitFor([this] { return session->listing(Kind::GlobalRule).rows && session->listing(Kind::Route).rows; }, 60'000);
    }

    QByteArray routes = R"({"key":"/apisix/routes/r","value":{"id":"r","name":"user","uri":"/a","service_id":"s"}})";
    FakeServer server;
    std::unique_ptr<gateway::Session> session;
};

} // namespace

class TestResourceTabs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachKindHasItsTabs_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QStringList>("titles");
        const auto row = [](const char *name, Kind kind, const QStringList &titles) { QTest::newRow(name) << int(kind) << titles; };
        row("route", Kind::Route, {u"Match"_s, u"Plugins"_s, u"Upstream"_s, u"JSON"_s});
        row("upstream", Kind::Upstream, {u"Upstream"_s, u"JSON"_s, u"Used by"_s});
        row("global rule", Kind::GlobalRule, {u"Plugins"_s, u"JSON"_s});
    }
    void eachKindHasItsTabs()
    {
        QFETCH(int, kind);
        QFETCH(QStringList, titles);
        FakeGateway fake;
        ResourceState state({*fake.session}, {Kind(kind), u"1"_s}, false);
        QWidget parent;
        QStringList found;
        for (const ResourceTab *tab : makeTabs(state, &parent))
            found.append(tab->title());
        QCOMPARE(found, titles);
        qDeleteAll(parent.findChildren<ResourceTab *>(QString(), Qt::FindDirectChildrenOnly)); // before the state
    }

    void allKindsHavePages()
    {
        FakeGateway fake;
        QVERIFY(fake.open());
        for (const Kind kind : gateway::allKinds()) {
            const QString parent = kind == Kind::Credential || kind == Kind::CostDecoration ? u"s"_s : QString();
            const std::unique_ptr<Page> page(createGatewayPage({*fake.session}, newGatewayObject(kind, parent), nullptr));
            QVERIFY(page);
            page->show();
            QTRY_VERIFY(qobject_cast<ResourcePage *>(page.get())->state().isLoaded());
            QVERIFY(!page->title().isEmpty() && !page->glyph().isEmpty());
            QVERIFY(!page->modified()); // nobody typed
        }
        QVERIFY(!createGatewayPage({*fake.session}, Target{Target::Kind::Server}, nullptr));
    }

    void usersAreFoundAndOpened()
    {
        FakeGateway fake;
        QVERIFY(fake.open());
        ResourceState state({*fake.session}, {Kind::Service, u"s"_s}, false);
        UsersTab tab(state);
        auto *table = tab.findChild<QTableView *>(u"users"_s);
        const QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        auto *view = tab.findChild<StateView *>(u"usersState"_s);
        QTRY_COMPARE(view->state(), StateView::Content);
        QCOMPARE(tab.count(), 1);
        QSignalSpy opened(&tab, &ResourceTab::openRequested);
        table->setCurrentIndex(table->model()->index(0, 0));
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.at(0).at(0).value<Target>(), gatewayObject({Kind::Route, u"r"_s}));
        // The list changes: so does the tab
        fake.server.on("GET /apisix/admin/routes", answer::json(list()));
        fake.session->refresh(Kind::Route);
        QTRY_COMPARE(view->state(), StateView::Empty);
        QCOMPARE(tab.count(), 0);
    }

    void usersAreUnknownWhenAListIs()
    {
        FakeGateway fake;
        fake.server.on("GET /apisix/admin/stream_routes", answer::json(R"({"error_msg":"down"})", 500));
        fake.session->open();
        QTRY_VERIFY(fake.session->listing(Kind::Route).rows);
        ResourceState state({*fake.session}, {Kind::Upstream, u"u"_s}, false);
        UsersTab tab(state);
        auto *view = tab.findChild<StateView *>(u"usersState"_s);
        QTRY_COMPARE(view->state(), StateView::Error_);
        QCOMPARE(tab.count(), -1); // not 0
        fake.server.on("GET /apisix/admin/stream_routes", answer::json(list()));
        Q_EMIT view->retryRequested();
        fake.session->refresh(Kind::StreamRoute);
        QTRY_COMPARE(view->state(), StateView::Empty);
        fake.session.reset(); // it may go at any time
        QCOMPARE(view->state(), StateView::Empty);
    }

    void jsonFollowsAndLeads()
    {
        FakeGateway fake;
        ResourceState state({*fake.session}, {Kind::Route, u"r"_s}, false);
        JsonTab tab(state);
        auto *edit = tab.findChild<JsonEdit *>(u"document"_s);
        state.load({{Kind::Route, u"r"_s}, value("{'uri':'/a','n':1.0e2,'plugins':{'x':{'password':'hush'}}}"), 0, 0});
        QVERIFY(edit->text().contains(u"1.0e2"_s) && !edit->text().contains(u"hush"_s));
        QSignalSpy changed(&state, &ResourceState::valueChanged);
        edit->codeEditor()->replaceText(edit->text().replace(u"/a"_s, u"/b"_s));
        QTRY_COMPARE(state.value().value(u"uri").toString(), u"/b"_s);
        QVERIFY(!changed.isEmpty());
        const QString typed = edit->text();
        QCOMPARE(edit->text(), typed); // its own echo does not write it anew
        QCOMPARE(state.value().value(u"plugins").value(u"x").value(u"password").toString(), u"hush"_s);
        QCOMPARE(state.value().value(u"n").numberText(), QByteArray("1.0e2"));
    }

    void coversOutliveACutAndStrayOnesAreRefused()
    {
        FakeGateway fake;
        ResourceState state({*fake.session}, {Kind::Route, u"r"_s}, false);
        JsonTab tab(state);
        auto *edit = tab.findChild<JsonEdit *>(u"document"_s);
        state.load({{Kind::Route, u"r"_s}, value("{'uri':'/a','plugins':{'x':{'password':'hush'}}}"), 0, 0});
        const QString all = edit->text();
        edit->codeEditor()->replaceText({}); // cut
        edit->codeEditor()->replaceText(all); // and pasted
        QVERIFY(!state.isModified());
        edit->codeEditor()->replaceText(QString(all).replace(u"••••••"_s, u"•••••• 7"_s));
        QTRY_COMPARE(state.problems().size(), 1);
        QVERIFY(!QString::fromUtf8(json::compact(state.value())).contains(u"••••••"_s)); // dots are nobody's password
        edit->codeEditor()->replaceText(QString(all).replace(u"••••••"_s, u"new"_s));
        QTRY_VERIFY(state.problems().isEmpty());
        QCOMPARE(state.value().value(u"plugins").value(u"x").value(u"password").toString(), u"new"_s);
    }

    void jsonKeepsBrokenTextAndTellsWhere()
    {
        FakeGateway fake;
        ResourceState state({*fake.session}, {Kind::Route, u"r"_s}, false);
        JsonTab tab(state);
        auto *edit = tab.findChild<JsonEdit *>(u"document"_s);
        state.load({{Kind::Route, u"r"_s}, value("{'uri':'/a'}"), 0, 0});
        edit->setText(u"{\n  \"uri\" \"/a\"\n}"_s);
        QTRY_COMPARE(state.problems().size(), 1);
        QVERIFY(state.problems().first().sentence.contains(u"Line 2"_s));
        QCOMPARE(state.value().value(u"uri").toString(), u"/a"_s);
        tab.findChild<QPushButton *>(u"showSecrets"_s)->click(); // the broken text stays
        QVERIFY(edit->text().contains(u"\"uri\" \"/a\""_s));
        edit->setText(u"[1]"_s); // JSON, but no object
        QTRY_COMPARE(state.problems().size(), 1);
        edit->setText(u"{\"uri\":\"/a\"}"_s);
        QTRY_VERIFY(state.problems().isEmpty());
        QVERIFY(!state.isModified());
    }

    void jsonListsProblemsByPlace()
    {
        FakeGateway fake;
        ResourceState state({*fake.session}, {Kind::Route, u"r"_s}, false);
        JsonTab tab(state);
        tab.resize(600, 500);
        tab.show();
        state.load({{Kind::Route, u"r"_s}, value("{'uri':'/a','plugins':{'x':{'y':1}}}"), 0, 0});
        state.setProblems(u"other"_s, {{u"/plugins/x/y"_s, u"too small"_s}});
        auto *problems = tab.findChild<QListWidget *>(u"jsonProblems"_s);
        QCOMPARE(problems->count(), 1);
        QVERIFY(!problems->isHidden());
        QVERIFY2(problems->item(0)->text().startsWith(u"Line 5: "_s), qPrintable(problems->item(0)->text()));
        QSignalSpy moved(tab.findChild<CodeEditor *>(), &CodeEditor::cursorMoved);
        QVERIFY(tab.focusPlace(u"/plugins/x/y"_s));
        QTRY_VERIFY(!moved.isEmpty());
        QCOMPARE(moved.last().at(0).toInt(), 5);
        state.setProblems(u"other"_s, {});
        QVERIFY(problems->isHidden());
    }

    void jsonIsReadOnlyWithTheRest()
    {
        FakeGateway fake;
        ResourceState state({*fake.session}, {Kind::Route, u"r"_s}, false);
        JsonTab tab(state);
        state.load({{Kind::Route, u"r"_s}, value("{'uri':'/a'}"), 0, 0});
        state.setReadOnlyReason(u"for a test"_s);
        QVERIFY(tab.findChild<JsonEdit *>(u"document"_s)->isReadOnly());
        state.setReadOnlyReason({});
        QVERIFY(!tab.findChild<JsonEdit *>(u"document"_s)->isReadOnly());
    }

    void pluginsTabDecidesAboutTheSide()
    {
        FakeGateway fake;
        QVERIFY(fake.open());
        ResourcePage page({*fake.session}, gatewayObject({Kind::Service, u"s"_s}));
        page.resize(1200, 700);
        page.show();
        QTRY_VERIFY(page.state().isLoaded());
        QCOMPARE(page.title(), u"shop"_s);
        auto *pending = page.findChild<QWidget *>(u"pending"_s);
        auto *bar = page.findChild<QTabBar *>(u"resourceTabs"_s);
        for (int tab = 0; tab < bar->count(); ++tab) {
            bar->setCurrentIndex(tab);
            if (bar->tabText(tab).startsWith(u"JSON"_s))
                QVERIFY(!pending->isHidden());
            if (bar->tabText(tab).startsWith(u"Used by"_s))
                QVERIFY(pending->isHidden());
        }
    }
};

QTEST_MAIN(TestResourceTabs)
#include "tst_resourcetabs.moc"
