#include "ui/gateway/waiting.h"

#include "core/gateway/session.h"

#include <QDateTime>
#include <QEvent>
#include <QWidget>

#include <algorithm>
#include <utility>

namespace {

constexpr int tickMs = 500;
constexpr qint64 minute = 60;

} // namespace

Waiting::Waiting(gateway::Session &session, gateway::Kind kind, QWidget &page)
    : QObject(&page), m_session(&session), m_kind(kind)
{
    page.installEventFilter(this);
    m_timer.setInterval(tickMs);
    connect(&m_timer, &QTimer::timeout, this, &Waiting::look);
    connect(&session, &gateway::Session::changed, this, &Waiting::look);
    connect(&session, &gateway::Session::stateChanged, this, &Waiting::look);
    if (page.isVisible())
        setSeen(true);
}

Waiting::~Waiting()
{
    setSeen(false);
}

bool Waiting::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Show || event->type() == QEvent::Hide)
        setSeen(event->type() == QEvent::Show);
    return QObject::eventFilter(watched, event);
}

void Waiting::setSeen(bool seen)
{
    if (std::exchange(m_seen, seen) == seen || !m_session)
        return;
    m_session->watch(m_kind, seen);
    if (seen)
        look();
    else
        m_timer.stop(); // not a word more: the page may be on its way out
}

QString Waiting::words() const
{
    if (!m_session || !m_seen)
        return {};
    const qint64 next = m_session->nextTryMs();
    if (next == 0)
        return m_session->listing(m_kind).error && m_session->listing(m_kind).loading ? tr("Trying now …") : QString();
    const qint64 seconds = std::max<qint64>((next - QDateTime::currentMSecsSinceEpoch() + 999) / 1000, 1);
    return seconds < minute ? tr("Next try in %1 s.").arg(seconds) : tr("Next try in a minute.");
}

/// A clock runs only while there is something to wait for.
void Waiting::look()
{
    const bool waits = m_session && m_seen && m_session->nextTryMs() > 0;
    if (waits != m_timer.isActive())
        waits ? m_timer.start() : m_timer.stop();
    const QString now = words();
    if (std::exchange(m_words, now) != now)
        Q_EMIT wordsChanged();
}
