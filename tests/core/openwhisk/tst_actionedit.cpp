#include "core/openwhisk/operations.h"

#include "data.h"

using namespace Qt::StringLiterals;
using namespace openwhisk;

namespace {

Action action(const char *text)
{
    return *Action::fromJson(jsonOf(text));
}

const char *plain = R"({"namespace":"g","name":"a","exec":{"kind":"nodejs:20","code":"x","main":"m","binary":false,"new":1},
"parameters":[{"key":"p","value":1.50},{"key":"s","value":"secret","encryption":"aes-256"}],
"annotations":[{"key":"d","value":"text"},{"key":"gone","value":{"z":1,"a":2}},{"key":"exec","value":"nodejs:20"}],
"limits":{"timeout":60000,"memory":256,"logs":10,"concurrency":1,"instances":5}})";

const char *sequence = R"({"namespace":"g","name":"s","exec":{"kind":"sequence","components":["/g/a"]},
"parameters":[{"key":"_actions","value":["/g/a"]}],
"annotations":[{"key":"d","value":1},{"key":"exec","value":"sequence"}],"limits":{}})";

QByteArray update(const char *text, const std::function<void(ActionEdit &)> &change)
{
    const Action before = action(text);
    const ActionEdit was = editOf(before, before.parameters);
    ActionEdit now = was;
    change(now);
    return json::compact(updateBody(before, was, now));
}

} // namespace

class TestActionEdit : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingEdited()
    {
        QCOMPARE(update(plain, [](ActionEdit &) {}), "{}");
        QCOMPARE(update(sequence, [](ActionEdit &) {}), "{}");
    }
    void codeGoesWithTheWholeExec()
    {
        QCOMPARE(update(plain, [](ActionEdit &e) { e.exec.code = u"y"_s; }),
                 R"({"exec":{"kind":"nodejs:20","code":"y","main":"m","new":1}})");
        QCOMPARE(update(plain, [](ActionEdit &e) { e.exec.main.clear(); }), R"({"exec":{"kind":"nodejs:20","code":"x","new":1}})");
    }
    void archivesAreTrimmed()
    {
        QCOMPARE(update(plain, [](ActionEdit &e) { e.exec.code = u"UEsDBA==\n"_s; }),
                 R"({"exec":{"kind":"nodejs:20","code":"UEsDBA==","main":"m","new":1}})");
        QCOMPARE(update(plain, [](ActionEdit &e) { e.exec.code = u"a b c\n"_s; }),
                 R"({"exec":{"kind":"nodejs:20","code":"a b c\n","main":"m","new":1}})");
    }
    void parametersGoWhole()
    {
        QCOMPARE(update(plain, [](ActionEdit &e) { e.parameters.append({u"n"_s, json::Value::number(1)}); }),
                 R"({"parameters":[{"key":"p","value":1.50},{"key":"s","value":"secret","encryption":"aes-256"},)"
                 R"({"key":"n","value":1}]})");
        QCOMPARE(update(plain, [](ActionEdit &e) { e.parameters.clear(); }), R"({"parameters":[]})");
    }
    void annotationsMergeByKey()
    {
        QCOMPARE(update(plain, [](ActionEdit &e) {
                     e.annotations.removeIf([](const KeyValue &a) { return a.key == u"gone"_s; });
                     e.annotations[0].value = json::Value::string(u"new"_s);
                 }),
                 R"({"annotations":[{"key":"d","value":"new"}],"delAnnotations":["gone"]})");
    }
    void serversOwnAnnotationIsLeftAlone()
    {
        const Action before = action(plain);
        QVERIFY(!findValue(editOf(before, {}).annotations, u"exec"));
        ActionEdit was = editOf(before, {});
        ActionEdit now = was;
        was.annotations = before.annotations; // an editor that showed it
        QCOMPARE(json::compact(updateBody(before, was, now)), "{}");
    }
    void limitsByKey()
    {
        QCOMPARE(update(plain, [](ActionEdit &e) { e.limits.memoryMb = 512; }), R"({"limits":{"memory":512}})");
        QCOMPARE(update(plain, [](ActionEdit &e) { e.limits.memoryMb.reset(); }), "{}");
    }
    void sequences()
    {
        QVERIFY(editOf(action(sequence), action(sequence).parameters).parameters.isEmpty());
        QCOMPARE(update(sequence, [](ActionEdit &e) { e.exec.components.append(u"/g/b"_s); }),
                 R"({"exec":{"kind":"sequence","components":["/g/a","/g/b"]}})");
        QCOMPARE(update(sequence, [](ActionEdit &e) { e.exec = {u"nodejs:20"_s, u"c"_s, {}, {}, {}, false}; }),
                 R"({"exec":{"kind":"nodejs:20","code":"c"}})");
    }
    void delAnnotationsOfASequenceGoFirst()
    {
        const auto body = jsonOf(update(sequence, [](ActionEdit &e) {
            e.exec.components.append(u"/g/b"_s);
            e.annotations.clear();
        }));
        const auto steps = updateSteps(body);
        QCOMPARE(steps.size(), 2);
        QCOMPARE(json::compact(steps[0]), R"({"delAnnotations":["d"]})");
        QCOMPARE(json::compact(steps[1]), R"({"exec":{"kind":"sequence","components":["/g/a","/g/b"]}})");
        QCOMPARE(updateSteps(jsonOf(R"({"delAnnotations":["d"]})")).size(), 1);
    }
    void create()
    {
        ActionEdit edit{{u"nodejs:20"_s, u"c"_s, u"m"_s, {}, {}, true}, {{u"p"_s, json::Value::number(1)}}, {}, {}};
        edit.limits.timeoutMs = 100;
        QCOMPARE(json::compact(createBody(edit)),
                 R"({"exec":{"kind":"nodejs:20","code":"c","main":"m"},"parameters":[{"key":"p","value":1}],)"
                 R"("annotations":[],"limits":{"timeout":100}})");
    }
    void ownParametersAreWhatThePackageHasNot()
    {
        const auto own = ownParameters(*Action::fromJson(data("action-in-package.json")), *Package::fromJson(data("package.json")));
        QCOMPARE(json::compact(toJson(own)), R"([{"key":"both","value":"action"},{"key":"own","value":1}])");
    }
    void savedOrNot()
    {
        const Action now = action(plain);
        QVERIFY(holds(now, jsonOf(R"({"exec":{"kind":"nodejs:20","code":"x","main":"m"},"parameters":[{"key":"p","value":1.5}]})")));
        QVERIFY(holds(now, jsonOf(R"({"exec":{"kind":"nodejs:default","code":"x","main":"m"},"limits":{"memory":256}})")));
        QVERIFY(holds(now, jsonOf(R"({"annotations":[{"key":"gone","value":{"a":2,"z":1}}],"delAnnotations":["other"]})")));
        QVERIFY(!holds(now, jsonOf(R"({"exec":{"kind":"nodejs:20","code":"y","main":"m"}})")));
        QVERIFY(!holds(now, jsonOf(R"({"exec":{"kind":"nodejs:20","code":"x"}})"))); // main would be gone
        QVERIFY(!holds(now, jsonOf(R"({"delAnnotations":["d"]})")));
        QVERIFY(!holds(now, jsonOf(R"({"limits":{"memory":128}})")));
        QVERIFY(!holds(now, jsonOf(R"({"parameters":[{"key":"p","value":2}]})")));
    }
};

QTEST_APPLESS_MAIN(TestActionEdit)
#include "tst_actionedit.moc"
