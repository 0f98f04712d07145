#include "core/gateway/expose.h"
#include "core/gateway/functions.h"
#include "core/gateway/kinds.h"
#include "core/gateway/pluginform.h"
#include "core/json/text.h"

#include <QTest>

using namespace gateway;
using namespace Qt::StringLiterals;

static json::Value value(QByteArray text)
{
    const auto parsed = json::read(text.replace('\'', '"'));
    return parsed ? parsed->value : json::Value();
}

class TestFunctions : public QObject {
    Q_OBJECT

private:
    const QByteArray m_good = "'api_host':'https://h','service_token':'u:p','namespace':'guest','action':'hello','timeout':60000";

    /// "weight pointer", notes about the whole left out.
    static QStringList found(const QString &plugin, const json::Value &conf, const FunctionPlace &place = {})
    {
        QStringList lines;
        for (const Advice &advice : functionAdvice(plugin, conf, place))
            if (advice.weight != Advice::Weight::Note || !advice.pointer.isEmpty())
                lines.append(QString::number(int(advice.weight)) + advice.pointer);
        return lines;
    }

private Q_SLOTS:
    void openwhisk_data()
    {
        QTest::addColumn<QByteArray>("more"); // members put behind the good ones; the last one of a name counts
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *title, const char *more, const char *expected) {
            QTest::newRow(title) << QByteArray(more) << QString::fromLatin1(expected);
        };
        row("good", "'x':1", "");
        row("no scheme", "'api_host':'127.0.0.1:3233'", "2/api_host");
        row("empty", "'api_host':''", "2/api_host");
        row("slash", "'api_host':'https://h/'", "1/api_host");
        row("plain to others", "'api_host':'http://h'", "1/api_host");
        row("plain to itself", "'api_host':'http://127.0.0.1:3233'", "");
        row("reference", "'api_host':'$env://HOST','service_token':'$secret://vault/1/k'", "");
        row("blank", "'action':'a b'", "2/action");
        row("package in action", "'action':'p/a'", "2/action");
        row("token", "'service_token':'abc'", "2/service_token");
        row("not verified", "'ssl_verify':false", "1/ssl_verify");
    }

    void openwhisk()
    {
        QFETCH(QByteArray, more);
        QFETCH(QString, expected);
        QCOMPARE(found(u"openwhisk"_s, value('{' + m_good + ',' + more + '}')).join(u' '), expected);
    }

    void patience()
    {
        const json::Value conf = value("{'api_host':'https://h'}");
        QCOMPARE(found(u"openwhisk"_s, conf), QStringList{u"0/timeout"_s});
        QCOMPARE(found(u"openwhisk"_s, conf, {{}, 60000}), QStringList{u"1/timeout"_s});
        QCOMPARE(found(u"openwhisk"_s, conf, {{}, 1000}), QStringList());
    }

    void openfunction()
    {
        const auto of = [](const char *conf) { return found(u"openfunction"_s, value(conf)).join(u' '); };
        QCOMPARE(of("{'function_uri':'https://h/default/f','timeout':9000}"), QString());
        QCOMPARE(of("{'function_uri':'h/f','timeout':9000}"), u"2/function_uri"_s);
        QCOMPARE(of("{'function_uri':'https://h','timeout':9000}"), u"2/function_uri"_s);
        QCOMPARE(of("{'function_uri':'https://h:8080/f?a=1','timeout':9000,'authorization':5}"),
                 u"1/function_uri 0/function_uri 2/authorization"_s);
        const auto advice = functionAdvice(u"openfunction"_s, value("{'function_uri':'https://h/f','timeout':1}"),
                                           {{u"/a/*"_s, u"/b*"_s, u"/c"_s}, {}});
        QCOMPARE(advice.size(), 2);
        QVERIFY(advice[0].sentence.contains(u"/b*") && advice[1].sentence.contains(u"/c"));
    }

    void urls()
    {
        const json::Value conf = value('{' + m_good + ",'package':'p','result':false}");
        const QString url = u"https://h/api/v1/namespaces/guest/actions/p/hello?blocking=true&result=false&timeout=60000"_s;
        QCOMPARE(functionUrl(u"openwhisk"_s, conf), url);
        QCOMPARE(forwardedUrl(u"openwhisk"_s, conf, u"/a/*"_s, u"/a/b"_s), url);
        QCOMPARE(functionUrl(u"openwhisk"_s, value("{'api_host':'h'}")), QString());
        QCOMPARE(functionUrl(u"cors"_s, conf), QString());
    }

    void exposes()
    {
        Exposure exposure{u"https://h/"_s, u"u:p"_s, u"guest"_s, u"shop"_s, u"price quote"_s, 300'000, {}, {}, {u"POST"_s}};
        const json::Value route = routeFor(exposure);
        const json::Value conf = route.value(u"plugins").value(u"openwhisk");
        QCOMPARE(route.value(u"uri").toString(), u"/shop/price quote"_s);
        QCOMPARE(conf.value(u"timeout"), json::Value::number(60'000)); // the plugin lets no more
        QCOMPARE(conf.value(u"api_host").toString(), u"https://h"_s);
        QCOMPARE(found(u"openwhisk"_s, conf), QStringList{u"2/action"_s});
        QCOMPARE(routeIdFor(exposure), u"shop-price-quote"_s);
        QCOMPARE(idProblem({Kind::Route, routeIdFor(exposure)}), QString());
        exposure = {u"http://127.0.0.1:3233"_s, u"u:p"_s, {}, {}, u"hello"_s, 1000, u"/hi"_s, {u"a.test"_s}, {}};
        QCOMPARE(json::compact(routeFor(exposure)),
                 QByteArray("{'name':'hello','uri':'/hi','hosts':['a.test'],'plugins':{'openwhisk':{'api_host':'http://127.0.0.1:3233',"
                            "'service_token':'u:p','namespace':'_','action':'hello'}}}")
                     .replace('\'', '"'));
        QCOMPARE(found(u"openwhisk"_s, routeFor(exposure).value(u"plugins").value(u"openwhisk"), {{u"/hi"_s}, 1000}), QStringList());
    }

    void forwards_data()
    {
        QTest::addColumn<QString>("functionUri");
        QTest::addColumn<QString>("routeUri");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("url");
        QTest::newRow("below") << u"http://h/default/f"_s << u"/fn/*"_s << u"/fn/a/b"_s << u"http://h/default/f/a/b"_s;
        QTest::newRow("slash once") << u"http://h/f/"_s << u"/fn/*"_s << u"/fn/a"_s << u"http://h/f/a"_s;
        QTest::newRow("exact") << u"http://h/f"_s << u"/fn"_s << u"/fn"_s << u"http://h/f"_s;
        QTest::newRow("star in a word") << u"http://h/f"_s << u"/fn*"_s << u"/fnx"_s << u"http://h/f"_s;
        QTest::newRow("query goes") << u"http://h/f?x=1"_s << u"/fn/*"_s << u"/fn/a"_s << u"http://h/f/a"_s;
    }

    void forwards()
    {
        QFETCH(QString, functionUri);
        QFETCH(QString, routeUri);
        QFETCH(QString, path);
        QFETCH(QString, url);
        const json::Value conf = json::Value::object({{u"function_uri"_s, json::Value::string(functionUri)}});
        QCOMPARE(forwardedUrl(u"openfunction"_s, conf, routeUri, path), url);
    }

    void pluginsRunByPhaseAndPriority()
    {
        const json::Value plugins = value("{'openwhisk':{},'nobody':{},'prometheus':{},'cors':{},'limit-count':{'_meta':{'priority':-3000}},'key-auth':{}}");
        QCOMPARE(runningOrder(plugins, nullptr, false),
                 QStringList({u"openwhisk"_s, u"nobody"_s, u"prometheus"_s, u"cors"_s, u"limit-count"_s, u"key-auth"_s}));
        Catalogue catalogue;
        for (const auto &[name, priority] : {std::pair{"openwhisk", -1901}, {"prometheus", 500}, {"cors", 4000}, {"limit-count", 1002}, {"key-auth", 2500}}) {
            Plugin plugin;
            plugin.name = QString::fromLatin1(name);
            plugin.priority = priority;
            plugin.phase = pluginPhase(plugin.name);
            catalogue.http.append(plugin);
        }
        QCOMPARE(runningOrder(plugins, &catalogue, false),
                 QStringList({u"cors"_s, u"key-auth"_s, u"openwhisk"_s, u"limit-count"_s, u"prometheus"_s, u"nobody"_s}));
        QCOMPARE(priorityOf(value("{'_meta':{'priority':7}}"), catalogue.http.first()), 7);
    }

    void switchesWithoutTrace()
    {
        const auto there = [](const QByteArray &before, const QByteArray &now, bool disabled) {
            const auto made = withDisabled(value(now), disabled, before.isEmpty() ? std::nullopt : std::optional(value(before)));
            return json::compact(made).replace('"', '\'');
        };
        QCOMPARE(there("{'a':1}", "{'a':1}", true), "{'a':1,'_meta':{'disable':true}}");
        QCOMPARE(there("{'a':1}", "{'a':1,'_meta':{'disable':true}}", false), "{'a':1}");
        QCOMPARE(there("{'_meta':{'disable':false}}", "{'_meta':{'disable':true}}", false), "{'_meta':{'disable':false}}");
        QCOMPARE(there("{'_meta':{}}", "{'_meta':{'disable':true}}", false), "{'_meta':{}}");
        QCOMPARE(there({}, "{'_meta':{'priority':5,'disable':true}}", false), "{'_meta':{'priority':5}}");
        QVERIFY(isDisabled(value("{'_meta':{'disable':true}}")));
        QVERIFY(!isDisabled(value("{'_meta':5}")));
    }

    void formsSayMoreThanSchemas()
    {
        Plugin plugin;
        plugin.name = u"openfunction"_s;
        plugin.schema = value("{'type':'object','properties':{'authorization':{'service_token':{'type':'string'}},'_meta':{'type':'object'}}}");
        const json::Value authorization = formSchema(plugin, Part::Route).value(u"properties").value(u"authorization");
        QCOMPARE(authorization.value(u"anyOf").size(), 2);
        QVERIFY(authorization.value(u"anyOf").items().first().value(u"properties").contains(u"service_token"));
        plugin.name = u"key-auth"_s;
        plugin.consumerSchema = value("{'type':'object','properties':{'key':{'type':'string'}}}");
        QVERIFY(formSchema(plugin, Part::Consumer).value(u"properties").contains(u"_meta"));
        QVERIFY(formSchema(plugin, Part::Consumer).value(u"properties").contains(u"key"));
        QVERIFY(formSchema(plugin, Part::Route) == plugin.schema);
        QVERIFY(formSchema(plugin, Part::Metadata).isNull());
    }

    void pluginsAreOfAGroup()
    {
        const auto group = [](const char *name, const char *type = "") {
            Plugin plugin;
            plugin.name = QString::fromLatin1(name);
            plugin.type = QString::fromLatin1(type);
            plugin.phase = pluginPhase(plugin.name);
            return groupOf(plugin);
        };
        QVERIFY(group("openwhisk") == PluginGroup::Function && group("aws-lambda") == PluginGroup::Function);
        QVERIFY(group("ai-proxy") == PluginGroup::Ai && group("ai") == PluginGroup::Traffic);
        QVERIFY(group("key-auth", "auth") == PluginGroup::Security && group("ip-restriction") == PluginGroup::Security);
        QVERIFY(group("http-logger") == PluginGroup::Observe && group("zipkin") == PluginGroup::Observe);
        QVERIFY(group("response-rewrite") == PluginGroup::Transform && group("limit-count") == PluginGroup::Traffic);
    }
};

QTEST_GUILESS_MAIN(TestFunctions)
#include "tst_functions.moc"
