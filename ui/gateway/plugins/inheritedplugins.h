#pragma once

#include "ui/gateway/resource/resourcestate.h"

#include <QStringList>

/// Plugins that run for an object because something else has them.
struct InheritedPlugins {
    gateway::Key from;
    QString heading;  ///< "FROM SERVICE checkout"
    struct Entry {
        QString plugin;
        bool disabled = false;
        bool replaced = false; ///< the object has its own configuration, which replaces this one whole
        bool operator==(const Entry &) const = default;
    };
    QList<Entry> entries;
    bool operator==(const InheritedPlugins &) const = default;
};

/// In the order in which the nearer replaces the farther: consumer group, plugin config, service; global rules run
/// beside all of them. As far as the lists are known.
QList<InheritedPlugins> inheritedPlugins(const ResourceState &state);
