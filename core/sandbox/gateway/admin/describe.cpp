#include "core/sandbox/gateway/admin/describe.h"

#include "core/sandbox/gateway/schema/library.h"

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

Answer describeResource(const SchemaLibrary &library, const QString &name)
{
    if (name.isEmpty())
        throw Crash();
    const auto *schema = library.resource(name);
    if (!schema)
        refuse(400, u"not found schema: "_s + name);
    return {200, *schema};
}

Answer describePlugin(const SchemaLibrary &library, const QString &name, const Query &query)
{
    const auto subsystem = query.find(u"subsystem").value_or(u"http"_s);
    if (subsystem != u"http" && subsystem != u"stream")
        refuse(400, u"unsupported subsystem: "_s + subsystem);
    const bool ofStream = subsystem == u"stream";
    if (query.find(u"all") == u"true"_s)
        return {200, library.plugins(ofStream)};
    const auto *plugin = library.plugin(name, ofStream);
    if (!plugin)
        refuse(404, u"plugin not found in subsystem "_s + subsystem);
    const auto *schema = plugin->find(query.find(u"schema_type") == u"consumer"_s ? u"consumer_schema" : u"schema");
    if (!schema)
        refuse(400, u"not found schema"_s);
    return {200, *schema};
}

std::optional<json::Value> listPlugins(const SchemaLibrary &library, const Query &query)
{
    const auto subsystem = query.find(u"subsystem").value_or(u"http"_s);
    if (subsystem != u"http" && subsystem != u"stream")
        return {};
    return library.names(subsystem == u"stream");
}

} // namespace sandbox::gateway
