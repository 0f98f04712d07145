#include "core/sandbox/gateway/control/effective.h"

#include "core/gateway/address.h"
#include "core/sandbox/gateway/admin/kinds.h"
#include "core/sandbox/gateway/admin/sealing.h"
#include "core/sandbox/gateway/schema/library.h"
#include "core/sandbox/gateway/schema/validator.h"
#include "core/sandbox/gateway/store/etcd.h"

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

struct HostPort {
    QString host;
    std::optional<qint64> port;
};

HostPort takenApart(const QString &text)
{
    const auto colon = text.startsWith(u'[') ? text.indexOf(u"]:"_s) + 1 : text.lastIndexOf(u':');
    return colon > 0 ? HostPort{text.left(colon), text.mid(colon + 1).toLongLong()} : HostPort{text, {}};
}

json::Value nodesAsList(const json::Value &nodes)
{
    if (!nodes.isObject())
        return nodes;
    auto list = json::Value::array();
    for (const auto &member : nodes.members()) {
        const auto [host, port] = takenApart(member.name);
        auto node = json::Value::object({{u"host"_s, json::Value::string(host)}, {u"weight"_s, member.value}});
        if (port)
            node.set(u"port", json::Value::number(*port));
        list.append(node);
    }
    return list;
}

bool hasDomain(const json::Value &nodes)
{
    for (const auto &node : nodes.items())
        if (!::gateway::Address::parse(node.value(u"host").toString().remove(u'[').remove(u']')))
            return true;
    return false;
}

/// What a schema does not take stays as it is: it was stored before, and a node tells of it all the same.
json::Value withDefaults(const json::Value *schema, const json::Value &value)
{
    auto filled = value;
    return schema && value.isObject() && !validate(*schema, filled) ? filled : value;
}

void fillPlugins(const SchemaLibrary &library, json::Value *conf)
{
    auto plugins = conf->value(u"plugins");
    if (!plugins.isObject())
        return;
    const auto members = plugins.members();
    for (const auto &member : members)
        plugins.set(member.name, withDefaults(library.schemaOf(member.name, PluginPart::Route), member.value));
    conf->set(u"plugins", plugins);
}

void lowerHosts(json::Value *route)
{
    if (const auto *host = route->find(u"host"))
        route->set(u"host", json::Value::string(host->toString().toLower()));
    auto hosts = route->value(u"hosts");
    for (qsizetype i = 0; hosts.isArray() && i < hosts.size(); ++i)
        hosts.setItem(i, json::Value::string(hosts.items()[i].toString().toLower()));
    if (hosts.isArray())
        route->set(u"hosts", hosts);
}

} // namespace

json::Value effectiveItem(const SchemaLibrary &library, const QString &key, const Record &record)
{
    const auto *kind = findKind(key.section(u'/', 1, 1));
    auto conf = withDefaults(library.resource(kind->schema), opened(library, *kind, record.value));
    fillPlugins(library, &conf);
    const bool isRoute = kind->name == u"routes";
    if (isRoute)
        lowerHosts(&conf);
    const bool isUpstream = kind->name == u"upstreams";
    auto upstream = isUpstream ? conf : conf.value(u"upstream");
    bool named = false;
    if (upstream.contains(u"nodes")) {
        upstream.set(u"nodes", nodesAsList(upstream.value(u"nodes")));
        named = hasDomain(upstream.value(u"nodes"));
        if (isUpstream)
            conf = upstream;
        else
            conf.set(u"upstream", upstream);
    }
    auto item = json::Value::object({{u"key"_s, json::Value::string(u"/apisix"_s + key)},
                                     {u"value"_s, conf},
                                     {u"createdIndex"_s, json::Value::number(record.created)},
                                     {u"modifiedIndex"_s, json::Value::number(record.modified)},
                                     {u"has_domain"_s, json::Value::boolean(named)},
                                     {u"clean_handlers"_s, json::Value::object()}});
    if (isRoute) {
        item.set(u"orig_modifiedIndex", json::Value::number(record.modified));
        item.set(u"update_count", json::Value::number(0));
    }
    return item;
}

json::Value effectiveMetadata(const SchemaLibrary &library, const QString &plugin, const json::Value &stored)
{
    const auto conf = opened(library, *findKind(u"plugin_metadata"_s), stored);
    return withDefaults(library.schemaOf(plugin, PluginPart::Metadata), conf);
}

} // namespace sandbox::gateway
