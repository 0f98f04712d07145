#pragma once

#include "core/gateway/routing.h"

#include <QHash>

#include <memory>

namespace sandbox::gateway {

class Etcd;
class SchemaLibrary;

/// A consumer as one of its credentials makes it known.
struct Consumer {
    QString name;
    QString credential; ///< id; empty: the key stands in the consumer itself
    QString customId;
    QString group;
    json::Value plugins; ///< of the consumer
    json::Value auth;    ///< configuration of the plugin that it was found by
};

/// The gateway's configuration at one moment, made ready for requests. Never changes.
struct Configuration {
    Configuration(const SchemaLibrary &library, Etcd &etcd);

    /// With secrets in plain text; none where there is no such thing.
    std::optional<json::Value> find(const QString &kind, const QString &id) const;
    std::optional<json::Value> metadata(const QString &plugin) const { return find(QStringLiteral("plugin_metadata"), plugin); }
    /// Who has that key ("key", "username") in the configuration of an authentication; nullptr: nobody.
    const Consumer *consumer(const QString &plugin, const QString &member, const json::Value &key) const;
    const Consumer *consumerNamed(const QString &name) const;
    json::Value openedRoute(qsizetype place) const;

    const SchemaLibrary &library;
    ::gateway::Router router;
    QList<std::pair<QString, json::Value>> globalRules; ///< with their ids
    /// The recorded server takes a shortcut then, which passes over the time limits of routes.
    bool isSimple = true;

private:
    void readConsumers(Etcd &etcd);

    QHash<QString, json::Value> m_stored; ///< "/services/1"
    QHash<QString, QList<std::shared_ptr<Consumer>>> m_byPlugin;
    QHash<QString, std::shared_ptr<Consumer>> m_byName;
};

/// "$env://NAME" and the like replaced by what the environment has; what it has not stays.
json::Value withEnvironment(const json::Value &value);

} // namespace sandbox::gateway
