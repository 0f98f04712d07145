#include "tests/bench/blockmeter.h"

#include <QFile>

#include <unistd.h>

BlockMeter::BlockMeter()
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(1);
    connect(&m_timer, &QTimer::timeout, this, &BlockMeter::beat);
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

double BlockMeter::waitedForCoreMs()
{
    QFile file(QStringLiteral("/proc/self/task/%1/schedstat").arg(gettid()));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const auto fields = file.readAll().split(' ');
    return fields.size() > 1 ? fields[1].toDouble() / 1e6 : 0;
}
