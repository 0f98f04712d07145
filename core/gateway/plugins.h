#pragma once

#include "core/gateway/send.h"

#include <QHash>

namespace gateway {

/// A plugin that the gateway has switched on.
struct Plugin {
    QString name;
    qint64 priority = 0;    ///< plugins with higher ones run earlier within a phase
    QString type;           ///< "auth" or empty
    QString scope;          ///< "global" or empty
    json::Value schema;
    json::Value consumerSchema; ///< null: none of its own, `schema` counts for consumers, too
    json::Value metadataSchema; ///< null: none, anything is taken
    QString description;    ///< one line, empty for plugins that we do not know
    QString phase;          ///< where it acts mostly: "rewrite", "access" ...; empty: not known
};

/// What a plugin's configuration stands in.
enum class Part { Route, Consumer, Metadata };
const json::Value &schemaFor(const Plugin &plugin, Part part);

/// All that a gateway knows to check configurations with.
struct Catalogue {
    QList<Plugin> http;   ///< by priority, highest first
    QList<Plugin> stream;
    const Plugin *find(const QString &name, bool inStream = false) const;
};
Async<std::shared_ptr<const Catalogue>> plugins(net::Client &client, QObject *owner);
/// Is the text in name, description or phase?
bool contains(const Plugin &plugin, QStringView needle);
/// From the answer to /plugins?all=true.
Result<QList<Plugin>> pluginsOf(const QByteArray &body);

/// The schema of a kind; null for those that have none to give.
Async<json::Value> resourceSchema(net::Client &client, Kind kind, QObject *owner);

/// What a plugin does, in one line, and the phase in which it mostly acts; empty for unknown ones.
QString pluginDescription(const QString &name);
QString pluginPhase(const QString &name);

} // namespace gateway
