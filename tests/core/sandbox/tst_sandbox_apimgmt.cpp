#include "core/sandbox/system/apimgmt.h"

#include "core/sandbox/http/target.h"
#include "core/sandbox/system/apidoc.h"
#include "core/sandbox/system/apigateway.h"
#include "systemworld.h"

#include <QTest>

using namespace sandbox;
using namespace Qt::StringLiterals;

namespace {

json::Value parsed(const QByteArray &text) { return json::read(text)->value; }

/// "apidoc" of one path and verb, as wsk sends it.
json::Value endpoint(const QString &base, const QString &path, const QString &verb, const QString &action = u"hello"_s)
{
    auto doc = parsed(R"({"namespace":"_","action":{"namespace":"_","backendMethod":"GET","authkey":"k"}})");
    doc.set(u"gatewayBasePath", json::Value::string(base));
    doc.set(u"gatewayPath", json::Value::string(path));
    doc.set(u"gatewayMethod", json::Value::string(verb));
    auto named = doc.value(u"action");
    named.set(u"name", json::Value::string(action));
    named.set(u"backendUrl", json::Value::string(u"http://localhost:3233/api/v1/web/_/default/hello.http"_s));
    doc.set(u"action", named);
    auto parameters = json::Value::array();
    if (path.contains(u'{'))
        parameters.append(json::Value::object({{u"name"_s, json::Value::string(u"id"_s)}}));
    if (parameters.size() > 0)
        doc.set(u"pathParameters", parameters);
    return doc;
}

} // namespace

/// The actions behind `wsk api`, and the gateway that serves what they make.
class TestSandboxApimgmt : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<SystemWorld> m_world;
    HttpRequest m_seen; ///< what the web action would get
    bool m_forwarded = false;

    json::Value call(Native native, json::Value arguments) const
    {
        arguments.set(u"__ow_method", json::Value::string(u"post"_s));
        if (!arguments.contains(u"__ow_user"))
            arguments.set(u"__ow_user", json::Value::string(u"oscar"_s));
        arguments.set(u"spaceguid", json::Value::string(m_world->guid));
        return m_world->call(native, json::compact(arguments));
    }
    json::Value create(const json::Value &doc, const QString &type = u"json"_s) const
    {
        return call(createApi, json::Value::object({{u"apidoc"_s, doc}, {u"responsetype"_s, json::Value::string(type)}}));
    }
    json::Value remove(const QByteArray &arguments) const { return call(deleteApi, parsed(arguments)); }
    QStringList bases(const QByteArray &arguments = "{}") const
    {
        QStringList bases;
        const auto answer = call(getApi, parsed(arguments)).value(u"body").value(u"apis");
        for (const auto &api : answer.items())
            bases.append(api.value(u"value").value(u"apidoc").value(u"basePath").toString());
        return bases;
    }
    static QString errorOf(const json::Value &answer)
    {
        return answer.value(u"error").value(u"body").value(u"error").toString();
    }
    HttpResponse request(const QByteArray &method, const QByteArray &target, const Headers &headers = {})
    {
        HttpRequest request;
        request.method = method;
        request.target = target;
        request.headers = headers;
        if (splitTarget(request) || !isGatewayPath(*m_world->services, request))
            return plainText(599, "not the gateway's");
        m_forwarded = false;
        return serveGateway({*m_world->services, request, u"id"_s}, [this](const HttpRequest &inner) {
            m_forwarded = true;
            m_seen = inner;
            auto response = plainText(200, "ran");
            return response.with("X-Request-ID", "id").with("Access-Control-Allow-Origin", "*");
        });
    }
    HttpResponse get(const QByteArray &path) { return request("GET", "/api/" + m_world->guid.toLatin1() + path); }

private Q_SLOTS:
    void init() { m_world = std::make_unique<SystemWorld>(); }
    void cleanup() { m_world.reset(); }

    void namesOperations()
    {
        QCOMPARE(operationId(u"GET"_s, u"/u/{id}"_s), u"getUId"_s);
        QCOMPARE(operationId(u"get"_s, u"/"_s), u"get"_s);
        QCOMPARE(operationId(u"get"_s, u"/some-THING_else/v1.2"_s), u"getSome-thing_elseV12"_s);
    }

    void keepsApisOverARestart()
    {
        const auto answer = create(endpoint(u"/hello"_s, u"/world"_s, u"GET"_s));
        QCOMPARE(answer.value(u"statusCode").toInteger(), 200);
        const auto url = answer.value(u"body").value(u"gwApiUrl").toString();
        QCOMPARE(url, u"http://127.0.0.1:3233/api/%1/hello"_s.arg(m_world->guid));
        create(endpoint(u"/two"_s, u"/a"_s, u"GET"_s));
        create(endpoint(u"/hello"_s, u"/world"_s, u"POST"_s));
        m_world->open();
        QCOMPARE(bases(), (QStringList{u"/hello"_s, u"/two"_s}));
        QCOMPARE(bases(R"({"limit":"1","skip":"1"})"), QStringList{u"/two"_s});
        QCOMPARE(bases(R"({"basepath":"/hello"})"), QStringList{u"/hello"_s});
        QCOMPARE(m_world->system->apis().apis(m_world->guid).first().value(u"paths").value(u"/world").size(), 2);
    }

    void removesPieceByPiece()
    {
        create(endpoint(u"/a"_s, u"/x"_s, u"GET"_s));
        create(endpoint(u"/a"_s, u"/x"_s, u"PUT"_s));
        create(endpoint(u"/a"_s, u"/y"_s, u"GET"_s));
        QCOMPARE(remove(R"({"basepath":"/a","relpath":"/x","operation":"GET"})").value(u"statusCode").toInteger(), 200);
        QCOMPARE(errorOf(remove(R"({"basepath":"/a","relpath":"/x","operation":"GET"})")),
                 u"API deletion failure: path '/x' with operation 'get' does not exist in the API"_s);
        remove(R"({"basepath":"/a","relpath":"/x"})");
        QCOMPARE(errorOf(remove(R"({"basepath":"/a","relpath":"/x"})")), u"API deletion failure: path '/x' does not exist in the API"_s);
        QCOMPARE(bases(), QStringList{u"/a"_s});
        remove(R"({"basepath":"/a","relpath":"/y"})");
        QCOMPARE(bases(), QStringList());
        m_world->open();
        QCOMPARE(bases(), QStringList());
        QCOMPARE(errorOf(remove(R"({"basepath":"/a"})")), u"API deletion failure: API '/a' does not exist."_s);
        QCOMPARE(errorOf(remove("{}")), u"basepath is required."_s);
    }

    void answersPlainlyWhenInvoked()
    {
        const auto answer = m_world->call(getApi, R"({"spaceguid":"x","namespace":"oscar"})");
        QCOMPARE(json::compact(answer), QByteArray(R"({"apis":[]})"));
        QCOMPARE(m_world->call(createApi, "{}").value(u"error").toString(), u"A valid auth key is required."_s);
    }

    void importsSwagger()
    {
        auto swagger = parsed(R"({"swagger":"2.0","basePath":"/sw","info":{"title":"T","version":"1"},"paths":{"/p/{id}":{"get":)"
                              R"({"operationId":"getP","x-openwhisk":{"url":"http:\/\/h/api/v1/web/oscar/default/hello.json"}}}}})");
        const auto import = [&](const json::Value &document) {
            return create(json::Value::object({{u"namespace"_s, json::Value::string(u"_"_s)}, {u"swagger"_s, document}}));
        };
        QCOMPARE(errorOf(import(swagger)),
                 u"API creation failure: The action must use a response type of '.http' in order to receive the path parameters."_s);
        auto paths = parsed(R"({"/p/{id}":{"get":{"operationId":"getP","x-openwhisk":{"url":"http:\/\/h/api/v1/web/oscar/default/hello.http"}}}})");
        swagger.set(u"paths", paths);
        QCOMPARE(errorOf(import(swagger)), u"API creation failure: Cannot read properties of undefined (reading 'name')"_s);
        swagger.set(u"paths", parsed(R"({"/p":{"get":{"operationId":"getP"}}})"));
        QCOMPARE(errorOf(import(swagger)), u"API creation failure: Cannot read properties of undefined (reading 'assembly')"_s);
        swagger.set(u"x-ibm-configuration", parsed(R"({"assembly":{"execute":[{"invoke":)"
                                                       R"({"target-url":"https:\/\/elsewhere/api/v1/web/oscar/pkg/all.json","verb":"post"}}]}})"));
        QCOMPARE(import(json::Value::string(QString::fromUtf8(json::compact(swagger)))).value(u"statusCode").toInteger(), 200);
        QCOMPARE(get("/sw/p").body, QByteArray("ran"));
        QCOMPARE(m_seen.path, QByteArray("/api/v1/web/oscar/pkg/all.json"));
        QCOMPARE(m_seen.method, QByteArray("POST"));
    }

    void servesAnOperation()
    {
        create(endpoint(u"/hello"_s, u"/world"_s, u"GET"_s, u"pkg/hello"_s));
        const auto response = get("/hello/world?a=1&b=%20");
        QCOMPARE(response.body, QByteArray("ran"));
        QVERIFY(!response.headers.contains("X-Request-ID"));
        QCOMPARE(m_seen.target, QByteArray("/api/v1/web/oscar/pkg/hello.json?a=1&b=%20"));
        QCOMPARE(m_seen.query.find(u"b"), u" "_s);
        // What is longer goes on to the action.
        get("/hello/world/more/%7Bx%7D");
        QCOMPARE(m_seen.path, QByteArray("/api/v1/web/oscar/pkg/hello.json/more/%7Bx%7D"));
    }

    void handsPathParametersOn()
    {
        create(endpoint(u"/hello"_s, u"/u/{id}/pets"_s, u"GET"_s), u"http"_s);
        create(endpoint(u"/hello"_s, u"/u/me/pets"_s, u"GET"_s));
        get("/hello/u/a%20b/pets?x=1");
        QCOMPARE(m_seen.target, QByteArray("/api/v1/web/oscar/default/hello.http/hello/u/a%20b/pets?x=1"));
        get("/hello/u/me/pets");
        QCOMPARE(m_seen.target, QByteArray("/api/v1/web/oscar/default/hello.json"));
        QCOMPARE(get("/hello/u/7").status, 404);
    }

    void addsTheSecret()
    {
        auto doc = endpoint(u"/s"_s, u"/x"_s, u"GET"_s);
        auto action = doc.value(u"action");
        action.set(u"secureKey", json::Value::string(u"s3cret"_s));
        doc.set(u"action", action);
        create(doc);
        get("/s/x");
        QCOMPARE(m_seen.headers.find("X-Require-Whisk-Auth"), QByteArray("s3cret"));
    }

    void refusesTheRest()
    {
        create(endpoint(u"/hello"_s, u"/world"_s, u"GET"_s));
        auto response = get("/hello");
        QCOMPARE(response.status, 404);
        QCOMPARE(response.body, QByteArray("{\"status\":404,\"message\":\"Error: Not found.\"}\n"));
        QCOMPARE(response.headers.find("Content-Type"), QByteArray("application/json; charset=utf-8"));
        response = request("DELETE", "/api/" + m_world->guid.toLatin1() + "/hello/world");
        QCOMPARE(response.status, 404);
        QCOMPARE(response.body, QByteArray("{\"status\":404,\"message\":\"Error: Whoops. Verb not supported.\"}\n"));
        QVERIFY(!m_forwarded);
        QCOMPARE(request("GET", "/api/2f8a0c01-f668-4ca7-bec5-1c0d8da77d41/hello/world").status, 404);
        QCOMPARE(request("GET", "/api/nobody/hello").status, 599);
        QCOMPARE(request("GET", "/api/v1/namespaces").status, 599);
        QCOMPARE(request("GET", "/").status, 599);
    }

    void leadsNowhereElse()
    {
        auto swagger = parsed(R"({"swagger":"2.0","basePath":"/sw","info":{"title":"T"},"paths":{"/p":{"get":{}}},)"
                              R"("x-ibm-configuration":{"assembly":{"execute":[{"invoke":{"target-url":"http:\/\/example.org/x"}}]}}})");
        create(json::Value::object({{u"namespace"_s, json::Value::string(u"_"_s)}, {u"swagger"_s, swagger}}));
        QCOMPARE(get("/sw/p").status, 502);
        QVERIFY(!m_forwarded);
        QCOMPARE(request("OPTIONS", "/api/" + m_world->guid.toLatin1() + "/sw/p").status, 404); // no CORS in it
    }

    void sendsCorsHeadersWhenTheyAreOn()
    {
        create(endpoint(u"/hello"_s, u"/world"_s, u"GET"_s));
        const auto target = "/api/" + m_world->guid.toLatin1() + "/hello/world";
        const Headers asked{{"Origin", "http://page"}, {"Access-Control-Request-Headers", "x-a"}};
        QVERIFY(!request("OPTIONS", target, asked).headers.contains("Access-Control-Allow-Origin"));
        m_world->settings.cors = true;
        const auto preflight = request("OPTIONS", target, asked);
        QCOMPARE(preflight.status, 200);
        QVERIFY(!m_forwarded);
        QCOMPARE(preflight.headers.find("Access-Control-Allow-Origin"), QByteArray("http://page"));
        QCOMPARE(preflight.headers.find("Access-Control-Allow-Headers"), QByteArray("x-a"));
        const auto response = request("GET", target);
        QCOMPARE(std::count_if(response.headers.begin(), response.headers.end(),
                               [](const Header &header) { return header.name == "Access-Control-Allow-Origin"; }), 1);
    }
};

QTEST_GUILESS_MAIN(TestSandboxApimgmt)
#include "tst_sandbox_apimgmt.moc"
