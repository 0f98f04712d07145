#pragma once

#include "core/gateway/kinds.h"
#include "core/schema/check.h"

#include <QHash>
#include <QMutex>
#include <QStringList>

#include <memory>

namespace gateway {
struct Catalogue;
}

/// What the schemas of a gateway say to an object: its own, and those of its plugins. Compiled once; for a worker.
class ResourceCheck {
public:
    ResourceCheck(gateway::Kind kind, const json::Value &schema, std::shared_ptr<const gateway::Catalogue> catalogue);

    QList<schema::Problem> problems(const json::Value &value) const;
    /// Those that the object had before already are not held against the edit: the server took them once.
    QList<schema::Problem> newProblems(const json::Value &before, const json::Value &value) const;

private:
    std::shared_ptr<const schema::Check> pluginCheck(const QString &name) const;

    gateway::Kind m_kind;
    std::shared_ptr<const schema::Check> m_own; ///< nullptr: the server has no schema to give
    std::shared_ptr<const gateway::Catalogue> m_catalogue;
    mutable QMutex m_mutex;
    mutable QHash<QString, std::shared_ptr<const schema::Check>> m_plugins;
};
