#include "gatewayworld.h"

#include <QTest>

using namespace sandbox;
using namespace Qt::StringLiterals;

namespace {

QByteArray header(const HttpResponse &response, const char *name) { return response.headers.find(name).value_or(QByteArray()); }

QByteArray openwhisk(const char *more = "")
{
    return quoted("{'uri':'/fn','plugins':{'openwhisk':{'api_host':'http://SERVER','service_token':'u:p','namespace':'guest','action':'hello'")
        + quoted(more) + "}}}";
}

} // namespace

/// Routes whose requests become calls of functions.
class TestGatewayFunctions : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<GatewayWorld> m_world;

    HttpResponse answered(const char *body, int status = 200)
    {
        m_world->reply.status = status;
        m_world->reply.body = quoted(body);
        return m_world->get("/fn");
    }

private Q_SLOTS:
    void init()
    {
        m_world.reset(); // a process has one database
        m_world = std::make_unique<GatewayWorld>();
    }

    void callsTheAction()
    {
        QCOMPARE(m_world->put("/routes/r", openwhisk(",'package':'p','result':false,'timeout':900")), 201);
        m_world->reply.body = "{}";
        QCOMPARE(m_world->ask("PUT", "/fn?x=1", {{"X-Client", "1"}}, "{\"a\":1}").status, 200);
        const auto call = m_world->last();
        QCOMPARE(call.method + ' ' + call.target, "POST /api/v1/namespaces/guest/actions/p/hello?blocking=true&result=false&timeout=900");
        QCOMPARE(call.body, "{\"a\":1}");
        QCOMPARE(call.headers.find("Authorization"), std::optional<QByteArray>("Basic dTpw"));
        QCOMPARE(call.headers.find("Host"), std::optional<QByteArray>(m_world->server()));
        QVERIFY(!call.headers.contains("X-Client"));
    }

    void mapsTheResult_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QByteArray>("type");
        const auto row = [](const char *body, int status, const char *answer, const char *type = "text/plain; charset=utf-8") {
            QTest::newRow(body) << QByteArray(body) << status << QByteArray(answer) << QByteArray(type);
        };
        row("{'a':1}", 200, "{'a':1}");
        row("{'statusCode':201,'headers':{'Content-Type':'image/png'},'body':'aGk='}", 201, "aGk=", "image/png");
        row("{'body':{'a':[1.50]}}", 200, "{'a':[1.5]}\n");
        row("{'body':false}", 200, "{'body':false}");
        row("{'body':null}", 200, "null");
        row("{'statusCode':204,'body':'x'}", 204, "x", "");
        row("{'statusCode':302,'body':''}", 302, "", "text/plain");
        row("[1]", 200, "[1]");
    }

    void mapsTheResult()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const QByteArray, answer);
        QCOMPARE(m_world->put("/routes/r", openwhisk()), 201);
        const auto got = answered(body.constData());
        QTEST(got.status, "status");
        QCOMPARE(got.body, quoted(answer.constData()));
        QTEST(header(got, "Content-Type"), "type");
    }

    void whatIsNoResult()
    {
        QCOMPARE(m_world->put("/routes/r", openwhisk()), 201);
        for (const auto *body : {"no JSON", "false"})
            QCOMPARE(answered(body).status, 503);
        for (const auto *body : {"5", "null", "true", "{'statusCode':'404'}", "{'statusCode':null}"})
            QCOMPARE(answered(body).status, 500);
        QVERIFY(answered("{'statusCode':99}").drop);
        QCOMPARE(answered("{'error':'x'}", 502).status, 502);
        QCOMPARE(header(answered("{'headers':{'X-Many':['1','2'],'X-Line':'a\\r\\nb'}}"), "X-Line"), "a%0D%0Ab");
    }

    void whatCannotBeCalled_data()
    {
        QTest::addColumn<QByteArray>("more");
        QTest::addColumn<int>("status");
        QTest::newRow("no scheme") << QByteArray(",'api_host':'127.0.0.1:1'") << 503;
        QTest::newRow("refused") << QByteArray(",'api_host':'http://127.0.0.1:1'") << 503;
        QTest::newRow("blank in a name") << QByteArray(",'action':'my action'") << 503;
        QTest::newRow("body too large") << QByteArray(",'max_req_body_size':3") << 413;
        QTest::newRow("own words") << QByteArray(",'api_host':'http://127.0.0.1:1','_meta':{'error_response':'sorry'}") << 503;
    }

    void whatCannotBeCalled()
    {
        QFETCH(const QByteArray, more);
        QCOMPARE(m_world->put("/routes/r", openwhisk(more.constData())), 201);
        const auto answer = m_world->ask("POST", "/fn", {}, "long body");
        QTEST(answer.status, "status");
        QCOMPARE(answer.body == "sorry", more.contains("sorry"));
        QCOMPARE(m_world->calls, 0);
    }

    void forwardsToFunctions()
    {
        QCOMPARE(m_world->put("/routes/r", quoted("{'uri':'/of/*','plugins':{'openfunction':{'function_uri':'http://SERVER/base?lost=1',"
                                                  "'authorization':{'service_token':'t'}}}}")), 201);
        const auto answer = m_world->ask("PUT", "/of/a/b?x=a%20b&y", {{"X-Mine", "1"}, {"Authorization", "Bearer x"}}, "data");
        QCOMPARE(answer.body, "PUT /base/a/b?x=a%20b&y data");
        QCOMPARE(header(answer, "in-x-mine"), "1");
        QCOMPARE(header(answer, "in-host"), "127.0.0.1");
        QCOMPARE(header(answer, "in-authorization"), "Basic dA==");
        QCOMPARE(m_world->get("/of/a%20b").status, 503);
    }

    void saysWhoAsks()
    {
        QCOMPARE(m_world->put("/plugin_metadata/azure-functions", quoted("{'master_apikey':'M'}")), 201);
        QCOMPARE(m_world->put("/routes/a", quoted("{'uri':'/az','plugins':{'azure-functions':{'function_uri':'http://SERVER/f'}}}")), 201);
        QCOMPARE(header(m_world->get("/az"), "in-x-functions-key"), "M");
        QCOMPARE(header(m_world->get("/az", {{"x-functions-key", "own"}}), "in-x-functions-key"), "own");
        QCOMPARE(m_world->put("/routes/b", quoted("{'uri':'/aws','plugins':{'aws-lambda':{'function_uri':'http://SERVER/f','authorization':{'apikey':'K',"
                                                  "'iam':{'accesskey':'A','secretkey':'S'}}}}}")), 201);
        QCOMPARE(header(m_world->get("/aws"), "in-x-api-key"), "K");
        const auto isSigned = header(m_world->get("/aws", {{"x-api-key", "own"}}), "in-authorization");
        QVERIFY(isSigned.startsWith("AWS4-HMAC-SHA256 Credential=A/"));
        QVERIFY(isSigned.contains("/us-east-1/execute-api/aws4_request, SignedHeaders=host;x-amz-date;x-api-key;x-forwarded-host;"));
    }

    void variables_data()
    {
        QTest::addColumn<QByteArray>("vars");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("fits");
        const auto row = [](const char *vars, const char *type, const char *body, bool fits) {
            QTest::newRow(vars) << QByteArray(vars) << QByteArray(type) << QByteArray(body) << fits;
        };
        row("['post_arg_a','==','1']", "application/x-www-form-urlencoded", "b=2&a=%31", true);
        row("['post_arg.a.b','==','1']", "application/json", "{'a':{'b':'1'}}", true);
        row("['post_arg.l[*]','has','x']", "application/json", "{'l':['y','x']}", true);
        row("['post_arg.a','==','1']", "multipart/form-data; boundary=B", "--B\r\nContent-Disposition: form-data; name='a'\r\n\r\n1\r\n--B--\r\n", true);
        row("['post_arg_a','==','2']", "application/json", "{'a':'2'}", false);
        row("['graphql_operation','==','mutation']", "application/graphql", "mutation M($x: Int) { a }", true);
        row("['graphql_name','==','getUser']", "application/json", "{'query':'query getUser { user(id: 1) { id } }'}", true);
        row("['graphql_root_fields','has','owner']", "application/graphql", "{ o: owner { name } repo }", true);
        row("['graphql_root_fields','has','repo']", "application/graphql", "{ repo ", false);
        row("['cookie_a','==','2']", "", "", true);
        row("['http_x_a','==','1, 2']", "", "", true);
        row("['args','==','n&m=1']", "", "", true);
        row("['arg_n','==',true]", "", "", true);
        row("['host','==','gw.example.com']", "", "", true);
    }

    void variables()
    {
        QFETCH(const QByteArray, vars);
        QFETCH(const QByteArray, type);
        QFETCH(const QByteArray, body);
        QCOMPARE(m_world->put("/routes/r", quoted("{'uri':'/v','upstream':{'nodes':{'SERVER':1}},'vars':[") + quoted(vars.constData()) + "]}"), 201);
        Headers headers{{"Cookie", "a=1; a=2"}, {"X-A", "1"}, {"X-A", "2"}};
        if (!type.isEmpty())
            headers.append(Header{"Content-Type", type});
        QTEST(m_world->ask("POST", "/v?n&m=1", headers, quoted(body.constData())).status == 200, "fits");
    }
};

QTEST_GUILESS_MAIN(TestGatewayFunctions)
#include "tst_gateway_functions.moc"
