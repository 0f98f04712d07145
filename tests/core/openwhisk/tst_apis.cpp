#include "core/net/requestlog.h"
#include "core/openwhisk/apis.h"
#include "data.h"
#include "tests/support/fakeserver.h"
#include "tests/support/netclient.h"

#include <QUrlQuery>

using namespace Qt::StringLiterals;
using namespace openwhisk;

namespace {

const QByteArray root = "/api/v1/web/whisk.system/apimgmt/";
const QByteArray guid = "23bc46b1-71f6-4ed5-8c54-816aa4f8c502";

/// As a real server answered (recorded).
QByteArray api(const QByteArray &basePath, const QByteArray &title)
{
    return R"({"apidoc":{"basePath":")" + basePath + R"(","info":{"title":")" + title + R"(","version":"1.0.0"},"paths":{
      "/u/{id}":{"get":{"operationId":"getUId","parameters":[{"in":"path","name":"id","required":true,"type":"string"}],
        "responses":{"default":{"description":"Default response"}},"x-openwhisk":{"action":"hello","namespace":"oscar",
        "package":"","url":"http://localhost:3240/api/v1/web/oscar/default/hello.http"}}},
      "/world":{"get":{"operationId":"getWorld","responses":{"default":{"description":"Default response"}},"x-openwhisk":{
        "action":"web","namespace":"oscar","package":"tools","url":"http://localhost:3240/api/v1/web/oscar/tools/web.json"}}}},
      "swagger":"2.0","x-ibm-configuration":{"assembly":{"execute":[{"operation-switch":{"case":[{"execute":[{"invoke":{
        "target-url":"http://localhost:3240/api/v1/web/oscar/tools/web.json","verb":"keep"}},{"set-variable":{"actions":[{
        "set":"message.headers.X-Require-Whisk-Auth","value":"s3cret-s3cret"}]}}],"operations":["getWorld"]}]}}]},
        "cors":{"enabled":true}}},"gwApiActivated":true,"gwApiUrl":"http://localhost:9001/api/)" + guid + basePath
        + R"(","namespace":"Not Used","tenantId":"Not Used"})";
}

QByteArray listOf(const QList<QByteArray> &apis)
{
    QByteArrayList items;
    for (const QByteArray &one : apis)
        items.append(R"({"id":"Not Used","key":"Not Used","value":)" + one + '}');
    return "{\"apis\":[" + items.join(',') + "]}";
}

FakeAnswer refusal(const QByteArray &words)
{
    return answer::json("{\n  \"error\": " + words + "\n}", 502, {{"x-openwhisk-activation-id", "abc"}});
}

const QByteArray webAction = R"({"namespace":"oscar","name":"sec","version":"0.0.1","exec":{"kind":"nodejs:20"},"limits":{},
    "annotations":[{"key":"web-export","value":true},{"key":"require-whisk-auth","value":"s3cret-s3cret"}],"parameters":[]})";

const char *createBody
    = R"({"apidoc":{"namespace":"_","apiName":"Hello API","gatewayBasePath":"/hello","gatewayPath":"/u/{id}",)"
      R"("gatewayMethod":"GET","id":"API:_:/hello","action":{"name":"sec","namespace":"_","backendMethod":"GET",)"
      R"("authkey":"KEY","backendUrl":"BASE/api/v1/web/_/default/sec.http","secureKey":"s3cret-s3cret"},)"
      R"("pathParameters":[{"name":"id","in":"path","description":"Default description for 'id'","required":true,)"
      R"("type":"string"}]}})";

const char *swagger
    = R"({"swagger":"2.0","basePath":"/sw","info":{"title":"T","version":"1"},"x-mine":{"keep":1.50},"paths":{)"
      R"("/p/{id}":{"get":{"parameters":[{"name":"id","in":"path"}],)"
      R"("x-openwhisk":{"url":"http://h/api/v1/web/g/default/a.http"}},"parameters":[]},)"
      R"("/q":{"post":{"operationId":"mine","x-openwhisk":{"url":"http://h/api/v1/web/g/default/b.json"}}}}})";

} // namespace

class TestApis : public QObject {
    Q_OBJECT

    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<net::RequestLog> m_log;
    std::unique_ptr<net::Client> m_client;

    QUrlQuery lastQuery() const
    {
        return QUrlQuery(QString::fromUtf8(m_server->requests().last().target).section(u'?', 1));
    }

private Q_SLOTS:
    void init()
    {
        m_client.reset();
        m_server = std::make_unique<FakeServer>();
        m_log = std::make_unique<net::RequestLog>();
        m_client = std::make_unique<net::Client>(netclient::endpoint(m_server->url()), m_log.get());
    }
    void cleanupTestCase() { m_client.reset(); }

    void listed()
    {
        m_server->on("GET " + root + "getApi.http*", answer::json(listOf({api("/hello", "Hello API"), api("/two", "/two")})));
        const auto apis = await(listApis(*m_client, this));
        QVERIFY(apis);
        QCOMPARE(apis->size(), 2);
        const Api &first = apis->first();
        QCOMPARE(first.name, u"Hello API"_s);
        QVERIFY(first.url.endsWith(u"/hello"_s));
        QCOMPARE(first.operations.size(), 2);
        QCOMPARE(first.operations.at(0).path, u"/u/{id}"_s);
        QCOMPARE(first.operations.at(0).responseType, u"http"_s);
        QCOMPARE(first.operations.at(1).action.full(), u"/oscar/tools/web"_s);
        QCOMPARE(lastQuery().queryItemValue(u"spaceguid"_s), QString::fromLatin1(guid));
        QCOMPARE(m_server->count(), 1);
        for (const auto &entry : m_log->entries())
            QVERIFY(!entry.responseBody.redacted().contains("s3cret"));
    }
    void moreThanAPage()
    {
        QList<QByteArray> all;
        for (int i = 0; i < 65; ++i)
            all.append(api("/a" + QByteArray::number(i), "x"));
        m_server->on("GET " + root + "getApi.http*", [all](const FakeRequest &r) {
            const QUrlQuery query(QString::fromUtf8(r.target).section(u'?', 1));
            return answer::json(listOf(all.mid(query.queryItemValue(u"skip"_s).toInt(), query.queryItemValue(u"limit"_s).toInt())));
        });
        QCOMPARE(await(listApis(*m_client, this))->size(), 65);
        // A gateway that knows no pages gives all each time.
        m_server->on("GET " + root + "getApi.http*", answer::json(listOf(all)));
        QCOMPARE(await(listApis(*m_client, this))->size(), 65);
    }
    void faults()
    {
        QCOMPARE(await(listApis(*m_client, this)).error().kind, Error::Kind::NotFound); // not installed
        m_server->on("GET " + root + "getApi.http*", refusal("\"Unable to obtain API(s) from the API Gateway: Response failure code: 401\""));
        auto refused = await(listApis(*m_client, this));
        QVERIFY(refused.error().message.endsWith(u"failure code: 401"_s));
        m_server->on("GET " + root + "getApi.http*", refusal("{\"code\":1}"));
        QVERIFY(!await(listApis(*m_client, this)));
        m_server->on("GET " + root + "getApi.http*", answer::html("<html><title>502 Bad Gateway</title></html>", 502));
        QCOMPARE(await(listApis(*m_client, this)).error().kind, Error::Kind::Server);
    }
    void createdAsWskDoes()
    {
        m_server->on("GET /api/v1/namespaces/_/actions/sec?code=false", answer::json(webAction));
        m_server->on("POST " + root + "createApi.http*", answer::json(api("/hello", "Hello API")));
        ApiDraft draft;
        draft.name = u"Hello API"_s;
        draft.basePath = u"/hello"_s;
        draft.path = u"/u/{id}"_s;
        draft.action = {u"_"_s, {}, u"sec"_s};
        draft.responseType = u"http"_s;
        const auto made = await(createApi(*m_client, draft, this));
        QVERIFY(made);
        QCOMPARE(made->basePath, u"/hello"_s);
        const auto sent = jsonOf(m_server->requests().last().body);
        QByteArray expected = createBody;
        expected.replace("KEY", netclient::key).replace("BASE", m_server->url().toEncoded());
        QCOMPARE(json::compact(sent), expected);
        QCOMPARE(lastQuery().queryItemValue(u"responsetype"_s), u"http"_s);
        for (const auto &entry : m_log->entries()) {
            const QByteArray text = entry.requestBody.redacted() + entry.responseBody.redacted();
            QVERIFY(!text.contains("s3cret") && !text.contains(netclient::key));
        }
    }
    void onlyWebActionsAreServed()
    {
        QByteArray plain = webAction;
        m_server->on("GET /api/v1/namespaces/_/actions/sec?code=false", answer::json(plain.replace("true", "false")));
        ApiDraft draft{{}, u"/h"_s, u"/w"_s, u"get"_s, {u"_"_s, {}, u"sec"_s}, u"json"_s};
        QVERIFY(await(createApi(*m_client, draft, this)).error().message.contains(u"web action"_s));
        QCOMPARE(m_server->count("POST *"), 0);
        draft.action.name = u"gone"_s;
        QCOMPARE(await(createApi(*m_client, draft, this)).error().kind, Error::Kind::NotFound);
    }
    void draftsAreChecked()
    {
        const ApiDraft good{{}, u"/h"_s, u"/w"_s, u"get"_s, {u"_"_s, {}, u"a"_s}, u"json"_s};
        QVERIFY(apiDraftProblem(good).isEmpty());
        const auto problem = [good](auto change) {
            ApiDraft draft = good;
            change(draft);
            return apiDraftProblem(draft);
        };
        QVERIFY(!problem([](ApiDraft &d) { d.basePath = u"h"_s; }).isEmpty());
        QVERIFY(!problem([](ApiDraft &d) { d.basePath = u"/h/{x}"_s; }).isEmpty());
        QVERIFY(!problem([](ApiDraft &d) { d.path.clear(); }).isEmpty());
        QVERIFY(problem([](ApiDraft &d) { d.path = u"/{id}"_s; }).contains(u"'.http'"_s));
        QVERIFY(problem([](ApiDraft &d) {
                    d.path = u"/{id}"_s;
                    d.responseType = u"http"_s;
                }).isEmpty());
        QVERIFY(!problem([](ApiDraft &d) { d.verb = u"TRACE"_s; }).isEmpty());
        QVERIFY(!problem([](ApiDraft &d) { d.action.name.clear(); }).isEmpty());
    }
    void deleted()
    {
        m_server->on("DELETE " + root + "deleteApi.http*", answer::json("{\n\n}"));
        QVERIFY(await(deleteApi(*m_client, u"/hello"_s, u"/u/{id}"_s, u"get"_s, this)));
        QCOMPARE(lastQuery().queryItemValue(u"operation"_s), u"GET"_s);
        QCOMPARE(lastQuery().queryItemValue(u"relpath"_s, QUrl::FullyDecoded), u"/u/{id}"_s);
        QVERIFY(await(deleteApi(*m_client, u"/hello"_s, {}, {}, this)));
        QVERIFY(!lastQuery().hasQueryItem(u"relpath"_s));
        m_server->on("DELETE " + root + "deleteApi.http*", refusal("\"API deletion failure: API '/x' does not exist.\""));
        QCOMPARE(await(deleteApi(*m_client, u"/x"_s, {}, {}, this)).error().kind, Error::Kind::NotFound);
    }
    void swaggerIsCompleted()
    {
        const auto document = jsonOf(swagger);
        QVERIFY2(swaggerProblem(document).isEmpty(), qPrintable(swaggerProblem(document)));
        const auto complete = completedSwagger(document);
        QCOMPARE(complete.value(u"x-mine").value(u"keep").numberText(), QByteArray("1.50"));
        const auto cases = complete.value(u"x-ibm-configuration").value(u"assembly").value(u"execute").items().first()
                               .value(u"operation-switch").value(u"case");
        QCOMPARE(cases.size(), 2);
        QCOMPARE(json::compact(cases.items().at(0)),
                 R"({"operations":["getPId"],"execute":[{"invoke":{"target-url":)"
                 "\"http://h/api/v1/web/g/default/a.http$(request.path)\",\"verb\":\"keep\"}}]}");
        QCOMPARE(completedSwagger(complete), complete);
        m_server->on("POST " + root + "createApi.http*", answer::json(api("/sw", "T")));
        QVERIFY(await(importApi(*m_client, document, this)));
        const auto sent = jsonOf(m_server->requests().last().body).value(u"apidoc");
        QCOMPARE(jsonOf(sent.value(u"swagger").toString().toUtf8()), complete);
    }
    void badSwaggerIsNotSent()
    {
        for (const QByteArray &bad : {QByteArray("[]"), QByteArray(R"({"openapi":"3.0.0"})"), QByteArray(R"({"swagger":"2.0"})"),
                                      QByteArray(swagger).replace("/sw", "sw"), QByteArray(swagger).replace("a.http", "a.json"),
                                      QByteArray(swagger).replace("b.json", "b.json\"},\"y\":{\"z\":\"").replace("\"url\":\"http://h/api/v1/web/g/default/b", "\"u\":\""),
                                      QByteArray(R"({"swagger":"2.0","basePath":"/s","info":{},"paths":{}})")}) {
            const QString problem = swaggerProblem(jsonOf(bad));
            QVERIFY2(!problem.isEmpty(), bad.constData());
            QCOMPARE(await(importApi(*m_client, jsonOf(bad), this)).error().message, problem);
        }
        QCOMPARE(m_server->count(), 0);
    }
    void exportsHaveNoSecrets()
    {
        int leftOut = 0;
        const auto document = Api::fromJson(jsonOf(api("/hello", "x")))->swagger;
        const QByteArray text = json::compact(swaggerWithoutSecrets(document, &leftOut));
        QCOMPARE(leftOut, 1);
        QVERIFY(!text.contains("s3cret"));
        QVERIFY(text.contains("set-variable"));
    }
};

QTEST_GUILESS_MAIN(TestApis)
#include "tst_apis.moc"
