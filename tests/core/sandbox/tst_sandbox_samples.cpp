#include "sandboxprocess.h"

using namespace Qt::StringLiterals;

/// What a first start finds there.
class TestSandboxSamples : public QObject {
    Q_OBJECT

private:
    static QStringList names(const SandboxProcess &sandbox, const QByteArray &collection)
    {
        QStringList names;
        const auto rows = sandbox.get('/' + collection + "?limit=200").json();
        for (const auto &row : rows.items())
            names.append(row.value(u"namespace").toString().section(u'/', 1) + u'/' + row.value(u"name").toString());
        names.sort();
        return names;
    }

private Q_SLOTS:
    void showsTheWorldOfThePictures()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start({u"--samples"_s, u"demo"_s}));
        QCOMPARE(names(sandbox, "packages"), (QStringList{u"/alarms"_s, u"/images"_s, u"/orders"_s, u"/orders-de"_s}));
        QCOMPARE(names(sandbox, "triggers"), (QStringList{u"/every-night"_s, u"/new-order"_s}));
        QCOMPARE(names(sandbox, "rules"), (QStringList{u"/night-to-report"_s, u"/order-to-checkout"_s}));
        const auto actions = names(sandbox, "actions");
        for (const auto &name : {u"/hello"_s, u"/nightly-report"_s, u"orders/price-quote"_s, u"orders/validate-order"_s,
                                 u"orders/reserve-stock"_s, u"orders/checkout"_s, u"orders/receipt-pdf"_s})
            QVERIFY2(actions.contains(name), qPrintable(name));
        QCOMPARE(sandbox.get("/rules/order-to-checkout").text(u"status"), u"active"_s);
        QCOMPARE(sandbox.get("/packages/orders-de").json().value(u"binding").value(u"name").toString(), u"orders"_s);
    }

    void pricesTheOrderOfThePicture()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start({u"--samples"_s, u"demo"_s}));
        const auto answer = sandbox.request("POST", "/actions/orders/price-quote?blocking=true&result=true",
                                            R"({"items":[{"price":4.20,"quantity":120}],"country":"FR"})");
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, QByteArray(R"({"currency":"EUR","net":428.4,"tax":85.68,"total":514.08})"));
    }

    void runsEachSampleOnItsInput()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start({u"--samples"_s, u"demo"_s}));
        const auto rows = sandbox.get("/actions?limit=200").json();
        int run = 0;
        for (const auto &row : rows.items()) {
            for (const auto &annotation : row.value(u"annotations").items()) {
                if (annotation.value(u"key").toString() != u"sampleInput")
                    continue;
                const auto package = row.value(u"namespace").toString().section(u'/', 1);
                const auto name = (package.isEmpty() ? QString() : package + u'/') + row.value(u"name").toString();
                const auto answer = sandbox.request("POST", "/actions/" + name.toUtf8() + "?blocking=true", json::compact(annotation.value(u"value")));
                QVERIFY2(answer.status == 200, (name.toUtf8() + ": " + answer.body).constData());
                ++run;
            }
        }
        QVERIFY(run >= 5);
    }

    void doesNotBringBackWhatWasDeleted()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start({u"--samples"_s, u"demo"_s}));
        QCOMPARE(sandbox.request("DELETE", "/actions/hello").status, 200);
        sandbox.stop();
        QVERIFY(sandbox.start({u"--samples"_s, u"demo"_s}));
        QCOMPARE(sandbox.get("/actions/hello").status, 404);
    }

    void leavesThemOutWhenAsked()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start({u"--samples"_s, u"system"_s}));
        QCOMPARE(sandbox.get("/actions").body, QByteArray("[]"));
        QCOMPARE(sandbox.get("/../whisk.system/packages").json().size(), 3);
        QCOMPARE(sandbox.get("/../whisk.system/packages/alarms").json().value(u"feeds").size(), 3);
        QCOMPARE(sandbox.get("/../whisk.system/packages/apimgmt").status, 403);
        QCOMPARE(sandbox.request("POST", "/../whisk.system/actions/utils/echo?blocking=true&result=true", R"({"a":1})").body, QByteArray(R"({"a":1})"));
    }

    void tellsWhatEachActionOfTheSystemTakes()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start({u"--samples"_s, u"system"_s}));
        int run = 0;
        for (const auto &package : {"utils", "samples"}) {
            const auto path = QByteArray("/../whisk.system/actions/") + package + '/';
            const auto rows = sandbox.get(path).json();
            for (const auto &row : rows.items()) {
                const auto annotations = row.value(u"annotations");
                const auto *input = annotation(annotations, u"sampleInput");
                const auto *output = annotation(annotations, u"sampleOutput");
                const auto name = row.value(u"name").toString().toUtf8();
                QVERIFY2(annotation(annotations, u"description") && output, name.constData());
                if (name == "curl" || name == "date" || name == "hosturl") // hang on where and when
                    continue;
                const auto answer = sandbox.request("POST", path + name + "?blocking=true&result=true", input ? json::compact(*input) : "{}");
                QVERIFY2(equal(answer.json(), *output), (name + ": " + answer.body).constData());
                ++run;
            }
        }
        QVERIFY(run >= 9);
    }

    void feedsATriggerAsThePictureShows()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start({u"--samples"_s, u"demo"_s}));
        const auto read = feed(sandbox, u"READ"_s, "every-night").json();
        QCOMPARE(read.value(u"config").value(u"cron").toString(), u"0 30 2 * * *"_s);
        QCOMPARE(read.value(u"config").value(u"timezone").toString(), u"Europe/Berlin"_s);
        QCOMPARE(read.value(u"status").value(u"active").toBool(), true);
    }

    void firesByItselfAndAfterAKill()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start({u"--samples"_s, u"system"_s}));
        QCOMPARE(sandbox.request("PUT", "/triggers/tick", "{}").status, 200);
        QCOMPARE(sandbox.request("PUT", "/rules/r", R"({"trigger":"/_/tick","action":"/whisk.system/utils/echo"})").status, 200);
        QCOMPARE(feed(sandbox, u"CREATE"_s, "tick", R"("cron":"* * * * * *","trigger_payload":{"n":7})").body, QByteArray(R"({"status":"success"})"));
        QTRY_VERIFY_WITH_TIMEOUT(fires(sandbox) >= 2, 30000);
        const auto id = sandbox.get("/activations?name=tick&limit=1").json().items().value(0).value(u"activationId").toString().toUtf8();
        QCOMPARE(sandbox.get("/activations/" + id).json().value(u"response").value(u"result").value(u"n").toInteger(), 7);
        sandbox.kill();
        QVERIFY(sandbox.start({u"--samples"_s, u"system"_s}));
        const auto before = fires(sandbox);
        QTRY_VERIFY_WITH_TIMEOUT(fires(sandbox) > before, 30000);
        QCOMPARE(feed(sandbox, u"PAUSE"_s, "tick").status, 200);
        // Needs no Node.js: the record is an ordinary one all the same.
        const auto row = sandbox.get("/activations?name=alarms/alarm&limit=1").json().items().value(0);
        QCOMPARE(row.value(u"statusCode").toInteger(), 0);
        QCOMPARE(feed(sandbox, u"READ"_s, "none").status, 502);
    }

    void servesAnApi()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start({u"--samples"_s, u"system"_s}));
        sandbox.putNode("hello", "function main(p) { return { body: p.__ow_path + p.x } }");
        sandbox.request("PUT", "/actions/hello?overwrite=true", R"({"annotations":[{"key":"web-export","value":true}]})");
        const auto made = sandbox.request(
            "POST", "/../../web/whisk.system/apimgmt/createApi.http?accesstoken=x&responsetype=http&spaceguid=me",
            R"({"apidoc":{"namespace":"_","gatewayBasePath":"/a","gatewayPath":"/b","gatewayMethod":"GET","action":{"name":"hello",)"
            R"("namespace":"_","backendMethod":"GET","authkey":"k","backendUrl":"http:\/\/localhost\/api\/v1\/web\/_\/default\/hello.http"}}})");
        QCOMPARE(made.status, 200);
        const auto answer = sandbox.get("/../../../me/a/b?x=5");
        QCOMPARE(answer.body, QByteArray("/a/b5"));
        QCOMPARE(answer.head.count("X-Request-ID"), 1);
        sandbox.kill();
        QVERIFY(sandbox.start({u"--samples"_s, u"system"_s}));
        QCOMPARE(sandbox.get("/../../../me/a/b?x=6").body, QByteArray("/a/b6"));
        QCOMPARE(sandbox.get("/../../../me/a/c").status, 404);
    }

    void leavesOnesOwnThingsAlone()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start());
        sandbox.putNode("hello", "function main() { return { mine: true } }");
        sandbox.stop();
        QVERIFY(sandbox.start({u"--samples"_s, u"demo"_s}));
        QCOMPARE(sandbox.request("POST", "/actions/hello?blocking=true&result=true").body, QByteArray(R"({"mine":true})"));
    }

    void saysSoWhenAFeedIsCopied()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start({u"--samples"_s, u"system"_s}));
        QCOMPARE(feed(sandbox, u"READ"_s, "none").json().value(u"error").value(u"error").toString(), u"Trigger authentication request failed."_s);
        const auto copy = sandbox.get("/../whisk.system/actions/alarms/alarm").json().value(u"exec").value(u"code").toString();
        sandbox.putNode("copy", copy.toUtf8());
        QCOMPARE(sandbox.request("POST", "/actions/copy?blocking=true").status, 502);
    }

private:
    static const json::Value *annotation(const json::Value &annotations, QStringView key)
    {
        for (const auto &one : annotations.items())
            if (one.value(u"key").toString() == key)
                return one.find(u"value");
        return nullptr;
    }
    static SandboxProcess::Answer feed(const SandboxProcess &sandbox, const QString &event, const QByteArray &trigger, const QByteArray &more = {})
    {
        QFile file(sandbox.path() + u"/wskprops"_s);
        const auto text = file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
        auto arguments = json::read('{' + more + '}')->value;
        arguments.set(u"authKey", json::Value::string(text.section(u"AUTH="_s, 1).trimmed()));
        arguments.set(u"lifecycleEvent", json::Value::string(event));
        arguments.set(u"triggerName", json::Value::string(u"/_/"_s + QString::fromUtf8(trigger)));
        return sandbox.request("POST", "/../whisk.system/actions/alarms/alarm?blocking=true&result=true", json::compact(arguments));
    }
    static qint64 fires(const SandboxProcess &sandbox)
    {
        return sandbox.get("/activations?name=tick&count=true").json().value(u"activations").toInteger().value_or(0);
    }
};

QTEST_GUILESS_MAIN(TestSandboxSamples)
#include "tst_sandbox_samples.moc"
