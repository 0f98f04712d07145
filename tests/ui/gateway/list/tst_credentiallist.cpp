#include "tests/ui/gateway/list/listworld.h"
#include "ui/gateway/allowadmin.h"
#include "ui/gateway/errorways.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QListView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using gateway::Kind;

namespace {

/// A gateway whose consumers have credentials, each in a list of its own as the Admin API has them.
class World : public ListWorld {
public:
    void consumer(const QByteArray &name, const QByteArrayList &ids)
    {
        gate.add("consumers", name, "{\"username\":\"" + name + "\",\"id\":\"" + name + "\"}");
        QByteArrayList items;
        for (const QByteArray &id : ids)
            items += "{\"key\":\"/apisix/consumers/" + name + "/credentials/" + id + "\",\"createdIndex\":7,\"modifiedIndex\":7,\"value\":{\"id\":\"" + id
                + "\",\"plugins\":{\"key-auth\":{\"key\":\"x\"}}}}";
        const bool none = ids.isEmpty(); // then the server knows no such key
        gate.server.on(listOf(name), none ? FakeGateway::apisix("{\"message\":\"Key not found\"}", 404)
                                          : FakeGateway::apisix("{\"list\":[" + items.join(',') + "],\"total\":1}"));
    }
    void fillConsumers()
    {
        consumer("alex", {"main", "spare"});
        consumer("bob", {"main"});
        consumer("carl", {});
    }
    static QByteArray listOf(const QByteArray &consumer) { return "GET /apisix/admin/consumers/" + consumer + "/credentials"; }
    static QStringList keys(const GatewayListPage &page)
    {
        QStringList keys;
        for (int i = 0; i < page.rows()->rowCount(); ++i)
            keys.append(page.rows()->row(i).key.parent + u'/' + page.rows()->row(i).key.id);
        return keys;
    }
    static MessageBar *unread(const GatewayListPage &page) { return page.findChild<MessageBar *>(u"listUnread"_s); }
    int asked() const { return gate.server.count("GET /apisix/admin/consumers/*"); }
};

QPushButton *buttonOf(const QWidget *view, const QString &text)
{
    for (auto *button : view->findChildren<QPushButton *>())
        if (button->text() == text && button->isVisibleTo(view))
            return button;
    return nullptr;
}

QStringList buttonsOf(const StateView *view)
{
    QStringList texts;
    for (const auto *button : view->findChild<MessageBar *>()->findChildren<QPushButton *>())
        if (button->isVisibleTo(view) && button->text() != u"Details")
            texts.append(button->text());
    return texts;
}

} // namespace

/// The credentials of all consumers in one list, and the ways on from what keeps a list from being seen.
class TestCredentialList : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }

    void loads()
    {
        World world;
        world.fillConsumers();
        auto page = world.open(Kind::Credential);
        QAbstractItemModelTester tester(page->rows(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_COMPARE(World::keys(*page), (QStringList{u"alex/main"_s, u"bob/main"_s, u"alex/spare"_s}));
        QTRY_COMPARE(ListWorld::state(*page)->state(), StateView::Content);
        QCOMPARE(page->title(), u"Credentials"_s);
        QCOMPARE(ListWorld::cell(*page, u"bob/main"_s, u"consumer"_s), u"bob"_s);
        QCOMPARE(ListWorld::cell(*page, u"bob/main"_s, u"plugins"_s), u"key-auth"_s);
        QVERIFY(World::unread(*page)->isHidden());
        page->filterBar()->field()->setText(u"alex"_s);
        QTRY_COMPARE(World::keys(*page), (QStringList{u"alex/main"_s, u"alex/spare"_s}));
        QCOMPARE(Target::fromText(page->target().toText()), std::optional(page->target())); // it comes back after a restart
        QSignalSpy opened(page.get(), &Page::openRequested);
        page->table()->setCurrentIndex(page->rows()->index(1, 1));
        QTest::keyClick(page->table(), Qt::Key_Return);
        QCOMPARE(opened.first().first().value<Target>(), gatewayObject({Kind::Credential, u"spare"_s, u"alex"_s}));
    }

    void nobodyAsksWithoutAList()
    {
        World world;
        world.fillConsumers();
        world.session->open();
        QTRY_VERIFY(world.session->listing(Kind::Consumer).rows);
        world.session->refresh(Kind::Credential); // as a save of one does
        QTRY_VERIFY(world.session->catalogue());
        QCOMPARE(world.asked(), 0);
        QVERIFY(!world.session->listing(Kind::Credential).rows);
        auto page = world.open(Kind::Credential, false);
        QTRY_COMPARE(World::keys(*page).size(), 3);
        world.consumer("dora", {"new"});
        world.session->refresh(Kind::Consumer); // a consumer more brings its own along
        QTRY_COMPARE(World::keys(*page).size(), 4);
    }

    void empty()
    {
        World world;
        world.consumer("carl", {});
        auto page = world.open(Kind::Credential);
        QTRY_COMPARE(ListWorld::state(*page)->state(), StateView::Empty);
        QCOMPARE(ListWorld::state(*page)->text(), u"This gateway has no credentials yet."_s);
        Q_EMIT ListWorld::state(*page)->emptyActionRequested();
        QVERIFY(page->findChild<QDialog *>(u"consumerDialog"_s)); // whose it shall be
    }

    void saysWhatCouldNotBeRead()
    {
        World world;
        world.fillConsumers();
        world.gate.server.on(World::listOf("bob"), FakeGateway::apisix("{\"error_msg\":\"oops\"}", 500));
        auto page = world.open(Kind::Credential);
        QTRY_COMPARE(World::keys(*page), (QStringList{u"alex/main"_s, u"alex/spare"_s}));
        QTRY_VERIFY(World::unread(*page)->text().startsWith(u"1 of the consumers"_s));
        QVERIFY(World::unread(*page)->text().contains(u": bob."_s));
        QVERIFY(World::unread(*page)->detail().startsWith(u"bob: "_s));
        world.consumer("bob", {"main"});
        QTRY_VERIFY(buttonOf(World::unread(*page), u"Try again"_s));
        buttonOf(World::unread(*page), u"Try again"_s)->click();
        QTRY_COMPARE(World::keys(*page).size(), 3);
        QTRY_VERIFY(World::unread(*page)->isHidden());
    }

    void error()
    {
        World world;
        world.fillConsumers();
        for (const char *name : {"alex", "bob", "carl"})
            world.gate.server.on(World::listOf(name), FakeGateway::apisix("{\"error_msg\":\"oops\"}", 500));
        auto page = world.open(Kind::Credential);
        QTRY_COMPARE(ListWorld::state(*page)->state(), StateView::Error_);
        QCOMPARE(ListWorld::text(*page, "listCounts"), u"unknown"_s);
        QVERIFY(World::unread(*page)->isHidden()); // one sentence is enough
    }

    /// Whoever waits 35 s for each of a thousand consumers waits for ever.
    void givesUpWhenNothingAnswers()
    {
        World world;
        for (int i = 0; i < 40; ++i)
            world.consumer("c" + QByteArray::number(100 + i), {"main"});
        world.gate.server.on("GET /apisix/admin/consumers/*", FakeGateway::apisix("{\"error_msg\":\"has no healthy etcd endpoint available\"}", 503));
        for (int i = 1; i < 40; ++i)
            world.gate.server.on(World::listOf("c" + QByteArray::number(100 + i)), FakeGateway::apisix("{\"error_msg\":\"has no healthy etcd endpoint available\"}", 503));
        world.gate.server.on(World::listOf("c100"), FakeGateway::apisix("{\"list\":[],\"total\":0}"));
        auto page = world.open(Kind::Credential);
        QTRY_VERIFY(World::unread(*page)->text().startsWith(u"39 of the consumers"_s));
        QVERIFY2(world.asked() < 20, qPrintable(QString::number(world.asked())));
    }

    void closedWhileLoading()
    {
        World world;
        world.fillConsumers();
        world.gate.server.hold(World::listOf("alex"));
        auto page = world.open(Kind::Credential);
        QTRY_VERIFY(world.gate.server.waiting(World::listOf("alex")) > 0);
        QVERIFY(ListWorld::state(*page)->text().contains(u"consumers/…/credentials"_s));
        page.reset();
        QVERIFY(!world.session->listing(Kind::Credential).loading); // nobody waits for it any more
        world.gate.server.release(World::listOf("alex"));
        auto again = world.open(Kind::Credential, false);
        QTRY_COMPARE(World::keys(*again).size(), 3);
    }

    void stopsWhenCanceled()
    {
        World world;
        world.fillConsumers();
        world.gate.server.hold(World::listOf("alex"));
        auto page = world.open(Kind::Credential);
        QTRY_VERIFY(world.gate.server.waiting(World::listOf("alex")) > 0);
        Q_EMIT ListWorld::state(*page)->cancelRequested();
        QTRY_COMPARE(ListWorld::state(*page)->state(), StateView::Error_);
        QVERIFY(!world.session->listing(Kind::Credential).loading);
        world.gate.server.release(World::listOf("alex"));
        page->refresh();
        QTRY_COMPARE(World::keys(*page).size(), 3);
    }

    void sessionGoneWhileLoading()
    {
        World world;
        world.fillConsumers();
        world.gate.server.hold(World::listOf("alex"));
        auto page = world.open(Kind::Credential);
        QTRY_VERIFY(world.gate.server.waiting(World::listOf("alex")) > 0);
        world.session.reset();
        QTRY_COMPARE(ListWorld::state(*page)->state(), StateView::Error_);
        page->refresh();
        page.reset();
    }

    void oldGatewaysHaveNone()
    {
        World world;
        world.gate.server.on("GET /apisix/admin/routes", answer::json("{\"list\":[],\"total\":0}", 200, {{"Server", "APISIX/3.9.0"}, {"X-API-VERSION", "v3"}}));
        auto page = world.open(Kind::Credential);
        QTRY_COMPARE(ListWorld::state(*page)->state(), StateView::Empty);
        QVERIFY(ListWorld::state(*page)->text().contains(u"has no credentials"_s));
        QCOMPARE(world.asked(), 0);
    }

    void aNewOneAsksForItsConsumer()
    {
        World world;
        world.fillConsumers();
        auto page = world.open(Kind::Credential);
        QTRY_COMPARE(World::keys(*page).size(), 3);
        QSignalSpy opened(page.get(), &Page::openRequested);
        auto *menu = page->findChild<QPushButton *>(u"listNew"_s)->menu();
        Q_EMIT menu->aboutToShow();
        menu->actions().first()->trigger();
        auto *dialog = page->findChild<QDialog *>(u"consumerDialog"_s);
        QVERIFY(dialog);
        auto *list = dialog->findChild<QListView *>(u"consumerList"_s);
        QCOMPARE(list->currentIndex().data().toString(), u"alex"_s); // of the current row
        QTest::keyClicks(dialog->findChild<QLineEdit *>(u"consumerSearch"_s), u"bo"_s);
        QTRY_COMPARE(list->currentIndex().data().toString(), u"bob"_s);
        dialog->accept();
        QCOMPARE(opened.size(), 1);
        const Target target = opened.first().first().value<Target>();
        QCOMPARE(target.kind, Target::Kind::NewGatewayObject);
        QCOMPARE(target.gatewayKind, Kind::Credential);
        QCOMPARE(target.parent, u"bob"_s);
    }

    void waysOn_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QStringList>("buttons");
        QTest::newRow("allow_admin") << 403 << QByteArray("<html>403 Forbidden</html>") << QStringList{u"How to allow it"_s, u"Open connection…"_s, u"Try again"_s};
        QTest::newRow("wrong key") << 401 << QByteArray("{\"description\":\"wrong apikey\",\"error_msg\":\"failed to check token\"}")
                                   << QStringList{u"Open connection…"_s, u"Try again"_s};
        QTest::newRow("etcd") << 503 << QByteArray("{\"error_msg\":\"has no healthy etcd endpoint available\"}") << QStringList{u"Try again"_s};
    }
    void waysOn()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QStringList, buttons);
        World world;
        world.gate.failAll(status, body);
        int edits = 0;
        GatewayServices services = world.services();
        services.editConnection = [&edits] { ++edits; };
        GatewayListPage page(services, Kind::Route);
        page.resize(1180, 700);
        page.show();
        world.session->open();
        QTRY_COMPARE(ListWorld::state(page)->state(), StateView::Error_);
        QTRY_COMPARE(buttonsOf(ListWorld::state(page)).size(), buttons.size());
        auto *state = ListWorld::state(page);
        int left = -1;
        for (const QString &text : buttons) { // as the picture has them, from left to right
            auto *button = buttonOf(state, text);
            QVERIFY2(button, qPrintable(text));
            const int x = button->mapTo(state, QPoint()).x();
            QVERIFY2(x > left, qPrintable(text));
            left = x;
        }
        if (auto *open = buttonOf(state, u"Open connection…"_s))
            open->click();
        QCOMPARE(edits, buttons.contains(u"Open connection…"_s) ? 1 : 0);
        if (auto *how = buttonOf(state, u"How to allow it"_s)) {
            how->click();
            auto *dialog = page.findChild<AllowAdminDialog *>();
            QVERIFY(dialog);
            QTRY_VERIFY(dialog->isVisible());
            auto *config = dialog->findChild<QPlainTextEdit *>(u"allowAdminConfig"_s);
            QVERIFY(config->toPlainText().contains(u"      - 127.0.0.0/24\n      - 172.17.0.1/32"_s)); // this computer: then it is Docker
            dialog->findChild<QPushButton *>(u"allowAdminCopy"_s)->click();
            QCOMPARE(QApplication::clipboard()->text(), config->toPlainText());
            dialog->findChild<QPushButton *>(u"allowAdminClose"_s)->click();
        }
        const auto asked = world.gate.server.count();
        QVERIFY(buttonOf(state, u"Try again"_s));
        buttonOf(state, u"Try again"_s)->click();
        QTRY_VERIFY(world.gate.server.count() > asked);
    }

    void namesOwnAddresses()
    {
        QVERIFY(AllowAdminDialog::configFor(u"192.168.7.20"_s).endsWith(u"      - 192.168.7.20/32\n"_s));
        QVERIFY(AllowAdminDialog::configFor(u"fd00::7%eth0"_s).endsWith(u"      - fd00::7/128\n"_s));
        QVERIFY(AllowAdminDialog::configFor(u"::1"_s).contains(u"172.17.0.1/32"_s));
    }
};

QTEST_MAIN(TestCredentialList)
#include "tst_credentiallist.moc"
