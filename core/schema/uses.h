#pragma once

#include "core/schema/parse.h"

namespace schema {

/// Tells what the values at a place are for. Places: names of members from the root, lists passed through.
class Uses {
public:
    Uses(const json::Value &root, const Origin &origin);
    Use of(const QStringList &path) const;

private:
    bool isSecret(const QStringList &path) const;

    QString m_plugin;
    QList<QStringList> m_secrets;
};

} // namespace schema
