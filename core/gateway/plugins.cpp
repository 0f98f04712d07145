#include "core/gateway/plugins.h"

#include "core/async/steps.h"
#include "core/json/text.h"

#include <QPointer>

using namespace Qt::StringLiterals;

namespace gateway {

namespace {

Plugin pluginOf(const QString &name, const json::Value &about)
{
    Plugin plugin;
    plugin.name = name;
    plugin.priority = about.value(u"priority").toInteger().value_or(0);
    plugin.type = about.value(u"type").toString();
    plugin.scope = about.value(u"scope").toString();
    plugin.schema = about.value(u"schema");
    plugin.consumerSchema = about.value(u"consumer_schema");
    plugin.metadataSchema = about.value(u"metadata_schema");
    plugin.description = pluginDescription(name);
    plugin.phase = pluginPhase(name);
    return plugin;
}

Async<QList<Plugin>> subsystem(net::Client &client, const QByteArray &name, QObject *owner)
{
    return thenOnPool(send(client, requestOf("GET", "/apisix/admin/plugins?all=true&subsystem=" + name), owner),
                      [](const net::Reply &reply) { return pluginsOf(reply->body); });
}

QList<Plugin> sorted(const json::Value &plugins)
{
    QList<Plugin> list;
    for (const json::Member &member : plugins.members())
        if (member.value.isObject())
            list.append(pluginOf(member.name, member.value));
    std::sort(list.begin(), list.end(),
              [](const Plugin &a, const Plugin &b) { return std::pair(-a.priority, a.name) < std::pair(-b.priority, b.name); });
    return list;
}

} // namespace

const json::Value &schemaFor(const Plugin &plugin, Part part)
{
    if (part == Part::Metadata)
        return plugin.metadataSchema;
    return part == Part::Consumer && !plugin.consumerSchema.isNull() ? plugin.consumerSchema : plugin.schema;
}

const Plugin *Catalogue::find(const QString &name, bool inStream) const
{
    const QList<Plugin> &list = inStream ? stream : http;
    const auto found = std::find_if(list.begin(), list.end(), [&name](const Plugin &plugin) { return plugin.name == name; });
    return found == list.end() ? nullptr : &*found;
}

Result<QList<Plugin>> pluginsOf(const QByteArray &body)
{
    return json::parse(body).transform(sorted);
}

bool contains(const Plugin &plugin, QStringView needle)
{
    for (const QString *text : {&plugin.name, &plugin.description, &plugin.phase})
        if (text->contains(needle, Qt::CaseInsensitive))
            return true;
    return false;
}

Async<std::shared_ptr<const Catalogue>> plugins(net::Client &client, QObject *owner)
{
    auto stream = subsystem(client, "stream", owner);
    return chain(subsystem(client, "http", owner), [stream](const QList<Plugin> &http) mutable {
        return stream.then([http](const Result<QList<Plugin>> &others) -> Result<std::shared_ptr<const Catalogue>> {
            // No stream proxy, or a server that knows no subsystems: no plugins for it.
            return std::make_shared<const Catalogue>(Catalogue{http, others ? *others : QList<Plugin>()});
        });
    });
}

Async<json::Value> resourceSchema(net::Client &client, Kind kind, QObject *owner)
{
    const QString name = rulesOf(kind).schema;
    if (name.isEmpty())
        return ready<json::Value>(json::Value());
    return thenOnPool(send(client, requestOf("GET", "/apisix/admin/schema/" + name.toLatin1()), owner),
                      [](const net::Reply &reply) { return json::parse(reply->body); });
}

} // namespace gateway
