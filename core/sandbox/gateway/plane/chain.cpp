#include "core/sandbox/gateway/plane/chain.h"

#include "core/json/text.h"
#include "core/sandbox/gateway/plane/configuration.h"
#include "core/sandbox/gateway/plane/state.h"
#include "core/sandbox/gateway/schema/library.h"
#include "core/sandbox/gateway/schema/validator.h"

#include <algorithm>

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

bool fits(PluginConf &plugin, Exchange &exchange)
{
    if (!plugin.fits) {
        const auto filter = plugin.conf.value(u"_meta").value(u"filter");
        plugin.fits = filter.isNull() || ::gateway::holds(filter, exchange.variables());
    }
    return *plugin.fits;
}

/// What a plugin refuses with may be worded by its configuration.
Exit worded(const PluginConf &plugin, Exit exit)
{
    const auto response = plugin.conf.value(u"_meta").value(u"error_response");
    if (exit.status < 400 || response.isNull())
        return exit;
    return response.isString() ? Exit{exit.status, response.toString().toUtf8()} : exitWith(exit.status, response);
}

json::Value withDefaults(const SchemaLibrary &library, const QString &name, const json::Value &conf, bool ofConsumer)
{
    const auto *own = ofConsumer ? library.schemaOf(name, PluginPart::Consumer) : nullptr;
    const auto *schema = own ? own : library.schemaOf(name, PluginPart::Route);
    auto filled = conf.isArray() ? json::Value::object() : conf;
    if (schema)
        validate(*schema, filled);
    return filled;
}

} // namespace

void PluginSet::lay(const json::Value &plugins, const QString &place, bool ofConsumer)
{
    for (const auto &member : plugins.members())
        m_entries.insert(member.name, {member.value, place, ofConsumer});
}

PluginConfs PluginSet::ordered(Exchange &exchange) const
{
    const auto &library = exchange.configuration.library;
    PluginConfs plugins;
    for (auto it = m_entries.cbegin(); it != m_entries.cend(); ++it) {
        const auto meta = it->conf.value(u"_meta");
        if (meta.value(u"disable").toBool())
            continue;
        const auto *plugin = findPlugin(it.key());
        if (!plugin || meta.contains(u"pre_function"))
            exchange.state.report(plugin ? u"%1: the pre_function of %2 is kept, but not run"_s.arg(it->place, it.key())
                                         : u"%1: the plugin %2 is kept, but not run"_s.arg(it->place, it.key()));
        if (!plugin)
            continue;
        const auto *known = library.plugin(it.key());
        const auto priority = meta.value(u"priority").toInteger().value_or(known ? known->value(u"priority").toInteger().value_or(0) : 0);
        plugins.append({it.key(), plugin, withDefaults(library, it.key(), it->conf, it->isOfConsumer), it->place, priority, it->isOfConsumer});
    }
    std::stable_sort(plugins.begin(), plugins.end(), [](const PluginConf &a, const PluginConf &b) { return a.priority > b.priority; });
    return plugins;
}

std::optional<Exit> runPhase(PluginConfs &plugins, Exchange &exchange, Plugin::Phase Plugin::*phase, bool (*skip)(const PluginConf &))
{
    for (auto &plugin : plugins) {
        const auto run = plugin.plugin->*phase;
        if (!run || (skip && skip(plugin)) || !fits(plugin, exchange))
            continue;
        if (auto exit = run(exchange, plugin))
            return worded(plugin, *exit);
    }
    return {};
}

void runFilters(PluginConfs &plugins, Exchange &exchange, Plugin::Filter Plugin::*filter)
{
    for (auto &plugin : plugins)
        if (const auto run = plugin.plugin->*filter; run && fits(plugin, exchange))
            run(exchange, plugin);
}

} // namespace sandbox::gateway
