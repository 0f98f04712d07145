#include "core/openwhisk/activation.h"

#include "data.h"


using namespace Qt::StringLiterals;
using namespace openwhisk;

class TestEntities : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void packagedAction()
    {
        const auto action = Action::fromJson(data("action-in-package.json"));
        QVERIFY(action);
        QCOMPARE(action->name, (EntityName{u"guest"_s, u"p"_s, u"a"_s}));
        QCOMPARE(action->version, u"0.0.1"_s);
        QCOMPARE(action->exec.kind, u"nodejs:20"_s);
        QVERIFY(!action->exec.code);
        QCOMPARE(action->limits, (ActionLimits{60000, 256, 10, 1}));
        QCOMPARE(action->parameters.size(), 4);
        QVERIFY(findValue(action->parameters, u"zero")->isNull());
        QVERIFY(!findValue(action->parameters, u"none"));
    }
    void codeAndBinding()
    {
        const auto action = Action::fromJson(data("action-through-binding.json"));
        QCOMPARE(*action->exec.code, u"function main(p){return p}"_s);
        const auto sequence = Action::fromJson(data("sequence-through-binding.json"));
        QCOMPARE(sequence->binding, u"guest/b"_s);
        QCOMPARE(sequence->exec.components, QStringList{u"/guest/p/a"_s});
    }
    void attachmentIsNoText()
    {
        const auto action = Action::fromJson(
            jsonOf(R"({"namespace":"g","name":"a","exec":{"kind":"nodejs:20","code":{"attachmentName":"x"}}})"));
        QVERIFY(!action->exec.code);
        QVERIFY(action->document.value(u"exec").value(u"code").isObject());
    }
    void notAnEntity()
    {
        for (const char *text : {"[]", "null", "{}", R"({"name":"a"})", R"({"name":1,"namespace":"g","exec":{}})"}) {
            QCOMPARE(Action::fromJson(jsonOf(text)).error().kind, Error::Kind::Protocol);
            QVERIFY(!Package::fromJson(jsonOf(text)));
        }
    }
    void package()
    {
        const auto package = Package::fromJson(data("package.json"));
        QCOMPARE(package->summary.name.name, u"p"_s);
        QVERIFY(!package->summary.binding);
        QCOMPARE(package->entries.size(), 4);
        QCOMPARE(package->entries[0], (PackageEntry{u"s"_s, u"0.0.1"_s, u"sequence"_s, false}));
        QVERIFY(package->entries[2].feed);
    }
    void binding()
    {
        const auto binding = Package::fromJson(data("binding.json"));
        QCOMPARE(*binding->summary.binding, (EntityName{u"guest"_s, {}, u"p"_s}));
    }
    void keyValuesKeepAll()
    {
        const auto text = R"([{"key":"k","value":1.50,"init":true,"encryption":"aes-256","extra":{"b":1,"a":2}},)"
                          R"({"key":"","value":null}])";
        const auto items = keyValuesFromJson(jsonOf(text));
        QCOMPARE(items.size(), 2);
        QVERIFY(items[0].init);
        QCOMPARE(items[0].encryption, u"aes-256"_s);
        QCOMPARE(json::compact(toJson(items)), QByteArray(text));
    }
    void onlyBooleanTrueIsTrue()
    {
        const auto items = keyValuesFromJson(jsonOf(R"([{"key":"a","value":true},{"key":"b","value":"true"}])"));
        QVERIFY(isTrue(items, u"a"));
        QVERIFY(!isTrue(items, u"b"));
        QVERIFY(!isTrue(items, u"c"));
    }
    void recordOfAnError()
    {
        const auto record = Activation::fromJson(data("record-keyerror.json"));
        QCOMPARE(record->summary.status, ActivationStatus::ApplicationError);
        QCOMPARE(record->summary.kind, u"python:3.11"_s);
        QCOMPARE(*record->summary.initMs, 245);
        QCOMPARE(*record->summary.waitMs, 42);
        QCOMPARE(*record->summary.durationMs, 248);
        QCOMPARE(record->logs.size(), 9);
        QCOMPARE(record->logs[1].text, uR"(  File "/action/1/bin/exec__.py", line 65, in <module>)"_s);
        QCOMPARE(record->logs[8].text, u""_s);
        QCOMPARE(*record->size, 23);
        QVERIFY(record->hasResult);
    }
    void recordNamesTheActionsOwnPlace()
    {
        const auto record = Activation::fromJson(data("record-binding.json"));
        QCOMPARE(record->summary.name, (EntityName{u"frank"_s, u"inv-pub"_s, u"echo"_s}));
        QCOMPARE(Activation::fromJson(data("record-component.json"))->summary.cause, u"b6631945174646bba31945174686bb72"_s);
        QCOMPARE(Activation::fromJson(data("record-memory.json"))->summary.status, ActivationStatus::DeveloperError);
    }
    void recordOfATrigger()
    {
        const auto record = Activation::fromJson(data("record-trigger.json"));
        QCOMPARE(record->summary.name, (EntityName{u"oscar"_s, {}, u"t1"_s}));
        QVERIFY(!record->summary.end && !record->summary.durationMs && record->summary.kind.isEmpty());
        QVERIFY(record->logs[0].text.startsWith(u"{\"statusCode\":0"_s));
    }
    void logLines_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("stream");
        QTest::addColumn<QString>("time");
        QTest::addColumn<QString>("text");
        const QString time = u"2026-01-01T00:00:00.123456789Z"_s;
        QTest::newRow("stdout") << time + u" stdout: hi"_s << 1 << time << u"hi"_s;
        QTest::newRow("stderr, indent kept") << time + u" stderr:   x"_s << 2 << time << u"  x"_s;
        QTest::newRow("padded time") << u"2026-01-01T00:00:00.1Z         stdout: a"_s << 1 << u"2026-01-01T00:00:00.1Z"_s << u"a"_s;
        QTest::newRow("standalone") << time + u" plain"_s << 0 << time << u"plain"_s;
        QTest::newRow("standalone, indent kept") << time + u"    x"_s << 0 << time << u"   x"_s;
        QTest::newRow("empty") << time + u" stdout: "_s << 1 << time << u""_s;
        QTest::newRow("no time") << u"stdout: x"_s << 0 << u""_s << u"stdout: x"_s;
        QTest::newRow("id") << u"56d858b615fb41ef9858b615fbd1efae"_s << 0 << u""_s << u"56d858b615fb41ef9858b615fbd1efae"_s;
        QTest::newRow("almost a time") << u"2026-01-01T00:00:00.Z x"_s << 0 << u""_s << u"2026-01-01T00:00:00.Z x"_s;
        QTest::newRow("nothing") << u""_s << 0 << u""_s << u""_s;
        QTest::newRow("time only") << time << 0 << time << u""_s;
    }
    void logLines()
    {
        QFETCH(QString, line);
        QFETCH(int, stream);
        QFETCH(QString, time);
        QFETCH(QString, text);
        QCOMPARE(parseLogLine(line), (LogLine{time, LogLine::Stream(stream), text}));
    }
};

QTEST_APPLESS_MAIN(TestEntities)
#include "tst_entities.moc"
