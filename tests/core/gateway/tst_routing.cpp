#include "core/gateway/routecheck.h"
#include "core/gateway/routing.h"
#include "core/json/text.h"

#include <QTest>

using namespace gateway;
using namespace Qt::StringLiterals;

namespace {

/// JSON is easier to read with single quotes.
json::Value parsed(const char *text) { return json::read(QByteArray(text).replace('\'', '"'))->value; }

/// {name: conf}: each route knows its name.
QList<json::Value> routesOf(const char *text)
{
    QList<json::Value> routes;
    const auto all = parsed(text);
    for (const auto &member : all.members()) {
        auto route = member.value;
        route.set(u"id", json::Value::string(member.name));
        routes.append(route);
    }
    return routes;
}

Call call(const QByteArray &method, const QByteArray &path, const QString &host = u"any"_s, const QString &address = u"127.0.0.1"_s)
{
    return {method, path, host, address, [](const QString &) { return std::optional<json::Value>(); }};
}

QString nameOf(const Router &router, qsizetype route) { return router.routes()[route].value(u"id").toString(); }

QString taker(const Router &router, const Call &request)
{
    const auto found = router.route(request);
    return found ? nameOf(router, found->route) : u"-"_s;
}

Variables variablesOf(const char *text)
{
    return [values = parsed(text)](const QString &name) {
        const auto *value = values.find(name);
        return value ? std::optional(*value) : std::nullopt;
    };
}

} // namespace

/// Which route takes a request, and which never takes one.
class TestRouting : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void byUri_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QString>("name");
        const QList<std::pair<QByteArray, QString>> rows{
            {"/a", u"exact"_s},      {"/a/", u"slash"_s},     {"/a/b", u"slash"_s},    {"/ab", u"prefix"_s},  {"/b", u"all"_s},
            {"/", u"all"_s},         {"/m/x/c", u"middle"_s}, {"/m/x/y/c", u"middle"_s}, {"/m/c", u"all"_s},  {"/m/x/c/", u"all"_s},
            {"/g/a.css", u"odd"_s},  {"/c.d/x", u"dot"_s},    {"/cxd/x", u"all"_s},    {"/a+b/x", u"prefix"_s}, {"/u/:id", u"colon"_s},
            {"/u/7", u"all"_s},      {"/q?a=1", u"query"_s}};
        for (const auto &[path, name] : rows)
            QTest::newRow(path.constData()) << path << name;
    }

    void byUri()
    {
        QFETCH(const QByteArray, path);
        QFETCH(const QString, name);
        const Router router(routesOf("{'exact':{'uri':'/a'},'slash':{'uri':'/a/*'},'prefix':{'uri':'/a*'},'all':{'uri':'/*','priority':9},"
                                     "'middle':{'uri':'/m/*/c'},'odd':{'uri':'/g/*.js'},'dot':{'uri':'/c.d/*'},'plus':{'uri':'/a+b/*'},"
                                     "'colon':{'uri':'/u/:id'},'query':{'uris':['/q?a=1','/other']}}"));
        QCOMPARE(taker(router, call("GET", path)), name);
    }

    void whatTheStarStoodFor()
    {
        const Router router(routesOf("{'a':{'uri':'/f/*'},'b':{'uri':'/g*'}}"));
        QCOMPARE(router.route(call("GET", "/f/x/y"))->rest, std::optional<QByteArray>("x/y"));
        QCOMPARE(router.route(call("GET", "/f/"))->rest, std::optional<QByteArray>(""));
        QVERIFY(!router.route(call("GET", "/gx"))->rest);
        QCOMPARE(taker(router, call("GET", "/f/" + QByteArray(6398, 'x'))), u"a"_s);
        QCOMPARE(taker(router, call("GET", "/f/" + QByteArray(6399, 'x'))), u"-"_s);
        QCOMPARE(taker(router, call("GET", "/g" + QByteArray(7000, 'x'))), u"b"_s);
    }

    void byPriorityAndOrder()
    {
        const Router router(routesOf("{'2':{'uri':'/s'},'1':{'uri':'/s'},'five':{'uri':'/s','priority':5,'methods':['POST']},"
                                     "'off':{'uri':'/s','priority':9,'status':0}}"));
        QCOMPARE(taker(router, call("GET", "/s")), u"2"_s);
        QCOMPARE(taker(router, call("POST", "/s")), u"five"_s);
        const auto asked = router.candidates(call("GET", "/s"));
        QCOMPARE(asked.size(), 2);
        QVERIFY(asked[0].verdict == Verdict::OtherMethod && asked[1].verdict == Verdict::Takes);
    }

    void byHost_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QString>("name");
        QTest::newRow("exact host") << u"a.x.com"_s << QByteArray("/only") << u"exact"_s;
        QTest::newRow("its wildcard") << u"a.x.com"_s << QByteArray("/y") << u"wild"_s;
        QTest::newRow("longer wildcard") << u"b.d.x.com"_s << QByteArray("/y") << u"deep"_s;
        QTest::newRow("not the wildcard itself") << u"x.com"_s << QByteArray("/y") << u"none"_s;
        QTest::newRow("exact uri without host comes last") << u"a.x.com"_s << QByteArray("/free") << u"wild"_s;
        QTest::newRow("upper case in the route") << u"up.org"_s << QByteArray("/y") << u"upper"_s;
        QTest::newRow("of its service") << u"s.org"_s << QByteArray("/y") << u"served"_s;
    }

    void byHost()
    {
        QFETCH(const QString, host);
        QFETCH(const QByteArray, path);
        QFETCH(const QString, name);
        const Router router(routesOf("{'none':{'uri':'/*','priority':100},'free':{'uri':'/free'},'wild':{'uri':'/*','host':'*.x.com'},"
                                     "'exact':{'uri':'/only','host':'a.x.com'},'deep':{'uri':'/*','hosts':['*.d.x.com']},"
                                     "'upper':{'uri':'/*','host':'Up.Org'},'served':{'uri':'/*','service_id':7}}"),
                            [](const QString &id) { return id == u"7" ? parsed("['s.org']") : json::Value(); });
        QCOMPARE(taker(router, call("GET", path, host)), name);
    }

    void byAddressAndLua()
    {
        const Router router(routesOf("{'ten':{'uri':'/r','remote_addr':'10.0.0.0/8'},'list':{'uri':'/r','remote_addrs':['1.1.1.1','fe80::/32']},"
                                     "'lua':{'uri':'/r','filter_func':'function() return true end'},'rest':{'uri':'/r'}}"));
        QCOMPARE(taker(router, call("GET", "/r", {}, u"10.2.3.4"_s)), u"ten"_s);
        QCOMPARE(taker(router, call("GET", "/r", {}, u"fe80::1"_s)), u"list"_s);
        QCOMPARE(taker(router, call("GET", "/r", {}, u"11.2.3.4"_s)), u"rest"_s);
        QCOMPARE(taker(router, call("GET", "/r", {}, u"nonsense"_s)), u"rest"_s);
        const auto asked = router.candidates(call("GET", "/r"));
        QVERIFY(asked[0].verdict == Verdict::OtherAddress && asked[2].verdict == Verdict::Lua);
    }

    void expressions_data()
    {
        QTest::addColumn<QByteArray>("expression");
        QTest::addColumn<bool>("expected");
        const QList<std::pair<const char *, bool>> rows{
            {"[['n','==','5']]", true},          {"[['n','==',5]]", true},            {"[['hex','==',5]]", true},
            {"[['none','==',null]]", true},      {"[['n','==',null]]", false},        {"[['bare','==',true]]", true},
            {"[['bare','==','true']]", false},   {"[['n','~=','6']]", true},          {"[['none','~=',5]]", true},
            {"[['n','>',4],['n','<=',5]]", true}, {"[['none','<',5]]", false},        {"[['none','!','>',5]]", true},
            {"[['word','~~','^[a-z]+$']]", true}, {"[['word','~*','^JACK']]", true},  {"[['word','in',['x','jack']]]", true},
            {"[['n','in',[5]]]", false},         {"[['n','IN',['5']]]", true},        {"[['list','has','b']]", true},
            {"[['word','has','j']]", false},     {"[['ip','ipmatch',['10.0.0.0/8']]]", true}, {"[['ip','!','ipmatch','11.0.0.0/8']]", true},
            {"[['word','jack']]", true},         {"['OR',['n','==','1'],['word','==','jack']]", true},
            {"['!AND',['n','==','5'],['OR',['none','==','1'],['n','>',9]]]", true},   {"['!or',['n','==','5'],['n','==','6']]", false},
            {"[]", true},                        {"[['n','=?','5']]", false},         {"['n','==','5']", true},
            {"5", false}};
        for (const auto &[expression, expected] : rows)
            QTest::newRow(expression) << QByteArray(expression) << expected;
    }

    void expressions()
    {
        QFETCH(const QByteArray, expression);
        QFETCH(const bool, expected);
        const auto variables = variablesOf("{'n':'5','hex':' 0x5','bare':true,'word':'jack','list':['a','b'],'ip':'10.1.1.1'}");
        QCOMPARE(holds(parsed(expression.constData()), variables), expected);
    }

    void varsDecide()
    {
        const Router router(routesOf("{'one':{'uri':'/v','vars':[['arg_v','==','1']]},'plain':{'uri':'/v'}}"));
        auto request = call("GET", "/v");
        QCOMPARE(taker(router, request), u"plain"_s);
        request.variables = variablesOf("{'arg_v':'1'}");
        QCOMPARE(taker(router, request), u"one"_s);
    }

    void numbers()
    {
        QCOMPARE(luaNumber(u"0x1F"_s), std::optional(31.0));
        QCOMPARE(luaNumber(u" -5e1 "_s), std::optional(-50.0));
        for (const auto &text : {u""_s, u"5a"_s, u"--5"_s, u"0x"_s, u"+-1"_s})
            QVERIFY2(!luaNumber(text), qPrintable(text));
    }

    void addresses()
    {
        const AddressList list({u"10.0.0.0/9"_s, u"::1"_s, u"bad/1"_s});
        QVERIFY(list.contains(u"10.127.0.1"_s) && !list.contains(u"10.128.0.1"_s));
        QVERIFY(list.contains(u"[::1]"_s) && !list.contains(u"::2"_s) && !list.contains(u"::ffff:10.0.0.1"_s));
        QCOMPARE(list.wrong(), u"bad/1"_s);
        QCOMPARE(Address::parse(u"FE80::0:1"_s)->toString(), u"fe80::1"_s);
    }

    void oddRoutes_data()
    {
        using Kind = Remark::Kind;
        using Reason = Remark::Reason;
        QTest::addColumn<QByteArray>("conf");
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("reason");
        const auto row = [](const char *conf, Kind kind, Reason reason) { QTest::newRow(conf) << QByteArray(conf) << int(kind) << int(reason); };
        row("{'uri':'/x','status':0}", Kind::NeverMatches, Reason::Off);
        row("{'uri':'x'}", Kind::NeverMatches, Reason::UriNotAbsolute);
        row("{'uri':'/a//b'}", Kind::NeverMatches, Reason::UriNotNormal);
        row("{'uri':'/a/../b'}", Kind::NeverMatches, Reason::UriNotNormal);
        row("{'uri':'/a+b/*'}", Kind::NeverMatches, Reason::UriAsExpression);
        row("{'uri':'/g(h/*'}", Kind::NeverMatches, Reason::UriAsExpression);
        row("{'uri':'/x','host':'a.com:80'}", Kind::NeverMatches, Reason::HostWithPort);
        row("{'uri':'/x','methods':['TRACE']}", Kind::NeverMatches, Reason::MethodRefused);
        row("{'uri':'/first'}", Kind::NeverMatches, Reason::EarlierTakesAll);
        row("{'uri':'/first','methods':['GET'],'remote_addr':'1.1.1.1'}", Kind::NeverMatches, Reason::EarlierTakesAll);
        row("{'uri':'/x','script':'return {}'}", Kind::NeedsLua, Reason::LuaFunction);
        row("{'uris':['/fine','/first']}", Kind::Hidden, Reason::EarlierTakesAll);
        row("{'uris':['/fine','nonsense']}", Kind::UriNever, Reason::UriNotAbsolute);
    }

    void oddRoutes()
    {
        QFETCH(const QByteArray, conf);
        QFETCH(const int, kind);
        QFETCH(const int, reason);
        const QByteArray both = "{'first':{'uri':'/first'},'odd':" + conf + "}";
        const auto remarks = remarksOn(Router(routesOf(both.constData())));
        QVERIFY(!remarks.isEmpty());
        QCOMPARE(remarks.last().route, 1);
        QCOMPARE(int(remarks.last().kind), kind);
        QCOMPARE(int(remarks.last().reason), reason);
    }

    void ordinaryRoutes()
    {
        const Router router(routesOf("{'a':{'uri':'/a','methods':['GET']},'b':{'uri':'/a'},'c':{'uri':'/a/*'},'d':{'uri':'/a','host':'h'},"
                                     "'e':{'uri':'*'},'f':{'uri':'/c','vars':[['arg_x','==','1']]},'g':{'uri':'/c'},'h':{'uri':'/c.d/*'},"
                                     "'i':{'uri':'/u/:id/*'},'j':{'uri':'/g/*.js'},'k':{'uri':'/v','host':'[::1]'}}"));
        for (const auto &remark : remarksOn(router))
            QFAIL(qPrintable(nameOf(router, remark.route)));
    }
};

QTEST_GUILESS_MAIN(TestRouting)
#include "tst_routing.moc"
