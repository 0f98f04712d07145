#include "core/openwhisk/document.h"
#include "core/openwhisk/keyvalues.h"
#include "core/openwhisk/packages.h"
#include "core/openwhisk/rename.h"
#include "core/openwhisk/rules.h"
#include "core/openwhisk/triggers.h"
#include "data.h"
#include "openedaction.h"
#include "tests/core/sandbox/sandboxprocess.h"
#include "tests/support/await.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace openwhisk;

namespace {

const QByteArray oddParameters
    = R"([{"key":"text","value":"1.0"},{"key":"number","value":1.50},{"key":"big","value":12345678901234567890,"init":true},)"
      R"({"key":"nested","value":{"b":[null,true,{"z":0.10}],"a":""}}])";
const QByteArray oddAnnotations
    = R"([{"key":"description","value":{"not":"a text"}},{"key":"mine","value":[1,"1",1.0]}])";

} // namespace

/// One parameter or annotation is edited on the sandbox; all others stay as they were, for each kind of entity.
class TestUntouched : public QObject {
    Q_OBJECT

    SandboxProcess m_sandbox;
    std::unique_ptr<net::Client> m_client;

    json::Value get(const QByteArray &path) { return m_sandbox.get(path).json(); }
    void put(const QByteArray &path, const QByteArray &body)
    {
        const auto answer = m_sandbox.request("PUT", path + "?overwrite=true", body);
        QVERIFY2(answer.status == 200, answer.body.constData());
    }
    /// What must not change: everything but version, time and the named item of the named list.
    static json::Value rest(json::Value document, QStringView list, QStringView key)
    {
        document.remove(u"version");
        document.remove(u"updated");
        QList<KeyValue> items = keyValuesFromJson(document.value(list));
        items.removeIf([key](const KeyValue &item) { return item.key == key; });
        document.set(list, toJson(items));
        return document;
    }
    void compare(const json::Value &before, const json::Value &after, QStringView list, QStringView key, const json::Value &value)
    {
        QCOMPARE(json::compact(rest(after, list, key)), json::compact(rest(before, list, key)));
        const QList<KeyValue> items = keyValuesFromJson(after.value(list));
        QVERIFY(findValue(items, key));
        QCOMPARE(*findValue(items, key), value);
        QStringList places[2];
        for (int i = 0; const json::Value &document : {before, after}) {
            for (const KeyValue &item : keyValuesFromJson(document.value(list)))
                places[i].append(item.key);
            ++i;
        }
        QCOMPARE(places[1], places[0]);
    }
    void editAction(const EntityName &name, const QByteArray &path, const QString &list, const QString &key,
                    const json::Value &value)
    {
        const json::Value before = get(path);
        const auto opened = openAction(*m_client, name, this);
        QVERIFY(opened);
        ActionEdit now = opened->edit;
        QList<KeyValue> &items = list == u"parameters"_s ? now.parameters : now.annotations;
        items = withValue(items, key, value);
        const auto saved = await(saveAction(*m_client, name, updateBody(opened->action, opened->edit, now), this));
        QVERIFY2(saved, qPrintable(saved ? QString() : saved.error().message));
        compare(before, get(path), list, key, value);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_sandbox.start());
        net::Endpoint endpoint;
        endpoint.base = m_sandbox.url();
        endpoint.authorization = "Basic " + m_sandbox.key().toBase64();
        endpoint.proxy = QUrl(u"direct:"_s);
        m_client = std::make_unique<net::Client>(endpoint, nullptr);
        const QByteArray lists = "\"parameters\":" + oddParameters + ",\"annotations\":" + oddAnnotations;
        const QByteArray code = R"("exec":{"kind":"nodejs:default","code":"function main(p) { return p }","main":"main"},)";
        put("/packages/p", '{' + lists + '}');
        put("/packages/b", R"({"binding":{"namespace":"_","name":"p"},"annotations":)" + oddAnnotations
                + R"(,"parameters":[{"key":"ofBinding","value":1.0},{"key":"number","value":2}]})");
        put("/actions/a", '{' + code + lists + R"(,"limits":{"timeout":1000,"memory":128}})");
        put("/actions/p/a", '{' + code + R"("parameters":[{"key":"own","value":1.50},{"key":"second","value":null,"init":true}],)"
                + "\"annotations\":" + oddAnnotations + '}');
        put("/actions/s", R"({"exec":{"kind":"sequence","components":["/_/a","/_/p/a"]},"annotations":)" + oddAnnotations + '}');
        put("/triggers/t", '{' + lists + '}');
        put("/rules/r", R"({"trigger":"/_/t","action":"/_/a","annotations":)" + oddAnnotations + '}');
    }
    void cleanupTestCase() { m_client.reset(); }

    void action()
    {
        editAction({u"_"_s, {}, u"a"_s}, "/actions/a", u"parameters"_s, u"number"_s, json::Value::numberText("2.50"));
        editAction({u"_"_s, {}, u"a"_s}, "/actions/a", u"annotations"_s, u"mine"_s, json::Value::string(u"new"_s));
    }
    void packagedAction()
    {
        editAction({u"_"_s, u"p"_s, u"a"_s}, "/actions/p/a", u"parameters"_s, u"own"_s, json::Value::number(7));
        editAction({u"_"_s, u"p"_s, u"a"_s}, "/actions/p/a", u"annotations"_s, u"description"_s, json::Value::boolean(false));
        // Nothing of the package was written into it: without the package's own ones only the action's are left.
        const json::Value package = get("/packages/p");
        put("/packages/p", R"({"parameters":[]})");
        const QList<KeyValue> left = keyValuesFromJson(get("/actions/p/a").value(u"parameters"));
        QCOMPARE(left.size(), 2);
        // A GET lists them among the package's, in no order that tells theirs.
        const bool first = left.at(0).key == u"own"_s;
        QCOMPARE(left.at(first ? 0 : 1).value, json::Value::number(7));
        QVERIFY(left.at(first ? 1 : 0).init && left.at(first ? 1 : 0).value.isNull());
        put("/packages/p", "{\"parameters\":" + json::compact(package.value(u"parameters")) + '}');
    }
    void ownOneEqualToThePackages()
    {
        const EntityName name{u"_"_s, u"q"_s, u"a"_s};
        const QByteArray code = R"("exec":{"kind":"nodejs:default","code":"function main(p) { return p }"})";
        put("/packages/q", R"({"parameters":[{"key":"region","value":"eu"},{"key":"rate","value":1.0},{"key":"only","value":0}]})");
        put("/actions/q/a", '{' + code + R"(,"parameters":[{"key":"region","value":"eu"},{"key":"rate","value":1.0},{"key":"mine","value":3}]})");
        const auto action = await(getAction(*m_client, name, WithCode::Yes, this));
        const auto package = await(getPackage(*m_client, {u"_"_s, {}, u"q"_s}, this));
        QVERIFY(action && package);
        const QList<KeyValue> seen = ownParameters(*action, *package);
        QCOMPARE(seen.size(), 1); // a GET does not tell
        const QList<KeyValue> after = withValue(seen, u"mine"_s, json::Value::number(4));
        QStringList unclear = unclearKeys(seen, package->parameters, after);
        unclear.sort();
        QCOMPARE(unclear, (QStringList{u"only"_s, u"rate"_s, u"region"_s}));
        const auto told = await(putAction(*m_client, name, writeOfNothing(action->version), Overwrite::Yes, this));
        QVERIFY(told);
        QCOMPARE(told->version, action->version); // asking costs no version
        QCOMPARE(told->parameters.size(), 3);
        json::Value body = json::Value::object();
        body.set(u"parameters", toJson(withUnseen(after, seen, told->parameters)));
        QVERIFY(await(saveAction(*m_client, name, body, this)));
        put("/packages/q", R"({"parameters":[]})");
        const QList<KeyValue> left = keyValuesFromJson(get("/actions/q/a").value(u"parameters"));
        QCOMPARE(left.size(), 3);
        QCOMPARE(*findValue(left, u"region"_s), json::Value::string(u"eu"_s));
        QCOMPARE(findValue(left, u"rate"_s)->numberText(), QByteArray("1.0"));
        QCOMPARE(*findValue(left, u"mine"_s), json::Value::number(4));
        QCOMPARE(get("/actions/q/a").value(u"version").toString(), u"0.0.2"_s);
    }
    void unclearIsOnlyWhatMayBeLost()
    {
        const KeyValue a{u"a"_s, json::Value::number(1), false, {}};
        const KeyValue b{u"b"_s, json::Value::number(2), false, {}};
        QVERIFY(unclearKeys({a}, {a}, {}).isEmpty()); // seen as its own, and removed: that is what is wanted
        QVERIFY(unclearKeys({}, {a}, {a}).isEmpty()); // set now
        QCOMPARE(unclearKeys({b}, {a}, {b}), QStringList{u"a"_s});
        QCOMPARE(withUnseen({b}, {b}, {b, a}), (QList<KeyValue>{b, a}));
        QCOMPARE(withUnseen({}, {b}, {b}), QList<KeyValue>{}); // removed
    }
    void ownOneEqualToThePackagesMoves_data()
    {
        QTest::addColumn<bool>("removeOld");
        QTest::addColumn<QString>("package");
        QTest::newRow("moved") << true << u"elsewhere"_s;
        QTest::newRow("copied") << false << u"elsewhere"_s;
        QTest::newRow("renamed") << true << u"from"_s;
        QTest::newRow("to the default package") << true << QString();
    }
    void ownOneEqualToThePackagesMoves()
    {
        QFETCH(bool, removeOld);
        QFETCH(QString, package);
        const QByteArray own = R"([{"key":"mine","value":3},{"key":"region","value":"eu"},{"init":true,"key":"rate","value":1.0}])";
        const QList<KeyValue> items = keyValuesFromJson(json::read(own)->value);
        put("/packages/from", R"({"parameters":[{"key":"region","value":"eu"},{"key":"rate","value":1.0,"init":true},{"key":"only","value":0}]})");
        put("/packages/elsewhere", "{}");
        put("/actions/from/a", R"({"exec":{"kind":"nodejs:default","code":"function main(p) { return p }"},"parameters":)" + own + '}');
        const json::Value before = get("/actions/from/a");
        Session session(m_client->endpoint(), {}, {}, nullptr);
        MoveJob job(session, {{u"_"_s, u"from"_s, u"a"_s}, {u"_"_s, package, u"moved"_s}, removeOld, {}, {}});
        QSignalSpy finished(&job, &MoveJob::finished), failed(&job, &MoveJob::failed);
        job.start();
        QTRY_VERIFY(finished.count() + failed.count() > 0);
        QVERIFY2(failed.isEmpty(), failed.isEmpty() ? "" : qPrintable(failed[0][0].value<Error>().message));
        QCOMPARE(keyValuesFromJson(job.oldDocument().value(u"parameters")), items); // so the local history keeps it
        if (!removeOld) // the question cost no version
            QCOMPARE(get("/actions/from/a").value(u"version"), before.value(u"version"));
        if (package == u"from"_s)
            put("/packages/from", R"({"parameters":[]})");
        const QByteArray path = package.isEmpty() ? QByteArray("/actions/moved") : "/actions/" + package.toUtf8() + "/moved";
        QCOMPARE(keyValuesFromJson(get(path).value(u"parameters")), items); // none of the package's, and in their order
        m_sandbox.request("DELETE", path);
    }
    void sequence()
    {
        editAction({u"_"_s, {}, u"s"_s}, "/actions/s", u"annotations"_s, u"mine"_s, json::Value::number(1));
    }
    void package()
    {
        const json::Value before = get("/packages/p");
        const auto package = await(loadPackage(*m_client, {u"_"_s, {}, u"p"_s}, this));
        QVERIFY(package);
        json::Value body = json::Value::object();
        body.set(u"parameters", toJson(withValue(package->own, u"text"_s, json::Value::string(u"2"_s))));
        QVERIFY(await(putDocument(*m_client, Collection::Packages, {u"_"_s, {}, u"p"_s}, body, Overwrite::Yes, this)));
        compare(before, get("/packages/p"), u"parameters", u"text", json::Value::string(u"2"_s));
    }
    void binding()
    {
        const json::Value before = get("/packages/b");
        const auto binding = await(loadPackage(*m_client, {u"_"_s, {}, u"b"_s}, this));
        QVERIFY(binding);
        QCOMPARE(binding->own.size(), 2);
        json::Value body = json::Value::object();
        body.set(u"parameters", toJson(withValue(binding->own, u"ofBinding"_s, json::Value::boolean(true))));
        QVERIFY(await(putDocument(*m_client, Collection::Packages, {u"_"_s, {}, u"b"_s}, body, Overwrite::Yes, this)));
        compare(before, get("/packages/b"), u"parameters", u"ofBinding", json::Value::boolean(true));
    }
    void trigger()
    {
        const json::Value before = get("/triggers/t");
        const auto trigger = await(getTrigger(*m_client, {u"_"_s, {}, u"t"_s}, this));
        QVERIFY(trigger);
        const TriggerEdit was = editOf(*trigger);
        TriggerEdit now = was;
        now.parameters = withValue(now.parameters, u"nested"_s, json::Value::array());
        QVERIFY(await(putTrigger(*m_client, {u"_"_s, {}, u"t"_s}, updateBody(was, now), Overwrite::Yes, this)));
        compare(before, get("/triggers/t"), u"parameters", u"nested", json::Value::array());
    }
    void rule()
    {
        const json::Value before = get("/rules/r");
        const auto rule = await(getRule(*m_client, {u"_"_s, {}, u"r"_s}, this));
        QVERIFY(rule);
        const RuleEdit was = editOf(*rule);
        RuleEdit now = was;
        now.annotations = withValue(now.annotations, u"mine"_s, json::Value::string(u"x"_s));
        QVERIFY(await(putRule(*m_client, {u"_"_s, {}, u"r"_s}, updateBody(was, now), Overwrite::Yes, this)));
        compare(before, get("/rules/r"), u"annotations", u"mine", json::Value::string(u"x"_s));
    }
};

QTEST_GUILESS_MAIN(TestUntouched)
#include "tst_untouched.moc"
