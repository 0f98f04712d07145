#include "core/openwhisk/session.h"
#include "tests/ui/shell/fakegateway.h"
#include "tests/ui/shell/fakeworld.h"
#include "ui/gateway/expose/exposedialog.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using exposeplan::Field;
using gateway::Exposure;
using gateway::Kind;
using gateway::Row;

namespace {

gateway::Rows rows(const QList<Row> &list)
{
    return std::make_shared<const QList<Row>>(list);
}

Row route(const QString &id, const QString &uri = {})
{
    Row row;
    row.key.id = id;
    if (!uri.isEmpty())
        row.uris = {uri};
    return row;
}

Exposure quote()
{
    Exposure exposure;
    exposure.apiHost = u"http://127.0.0.1:3233"_s;
    exposure.package = u"orders"_s;
    exposure.action = u"price-quote"_s;
    return exposure;
}

QStringList problems(const exposeplan::Input &input, const gateway::Rows &routes = {}, const QUrl &admin = QUrl(u"http://127.0.0.1:9180"_s))
{
    QStringList texts;
    for (const auto &remark : exposeplan::remarks(exposeplan::with(quote(), input), input, routes, admin)) {
        if (remark.problem)
            texts += QString::number(int(remark.field)) + remark.text;
    }
    return texts;
}

class Screen {
public:
    Screen()
    {
        world.fill();
        session->open();
        admin.open();
    }
    void open(const openwhisk::EntityName &action = {u"_"_s, u"orders"_s, u"price-quote"_s})
    {
        GatewayServices services{admin};
        services.openwhisk = session.get();
        services.openwhiskHost = u"http://127.0.0.1:3233"_s;
        services.openwhiskKey = [this](QObject *) { return ready<QByteArray>(key); };
        net::Endpoint plane;
        plane.base = QUrl(u"http://127.0.0.1:9080"_s);
        services.dataPlane = plane;
        dialog = std::make_unique<ExposeDialog>(services, action);
        dialog->show();
    }
    template<typename T> T *part(const QString &name) const { return dialog->findChild<T *>(name); }
    void type(const QString &name, const QString &text) const { part<QLineEdit>(name)->setText(text); }
    QString remark(const QString &name) const { return part<QLabel>(name + u"Remark"_s)->text(); }
    QPushButton *create() const { return part<QPushButton>(u"exposeCreate"_s); }

    FakeWorld world;
    FakeGateway fake;
    std::unique_ptr<openwhisk::Session> session = world.session();
    gateway::Session admin{fake.endpoint(), u"fake"_s, u"Fake"_s, nullptr};
    Result<QByteArray> key = QByteArray("uuid:key");
    std::unique_ptr<ExposeDialog> dialog;
};

} // namespace

class TestExpose : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }

    void proposes()
    {
        const auto plain = exposeplan::proposal(quote(), {});
        QCOMPARE(plain.path, u"/orders/price-quote"_s);
        QCOMPARE(plain.id, u"orders-price-quote"_s);
        QCOMPARE(plain.apiHost, u"http://127.0.0.1:3233"_s);
        QVERIFY(problems(plain).isEmpty());
        const auto taken = rows({route(u"orders-price-quote"_s), route(u"orders-price-quote-2"_s)});
        QCOMPARE(exposeplan::proposal(quote(), taken).id, u"orders-price-quote-3"_s);
        auto exposure = quote();
        exposure.action = QString(80, u'a');
        const auto long1 = exposeplan::proposal(exposure, {});
        const auto long2 = exposeplan::proposal(exposure, rows({route(long1.id)}));
        QCOMPARE(long2.id.size(), 64);
        QVERIFY(long2.id.endsWith("-2"_L1));
    }

    void checks_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("hosts");
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("apiHost");
        QTest::addColumn<int>("field"); // -1: all is well
        const auto ok = u"http://ow:3233"_s;
        QTest::newRow("good") << u"/a"_s << u"api.example, *.shop.example"_s << u"a"_s << ok << -1;
        QTest::newRow("no slash") << u"a"_s << u""_s << u"a"_s << ok << int(Field::Path);
        QTest::newRow("query") << u"/a?b"_s << u""_s << u"a"_s << ok << int(Field::Path);
        QTest::newRow("host") << u"/a"_s << u"http://x"_s << u"a"_s << ok << int(Field::Hosts);
        QTest::newRow("id") << u"/a"_s << u""_s << u"a/b"_s << ok << int(Field::Id);
        QTest::newRow("no id") << u"/a"_s << u""_s << u""_s << ok << int(Field::Id);
        QTest::newRow("taken") << u"/a"_s << u""_s << u"old"_s << ok << int(Field::Id);
        QTest::newRow("no scheme") << u"/a"_s << u""_s << u"a"_s << u"ow:3233"_s << int(Field::ApiHost);
    }
    void checks()
    {
        QFETCH(QString, path);
        QFETCH(QString, hosts);
        QFETCH(QString, id);
        QFETCH(QString, apiHost);
        QFETCH(int, field);
        const auto found = problems({path, {}, hosts, id, apiHost}, rows({route(u"old"_s)}));
        QCOMPARE(found.size(), field < 0 ? 0 : 1);
        QVERIFY(field < 0 || found.first().startsWith(QString::number(field)));
    }

    void warns()
    {
        const exposeplan::Input input{u"/a"_s, {}, {}, u"new"_s, u"http://127.0.0.1:3233"_s};
        const auto words = [&input](const gateway::Rows &routes, const QString &admin) {
            QString all;
            for (const auto &remark : exposeplan::remarks(exposeplan::with(quote(), input), input, routes, QUrl(admin)))
                all += remark.problem ? u"!"_s : remark.text + u'\n';
            return all;
        };
        QVERIFY(words(rows({route(u"rival"_s, u"/a"_s)}), u"http://localhost:9180"_s).contains("The route rival has this path"_L1));
        QVERIFY(words({}, u"https://gw.example"_s).contains("own computer"_L1));
        QVERIFY(!words({}, u"http://localhost:9180"_s).contains("own computer"_L1));
        QVERIFY(!words({}, u"http://localhost:9180"_s).contains(u'!'));
    }

    void saysWhereItAnswers()
    {
        exposeplan::Input input{u"/a"_s, {}, {}, {}, {}};
        QCOMPARE(exposeplan::answersAt(input, QUrl(u"http://127.0.0.1:9080"_s)), u"Answers at http://127.0.0.1:9080/a"_s);
        input.hosts = u"api.example"_s;
        QCOMPARE(exposeplan::answersAt(input, QUrl(u"http://127.0.0.1:9080"_s)), u"Answers at http://api.example:9080/a"_s);
        QCOMPARE(exposeplan::answersAt(input, {}), u"Answers at api.example/a"_s);
        input.path = u"a"_s;
        QCOMPARE(exposeplan::answersAt(input, {}), QString());
    }

    void knowsTheFieldOfAComplaint()
    {
        using gateway::Complaint;
        QCOMPARE(exposeplan::fieldOf(Complaint{u"/uri"_s, {}, {}}), Field::Path);
        QCOMPARE(exposeplan::fieldOf(Complaint{u"/hosts/0"_s, {}, {}}), Field::Hosts);
        QCOMPARE(exposeplan::fieldOf(Complaint{u"/plugins/openwhisk/api_host"_s, u"openwhisk"_s, {}}), Field::ApiHost);
        QVERIFY(!exposeplan::fieldOf(Complaint{u"/plugins/openwhisk/action"_s, u"openwhisk"_s, {}}));
    }

    void creates()
    {
        Screen screen;
        QTRY_VERIFY(screen.admin.listing(Kind::Route).rows);
        QTRY_VERIFY(screen.session->actions().rows && !screen.session->nameSpace().isEmpty());
        screen.open();
        QCOMPARE(screen.part<QLabel>(u"exposeAnswersAt"_s)->text(), u"Answers at http://127.0.0.1:9080/orders/price-quote"_s);
        screen.part<QCheckBox>(u"exposePOST"_s)->click();
        QSignalSpy created(screen.dialog.get(), &ExposeDialog::created);
        QVERIFY(screen.create()->isEnabled());
        screen.create()->click();
        QTRY_COMPARE(created.count(), 1);
        QCOMPARE(created.at(0).at(0).value<gateway::Key>(), (gateway::Key{Kind::Route, u"orders-price-quote"_s}));
        QVERIFY(!screen.dialog->isVisible());
        const QByteArray sent = screen.fake.objects["routes"]["orders-price-quote"];
        for (const char *part : {"\"uri\":\"/orders/price-quote\"", "\"methods\":[\"POST\"]", "uuid:key", "\"namespace\":\"guest\"", "\"action\":\"price-quote\"",
                                 "\"timeout\":60000"})
            QVERIFY2(sent.contains(part), sent.constData());
        QTRY_COMPARE(screen.admin.listing(Kind::Route).rows->size(), 1);
    }

    void needsAKey()
    {
        Screen screen;
        QTRY_VERIFY(screen.admin.listing(Kind::Route).rows);
        screen.key = QByteArray();
        screen.open();
        screen.create()->click();
        QTRY_VERIFY(screen.part<MessageBar>(u"exposeMessage"_s)->text().contains("no OpenWhisk key"_L1));
        QTRY_VERIFY(screen.create()->isEnabled());
        screen.key = Error{Error::Kind::Unauthorized, u"The keyring is locked."_s, {}};
        screen.create()->click();
        QTRY_VERIFY(screen.part<MessageBar>(u"exposeMessage"_s)->text().contains("locked"_L1));
        QCOMPARE(screen.fake.server.count("PUT *"), 0);
    }

    void saysWhatTheGatewayRefuses()
    {
        Screen screen;
        QTRY_VERIFY(screen.admin.listing(Kind::Route).rows);
        screen.fake.server.on("PUT /apisix/admin/routes/*",
                              FakeGateway::apisix("{\"error_msg\":\"invalid configuration: property \\\"uri\\\" validation failed: too long\"}", 400));
        screen.open();
        screen.create()->click();
        QTRY_VERIFY2(screen.remark(u"exposePath"_s).contains("too long"_L1), qPrintable(screen.remark(u"exposePath"_s)));
        QVERIFY(!screen.create()->isEnabled());
        screen.type(u"exposePath"_s, u"/b"_s); // another try
        QVERIFY(screen.create()->isEnabled());
        QVERIFY(!screen.remark(u"exposePath"_s).contains("too long"_L1));
    }

    void somebodyElseWasFaster()
    {
        Screen screen;
        QTRY_VERIFY(screen.admin.listing(Kind::Route).rows);
        screen.open();
        screen.fake.add("routes", "orders-price-quote", "{\"uri\":\"/x\"}");
        screen.create()->click();
        QTRY_VERIFY(screen.remark(u"exposeId"_s).contains("of this id"_L1));
        QCOMPARE(screen.fake.server.count("PUT *"), 0);
    }

    void closedWhileCreating()
    {
        Screen screen;
        QTRY_VERIFY(screen.admin.listing(Kind::Route).rows);
        screen.open();
        screen.fake.server.hold("GET /apisix/admin/routes/*");
        screen.create()->click();
        QTRY_COMPARE(screen.fake.server.waiting("GET /apisix/admin/routes/*"), 1);
        QVERIFY(!screen.create()->isEnabled());
        screen.dialog.reset();
        screen.fake.server.release("GET /apisix/admin/routes/*");
        QCOMPARE(screen.fake.server.count("PUT *"), 0);
    }
};

QTEST_MAIN(TestExpose)
#include "tst_expose.moc"
