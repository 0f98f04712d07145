#include "core/json/text.h"
#include "ui/gateway/list/objectfile.h"

#include <QTest>

using namespace Qt::StringLiterals;
using gateway::Key;
using gateway::Kind;

/// Files of objects, as JSON and as YAML: what is written is read again, without secrets where that is wanted.
class TestObjectFile : public QObject {
    Q_OBJECT

    static json::Value value(QByteArray text)
    {
        const auto read = json::read(text.replace('\'', '"'));
        return read ? read->value : json::Value();
    }

private Q_SLOTS:
    void filesOfObjects_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"f.json", "f.yaml", "F.YML"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void filesOfObjects()
    {
        QFETCH(QString, name);
        const QList<gateway::Document> objects{
            {{Kind::Route, u"7"_s, {}}, value("{'id':7,'uri':'/a','create_time':1,'update_time':2,'odd':{'x':1.0}}"), 0, 0},
            {{Kind::Consumer, u"jack"_s, {}}, value("{'username':'jack','plugins':{'key-auth':{'key':'abcdefgh'}}}"), 0, 0},
            {{Kind::Credential, u"c1"_s, u"jack"_s}, value("{'id':'c1','plugins':{'basic-auth':{'username':'j','password':'pppppp'}}}"), 0, 0},
            {{Kind::Secret, u"vault/1"_s, {}}, value("{'uri':'http://v','prefix':'p','token':'tttttttt'}"), 0, 0},
            {{Kind::PluginMetadata, u"syslog"_s, {}}, value("{'log_format':{'a':'b'}}"), 0, 0}};
        const auto whole = objectfile::fileOf(objects, nullptr, true);
        QVERIFY(!whole.contains(u"_withheld"));
        const auto text = objectfile::textOf(whole, name);
        QVERIFY(text);
        QCOMPARE(text->endsWith("#END\n"), name != u"f.json"); // else a gateway does not take it
        const auto items = objectfile::itemsOf(*text, name);
        QVERIFY(items);
        QCOMPARE(items->size(), objects.size());
        for (const auto &item : *items) {
            const auto same = std::find_if(objects.begin(), objects.end(), [&](const auto &object) { return object.key == item.key; });
            QVERIFY2(same != objects.end(), qPrintable(item.key.id));
            QVERIFY2(json::equal(gateway::sendable(item.key, item.value), gateway::sendable(item.key, same->value))
                         || item.key.kind == Kind::PluginMetadata || item.key.kind == Kind::Secret,
                     json::compact(item.value).constData());
        }
        QCOMPARE(items->first().key.kind, Kind::Secret); // what others need comes first
        QVERIFY(text->contains("1.0")); // numbers as they were
        QVERIFY(!text->contains("create_time"));
        const auto masked = *objectfile::textOf(objectfile::fileOf(objects, nullptr, false), name);
        for (const char *secret : {"abcdefgh", "pppppp", "tttttttt"})
            QVERIFY2(!masked.contains(secret), secret);
        const auto back = objectfile::itemsOf(masked, name);
        QVERIFY(back);
        int withheld = 0;
        for (const auto &item : *back)
            withheld += int(item.withheld.size());
        QCOMPARE(withheld, 3);
    }

    void standaloneFilesAreRead()
    {
        const auto items = objectfile::itemsOf("routes:\n  - id: 1\n    uri: /a\n    upstream_id: 2\nupstreams:\n  - id: 2\n    type: roundrobin\n"
                                               "    nodes:\n      \"127.0.0.1:80\": 1\nroutes_conf_version: 5\nplugins:\n  - name: cors\n#END\n",
                                               u"apisix.yaml"_s);
        QVERIFY2(items, items ? "" : qPrintable(items.error().message));
        QCOMPARE(items->size(), 2);
        QCOMPARE(items->first().key, (Key{Kind::Upstream, u"2"_s, {}}));
    }

    void yamlKeepsOrderAndNumbers()
    {
        const QByteArray text = "{'id':'r','zeta':1.50,'uri':'/a','alpha':{'b':12345678901234567890,'a':[]},'script':'local x = 1\\nreturn x\\n','status':0}";
        const QList<gateway::Document> objects{{{Kind::Route, u"r"_s, {}}, value(text), 0, 0}};
        const auto yaml = objectfile::textOf(objectfile::fileOf(objects, nullptr, true), u"f.yaml"_s);
        QVERIFY(yaml);
        QVERIFY2(yaml->contains("script: |\n      local x = 1\n      return x\n"), yaml->constData());
        const auto items = objectfile::itemsOf(*yaml, u"f.yaml"_s);
        QVERIFY(items && items->size() == 1);
        const auto sent = gateway::sendable(objects.first().key, objects.first().value);
        QCOMPARE(json::compact(items->first().value), json::compact(sent)); // byte by byte
    }

    void whatYamlCannotSayIsAnError()
    {
        const auto half = json::Value::object({{u"id"_s, json::Value::string(u"r"_s)}, {u"desc"_s, json::Value::string(QString(QChar(0xd800)))}});
        const auto file = objectfile::fileOf({{{Kind::Route, u"r"_s, {}}, half, 0, 0}}, nullptr, true);
        QVERIFY(!objectfile::textOf(file, u"f.yaml"_s));
        QVERIFY(objectfile::textOf(file, u"f.json"_s));
    }
};

QTEST_APPLESS_MAIN(TestObjectFile)
#include "tst_objectfile.moc"
