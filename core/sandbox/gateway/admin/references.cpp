#include "core/sandbox/gateway/admin/references.h"

#include "core/sandbox/gateway/admin/kinds.h"
#include "core/sandbox/gateway/store/etcd.h"

#include <functional>

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

using Refers = std::function<bool(const json::Value &conf)>;

QString textOf(const json::Value &id) { return id.isNumber() ? QString::fromLatin1(id.numberText()) : id.toString(); }

Refers byMember(const QString &member, const QString &id)
{
    return [=](const json::Value &conf) { return conf.contains(member) && textOf(conf.value(member)) == id; };
}

bool splitsTo(const json::Value &conf, const QString &id)
{
    const auto rules = conf.value(u"plugins").value(u"traffic-split").value(u"rules");
    for (const auto &rule : rules.items()) {
        const auto upstreams = rule.value(u"weighted_upstreams");
        for (const auto &upstream : upstreams.items())
            if (byMember(u"upstream_id"_s, id)(upstream))
                return true;
    }
    return false;
}

/// The id of the first of that kind that refers to it.
std::optional<QString> firstOf(Etcd &etcd, const QString &kind, const Refers &refers)
{
    const auto records = etcd.list(u'/' + kind + u'/');
    for (auto it = records.cbegin(); it != records.cend(); ++it)
        if (refers(it->value))
            return it.key().section(u'/', 2, 2);
    return {};
}

struct Referrer {
    QString kind;
    QString words;
    Refers refers;
};

QList<Referrer> referrersOf(const Kind &kind, const QString &id)
{
    const auto splits = [id](const json::Value &conf) { return splitsTo(conf, id); };
    if (kind.name == u"upstreams")
        return {{u"routes"_s, u"route"_s, byMember(u"upstream_id"_s, id)},
                {u"services"_s, u"service"_s, byMember(u"upstream_id"_s, id)},
                {u"stream_routes"_s, u"stream_route"_s, byMember(u"upstream_id"_s, id)},
                {u"routes"_s, u"plugin in route"_s, splits},
                {u"services"_s, u"plugin in service"_s, splits},
                {u"plugin_configs"_s, u"plugin in plugin_config"_s, splits},
                {u"consumers"_s, u"plugin in consumer"_s, splits},
                {u"consumer_groups"_s, u"plugin in consumer_group"_s, splits},
                {u"global_rules"_s, u"plugin in global_rules"_s, splits}};
    if (kind.name == u"services")
        return {{u"routes"_s, u"route"_s, byMember(u"service_id"_s, id)}, {u"stream_routes"_s, u"stream_route"_s, byMember(u"service_id"_s, id)}};
    if (kind.name == u"plugin_configs")
        return {{u"routes"_s, u"route"_s, byMember(u"plugin_config_id"_s, id)}};
    if (kind.name == u"consumer_groups")
        return {{u"consumers"_s, u"consumer"_s, byMember(u"group_id"_s, id)}};
    const Refers transcodes = [id](const json::Value &conf) {
        return byMember(u"proto_id"_s, id)(conf.value(u"plugins").value(u"grpc-transcode"));
    };
    if (kind.name == u"protos")
        return {{u"routes"_s, u"route"_s, transcodes}, {u"services"_s, u"service"_s, transcodes}};
    return {};
}

} // namespace

std::optional<QString> stillUsed(Etcd &etcd, const Kind &kind, const QString &id)
{
    const auto directly = kind.name == u"services" ? u" directly"_s : QString();
    for (const auto &referrer : referrersOf(kind, id))
        if (const auto user = firstOf(etcd, referrer.kind, referrer.refers))
            return u"can not delete this %1%2, %3 [%4] is still using it now"_s.arg(kind.words, directly, referrer.words, *user);
    if (kind.name != u"stream_routes")
        return {};
    const auto user = firstOf(etcd, u"stream_routes"_s,
                              [id](const json::Value &conf) { return byMember(u"superior_id"_s, id)(conf.value(u"protocol")); });
    return user ? std::optional(u"can not delete this stream route directly, stream route [%1] is still using it as superior_id"_s.arg(*user))
                : std::nullopt;
}

} // namespace sandbox::gateway
