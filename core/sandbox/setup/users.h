#pragma once

#include "core/sandbox/api/context.h"

#include <QHash>
#include <QList>

namespace sandbox {

/// Namespaces and their keys; fixed for the life of the process.
class Users {
public:
    void add(const Identity &identity);
    /// key: the decoded "UUID:KEY".
    const Identity *find(const QString &key) const;
    const Identity *ofNamespace(const QString &ns) const;
    const QList<Identity> &all() const { return m_all; }

private:
    QList<Identity> m_all;
    QHash<QString, qsizetype> m_byKey;
};

} // namespace sandbox
