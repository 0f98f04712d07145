#include "sandboxprocess.h"

#include <QSet>

#include <thread>

using namespace Qt::StringLiterals;

namespace {

const QByteArray echo = "function main(p) { delete p.__ow_headers; return p; }";

} // namespace

/// Triggers, rules, sequences and compositions where the recordings say nothing: many, deep, at once, killed.
class TestSandboxEventing : public QObject {
    Q_OBJECT

private:
    using Answer = SandboxProcess::Answer;

    static bool put(const SandboxProcess &sandbox, const QByteArray &path, const QByteArray &body = "{}")
    {
        return sandbox.request("PUT", path, body).status == 200;
    }
    static bool putSequence(const SandboxProcess &sandbox, const QByteArray &name, const QByteArray &components)
    {
        return put(sandbox, "/actions/" + name, R"({"exec":{"kind":"sequence","components":[)" + components + "]}}");
    }
    static bool putConductor(const SandboxProcess &sandbox, const QByteArray &name, const QByteArray &code)
    {
        return put(sandbox, "/actions/" + name,
                   R"({"annotations":[{"key":"conductor","value":true}],"exec":{"kind":"nodejs:20","code":)"
                       + json::quoted(QString::fromUtf8(code)).toUtf8() + "}}");
    }
    static bool putRule(const SandboxProcess &sandbox, const QByteArray &name, const QByteArray &trigger, const QByteArray &action)
    {
        return put(sandbox, "/rules/" + name, "{\"trigger\":\"/_/" + trigger + "\",\"action\":\"/_/" + action + "\"}");
    }
    /// The record, as soon as it is there.
    static json::Value record(const SandboxProcess &sandbox, const QString &id, int timeoutMs = 30000)
    {
        QElapsedTimer timer;
        timer.start();
        for (;;) {
            const auto answer = sandbox.get("/activations/" + id.toLatin1());
            if (answer.status == 200 || timer.elapsed() > timeoutMs)
                return answer.json();
            QTest::qWait(20);
        }
    }
    /// What came of each rule of a fire.
    static QList<json::Value> ruleLines(const SandboxProcess &sandbox, const Answer &fire)
    {
        QList<json::Value> lines;
        const auto logs = record(sandbox, fire.text(u"activationId")).value(u"logs");
        for (const auto &line : logs.items())
            lines.append(json::read(line.toString().toUtf8())->value);
        return lines;
    }
    static json::Value resultOf(const json::Value &activation) { return activation.value(u"response").value(u"result"); }

private Q_SLOTS:
    void runsTheRulesOfAFireSideBySide()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start());
        QCOMPARE(sandbox.putNode("slow", "function main() { return new Promise(r => setTimeout(() => r({}), 1500)); }").status, 200);
        QVERIFY(put(sandbox, "/triggers/t"));
        for (int i = 0; i < 9; ++i)
            QVERIFY(putRule(sandbox, 'r' + QByteArray::number(i), "t", "slow"));
        const auto fire = sandbox.request("POST", "/triggers/t");
        QCOMPARE(fire.status, 202);
        qint64 first = std::numeric_limits<qint64>::max();
        qint64 last = 0;
        const auto lines = ruleLines(sandbox, fire);
        QCOMPARE(lines.size(), 9);
        for (const auto &line : lines) {
            const auto run = record(sandbox, line.value(u"activationId").toString());
            QVERIFY2(run.contains(u"end"), qPrintable(line.value(u"error").toString()));
            QVERIFY(!run.contains(u"cause"));
            first = std::min(first, *run.value(u"start").toInteger());
            last = std::max(last, *run.value(u"end").toInteger());
        }
        QVERIFY2(last - first < 9 * 1500, QByteArray::number(last - first).constData());
    }

    void takes200RulesOnOneTriggerAndCallsBesideThem()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start());
        QCOMPARE(sandbox.putNode("echo", echo).status, 200);
        QCOMPARE(sandbox.putNode("work", "function main() { return new Promise(r => setTimeout(() => r({}), 100)); }").status, 200);
        QVERIFY(put(sandbox, "/triggers/many"));
        for (int i = 0; i < 200; ++i)
            QVERIFY(putRule(sandbox, 'r' + QByteArray::number(i), "many", "work"));
        QCOMPARE(sandbox.request("POST", "/actions/echo?blocking=true").status, 200);
        QElapsedTimer timer;
        timer.start();
        QList<Answer> fires;
        for (int i = 0; i < 3; ++i)
            fires.append(sandbox.request("POST", "/triggers/many", R"({"n":1})"));
        QVERIFY2(timer.elapsed() < 15'000, "a fire waits for nothing");
        timer.restart();
        QCOMPARE(sandbox.request("POST", "/actions/echo?blocking=true&result=true", R"({"a":1})").body, QByteArray(R"({"a":1})"));
        const auto besideThem = timer.elapsed();
        QSet<QString> ids;
        for (const auto &fire : std::as_const(fires))
            for (const auto &line : ruleLines(sandbox, fire))
                ids.insert(line.value(u"activationId").toString());
        QCOMPARE(ids.size(), 600);
        QTRY_COMPARE_WITH_TIMEOUT(sandbox.get("/activations?name=work&count=true").body, QByteArray(R"({"activations":600})"), 90000);
        QVERIFY2(besideThem < 15'000 && besideThem < timer.elapsed(), QByteArray::number(besideThem).constData());
    }

    void firesDeepTreesOfSequences()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start());
        QCOMPARE(sandbox.putNode("inc", "function main(p) { return { n: p.n + 1 }; }").status, 200);
        QVERIFY(putSequence(sandbox, "s0", R"("/_/inc","/_/inc")"));
        for (int i = 1; i < 5; ++i) {
            const auto below = "\"/_/s" + QByteArray::number(i - 1) + "\"";
            QVERIFY(putSequence(sandbox, 's' + QByteArray::number(i), below + ',' + below));
        }
        QVERIFY(put(sandbox, "/triggers/t", R"({"parameters":[{"key":"n","value":0}]})"));
        QVERIFY(putRule(sandbox, "r", "t", "s4"));
        const auto lines = ruleLines(sandbox, sandbox.request("POST", "/triggers/t"));
        QCOMPARE(lines.size(), 1);
        auto id = lines.first().value(u"activationId").toString();
        const auto top = record(sandbox, id);
        QCOMPARE(resultOf(top).value(u"n").toInteger(), 32);
        for (auto node = top; node.value(u"name").toString() != u"inc";) {
            QCOMPARE(node.value(u"logs").size(), 2);
            const auto ids = node.value(u"logs");
            const auto inner = record(sandbox, ids.items().last().toString());
            QCOMPARE(inner.value(u"cause").toString(), node.value(u"activationId").toString());
            node = inner;
        }
        QCOMPARE(sandbox.get("/activations?name=inc&count=true").body, QByteArray(R"({"activations":32})"));
        // 64 are too many, in whatever depth.
        QCOMPARE(sandbox.request("PUT", "/actions/s5", R"({"exec":{"kind":"sequence","components":["/_/s4","/_/s4"]}})").text(u"error"),
                 u"Too many actions in the sequence."_s);
    }

    void keepsRulesThroughAKill()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start());
        QCOMPARE(sandbox.putNode("echo", echo).status, 200);
        QVERIFY(put(sandbox, "/triggers/t"));
        QVERIFY(putRule(sandbox, "on", "t", "echo") && putRule(sandbox, "off", "t", "echo"));
        QCOMPARE(sandbox.request("POST", "/rules/off", R"({"status":"inactive"})").body, QByteArray("OK"));
        const auto before = sandbox.get("/triggers/t").body;
        for (int i = 0; i < 5; ++i)
            QCOMPARE(sandbox.request("POST", "/triggers/t").status, 202);
        sandbox.kill();
        QVERIFY(sandbox.start());
        QCOMPARE(sandbox.get("/triggers/t").body, before);
        QCOMPARE(sandbox.get("/rules/off").text(u"status"), u"inactive"_s);
        const auto lines = ruleLines(sandbox, sandbox.request("POST", "/triggers/t", R"({"n":7})"));
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines[1].value(u"error").toString(), u"Rule 'guest/off' is inactive, action 'guest/echo' was not activated."_s);
        QCOMPARE(json::compact(resultOf(record(sandbox, lines[0].value(u"activationId").toString()))), QByteArray(R"({"n":7})"));
        sandbox.kill();
        QVERIFY(sandbox.start());
        QCOMPARE(sandbox.request("DELETE", "/rules/on").status, 200);
        QCOMPARE(sandbox.request("POST", "/triggers/t").status, 204);
    }

    void refusesRulesByTheThrottleAndLimitsRunsAtOnce()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start({u"--as"_s, u"standalone"_s, u"--throttle"_s, u"1000"_s}));
        QCOMPARE(sandbox.putNode("slow", "function main() { return new Promise(r => setTimeout(() => r({}), 8000)); }").status, 200);
        QVERIFY(put(sandbox, "/triggers/t") && putRule(sandbox, "r", "t", "slow"));
        for (int i = 0; i < 30; ++i)
            QCOMPARE(sandbox.request("POST", "/actions/slow").status, 202);
        const auto refusal = u"Too many concurrent requests in flight (count: 30, allowed: 30)."_s;
        const auto refused = sandbox.request("POST", "/actions/slow");
        QCOMPARE(refused.status, 429);
        QCOMPARE(refused.text(u"error"), refusal);
        const auto fire = sandbox.request("POST", "/triggers/t");
        QCOMPARE(fire.status, 202);
        const auto lines = ruleLines(sandbox, fire);
        QCOMPARE(lines.size(), 1);
        QCOMPARE(lines[0].value(u"statusCode").toInteger(), 1);
        QCOMPARE(lines[0].value(u"error").toString(), refusal);
    }

    void admitsAsManyAsAllowedOfCallsThatComeTogether()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start({u"--throttle"_s, u"1000"_s}));
        QCOMPARE(sandbox.putNode("slow", "function main() { return new Promise(r => setTimeout(() => r({}), 10000)); }").status, 200);
        std::atomic<int> accepted = 0;
        std::atomic<int> refused = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < 20; ++i)
            threads.emplace_back([&] {
                for (int n = 0; n < 3; ++n) {
                    const auto status = sandbox.request("POST", "/actions/slow").status;
                    accepted += status == 202 ? 1 : 0;
                    refused += status == 429 ? 1 : 0;
                }
            });
        for (auto &thread : threads)
            thread.join();
        QCOMPARE(accepted.load(), 30);
        QCOMPARE(refused.load(), 30);
    }

    void endsASequenceWithTheErrorOfAGoodComposition()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start());
        QCOMPARE(sandbox.putNode("echo", echo).status, 200);
        QVERIFY(putConductor(sandbox, "sorry", "function main() { return { params: { error: 'sorry' } }; }"));
        QVERIFY(putSequence(sandbox, "s", R"("/_/sorry","/_/echo")"));
        const auto answer = sandbox.request("POST", "/actions/s?blocking=true");
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.json().value(u"logs").size(), 1);
        QCOMPARE(json::compact(resultOf(answer.json())), QByteArray(R"({"error":"sorry"})"));
    }

    void failsAsTheServerDoesWhenAConductorGivesAnArray()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start());
        QCOMPARE(sandbox.putNode("echo", echo).status, 200);
        QVERIFY(putConductor(sandbox, "arr", "function main() { return [1]; }"));
        QVERIFY(putConductor(sandbox, "outer", "function main(p) { return p.told ? { params: p } : { action: 'arr', state: { told: true } }; }"));
        QVERIFY(putSequence(sandbox, "s", R"("/_/echo","/_/arr")"));
        const auto alone = sandbox.request("POST", "/actions/arr?blocking=true");
        QCOMPARE(alone.status, 500);
        QCOMPARE(alone.text(u"error"), u"There was an internal server error."_s);
        QVERIFY(!alone.head.toLower().contains("x-openwhisk-activation-id"));
        QCOMPARE(sandbox.request("POST", "/actions/arr").status, 202);
        QCOMPARE(sandbox.request("POST", "/actions/outer?blocking=true&result=true").body,
                 QByteArray(R"({"error":"Activation failure during composition."})"));
        const auto inSequence = sandbox.request("POST", "/actions/s?blocking=true&result=true");
        QCOMPARE(inSequence.status, 500);
        QCOMPARE(inSequence.body, QByteArray(R"({"error":"Sequence failed."})"));
    }

    void endsWhatRunsInARing()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start());
        QCOMPARE(sandbox.putNode("echo", echo).status, 200);
        // A ring of sequences without any action, made by turning a binding round.
        QVERIFY(put(sandbox, "/packages/a") && put(sandbox, "/packages/b"));
        QVERIFY(putSequence(sandbox, "a/s", "\"/_/echo\""));
        QVERIFY(put(sandbox, "/packages/bound", R"({"binding":{"namespace":"_","name":"a"}})"));
        QVERIFY(putSequence(sandbox, "ring", "\"/_/bound/s\",\"/_/bound/s\"") && putSequence(sandbox, "b/s", "\"/_/ring\""));
        QVERIFY(put(sandbox, "/packages/bound?overwrite=true", R"({"binding":{"namespace":"_","name":"b"}})"));
        const auto tooMany = u"Too many actions in the sequence."_s;
        const auto ring = sandbox.request("POST", "/actions/ring?blocking=true&result=true");
        QCOMPARE(ring.status, 502);
        QCOMPARE(ring.text(u"error"), tooMany);
        const auto over = sandbox.request("PUT", "/actions/over", R"({"exec":{"kind":"sequence","components":["/_/ring"]}})");
        QCOMPARE(over.status, 400);
        QCOMPARE(over.text(u"error"), tooMany);
        // A composition and a sequence that call each other, and one that calls itself.
        QVERIFY(putConductor(sandbox, "knot", "function main(p) { return p.error ? { params: p } : { action: 'knotted' }; }"));
        QVERIFY(putSequence(sandbox, "knotted", "\"/_/knot\""));
        QCOMPARE(sandbox.request("POST", "/actions/knot?blocking=true&result=true").status, 200);
        QVERIFY(putConductor(sandbox, "self", "function main() { return { action: 'self' }; }"));
        QCOMPARE(sandbox.request("POST", "/actions/self?blocking=true&result=true").body,
                 QByteArray(R"({"error":"Too many actions in the composition."})"));
    }

    void storesLessWhenToldSo()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start({u"--fault"_s, u"store=failures"_s}));
        QCOMPARE(sandbox.putNode("echo", "function main(p) { return { n: p.n, error: p.error }; }").status, 200);
        const auto good = sandbox.request("POST", "/actions/echo?blocking=true", R"({"n":1})");
        QCOMPARE(good.status, 200);
        QCOMPARE(sandbox.get("/activations/" + good.text(u"activationId").toLatin1()).status, 404);
        QCOMPARE(sandbox.request("POST", "/actions/echo?blocking=true", R"({"error":1})").status, 502);
        QCOMPARE(sandbox.get("/activations?count=true").body, QByteArray(R"({"activations":1})"));
        QCOMPARE(sandbox.request("POST", "/actions/echo").status, 202);
        QTRY_COMPARE_WITH_TIMEOUT(sandbox.get("/activations?count=true").body, QByteArray(R"({"activations":2})"), 30'000);
        QCOMPARE(sandbox.request("POST", "/actions/echo?blocking=true HTTP/1.1\r\nX-OW-EXTRA-LOGGING: on\r\nX-Rest:").status, 200);
        QCOMPARE(sandbox.get("/activations?count=true").body, QByteArray(R"({"activations":3})"));
        sandbox.stop();
        QVERIFY(sandbox.start({u"--fault"_s, u"store=never"_s}));
        QCOMPARE(sandbox.get("/limits").json().value(u"storeActivations").toBool(true), false);
        QCOMPARE(sandbox.request("POST", "/actions/echo?blocking=true", R"({"error":1})").status, 502);
        QCOMPARE(sandbox.get("/activations?count=true").body, QByteArray(R"({"activations":3})"));
    }

    void fillsTriggersWithTheLinksOfTheirRules()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start({u"--fill"_s, u"actions=20,triggers=7,rules=30"_s}));
        QSet<QString> linked;
        for (int i = 0; i < 7; ++i) {
            const auto trigger = sandbox.get("/triggers/trigger-0000" + QByteArray::number(i)).json();
            const auto rules = trigger.value(u"rules");
            for (const auto &link : rules.members()) {
                const auto rule = sandbox.get("/rules/" + link.name.section(u'/', 1).toUtf8()).json();
                QCOMPARE(rule.value(u"status").toString(), link.value.value(u"status").toString());
                QCOMPARE(rule.value(u"trigger").value(u"name").toString(), trigger.value(u"name").toString());
                QVERIFY(equal(rule.value(u"action"), link.value.value(u"action")));
                linked.insert(link.name);
            }
        }
        QCOMPARE(linked.size(), 30);
        const auto fire = sandbox.request("POST", "/triggers/trigger-00000", R"({"n":1})");
        QCOMPARE(fire.status, 202);
        for (const auto &line : ruleLines(sandbox, fire))
            QVERIFY2(line.contains(u"activationId") || line.value(u"error").toString().contains(u"inactive"),
                     qPrintable(line.value(u"error").toString()));
    }
};

QTEST_GUILESS_MAIN(TestSandboxEventing)
#include "tst_sandbox_eventing.moc"
