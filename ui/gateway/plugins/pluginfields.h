#pragma once

#include "core/gateway/pluginform.h"
#include "core/schema/check.h"
#include "core/schema/field.h"

#include <QHash>

/// The plugins that an object may have, with the fields of their forms: made when they are asked for.
class PluginFields {
public:
    explicit PluginFields(gateway::Kind kind) : m_kind(kind) {}

    void setCatalogue(const std::shared_ptr<const gateway::Catalogue> &catalogue);
    const gateway::Catalogue *catalogue() const { return m_catalogue.get(); } ///< nullptr: not known yet
    const std::shared_ptr<const gateway::Catalogue> &shared() const { return m_catalogue; }
    bool inStream() const { return m_kind == gateway::Kind::StreamRoute; }
    gateway::Part part() const;
    gateway::Kind kind() const { return m_kind; }

    const gateway::Plugin *plugin(const QString &name) const; ///< nullptr: not on this gateway
    schema::FieldPtr field(const QString &name);              ///< nullptr: not on this gateway
    QList<const gateway::Plugin *> offered() const;           ///< that may be added to an object of this kind
    QList<schema::Problem> problems(const QString &name, const json::Value &conf);

private:
    gateway::Kind m_kind;
    std::shared_ptr<const gateway::Catalogue> m_catalogue;
    QHash<QString, schema::FieldPtr> m_fields;
    struct Checked {
        json::Value conf;
        QList<schema::Problem> problems;
    };
    QHash<QString, Checked> m_checked; ///< checks take longer than comparing
};
