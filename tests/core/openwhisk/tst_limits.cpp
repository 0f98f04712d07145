#include "core/openwhisk/keyvalues.h"
#include "core/openwhisk/limitwords.h"
#include "core/openwhisk/sizes.h"
#include "data.h"

using namespace Qt::StringLiterals;
using namespace openwhisk;

/// Every limit of one entity below, at and over its edge, in the server's own words (facts 3.2, 12.1).
class TestLimits : public QObject {
    Q_OBJECT

    static json::Value parametersOf(qint64 bytes)
    {
        // key (1) and the two quotes count, too
        json::Value item = json::Value::object();
        item.set(u"key", json::Value::string(u"k"_s));
        item.set(u"value", json::Value::string(QString(bytes - 3, u'x')));
        return json::Value::array({item});
    }

private Q_SLOTS:
    void bounds_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<qint64>("value");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, qint64 value, const QString &words = {}) {
            QTest::addRow("%s %lld", name, value) << QString::fromLatin1(name) << value << words;
        };
        const QString failed = u"requirement failed: "_s;
        row("timeout", 99, failed + u"duration 99 milliseconds below allowed threshold of 100 milliseconds"_s);
        row("timeout", 100);
        row("timeout", 101);
        row("timeout", 299999);
        row("timeout", 300000);
        row("timeout", 300001, failed + u"duration 300001 milliseconds exceeds allowed threshold of 300000 milliseconds"_s);
        row("timeout", 4294967396,
            failed + u"duration 4294967396 milliseconds exceeds allowed threshold of 300000 milliseconds"_s);
        row("memory", 127, failed + u"memory size 127 MB below allowed threshold of 128 MB"_s);
        row("memory", 128);
        row("memory", 512);
        row("memory", 513, failed + u"memory size 513 MB exceeds allowed threshold of 512 MB"_s);
        row("memory", -1, failed + u"a negative size of an object is not allowed."_s);
        row("logs", -1, failed + u"a negative size of an object is not allowed."_s);
        row("logs", 0);
        row("logs", 10);
        row("logs", 11, failed + u"log size 11 MB exceeds allowed threshold of 10 MB"_s);
        row("concurrency", 0, failed + u"concurrency 0 below allowed threshold of 1"_s);
        row("concurrency", 1);
        row("concurrency", 2, failed + u"concurrency 2 exceeds allowed threshold of 1"_s);
    }
    void bounds()
    {
        QFETCH(QString, name);
        QFETCH(qint64, value);
        QTEST(limitRefusal(name, value, {}), "words");
    }
    void boundsAreTheNamespaces()
    {
        NamespaceLimits limits;
        limits.maxMemoryMb = 1024;
        limits.maxConcurrency = 500;
        QVERIFY(limitRefusal(u"memory", 1024, limits).isEmpty());
        QVERIFY(limitRefusal(u"memory", 1025, limits).contains(u"1024 MB"_s));
        QVERIFY(limitRefusal(u"concurrency", 500, limits).isEmpty());
    }
    void onlyTheFirstIsTold()
    {
        QVERIFY(limitRefusal(ActionLimits{}, {}).isEmpty());
        QVERIFY(limitRefusal(ActionLimits{1, 1, 11, 2}, {}).contains(u"memory"_s));
        QVERIFY(limitRefusal(ActionLimits{1, {}, 11, 2}, {}).contains(u"duration"_s));
        QVERIFY(limitRefusal(ActionLimits{{}, {}, 11, 2}, {}).contains(u"log"_s));
        QVERIFY(limitRefusal(ActionLimits{{}, {}, {}, 2}, {}).contains(u"concurrency"_s));
    }

    void parametersAndAnnotations()
    {
        constexpr qint64 most = 1048576;
        for (const char *field : {"parameters", "annotations"}) {
            const QString name = QString::fromLatin1(field);
            json::Value body = json::Value::object();
            body.set(name, parametersOf(most));
            QVERIFY(putText(body, {}));
            body.set(name, parametersOf(most + 1));
            const auto refused = putText(body, {});
            QVERIFY(!refused);
            QCOMPARE(refused.error().kind, Error::Kind::TooLarge);
            QVERIFY2(refused.error().message.contains(name + u" larger than allowed: 1048577 > 1048576 bytes."_s),
                     qPrintable(refused.error().message));
        }
        NamespaceLimits small;
        small.maxParameterBytes = 10;
        json::Value body = json::Value::object();
        body.set(u"parameters", parametersOf(10));
        QVERIFY(putText(body, small));
        body.set(u"parameters", parametersOf(11));
        QVERIFY(!putText(body, small));
    }
    void code()
    {
        const auto bodyOf = [](qsizetype size, QChar of) {
            json::Value exec = json::Value::object();
            exec.set(u"kind", json::Value::string(u"nodejs:20"_s));
            exec.set(u"code", json::Value::string(QString(size, of)));
            return json::Value::object({{u"exec"_s, exec}});
        };
        QVERIFY(putText(bodyOf(maxExecBytes, u'x'), {}));
        const auto refused = putText(bodyOf(maxExecBytes + 1, u'x'), {});
        QVERIFY(!refused);
        QVERIFY(refused.error().message.contains(u"exec larger than allowed: 50331649 > 50331648 bytes."_s));
        // Each line end is two characters on the wire.
        const auto request = putText(bodyOf(27 * 1024 * 1024, u'\n'), {});
        QVERIFY(!request);
        QVERIFY(request.error().message.contains(u"> 52428800 bytes."_s));
    }
    void payload()
    {
        const auto payloadOf = [](int size) { return "{\"a\":\"" + QByteArray(size - 8, 'x') + "\"}"; };
        QVERIFY(payloadText(payloadOf(1048576), {}));
        const auto refused = payloadText(payloadOf(1048577), {});
        QVERIFY(!refused);
        QVERIFY(refused.error().message.contains(u"Request larger than allowed: 1048577 > 1048576 bytes."_s));
    }
    void names_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("good");
        QTest::newRow("1") << u"a"_s << true;
        QTest::newRow("255") << QString(255, u'a') << true;
        QTest::newRow("256") << QString(256, u'a') << true;
        QTest::newRow("257") << QString(257, u'a') << false;
        QTest::newRow("none") << QString() << false;
    }
    void names()
    {
        QFETCH(QString, name);
        QTEST(nameProblem(name).isEmpty(), "good");
    }
    void values()
    {
        QVERIFY(valueProblem(json::Value::numberText(QByteArray(100, '1'))).isEmpty());
        QVERIFY(valueProblem(json::Value::numberText(QByteArray(101, '1'))).contains(u"Number too long"_s));
        QByteArray deep = QByteArray(199, '[') + "1" + QByteArray(199, ']');
        QVERIFY(valueProblem(jsonOf(deep)).isEmpty());
        deep = QByteArray(205, '[') + "1" + QByteArray(205, ']');
        QVERIFY(!valueProblem(jsonOf(deep)).isEmpty());
        QVERIFY(!valueProblem(jsonOf("{\"a\":[" + QByteArray(101, '2') + "]}")).isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestLimits)
#include "tst_limits.moc"
