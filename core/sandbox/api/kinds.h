#pragma once

#include "core/json/value.h"

#include <QHash>
#include <QStringList>

namespace sandbox {

/// The runtimes of the server: what "/" shows and what a PUT may name.
class Kinds {
public:
    struct Kind {
        bool requireMain = false;
        bool deprecated = false;
        QString image;
    };

    static const Kinds &all();

    /// "nodejs:default" is the family's default; the name as it came otherwise.
    QString resolved(const QString &kind) const;
    const Kind *find(const QString &kind) const;
    QStringList names() const { return m_kinds.keys(); }
    const json::Value &manifest() const { return m_manifest; } ///< family to list

private:
    Kinds();
    json::Value m_manifest;
    QHash<QString, Kind> m_kinds;
    QHash<QString, QString> m_defaults;
};

} // namespace sandbox
