#include "core/net/requestlog.h"

#include <algorithm>

namespace net {

RequestLog::RequestLog(QObject *parent, int capacity)
    : QObject(parent)
    , m_capacity(std::max(capacity, 1))
{
}

quint64 RequestLog::begin(LogEntry entry)
{
    entry.id = m_next++;
    if (m_entries.size() >= m_capacity)
        m_entries.removeFirst();
    m_entries.append(std::move(entry));
    ++m_total;
    announce();
    return m_entries.constLast().id;
}

void RequestLog::update(const LogEntry &entry)
{
    const auto at = std::lower_bound(m_entries.begin(), m_entries.end(), entry.id,
                                     [](const LogEntry &e, quint64 id) { return e.id < id; });
    if (at == m_entries.end() || at->id != entry.id)
        return;
    if (at->failure.isEmpty() && !entry.failure.isEmpty() && !entry.canceled)
        ++m_failed;
    *at = entry;
    announce();
}

std::optional<LogEntry> RequestLog::find(quint64 id) const
{
    const auto at = std::lower_bound(m_entries.cbegin(), m_entries.cend(), id,
                                     [](const LogEntry &e, quint64 wanted) { return e.id < wanted; });
    return at != m_entries.cend() && at->id == id ? std::optional(*at) : std::nullopt;
}

void RequestLog::clear()
{
    m_entries.clear();
    m_total = 0;
    m_failed = 0;
    announce();
}

void RequestLog::announce()
{
    if (m_announced)
        return;
    m_announced = true;
    const auto emitChanged = [this] {
        m_announced = false;
        Q_EMIT changed();
    };
    QMetaObject::invokeMethod(this, emitChanged, Qt::QueuedConnection);
}

} // namespace net
