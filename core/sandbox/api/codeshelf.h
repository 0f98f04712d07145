#pragma once

#include "core/sandbox/store/entity.h"

#include <QHash>

#include <mutex>

namespace sandbox {

class Entities;

/// Code on its way to processes: runs of one revision that wait at the same time share one copy, which may be 48 MB.
class CodeShelf {
public:
    explicit CodeShelf(Entities &entities) : m_entities(entities) { }
    /// key: the action's revision. Waits for the store when nobody has it.
    std::shared_ptr<const QByteArray> take(const QString &key, const EntityName &action);

private:
    Entities &m_entities;
    std::mutex m_mutex;
    QHash<QString, std::weak_ptr<const QByteArray>> m_taken;
};

} // namespace sandbox
