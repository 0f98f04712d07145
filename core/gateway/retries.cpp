#include "core/gateway/retries.h"

#include "core/net/pause.h"

#include <QDateTime>
#include <QRandomGenerator>

#include <algorithm>

namespace gateway {

Retries::Retries(std::function<void()> again, QObject *parent)
    : QObject(parent), m_again(std::move(again))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { m_again(); });
}

void Retries::setWatched(bool watched)
{
    m_watched = watched;
    plan();
}

void Retries::begin()
{
    m_dueMs = 0;
    plan();
}

void Retries::failed()
{
    if (m_dueMs != 0)
        return;
    m_dueMs = QDateTime::currentMSecsSinceEpoch() + net::pauseAfter(m_firstPauseMs, ++m_failures, QRandomGenerator::global()->generateDouble());
    plan();
}

void Retries::succeeded()
{
    m_failures = 0;
    m_dueMs = 0;
    plan();
}

qint64 Retries::nextMs() const
{
    return m_timer.isActive() ? m_dueMs : 0;
}

void Retries::plan()
{
    if (!m_watched || m_dueMs == 0)
        return m_timer.stop();
    m_timer.start(int(std::max<qint64>(m_dueMs - QDateTime::currentMSecsSinceEpoch(), 0)));
}

} // namespace gateway
