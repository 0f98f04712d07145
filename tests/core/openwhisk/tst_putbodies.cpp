#include "core/json/text.h"
#include "core/openwhisk/document.h"
#include "core/openwhisk/keyvalues.h"
#include "core/openwhisk/packages.h"
#include "core/openwhisk/rules.h"
#include "core/openwhisk/triggers.h"
#include "openedaction.h"
#include "tests/support/await.h"
#include "tests/support/fakeserver.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace openwhisk;

namespace {

const QByteArray ns = "/api/v1/namespaces/_";

/// JSON written with ' for the quotes.
QByteArray quoted(QByteArray text)
{
    return text.replace('\'', '"').replace("\n", "");
}
json::Value jsonIn(const QByteArray &text)
{
    return json::read(quoted(text))->value;
}

/// Types, order, init, encryption and members that nobody knows: what an editor must not lose.
const QByteArray oddParameters = quoted(
    "[{'key':'text','value':'1.0'},{'key':'number','value':1.50},{'key':'big','value':12345678901234567890,'init':true},"
    "{'key':'sealed','value':'ReUnIaAoDg==','encryption':'aes-256'},{'key':'later','value':null,'since':{'b':1,'a':[0.10]}},"
    "{'key':'nested','value':{'b':[null,true,{'z':0.10}],'a':''}}]");
const QByteArray oddAnnotations
    = quoted("[{'key':'description','value':{'not':'a text'}},{'key':'mine','value':[1,'1',1.0],'by':'somebody'}]");

QByteArray entity(const QByteArray &name, const QByteArray &members, const QByteArray &space = "guest")
{
    return quoted("{'namespace':'" + space + "','name':'" + name + "','version':'0.0.7','updated':1700000000000,'publish':false,"
                  "'futureMember':{'z':1,'a':2.0}") + (members.isEmpty() ? "" : "," + members) + '}';
}
QByteArray lists(const QByteArray &parameters = oddParameters, const QByteArray &annotations = oddAnnotations)
{
    return "\"parameters\":" + parameters + ",\"annotations\":" + annotations;
}

} // namespace

/// One parameter or annotation is edited: what goes into the PUT body and what is left to the server (facts 4.1).
class TestPutBodies : public QObject {
    Q_OBJECT

    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<net::Client> m_client;

    void serve(const QByteArray &path, const QByteArray &document)
    {
        m_server->on("GET " + ns + path + "*", answer::json(document));
        m_server->on("PUT " + ns + path + "*", answer::json(document));
    }
    FakeRequest lastPut() const
    {
        FakeRequest last;
        for (const FakeRequest &request : m_server->requests())
            if (request.method == "PUT")
                last = request;
        return last;
    }
    /// The list as it was but for the one value.
    static QByteArray with(const QByteArray &list, const QByteArray &from, const QByteArray &to)
    {
        QByteArray changed = list;
        const qsizetype at = changed.indexOf(from);
        if (at < 0 || changed.indexOf(from, at + 1) >= 0)
            qFatal("%s is not there once", from.constData());
        return changed.replace(at, from.size(), to);
    }
    void actionPut(const EntityName &name, const std::function<void(ActionEdit &)> &change)
    {
        const auto opened = openAction(*m_client, name, this);
        QVERIFY(opened);
        ActionEdit now = opened->edit;
        change(now);
        QVERIFY(await(saveAction(*m_client, name, updateBody(opened->action, opened->edit, now), this)));
    }
    QByteArray documentPut(Collection collection, const QString &name, const json::Value &body)
    {
        const auto put = await(putDocument(*m_client, collection, {u"_"_s, {}, name}, body, Overwrite::Yes, this));
        return put ? lastPut().body : QByteArray(put.error().message.toUtf8());
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<FakeServer>();
        net::Endpoint endpoint;
        endpoint.base = m_server->url();
        endpoint.authorization = "Basic eDp5";
        m_client = std::make_unique<net::Client>(endpoint, nullptr);
        const QByteArray exec = quoted("'exec':{'kind':'nodejs:20','code':'x','main':'m','binary':false,'new':1},"
                                       "'limits':{'timeout':60000,'memory':256,'logs':10,'concurrency':1,'instances':5}");
        serve("/actions/a", entity("a", exec + ',' + lists()));
        serve("/actions/s", entity("s", quoted("'exec':{'kind':'sequence','components':['/guest/a']},'limits':{},")
                                            + lists("[]", oddAnnotations)));
        // GET shows the package's parameters among the action's own ones (facts 4.4).
        const QByteArray own = quoted("{'key':'own','value':1.50,'init':true},{'key':'second','value':null,'encryption':'aes-128'}");
        serve("/actions/p/a", entity("a", exec + ',' + lists('[' + own + ',' + oddParameters.mid(1)), "guest/p"));
        serve("/packages/p", entity("p", "\"binding\":{},\"actions\":[],\"feeds\":[]," + lists()));
        serve("/packages/b", entity("b", quoted("'binding':{'namespace':'guest','name':'p'},'actions':[],'feeds':[],")
                                        + lists('[' + own + ',' + oddParameters.mid(1))));
        m_server->on("GET /api/v1/namespaces/guest/packages/p",
                     answer::json(entity("p", "\"binding\":{},\"actions\":[],\"feeds\":[]," + lists())));
        serve("/triggers/t", entity("t", quoted("'limits':{},'rules':{'guest/r':{'action':{'path':'guest','name':'a'},"
                                                "'status':'active'}},") + lists()));
        serve("/rules/r", entity("r", quoted("'status':'active','trigger':{'path':'guest','name':'t'},"
                                             "'action':{'path':'guest','name':'a'},'annotations':") + oddAnnotations));
    }
    void cleanup()
    {
        m_client.reset();
        m_server.reset();
    }

    void actionParameter()
    {
        actionPut({u"_"_s, {}, u"a"_s},
                  [](ActionEdit &e) { e.parameters = withValue(e.parameters, u"number"_s, json::Value::numberText("2.50")); });
        QCOMPARE(lastPut().body, "{\"parameters\":" + with(oddParameters, "1.50", "2.50") + '}');
        QVERIFY(lastPut().target.endsWith("?overwrite=true"));
        QCOMPARE(m_server->count("PUT *"), 1);
    }
    void actionAnnotationGoesAlone()
    {
        actionPut({u"_"_s, {}, u"a"_s},
                  [](ActionEdit &e) { e.annotations = withValue(e.annotations, u"description"_s, json::Value::string(u"x"_s)); });
        QCOMPARE(lastPut().body, quoted("{'annotations':[{'key':'description','value':'x'}]}")); // the server merges them
        actionPut({u"_"_s, {}, u"a"_s}, [](ActionEdit &e) { e.annotations.removeFirst(); });
        QCOMPARE(lastPut().body, quoted("{'delAnnotations':['description']}"));
        actionPut({u"_"_s, {}, u"a"_s},
                  [](ActionEdit &e) { e.annotations = withValue(e.annotations, u"mine"_s, json::Value::boolean(true)); });
        QCOMPARE(lastPut().body, quoted("{'annotations':[{'key':'mine','value':true,'by':'somebody'}]}"));
    }
    void actionLimitGoesAlone()
    {
        actionPut({u"_"_s, {}, u"a"_s}, [](ActionEdit &e) { e.limits.memoryMb = 512; });
        QCOMPARE(lastPut().body, quoted("{'limits':{'memory':512}}"));
    }
    void actionCodeTakesItsExecAlong()
    {
        actionPut({u"_"_s, {}, u"a"_s}, [](ActionEdit &e) { e.exec.code = u"y"_s; });
        QCOMPARE(lastPut().body, quoted("{'exec':{'kind':'nodejs:20','code':'y','main':'m','new':1}}"));
    }
    void packagedActionKeepsThePackagesOut()
    {
        actionPut({u"_"_s, u"p"_s, u"a"_s},
                  [](ActionEdit &e) { e.parameters = withValue(e.parameters, u"own"_s, json::Value::numberText("2.0")); });
        QCOMPARE(lastPut().body, quoted("{'parameters':[{'key':'own','value':2.0,'init':true},"
                                        "{'key':'second','value':null,'encryption':'aes-128'}]}"));
        actionPut({u"_"_s, u"p"_s, u"a"_s},
                  [](ActionEdit &e) { e.annotations = withValue(e.annotations, u"mine"_s, json::Value::number(1)); });
        QVERIFY(!json::read(lastPut().body)->value.contains(u"parameters"));
    }
    void sequenceAnnotationsGoWithoutTheExec()
    {
        actionPut({u"_"_s, {}, u"s"_s}, [](ActionEdit &e) {
            e.exec.components.append(u"/guest/b"_s);
            e.annotations.removeFirst();
        });
        QCOMPARE(m_server->count("PUT *"), 2); // beside the exec the server would lose what is taken away
        QCOMPARE(lastPut().body, quoted("{'exec':{'kind':'sequence','components':['/guest/a','/guest/b']}}"));
        for (const FakeRequest &request : m_server->requests())
            if (request.method == "PUT" && request.body.contains("delAnnotations"))
                QCOMPARE(request.body, quoted("{'delAnnotations':['description']}"));
    }

    void package_data()
    {
        QTest::addColumn<QString>("list");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("parameter") << u"parameters"_s << u"nested"_s
                                   << "{\"parameters\":" + with(oddParameters, quoted("{'b':[null,true,{'z':0.10}],'a':''}"), "7") + '}';
        QTest::newRow("with init") << u"parameters"_s << u"big"_s
                                   << "{\"parameters\":" + with(oddParameters, "12345678901234567890", "7") + '}';
        QTest::newRow("with a member of its own") << u"parameters"_s << u"later"_s
                                                  << "{\"parameters\":" + with(oddParameters, quoted("'value':null,'since'"), quoted("'value':7,'since'")) + '}';
        QTest::newRow("annotation") << u"annotations"_s << u"description"_s
                                    << "{\"annotations\":" + with(oddAnnotations, quoted("{'not':'a text'}"), "7") + '}';
    }
    void package()
    {
        QFETCH(QString, list);
        QFETCH(QString, key);
        QFETCH(QByteArray, body);
        const auto loaded = await(loadPackage(*m_client, {u"_"_s, {}, u"p"_s}, this));
        QVERIFY(loaded);
        const bool parameters = list == u"parameters"_s;
        json::Value sent = json::Value::object();
        sent.set(list, toJson(withValue(parameters ? loaded->own : loaded->package.annotations, key, json::Value::number(7))));
        QCOMPARE(documentPut(Collection::Packages, u"p"_s, sent), body);
    }
    void bindingSendsItsOwnOnly()
    {
        const auto loaded = await(loadPackage(*m_client, {u"_"_s, {}, u"b"_s}, this));
        QVERIFY(loaded && !loaded->chained);
        json::Value sent = json::Value::object();
        sent.set(u"parameters", toJson(withValue(loaded->own, u"own"_s, json::Value::boolean(false))));
        QCOMPARE(documentPut(Collection::Packages, u"b"_s, sent),
                 quoted("{'parameters':[{'key':'own','value':false,'init':true},"
                        "{'key':'second','value':null,'encryption':'aes-128'}]}"));
        QCOMPARE(loaded->ofProvider.size(), 6);
    }

    void trigger()
    {
        const auto read = await(getTrigger(*m_client, {u"_"_s, {}, u"t"_s}, this));
        QVERIFY(read);
        const TriggerEdit was = editOf(*read);
        TriggerEdit now = was;
        now.parameters = withValue(now.parameters, u"text"_s, json::Value::string(u"2"_s));
        QVERIFY(await(putTrigger(*m_client, {u"_"_s, {}, u"t"_s}, updateBody(was, now), Overwrite::Yes, this)));
        QCOMPARE(lastPut().body, "{\"parameters\":" + with(oddParameters, "\"1.0\"", "\"2\"") + '}');
        now = was;
        now.annotations = withValue(now.annotations, u"mine"_s, json::Value::array());
        QVERIFY(await(putTrigger(*m_client, {u"_"_s, {}, u"t"_s}, updateBody(was, now), Overwrite::Yes, this)));
        QCOMPARE(lastPut().body, "{\"annotations\":" + with(oddAnnotations, quoted("[1,'1',1.0]"), "[]") + '}');
        QCOMPARE(json::compact(updateBody(was, was)), QByteArray("{}")); // neither rules nor limits
    }
    void rule()
    {
        const auto read = await(getRule(*m_client, {u"_"_s, {}, u"r"_s}, this));
        QVERIFY(read);
        const RuleEdit was = editOf(*read);
        RuleEdit now = was;
        now.annotations = withValue(now.annotations, u"mine"_s, json::Value::string(u"x"_s));
        QVERIFY(await(putRule(*m_client, {u"_"_s, {}, u"r"_s}, updateBody(was, now), Overwrite::Yes, this)));
        QCOMPARE(lastPut().body, "{\"annotations\":" + with(oddAnnotations, quoted("[1,'1',1.0]"), "\"x\"") + '}');
        now = was;
        now.action = {u"_"_s, u"p"_s, u"a"_s};
        QVERIFY(await(putRule(*m_client, {u"_"_s, {}, u"r"_s}, updateBody(was, now), Overwrite::Yes, this)));
        QCOMPARE(lastPut().body, quoted("{'action':'/_/p/a'}")); // its status is no business of a PUT
    }

    void whatIsReadGoesBackAsItCame()
    {
        const json::Value parameters = json::read(oddParameters)->value;
        QCOMPARE(json::compact(toJson(keyValuesFromJson(parameters))), oddParameters);
        QCOMPARE(json::compact(toJson(keyValuesFromJson(jsonIn("[{'value':1,'key':'b','init':false}]")))),
                 quoted("[{'key':'b','value':1}]")); // as the server would say it
        QVERIFY(keyValuesFromJson(jsonIn("{}")).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestPutBodies)
#include "tst_putbodies.moc"
