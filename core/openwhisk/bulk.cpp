#include "core/openwhisk/bulk.h"

#include <QDateTime>

namespace openwhisk {

namespace {

constexpr int atOnce = 4; ///< two of the six connections stay free for what the user looks at
constexpr qint64 minuteMs = 60000;

} // namespace

BulkRun::BulkRun(QList<Step> steps, QObject *parent)
    : QObject(parent), m_steps(std::move(steps)), m_states(m_steps.size(), State::Waiting)
{
    m_minute.setInterval(1000);
    connect(&m_minute, &QTimer::timeout, this, [this] {
        Q_EMIT waiting();
        if (secondsUntilNext() > 0)
            return;
        m_minute.stop();
        advance();
    });
}

BulkRun::~BulkRun() = default;

void BulkRun::start()
{
    m_running = true;
    m_canceled = false;
    m_next = 0;
    if (!m_context)
        m_context = std::make_unique<QObject>();
    advance();
}

void BulkRun::cancel()
{
    m_canceled = true;
    m_minute.stop();
    m_resumeMs = 0;
    for (int step = 0; step < int(m_states.size()); ++step) {
        if (m_states.at(step) == State::Waiting)
            set(step, State::Canceled);
    }
    if (m_running)
        advance();
}

void BulkRun::retryFailed()
{
    for (int step = 0; step < int(m_states.size()); ++step) {
        const State now = m_states.at(step);
        if (now != State::Failed && now != State::Skipped && now != State::Canceled)
            continue;
        m_errors.remove(step);
        set(step, State::Waiting);
    }
    start();
}

int BulkRun::secondsUntilNext() const
{
    const qint64 left = m_resumeMs - QDateTime::currentMSecsSinceEpoch();
    return m_resumeMs && left > 0 ? int((left + 999) / 1000) : 0;
}

/// Its index, or how many there are.
int BulkRun::nextWaiting()
{
    while (m_next < int(m_states.size()) && m_states.at(m_next) != State::Waiting)
        ++m_next;
    return m_next;
}

/// A step whose ground is missing is not tried: a package whose action could not be deleted would only answer 409.
bool BulkRun::mayRun(int step)
{
    for (const int needed : m_steps.at(step).needs) {
        if (m_states.at(needed) == State::Succeeded || m_states.at(needed) == State::Gone)
            continue;
        m_errors.insert(step, Error{Error::Kind::Canceled, tr("Not tried, because what comes before it did not succeed."), {}});
        set(step, State::Skipped);
        return false;
    }
    return true;
}

void BulkRun::advance()
{
    if (!m_running || secondsUntilNext() > 0)
        return;
    while (m_busy < atOnce) {
        const int step = nextWaiting();
        if (step == int(m_steps.size()) || (m_busy > 0 && m_steps.at(step).phase != m_phase))
            break;
        m_phase = m_steps.at(step).phase;
        if (mayRun(step))
            run(step);
    }
    if (m_busy > 0 || nextWaiting() < int(m_steps.size()))
        return;
    m_running = false;
    Q_EMIT finished();
}

void BulkRun::run(int step)
{
    ++m_busy;
    set(step, State::Running);
    m_steps.at(step).run(m_context.get(), [this, step](const Result<Done> &result) { finish(step, result); });
}

void BulkRun::finish(int step, const Result<Done> &result)
{
    --m_busy;
    const bool wait = !result && result.error().kind == Error::Kind::Throttled && !m_canceled;
    const bool gone = !result && result.error().kind == Error::Kind::NotFound && m_steps.at(step).goneIsDone;
    if (!result && !wait && !gone)
        m_errors.insert(step, result.error());
    set(step, wait ? State::Waiting : gone ? State::Gone : result ? State::Succeeded : State::Failed);
    wait ? throttled() : advance();
}

/// The server counts by its clock's minutes; it refused, so nothing was done.
void BulkRun::throttled()
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    m_resumeMs = now - now % minuteMs + minuteMs;
    m_next = 0;
    m_minute.start();
    Q_EMIT waiting();
}

void BulkRun::set(int step, State state)
{
    m_states[step] = state;
    Q_EMIT changed(step);
}

} // namespace openwhisk
