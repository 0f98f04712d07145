#include "core/openwhisk/serverinfo.h"

#include "data.h"


using namespace Qt::StringLiterals;
using namespace openwhisk;

class TestServerInfo : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void realServer()
    {
        const auto api = jsonOf(R"({"description":"OpenWhisk API","api_version":"1.0.0","build":"2026-08-05","buildno":"n"})");
        const ServerInfo info = serverInfoFromJson(data("root.json"), api);
        QCOMPARE(info.description, u"OpenWhisk API"_s);
        QCOMPARE(info.build, u"2026-08-05"_s);
        QVERIFY(info.runtimesKnown);
        QCOMPARE(info.runtimes.size(), 13);
        QCOMPARE(info.runtimes.first().family, u"dotnet"_s);
        const auto node = std::find_if(info.runtimes.begin(), info.runtimes.end(),
                                       [](const auto &r) { return r.family == u"nodejs"_s && r.isDefault; });
        QCOMPARE(node->kind, u"nodejs:20"_s);
    }
    void hiddenByAProxy()
    {
        const ServerInfo info = serverInfoFromJson({}, jsonOf(R"({"description":"x"})"));
        QVERIFY(!info.runtimesKnown);
        QVERIFY(info.runtimes.size() > 5);
        QCOMPARE(serverInfoFromJson({}, {}).description, u""_s);
    }
    void limits()
    {
        const auto limits = limitsFromDocument(jsonOf(R"({"invocationsPerMinute":600000,"maxActionMemory":2048,
            "maxParameterSize":"2 MB","maxActionConcurrency":500})"));
        QCOMPARE(limits.invocationsPerMinute, 600000);
        QCOMPARE(limits.maxMemoryMb, 2048);
        QCOMPARE(limits.minMemoryMb, 128);
        QCOMPARE(limits.maxParameterBytes, 2097152);
        QCOMPARE(limitsFromDocument({}).maxTimeoutMs, 300000);
    }
    void sizes()
    {
        QCOMPARE(*bytesFromText(json::Value::string(u"1048576 B"_s)), 1048576);
        QCOMPARE(*bytesFromText(json::Value::string(u"3 kb"_s)), 3072);
        QCOMPARE(*bytesFromText(json::Value::number(7)), 7);
        for (const QString &text : {u""_s, u"MB"_s, u"-1 B"_s, u"1 XB"_s, u"99999999999999999 GB"_s})
            QVERIFY2(!bytesFromText(json::Value::string(text)), qPrintable(text));
    }
};

QTEST_APPLESS_MAIN(TestServerInfo)
#include "tst_serverinfo.moc"
