#include "core/gateway/pluginform.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace gateway {

namespace {

json::Value withProperty(json::Value schema, QStringView name, const json::Value &property)
{
    json::Value properties = schema.value(u"properties");
    properties.set(name, property);
    schema.set(u"properties", properties);
    return schema;
}

/// The server's own says nothing by a slip: it takes anything there, and calls fail with all but this.
json::Value authorizationSchema()
{
    const json::Value text = json::Value::object({{u"type"_s, json::Value::string(u"string"_s)}});
    const json::Value object = json::Value::object({{u"type"_s, json::Value::string(u"object"_s)},
                                                    {u"title"_s, json::Value::string(QCoreApplication::translate("gateway", "object"))},
                                                    {u"properties"_s, json::Value::object({{u"service_token"_s, text}})}});
    const json::Value other = json::Value::object(
        {{u"title"_s, json::Value::string(QCoreApplication::translate("gateway", "something else, which fails"))},
         {u"not"_s, json::Value::object({{u"type"_s, json::Value::string(u"object"_s)}})}});
    return json::Value::object({{u"anyOf"_s, json::Value::array({object, other})}});
}

bool hasWord(const QString &name, std::initializer_list<QLatin1String> words)
{
    return std::any_of(words.begin(), words.end(), [&name](QLatin1String word) { return name.contains(word); });
}

int rankOfPhase(const QString &phase)
{
    static const QStringList phases{u"init"_s, u"ssl"_s, u"preread"_s, u"rewrite"_s, u"access"_s, u"before_proxy"_s,
                                    u"header_filter"_s, u"body_filter"_s, u"log"_s};
    const qsizetype rank = phases.indexOf(phase);
    return int(rank < 0 ? phases.indexOf(u"access"_s) : rank);
}

} // namespace

json::Value formSchema(const Plugin &plugin, Part part)
{
    json::Value schema = schemaFor(plugin, part);
    if (!schema.isObject() || part == Part::Metadata)
        return schema;
    const json::Value meta = plugin.schema.value(u"properties").value(u"_meta");
    if (meta.isObject() && !schema.value(u"properties").contains(u"_meta"))
        schema = withProperty(schema, u"_meta", meta);
    const json::Value authorization = schema.value(u"properties").value(u"authorization");
    if (plugin.name == u"openfunction" && authorization.isObject() && !authorization.contains(u"type"))
        schema = withProperty(schema, u"authorization", authorizationSchema());
    return schema;
}

PluginGroup groupOf(const Plugin &plugin)
{
    const QString &name = plugin.name;
    if (hasWord(name, {QLatin1String("openwhisk"), QLatin1String("function"), QLatin1String("lambda"), QLatin1String("ext-plugin")}))
        return PluginGroup::Function;
    if (name.startsWith(u"ai-") || name == u"mcp-bridge")
        return PluginGroup::Ai;
    if (plugin.phase == u"log" || hasWord(name, {QLatin1String("zipkin"), QLatin1String("skywalking"), QLatin1String("telemetry"),
                                                 QLatin1String("node-status"), QLatin1String("inspect"), QLatin1String("log-rotate")}))
        return PluginGroup::Observe;
    if (plugin.type == u"auth"
        || hasWord(name, {QLatin1String("auth"), QLatin1String("restriction"), QLatin1String("csrf"), QLatin1String("blocker"),
                          QLatin1String("acl"), QLatin1String("waf"), QLatin1String("opa"), QLatin1String("rbac"), QLatin1String("openid"),
                          QLatin1String("validat"), QLatin1String("cors"), QLatin1String("jwe"), QLatin1String("ocsp")}))
        return PluginGroup::Security;
    if (hasWord(name, {QLatin1String("transform"), QLatin1String("rewrite"), QLatin1String("grpc"), QLatin1String("gzip"), QLatin1String("brotli"),
                       QLatin1String("degraphql"), QLatin1String("dubbo"), QLatin1String("echo"), QLatin1String("error-page"),
                       QLatin1String("redirect"), QLatin1String("label"), QLatin1String("request-id"), QLatin1String("mocking")}))
        return PluginGroup::Transform;
    return PluginGroup::Traffic;
}

qint64 priorityOf(const json::Value &conf, const Plugin &plugin)
{
    return conf.value(u"_meta").value(u"priority").toInteger().value_or(plugin.priority);
}

QStringList runningOrder(const json::Value &plugins, const Catalogue *catalogue, bool inStream)
{
    using Place = std::tuple<int, qint64, QString>;
    QList<Place> places;
    for (const json::Member &member : plugins.members()) {
        const Plugin *plugin = catalogue ? catalogue->find(member.name, inStream) : nullptr;
        places.append(plugin ? Place(rankOfPhase(plugin->phase), -priorityOf(member.value, *plugin), member.name) : Place(100, 0, member.name));
    }
    if (catalogue)
        std::sort(places.begin(), places.end());
    QStringList names;
    for (const Place &place : places)
        if (!names.contains(std::get<2>(place)))
            names.append(std::get<2>(place));
    return names;
}

bool isDisabled(const json::Value &conf)
{
    return conf.value(u"_meta").value(u"disable").toBool();
}

json::Value withDisabled(const json::Value &conf, bool disabled, const std::optional<json::Value> &before)
{
    const json::Value was = before ? before->value(u"_meta") : json::Value();
    json::Value now = conf;
    json::Value meta = conf.value(u"_meta");
    if (disabled || was.contains(u"disable"))
        meta.set(u"disable", json::Value::boolean(disabled));
    else
        meta.remove(u"disable");
    if (meta.size() == 0 && !was.isObject())
        now.remove(u"_meta");
    else
        now.set(u"_meta", meta);
    return now;
}

} // namespace gateway
