#include "core/insight/gatewayuses.h"

#include <QTest>

using namespace gateway;
using namespace insight;
using namespace Qt::StringLiterals;

class TestGatewayUses : public QObject {
    Q_OBJECT

private:
    GatewayLists m_lists;

    static Rows rows(Kind kind, QByteArray items)
    {
        const auto decoded = decodeList("{\"list\":[" + items.replace('\'', '"') + "]}", kind);
        return decoded ? *decoded : nullptr;
    }
    static QStringList users(const QList<ActionRoute> &routes)
    {
        QStringList ids;
        for (const ActionRoute &route : routes)
            ids.append(route.route.user.id + u'<' + route.through.id);
        return ids;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_lists[Kind::Route] = rows(
            Kind::Route,
            "{'key':'/apisix/routes/own','value':{'uri':'/a','plugins':{'openwhisk':{'namespace':'guest','package':'p','action':'a'}},'service_id':'s'}},"
            "{'key':'/apisix/routes/service','value':{'uri':'/b','service_id':'s','status':0}},"
            "{'key':'/apisix/routes/config','value':{'uri':'/c','service_id':'s','plugin_config_id':5,'plugins':{'traffic-split':{'rules':"
            "[{'weighted_upstreams':[{'upstream_id':'u'}]}]}}}},"
            "{'key':'/apisix/routes/broken','value':{'uri':'/d','upstream_id':'gone','plugins':{'grpc-transcode':{'proto_id':'1'}}}}");
        m_lists[Kind::Service] = rows(Kind::Service, "{'key':'/apisix/services/s','value':{'name':'shop','upstream_id':'u','plugins':{'openwhisk':"
                                                     "{'namespace':'_','action':'b'}}}}");
        m_lists[Kind::PluginConfig] = rows(Kind::PluginConfig, "{'key':'/apisix/plugin_configs/5','value':{'id':5,'plugins':{'openwhisk':"
                                                               "{'namespace':'other','action':'c'}}}}");
        m_lists[Kind::Upstream] = rows(Kind::Upstream, "{'key':'/apisix/upstreams/u','value':{'nodes':{}}}");
    }

    void who()
    {
        const auto upstream = usersOf({Kind::Upstream, u"u"_s}, m_lists);
        QCOMPARE(upstream.size(), 2); // a plugin's, too
        QCOMPARE(usesSentence(upstream), u"service shop (s); route config"_s);
        const auto service = usersOf({Kind::Service, u"s"_s}, m_lists);
        QCOMPARE(usesSentence(service, 2), u"routes own, service and 1 more"_s);
        QVERIFY(!service[1].enabled);
        QCOMPARE(usersOf({Kind::PluginConfig, u"5"_s}, m_lists).size(), 1); // numbers are ids like others
        QVERIFY(usersOf({Kind::ConsumerGroup, u"5"_s}, m_lists).isEmpty());
        QCOMPARE(usesSentence({}), QString());
    }

    void broken()
    {
        const QList<BrokenReference> expected{{{Kind::Route, u"broken"_s}, {Kind::Upstream, u"gone"_s}}};
        QCOMPARE(brokenReferences(m_lists), expected); // of protos nothing is known
    }

    void actions()
    {
        // the route's own counts before its plugin config's, and that before its service's
        QCOMPARE(users(actionRoutes(m_lists)), (QStringList{u"own<own"_s, u"service<s"_s, u"config<5"_s}));
        QStringList names;
        for (const ActionRoute &route : actionRoutes(m_lists))
            names.append(actionOf(route.call, u"guest"_s).full());
        QCOMPARE(names, (QStringList{u"/_/p/a"_s, u"/_/b"_s, u"/other/c"_s}));
    }
};

QTEST_GUILESS_MAIN(TestGatewayUses)
#include "tst_gateway_uses.moc"
