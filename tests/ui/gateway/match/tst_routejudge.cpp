#include "core/json/text.h"
#include "ui/gateway/match/matchmembers.h"
#include "ui/gateway/match/routejudge.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace matchmembers;
using routejudge::Line;

namespace {

/// With single quotes.
json::Value value(QByteArray text)
{
    const auto parsed = json::read(text.replace('\'', '"'));
    return parsed ? parsed->value : json::Value();
}

gateway::Rows rows(QByteArray list, gateway::Kind kind = gateway::Kind::Route)
{
    const auto read = gateway::decodeList(list.replace('\'', '"'), kind);
    return read ? *read : gateway::Rows();
}

QByteArray item(const QByteArray &id, const QByteArray &members, int created = 0)
{
    return "{'key':'/apisix/routes/" + id + "','createdIndex':" + QByteArray::number(created) + ",'value':{'id':'" + id + "'," + members + "}}";
}

gateway::Rows routes(const QByteArrayList &items)
{
    return rows("{'total':" + QByteArray::number(items.size()) + ",'list':[" + items.join(',') + "]}");
}

QStringList ends(const routejudge::Answer &answer)
{
    QStringList texts;
    for (const Line &line : answer.lines)
        texts.append(line.key.id + u':' + QString::number(int(line.end)));
    return texts;
}

QString textOf(const Line &line)
{
    QStringList texts;
    for (const auto &reason : line.reasons)
        texts.append(reason.text);
    return texts.join(u"; "_s);
}

} // namespace

class TestRouteJudge : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhoTakesItAndWhoComesLater()
    {
        const auto all = routes({item("old", "'name':'hello-old','uri':'/hello','host':'api.shop','priority':0", 1),
                                 item("new", "'name':'hello','uri':'/hello','host':'api.shop','priority':10", 2),
                                 item("store", "'name':'storefront','uri':'/*','host':'shop'", 3), item("else", "'uri':'/other'", 4)});
        const routejudge::Sources sources{all, {}, {gateway::Kind::Route, u"old"_s}, value("{'uri':'/hello','host':'api.shop','priority':0}")};
        const auto answer = routejudge::judge(sources, {u"GET"_s, u"https://api.shop/hello?v=1"_s});
        QCOMPARE(ends(answer), (QStringList{u"new:0"_s, u"old:1"_s, u"store:2"_s}));
        QCOMPARE(answer.others, 1);
        QVERIFY(answer.lines[1].edited);
        QVERIFY2(textOf(answer.lines[1]).contains(u"hello has taken it already"_s), qPrintable(textOf(answer.lines[1])));
        QVERIFY(textOf(answer.lines[2]).contains(u"host is shop"_s));
    }

    void takesTheEditInPlaceOfWhatIsThere()
    {
        const auto all = routes({item("a", "'uri':'/x','methods':['GET']", 1), item("b", "'uri':'/x'", 2)});
        const gateway::Key a{gateway::Kind::Route, u"a"_s};
        QCOMPARE(ends(routejudge::judge({all, {}, a, value("{'uri':'/x','methods':['GET']}")}, {u"GET"_s, u"/x"_s})).first(), u"a:0"_s);
        const auto post = routejudge::judge({all, {}, a, value("{'uri':'/x','methods':['POST']}")}, {u"GET"_s, u"/x"_s});
        QCOMPARE(ends(post), (QStringList{u"a:2"_s, u"b:0"_s}));
        QVERIFY(textOf(post.lines[0]).contains(u"methods are POST"_s));
        // A new one was put last
        const auto fresh = routejudge::judge({all, {}, {gateway::Kind::Route, {}}, value("{'uri':'/x'}")}, {u"GET"_s, u"/x"_s});
        QCOMPARE(fresh.lines.last().key.id, u"-"_s);
        QVERIFY(fresh.lines.last().edited && fresh.lines.last().end == Line::End::Later);
        const auto off = routejudge::judge({all, {}, a, value("{'uri':'/x','status':0}")}, {u"GET"_s, u"/x"_s});
        QVERIFY(textOf(off.lines.last()).contains(u"it is off"_s));
    }

    void judgesConditionsAndLua()
    {
        const gateway::Key a{gateway::Kind::Route, u"a"_s};
        const auto with = [&a](const char *text, const CallText &call) {
            return routejudge::judge({routes({}), {}, a, value(text)}, call).lines.value(0);
        };
        const char *beta = "{'uri':'/x','vars':[['http_x_channel','==','shop'],['arg_v','<',2],['cookie_beta','~~','^on$']]}";
        CallText call{u"GET"_s, u"/x?v=1"_s, {{"X-Channel", "shop"}, {"Cookie", "a=b; beta=on"}}};
        QCOMPARE(with(beta, call).end, Line::End::Takes);
        call.url = u"/x?v=3"_s;
        QCOMPARE(with(beta, call).end, Line::End::No);
        QVERIFY(textOf(with(beta, call)).contains(u"do not hold"_s));
        QCOMPARE(with("{'uri':'/x','filter_func':'function(vars) return true end'}", {u"GET"_s, u"/x"_s}).end, Line::End::Perhaps);
        QCOMPARE(with("{'uri':'/x','remote_addr':'10.0.0.0/8'}", {u"GET"_s, u"/x"_s, {}, u"10.2.0.7"_s}).end, Line::End::Takes);
        QCOMPARE(with("{'uri':'/x','remote_addr':'10.0.0.0/8'}", {u"GET"_s, u"/x"_s}).end, Line::End::No);
    }

    void servicesLendTheirHosts()
    {
        const auto all = routes({item("a", "'uri':'/x','service_id':'s'", 1)});
        const auto services = rows("{'total':1,'list':[{'key':'/apisix/services/s','value':{'id':'s','hosts':['shop']}}]}", gateway::Kind::Service);
        const routejudge::Sources sources{all, services, {gateway::Kind::Route, u"a"_s}, value("{'uri':'/x','service_id':'s'}")};
        QCOMPARE(routejudge::judge(sources, {u"GET"_s, u"http://shop/x"_s}).lines.first().end, Line::End::Takes);
        QVERIFY(textOf(routejudge::judge(sources, {u"GET"_s, u"http://else/x"_s}).lines.first()).contains(u"host is shop"_s));
    }

    void readsRequestsAsTheGateway_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QString>("host");
        QTest::newRow("plain") << u"https://Api.Shop:9443/a/b?x=1#y"_s << QByteArray("/a/b") << u"api.shop"_s;
        QTest::newRow("no path") << u"http://h"_s << QByteArray("/") << u"h"_s;
        QTest::newRow("merged") << u"/a//b/./c/../d/"_s << QByteArray("/a/b/d/") << QString();
        QTest::newRow("decoded") << u"/a%2Fb%20c"_s << QByteArray("/a/b c") << QString();
        QTest::newRow("above the top") << u"/../a"_s << QByteArray("/a") << QString();
    }
    void readsRequestsAsTheGateway()
    {
        QFETCH(QString, url);
        QFETCH(QByteArray, path);
        QFETCH(QString, host);
        const gateway::Call call = callOf({u"GET"_s, url});
        QCOMPARE(call.path, path);
        QCOMPARE(call.host, host);
    }

    void knowsVariables()
    {
        const gateway::Call call = callOf({u"POST"_s, u"/a?bare&n=a%20b&n2=1+2"_s, {{"X-A", "1"}, {"x-a", "2"}}, u"10.0.0.1"_s});
        QCOMPARE(call.variables(u"arg_bare"_s), json::Value::boolean(true));
        QCOMPARE(call.variables(u"arg_n"_s)->toString(), u"a b"_s);
        QCOMPARE(call.variables(u"http_x_a"_s)->toString(), u"1, 2"_s);
        QCOMPARE(call.variables(u"remote_addr"_s)->toString(), u"10.0.0.1"_s);
        QCOMPARE(call.variables(u"request_method"_s)->toString(), u"POST"_s);
        QVERIFY(!call.variables(u"arg_none"_s) && !call.variables(u"cookie_none"_s));
    }

    void keepsTheFormOfMembers()
    {
        const json::Value single = value("{'uri':'/a','name':'n'}");
        QCOMPARE(withTexts(single, uris(), {u"/b"_s}), value("{'uri':'/b','name':'n'}"));
        QCOMPARE(withTexts(single, uris(), {u"/a"_s, u"/b"_s}), value("{'uris':['/a','/b'],'name':'n'}"));
        const json::Value list = value("{'x':1,'hosts':['a','b']}");
        QCOMPARE(withTexts(list, hosts(), {u"a"_s}), value("{'x':1,'hosts':['a']}"));
        QCOMPARE(withTexts(list, hosts(), {}), value("{'x':1}"));
        QCOMPARE(withTexts(value("{}"), addresses(), {u"::1"_s}), value("{'remote_addr':'::1'}"));
        QCOMPARE(withTexts(list, hosts(), {u"a"_s, u"b"_s}), list);
    }

    void knowsWhatNeverMatches()
    {
        QVERIFY(uriProblem(u"/a/*"_s).isEmpty() && uriProblem(u"/a+b"_s).isEmpty());
        for (const QString &wrong : {u"a"_s, u"/a//b"_s, u"/a+b/*"_s, u"/a/../b"_s})
            QVERIFY2(!uriProblem(wrong).isEmpty(), qPrintable(wrong));
        QVERIFY(hostProblem(u"*.shop"_s).isEmpty() && hostProblem(u"[::1]"_s).isEmpty() && hostProblem(u"*"_s).isEmpty());
        QVERIFY(!hostProblem(u"a b"_s).isEmpty() && !hostProblem(u"shop:80"_s).isEmpty());
        QVERIFY(addressProblem(u"10.0.0.0/8"_s).isEmpty() && !addressProblem(u"10.0.0"_s).isEmpty());
    }

    void proposesWhatTheRouteTakes()
    {
        const CallText call = exampleFor(value("{'uris':['/a/*'],'hosts':['*.shop'],'methods':['PUT'],'remote_addr':'10.0.0.0/8'}"), u"http://gw:9080"_s);
        QCOMPARE(call.method, u"PUT"_s);
        QVERIFY(call.url.startsWith(u"http://www.shop/a/"_s));
        QCOMPARE(call.address, u"10.0.0.0"_s);
        QCOMPARE(exampleFor(value("{'uri':'/x'}"), u"http://gw:9080"_s).url, u"http://gw:9080/x"_s);
    }

    void tenThousandRoutes()
    {
        QByteArrayList items;
        for (int i = 0; i < 10'000; ++i)
            items.append(item(QByteArray::number(i), "'uri':'/r" + QByteArray::number(i) + "/*'", i + 1));
        const routejudge::Sources sources{routes(items), {}, {gateway::Kind::Route, u"9999"_s}, value("{'uri':'/r9999/*'}")};
        const auto answer = routejudge::judge(sources, {u"GET"_s, u"/r9999/x"_s});
        QCOMPARE(answer.lines.first().end, Line::End::Takes);
        QCOMPARE(answer.others, 9'999);
    }
};

QTEST_GUILESS_MAIN(TestRouteJudge)
#include "tst_routejudge.moc"
