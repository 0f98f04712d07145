#include "core/sandbox/gateway/admin/plugincheck.h"

#include "core/json/text.h"
#include "core/sandbox/gateway/schema/expression.h"
#include "core/sandbox/gateway/schema/library.h"
#include "core/sandbox/gateway/schema/lua.h"
#include "core/sandbox/gateway/schema/validator.h"
#include "core/sandbox/gateway/store/cjson.h"

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

using Wrong = std::optional<QString>;

QString shownConf(const json::Value &conf)
{
    return conf.isNull() ? u"\"userdata: NULL\""_s : QString::fromUtf8(json::compact(conf));
}

bool isDisabled(const json::Value &conf) { return conf.value(u"_meta").value(u"disable").toBool(); }

const json::Value *schemaFor(const SchemaLibrary &library, const QString &name, bool ofConsumer)
{
    const auto *own = ofConsumer ? library.schemaOf(name, PluginPart::Consumer) : nullptr;
    return own ? own : library.schemaOf(name, PluginPart::Route);
}

Wrong checkMeta(const QString &name, const json::Value &conf)
{
    const auto meta = conf.value(u"_meta");
    if (const auto *filter = meta.find(u"filter"))
        if (const auto wrong = checkExpression(*filter))
            return u"failed to validate the 'vars' expression: "_s + *wrong;
    if (const auto *code = meta.find(u"pre_function"))
        if (const auto wrong = compileLua(code->toString(), u"meta pre_function"_s))
            return u"failed to load _meta.pre_function in plugin %1: %2"_s.arg(name, *wrong);
    return {};
}

Wrong checkConf(const SchemaLibrary &library, const QString &name, const json::Value &schema, const json::Value &conf, bool ofConsumer)
{
    auto filled = conf.isArray() ? json::Value::object() : conf;
    if (auto wrong = validate(schema, filled))
        return wrong;
    return checkBeyondSchema(name, filled, ofConsumer && library.schemaOf(name, PluginPart::Consumer));
}

Wrong checkPlugin(const SchemaLibrary &library, const QString &name, const json::Value &conf, bool ofConsumer)
{
    if (!isTable(conf))
        return u"invalid plugin conf %1 for plugin [%2]"_s.arg(shownConf(conf), name);
    if (!library.plugin(name))
        return u"unknown plugin [%1]"_s.arg(name);
    if (isDisabled(conf))
        return {};
    if (const auto wrong = checkConf(library, name, *schemaFor(library, name, ofConsumer), conf, ofConsumer))
        return u"failed to check the configuration of plugin %1 err: %2"_s.arg(name, *wrong);
    return checkMeta(name, conf);
}

} // namespace

Wrong checkPlugins(const SchemaLibrary &library, const json::Value &plugins, bool ofConsumer)
{
    for (const auto &member : plugins.members())
        if (auto wrong = checkPlugin(library, member.name, member.value, ofConsumer))
            return wrong;
    return {};
}

Wrong checkStreamPlugins(const SchemaLibrary &library, const json::Value &plugins)
{
    for (const auto &member : plugins.members()) {
        if (!isTable(member.value))
            return u"invalid plugin conf %1 for plugin [%2]"_s.arg(shownConf(member.value), member.name);
        const auto *plugin = library.plugin(member.name, true);
        if (!plugin)
            return u"unknown plugin [%1]"_s.arg(member.name);
        if (isDisabled(member.value))
            continue;
        if (const auto wrong = checkConf(library, member.name, plugin->value(u"schema"), member.value, false))
            return u"failed to check the configuration of stream plugin [%1]: %2"_s.arg(member.name, *wrong);
    }
    return {};
}

} // namespace sandbox::gateway
