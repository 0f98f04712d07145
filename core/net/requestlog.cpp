#include "core/net/requestlog.h"

#include <algorithm>
#include <utility>

namespace net {

namespace {

/// Many bodies at once, when the rush of a list is over: one by one each wakes a thread beside those that read the list.
constexpr int settleMs = 1000;

} // namespace

RequestLog::RequestLog(QObject *parent, int capacity)
    : QObject(parent)
    , m_capacity(std::max(capacity, 1))
{
    m_settling.setSingleShot(true);
    m_settling.setInterval(settleMs);
    connect(&m_settling, &QTimer::timeout, this, &RequestLog::redact);
    m_redactor.setMaxThreadCount(1);
}

RequestLog::~RequestLog()
{
    m_redactor.clear();
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
    for (const LogText &body : {entry.requestBody, entry.responseBody})
        if (!body.isSettled())
            m_unsettled.append(body);
    if (!m_unsettled.isEmpty() && !m_settling.isActive())
        m_settling.start();
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

void RequestLog::redact()
{
    m_redactor.start([bodies = std::exchange(m_unsettled, {})] {
        for (const LogText &body : bodies)
            body.redacted();
    });
}

} // namespace net
