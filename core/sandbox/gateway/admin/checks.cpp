#include "core/sandbox/gateway/admin/checks.h"

#include "core/sandbox/gateway/admin/answer.h"
#include "core/sandbox/gateway/admin/kinds.h"
#include "core/sandbox/gateway/admin/plugincheck.h"
#include "core/sandbox/gateway/admin/sealing.h"
#include "core/sandbox/gateway/schema/expression.h"
#include "core/sandbox/gateway/schema/library.h"
#include "core/sandbox/gateway/schema/lua.h"
#include "core/sandbox/gateway/schema/validator.h"
#include "core/sandbox/gateway/store/cjson.h"
#include "core/sandbox/gateway/store/etcd.h"

#include <QHash>

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

using Wrong = std::optional<QString>;

Wrong invalid(const Wrong &wrong) { return wrong ? Wrong(u"invalid configuration: "_s + *wrong) : Wrong(); }

Wrong checkScript(const json::Value &conf)
{
    const auto *script = conf.find(u"script");
    if (!script)
        return {};
    const auto source = script->toString();
    if (const auto wrong = compileLua(source, source))
        return u"failed to load 'script' string: "_s + *wrong;
    switch (resultOf(source)) {
    case LuaResult::Crash: throw Crash();
    case LuaResult::Table:
    case LuaResult::Function: return {};
    default: return u"'script' should be a Lua object"_s;
    }
}

Wrong checkFilter(const json::Value &conf)
{
    const auto *function = conf.find(u"filter_func");
    if (!function)
        return {};
    const auto source = u"return "_s + function->toString();
    const auto wrong = compileLua(source, source);
    return wrong ? Wrong(u"failed to load 'filter_func' string: "_s + *wrong) : Wrong();
}

Wrong checkPairs(const json::Value &conf)
{
    for (const auto &[one, many] : {std::pair(u"host"_s, u"hosts"_s), std::pair(u"remote_addr"_s, u"remote_addrs"_s)})
        if (conf.contains(one) && conf.contains(many))
            return u"only one of %1 or %2 is allowed"_s.arg(one, many);
    return {};
}

Wrong checkConditions(const json::Value &conf)
{
    if (const auto *vars = conf.find(u"vars"))
        if (const auto wrong = checkExpression(*vars))
            return u"failed to validate the 'vars' expression: "_s + *wrong;
    return {};
}

/// The first of these that says something.
template<typename... Step> Wrong firstOf(Step... steps)
{
    Wrong wrong;
    ((wrong || (wrong = steps(), true)), ...);
    return wrong;
}

/// What two consumers may not share.
QString keyMember(const QString &plugin)
{
    static const QHash<QString, QString> members{{u"key-auth"_s, u"key"_s},       {u"basic-auth"_s, u"username"_s},
                                                 {u"jwt-auth"_s, u"key"_s},       {u"hmac-auth"_s, u"key_id"_s},
                                                 {u"ldap-auth"_s, u"user_dn"_s},  {u"jwe-decrypt"_s, u"key"_s}};
    return members.value(plugin);
}

QString ownerWords(const QString &key)
{
    const auto parts = key.split(u'/');
    return parts.size() > 3 ? u"credential: %1 of consumer: %2"_s.arg(parts.value(4), parts.value(2))
                            : u"consumer: "_s + parts.value(2);
}

} // namespace

Wrong Checks::schemaOf(const Kind &kind, const json::Value &conf) const
{
    auto filled = conf;
    return invalid(validate(*m_library.resource(kind.schema), filled));
}

Wrong Checks::fetched(const json::Value &conf, const QString &member, const QString &kind, const QString &words) const
{
    const auto *value = conf.find(member);
    if (!value || !m_references)
        return {};
    const auto id = value->isNumber() ? QString::fromLatin1(value->numberText()) : value->toString();
    if (m_etcd.get(u'/' + kind + u'/' + id))
        return {};
    return u"failed to fetch %1 info by %1 id [%2], response code: 404"_s.arg(words, id);
}

Wrong Checks::upstream(const json::Value &conf) const
{
    if (auto wrong = checkUpstream(m_library, conf))
        return wrong;
    const auto tls = conf.value(u"tls");
    if (auto wrong = fetched(tls, u"client_cert_id"_s, u"ssls"_s, u"ssl"_s))
        return wrong;
    const auto *id = tls.find(u"client_cert_id");
    if (!id || !m_references)
        return {};
    const auto name = id->isNumber() ? QString::fromLatin1(id->numberText()) : id->toString();
    const auto record = m_etcd.get(u"/ssls/"_s + name);
    const bool isClient = record && record->value.value(u"type").toString() == u"client";
    return isClient ? Wrong() : Wrong(u"failed to fetch ssl info by ssl id [%1], wrong ssl type"_s.arg(name));
}

Wrong Checks::route(const QString &, const json::Value &conf) const
{
    return firstOf([&] { return checkPairs(conf); }, [&] { return schemaOf(*findKind(u"routes"_s), conf); },
                   [&] { return conf.contains(u"upstream") ? upstream(conf.value(u"upstream")) : Wrong(); },
                   [&] { return fetched(conf, u"upstream_id"_s, u"upstreams"_s, u"upstream"_s); },
                   [&] { return fetched(conf, u"service_id"_s, u"services"_s, u"service"_s); },
                   [&] { return fetched(conf, u"plugin_config_id"_s, u"plugin_configs"_s, u"plugin config"_s); },
                   [&] { return checkPlugins(m_library, conf.value(u"plugins")); }, [&] { return checkConditions(conf); },
                   [&] { return checkFilter(conf); }, [&] { return checkScript(conf); });
}

Wrong Checks::service(const QString &, const json::Value &conf) const
{
    return firstOf([&] { return schemaOf(*findKind(u"services"_s), conf); },
                   [&] { return conf.contains(u"upstream") ? upstream(conf.value(u"upstream")) : Wrong(); },
                   [&] { return fetched(conf, u"upstream_id"_s, u"upstreams"_s, u"upstream"_s); },
                   [&] { return checkPlugins(m_library, conf.value(u"plugins")); }, [&] { return checkScript(conf); });
}

Wrong Checks::streamRoute(const QString &id, const json::Value &conf) const
{
    const auto protocol = conf.value(u"protocol");
    return firstOf([&] { return schemaOf(*findKind(u"stream_routes"_s), conf); },
                   [&] { return conf.contains(u"upstream") ? upstream(conf.value(u"upstream")) : Wrong(); },
                   [&] { return fetched(conf, u"upstream_id"_s, u"upstreams"_s, u"upstream"_s); },
                   [&] { return fetched(conf, u"service_id"_s, u"services"_s, u"service"_s); },
                   // The recorded server has no protocol switched on.
                   [&] { return protocol.isNull() ? Wrong() : Wrong(u"unknown protocol [%1]"_s.arg(protocol.value(u"name").toString())); },
                   [&] {
                       const bool itself = protocol.value(u"superior_id").toString() == id && !protocol.isNull();
                       return itself ? Wrong(u"stream route can not set itself as superior_id"_s) : Wrong();
                   },
                   [&] { return checkStreamPlugins(m_library, conf.value(u"plugins")); });
}

Wrong Checks::duplicateKeys(const QString &key, const json::Value &plugins) const
{
    const auto records = m_references && isTable(plugins) ? m_etcd.list(u"/consumers/"_s) : Etcd::Records();
    for (auto it = records.cbegin(); it != records.cend(); ++it) {
        if (it.key() == key || it.key().startsWith(key + u"/credentials/"_s))
            continue;
        const auto others = opened(m_library, *findKind(u"consumers"_s), it->value).value(u"plugins");
        for (const auto &plugin : plugins.members()) {
            const auto member = keyMember(plugin.name);
            const auto *value = member.isEmpty() ? nullptr : plugin.value.find(member);
            const auto *other = others.value(plugin.name).find(member);
            if (value && other && equal(*value, *other))
                return u"duplicate key of plugin %1 found with %2"_s.arg(plugin.name, ownerWords(it.key()));
        }
    }
    return {};
}

Wrong Checks::consumer(const QString &id, const json::Value &conf) const
{
    const auto username = conf.value(u"username").toString();
    const auto plugins = conf.value(u"plugins");
    const auto prefixed = [](const Wrong &wrong) { return wrong ? Wrong(u"invalid plugins configuration: "_s + *wrong) : Wrong(); };
    return firstOf([&] { return schemaOf(*findKind(u"consumers"_s), conf); },
                   [&] { return id.isEmpty() || id == username ? Wrong() : Wrong(u"wrong username"_s); },
                   [&] { return prefixed(checkPlugins(m_library, plugins, true)); },
                   [&] { return duplicateKeys(u"/consumers/"_s + username, plugins); },
                   [&] { return fetched(conf, u"group_id"_s, u"consumer_groups"_s, u"consumer group"_s); });
}

Wrong Checks::credential(const QString &id, const json::Value &conf) const
{
    const auto plugins = conf.value(u"plugins");
    if (auto wrong = schemaOf(*findKind(u"credentials"_s), conf))
        return wrong;
    if (const auto wrong = checkPlugins(m_library, plugins, true))
        return u"invalid plugins configuration: "_s + *wrong;
    for (const auto &plugin : plugins.members())
        if (m_library.plugin(plugin.name)->value(u"type").toString() != u"auth")
            return u"only supports auth type plugins in consumer credential"_s;
    return duplicateKeys(u"/consumers/"_s + id, plugins);
}

Wrong Checks::globalRule(const QString &id, const json::Value &conf) const
{
    if (auto wrong = schemaOf(*findKind(u"global_rules"_s), conf))
        return wrong;
    if (auto wrong = checkPlugins(m_library, conf.value(u"plugins")))
        return wrong;
    const auto rules = m_references ? m_etcd.list(u"/global_rules/"_s) : Etcd::Records();
    for (auto it = rules.cbegin(); it != rules.cend(); ++it) {
        const auto other = it.key().section(u'/', 2);
        const auto plugins = it->value.value(u"plugins");
        for (const auto &plugin : conf.value(u"plugins").members())
            if (other != id && plugins.isObject() && plugins.contains(plugin.name))
                return u"plugin '%1' already exists in global rule with id '%2'"_s.arg(plugin.name, other);
    }
    return {};
}

Wrong Checks::metadata(const QString &id, const json::Value &conf) const
{
    if (id.isEmpty())
        return u"missing plugin name"_s;
    if (!m_library.knows(id))
        return u"invalid plugin name"_s;
    const auto *schema = m_library.schemaOf(id, PluginPart::Metadata);
    auto filled = conf;
    return schema ? invalid(validate(*schema, filled)) : Wrong();
}

Wrong Checks::secret(const QString &id, const json::Value &conf) const
{
    const auto manager = id.section(u'/', 0, 0);
    const auto *schema = m_library.secretManager(manager);
    if (!schema)
        return u"invalid secret manager: "_s + manager;
    auto filled = conf;
    return invalid(validate(*schema, filled));
}

Wrong Checks::check(const Kind &kind, const QString &id, const json::Value &conf) const
{
    using Check = Wrong (Checks::*)(const QString &, const json::Value &) const;
    static const QHash<QString, Check> checks{{u"routes"_s, &Checks::route},
                                              {u"services"_s, &Checks::service},
                                              {u"stream_routes"_s, &Checks::streamRoute},
                                              {u"consumers"_s, &Checks::consumer},
                                              {u"credentials"_s, &Checks::credential},
                                              {u"global_rules"_s, &Checks::globalRule},
                                              {u"plugin_metadata"_s, &Checks::metadata},
                                              {u"secrets"_s, &Checks::secret}};
    if (const auto own = checks.value(kind.name))
        return (this->*own)(id, conf);
    if (auto wrong = schemaOf(kind, conf))
        return wrong;
    if (kind.name == u"upstreams")
        return upstream(conf);
    if (kind.name == u"ssls")
        return checkCertificates(conf);
    if (kind.name == u"protos")
        return checkProto(conf.value(u"content").toString());
    return checkPlugins(m_library, conf.value(u"plugins"));
}

} // namespace sandbox::gateway
