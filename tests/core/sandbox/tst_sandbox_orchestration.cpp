#include "sandboxprocess.h"

#include <thread>

using namespace Qt::StringLiterals;

namespace {

/// Plays a list: each run takes the first item of "steps" as what it returns, with the rest as state.
const QByteArray conductor = R"(function main(p) {
  const [step, ...rest] = p.steps || []
  const q = Object.assign({}, p); delete q.steps
  if (!step) return { params: q }
  if (step.raw) return step.raw
  return Object.assign({ params: q }, step, { state: Object.assign({ steps: rest }, step.state || {}) })
})";

} // namespace

/// Compositions, sequences and rules, asked of one sandbox.
class TestSandboxOrchestration : public QObject {
    Q_OBJECT

private:
    SandboxProcess m_sandbox;

    bool put(const QByteArray &path, const QByteArray &body = "{}") { return m_sandbox.request("PUT", path, body).status == 200; }
    bool putAction(const QByteArray &name, const QByteArray &code, const QByteArray &rest = {})
    {
        return put("/actions/" + name, R"({"exec":{"kind":"nodejs:20","code":)" + json::quoted(QString::fromUtf8(code)).toUtf8()
                                           + "}" + rest + "}");
    }
    bool putSequence(const QByteArray &name, const QByteArray &components)
    {
        return put("/actions/" + name + "?overwrite=true",
                   R"({"exec":{"kind":"sequence","components":[)" + components + "]}}");
    }
    SandboxProcess::Answer invoke(const QByteArray &name, const QByteArray &arguments = "{}")
    {
        return m_sandbox.request("POST", "/actions/" + name + "?blocking=true", arguments);
    }
    json::Value record(const QString &id) { return m_sandbox.get("/activations/" + id.toLatin1()).json(); }
    static json::Value annotation(const json::Value &activation, QStringView key)
    {
        const auto annotations = activation.value(u"annotations");
        for (const auto &item : annotations.items())
            if (item.value(u"key").toString() == key)
                return item.value(u"value");
        return {};
    }
    static json::Value resultOf(const json::Value &activation) { return activation.value(u"response").value(u"result"); }
    QString ruleStatus(const QByteArray &name) { return m_sandbox.get("/rules/" + name).text(u"status"); }
    qsizetype linksOf(const QByteArray &trigger) { return m_sandbox.get("/triggers/" + trigger).json().value(u"rules").size(); }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_sandbox.start());
        QVERIFY(putAction("echo", "function main(p) { delete p.__ow_headers; return p }"));
        QVERIFY(putAction("inc", "function main(p) { return { n: p.n + 1 } }", R"(,"limits":{"memory":512,"timeout":2000})"));
        QVERIFY(putAction("fail", "function main() { return { error: 'no luck' } }"));
        QVERIFY(putAction("array", "function main() { return [1, 2] }"));
        QVERIFY(putAction("cond", conductor, R"(,"annotations":[{"key":"conductor","value":"yes"}])"));
        QVERIFY(put("/packages/tools", R"({"parameters":[{"key":"who","value":"package"},{"key":"pk","value":1}]})"));
        QVERIFY(putAction("tools/echo", "function main(p) { delete p.__ow_headers; return p }",
                          R"(,"parameters":[{"key":"who","value":"action"}])"));
        QVERIFY(put("/packages/bound", R"({"binding":{"namespace":"_","name":"tools"},"parameters":[{"key":"pk","value":2}]})"));
    }

    void conducts_data()
    {
        QTest::addColumn<QByteArray>("arguments");
        QTest::addColumn<QByteArray>("result");
        QTest::addColumn<int>("runs");
        const auto row = [](const char *name, const char *arguments, const char *result, int runs) {
            QTest::newRow(name) << QByteArray(arguments) << QByteArray(result) << runs;
        };
        row("no steps", R"({"n":1})", R"({"n":1})", 1);
        row("one component", R"({"n":1,"steps":[{"action":"inc"}]})", R"({"n":2})", 3);
        row("state wins", R"({"n":1,"steps":[{"action":"inc","state":{"n":7}}]})", R"({"n":7})", 3);
        row("params boxed", R"({"steps":[{"action":"echo","params":[5]}]})", R"({"value":[5]})", 3);
        row("state boxed", R"({"steps":[{"raw":{"action":"echo","state":5}}]})", R"({"state":5})", 3);
        row("no params", R"({"n":1,"steps":[{"raw":{"action":"echo"}}]})", "{}", 3);
        row("end without params", R"({"steps":[{"raw":{"a":1,"state":2}}]})", R"({"a":1,"state":2})", 1);
        row("absolute name", R"({"n":1,"steps":[{"action":"/guest/inc"}]})", R"({"n":2})", 3);
        row("own namespace", R"({"n":1,"steps":[{"action":"/_/inc"}]})", R"({"n":2})", 3);
        row("package", R"({"steps":[{"action":"tools/echo"}]})", R"({"pk":1,"who":"action"})", 3);
        row("three parts", R"({"steps":[{"action":"guest/tools/echo"}]})", R"({"pk":1,"who":"action"})", 3);
        row("binding", R"({"steps":[{"action":"/_/bound/echo"}]})", R"({"pk":2,"who":"action"})", 3);
        row("failing component", R"({"steps":[{"action":"fail"}]})", R"({"error":"no luck"})", 3);
        row("composition inside", R"({"n":1,"steps":[{"action":"cond"}]})", R"({"n":1})", 3);
    }
    void conducts()
    {
        QFETCH(QByteArray, arguments);
        QFETCH(int, runs);
        const auto answer = invoke("cond", arguments);
        QCOMPARE(answer.status, 200);
        QTEST(json::compact(resultOf(answer.json())), "result");
        QCOMPARE(answer.json().value(u"logs").size(), runs);
        QVERIFY(annotation(answer.json(), u"conductor").toBool());
        QVERIFY(annotation(answer.json(), u"topmost").toBool());
        const auto stored = record(answer.text(u"activationId"));
        QVERIFY(equal(stored, answer.json()));
        const auto ids = stored.value(u"logs");
        for (const auto &id : ids.items())
            QCOMPARE(record(id.toString()).value(u"cause").toString(), answer.text(u"activationId"));
    }

    void tellsTheConductorWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("action");
        QTest::addColumn<QString>("error");
        const auto invalid = u"Failed to parse action name from json value %1 during composition."_s;
        for (const auto *value : {"42", "null", "\"bad$name\"", "\"\"", "\"/guest\"", "\"/a/b/c/d\"", "{\"a\":1}"})
            QTest::newRow(value) << QByteArray(value) << invalid.arg(QString::fromLatin1(value));
        QTest::newRow("missing") << QByteArray("\"nosuch\"") << u"Failed to resolve action with name 'guest/nosuch' during composition."_s;
        QTest::newRow("missing package") << QByteArray("\"no/x\"")
                                         << u"Failed entitlement check for action with name 'guest/no/x' during composition."_s;
        QTest::newRow("foreign") << QByteArray("\"/other/x\"")
                                 << u"Failed entitlement check for action with name 'other/x' during composition."_s;
        QTest::newRow("array") << QByteArray("\"array\"") << u"Failed to resolve action with name 'guest/array' during composition."_s;
    }
    void tellsTheConductorWhatIsWrong()
    {
        QFETCH(QByteArray, action);
        const auto answer = invoke("cond", "{\"steps\":[{\"raw\":{\"action\":" + action + "}}]}");
        QCOMPARE(answer.status, 200);
        QTEST(resultOf(answer.json()).value(u"error").toString(), "error");
    }

    void showsTheLargestMemoryInASequencesRecord()
    {
        QVERIFY(putSequence("s", "\"/_/echo\",\"/_/inc\""));
        const auto answer = invoke("s", R"({"n":1})");
        QCOMPARE(answer.status, 200);
        QCOMPARE(annotation(answer.json(), u"limits").value(u"memory").toInteger(), 512);
        QCOMPARE(annotation(answer.json(), u"kind").toString(), u"sequence"_s);
        QCOMPARE(json::compact(resultOf(answer.json())), QByteArray(R"({"n":2})"));
    }

    void takesOverHowAComponentFailed()
    {
        QVERIFY(putAction("late", "function main() { return new Promise(() => {}) }", R"(,"limits":{"timeout":300})"));
        QVERIFY(putSequence("slow", "\"/_/late\",\"/_/echo\""));
        const auto answer = invoke("slow");
        QCOMPARE(answer.status, 502);
        QCOMPARE(answer.json().value(u"response").value(u"status").toString(), u"action developer error"_s);
        QCOMPARE(answer.json().value(u"logs").size(), 1);
        QVERIFY(annotation(record(answer.json().value(u"logs").items().first().toString()), u"timeout").toBool());
        QVERIFY(putSequence("failing", "\"/_/fail\",\"/_/echo\""));
        QCOMPARE(invoke("failing", R"({"error":"at first"})").text(u"activationId").size(), 32);
        QCOMPARE(invoke("failing").json().value(u"response").value(u"status").toString(), u"application error"_s);
    }

    void linksRulesAsTheServerDoes()
    {
        QVERIFY(put("/triggers/ta") && put("/triggers/tb"));
        QVERIFY(put("/rules/r", R"({"trigger":"/_/ta","action":"/_/echo"})"));
        QCOMPARE(ruleStatus("r"), u"active"_s);
        QCOMPARE(m_sandbox.request("POST", "/rules/r", R"({"status":"inactive"})").body, QByteArray("OK"));
        QVERIFY(put("/rules/r?overwrite=true", R"({"trigger":"/_/tb"})"));
        QCOMPARE(linksOf("ta"), 0);
        QCOMPARE(linksOf("tb"), 1);
        QCOMPARE(ruleStatus("r"), u"inactive"_s);
        QCOMPARE(m_sandbox.request("DELETE", "/triggers/tb").status, 200);
        QCOMPARE(m_sandbox.request("POST", "/rules/r", R"({"status":"active"})").status, 404);
        QVERIFY(put("/triggers/tb"));
        QCOMPARE(ruleStatus("r"), u"inactive"_s);
        QCOMPARE(linksOf("tb"), 0);
        QCOMPARE(m_sandbox.request("POST", "/triggers/tb").status, 204);
        QCOMPARE(m_sandbox.request("POST", "/rules/r", R"({"status":"active"})").status, 200);
        QCOMPARE(linksOf("tb"), 1);
        QCOMPARE(m_sandbox.request("POST", "/triggers/tb").status, 202);
        QCOMPARE(m_sandbox.request("DELETE", "/rules/r").status, 200);
        QCOMPARE(m_sandbox.get("/triggers/tb").json().value(u"rules").size(), 0);
    }

    void refusesWritesOfOneTriggerThatCrossOrKeepsThemAll()
    {
        QVERIFY(put("/triggers/busy"));
        std::atomic<int> made = 0;
        std::atomic<int> conflicts = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < 12; ++i)
            threads.emplace_back([&, i] {
                const auto status = m_sandbox.request("PUT", "/rules/busy-" + QByteArray::number(i),
                                                      R"({"trigger":"/_/busy","action":"/_/echo"})").status;
                made += status == 200 ? 1 : 0;
                conflicts += status == 409 ? 1 : 0;
            });
        for (auto &thread : threads)
            thread.join();
        QCOMPARE(made + conflicts, 12);
        QCOMPARE(linksOf("busy"), made.load());
    }

    void givesARuleTheParametersOfAllLevels()
    {
        QVERIFY(put("/triggers/levels", R"({"parameters":[{"key":"who","value":"trigger"},{"key":"t","value":1}]})"));
        QVERIFY(put("/rules/r-levels", R"({"trigger":"/_/levels","action":"/_/bound/echo"})"));
        const auto fire = m_sandbox.request("POST", "/triggers/levels", R"({"t":null,"e":1})");
        QCOMPARE(fire.status, 202);
        const auto done = [this] { return m_sandbox.get("/activations?name=tools/echo&docs=true&limit=1").json(); };
        QTRY_VERIFY_WITH_TIMEOUT(done().size() == 1 && resultOf(done().items().first()).contains(u"e"), 30'000);
        const auto run = done().items().first();
        QCOMPARE(json::compact(resultOf(run)), QByteArray(R"({"e":1,"pk":2,"t":null,"who":"trigger"})"));
        QCOMPARE(annotation(run, u"binding").toString(), u"guest/bound"_s);
        const auto trigger = record(fire.text(u"activationId"));
        QCOMPARE(json::compact(resultOf(trigger)), QByteArray(R"({"e":1,"t":null})"));
        QVERIFY(!trigger.contains(u"end") && !trigger.contains(u"duration"));
    }
};

QTEST_GUILESS_MAIN(TestSandboxOrchestration)
#include "tst_sandbox_orchestration.moc"
