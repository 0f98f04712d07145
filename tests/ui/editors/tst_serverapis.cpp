#include "tests/ui/editors/editorfixture.h"
#include "ui/editors/apis/apispage.h"
#include "ui/editors/pages.h"
#include "ui/editors/server/serverpage.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QCryptographicHash>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSslCertificate>
#include <QTableView>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

const QByteArray root = "/api/v1/web/whisk.system/apimgmt/";
const QByteArray api
    = R"({"apidoc":{"basePath":"/shop","info":{"title":"Shop","version":"1"},"paths":{"/quote":{"get":{"operationId":"getQuote",)"
      R"("x-openwhisk":{"action":"price-quote","namespace":"guest","package":"orders","url":"http://h/a.json"}},)"
      R"("post":{"operationId":"postQuote","x-openwhisk":{"action":"price-quote","namespace":"guest","package":"orders",)"
      R"("url":"http://h/a.http"}}}},"swagger":"2.0"},"gwApiActivated":true,"gwApiUrl":"GATEWAY/shop"})";

QByteArray listOf(const QByteArray &one)
{
    return R"({"apis":[{"id":"x","key":"x","value":)" + one + "}]}";
}

const QByteArray rootDocument
    = R"({"description":"OpenWhisk","support":{"github":"https://example.org"},"runtimes":{"nodejs":[)"
      R"({"kind":"nodejs:20","image":"openwhisk/action-nodejs-v20:nightly","deprecated":false,"default":true,"attached":true},)"
      R"({"kind":"nodejs:14","image":"openwhisk/old","deprecated":true}]}})";

} // namespace

/// The pages of server and APIs: five cases each, and what can be done there.
class TestServerApis : public QObject {
    Q_OBJECT

    std::unique_ptr<EditorFixture> m_world;
    std::unique_ptr<Page> m_page;

    void open(Target::Kind kind)
    {
        m_page.reset(editors::createPage(*m_world->session, *m_world->store, {kind, {}, {}}));
        QVERIFY(m_page);
        m_page->resize(1200, 760);
        m_page->show();
    }
    StateView::State state(const char *name) { return child<StateView>(m_page.get(), name)->state(); }
    void serveApi()
    {
        QByteArray text = api;
        text.replace("GATEWAY", m_world->server.url().toEncoded());
        m_world->server.on("GET " + root + "getApi.http*", answer::json(listOf(text)));
        m_world->server.on("POST " + root + "createApi.http*", answer::json(text));
    }
    void run(const char *command)
    {
        for (QAction *action : m_page->commands())
            if (action->objectName() == QLatin1String(command)) {
                QVERIFY2(action->isEnabled(), command);
                return action->trigger();
            }
        QFAIL(command);
    }
    void shoot(const char *name)
    {
        const QByteArray folder = qgetenv("SCREENSHOTS");
        if (folder.isEmpty())
            return;
        for (const bool dark : {false, true}) {
            theme::apply(*qApp, dark);
            m_page->grab().save(QString::fromLocal8Bit(folder) + u'/' + QString::fromLatin1(name)
                                + (dark ? u"-dark.png"_s : u".png"_s));
        }
        theme::apply(*qApp, false);
    }

private Q_SLOTS:
    void init() { m_world = std::make_unique<EditorFixture>(); }
    void cleanup()
    {
        m_page.reset();
        m_world.reset();
    }

    void serverLoads()
    {
        m_world->server.on("GET /", answer::json(rootDocument));
        m_world->server.on("GET /activation/count", answer::json("3"));
        m_world->server.on("GET /invokers", answer::json(R"({"invoker0/0":"up"})"));
        m_world->server.on("GET /api/v1/namespaces/_/activations*", [](const FakeRequest &) {
            const QByteArray now = QByteArray::number(QDateTime::currentMSecsSinceEpoch()); // the minute may end while this runs
            return answer::json(R"([{"name":"a","activationId":"1","start":)" + now + R"(,"end":)" + now
                                + R"(,"annotations":[{"key":"kind","value":"nodejs:20"}]},)"
                                + R"({"name":"t","activationId":"2","start":)" + now + R"(,"annotations":[]}])");
        });
        open(Target::Kind::Server);
        QTRY_COMPARE(state("serverState"), StateView::Content);
        auto *table = child<QTableView>(m_page.get(), "runtimes");
        QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(table->model()->rowCount(), 2);
        QCOMPARE(table->model()->index(1, 2).data().toString(), u"deprecated"_s);
        QCOMPARE(child<QLabel>(m_page.get(), "namespace")->text(), u"guest"_s);
        QVERIFY(child<QLabel>(m_page.get(), "memoryLimit")->text().contains(u"512"_s));
        QVERIFY(child<QLabel>(m_page.get(), "inFlight")->text().startsWith(u'3'));
        QTRY_COMPARE(child<QLabel>(m_page.get(), "runsUsedText")->text(), u"1 of 60"_s);
        QCOMPARE(child<QLabel>(m_page.get(), "firesUsedText")->text(), u"1 of 60"_s);
        child<QLineEdit>(m_page.get(), "findRuntime")->setText(u"old"_s);
        QCOMPARE(table->model()->rowCount(), 1);
        child<QLineEdit>(m_page.get(), "findRuntime")->clear();
        shoot("server");
    }
    void serverThatTellsNothing()
    {
        for (const char *path : {"/", "/api/v1", "/api/v1/namespaces/_/limits"})
            m_world->server.on(QByteArray("GET ") + path, answer::json("null"));
        open(Target::Kind::Server);
        QTRY_COMPARE(state("serverState"), StateView::Empty);
    }
    void serverFails()
    {
        for (const char *path : {"/", "/api/v1", "/api/v1/namespaces/_/limits"})
            m_world->server.on(QByteArray("GET ") + path, answer::error(503, "tired"));
        open(Target::Kind::Server);
        QTRY_COMPARE(state("serverState"), StateView::Error_);
        m_world->server.on("GET /", answer::json(rootDocument)); // a proxy hides the rest
        m_page->refresh();
        QTRY_COMPARE(state("serverState"), StateView::Content);
    }
    void closedWhileLoading_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("route");
        QTest::newRow("server") << int(Target::Kind::Server) << QByteArray("GET /");
        QTest::newRow("apis") << int(Target::Kind::Apis) << "GET " + root + "getApi.http*";
    }
    void closedWhileLoading()
    {
        QFETCH(int, kind);
        QFETCH(QByteArray, route);
        m_world->server.hold(route);
        open(Target::Kind(kind));
        QTRY_VERIFY(m_world->server.waiting(route) > 0);
        m_page.reset();
        QTRY_VERIFY(m_world->server.aborted() > 0);
    }
    void sessionGoneWhileLoading_data() { closedWhileLoading_data(); }
    void sessionGoneWhileLoading()
    {
        QFETCH(int, kind);
        QFETCH(QByteArray, route);
        m_world->server.hold(route);
        open(Target::Kind(kind));
        QTRY_VERIFY(m_world->server.waiting(route) > 0);
        m_world->session.reset();
        const char *name = Target::Kind(kind) == Target::Kind::Server ? "serverState" : "apisState";
        QTRY_COMPARE(state(name), StateView::Error_);
        m_page->refresh();
        QCOMPARE(state(name), StateView::Error_);
    }

    void apisLoad()
    {
        serveApi();
        open(Target::Kind::Apis);
        QTRY_COMPARE(state("apisState"), StateView::Content);
        auto *table = child<QTableView>(m_page.get(), "apis");
        QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(table->model()->rowCount(), 2);
        QCOMPARE(table->model()->index(0, 0).data().toString(), u"/shop  Shop"_s);
        QCOMPARE(table->model()->index(1, 0).data().toString(), QString());
        QCOMPARE(table->model()->index(0, 3).data().toString(), u"orders/price-quote"_s);
        QVERIFY(table->model()->index(0, 5).data().toString().endsWith(u"/shop/quote"_s));
        shoot("apis");
        m_world->server.on("GET /shop/quote", [](const FakeRequest &r) {
            return answer::json(r.header("Authorization").isEmpty() ? R"({"net":1.0})" : "{}");
        });
        click(m_page.get(), "apiSend");
        QTRY_VERIFY(child<QLabel>(m_page.get(), "apiStatus")->isVisible());
        QCOMPARE(m_world->server.count("GET /shop/quote"), 1);
        QVERIFY(m_world->server.requests().last().header("Authorization").isEmpty());
    }
    void theGatewayIsJudgedAsTheProfile_data()
    {
        QTest::addColumn<bool>("pinned");
        QTest::addColumn<QString>("host");
        QTest::addColumn<bool>("answers");
        QTest::newRow("pinned, same host") << true << u"127.0.0.1"_s << true;
        QTest::newRow("pinned, other host") << true << u"localhost"_s << false;
        QTest::newRow("not pinned") << false << u"127.0.0.1"_s << false;
    }
    void theGatewayIsJudgedAsTheProfile()
    {
        QFETCH(bool, pinned);
        QFETCH(QString, host);
        QFETCH(bool, answers);
        net::TlsOptions tls;
        if (pinned)
            tls.pinnedSha256 = QSslCertificate(FakeServer::pem(u"selfsigned.pem"_s)).digest(QCryptographicHash::Sha256).toHex();
        m_world.reset();
        m_world = std::make_unique<EditorFixture>(false, tls);
        FakeServer gateway(FakeServer::Tls::SelfSigned);
        gateway.on("GET /shop/quote", answer::json("{}"));
        QByteArray text = api;
        text.replace("GATEWAY", gateway.url(host).toEncoded());
        m_world->server.on("GET " + root + "getApi.http*", answer::json(listOf(text)));
        open(Target::Kind::Apis);
        QTRY_COMPARE(state("apisState"), StateView::Content);
        click(m_page.get(), "apiSend");
        auto *message = child<MessageBar>(m_page.get(), "apiMessage");
        QTRY_VERIFY(child<QLabel>(m_page.get(), "apiStatus")->isVisible() || !message->text().isEmpty());
        QCOMPARE(message->text().isEmpty(), answers);
        QCOMPARE(gateway.count("GET /shop/quote"), answers ? 1 : 0);
    }
    void noApis()
    {
        m_world->server.on("GET " + root + "getApi.http*", answer::json(R"({"apis":[]})"));
        open(Target::Kind::Apis);
        QTRY_COMPARE(state("apisState"), StateView::Empty);
        const auto button = [this](const QString &text) {
            for (QPushButton *one : child<QWidget>(m_page.get(), "apisState")->findChildren<QPushButton *>())
                if (one->text() == text && one->isVisibleTo(m_page.get()))
                    return one;
            return static_cast<QPushButton *>(nullptr);
        };
        QVERIFY(button(u"New operation…"_s));
        QVERIFY(button(u"Import Swagger…"_s));
        button(u"Import Swagger…"_s)->click();
        QTRY_VERIFY(m_page->findChild<QFileDialog *>());
    }
    void noGateway()
    {
        m_world->server.on("GET " + root + "*", answer::error(404, "The requested resource does not exist."));
        open(Target::Kind::Apis);
        QTRY_COMPARE(state("apisState"), StateView::NotStored);
        QVERIFY(child<StateView>(m_page.get(), "apisState")->text().contains(u"no API gateway"_s));
        for (const QAction *action : m_page->commands())
            QVERIFY(!action->isEnabled());
    }
    void apisFail()
    {
        m_world->server.on("GET " + root + "getApi.http*", answer::json("{\"error\":\"No gateway\"}", 502, {{"x-openwhisk-activation-id", "a"}}));
        open(Target::Kind::Apis);
        QTRY_COMPARE(state("apisState"), StateView::Error_);
        serveApi();
        m_page->refresh();
        QTRY_COMPARE(state("apisState"), StateView::Content);
    }
    void operationIsCreated()
    {
        serveApi();
        open(Target::Kind::Apis);
        QTRY_COMPARE(state("apisState"), StateView::Content);
        run("api.create");
        auto *dialog = child<QWidget>(m_page.get(), "apiDialog");
        QVERIFY(!child<QWidget>(dialog, "createApi")->isEnabled());
        QCOMPARE(child<QComboBox>(dialog, "apiBasePath")->currentText(), u"/shop"_s);
        child<QLineEdit>(dialog, "apiPath")->setText(u"/quote"_s);
        QCOMPARE(child<QComboBox>(dialog, "apiAction")->itemText(0), u"orders/price-quote"_s);
        child<QComboBox>(dialog, "apiAction")->setCurrentIndex(0);
        QVERIFY(child<QLabel>(dialog, "apiEffect")->text().contains(u"replaced"_s));
        click(dialog, "createApi");
        QTRY_COMPARE(m_world->server.count("POST " + root + "createApi.http*"), 1);
        QTRY_COMPARE(child<MessageBar>(m_page.get(), "apisMessage")->kind(), MessageBar::Kind::Success);
    }
    void importAndExport()
    {
        serveApi();
        open(Target::Kind::Apis);
        QTRY_COMPARE(state("apisState"), StateView::Content);
        auto *page = qobject_cast<ApisPage *>(m_page.get());
        const QString name = m_world->dir.filePath(u"shop.json"_s);
        page->exportTo(name);
        QFile file(name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(json::read(file.readAll())->value.value(u"basePath").toString(), u"/shop"_s);
        confirm::setNextAnswer(confirm::Answer::Yes);
        page->importFile(name);
        QTRY_COMPARE(m_world->server.count("POST " + root + "createApi.http*"), 1);
        QFile bad(m_world->dir.filePath(u"bad.json"_s));
        QVERIFY(bad.open(QIODevice::WriteOnly) && bad.write(R"({"openapi":"3.0.0"})") > 0);
        bad.close();
        page->importFile(bad.fileName());
        QTRY_VERIFY(child<MessageBar>(page, "apisMessage")->text().contains(u"missing the info field"_s));
        QFile yaml(m_world->dir.filePath(u"shop.yaml"_s));
        QVERIFY(yaml.open(QIODevice::WriteOnly));
        yaml.write("openapi: 3.0.3\ninfo: {title: Shop, version: '1'}\nservers: [{url: 'https://shop.example/shop/'}]\n"
                   "paths:\n  /quote:\n    get:\n      x-openwhisk: {action: a, namespace: guest, package: orders, url: 'http://h/a.json'}\n"
                   "      callbacks: {}\n      responses: {200: {description: fine}}\n");
        yaml.close();
        confirm::setNextAnswer(confirm::Answer::Yes);
        page->importFile(yaml.fileName());
        QTRY_COMPARE(m_world->server.count("POST " + root + "createApi.http*"), 2);
        QVERIFY(m_world->server.requests().last().body.contains("\"2.0\"") || m_world->server.count("POST *") > 1);
        page->importFile(u"/no/such"_s);
        QCOMPARE(child<MessageBar>(page, "apisMessage")->kind(), MessageBar::Kind::Error);
    }
    void operationsAreDeletedAfterAWord()
    {
        serveApi();
        m_world->server.on("DELETE " + root + "deleteApi.http*", answer::json("{}"));
        open(Target::Kind::Apis);
        QTRY_COMPARE(state("apisState"), StateView::Content);
        confirm::setNextAnswer(confirm::Answer::Cancel);
        run("api.deleteOperation");
        QCOMPARE(m_world->server.count("DELETE *"), 0);
        confirm::setNextAnswer(confirm::Answer::Yes);
        run("api.deleteOperation");
        QTRY_COMPARE(m_world->server.count("DELETE *"), 1);
        QVERIFY(m_world->server.requests().last().target.contains("operation=GET")
                || m_world->server.count("DELETE " + root + "deleteApi.http*") == 1);
    }
    void readOnlyConnectionWritesNothing()
    {
        m_world = std::make_unique<EditorFixture>(true);
        serveApi();
        open(Target::Kind::Apis);
        QTRY_COMPARE(state("apisState"), StateView::Content);
        for (const QAction *action : m_page->commands())
            QCOMPARE(action->isEnabled(), action->objectName() == u"api.copy"_s || action->objectName() == u"api.export"_s);
        QVERIFY(!child<QWidget>(m_page.get(), "apiSend")->isEnabled());
    }
};

QTEST_MAIN(TestServerApis)
#include "tst_serverapis.moc"
