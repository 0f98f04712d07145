#include "tests/ui/gateway/partsworld.h"
#include "tests/ui/shell/fakeworld.h"
#include "ui/gateway/test/routecall.h"
#include "ui/gateway/test/testanswerview.h"
#include "ui/gateway/test/testform.h"
#include "ui/gateway/test/testmemory.h"
#include "ui/gateway/test/testpanel.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/jsonview.h"
#include "ui/widgets/messagebar.h"

#include <QComboBox>
#include <QDateTime>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;
using gateway::Kind;

namespace {

const QByteArray openwhiskRoute = "{'uri':'/quote','hosts':['api.shop.test'],'methods':['POST'],'plugins':{'openwhisk':{'api_host':'http://ow.test',"
                                  "'service_token':'u:p','namespace':'guest','package':'orders','action':'price-quote','timeout':3000}}}";

/// A route, the panel beside it, and the data plane that it talks to.
struct Bench {
    explicit Bench(const QByteArray &route = "{'uri':'/a'}", bool withPlane = true)
    {
        if (withPlane) {
            world.plane = net::Endpoint();
            world.plane->base = data.url();
        }
        whisk.fill();
        own = whisk.session();
        own->open();
        world.open();
        QTRY_VERIFY(!own->nameSpace().isEmpty());
        world.whisk = own.get();
        panel = std::make_unique<TestPanel>(world.edit(Kind::Route, route, u"r1"_s));
        showPart(*panel);
    }
    template<typename Widget> Widget *at(const QString &name) { return part<Widget>(*panel, name); }
    QString url() { return at<QLineEdit>(u"testUrl"_s)->text(); }
    QString bar() { return at<MessageBar>(u"testBar"_s)->isVisible() ? at<MessageBar>(u"testBar"_s)->text() : QString(); }
    QString status() { return at<Chip>(u"testStatus"_s)->text(); }
    QString link() { return at<QAbstractButton>(u"activationLink"_s)->isVisible() ? at<QAbstractButton>(u"activationLink"_s)->text() : QString(); }
    void sendIt()
    {
        QSignalSpy answered(panel.get(), &TestPanel::answered);
        panel->send();
        QTRY_COMPARE(answered.size(), 1);
    }

    PartsWorld world;
    FakeWorld whisk;
    std::unique_ptr<openwhisk::Session> own;
    FakeServer data;
    std::unique_ptr<TestPanel> panel;
};

QByteArray activation(const QByteArray &id, qint64 start)
{
    return "{\"activationId\":\"" + id + "\",\"name\":\"price-quote\",\"namespace\":\"guest\",\"start\":" + QByteArray::number(start)
        + ",\"end\":" + QByteArray::number(start + 5) + ",\"duration\":5,\"statusCode\":0,\"version\":\"0.0.1\",\"publish\":false,"
          "\"annotations\":[{\"key\":\"path\",\"value\":\"guest/orders/price-quote\"},{\"key\":\"kind\",\"value\":\"nodejs:20\"}]}";
}

} // namespace

class TestTestPanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void beginsWithTheRoute()
    {
        Bench bench(openwhiskRoute);
        QCOMPARE(bench.at<QComboBox>(u"testMethod"_s)->currentText(), u"POST"_s);
        QCOMPARE(bench.url(), u"http://api.shop.test/quote"_s);
        QCOMPARE(bench.at<CodeEditor>(u"testBody"_s)->text(), u"{}"_s);
        QVERIFY(bench.at<QLabel>(u"testNote"_s)->text().isEmpty());
        bench.world.state->setMember(u"desc"_s, json::Value::string(u"d"_s));
        QTRY_COMPARE(bench.at<QLabel>(u"testNote"_s)->text(), u"sent as the server has it, without the pending change"_s);
    }

    void hostsOfItsService()
    {
        Bench bench("{'uri':'/s','service_id':'s1'}");
        QCOMPARE(bench.url(), u"http://shop.test/s"_s);
    }

    void showsTheAnswer()
    {
        Bench bench("{'uri':'/a','hosts':['api.test']}");
        bench.data.on("GET /a", [](const FakeRequest &r) {
            return answer::json("{\"host\":\"" + r.header("Host") + "\",\"x\":[1,2]}", 200, {{"X-One", "1"}});
        });
        bench.sendIt();
        QVERIFY(bench.status().startsWith(u"200 · "_s));
        QTRY_VERIFY(bench.at<JsonView>(u"answerBody"_s)->text().contains("api.test"));
        QCOMPARE(bench.at<JsonView>(u"answerBody"_s)->mode(), JsonView::Tree);
        QVERIFY(bench.at<QPlainTextEdit>(u"answerHeaders"_s)->toPlainText().contains(u"X-One: 1"_s));
        QVERIFY(bench.bar().isEmpty());
        QVERIFY(bench.link().isEmpty());
    }

    void everyKindOfAnswer()
    {
        Bench bench;
        bench.data.on("GET /a", answer::text("hello <b>you</b>", 404));
        bench.sendIt();
        QVERIFY(bench.status().startsWith(u"404"_s));
        QTRY_COMPARE(bench.at<JsonView>(u"answerBody"_s)->text(), "hello <b>you</b>");
        bench.data.on("GET /a", answer::text({}, 204));
        bench.sendIt();
        QVERIFY(bench.status().startsWith(u"204"_s));
        bench.data.on("GET /a", answer::json("{\"error_msg\":\"404 Route Not Found\"}", 404));
        bench.sendIt();
        QVERIFY(bench.at<QLabel>(u"verdict"_s)->text().contains(u"No route takes"_s));
        bench.data.on("GET /a", answer::redirect(QUrl(u"http://elsewhere.test/"_s)));
        bench.sendIt();
        QVERIFY(bench.status().startsWith(u"302"_s));
    }

    void errors()
    {
        Bench bench;
        bench.data.on("GET /a", answer::closed());
        bench.sendIt();
        QCOMPARE(bench.status(), u"no answer"_s);
        QVERIFY(!bench.bar().isEmpty());
        bench.data.on("GET /a", answer::json("{}"));
        bench.sendIt();
        QVERIFY(bench.bar().isEmpty());
    }

    void canceled()
    {
        Bench bench;
        bench.data.on("GET /a", answer::json("{}"));
        bench.data.hold("GET /a");
        QSignalSpy answered(bench.panel.get(), &TestPanel::answered);
        QTest::keyClick(bench.at<QLineEdit>(u"testUrl"_s), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(bench.data.waiting("GET /a"), 1);
        QVERIFY(bench.panel->isBusy());
        bench.at<QAbstractButton>(u"cancelTest"_s)->click();
        QTRY_COMPARE(answered.size(), 1);
        QVERIFY(bench.bar().startsWith(u"Stopped"_s));
        QVERIFY(!bench.panel->isBusy());
    }

    void withoutADataPlane()
    {
        Bench bench("{'uri':'/a'}", false);
        QVERIFY(bench.bar().contains(u"names no data plane"_s));
        QVERIFY(!bench.at<QAbstractButton>(u"testSend"_s)->isEnabled());
        bench.panel->send();
        QVERIFY(!bench.panel->isBusy());
    }

    void closedOrGoneWhileAsking()
    {
        Bench bench;
        bench.data.on("GET /a", answer::json("{}"));
        bench.data.hold("GET /a");
        bench.panel->send();
        QTRY_COMPARE(bench.data.waiting("GET /a"), 1);
        bench.panel.reset();
        bench.panel = std::make_unique<TestPanel>(*bench.world.state);
        showPart(*bench.panel);
        bench.panel->send();
        QTRY_COMPARE(bench.data.count("GET /a"), 2);
        bench.world.session.reset();
        QTRY_VERIFY(!bench.panel->isBusy());
        QVERIFY(bench.bar().contains(u"closed"_s));
        QVERIFY(!bench.at<QAbstractButton>(u"testSend"_s)->isEnabled());
    }

    void starsAreFilledIn()
    {
        Bench bench("{'uri':'/fn/*'}");
        QVERIFY(bench.url().endsWith(u"/fn/*"_s));
        QVERIFY(!bench.at<QAbstractButton>(u"testSend"_s)->isEnabled());
        bench.panel->send();
        QVERIFY(bench.bar().contains(u"stands for"_s));
        QCOMPARE(bench.at<QLineEdit>(u"testUrl"_s)->selectedText(), u"*"_s);
        QTest::keyClicks(bench.at<QLineEdit>(u"testUrl"_s), u"x"_s);
        bench.data.on("GET /fn/x", answer::json("{}"));
        bench.sendIt();
        QVERIFY(bench.status().startsWith(u"200"_s));
    }

    /// In memory only, without what is secret; another request is put in by others.
    void remembersTheLast()
    {
        Bench bench;
        bench.data.on("PUT /a", answer::json("{}"));
        bench.panel->setRequest("PUT", bench.url(), {{"Authorization", "Bearer hush"}, {"X-A", "1"}}, u"{\"a\":1}"_s);
        bench.sendIt();
        QCOMPARE(bench.data.requests().last().header("Authorization"), "Bearer hush");
        bench.panel = std::make_unique<TestPanel>(*bench.world.state);
        showPart(*bench.panel);
        QCOMPARE(bench.at<QComboBox>(u"testMethod"_s)->currentText(), u"PUT"_s);
        QCOMPARE(bench.at<QPlainTextEdit>(u"testHeaders"_s)->toPlainText(), u"X-A: 1"_s);
        QCOMPARE(bench.at<CodeEditor>(u"testBody"_s)->text(), u"{\"a\":1}"_s);
        QVERIFY(!TestMemory::of(*bench.world.session).find(u"routes/other"_s));
    }

    void wrongHeaders()
    {
        Bench bench;
        auto *form = bench.panel->findChild<TestForm *>();
        bench.at<QPlainTextEdit>(u"testHeaders"_s)->setPlainText(u"X-A: 1\nnonsense"_s);
        QVERIFY(form->problem().contains(u"Line 2"_s));
        QVERIFY(!bench.at<QAbstractButton>(u"testSend"_s)->isEnabled());
    }

    void activationInTheAnswer()
    {
        Bench bench;
        const QByteArray id(32, 'a');
        bench.data.on("GET /a", answer::json("{\"error\":\"boom\"}", 502, {{"X-Openwhisk-Activation-Id", id}}));
        bench.sendIt();
        QVERIFY(bench.at<QLabel>(u"verdict"_s)->text().contains(u"not the gateway's"_s));
        QVERIFY(bench.link().contains(u"activation"_s));
        QSignalSpy opened(bench.panel.get(), &TestPanel::openRequested);
        bench.at<QAbstractButton>(u"activationLink"_s)->click();
        QCOMPARE(opened.last().first().value<Target>().id, QString::fromLatin1(id));
        QCOMPARE(opened.last().first().value<Target>().kind, Target::Kind::Activation);
    }

    /// The plugin drops the header: it is the one that ran meanwhile. Its record comes late.
    void activationLookedFor()
    {
        Bench bench(openwhiskRoute);
        qint64 started = 0; // while the request is under way, however late the list is asked for
        bench.data.on("POST /quote", [&started](const FakeRequest &) {
            started = QDateTime::currentMSecsSinceEpoch();
            return answer::json("{\"net\":1}");
        });
        const QByteArray list = "GET /api/v1/namespaces/_/activations";
        const QByteArray id(32, 'c');
        int asked = 0;
        bench.whisk.server.on(list, [&asked, &started, id](const FakeRequest &) {
            const QByteArray row = activation(id, started);
            return answer::json(++asked < 3 ? QByteArray("[]") : '[' + row + ']');
        });
        bench.sendIt();
        QTRY_VERIFY(bench.link().startsWith(u"→ activation"_s));
        QSignalSpy opened(bench.panel.get(), &TestPanel::openRequested);
        bench.at<QAbstractButton>(u"activationLink"_s)->click();
        QCOMPARE(opened.last().first().value<Target>().id, QString::fromLatin1(id));
        bench.whisk.server.on(list, answer::error(503, "down"));
        bench.sendIt();
        QTRY_VERIFY(!bench.at<QLabel>(u"activationNote"_s)->text().isEmpty() && bench.link().isEmpty());
    }

    void whoRunsIt()
    {
        Bench bench;
        const auto call = functionCallOf(PartsWorld::read(openwhiskRoute), *bench.world.session);
        QVERIFY(call && call->action == u"price-quote" && call->timeoutMs == 3000 && call->enabled);
        QVERIFY(!functionCallOf(PartsWorld::read("{'plugins':{'cors':{}},'service_id':'s1'}"), *bench.world.session));
        const auto off = functionCallOf(PartsWorld::read("{'plugins':{'openfunction':{'function_uri':'u','_meta':{'disable':true}}}}"), *bench.world.session);
        QVERIFY(off && !off->enabled && off->host == u"u");
    }
};

QTEST_MAIN(TestTestPanel)
#include "tst_testpanel.moc"
