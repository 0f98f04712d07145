#include "ui/gateway/test/routecall.h"

#include "core/gateway/functions.h"
#include "ui/gateway/references.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

gateway::FunctionCall callOf(const QString &plugin, const json::Value &conf)
{
    const QString host = conf.value(plugin == u"openwhisk" ? u"api_host"_s : u"function_uri"_s).toString();
    return {plugin,
            host,
            conf.value(u"namespace").toString(),
            conf.value(u"package").toString(),
            conf.value(u"action").toString(),
            conf.value(u"timeout").toInteger(),
            !conf.value(u"_meta").value(u"disable").toBool()};
}

std::optional<gateway::FunctionCall> callOfRow(const gateway::Session &session, gateway::Kind kind, const json::Value *id)
{
    const gateway::Rows rows = session.listing(kind).rows;
    if (!id || !rows)
        return {};
    const auto row = std::find_if(rows->begin(), rows->end(), [text = references::idText(*id)](const gateway::Row &one) { return one.key.id == text; });
    return row == rows->end() ? std::nullopt : row->function;
}

} // namespace

std::optional<gateway::FunctionCall> functionCallOf(const json::Value &route, const gateway::Session &session)
{
    for (const json::Member &plugin : route.value(u"plugins").members())
        if (gateway::callsFunction(plugin.name))
            return callOf(plugin.name, plugin.value);
    if (const auto call = callOfRow(session, gateway::Kind::PluginConfig, route.find(u"plugin_config_id")))
        return call;
    return callOfRow(session, gateway::Kind::Service, route.find(u"service_id"));
}
