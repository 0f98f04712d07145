#include "core/sandbox/gateway/admin/kinds.h"

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

const QList<Kind> &allKinds()
{
    static const QList<Kind> kinds{
        {u"routes"_s, u"route"_s, u"route"_s, {}},
        {u"services"_s, u"service"_s, u"service"_s, {}},
        {u"upstreams"_s, u"upstream"_s, u"upstream"_s, {}},
        {u"consumers"_s, u"consumer"_s, u"consumer"_s, {u"POST"_s, u"PATCH"_s}, false},
        {u"credentials"_s, u"credential"_s, u"credential"_s, {u"POST"_s, u"PATCH"_s}},
        {u"consumer_groups"_s, u"consumer group"_s, u"consumer_group"_s, {u"POST"_s}},
        {u"plugin_configs"_s, u"plugin config"_s, u"plugin_config"_s, {u"POST"_s}},
        {u"global_rules"_s, u"global rule"_s, u"global_rule"_s, {u"POST"_s}},
        {u"ssls"_s, u"ssl"_s, u"ssl"_s, {}},
        {u"protos"_s, u"proto"_s, u"proto"_s, {u"PATCH"_s}},
        {u"secrets"_s, u"secret"_s, {}, {u"POST"_s}},
        {u"stream_routes"_s, u"stream route"_s, u"stream_route"_s, {u"PATCH"_s}},
        {u"plugin_metadata"_s, u"plugin_metadata"_s, {}, {u"POST"_s, u"PATCH"_s}, false},
        {u"graphql_cost_decorations"_s, u"graphql cost decoration"_s, u"graphql_cost_decoration"_s, {}},
    };
    return kinds;
}

const Kind *findKind(const QString &name)
{
    for (const auto &kind : allKinds())
        if (kind.name == name)
            return &kind;
    return nullptr;
}

QString keyOf(const Kind &kind, const QString &id, const QString &parent)
{
    if (kind.name == u"credentials")
        return u"/consumers/"_s + parent + u"/credentials/"_s + id;
    if (kind.name == u"graphql_cost_decorations")
        return u"/services/"_s + parent + u"/graphql_cost_decorations/"_s + id;
    return u'/' + kind.name + u'/' + id;
}

} // namespace sandbox::gateway
