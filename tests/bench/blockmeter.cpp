#include "tests/bench/blockmeter.h"

#include <algorithm>
#include <charconv>

#include <fcntl.h>
#include <unistd.h>

BlockMeter::BlockMeter()
    : m_schedule(open(qPrintable(QStringLiteral("/proc/self/task/%1/schedstat").arg(gettid())), O_RDONLY | O_CLOEXEC))
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(1);
    connect(&m_timer, &QTimer::timeout, this, &BlockMeter::beat);
}

BlockMeter::~BlockMeter()
{
    if (m_schedule >= 0)
        close(m_schedule);
}

void BlockMeter::restart()
{
    m_longestMs = 0;
    m_clock.start();
    m_waitedMs = waitedForCoreMs();
    m_timer.start();
}

void BlockMeter::beat()
{
    const double waited = waitedForCoreMs();
    const double passed = double(m_clock.nsecsElapsed()) / 1e6;
    m_longestMs = std::max(m_longestMs, passed - (waited - m_waitedMs));
    m_waitedMs = waited;
    m_clock.start();
}

/// Read a thousand times a second: from a file that stays open, as to open it costs more than all the rest.
double BlockMeter::waitedForCoreMs() const
{
    char text[96];
    const ssize_t size = m_schedule < 0 ? 0 : pread(m_schedule, text, sizeof text, 0); // "ran waited slices", in ns
    const char *end = text + std::max<ssize_t>(size, 0);
    const char *second = std::find(text, const_cast<char *>(end), ' ');
    qint64 ns = 0;
    if (second != end)
        std::from_chars(second + 1, end, ns);
    return double(ns) / 1e6;
}
