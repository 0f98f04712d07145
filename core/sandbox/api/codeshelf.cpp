#include "core/sandbox/api/codeshelf.h"

#include "core/json/text.h"
#include "core/sandbox/store/entities.h"

namespace sandbox {

std::shared_ptr<const QByteArray> CodeShelf::take(const QString &key, const EntityName &action)
{
    {
        const std::lock_guard lock(m_mutex);
        if (auto code = m_taken.value(key).lock())
            return code;
    }
    const auto text = json::read(m_entities.code(action));
    auto code = std::make_shared<const QByteArray>(text ? text->value.toString().toUtf8() : QByteArray());
    const std::lock_guard lock(m_mutex);
    m_taken.removeIf([](const auto &entry) { return entry.value().expired(); });
    m_taken.insert(key, code);
    return code;
}

} // namespace sandbox
