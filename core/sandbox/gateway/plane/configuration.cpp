#include "core/sandbox/gateway/plane/configuration.h"

#include "core/gateway/address.h"
#include "core/json/text.h"
#include "core/sandbox/gateway/admin/kinds.h"
#include "core/sandbox/gateway/admin/sealing.h"
#include "core/sandbox/gateway/schema/library.h"
#include "core/sandbox/gateway/store/etcd.h"

#include <algorithm>

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

QString hostOf(const json::Value &upstream)
{
    const auto nodes = upstream.value(u"nodes");
    return nodes.isObject() ? nodes.members().first().name.section(u':', 0, 0) : nodes.items().first().value(u"host").toString();
}

/// One node by its address, and nothing said beyond that.
bool isSimpleRoute(const json::Value &route)
{
    for (const auto &name : {u"plugins"_s, u"service_id"_s, u"upstream_id"_s, u"plugin_config_id"_s, u"script"_s, u"enable_websocket"_s})
        if (route.contains(name))
            return false;
    const auto upstream = route.value(u"upstream");
    for (const auto &member : upstream.members())
        if (member.name != u"nodes" && member.name != u"type")
            return false;
    return upstream.value(u"nodes").size() == 1 && ::gateway::Address::parse(hostOf(upstream));
}

QString environmentText(const QString &text)
{
    if (!text.startsWith(u"$env://", Qt::CaseInsensitive))
        return text;
    const auto name = text.mid(7).section(u'/', 0, 0);
    const auto member = text.mid(7).section(u'/', 1);
    const auto value = qgetenv(name.toUtf8().constData());
    if (value.isEmpty() || member.isEmpty())
        return value.isEmpty() ? text : QString::fromUtf8(value);
    const auto parsed = json::read(value);
    const auto *found = parsed ? parsed->value.find(member) : nullptr;
    return found ? found->toString() : text;
}

} // namespace

json::Value withEnvironment(const json::Value &value)
{
    if (value.isString())
        return json::Value::string(environmentText(value.toString()));
    auto out = value;
    for (qsizetype i = 0; value.isArray() && i < value.size(); ++i)
        out.setItem(i, withEnvironment(value.items()[i]));
    for (const auto &member : value.members())
        out.set(member.name, withEnvironment(member.value));
    return out;
}

Configuration::Configuration(const SchemaLibrary &itsLibrary, Etcd &etcd) : library(itsLibrary)
{
    for (const auto &kind : {u"services"_s, u"upstreams"_s, u"plugin_configs"_s, u"consumer_groups"_s, u"plugin_metadata"_s, u"ssls"_s}) {
        const auto records = etcd.list(u'/' + kind + u'/');
        for (auto it = records.cbegin(); it != records.cend(); ++it)
            m_stored.insert(it.key(), it->value);
    }
    auto routes = etcd.list(u"/routes/"_s).values();
    std::stable_sort(routes.begin(), routes.end(), [](const Record &a, const Record &b) { return a.order < b.order; });
    QList<json::Value> confs;
    for (const auto &record : std::as_const(routes)) {
        confs.append(record.value);
        isSimple = isSimple && isSimpleRoute(record.value);
    }
    router = ::gateway::Router(confs, [this](const QString &id) { return m_stored.value(u"/services/"_s + id).value(u"hosts"); });
    const auto rules = etcd.list(u"/global_rules/"_s);
    for (auto it = rules.cbegin(); it != rules.cend(); ++it)
        globalRules.append({it.key().section(u'/', 2), withEnvironment(opened(library, *findKind(u"global_rules"_s), it->value))});
    isSimple = isSimple && globalRules.isEmpty();
    readConsumers(etcd);
}

void Configuration::readConsumers(Etcd &etcd)
{
    const auto records = etcd.list(u"/consumers/"_s);
    for (auto it = records.cbegin(); it != records.cend(); ++it) {
        const auto parts = it.key().split(u'/');
        const auto conf = withEnvironment(opened(library, *findKind(u"consumers"_s), it->value));
        auto consumer = std::make_shared<Consumer>();
        const bool isCredential = parts.size() > 3;
        if (isCredential && m_byName.contains(parts[2])) {
            *consumer = *m_byName.value(parts[2]);
            consumer->credential = parts.value(4);
        } else if (!isCredential) {
            const auto group = conf.value(u"group_id");
            *consumer = {parts[2], {}, conf.value(u"labels").value(u"custom_id").toString(),
                         group.isNumber() ? QString::fromLatin1(group.numberText()) : group.toString(), conf.value(u"plugins"), {}};
            m_byName.insert(parts[2], consumer);
        }
        const auto plugins = conf.value(u"plugins");
        for (const auto &plugin : plugins.members()) {
            const auto *known = library.plugin(plugin.name);
            if (!known || known->value(u"type").toString() != u"auth")
                continue;
            auto found = std::make_shared<Consumer>(*consumer);
            found->auth = plugin.value;
            m_byPlugin[plugin.name].append(found);
        }
    }
}

std::optional<json::Value> Configuration::find(const QString &kind, const QString &id) const
{
    const auto found = m_stored.constFind(u'/' + kind + u'/' + id);
    return found == m_stored.cend() ? std::nullopt : std::optional(withEnvironment(opened(library, *findKind(kind), *found)));
}

json::Value Configuration::openedRoute(qsizetype place) const
{
    return withEnvironment(opened(library, *findKind(u"routes"_s), router.routes()[place]));
}

const Consumer *Configuration::consumer(const QString &plugin, const QString &member, const json::Value &key) const
{
    const auto known = m_byPlugin.constFind(plugin);
    if (known == m_byPlugin.cend())
        return nullptr;
    const auto found = std::find_if(known->begin(), known->end(), [&](const auto &one) { return equal(one->auth.value(member), key); });
    return found == known->end() || key.isNull() ? nullptr : found->get();
}

const Consumer *Configuration::consumerNamed(const QString &name) const { return m_byName.value(name).get(); }

} // namespace sandbox::gateway
