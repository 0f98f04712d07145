#include "core/sandbox/setup/users.h"

namespace sandbox {

void Users::add(const Identity &identity)
{
    m_byKey.insert(identity.auth(), m_all.size());
    m_all.append(identity);
}

const Identity *Users::find(const QString &key) const
{
    const auto found = m_byKey.constFind(key);
    return found == m_byKey.constEnd() ? nullptr : &m_all[*found];
}

const Identity *Users::ofNamespace(const QString &ns) const
{
    for (const auto &identity : m_all)
        if (identity.ns == ns)
            return &identity;
    return nullptr;
}

} // namespace sandbox
