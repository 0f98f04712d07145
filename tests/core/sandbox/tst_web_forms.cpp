#include "core/json/text.h"
#include "core/sandbox/api/refusal.h"
#include "core/sandbox/http/target.h"
#include "core/sandbox/web/answer.h"
#include "core/sandbox/web/mediatype.h"
#include "core/sandbox/web/place.h"
#include "core/sandbox/web/prettyjson.h"
#include "core/sandbox/web/requestheaders.h"
#include "core/sandbox/web/result.h"

#include <QTest>

using namespace sandbox;
using namespace Qt::StringLiterals;

namespace {

json::Value parsed(const QByteArray &text) { return json::read(text)->value; }

HttpRequest requestTo(const QByteArray &target)
{
    HttpRequest request;
    request.method = "GET";
    request.target = target;
    splitTarget(request);
    return request;
}

/// "status type body", or "! status text" of a refusal.
QByteArray answered(WebForm form, const QByteArray &result, const HttpRequest &request = requestTo("/"))
{
    try {
        const auto response = webAnswer(request, form, parsed(result));
        return QByteArray::number(response.status) + ' ' + response.headers.find("Content-Type").value_or("-") + ' ' + response.body;
    } catch (const Refusal &refusal) {
        return "! " + QByteArray::number(refusal.status) + ' ' + refusal.text.toUtf8();
    }
}

} // namespace

/// The parts of a web call: address, headers, types, the result's way into an answer.
class TestWebForms : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsAddresses_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QString>("action");
        QTest::addColumn<int>("form");
        QTest::addColumn<QString>("rest");
        const auto row = [](const char *target, const QString &action, WebForm form, const QString &rest = {}) {
            QTest::newRow(target) << QByteArray("/api/v1/web/") + target << action << int(form) << rest;
        };
        row("ns/default/a", u"ns/a"_s, WebForm::Http);
        row("ns/default/a.http", u"ns/a"_s, WebForm::Http);
        row("ns/pkg/a.json?x=1", u"ns/pkg/a"_s, WebForm::Json);
        row("ns/pkg/a.svg/", u"ns/pkg/a"_s, WebForm::Svg, u"/"_s);
        row("ns/pkg/a.text/x%2fy//%C3%A6/(z)", u"ns/pkg/a"_s, WebForm::Text, u"/x%2Fy//%C3%A6/(z)"_s);
        row("ns/pkg/a.json.html", u"ns/pkg/a.json"_s, WebForm::Html);
        row("ns/pkg/a.JSON", u"ns/pkg/a.JSON"_s, WebForm::Http);
        row("_/default/a", u"_/a"_s, WebForm::Http);
        for (const auto *none : {"ns/default", "ns/default/", "ns/defaults/a", "ns/default2/a", "ns/p/bad$name", "ns/p/.json", "ns//a"})
            row(none, {}, WebForm::Http);
    }
    void readsAddresses()
    {
        QFETCH(QByteArray, target);
        QFETCH(QString, action);
        const auto place = webPlaceOf(requestTo(target));
        QCOMPARE(place.has_value(), !action.isEmpty());
        if (!place)
            return;
        QCOMPARE(place->action.full(), action);
        QTEST(int(place->form), "form");
        QTEST(place->rest, "rest");
    }

    void writesQueriesAnew()
    {
        QCOMPARE(queryAsSeen(requestTo("/x")), QString());
        QCOMPARE(queryAsSeen(requestTo("/x?a=1&a=2&b=&c&d=x+y&e=%26")), u"a=1&a=2&b=&c&d=x+y&e=%26"_s);
        QCOMPARE(queryAsSeen(requestTo("/x?u=%75%20v&p=/%2f?&t=%c3%a6%2B")), u"u=u+v&p=//?&t=%C3%A6%2B"_s);
    }

    void handsOnHeaders()
    {
        const Headers headers{{"X-One", "1"}, {"x-one", "2"}, {"Content-Type", "a/b"}, {"Content-Length", "3"},
                              {"Accept", "text/html,a/b;q=0.80,*/*;q=1.0"}, {"Accept-Language", "en-US,en;q=0.5"},
                              {"Cookie", "a=1;b=2"}, {"Authorization", "basic dTpr"}, {"Accept-Encoding", "rub bish"}};
        const auto seen = headersAsSeen(headers);
        QCOMPARE(seen.size(), 6);
        QCOMPARE(seen.value(u"x-one").toString(), u"2"_s);
        QCOMPARE(seen.value(u"accept").toString(), u"text/html, a/b;q=0.8, */*"_s);
        QCOMPARE(seen.value(u"accept-language").toString(), u"en-US, en;q=0.5"_s);
        QCOMPARE(seen.value(u"accept-encoding").toString(), u"rub bish"_s);
        QCOMPARE(seen.value(u"cookie").toString(), u"a=1; b=2"_s);
        QCOMPARE(seen.value(u"authorization").toString(), u"Basic dTpr"_s);
        QCOMPARE(headerAsSeen({"Accept", "rubbish, text/html"}), u"rubbish, text/html"_s);
        QCOMPARE(headerAsSeen({"Authorization", "Bearer abc"}), u"Bearer abc"_s);
        QCOMPARE(headerAsSeen({"Authorization", "Basic !"}), u"Basic !"_s);
    }

    void knowsTextFromBinary_data()
    {
        QTest::addColumn<int>("sort");
        QTest::addColumn<QByteArray>("withUtf8");
        const auto row = [](const char *header, MediaType::Sort sort, const char *shown) {
            QTest::newRow(header) << int(sort) << QByteArray(shown);
        };
        row("text/plain", MediaType::Sort::Open, "text/plain; charset=UTF-8");
        row("TEXT/Plain; charset=iso-8859-1; format=flowed", MediaType::Sort::Open, "text/plain; format=flowed; charset=UTF-8");
        row("application/json; charset=utf-8", MediaType::Sort::Fixed, "application/json");
        row("application/vnd.x+json", MediaType::Sort::Binary, "application/vnd.x+json");
        row("image/svg+xml", MediaType::Sort::Binary, "image/svg+xml");
        row("image/png; charset=utf-8", MediaType::Sort::Binary, "image/png");
        row("my/Type", MediaType::Sort::Binary, "my/Type");
        row("my/type;charset=utf-8", MediaType::Sort::Open, "my/type; charset=UTF-8");
        row("multipart/form-data; boundary=\"a b\"", MediaType::Sort::Binary, "multipart/form-data; boundary=\"a b\"");
    }
    void knowsTextFromBinary()
    {
        const auto type = readMediaType(QTest::currentDataTag());
        QVERIFY(type);
        QTEST(int(type->sort), "sort");
        QTEST(type->withCharset("UTF-8"), "withUtf8");
    }

    void refusesWhatIsNoType()
    {
        for (const auto *header : {"", "nonsense", "a/", "/b", "a/b; c", "a/b; c=d e", "a b/c", "a/b\r\nX: y"})
            QVERIFY2(!readMediaType(header), header);
    }

    void printsJson()
    {
        const auto value = parsed(R"({"b":{},"a":[1,{"y":1e3,"x":[]},"æ\n"]})");
        QCOMPARE(prettyJson(value), QByteArray("{\n  \"a\": [1, {\n    \"x\": [],\n    \"y\": 1E+3\n  }, \"æ\\n\"],\n  \"b\": {\n\n  }\n}"));
    }

    void letsNoHeaderSplitTheAnswer()
    {
        const auto result = readHttpResult(parsed(
            R"({"headers":{"A":"x\r\nInjected: 1","B":"y\nInjected: 1","C\r\nInjected":"z","D":"\u010d\u010aInjected: 1","E":["1","2\r3"],)"
            R"("Server":"me","date":"now","Content-Length":"1","Connection":"close","transfer-ENCODING":"chunked","Good":"1","Umlaut":"ä"}})"));
        QVERIFY(result);
        QByteArray left;
        for (const auto &header : result->headers)
            left += header.name + ": " + header.value + '|';
        QCOMPARE(left, QByteArray("E: 1|Good: 1|Umlaut: \xe4|"));
    }

    void refusesOtherShapes()
    {
        for (const auto *wrong : {R"([])", R"("x")", R"({"headers":null})", R"({"headers":[]})", R"({"headers":{"A":null}})",
                                  R"({"headers":{"A":["x",{}]}})", R"({"statusCode":99})", R"({"statusCode":600})",
                                  R"({"statusCode":200.5})", R"({"statusCode":true})", R"({"statusCode":null})",
                                  R"({"statusCode":" 200"})", R"({"statusCode":""})", R"({"statusCode":99999999999})"})
            QVERIFY2(!readHttpResult(parsed(wrong)), wrong);
        QCOMPARE(readHttpResult(parsed(R"({"statusCode":"+202"})"))->status, 202);
        QCOMPARE(readHttpResult(parsed(R"({"statusCode":2.01e2})"))->status, 201);
    }

    void decodesBase64AsJavaDoes()
    {
        QCOMPARE(fromStrictBase64(u"AAE="_s), QByteArray("\0\1", 2));
        QCOMPARE(fromStrictBase64(u"AAE"_s), QByteArray("\0\1", 2));
        for (const auto &wrong : {u"A"_s, u"AA="_s, u"AAA=="_s, u"AAAA="_s, u"AA A"_s, u"AA\nAA"_s, u"A==="_s, u"_-AA"_s})
            QVERIFY2(!fromStrictBase64(wrong), qPrintable(wrong));
        QVERIFY(looksBase64(u" AAAA\n"_s));
        QVERIFY(!looksBase64(u"AAA"_s) && !looksBase64(u" "_s));
    }

    void makesAnswers()
    {
        QCOMPARE(answered(WebForm::Http, R"({"body":"<b>"})"), "200 text/html; charset=UTF-8 <b>");
        QCOMPARE(answered(WebForm::Http, R"({"body":""})"), "204 - ");
        QCOMPARE(answered(WebForm::Http, R"({"statusCode":205,"body":"x"})"), "205 - ");
        QCOMPARE(answered(WebForm::Http, R"({"statusCode":103,"body":"x"})"), "103 - ");
        QCOMPARE(answered(WebForm::Http, R"({"body":[0]})"), "200 application/json [0]");
        QCOMPARE(answered(WebForm::Http, R"({"headers":{"content-type":"application/x+json"},"body":5})"), "200 application/x+json 5");
        QCOMPARE(answered(WebForm::Http, R"({"headers":{"content-type":"text/html"},"body":5})"),
                 "! 400 Response type in header did not match generated content type.");
        QCOMPARE(answered(WebForm::Http, R"({"headers":{"content-type":"application/vnd.api+json"},"body":"MQ=="})"),
                 "200 application/vnd.api+json 1");
        QCOMPARE(answered(WebForm::Http, R"({"headers":{"content-type":"image/png"},"body":"?"})"),
                 "! 400 Response type in header did not match generated content type.");
        QCOMPARE(answered(WebForm::Json, R"("x")"), "! 400 Response is not valid 'application/json'.");
        QCOMPARE(answered(WebForm::Html, R"({"body":null,"html":"x"})"), "! 400 Response is not valid 'text/html'.");
        QCOMPARE(answered(WebForm::Svg, R"("x")"), "200 image/svg+xml x");
        QCOMPARE(answered(WebForm::Text, R"({"text":12345678901234567890})"), "200 text/plain; charset=UTF-8 12345678901234567890");
        QCOMPARE(answered(WebForm::Text, R"({"a":1})"), "! 404 Response does not include requested property.");
    }

    void asksWhatTheClientAccepts()
    {
        auto request = requestTo("/");
        request.headers.append(Header{"Accept", "application/json"});
        QCOMPARE(answered(WebForm::Http, R"({"body":"x"})", request),
                 "! 406 Resource representation is only available with these types:\ntext/html; charset=UTF-8");
        QCOMPARE(answered(WebForm::Http, R"({"statusCode":302,"body":"x"})", request).left(5), "! 406");
        QCOMPARE(answered(WebForm::Http, R"({"statusCode":404,"body":"x"})", request), "404 text/html; charset=UTF-8 x");
        QCOMPARE(answered(WebForm::Http, R"({"statusCode":302})", request), "302 - ");
        QCOMPARE(answered(WebForm::Text, R"({"body":"x"})", request),
                 "! 406 Resource representation is only available with these types:\ntext/plain");
    }
};

QTEST_GUILESS_MAIN(TestWebForms)
#include "tst_web_forms.moc"
