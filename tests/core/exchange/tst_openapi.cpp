#include "core/exchange/openapi.h"
#include "core/openwhisk/apis.h"

#include <QTest>

using namespace exchange;
using namespace Qt::StringLiterals;

namespace {

json::Value at(json::Value value, const QString &path)
{
    for (const QString &part : path.split(u'>')) {
        bool number = false;
        const int index = part.toInt(&number);
        value = number && value.isArray() ? value.items().value(index) : value.value(part);
    }
    return value;
}

QByteArray compactAt(const json::Value &value, const QString &path)
{
    return json::compact(at(value, path));
}

/// An operation with more than Swagger can say.
QByteArray shop()
{
    return "openapi: 3.0.3\n"
           "info: {title: Shop, version: '1.0'}\n"
           "servers:\n- url: https://{region}.shop.example/v1/\n  variables: {region: {default: eu}}\n- url: https://other.example\n"
           "x-ibm-configuration: {cors: {enabled: false}}\n"
           "paths:\n"
           "  /orders/{id}:\n"
           "    summary: one order\n"
           "    parameters:\n    - {name: id, in: path, required: true, schema: {type: string, minLength: 1}}\n"
           "    post:\n"
           "      operationId: order\n"
           "      x-openwhisk: {action: a, namespace: guest, package: default, url: 'http://h/a.http'}\n"
           "      parameters:\n"
           "      - {name: tags, in: query, schema: {type: array, items: {$ref: '#/components/schemas/Tag'}}}\n"
           "      - {name: session, in: cookie, schema: {type: string}}\n"
           "      - {$ref: '#/components/parameters/Limit'}\n"
           "      requestBody:\n        required: true\n        content:\n"
           "          application/json: {schema: {$ref: '#/components/schemas/Order'}}\n"
           "          application/xml: {schema: {type: string}}\n"
           "      responses:\n"
           "        '200': {description: fine, content: {application/json: {schema: {type: number}, example: 1.50}},\n"
           "                headers: {X-Rate: {description: left, schema: {type: integer}}}, links: {self: {}}}\n"
           "        default: {$ref: '#/components/responses/Bad'}\n"
           "      callbacks: {done: {}}\n"
           "components:\n"
           "  parameters: {Limit: {name: limit, in: query, schema: {type: integer, maximum: 10.0}}}\n"
           "  responses: {Bad: {description: bad, content: {application/problem+json: {schema: {type: object}}}}}\n"
           "  schemas:\n"
           "    Tag: {type: string, enum: [a, b]}\n"
           "    Order: {type: object, required: [n], nullable: true, properties: {n: {type: integer}, of: {oneOf: [{type: string}]}},\n"
           "            allOf: [{$ref: '#/components/schemas/Base'}], discriminator: {propertyName: n}}\n"
           "    Base: {type: object, additionalProperties: {type: number, exclusiveMinimum: 0}}\n"
           "  securitySchemes:\n"
           "    key: {type: apiKey, name: k, in: header}\n"
           "    basic: {type: http, scheme: basic}\n"
           "    bearer: {type: http, scheme: bearer}\n"
           "    oauth: {type: oauth2, flows: {implicit: {authorizationUrl: u, scopes: {}}, clientCredentials: {tokenUrl: t, scopes: {}}}}\n";
}

} // namespace

/// OpenAPI 3 in the words of Swagger 2.0, and what is told of the rest.
class TestOpenApi : public QObject {
    Q_OBJECT

    Swagger m_shop;

private Q_SLOTS:
    void initTestCase()
    {
        const auto document = readApiDocument(shop());
        QVERIFY2(document, qPrintable(document ? QString() : document.error().message));
        const auto said = swaggerOf(*document);
        QVERIFY(said);
        m_shop = *said;
    }

    void readsJsonAndYaml()
    {
        QCOMPARE(json::compact(*readApiDocument("{\"a\": 1.0}")), QByteArray("{\"a\":1.0}"));
        QCOMPARE(json::compact(*readApiDocument("a: 1.0")), QByteArray("{\"a\":1.0}"));
        const auto broken = readApiDocument("{\"a\": }");
        QVERIFY(!broken && broken.error().message.contains(u"ine 1"_s)); // JSON's own words
        QVERIFY(!readApiDocument("a: [1"));
    }

    void swagger2StaysAsItIs()
    {
        const auto document = json::parse(R"({"swagger":"2.0","basePath":"/a","odd":[1.0]})");
        const auto said = swaggerOf(*document);
        QVERIFY(said && said->lost.isEmpty());
        QCOMPARE(said->document, *document);
        QVERIFY(swaggerOf(*json::parse(R"({"openapi":"4.0"})")).error().message.contains(u"OpenAPI 4.0"_s));
    }

    void canBeImported()
    {
        QCOMPARE(openwhisk::swaggerProblem(m_shop.document), QString());
        QCOMPARE(m_shop.document.value(u"swagger").toString(), u"2.0"_s);
        QCOMPARE(m_shop.document.value(u"basePath").toString(), u"/v1"_s);
        QCOMPARE(compactAt(m_shop.document, u"x-ibm-configuration>cors>enabled"_s), QByteArray("false"));
        QVERIFY(!m_shop.document.contains(u"openapi") && !m_shop.document.contains(u"components") && !m_shop.document.contains(u"servers"));
    }

    void operations()
    {
        const json::Value path = at(m_shop.document, u"paths>/orders/{id}"_s);
        QCOMPARE(compactAt(path, u"parameters"_s), QByteArray(R"([{"name":"id","in":"path","required":true,"type":"string","minLength":1}])"));
        const json::Value post = path.value(u"post");
        QCOMPARE(compactAt(post, u"x-openwhisk>action"_s), QByteArray("\"a\""));
        QCOMPARE(compactAt(post, u"parameters"_s),
                 QByteArray(R"([{"name":"tags","in":"query","type":"array","items":{"type":"string","enum":["a","b"]},"collectionFormat":"multi"},)"
                            R"({"name":"limit","in":"query","type":"integer","maximum":10.0},)"
                            R"({"name":"body","in":"body","required":true,"schema":{"$ref":"#/definitions/Order"}}])"));
        QCOMPARE(compactAt(post, u"consumes"_s), QByteArray(R"(["application/json","application/xml"])"));
        QCOMPARE(compactAt(post, u"produces"_s), QByteArray(R"(["application/json","application/problem+json"])"));
        QCOMPARE(compactAt(post, u"responses>200"_s),
                 QByteArray(R"({"description":"fine","schema":{"type":"number"},"examples":{"application/json":1.50},)"
                            R"("headers":{"X-Rate":{"type":"integer","description":"left"}}})"));
        QCOMPARE(compactAt(post, u"responses>default"_s), QByteArray(R"({"description":"bad","schema":{"type":"object"}})"));
    }

    void schemas()
    {
        const json::Value all = m_shop.document.value(u"definitions");
        QCOMPARE(all.size(), 3);
        const json::Value order = all.value(u"Order");
        QCOMPARE(compactAt(order, u"x-nullable"_s), QByteArray("true"));
        QCOMPARE(compactAt(order, u"discriminator"_s), QByteArray("\"n\""));
        QCOMPARE(compactAt(order, u"allOf"_s), QByteArray(R"([{"$ref":"#/definitions/Base"}])"));
        QCOMPARE(compactAt(all, u"Base>additionalProperties"_s), QByteArray(R"({"type":"number","minimum":0,"exclusiveMinimum":true})"));
        QCOMPARE(compactAt(m_shop.document, u"securityDefinitions"_s),
                 QByteArray(R"({"key":{"type":"apiKey","name":"k","in":"header"},"basic":{"type":"basic"},)"
                            R"("oauth":{"type":"oauth2","flow":"implicit","authorizationUrl":"u","scopes":{}},)"
                            R"("oauth_application":{"type":"oauth2","flow":"application","tokenUrl":"t","scopes":{}}})"));
    }

    void whatIsLostIsTold()
    {
        for (const QString &told : {u"servers: the variable region; its default stays"_s, u"servers: all but the first"_s,
                                    u"/orders/{id}: summary"_s, u"POST /orders/{id}, session: a parameter in a cookie"_s,
                                    u"POST /orders/{id}: a schema for each of several content types; that of application/json stays"_s,
                                    u"POST /orders/{id}, 200: links"_s, u"POST /orders/{id}: callbacks"_s, u"Order.of: oneOf"_s,
                                    u"security scheme bearer: the type http bearer"_s,
                                    u"security scheme oauth: that its flow clientCredentials is the same scheme"_s})
            QVERIFY2(m_shop.lost.contains(told), qPrintable(told + u"\nin\n"_s + m_shop.lost.join(u'\n')));
        QCOMPARE(m_shop.lost.size(), 10);
    }

    void formsAndTypesOf31()
    {
        const auto said = swaggerOf(*readApiDocument(
            "openapi: 3.1.0\ninfo: {title: a, version: b}\npaths:\n  /f:\n    post:\n      requestBody:\n        content:\n"
            "          multipart/form-data:\n            schema: {type: object, required: [n], properties: {n: {type: [string, 'null']},"
            " f: {type: string, format: binary}}}\nwebhooks: {x: {}}\n"));
        QVERIFY(said);
        QCOMPARE(said->document.value(u"basePath").toString(), u"/"_s);
        QCOMPARE(compactAt(said->document, u"paths>/f>post>parameters"_s),
                 QByteArray(R"([{"name":"n","in":"formData","required":true,"type":"string","x-nullable":true},)"
                            R"({"name":"f","in":"formData","type":"file"}])"));
        QCOMPARE(said->lost, QStringList{u"webhooks: all of them"_s});
    }

    void referencesInRingsEnd()
    {
        const auto said = swaggerOf(*readApiDocument(
            "openapi: 3.0.0\npaths:\n  /a:\n    get:\n      parameters: [{$ref: '#/components/parameters/A'}]\n"
            "components:\n  parameters: {A: {$ref: '#/components/parameters/B'}, B: {$ref: '#/components/parameters/A'}}\n"
            "  schemas: {Node: {type: object, properties: {next: {$ref: '#/components/schemas/Node'}}}}\n"));
        QVERIFY(said);
        QCOMPARE(compactAt(said->document, u"definitions>Node>properties>next"_s), QByteArray(R"({"$ref":"#/definitions/Node"})"));
    }
};

QTEST_APPLESS_MAIN(TestOpenApi)
#include "tst_openapi.moc"
