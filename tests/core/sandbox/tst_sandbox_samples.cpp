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
        QCOMPARE(names(sandbox, "packages"), (QStringList{u"/images"_s, u"/orders"_s, u"/orders-de"_s}));
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
        QCOMPARE(sandbox.get("/../whisk.system/packages").json().size(), 2);
        QCOMPARE(sandbox.request("POST", "/../whisk.system/actions/utils/echo?blocking=true&result=true", R"({"a":1})").body, QByteArray(R"({"a":1})"));
    }
};

QTEST_GUILESS_MAIN(TestSandboxSamples)
#include "tst_sandbox_samples.moc"
