#include "ui/gateway/plugins/inheritedplugins.h"

#include "core/gateway/session.h"

#include <QCoreApplication>

using namespace gateway;
using namespace Qt::StringLiterals;

namespace {

QString idText(const json::Value &value)
{
    return value.isNumber() ? QString::fromLatin1(value.numberText()) : value.toString();
}

InheritedPlugins pluginsOf(const Row &row, const json::Value &own)
{
    InheritedPlugins found{row.key, {}, {}};
    const QString name = row.name.isEmpty() ? row.key.id : row.name;
    found.heading = QCoreApplication::translate("plugins", "From %1 %2").arg(singular(row.key.kind), name);
    for (const QString &plugin : row.plugins)
        found.entries.append({plugin, row.disabledPlugins.contains(plugin), row.key.kind != Kind::GlobalRule && own.contains(plugin)});
    return found;
}

} // namespace

QList<InheritedPlugins> inheritedPlugins(const ResourceState &state)
{
    static const QList<std::tuple<Kind, Kind, QString>> sources{{Kind::Consumer, Kind::ConsumerGroup, u"group_id"_s},
                                                                {Kind::Route, Kind::PluginConfig, u"plugin_config_id"_s},
                                                                {Kind::Route, Kind::Service, u"service_id"_s}};
    QList<InheritedPlugins> found;
    Session *session = state.session();
    if (!session)
        return found;
    const Kind kind = state.key().kind;
    const json::Value own = state.value().value(u"plugins");
    const auto add = [&](Kind from, const QString &id) {
        if (const Rows rows = session->listing(from).rows)
            for (const Row &row : *rows)
                if ((id.isNull() || row.key.id == id) && !row.plugins.isEmpty())
                    found.append(pluginsOf(row, own));
    };
    for (const auto &[user, from, member] : sources)
        if (kind == user && state.value().contains(member))
            add(from, idText(state.value().value(member)));
    if (kind == Kind::Route || kind == Kind::Service)
        add(Kind::GlobalRule, {});
    return found;
}
