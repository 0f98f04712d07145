#include "core/json/text.h"
#include "core/sandbox/api/canonical.h"
#include "core/sandbox/api/exec.h"
#include "core/sandbox/api/jsonerror.h"
#include "core/sandbox/api/limits.h"
#include "core/sandbox/api/names.h"
#include "core/sandbox/api/parameters.h"
#include "core/sandbox/api/refusal.h"
#include "core/sandbox/api/storing.h"
#include "core/sandbox/api/version.h"
#include "core/sandbox/setup/faults.h"

#include <QTest>

using namespace sandbox;
using namespace Qt::StringLiterals;

namespace {

json::Value value(QByteArrayView text) { return json::read(text)->value; }
QByteArray text(const json::Value &value) { return json::compact(value); }

/// The text that work refuses with; empty when it does not.
template<typename Work> QString refusal(Work work)
{
    try {
        work();
    } catch (const Refusal &refused) {
        return refused.text.section(u'\n', -1);
    }
    return {};
}

QStringList keysOf(const json::Value &list)
{
    QStringList keys;
    for (const auto &item : list.items())
        keys.append(item.value(u"key").toString());
    return keys;
}

} // namespace

/// How the server reads and gives back what bodies hold.
class TestApiValues : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void writesNumbersAsTheServerDoes_data()
    {
        QTest::addColumn<QByteArray>("sent");
        QTest::addColumn<QByteArray>("given");
        const QList<std::pair<QByteArray, QByteArray>> pairs{
            {"1.0", "1.0"}, {"1.50", "1.50"}, {"1e3", "1E+3"}, {"1e-7", "1E-7"}, {"0.0000001", "1E-7"}, {"1e-3", "0.001"},
            {"1.10e2", "110"}, {"10e-1", "1.0"}, {"1e0", "1"}, {"-0", "0"}, {"-0.0", "0.0"}, {"1e1000000", "1E+1000000"},
            {"12345678901234567890", "12345678901234567890"}, {"-1.5e-10", "-1.5E-10"}, {"0.000001", "0.000001"}, {"100", "100"}};
        for (const auto &[sent, given] : pairs)
            QTest::newRow(sent.constData()) << sent << given;
    }
    void writesNumbersAsTheServerDoes()
    {
        QFETCH(QByteArray, sent);
        QTEST(decimalText(sent), "given");
    }

    void sortsAndCollapses()
    {
        QCOMPARE(text(canonical(value(R"({"z":1,"a":{"y":1e3,"x":[{"b":1,"a":2}]},"z":2})"))),
                 QByteArray(R"({"a":{"x":[{"a":2,"b":1}],"y":1E+3},"z":2})"));
        QCOMPARE(text(canonical(value(R"("\ud800x😀")"))), QByteArray("\"?x😀\""));
    }

    void refusesEndlessNumbers()
    {
        const auto check = [](const QByteArray &number) { return refusal([&] { checkNumbers(value('[' + number + ']')); }); };
        QVERIFY(check(QByteArray(101, '1')).startsWith(u"Number too long"));
        QCOMPARE(check(QByteArray(100, '1')), QString());
        QCOMPARE(check("1e99999999999"), u"Too many nonzero exponent digits."_s);
    }

    void drawsSyntaxErrors_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("error");
        QTest::newRow("empty") << QByteArray() << u"Unexpected end-of-input at input index 0 (line 1, position 1), expected JSON Value:\n\n^\n"_s;
        QTest::newRow("blanks") << QByteArray("   ") << u"Unexpected end-of-input at input index 3 (line 1, position 4), expected JSON Value:\n   \n   ^\n"_s;
        QTest::newRow("half") << QByteArray("{") << u"Unexpected end-of-input at input index 1 (line 1, position 2), expected '\"':\n{\n ^\n"_s;
        QTest::newRow("comma") << QByteArray("{\"a\":1,}") << u"Unexpected character '}' at input index 7 (line 1, position 8), expected '\"':\n{\"a\":1,}\n       ^\n"_s;
        QTest::newRow("after") << QByteArray("{} x") << u"Unexpected character 'x' at input index 3 (line 1, position 4), expected end-of-input:\n{} x\n   ^\n"_s;
        QTest::newRow("dot") << QByteArray("[1.]") << u"Unexpected character ']' at input index 3 (line 1, position 4), expected DIGIT:\n[1.]\n   ^\n"_s;
        QTest::newRow("second line") << QByteArray("{\n\"a\" 1}") << u"Unexpected character '1' at input index 6 (line 2, position 5), expected ':':\n\"a\" 1}\n    ^\n"_s;
        QTest::newRow("escape") << QByteArray("\"\\x\"") << u"Unexpected character 'x' at input index 2 (line 1, position 3), expected JSON escape sequence:\n\"\\x\"\n  ^\n"_s;
    }
    void drawsSyntaxErrors()
    {
        QFETCH(QByteArray, body);
        QTEST(jsonErrorOf(body), "error");
    }

    void keepsOrderOfFourParameters()
    {
        const auto four = readParameters(value(R"([{"key":"z","value":1},{"key":"a","value":2},{"key":"m","value":3},{"key":"z","value":4}])"));
        QCOMPARE(text(four), QByteArray(R"([{"key":"z","value":4},{"key":"a","value":2},{"key":"m","value":3}])"));
    }

    void ordersFiveParametersAsScala()
    {
        auto list = json::Value::array();
        for (const auto &key : {u"z"_s, u"a"_s, u"m"_s, u"b"_s, u"y"_s})
            list = withItem(list, key, json::Value::number(1));
        QCOMPARE(keysOf(list), (QStringList{u"y"_s, u"a"_s, u"m"_s, u"b"_s, u"z"_s}));
        list = json::Value::array();
        for (int i = 0; i < 12; ++i)
            list.append(value(R"({"key":"k","value":1})"));
        QCOMPARE(readParameters(list).size(), 1);
    }

    void refusesOddParameters()
    {
        for (const auto *odd : {"{}", "1", "[1]", "[{}]", R"([{"key":"a"}])", R"([{"key":1,"value":1}])", R"([{"key":"a","value":1,"init":null}])",
                                R"([{"key":"a","value":1,"encryption":null}])"})
            QCOMPARE(refusal([odd] { readParameters(value(odd)); }), u"parameters malformed!"_s);
        QCOMPARE(text(readParameters(value(R"([{"key":"a","value":1,"init":false,"other":2}])"))), QByteArray(R"([{"key":"a","value":1}])"));
    }

    void knowsNames()
    {
        for (const auto &good : {u"a"_s, u"_"_s, u"a b"_s, u"a@b.c-d&e"_s, QString(256, u'n')})
            QVERIFY2(isName(good), qPrintable(good));
        for (const auto &bad : {u""_s, u" a"_s, u"a "_s, u"a/b"_s, u"-a"_s, u"ä"_s, u"a\n"_s, QString(257, u'n')})
            QVERIFY2(!isName(bad), qPrintable(bad));
    }

    void readsReferences()
    {
        QCOMPARE(readReference(json::Value::string(u"/_/p/a"_s), u"guest"_s).name, (EntityName{u"guest"_s, u"p"_s, u"a"_s}));
        QCOMPARE(readReference(json::Value::string(u"ns//a"_s), u"guest"_s).name, (EntityName{u"ns"_s, {}, u"a"_s}));
        const auto object = readReference(value(R"({"path":"_","name":"t","version":"9.9.9"})"), u"guest"_s);
        QCOMPARE(text(referenceValue(object)), QByteArray(R"({"name":"t","path":"guest","version":"9.9.9"})"));
        QVERIFY(refusal([] { readReference(json::Value::string(u"a"_s), u"guest"_s); }).contains(u"fully qualified name"_s));
    }

    void readsVersions()
    {
        QCOMPARE(readVersion(json::Value::string(u"2"_s)), u"2.0.0"_s);
        QCOMPARE(readVersion(json::Value::string(u"01.02.03.4"_s)), u"1.2.3"_s);
        for (const auto &bad : {u""_s, u"0.0.0"_s, u"-1.0.0"_s, u"1.0.x"_s, u"1..2"_s, u"2147483648"_s})
            QCOMPARE(refusal([&] { readVersion(json::Value::string(bad)); }), u"semantic version malformed"_s);
        QCOMPARE(nextVersion(u"0.0.9"_s), u"0.0.10"_s);
        QVERIFY(!refusal([] { nextVersion(u"0.0.2147483647"_s); }).isEmpty());
    }

    void tellsArchivesFromText()
    {
        const auto binary = [](const char *code) {
            return readExec(json::Value::object({{u"kind"_s, json::Value::string(u"nodejs:default"_s)}, {u"code"_s, json::Value::string(QString::fromUtf8(code))}}), u"guest"_s);
        };
        QCOMPARE(text(binary("UEsDBAoAAAAAAA==").exec), QByteArray(R"({"kind":"nodejs:20","binary":true})"));
        QVERIFY(binary("test").exec.value(u"binary").toBool());
        QVERIFY(!binary("test!").exec.value(u"binary").toBool());
        QVERIFY(binary("test\n").undecodable);
    }

    void cutsLimitsTo32Bits()
    {
        QCOMPARE(text(readLimits(value(R"({"timeout":4294967396,"memory":6e2,"logs":null})"))), QByteArray(R"({"timeout":100,"memory":600})"));
        QCOMPARE(refusal([] { readLimits(value(R"({"timeout":1.5})")); }), u"requirement failed: time limit must be whole number"_s);
        QCOMPARE(text(mergedLimits(value(R"({"timeout":100})"), value(R"({"logs":1})"))),
                 QByteArray(R"({"concurrency":1,"logs":1,"memory":256,"timeout":100})"));
    }

    void walksThroughMapsAsTheServerDoes()
    {
        const QStringList few{u"oscar/b"_s, u"oscar/a"_s, u"oscar/d"_s, u"oscar/c"_s};
        // As a real server gave them.
        const QStringList many{u"oscar/m1echo"_s,  u"oscar/m9final"_s, u"oscar/m2pkg"_s,     u"oscar/m6fail"_s, u"oscar/m5seq"_s,
                               u"oscar/m3bound"_s, u"oscar/m8off"_s,   u"oscar/m4foreign"_s, u"oscar/m7gone"_s};
        for (const auto &names : {few, many}) {
            auto map = json::Value::object();
            auto given = names;
            if (names == many)
                given.sort();
            for (const auto &name : std::as_const(given))
                map.set(name, json::Value::string(name));
            QStringList walked;
            const auto ordered = mapInServerOrder(map);
            for (const auto &member : ordered.members())
                walked.append(member.name);
            QCOMPARE(walked, names);
            QVERIFY(equal(ordered, map));
        }
    }

    void keepsRecordsAsOperatorsSay_data()
    {
        QTest::addColumn<QString>("store");
        QTest::addColumn<QString>("awaited"); // success, application error, developer error
        QTest::addColumn<QString>("others");
        QTest::newRow("usual") << u"always"_s << u"yyy"_s << u"yyy"_s;
        QTest::newRow("failures") << u"failures"_s << u"nyy"_s << u"yyy"_s;
        QTest::newRow("errors") << u"errors/failures"_s << u"nny"_s << u"nyy"_s;
        QTest::newRow("never") << u"never"_s << u"nnn"_s << u"nnn"_s;
    }
    void keepsRecordsAsOperatorsSay()
    {
        QFETCH(QString, store);
        Fault fault;
        QCOMPARE(Faults::parse(u"store="_s + store, &fault), QString());
        Faults faults;
        faults.set({fault});
        const auto kept = [&faults](bool awaited, bool wanted) {
            QString all;
            for (const auto status : {RunStatus::Success, RunStatus::ApplicationError, RunStatus::DeveloperError})
                all += isKept(faults, status, awaited, wanted) ? u'y' : u'n';
            return all;
        };
        QTEST(kept(true, false), "awaited");
        QTEST(kept(false, false), "others");
        QCOMPARE(kept(true, true), store == u"never" ? u"nnn"_s : u"yyy"_s);
        QCOMPARE(keepsNothing(faults), store == u"never");
        for (const auto &wrong : {u"store=some"_s, u"store=failures/never"_s, u"store=a/b/c"_s, u"store="_s})
            QVERIFY(!Faults::parse(wrong, &fault).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestApiValues)
#include "tst_sandbox_values.moc"
